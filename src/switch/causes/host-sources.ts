// Two states of one host -> where the causes of its units' changes are looked for.
import type { HostState } from "../../evaluate/index.ts";
import type { ContainerSides } from "../container-changes.ts";
import { containersOfScope } from "../host-containers.ts";
import { parseFstab } from "../units/fstab.ts";
import { etcByStoreName } from "./directive-causes.ts";
import type { FstabSides } from "./fstab-causes.ts";
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

/** The files of both sides; undefined where one has none, which is not the same as an empty one. */
export function fstabOf({ old, new: fresh }: HostSides): FstabSides | undefined {
  if (typeof old.fstab !== "string" || typeof fresh.fstab !== "string") return undefined;
  const definitions = Object.entries(fresh.definedIn?.mounts ?? {}).flatMap(([mountPoint, [file]]) => (file === undefined ? [] : [[`fileSystems."${mountPoint}"`, { file }] as const]));
  return { old: parseFstab(old.fstab), new: parseFstab(fresh.fstab), places: new Map(definitions) };
}

/** Sources of the host's own units, or of those of its users' managers. */
export function hostSources(sides: HostSides, { scope, containers }: { readonly scope: "system" | "user"; readonly containers: ContainerSides }): CauseSources {
  const fstab = scope === "system" ? fstabOf(sides) : undefined;
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
    ...(fstab === undefined ? {} : { fstab }),
  };
}
