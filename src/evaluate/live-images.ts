// A host's state -> every image that it runs, with the container, the unit and the mechanism.
import { isLocalName } from "../image-reference.ts";
import type { ContainerState } from "./container-state.ts";
import type { HostState } from "./host-state.ts";
import { type ContainerKind, type ContainerScope, liveContainers } from "./live-containers.ts";

/** An image that a host runs. */
export type LiveImage = {
  /** As the evaluated configuration has it, not yet checked: it may be no valid reference. */
  readonly reference: string;
  /** The container's name among those of its kind, scope and owner. */
  readonly container: string;
  readonly kind: ContainerKind;
  readonly scope: ContainerScope;
  /** The user of scope `user`, the nspawn container of scope `nested`. */
  readonly owner?: string;
  /** The systemd unit that runs it, with its suffix. */
  readonly unit: string;
  /** True where Nix builds or loads the image, or the engine built it here (`localhost/…`), so that no registry is asked for it. */
  readonly isLocal: boolean;
  /** What is known of the container in the words of `oci-containers`, whatever declares it. */
  readonly options: ContainerState;
  /** Files of the repository that define the container, relative to its root. */
  readonly files: readonly string[];
};

/** Every image that a host runs, by whatever mechanism, in a stable order; one entry for each container that runs it. */
export function liveImages(state: HostState): readonly LiveImage[] {
  return liveContainers(state).map(({ name, kind, scope, owner, unit, isBuilt, options, files }) => ({
    reference: options.image,
    container: name,
    kind,
    scope,
    ...(owner === undefined ? {} : { owner }),
    unit,
    isLocal: isBuilt || isLocalName(options.image),
    options,
    files,
  }));
}
