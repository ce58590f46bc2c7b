// A merged service -> the service with everything that the specification adds by itself: defaults and implied dependencies.
import type { ComposeEntry, ComposeMap, ComposeValue } from "./model.ts";
import type { VariableMap } from "./read-variables.ts";
import { entriesAt, isNull, itemsAt, list, map, scalar, textAt, textsAt, valueAt, withKeys } from "./value.ts";

/** The project's folder on the host, and the variables that stand behind keys without a value. */
export type Surroundings = { readonly folder: string; readonly variables: VariableMap };

/** Fills in what a service leaves out (Compose Specification; order of rules as in compose-go's `Normalize`). */
export function completeService(service: ComposeMap, { folder, variables }: Surroundings): ComposeMap {
  const modern = withoutLegacyKeys(service);
  const isUnattached = valueAt(modern, "networks") === undefined && valueAt(modern, "network_mode") === undefined;
  return withDependencies(
    withKeys(modern, {
      ...(isUnattached && valueAt(modern, "provider") === undefined ? { networks: map({ default: scalar(null, service.place) }, service.place) } : {}),
      ...pullPolicy(modern),
      ...changed(valueAt(modern, "build"), { key: "build", change: (build) => completeBuild(build, { folder, variables }) }),
      ...changed(valueAt(modern, "ports"), { key: "ports", change: (ports) => eachItem(ports, completePort) }),
      ...changed(valueAt(modern, "secrets"), { key: "secrets", change: (secrets) => eachItem(secrets, completeSecret) }),
      ...changed(valueAt(modern, "env_file"), { key: "env_file", change: (files) => eachItem(files, (file) => withDefaults(file, { required: true })) }),
      ...changed(valueAt(modern, "depends_on"), { key: "depends_on", change: completeDependencies }),
      ...changed(valueAt(modern, "gpus"), { key: "gpus", change: (gpus) => (gpus.kind === "list" ? eachItem(gpus, completeDevices) : gpus) }),
      ...changed(valueAt(modern, "deploy"), { key: "deploy", change: completeDeploy }),
    }),
  );
}

/** Spellings of old file versions: `net`, `log_driver`, `log_opt`. */
function withoutLegacyKeys(service: ComposeMap): ComposeMap {
  const [net, driver, options] = [valueAt(service, "net"), valueAt(service, "log_driver"), valueAt(service, "log_opt")];
  const hasLogging = valueAt(service, "logging") !== undefined || (driver === undefined && options === undefined);
  return withKeys(service, {
    net: undefined,
    log_driver: undefined,
    log_opt: undefined,
    ...(net === undefined || valueAt(service, "network_mode") !== undefined ? {} : { network_mode: net }),
    ...(hasLogging ? {} : { logging: map({ driver, options }, (driver ?? options ?? service).place) }),
  });
}

type Change = { readonly key: string; readonly change: (value: ComposeValue) => ComposeValue };

function changed(value: ComposeValue | undefined, { key, change }: Change): Record<string, ComposeValue> {
  return value === undefined ? {} : { [key]: change(value) };
}

function eachItem(value: ComposeValue, change: (item: ComposeValue) => ComposeValue): ComposeValue {
  return value.kind === "list" ? list(value.items.map(change), value.place) : value;
}

function withDefaults(value: ComposeValue, defaults: Readonly<Record<string, string | number | boolean>>): ComposeValue {
  if (value.kind !== "map") return value;
  const missing = Object.entries(defaults).filter(([key]) => !value.entries.has(key));
  return withKeys(value, Object.fromEntries(missing.map(([key, word]) => [key, scalar(word, value.place)])));
}

function pullPolicy(service: ComposeMap): Record<string, ComposeValue> {
  const policy = valueAt(service, "pull_policy");
  return textAt(policy) === "if_not_present" && policy !== undefined ? { pull_policy: scalar("missing", policy.place) } : {};
}

function completeBuild(build: ComposeValue, { folder, variables }: Surroundings): ComposeValue {
  const withContext = withDefaults(build, { context: folder });
  const whole = valueAt(withContext, "dockerfile_inline") === undefined ? withDefaults(withContext, { dockerfile: "Dockerfile" }) : withContext;
  const written = valueAt(whole, "args");
  if (whole.kind !== "map" || written?.kind !== "map") return whole;
  const entries = [...written.entries].flatMap(([name, entry]): [string, ComposeEntry][] => {
    const found = isNull(entry.value) ? variables.get(name) : undefined;
    if (found !== undefined) return [[name, { ...entry, value: scalar(found, entry.place) }]];
    return isNull(entry.value) ? [] : [[name, entry]];
  });
  return withKeys(whole, { args: { ...written, entries: new Map(entries) } });
}

function completePort(port: ComposeValue): ComposeValue {
  return withDefaults(port, { mode: "ingress", protocol: "tcp" });
}

function completeSecret(secret: ComposeValue): ComposeValue {
  return withDefaults(secret, { target: `/run/secrets/${textAt(secret, "source") ?? ""}` });
}

function completeDependencies(dependencies: ComposeValue): ComposeValue {
  if (dependencies.kind !== "map") return dependencies;
  const entries = [...dependencies.entries].map(([name, entry]): [string, ComposeEntry] => [
    name,
    { ...entry, value: withDefaults(entry.value.kind === "map" ? entry.value : map({}, entry.place), { condition: "service_started", required: true }) },
  ]);
  return { ...dependencies, entries: new Map(entries) };
}

/** A device request without `count` and `device_ids` is for all devices. */
function completeDevices(request: ComposeValue): ComposeValue {
  return itemsAt(request, "device_ids").length > 0 ? request : withDefaults(request, { count: -1 });
}

function completeDeploy(deploy: ComposeValue): ComposeValue {
  const reservations = valueAt(deploy, "resources", "reservations");
  const resources = valueAt(deploy, "resources");
  const devices = valueAt(reservations, "devices");
  if (deploy.kind !== "map" || resources?.kind !== "map" || reservations?.kind !== "map" || devices === undefined) return deploy;
  return withKeys(deploy, { resources: withKeys(resources, { reservations: withKeys(reservations, { devices: eachItem(devices, completeDevices) }) }) });
}

/** Links, shared namespaces and `volumes_from` need the other service to be there first. */
function withDependencies(service: ComposeMap): ComposeMap {
  const implied = new Map<string, { readonly value: ComposeValue; readonly isRestarted: boolean }>();
  const add = (name: string, found: { value: ComposeValue; isRestarted: boolean }): void => {
    if (!implied.has(name)) implied.set(name, found);
  };
  for (const item of itemsAt(service, "links")) add((textAt(item) ?? "").split(":", 1)[0] ?? "", { value: item, isRestarted: true });
  for (const key of ["network_mode", "ipc", "pid", "uts", "cgroup"]) {
    const value = valueAt(service, key);
    const mode = textAt(value) ?? "";
    if (value !== undefined && mode.startsWith("service:")) add(mode.slice("service:".length), { value, isRestarted: true });
  }
  for (const item of itemsAt(service, "volumes_from")) {
    const from = textAt(item) ?? "";
    if (!from.startsWith("container:")) add(from.split(":", 1)[0] ?? "", { value: item, isRestarted: false });
  }
  if (implied.size === 0) return service;
  const written = valueAt(service, "depends_on");
  const entries = new Map(written?.kind === "map" ? written.entries : []);
  for (const [name, { value, isRestarted }] of implied) {
    if (entries.has(name)) continue;
    const { place } = value;
    const restart = isRestarted ? { restart: scalar(true, place) } : {};
    entries.set(name, { place, value: map({ condition: scalar("service_started", place), required: scalar(true, place), ...restart }, place) });
  }
  return withKeys(service, { depends_on: { kind: "map", entries, place: written?.place ?? service.place } });
}

/** The profiles of a service; a service without any is always on. */
export function isActive(service: ComposeMap, profiles: ReadonlySet<string>): boolean {
  const own = textsAt(service, "profiles");
  return own.length === 0 || profiles.has("*") || own.some((profile) => profiles.has(profile));
}

/** The services that a service depends on, in the order of their names. */
export function dependenciesOf(service: ComposeMap): readonly string[] {
  return entriesAt(service, "depends_on").map(([name]) => name);
}
