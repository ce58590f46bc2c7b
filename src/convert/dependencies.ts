// What a service needs -> the containers and units that come before its own.
import { type ComposeService, entriesAt, itemsAt, textAt, valueAt } from "../compose/index.ts";
import { containerNames, type Conversion, ownResources, unitOf } from "./conversion.ts";

/** Containers of the services that a service depends on, and foreign containers whose namespaces it shares. */
export function dependencyContainers(service: ComposeService, conversion: Conversion): readonly string[] {
  const converted = new Map(conversion.services.map((other) => [other.name, other]));
  const services = entriesAt(service.keys, "depends_on").flatMap(([name]) => {
    const other = converted.get(name);
    return other === undefined ? [] : containerNames(other, conversion);
  });
  const foreign = ["network_mode", "ipc", ...(conversion.isFull ? ["pid"] : [])].flatMap((key) => foreignContainer(textAt(service.keys, key)));
  const ownContainers = new Set(conversion.services.flatMap((other) => containerNames(other, conversion)));
  const needed = knownForeign(foreign, { ownContainers, service });
  return [...new Set([...services, ...needed])].toSorted();
}

type Foreign = { readonly ownContainers: ReadonlySet<string>; readonly service: ComposeService };

/** A container that no module defines would stop the evaluation; `network_mode` is kept as compose2nix has it. */
function knownForeign(foreign: readonly string[], { ownContainers, service }: Foreign): readonly string[] {
  const shared = foreignContainer(textAt(service.keys, "network_mode"));
  return foreign.filter((name) => shared.includes(name) || ownContainers.has(name));
}

function foreignContainer(mode: string | undefined): readonly string[] {
  return mode?.startsWith("container:") === true ? [mode.slice("container:".length)] : [];
}

/** Units of the networks, volumes and the build that a container needs, without `.service`. */
export function dependencyUnits({ service, name }: { service: ComposeService; name: string }, conversion: Conversion): readonly string[] {
  const networks = new Set(entriesAt(service.keys, "networks").map(([network]) => network));
  const volumes = new Set(itemsAt(service.keys, "volumes").flatMap((mount) => (textAt(mount, "type") === "bind" ? [] : (textAt(mount, "source") ?? []))));
  const hasBuild = valueAt(service.keys, "build") !== undefined && conversion.options.config.build;
  return [
    ...(hasBuild ? [unitOf("build", { name, conversion })] : []),
    ...ownResources("networks", conversion).filter((network) => networks.has(network.key)).map((network) => unitOf("network", { name: network.name, conversion })),
    ...ownResources("volumes", conversion).filter((volume) => volumes.has(volume.key)).map((volume) => unitOf("volume", { name: volume.name, conversion })),
  ];
}
