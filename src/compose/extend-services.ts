// Services with `extends` -> services with everything they extend merged in, from the same file or others.
import { posix } from "node:path";
import type { Place } from "../errors.ts";
import { quote } from "./findings.ts";
import { mergeMaps } from "./merge.ts";
import type { ComposeEntry, ComposeMap, ComposeValue } from "./model.ts";
import type { Reading } from "./reading.ts";
import { textAt, valueAt, withKeys } from "./value.ts";

/** A file's model with the folder where the paths in its `extends` start. */
export type ExtendableFile = { readonly path: string; readonly folder: string; readonly model: ComposeMap };

/** Loads the model of a file that `extends` names; undefined, with a finding, where it cannot be read. */
export type LoadExtended = (reference: { readonly written: string; readonly folder: string; readonly subject: string; readonly place: Place }) => Promise<ExtendableFile | undefined>;

type Extending = { readonly reading: Reading; readonly load: LoadExtended };
type Step = { readonly file: ExtendableFile; readonly name: string; readonly chain: readonly string[] };

/** Resolves every `extends` of a file. Circles and missing services are findings; such a service keeps what it says itself. */
export async function extendServices(file: ExtendableFile, extending: Extending): Promise<ComposeMap> {
  const services = valueAt(file.model, "services");
  if (services?.kind !== "map") return file.model;
  const entries = new Map<string, ComposeEntry>();
  for (const [name, entry] of services.entries) {
    const value = await extendService({ file, name, chain: [] }, extending);
    entries.set(name, value === undefined ? entry : { ...entry, value });
  }
  return withKeys(file.model, { services: { ...services, entries } });
}

async function extendService({ file, name, chain }: Step, extending: Extending): Promise<ComposeValue | undefined> {
  const service = valueAt(file.model, "services", name);
  const target = valueAt(service, "extends");
  if (service?.kind !== "map" || target === undefined) return service;
  const own = withKeys(service, { extends: undefined });
  const step = `${file.path}: ${name}`;
  const reported = { extending, name, place: target.place };
  if (chain.includes(step)) return report({ ...reported, code: "compose-cycle", message: `The service extends itself: ${[...chain, step].map(quote).join(" → ")}.`, own });
  const wanted = textAt(target, "service") ?? "";
  const written = textAt(target, "file");
  const from = written === undefined ? file : await extending.load({ written, folder: file.folder, subject: `service ${name}`, place: target.place });
  if (from === undefined) return own;
  if (valueAt(from.model, "services", wanted) === undefined) {
    return report({ ...reported, code: "compose-invalid", message: `It extends ${quote(wanted)}, but ${quote(posix.basename(from.path))} has no such service.`, own });
  }
  const base = await extendService({ file: from, name: wanted, chain: [...chain, step] }, extending);
  return base?.kind === "map" ? mergeMaps({ base, over: own, path: "services.*" }) : own;
}

type Report = {
  readonly extending: Extending;
  readonly name: string;
  readonly place: Place;
  readonly code: "compose-cycle" | "compose-invalid";
  readonly message: string;
  readonly own: ComposeMap;
};

function report({ extending, name, place, code, message, own }: Report): ComposeMap {
  extending.reading.findings.error({ code, subject: `service ${name}`, message, hint: "Extend a service that exists and does not lead back here.", place });
  return own;
}
