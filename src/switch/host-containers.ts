// The containers of a host by the unit that runs each.
import type { ContainerState, HostState, NspawnState } from "../evaluate/index.ts";

export type HostContainer =
  | { readonly kind: "oci"; readonly name: string; readonly unit: string; readonly state: ContainerState }
  | { readonly kind: "nspawn"; readonly name: string; readonly unit: string; readonly state: NspawnState };

/** Containers by their unit. Where a NixOS has no `serviceName` the name is `<backend>-<container>`. */
export function containersByUnit(host: HostState | undefined): ReadonlyMap<string, HostContainer> {
  if (host === undefined) return new Map();
  const backend = host.ociBackend ?? "podman";
  const oci = Object.entries(host.ociContainers).map(([name, state]): HostContainer => ({ kind: "oci", name, unit: `${state.serviceName ?? `${backend}-${name}`}.service`, state }));
  const nspawn = Object.entries(host.nspawnContainers).map(([name, state]): HostContainer => ({ kind: "nspawn", name, unit: `container@${name}.service`, state }));
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
