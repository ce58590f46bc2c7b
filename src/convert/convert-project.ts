// A Compose project -> the text of a NixOS module, and findings about what it cannot say.
import { type ComposeProject, type ComposeService, valueAt } from "../compose/index.ts";
import type { Finding } from "../errors.ts";
import { isNixText, nixApply, nixAttributes, type NixBinding, nixBinding, nixBoolean, nixInteger, nixList, nixReference, nixString, type NixValue, printNix } from "../nix/index.ts";
import { containerValue, hasContainer } from "./container.ts";
import { containerUnit } from "./container-unit.ts";
import { compilePattern, containerNames, type Conversion, conversionOf, rootTarget, unitOf } from "./conversion.ts";
import { waitBindings } from "./dependency-waits.ts";
import { fileUnitBindings } from "./file-units.ts";
import { writeHeader } from "./header.ts";
import { lostKeys } from "./lost-keys.ts";
import { bindsDockerSocket } from "./mount-options.ts";
import type { ConvertOptions } from "./options.ts";
import { buildUnit } from "./build-unit.ts";
import { optionPath, profileOptions, resourceUsers, underProfiles } from "./profile-options.ts";
import { networkUnit, rootUnit, volumeUnit } from "./resource-units.ts";

/** What a conversion gave; the text is empty where the project cannot be written in Nix at all. */
export type Converted = {
  readonly text: string;
  /** The module's `config`, for comparisons that need no text. */
  readonly bindings: readonly NixBinding[];
  readonly findings: readonly Finding[];
};

/**
 * Writes a project as a NixOS module for `virtualisation.oci-containers`: containers, units for networks, volumes and builds,
 * and a target that holds them together, under the names that compose2nix uses.
 */
export function convertProject(project: ComposeProject, options: ConvertOptions): Converted {
  const conversion = conversionOf(project, options);
  const bindings = moduleBindings(conversion);
  const findings = [...patternFinding(project, options), ...lostKeys(conversion)];
  const unwritable = bindings.find((binding) => !isWritable(binding));
  if (unwritable !== undefined) return { text: "", bindings: [], findings: [...findings, unwritableFinding(project, unwritable)] };
  const module: NixValue = { kind: "function", parameters: ["pkgs", "lib", "config"], body: moduleBody(bindings, conversion) };
  return { text: `${writeHeader(project.files, options)}${printNix(module)}\n`, bindings, findings };
}

function patternFinding(project: ComposeProject, { config }: ConvertOptions): readonly Finding[] {
  const { service_include: pattern } = config;
  if (pattern === undefined || compilePattern(pattern) !== undefined) return [];
  return [{ code: "config-invalid", severity: "error", subject: `project ${project.name}`, message: "`service_include` is no regular expression, so no service is converted.", hint: "Correct the expression." }];
}

/** With `enable_option` everything stands under an option of its own; profiles may have options, too. */
function moduleBody(bindings: readonly NixBinding[], conversion: Conversion): NixValue {
  const profiles = profileOptions(conversion);
  const config: NixValue = { kind: "attributes", bindings };
  if (!conversion.options.config.enable_option) {
    return profiles.length === 0 ? config : { kind: "attributes", bindings: [...profiles, nixBinding(["config"], config)] };
  }
  const path = optionPath(conversion);
  const enable = nixApply(nixReference("lib", "mkEnableOption"), nixString(`Enable ${conversion.project.name}`));
  const condition = nixReference("config", ...path, "enable");
  const whole = nixApply(nixReference("lib", "mkIf"), condition, config);
  return { kind: "attributes", bindings: [nixBinding(["options", ...path, "enable"], enable), ...profiles, nixBinding(["config"], whole)] };
}

function moduleBindings(conversion: Conversion): readonly NixBinding[] {
  const services = [...conversion.services.values()];
  const containers = services.filter(hasContainer).flatMap((service) => containerNames(service, conversion).flatMap((name) => containerBindings({ service, name, conversion })));
  const users = resourceUsers(conversion);
  const networks = [...conversion.networks].map(([key, name]) => resourceBinding("network", { key, name, users: users.networks.get(key) ?? [], conversion }));
  const volumes = [...conversion.volumes].map(([key, name]) => resourceBinding("volume", { key, name, users: users.volumes.get(key) ?? [], conversion }));
  const builds = services
    .filter(({ keys }) => valueAt(keys, "build") !== undefined)
    .map((service) => buildBinding(service, conversion));
  const root = conversion.options.config.create_root_target ? [nixBinding(["systemd", "targets", nixString(rootTarget(conversion))], rootUnit(conversion))] : [];
  return [
    ...headed("Runtime", conversion.options.config.write_nix_setup ? setupBindings(conversion) : []),
    ...headed("Containers", containers),
    ...headed("Conditions of dependencies", waitBindings(conversion)),
    ...headed("Secrets and configs", fileUnitBindings(conversion)),
    ...headed("Networks", networks),
    ...headed("Volumes", volumes),
    ...headed("Builds", builds),
    ...headed("Starts and stops the whole project", root),
  ];
}

/** The first binding of a group carries its heading. */
function headed(comment: string, bindings: readonly NixBinding[]): readonly NixBinding[] {
  return bindings.map((binding, index) => (index === 0 ? { ...binding, comment } : binding));
}

function containerBindings({ service, name, conversion }: { service: ComposeService; name: string; conversion: Conversion }): readonly NixBinding[] {
  const bindings = [
    nixBinding(["virtualisation", "oci-containers", "containers", nixString(name)], containerValue({ service, name, conversion })),
    nixBinding(["systemd", "services", nixString(`${conversion.options.runtime}-${name}`)], containerUnit({ service, name, conversion })),
  ];
  return bindings.map((binding) => underProfiles(binding, { users: [service], conversion }));
}

type ResourceUse = { readonly key: string; readonly name: string; readonly users: readonly ComposeService[]; readonly conversion: Conversion };

function resourceBinding(kind: "network" | "volume", { key, name, users, conversion }: ResourceUse): NixBinding {
  const resource = conversion.project.resources[`${kind}s`].get(key);
  const unit = kind === "network" ? networkUnit : volumeUnit;
  const binding = nixBinding(["systemd", "services", nixString(unitOf(kind, { name, conversion }))], resource === undefined ? nixAttributes({}) : unit({ name, resource, conversion }));
  return underProfiles(binding, { users, conversion });
}

/** A scaled service is built once, for its first container. */
function buildBinding(service: ComposeService, conversion: Conversion): NixBinding {
  const name = containerNames(service, conversion)[0] ?? service.name;
  const binding = nixBinding(["systemd", "services", nixString(unitOf("build", { name, conversion }))], buildUnit({ service, name, conversion }));
  return underProfiles(binding, { users: [service], conversion });
}

function setupBindings(conversion: Conversion): readonly NixBinding[] {
  const { runtime } = conversion.options;
  const backend = nixBinding(["virtualisation", "oci-containers", "backend"], nixString(runtime));
  const enabled = nixBoolean(true);
  const common = [nixBinding(["enable"], enabled), nixBinding(["autoPrune", "enable"], enabled)];
  if (runtime === "docker") return [nixBinding(["virtualisation", "docker"], { kind: "attributes", bindings: common }), backend];
  const needsSocket = [...conversion.services.values()].some(({ keys }) => bindsDockerSocket(keys));
  const podman = [...common, nixBinding(["dockerCompat"], enabled), ...(needsSocket ? [nixBinding(["dockerSocket", "enable"], enabled)] : [])];
  return [nixBinding(["virtualisation", "podman"], { kind: "attributes", bindings: podman }), nameServiceBinding(), backend];
}

/** Containers ask podman's name server on the bridge, whose name is a pattern that nftables and iptables write differently. */
function nameServiceBinding(): NixBinding {
  const pattern: NixValue = { kind: "if", condition: nixReference("config", "networking", "nftables", "enable"), then: nixString("podman*"), else: nixString("podman+") };
  return nixBinding(["networking", "firewall", "interfaces", pattern, "allowedUDPPorts"], nixList([nixInteger(53)], "line"));
}

function isWritable({ path, value }: NixBinding): boolean {
  return path.every((name) => (typeof name === "string" ? isNixText(name) : isWritableValue(name))) && isWritableValue(value);
}

function isWritableValue(value: NixValue): boolean {
  switch (value.kind) {
    case "string":
    case "lines":
      return isNixText(value.value);
    case "list":
      return value.items.every(isWritableValue);
    case "attributes":
      return value.bindings.every(isWritable);
    case "apply":
      return value.operands.every(isWritableValue);
    case "reference":
      return value.names.every(isNixText);
    case "integer":
      return Number.isSafeInteger(value.value);
    case "boolean":
    case "null":
    case "if":
    case "function":
      return true;
  }
}

function unwritableFinding(project: ComposeProject, { path }: NixBinding): Finding {
  const names = path.flatMap((part) => (typeof part === "string" ? part : part.kind === "string" ? part.value : []));
  const name = names.findLast(isNixText) ?? "";
  return { code: "convert-failed", severity: "error", subject: `project ${project.name}`, message: `A value of \`${name}\` has a NUL character, half of a surrogate pair or a number without bounds, which Nix cannot hold.`, hint: "Correct the value in the Compose file." };
}
