// A project -> findings about the keys that its module does not carry, or carries with another meaning.
import { type ComposeEntry, type ComposeService, type ComposeValue, entriesAt, isTrueAt, itemsAt, numberAt, textAt, textsAt, valueAt } from "../compose/index.ts";
import type { Finding, Place } from "../errors.ts";
import { type BuildGift, buildKeys, buildSecrets } from "./build-options.ts";
import { hideSecrets } from "../secrets.ts";
import type { Conversion } from "./conversion.ts";
import type { Carriage } from "./carriage.ts";
import { coverageOf, hasDeeper } from "./coverage.ts";
import { fileMounts } from "./file-mounts.ts";
import { labelSettings } from "./label-settings.ts";
import { droppedMounts, unknownMounts } from "./mount-options.ts";
import { missingDependencies } from "./profile-options.ts";
import { lostResourceKeys } from "./resource-coverage.ts";
import { isNvidia } from "./resource-options.ts";

type Lost = { readonly service: ComposeService; readonly conversion: Conversion };

/** Findings for every service that is converted and every one that is not because of its profile. */
export function lostKeys(conversion: Conversion): readonly Finding[] {
  const services = [...conversion.services.values()].flatMap((service) => [
    ...service.keys.entries.entries().flatMap(([key, entry]) => walk({ path: key, entry }, { service, conversion })),
    ...changedMeanings(service, conversion),
  ]);
  return [...services, ...lostResourceKeys(conversion), ...inactiveServices(conversion)];
}

type Step = { readonly path: string; readonly entry: ComposeEntry };

/** Names that users give, and items, count as `*`. */
function walk({ path, entry }: Step, lost: Lost): readonly Finding[] {
  const carriage = coverageOf(path, lost.conversion.options.runtime);
  const own = carriage === undefined || !isSaid(path, entry.value) ? undefined : findingOf({ path, carriage, entry }, lost);
  if (own !== undefined) return [own];
  if (!hasDeeper(path)) return [];
  return childrenOf(path, entry).flatMap((child) => walk(child, lost));
}

function childrenOf(path: string, { value }: ComposeEntry): readonly Step[] {
  if (value.kind === "list") return value.items.map((item) => ({ path: `${path}.*`, entry: { value: item, place: item.place } }));
  if (value.kind !== "map") return [];
  return entriesAt(value).map(([key, entry]) => ({ path: hasDeeper(`${path}.*`) ? `${path}.*` : `${path}.${key}`, entry }));
}

/** Values that mean the same as leaving the key out are no loss. */
function isSaid(path: string, value: ComposeValue): boolean {
  if (path === "depends_on.*.condition") return textAt(value) !== "service_started";
  if (path === "depends_on.*.required") return !isTrueAt(value);
  if (path === "volumes.*.bind.create_host_path") return textAt(value) === "false";
  if (path === "deploy.mode") return textAt(value) === "global";
  if (path === "deploy.replicas" || path === "scale") return numberAt(value) !== 1;
  if (value.kind === "scalar") return value.value !== null && value.value !== false;
  return value.kind === "list" ? value.items.length > 0 : value.entries.size > 0;
}

function findingOf({ path, carriage, entry }: Step & { readonly carriage: Carriage }, { service, conversion }: Lost): Finding | undefined {
  const subject = `service ${service.name}`;
  if (carriage.kind === "lost") return { code: "convert-key-lost", severity: "warning", subject, message: `\`${path}\` is not carried over: ${carriage.why}.`, hint: carriage.hint, place: entry.place };
  if (carriage.kind === "idle" || carriage.by === "both" || conversion.isFull) return undefined;
  const message = `\`${path}\` is not carried over: compose2nix leaves it out.`;
  return { code: "convert-key-lost", severity: "warning", subject, message, hint: "Convert the project with stowplan, which carries it, or remove the key.", place: entry.place };
}

type Change = { readonly key: string; readonly message: string; readonly hint: string; readonly place: Place; readonly isLost?: boolean };

/** Keys that are carried, but not in all that they say. */
function changedMeanings(service: ComposeService, conversion: Conversion): readonly Finding[] {
  return [...loggingChange(service, conversion), ...deviceChanges(service, conversion), ...fileChanges(service, conversion), ...pullChange(service, conversion), ...mountChanges(service, conversion), ...buildChanges(service, conversion), ...profileChanges(service, conversion), ...labelChanges(service, conversion)].map(({ key, message, hint, place, isLost }) => ({
    code: isLost === true ? "convert-key-lost" : "convert-key-changed",
    severity: isLost === true ? "warning" : "info",
    subject: `service ${service.name}`,
    message: `\`${key}\` ${message}`,
    hint,
    place,
  }));
}

function loggingChange({ keys, place }: ComposeService, { options }: Conversion): readonly Change[] {
  if (textAt(keys, "logging", "driver") !== "json-file" || options.config.use_compose_log_driver) return [];
  const at = keys.entries.get("logging")?.place ?? place;
  return [{ key: "logging", message: "with the driver `json-file` becomes `journald`, NixOS's own; its options are left out.", hint: "Set `use_compose_log_driver` to keep the driver.", place: at }];
}

function deviceChanges({ keys }: ComposeService, conversion: Conversion): readonly Change[] {
  return itemsAt(keys, "deploy", "resources", "reservations", "devices").flatMap((request): readonly Change[] => {
    const driver = textAt(request, "driver");
    const key = "deploy.resources.reservations.devices";
    if (driver !== "cdi" && !isNvidia(request, conversion)) return [{ key, message: `asks for a driver that is not known: \`${driver ?? "none"}\`.`, hint: "Use the driver `cdi` and the device's CDI name.", place: request.place, isLost: true }];
    const count = numberAt(request, "count") ?? -1;
    const isCounted = count > 0 && (itemsAt(request, "device_ids").length === 0 || !conversion.isFull);
    // compose2nix asks for all of NVIDIA's devices, whatever is named.
    const isNamed = driver !== "cdi" && !conversion.isFull && itemsAt(request, "device_ids").length > 0;
    if (isNamed) return [{ key, message: "names devices; the container gets all of them.", hint: "Convert the project with stowplan, which gives it only those.", place: request.place }];
    return isCounted ? [{ key, message: `asks for ${count} of the devices; the container gets all of them.`, hint: "Name the devices under `device_ids`.", place: request.place }] : [];
  });
}

const LOST_FILE_HINT =
  "Keep it in a file of the host and name that under `file`, or let sops-nix or agenix write it (label `stowplan.settings.sops.secret` or `stowplan.settings.age.secret` on it), or list environment files of the host under `env_files` with `include_env_files`.";

/** Secrets and configs that cannot be given to the container as a file. */
function fileChanges(service: ComposeService, conversion: Conversion): readonly Change[] {
  if (!conversion.isFull) return [];
  return fileMounts(service, conversion).flatMap(({ item, kind, mount }): readonly Change[] => {
    const name = textAt(item, "source") ?? "";
    if (mount.kind === "lost") return mount.reason === undefined ? [] : [{ key: `${kind}.${name}`, message: `is not carried over: ${mount.reason}.`, hint: LOST_FILE_HINT, place: item.place, isLost: true }];
    const isReadable = mount.kind === "content" && hideSecrets(mount.content) !== mount.content;
    if (isReadable) return [{ key: `${kind}.${name}`, message: "has a secret in it and stands in the Nix store, where everyone can read it.", hint: LOST_FILE_HINT, place: item.place }];
    const owner = ["uid", "gid", "mode"].filter((key) => textAt(item, key) !== undefined);
    return mount.kind !== "podman-secret" && owner.length > 0 ? [{ key: `${kind}.${name}`, message: `keeps the owner and mode of the file itself, whatever ${owner.map((key) => `\`${key}\``).join(", ")} say${owner.length === 1 ? "s" : ""}.`, hint: "Set them on the file itself.", place: item.place }] : [];
  });
}

function pullChange({ keys, place }: ComposeService, { isFull }: Conversion): readonly Change[] {
  const policy = textAt(keys, "pull_policy");
  if (!isFull || policy === undefined || ["always", "never", "missing", "build"].includes(policy)) return [];
  return [{ key: "pull_policy", message: `\`${policy}\` is not carried over: neither engine pulls by age.`, hint: "Pull by a timer.", place: keys.entries.get("pull_policy")?.place ?? place, isLost: true }];
}

function mountChanges({ keys }: ComposeService, conversion: Conversion): readonly Change[] {
  const unknown = unknownMounts(keys, conversion).map(({ mount, what }) => ({
    key: "volumes",
    message: `\`${textAt(mount, "target") ?? ""}\` is not carried over whole: ${conversion.options.runtime} has no \`${what}\`.`,
    hint: "Mount a named volume or a folder of the host.",
    place: mount.place,
    isLost: true,
  }));
  return [...unknown, ...(conversion.isFull ? [] : repeatedMounts(keys))];
}

function repeatedMounts(keys: ComposeService["keys"]): readonly Change[] {
  return droppedMounts(keys).map((mount) => ({
    key: "volumes",
    message: `\`${textAt(mount, "target") ?? ""}\` is not carried over: of two mounts of one source compose2nix keeps the last.`,
    hint: "Convert the project with stowplan, which keeps both.",
    place: mount.place,
    isLost: true,
  }));
}

/** Secrets and keys that the build unit cannot have. */
function buildChanges({ keys }: ComposeService, conversion: Conversion): readonly Change[] {
  if (!conversion.isFull) return [];
  const build = valueAt(keys, "build");
  const change = (key: string, why: string) => ({ name, place, word }: BuildGift): readonly Change[] =>
    word === undefined ? [{ key: `${key}.${name}`, message: `is not carried over: ${why}.`, hint: "Name a file of the host, or build the image in CI and name it under `image`.", place, isLost: true }] : [];
  return [...buildSecrets(build, conversion).flatMap(change("build.secrets", "the build unit only has secrets that are files of the host")), ...buildKeys(build).flatMap(change("build.ssh", "the build unit has no SSH agent"))];
}

/** Docker refuses such a project when the profile is off. */
function profileChanges(service: ComposeService, conversion: Conversion): readonly Change[] {
  return missingDependencies(service, conversion).map(({ name, place }) => ({
    key: `depends_on.${name}`,
    message: "stands under the option of a profile that can be off while this service is on; the service does not start then.",
    hint: "Give both services the same profiles, or write `required: false`.",
    place,
  }));
}

/** compose2nix's label names keys of the file that `sops_file` names. */
function labelChanges({ keys, place }: ComposeService, { options }: Conversion): readonly Change[] {
  const isUnknown = options.config.sops_file === undefined && labelSettings(keys).secrets.some(({ isOwn }) => !isOwn);
  if (!isUnknown) return [];
  const at = keys.entries.get("labels")?.place ?? place;
  return [{ key: "labels", message: "name secrets of sops-nix, but no `sops_file` is configured, so the container does not get them.", hint: "Set `sops_file`, or use the label `stowplan.settings.sops.secrets`, which needs none.", place: at, isLost: true }];
}

function inactiveServices({ project }: Conversion): readonly Finding[] {
  return [...project.inactive.values()].map(({ name, place, keys }) => ({
    code: "convert-key-lost",
    severity: "info",
    subject: `service ${name}`,
    message: "The service is not in the module: none of its profiles is on.",
    hint: `Turn one on with \`profiles: [${textsAt(keys, "profiles")[0] ?? "*"}]\` of the project's configuration, or let \`profiles_as_options\` give the module an option for each.`,
    place: keys.entries.get("profiles")?.place ?? place,
  }));
}
