// The containers of a host by the unit that runs each.
import type { Place } from "../errors.ts";
import type { ContainerState, HostState, NspawnState } from "../evaluate/index.ts";

type Named = {
  readonly name: string;
  readonly unit: string;
  /** The file that defines it, as far as the module system tells. */
  readonly place?: Place;
};
export type HostContainer =
  | (Named & { readonly kind: "oci"; readonly state: ContainerState })
  | (Named & { readonly kind: "nspawn"; readonly state: NspawnState });

function placeIn(files: readonly string[] | undefined): { place?: Place } {
  const file = files?.[0];
  return file === undefined ? {} : { place: { file } };
}

/** Containers by their unit. Where a NixOS has no `serviceName` the name is `<backend>-<container>`. */
export function containersByUnit(host: HostState | undefined): ReadonlyMap<string, HostContainer> {
  if (host === undefined) return new Map();
  const backend = host.ociBackend ?? "podman";
  const oci = Object.entries(host.ociContainers).map(([name, state]): HostContainer => {
    const unit = `${state.serviceName ?? `${backend}-${name}`}.service`;
    return { kind: "oci", name, unit, state, ...placeIn(host.definedIn?.oci[name]) };
  });
  const nspawn = Object.entries(host.nspawnContainers).map(([name, state]): HostContainer => {
    return { kind: "nspawn", name, unit: `container@${name}.service`, state, ...placeIn(host.definedIn?.nspawn[name]) };
  });
  return new Map([...oci, ...nspawn].map((container) => [container.unit, container]));
}

/** Nothing of the host's data: devices, sockets, the clock, the store, memory. */
const NO_DATA = /^(?:\/dev|\/proc|\/sys|\/run|\/var\/run|\/nix\/store|\/etc\/localtime|\/etc\/timezone|\/tmp)(?:\/|$)|\.sock$/;

function sourceOf(volume: string): string {
  return volume.split(":")[0] ?? volume;
}

function isReadOnly(volume: string): boolean {
  return (volume.split(":")[2] ?? "").split(",").includes("ro");
}

/** Paths and named volumes that a container can write to and that outlive it, as written before the first colon. */
export function persistentVolumes(container: HostContainer | undefined): readonly string[] {
  if (container === undefined) return [];
  if (container.kind === "oci") {
    const named = container.state.volumes.filter((volume) => volume.includes(":") && !isReadOnly(volume));
    return [...new Set(named.map(sourceOf))].filter((source) => !NO_DATA.test(source));
  }
  const mounts = Object.entries(container.state.bindMounts ?? {}).filter(([, mount]) => mount["isReadOnly"] === false);
  return [...new Set(mounts.map(([path, mount]) => mount.hostPath ?? path))].filter((source) => !NO_DATA.test(source));
}
