// The containers of a host by the unit that runs each.
import type { Place } from "../errors.ts";
import { type ContainerState, type HostState, type LiveContainer, liveContainers, type NspawnState } from "../evaluate/index.ts";

type Named = {
  readonly name: string;
  readonly unit: string;
  /** Whose systemd has the unit: the host's, a user's (`owner`, or every user's), or that of the nspawn container `owner`. */
  readonly scope: LiveContainer["scope"];
  readonly owner?: string;
  /** The file that defines it, and the line of its name there, as far as the module system tells. */
  readonly place?: Place;
};
/** A container that Docker or Podman runs, whatever declares it. */
export type EngineContainer = Named & Pick<LiveContainer, "kind" | "engine" | "isBuilt"> & { readonly state: ContainerState };
export type HostContainer = EngineContainer | (Named & { readonly kind: "nspawn"; readonly state: NspawnState });

/** Containers by a key of their own: the unit's name for the first one of a unit of the host. */
export type Containers = ReadonlyMap<string, HostContainer>;

function placeIn(files: readonly string[] | undefined, line: number | null | undefined): { place?: Place } {
  const file = files?.[0];
  return file === undefined ? {} : { place: { file, ...(typeof line === "number" ? { line } : {}) } };
}

function engineContainer({ options, files, ...container }: LiveContainer, { definedIn }: HostState): EngineContainer {
  const { kind, scope, name } = container;
  const isOption = kind === "oci" && scope === "system";
  return { ...container, state: options, ...placeIn(files, isOption ? definedIn?.lines?.oci[name] : undefined) };
}

/** Every container of a host. A unit may run several (Arion, a script), and other systemds may have units of the same name. */
export function containersByUnit(host: HostState | undefined): Containers {
  if (host === undefined) return new Map();
  const nspawn = Object.entries(host.nspawnContainers).map(([name, state]): HostContainer => {
    return { kind: "nspawn", name, unit: `container@${name}.service`, scope: "system", state, ...placeIn(host.definedIn?.nspawn[name], host.definedIn?.lines?.nspawn[name]) };
  });
  const containers = new Map<string, HostContainer>();
  for (const container of [...liveContainers(host).map((container) => engineContainer(container, host)), ...nspawn]) {
    const { scope, owner, unit, name } = container;
    const isFirst = scope === "system" && !containers.has(unit);
    containers.set(isFirst ? unit : JSON.stringify([scope, owner, unit, name]), container);
  }
  return containers;
}

/** Containers of the host's own units, or of the units that NixOS gives every user, by unit. */
export function containersOfScope(containers: Containers, scope: "system" | "user"): ReadonlyMap<string, readonly HostContainer[]> {
  const own = [...containers.values()].filter((container) => container.scope === scope && (scope === "system" || container.owner === undefined));
  return Map.groupBy(own, ({ unit }) => unit);
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
  if (container.kind !== "nspawn") {
    const named = container.state.volumes.filter((volume) => volume.includes(":") && !isReadOnly(volume));
    return [...new Set(named.map(sourceOf))].filter((source) => !NO_DATA.test(source));
  }
  const mounts = Object.entries(container.state.bindMounts ?? {}).filter(([, mount]) => mount["isReadOnly"] === false);
  return [...new Set(mounts.map(([path, mount]) => mount.hostPath ?? path))].filter((source) => !NO_DATA.test(source));
}
