// What changed about a unit itself into causes: its options, its directives and the texts behind them, that it came or went.
import type { HostState, UnitState } from "../../evaluate/index.ts";
import type { HostContainer } from "../host-containers.ts";
import type { Cause } from "../switch-plan.ts";
import type { Comparison } from "../units/compare-units.ts";
import { directiveCauses, type UnitPair } from "./directive-causes.ts";
import type { FstabSides } from "./fstab-causes.ts";
import { optionCauses } from "./option-causes.ts";
import { createPackageComparer, type PackageComparer } from "./package-causes.ts";

/** The two sides of a unit's world, as far as causes are looked for in it. */
export type CauseSources = {
  readonly oldEtc: ReadonlyMap<string, string>;
  readonly newEtc: ReadonlyMap<string, string>;
  readonly oldUnits: HostState["units"];
  readonly newUnits: HostState["units"];
  /** By unit. */
  readonly oldContainers: ReadonlyMap<string, readonly HostContainer[]>;
  readonly newContainers: ReadonlyMap<string, readonly HostContainer[]>;
  readonly packages: PackageComparer;
  /** /etc/fstab, where both sides have one. */
  readonly fstab?: FstabSides;
  /** The units inside the container that a unit runs, where both sides know them. */
  readonly nested?: (unit: string) => { readonly old: HostState["units"]; readonly new: HostState["units"] } | undefined;
};

/** Sources of which only the units are known. */
export function unitSources(oldUnits: HostState["units"], newUnits: HostState["units"]): CauseSources {
  const none = new Map<string, never>();
  return { oldEtc: none, newEtc: none, oldContainers: none, newContainers: none, packages: createPackageComparer(), oldUnits, newUnits };
}

/** Of a unit that runs several containers each cause names its own. What a script runs is told by the script's lines. */
function containerCauses(sources: CauseSources, unit: string): readonly Cause[] {
  const declared = (containers: readonly HostContainer[] = []): readonly HostContainer[] => containers.filter(({ kind }) => kind !== "script");
  const [before, after] = [declared(sources.oldContainers.get(unit)), declared(sources.newContainers.get(unit))];
  return after.flatMap((fresh) => {
    const old = before.find(({ name }) => name === fresh.name);
    if (old === undefined) return before.length === 0 ? [] : [containerCause("is new", { unit, container: fresh })];
    const place = fresh.place === undefined ? {} : { place: fresh.place };
    const name = after.length > 1 ? `${fresh.name}: ` : "";
    return optionCauses(old.state, fresh.state).map((cause) => ({ ...cause, text: `${name}${cause.text}`.slice(0, 4096), ...place }));
  });
}

function containerCause(what: string, { unit, container }: { unit: string; container: HostContainer }): Cause {
  const place = container.place === undefined ? {} : { place: container.place };
  return { kind: "option", subject: unit.slice(0, 1024), text: `container ${container.name.slice(0, 1024)} ${what}`, ...place };
}

/** The same cause from several directives is told once. */
function unique(causes: readonly Cause[]): readonly Cause[] {
  return [...new Map(causes.map((cause) => [`${cause.kind} ${cause.text}`, cause])).values()];
}

/** A unit with how its contents differ; no comparison where they are equal or it is on one side only. */
export type Compared = { readonly unit: string; readonly comparison?: Comparison };

/** Causes in the unit's options, directives and scripts. */
export function changeCauses({ unit, comparison }: Compared, sources: CauseSources): readonly Cause[] {
  const [old, fresh] = [sources.oldUnits[unit], sources.newUnits[unit]];
  if (comparison === undefined || old === undefined || fresh === undefined) return [];
  const options = containerCauses(sources, unit);
  const pair: UnitPair = {
    old,
    new: fresh,
    oldEtc: sources.oldEtc,
    newEtc: sources.newEtc,
    packages: sources.packages,
    options: new Set(options.map((cause) => cause.subject.split(".")[0] ?? "")),
  };
  return unique([...options, ...comparison.differences.flatMap((difference) => directiveCauses(pair, difference))]);
}

function isEnabled(unit: UnitState | undefined): boolean {
  return unit?.enable === true;
}

/** The unit came, went, or was switched on or off. */
export function existenceCauses(unit: string, { oldUnits, newUnits }: CauseSources): readonly Cause[] {
  const [old, fresh] = [oldUnits[unit], newUnits[unit]];
  const subject = unit.slice(0, 1024);
  if (old === undefined && fresh !== undefined) return [{ kind: "added", subject, text: "the unit is new" }];
  if (old !== undefined && fresh === undefined) return [{ kind: "removed", subject, text: "the unit does not exist any more" }];
  if (isEnabled(old) && !isEnabled(fresh)) return [{ kind: "removed", subject, text: "the unit is disabled (enable = false)" }];
  if (!isEnabled(old) && isEnabled(fresh)) return [{ kind: "added", subject, text: "the unit is enabled again" }];
  return [];
}
