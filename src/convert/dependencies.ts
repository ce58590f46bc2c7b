// What a service needs -> the containers and units that come before its own.
import { type ComposeService, entriesAt, itemsAt, textAt, valueAt } from "../compose/index.ts";
import { containerNames, type Conversion, unitOf } from "./conversion.ts";
import { fileUnits } from "./file-mounts.ts";
import { optionalDependencies } from "./dependency-waits.ts";

/** Containers of the services that a service depends on, and the foreign container whose network it shares. */
export function dependencyContainers(service: ComposeService, conversion: Conversion): readonly string[] {
  const optional = optionalDependencies(service, conversion);
  const services = entriesAt(service.keys, "depends_on").flatMap(([name]) => (optional.has(name) ? [] : containersOf(name, conversion)));
  // Another module may define the container; where none does, NixOS says so when it evaluates.
  const mode = textAt(service.keys, "network_mode") ?? "";
  const foreign = mode.startsWith("container:") ? [mode.slice("container:".length)] : [];
  return [...new Set([...services, ...foreign])].toSorted();
}

function containersOf(name: string, conversion: Conversion): readonly string[] {
  const service = conversion.services.get(name);
  return service === undefined ? [] : containerNames(service, conversion);
}

/** Containers that come first where they are there, but whose failure does not matter (`required: false`). */
export function optionalContainers(service: ComposeService, conversion: Conversion): readonly string[] {
  return [...optionalDependencies(service, conversion)].flatMap((name) => containersOf(name, conversion));
}

/** Units of the networks, volumes and the build that a container needs, without `.service`. */
export function dependencyUnits({ service, name }: { service: ComposeService; name: string }, conversion: Conversion): readonly string[] {
  const networks = entriesAt(service.keys, "networks").flatMap(([key]) => conversion.networks.get(key) ?? []);
  const volumes = itemsAt(service.keys, "volumes").flatMap((mount) => (textAt(mount, "type") === "bind" ? [] : (conversion.volumes.get(textAt(mount, "source") ?? "") ?? [])));
  const hasBuild = valueAt(service.keys, "build") !== undefined && conversion.options.config.build;
  return [
    ...(hasBuild ? [unitOf("build", { name, conversion })] : []),
    ...fileUnits(service, conversion),
    ...networks.toSorted().map((network) => unitOf("network", { name: network, conversion })),
    ...[...new Set(volumes)].toSorted().map((volume) => unitOf("volume", { name: volume, conversion })),
  ];
}
