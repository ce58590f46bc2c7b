// The tree of one Compose file -> its model: services and resources in canonical forms, not yet extended or merged.
import type { Place } from "../errors.ts";
import { type ComposeEntry, type ComposeMap, type ComposeValue, RESOURCE_KINDS } from "./model.ts";
import type { Reading } from "./reading.ts";
import { includes, resourceShape, TOP_LEVEL_FIELDS } from "./resource-fields.ts";
import type { Scope } from "./scope.ts";
import { serviceShape } from "./service-fields.ts";
import { object, reportInvalid, type Shape } from "./shape.ts";
import { isNull, valueAt, withKeys } from "./value.ts";

/** Where a file stands: its path, and the folder of the repository in which its relative paths start. */
export type FileContext = { readonly reading: Reading; readonly path: string; readonly folder: string; readonly home: string | undefined };

/** Docker's rule for names of services and resources; what is made from them are unit names. */
const NAME = /^[a-zA-Z0-9._-]{1,200}$/;

const topLevel: Shape = object(TOP_LEVEL_FIELDS);
const resourceShapes = Object.fromEntries(RESOURCE_KINDS.map((kind) => [kind, resourceShape(kind)]));

/** Shapes one document of a file; undefined, with a finding, where it is no map. */
export function shapeModel(tree: ComposeValue, context: FileContext): ComposeMap | undefined {
  const scope = scopeOf(context, context.path);
  if (tree.kind !== "map") {
    const place: Place = { ...tree.place, file: context.path };
    context.reading.findings.error({ code: "compose-invalid", subject: context.path, message: "A Compose file must be a map.", hint: "Start it with `services:`.", place });
    return undefined;
  }
  const model = topLevel(tree, scope);
  if (model?.kind !== "map") return undefined;
  const include = valueAt(model, "include");
  const shaped = withKeys(model, { version: undefined, ...(include === undefined ? {} : { include: includes(include, { ...scope, path: "include" }) }) });
  const sections = new Map(shaped.entries);
  for (const [key, entry] of tree.entries) if (key.startsWith("x-")) sections.set(key, entry);
  for (const [kind, section] of shaped.entries) {
    const shape = kind === "services" ? serviceShape : resourceShapes[kind];
    if (shape === undefined) continue;
    const names = shapeNames(section.value, { kind, shape, context });
    if (names === undefined) sections.delete(kind);
    else sections.set(kind, { ...section, value: names });
  }
  return { ...shaped, entries: sections };
}

function scopeOf(context: FileContext, subject: string): Scope {
  return { subject, path: "", folder: context.reading.hostFolder(context.folder), home: context.home, findings: context.reading.findings };
}

type Section = { readonly kind: string; readonly shape: Shape; readonly context: FileContext };

function shapeNames(section: ComposeValue, { kind, shape, context }: Section): ComposeMap | undefined {
  if (section.kind !== "map") {
    reportInvalid(section, { scope: { ...scopeOf(context, context.path), path: kind }, expected: "a map" });
    return undefined;
  }
  const entries = new Map<string, ComposeEntry>();
  for (const [name, entry] of section.entries) {
    if (kind === "services" && name.startsWith("x-") && entry.value.kind !== "map") continue;
    if (entry.merge === "reset") {
      entries.set(name, entry);
      continue;
    }
    const scope = scopeOf(context, `${kind.replace(/s$/, "")} ${name}`);
    if (!NAME.test(name)) reportName(name, { scope, place: entry.place });
    else if (kind === "services" && isNull(entry.value)) reportInvalid(entry.value, { scope: { ...scope, path: `services.${name}` }, expected: "a map" });
    else {
      const value = shape(entry.value, scope);
      if (value !== undefined) entries.set(name, { ...entry, value });
    }
  }
  return { ...section, entries };
}

function reportName(name: string, { scope, place }: { scope: Scope; place: Place }): void {
  const message = `\`${name.slice(0, 60).replaceAll("`", "'")}\` is not a name that Compose allows.`;
  scope.findings.error({ code: "compose-invalid", subject: scope.subject, message, hint: "Use letters, digits, `.`, `_` and `-` only.", place });
}
