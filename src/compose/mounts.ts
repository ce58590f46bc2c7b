// `volumes` of a service: `source:target:options` -> the long form, with absolute sources for bind mounts.
import { posix } from "node:path";
import type { ComposeMap, ComposeValue } from "./model.ts";
import { absolutePath } from "./host-paths.ts";
import type { Scope } from "./scope.ts";
import { bytes } from "./units.ts";
import { labels } from "./mapping.ts";
import { either, flag, integer, listOf, object, oneOf, reportInvalid, sameScalar, type Shape, text } from "./shape.ts";
import { map, optionalFlag, optionalText, scalar, textAt, valueAt, withKeys } from "./value.ts";

const PROPAGATIONS = new Set(["rprivate", "private", "rshared", "shared", "rslave", "slave"]);
/** Options of other platforms, or without effect on Linux; Docker ignores them. */
const IGNORED = new Set(["cached", "delegated", "consistent", "default", "copy"]);

const longForm: Shape = object({
  type: oneOf("bind", "volume", "tmpfs", "cluster", "npipe", "image"),
  source: text,
  target: text,
  read_only: flag,
  consistency: text,
  bind: object({ propagation: text, create_host_path: flag, recursive: oneOf("enabled", "disabled", "writable", "readonly"), selinux: oneOf("z", "Z") }),
  volume: object({ labels, nocopy: flag, subpath: text }),
  tmpfs: object({ size: bytes, mode: integer }),
  image: object({ subpath: text }),
});

function long(value: ComposeValue, scope: Scope): ComposeValue | undefined {
  const checked = longForm(value, scope);
  if (checked?.kind !== "map") return undefined;
  if (textAt(checked, "type") !== "bind") return checked;
  const source = valueAt(checked, "source");
  if (source?.kind !== "scalar") return reportInvalid(value, { scope, expected: "a bind mount with a `source`" });
  return withKeys(checked, { source: sameScalar(source, absolutePath(String(source.value), { scope, place: source.place })) });
}

type ShortMount = { readonly source: string; readonly target: string; readonly options: readonly string[] };

/** Splits at colons; the colon of a Windows drive (`C:\data`) separates nothing. */
function splitMount(written: string): ShortMount | undefined {
  const fields: string[] = [];
  for (const field of written.split(":")) {
    const last = fields.at(-1);
    if (last !== undefined && /^[A-Za-z]$/.test(last) && /^[\\/]/.test(field) && written.length > 2) fields[fields.length - 1] = `${last}:${field}`;
    else fields.push(field);
  }
  if (fields.length > 3 || fields.some((field) => field === "")) return undefined;
  const [first = "", second, options] = fields;
  if (second === undefined) return { source: "", target: first, options: [] };
  return { source: first, target: second, options: options === undefined ? [] : options.split(",") };
}

function short(value: ComposeValue, scope: Scope): ComposeValue | undefined {
  const parts = value.kind === "scalar" && typeof value.value === "string" ? splitMount(value.value) : undefined;
  if (parts === undefined) return reportInvalid(value, { scope, expected: "a mount such as `data:/data:ro`" });
  const isBind = /^(?:[./~]|\\\\|[A-Za-z]:)/.test(parts.source);
  const unknown = parts.options.filter((option) => !isKnownOption(option));
  for (const option of unknown) {
    scope.findings.warning({ code: "compose-invalid", subject: scope.subject, message: `Docker ignores the unknown mount option \`${option.slice(0, 60)}\`.`, hint: "Remove it, or correct its name.", place: value.place });
  }
  return isBind ? bindMount(parts, { value, scope }) : volumeMount(parts, value);
}

function isKnownOption(option: string): boolean {
  return ["ro", "rw", "nocopy", "z", "Z"].includes(option) || PROPAGATIONS.has(option) || IGNORED.has(option);
}

/** What every kind of mount has. */
function ends(parts: ShortMount, { place }: ComposeValue): Record<string, ComposeValue | undefined> {
  const access = parts.options.findLast((option) => option === "ro" || option === "rw");
  return { target: scalar(posix.normalize(parts.target).replace(/(?<=.)\/$/, ""), place), read_only: optionalFlag(access === "ro", place) };
}

function bindOptions({ options }: ShortMount, { place }: ComposeValue): Record<string, ComposeValue | undefined> {
  return {
    propagation: optionalText(options.findLast((option) => PROPAGATIONS.has(option)), place),
    selinux: optionalText(options.findLast((option) => option === "z" || option === "Z"), place),
  };
}

function bindMount(parts: ShortMount, { value, scope }: { value: ComposeValue; scope: Scope }): ComposeMap {
  const { place } = value;
  const source = scalar(absolutePath(parts.source, { scope, place }), place);
  const bind = map({ create_host_path: scalar(true, place), ...bindOptions(parts, value) }, place);
  const volume = parts.options.includes("nocopy") ? map({ nocopy: scalar(true, place) }, place) : undefined;
  return map({ type: scalar("bind", place), source, ...ends(parts, value), bind, volume }, place);
}

function volumeMount(parts: ShortMount, value: ComposeValue): ComposeMap {
  const { place } = value;
  const bind = map(bindOptions(parts, value), place);
  const volume = map({ nocopy: optionalFlag(parts.options.includes("nocopy"), place) }, place);
  return map({ type: scalar("volume", place), source: optionalText(parts.source, place), ...ends(parts, value), volume, bind: bind.entries.size === 0 ? undefined : bind }, place);
}

export const mounts: Shape = listOf(either({ scalar: short, map: long, expected: "a text or a map" }));
