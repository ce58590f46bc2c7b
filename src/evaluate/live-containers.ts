// A host's state -> every container that it runs, by whatever mechanism, in one form.
import * as z from "zod";
import { type ContainerState, type HostState } from "./host-state.ts";

/**
 * How a container is declared: `virtualisation.oci-containers`, NixOS's own `containers.<name>`, a quadlet file, an Arion project,
 * home-manager's `services.podman`, or a line `docker run` in a unit's script.
 */
export const ContainerKind = z.enum(["oci", "nspawn", "quadlet", "arion", "home-manager", "script"]);
export type ContainerKind = z.infer<typeof ContainerKind>;

/** Who runs a container: the host itself, the systemd of one of its users, or a system inside an nspawn container. */
export type ContainerScope = "system" | "user" | "nested";

/** A container that runs an image. An nspawn container runs none; it is found in `HostState.nspawnContainers`. */
export type LiveContainer = {
  readonly name: string;
  readonly kind: Exclude<ContainerKind, "nspawn">;
  readonly scope: ContainerScope;
  /** The user of scope `user`, the nspawn container of scope `nested`. */
  readonly owner?: string;
  /** The systemd unit that runs it, with its suffix: of the host, of the owner's systemd, or of the nested system. */
  readonly unit?: string;
  /** What is known of it in the words of `oci-containers`, whatever declares it; empty where it says nothing. */
  readonly options: ContainerState;
  /** Files of the repository that define it, relative to its root, as far as the module system tells. */
  readonly files: readonly string[];
};

/** `serviceName` came to NixOS late; before, and by default, the unit is called `<backend>-<container>`. */
function ociUnit(name: string, { options, backend }: { options: ContainerState; backend: HostState["ociBackend"] }): string {
  return `${options.serviceName ?? `${backend ?? "podman"}-${name}`}.service`;
}

function ociContainers(state: HostState): readonly LiveContainer[] {
  return Object.entries(state.ociContainers).map(([name, options]) => ({
    name,
    kind: "oci",
    scope: "system",
    unit: ociUnit(name, { options, backend: state.ociBackend }),
    options,
    files: state.definedIn?.oci[name] ?? [],
  }));
}

/** Every container of a host that runs an image, those of its users and of systems inside nspawn containers too. */
export function liveContainers(state: HostState): readonly LiveContainer[] {
  return ociContainers(state);
}
