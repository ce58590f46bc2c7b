// Two versions of a model (a file and its override, a service and the one it extends) -> one, by the Compose Specification's
// "Merge and override".
import { type ComposeEntry, type ComposeList, type ComposeMap, type ComposeValue, RESOURCE_KINDS } from "./model.ts";
import { isNull, isSameValue, list, textAt } from "./value.ts";

/** Keys whose value the override replaces as a whole. */
const REPLACED = new Set(["services.*.command", "services.*.entrypoint", "services.*.healthcheck.test", "services.*.ulimits.*"]);
/** Maps whose keys are names that people give. */
const NAMED = new Set(["services", "networks", "volumes", "secrets", "configs", "services.*.networks", "services.*.ulimits"]);

/** What tells the items of a list apart: of two with the same key the later one counts, at the place of the earlier. */
const ITEM_KEYS: Readonly<Record<string, (item: ComposeValue) => string>> = {
  "services.*.cap_add": beforeEquals,
  "services.*.cap_drop": beforeEquals,
  "services.*.configs": (item) => textAt(item, "target") ?? `/${textAt(item, "source") ?? ""}`,
  "services.*.devices": (item) => textAt(item, "target") ?? textAt(item, "source") ?? "",
  "services.*.dns": beforeEquals,
  "services.*.dns_opt": beforeEquals,
  "services.*.dns_search": beforeEquals,
  "services.*.env_file": (item) => textAt(item, "path") ?? "",
  "services.*.expose": whole,
  "services.*.extra_hosts": whole,
  "services.*.links": beforeEquals,
  "services.*.networks.*.aliases": beforeEquals,
  "services.*.networks.*.link_local_ips": beforeEquals,
  "services.*.ports": portKey,
  "services.*.profiles": beforeEquals,
  "services.*.secrets": (item) => textAt(item, "target") ?? `/run/secrets/${textAt(item, "source") ?? ""}`,
  "services.*.tmpfs": beforeEquals,
  "services.*.volumes": (item) => textAt(item, "target") ?? "",
  "services.*.build.tags": beforeEquals,
  "services.*.build.extra_hosts": whole,
};

function beforeEquals(item: ComposeValue): string {
  return textAt(item)?.split("=", 1)[0] ?? "";
}

function whole(item: ComposeValue): string {
  return textAt(item) ?? "";
}

function portKey(item: ComposeValue): string {
  return [textAt(item, "host_ip") ?? "0.0.0.0", textAt(item, "published") ?? "", textAt(item, "target") ?? "", textAt(item, "protocol") ?? "tcp"].join(":");
}

function nextPath(path: string, key: string): string {
  if (path === "") return key;
  return NAMED.has(path) ? `${path}.*` : `${path}.${key}`;
}

/** What is merged: `over` wins. `path` says where both stand (`""` for the file, `services.*` for a service). */
export type Layers<T> = { readonly base: T; readonly over: T; readonly path: string };

/** Merges two maps in canonical forms. */
export function mergeMaps({ base, over, path }: Layers<ComposeMap>): ComposeMap {
  const entries = new Map(base.entries);
  for (const [key, entry] of over.entries) {
    const below = entries.get(key);
    if (entry.merge === "reset") entries.delete(key);
    else if (below === undefined || below.merge === "reset" || entry.merge === "override" || key.startsWith("x-")) entries.set(key, { value: entry.value, place: entry.place });
    else entries.set(key, mergeEntries({ base: below, over: entry, path: nextPath(path, key) }));
  }
  return { ...over, entries };
}

function mergeEntries({ base, over, path }: Layers<ComposeEntry>): ComposeEntry {
  const value = mergeValues({ base: base.value, over: over.value, path });
  return { value, place: value === base.value ? base.place : over.place };
}

function mergeValues({ base, over, path }: Layers<ComposeValue>): ComposeValue {
  if (REPLACED.has(path)) return over;
  if (isNull(over)) return base;
  if (base.kind === "map" && over.kind === "map") {
    return path === "services.*.logging" && hasOtherDriver(base, over) ? over : mergeMaps({ base, over, path });
  }
  if (base.kind === "list" && over.kind === "list") {
    if (path === "networks.*.ipam.config") return mergePools(base, over);
    return list([...base.items, ...over.items], over.place);
  }
  return over;
}

/** Options of one log driver make no sense for another. */
function hasOtherDriver(base: ComposeMap, over: ComposeMap): boolean {
  const [below, above] = [textAt(base, "driver"), textAt(over, "driver")];
  return below !== undefined && above !== undefined && below !== above;
}

/** Address pools of the same subnet are one. */
function mergePools(base: ComposeList, over: ComposeList): ComposeList {
  const pools = new Map<string, ComposeValue>();
  for (const pool of [...base.items, ...over.items]) {
    const subnet = textAt(pool, "subnet") ?? "";
    const below = pools.get(subnet);
    pools.set(subnet, below?.kind === "map" && pool.kind === "map" ? mergeMaps({ base: below, over: pool, path: "" }) : pool);
  }
  return list([...pools.values()], over.place);
}

/** Takes out what is left of `!reset`, and items of a list that a later item redefines. */
export function withoutRepeats(value: ComposeMap, path = ""): ComposeMap {
  const entries = new Map<string, ComposeEntry>();
  for (const [key, entry] of value.entries) {
    if (entry.merge === "reset") continue;
    entries.set(key, { value: uniqueValue(entry.value, nextPath(path, key)), place: entry.place });
  }
  return { ...value, entries };
}

function uniqueValue(value: ComposeValue, path: string): ComposeValue {
  if (value.kind === "map") return withoutRepeats(value, path);
  const keyOf = ITEM_KEYS[path];
  if (value.kind !== "list" || keyOf === undefined) return value;
  const items = new Map<string, ComposeValue>();
  for (const item of value.items) items.set(keyOf(item), item);
  return items.size === value.items.length ? value : list([...items.values()], value.place);
}

/** A name that two models define differently. */
export type Conflict = { readonly kind: string; readonly name: string; readonly entry: ComposeEntry; readonly included: ComposeEntry };

/** Adds the services and resources of an included model; a name that both define must say the same (`include`). */
export function importModel(into: ComposeMap, included: ComposeMap): { readonly model: ComposeMap; readonly conflicts: readonly Conflict[] } {
  const conflicts: Conflict[] = [];
  const entries = new Map(into.entries);
  for (const kind of ["services", ...RESOURCE_KINDS]) {
    const section = included.entries.get(kind);
    const own = entries.get(kind)?.value;
    if (section?.value.kind !== "map") continue;
    if (own?.kind !== "map") {
      entries.set(kind, section);
      continue;
    }
    const names = new Map(own.entries);
    for (const [name, entry] of section.value.entries) {
      const present = names.get(name);
      if (present === undefined) names.set(name, entry);
      else if (!isSameValue(present.value, entry.value)) conflicts.push({ kind, name, entry: present, included: entry });
    }
    entries.set(kind, { value: { ...own, entries: names }, place: section.place });
  }
  return { model: { ...into, entries }, conflicts };
}
