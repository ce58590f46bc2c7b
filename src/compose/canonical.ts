// A project -> the JSON that `docker-compose config --format json` prints for it.
import { usedResources } from "./complete-resources.ts";
import { type ComposeMap, type ComposeProject, type ComposeValue, RESOURCE_KINDS } from "./model.ts";
import { entriesAt, isTrueAt, textsAt, valueAt } from "./value.ts";

export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/** Numbers and booleans that are printed even where they are zero or false. */
const POINTERS = new Set(["attach", "enable_ipv6", "init", "max_attempts", "parallelism", "replicas", "retries", "scale"]);
/** Keys that are printed with an empty value too. */
const ALWAYS = new Set(["command", "entrypoint", "ipam", "resources", "placement", "required", "volume"]);
/** Maps whose keys and empty values are the user's. */
const FREE = new Set(["environment", "labels", "args", "annotations", "sysctls", "driver_opts", "options", "aux_addresses", "log_opt", "storage_opt", "additional_contexts", "ssh"]);

/** The canonical form: sorted keys, `$` doubled, empty values and unused resources left out. Inactive services are not in it. */
export function toCanonical(project: ComposeProject): Json {
  const used = usedResources(project);
  const services = Object.fromEntries([...project.services].map(([name, service]) => [name, printService(service.keys)]));
  const resources = RESOURCE_KINDS.flatMap((kind) => {
    const printed = [...project.resources[kind]].filter(([name]) => used[kind].has(name)).map(([name, value]) => [name, printResource(value, kind)] as const);
    return printed.length === 0 ? [] : [[kind, Object.fromEntries(printed)] as const];
  });
  const extensions = Object.fromEntries([...project.extensions].map(([key, value]) => [key, printRaw(value)]));
  return { name: project.name, services, ...Object.fromEntries(resources), ...extensions };
}

function printService(keys: ComposeMap): Json {
  const printed = printMap(keys);
  const files = new Set(["env_file", "extends", "label_file"]);
  const own = Object.entries(printed).filter(([key]) => !files.has(key));
  return { command: null, entrypoint: null, ...Object.fromEntries(own), ...printNetworks(keys), ...printDeploy(keys), ...printBlkio(keys), ...printHosts(keys) };
}

/** A network without settings is null. */
function printNetworks(keys: ComposeMap): Record<string, Json> {
  const networks = entriesAt(keys, "networks");
  if (networks.length === 0) return {};
  return { networks: Object.fromEntries(networks.map(([name, entry]) => [name, entry.value.kind === "map" ? printMap(entry.value) : null])) };
}

/** `deploy` always has its two structures. */
function printDeploy(keys: ComposeMap): Record<string, Json> {
  const deploy = valueAt(keys, "deploy");
  return deploy?.kind === "map" ? { deploy: { resources: {}, placement: {}, ...printMap(deploy) } } : {};
}

/** Two structures of compose-go have no names for JSON, so Go's own show. */
function printBlkio(keys: ComposeMap): Record<string, Json> {
  const blkio = valueAt(keys, "blkio_config");
  if (blkio?.kind !== "map") return {};
  const capital = (item: ComposeValue): Json => Object.fromEntries(entriesAt(item).map(([key, { value }]) => [`${key.slice(0, 1).toUpperCase()}${key.slice(1)}`, print(value)]));
  const lists = entriesAt(blkio).flatMap(([key, { value }]) => (value.kind === "list" ? [[key, value.items.map(capital)] as const] : []));
  return { blkio_config: { ...printMap(blkio), ...Object.fromEntries(lists) } };
}

function printHosts(keys: ComposeMap): Record<string, Json> {
  const hosts = textsAt(keys, "extra_hosts");
  return hosts.length === 0 ? {} : { extra_hosts: hosts.map((host) => host.replaceAll("$", "$$$$")).toSorted() };
}

/** The user's own values, with everything that is in them. */
function printRaw(value: ComposeValue): Json {
  if (value.kind === "map") return Object.fromEntries(entriesAt(value).map(([key, entry]) => [key, printRaw(entry.value)]));
  return value.kind === "list" ? value.items.map(printRaw) : print(value);
}

function printResource(resource: ComposeMap, kind: string): Json {
  const printed = printMap(resource);
  return { ...(kind === "networks" ? { ipam: {} } : {}), ...printed, ...(isTrueAt(resource, "external") ? { external: true } : {}) };
}

function printMap(value: ComposeMap): Record<string, Json> {
  const printed = entriesAt(value).map(([key, entry]) => [key, FREE.has(key) ? printFree(entry.value) : print(entry.value), entry.value] as const);
  const isKept = (key: string, json: Json): boolean => !isEmpty(json) || (POINTERS.has(key) && json !== null);
  return Object.fromEntries(printed.filter(([key, json, from]) => isKept(key, json) || (ALWAYS.has(key) && (from.kind !== "scalar" || key !== "resources"))).map(([key, json]) => [key, json]));
}

function printFree(value: ComposeValue): Json {
  if (value.kind !== "map") return print(value);
  return Object.fromEntries(entriesAt(value).map(([key, entry]) => [key, print(entry.value)]));
}

function print(value: ComposeValue): Json {
  if (value.kind === "map") return printMap(value);
  if (value.kind === "list") return value.items.map(print);
  return typeof value.value === "string" ? value.value.replaceAll("$", "$$$$") : value.value;
}

/** Go's `omitempty`. */
function isEmpty(json: Json): boolean {
  if (json === null || json === "" || json === false || json === 0) return true;
  return typeof json === "object" && Object.keys(json).length === 0;
}
