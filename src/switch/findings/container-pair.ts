// The containers of a planned host, each with what it was before, and the words that findings about one have in common.
import { formatFamiliarReference, parseImageReference } from "../../image-reference.ts";
import type { EngineContainer, HostContainer } from "../host-containers.ts";
import { isStampOnly, type UnitActionKind } from "../switch-plan.ts";
import type { PlannedHost } from "./planned-host.ts";
import type { Risk } from "./risk.ts";

/** A container on both sides; `old` is absent where it is new. */
export type ContainerPair = { readonly old?: EngineContainer; readonly new: EngineContainer };

/** The containers of the new configuration that an engine runs. */
export function enginePairs({ containers }: PlannedHost): readonly ContainerPair[] {
  return [...containers.new].flatMap(([key, container]): readonly ContainerPair[] => {
    if (container.kind === "nspawn") return [];
    const old = containers.old.get(key);
    return [{ ...(old === undefined || old.kind === "nspawn" ? {} : { old }), new: container }];
  });
}

export function aboutContainer(host: string, { name, place }: EngineContainer): Pick<Risk, "host" | "about" | "place"> {
  return { host, about: `container ${name}`, place };
}

/** What the switch does to the unit that runs a container, as far as it is one of the host's own and not moved by stamps alone. */
export function actionOn({ actions }: PlannedHost, { scope, unit }: HostContainer): UnitActionKind | undefined {
  const action = scope === "system" ? actions.find((candidate) => candidate.unit === unit) : undefined;
  return action === undefined || isStampOnly(action) ? undefined : action.action;
}

/** Enough of a digest to tell two apart. */
const SHOWN_DIGEST = "sha256:".length + 12;

/** A reference as people write it, with a short digest. */
export function familiarImage(image: string): string {
  const reference = parseImageReference(image);
  if (reference === undefined) return image;
  return formatFamiliarReference(reference.digest === undefined ? reference : { ...reference, digest: reference.digest.slice(0, SHOWN_DIGEST) });
}
