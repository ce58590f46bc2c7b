// Two states of one host -> where the causes of its units' changes are looked for.
import type { HostState } from "../../evaluate/index.ts";
import type { ContainerSides } from "../container-changes.ts";
import { containersOfScope } from "../host-containers.ts";
import { etcByStoreName } from "./directive-causes.ts";
import type { CauseSources } from "./own-causes.ts";
import { createPackageComparer } from "./package-causes.ts";

/** One host at base and head. */
export type HostSides = { readonly old: HostState; readonly new: HostState };

/** The units inside an nspawn container, where both sides know them. */
function nestedIn(sides: HostSides, unit: string): ReturnType<NonNullable<CauseSources["nested"]>> {
  const name = /^container@(.+)\.service$/.exec(unit)?.[1] ?? "";
  const [old, fresh] = [sides.old.nspawnUnits?.[name], sides.new.nspawnUnits?.[name]];
  return old === undefined || fresh === undefined ? undefined : { old, new: fresh };
}

/** Sources of the host's own units, or of those of its users' managers. */
export function hostSources(sides: HostSides, { scope, containers }: { readonly scope: "system" | "user"; readonly containers: ContainerSides }): CauseSources {
  const [oldUnits, newUnits] = scope === "system" ? [sides.old.units, sides.new.units] : [sides.old.userUnits, sides.new.userUnits];
  return {
    oldEtc: etcByStoreName(sides.old.etc),
    newEtc: etcByStoreName(sides.new.etc),
    oldUnits,
    newUnits,
    oldContainers: containersOfScope(containers.old, scope),
    newContainers: containersOfScope(containers.new, scope),
    packages: createPackageComparer(),
    nested: (unit) => nestedIn(sides, unit),
  };
}
