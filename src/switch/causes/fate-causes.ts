// What the switch does to a unit into why: the unit's own changes first, then what other units drag it into.
import type { HostState, UnitState } from "../../evaluate/index.ts";
import { directiveCauses, type UnitPair } from "./directive-causes.ts";
import type { HostContainer } from "../host-containers.ts";
import { optionCauses } from "./option-causes.ts";
import type { UnitFate } from "../predict/plan-switch.ts";
import type { Cause } from "../switch-plan.ts";
import type { Trigger } from "../predict/system-state.ts";
import type { DependencyKind } from "../units/unit-view.ts";

/** The two sides of a unit's world, as far as causes are looked for in it. */
export type CauseSources = {
  readonly oldEtc: ReadonlyMap<string, string>;
  readonly newEtc: ReadonlyMap<string, string>;
  readonly oldUnits: HostState["units"];
  readonly newUnits: HostState["units"];
  readonly oldContainers: ReadonlyMap<string, HostContainer>;
  readonly newContainers: ReadonlyMap<string, HostContainer>;
};

const MAXIMUM_CAUSES = 50;

/** How the dependency reads from the unit that has it. */
const THROUGH: Readonly<Record<DependencyKind, string>> = {
  requires: "Requires=",
  requisite: "Requisite=",
  bindsTo: "BindsTo=",
  partOf: "PartOf=",
  upholds: "Upholds=",
  wants: "Wants=",
  conflicts: "Conflicts=",
  stopPropagatedFrom: "StopPropagatedFrom=",
  propagatesStopTo: "PropagatesStopTo=",
  mentions: "After=",
};

function cascade(subject: string, text: string): Cause {
  return { kind: "cascade", subject: subject.slice(0, 1024), text: text.slice(0, 4096) };
}

function stopCause({ stoppedBy, activates }: UnitFate): readonly Cause[] {
  if (stoppedBy === undefined) return [];
  if (stoppedBy.kind === "list") return activates === undefined ? [] : [cascade(activates, `${activates} is restarted through this socket`)];
  const { unit, through } = stoppedBy;
  if (through === "conflicts") return [cascade(unit, `${unit} starts and conflicts with it`)];
  return [cascade(unit, `${unit} goes down and takes this unit with it (${THROUGH[through]})`)];
}

function stayCause({ action, obstacle, unit, isAborted }: UnitFate): readonly Cause[] {
  if (action !== "left-stopped") return [];
  if (isAborted) return [cascade(unit, "the switch ends before it starts anything again")];
  if (obstacle === unit) return [cascade(unit, "its new version cannot start")];
  if (obstacle !== undefined) return [cascade(obstacle, `it needs ${obstacle}, which is gone, masked or cannot start`)];
  return [cascade(unit, "nothing that the switch starts wants it, so it stays stopped")];
}

function startCause(trigger: Trigger | undefined): readonly Cause[] {
  return trigger?.kind === "unit" ? [cascade(trigger.unit, `${trigger.unit} pulls it in (${THROUGH[trigger.through]})`)] : [];
}

function containerCauses(sources: CauseSources, unit: string): readonly Cause[] {
  const [old, fresh] = [sources.oldContainers.get(unit), sources.newContainers.get(unit)];
  if (old === undefined || fresh === undefined) return [];
  const place = fresh.place === undefined ? {} : { place: fresh.place };
  return optionCauses(old.state, fresh.state).map((cause) => ({ ...cause, ...place }));
}

/** The same cause from several directives is told once. */
function unique(causes: readonly Cause[]): readonly Cause[] {
  return [...new Map(causes.map((cause) => [`${cause.kind} ${cause.text}`, cause])).values()];
}

function changeCauses(fate: UnitFate, sources: CauseSources): readonly Cause[] {
  const [old, fresh] = [sources.oldUnits[fate.unit], sources.newUnits[fate.unit]];
  if (fate.comparison === undefined || old === undefined || fresh === undefined) return [];
  const options = containerCauses(sources, fate.unit);
  const pair: UnitPair = {
    old,
    new: fresh,
    oldEtc: sources.oldEtc,
    newEtc: sources.newEtc,
    options: new Set(options.map((cause) => cause.subject.split(".")[0] ?? "")),
  };
  return unique([...options, ...fate.comparison.differences.flatMap((difference) => directiveCauses(pair, difference))]);
}

function isEnabled(unit: UnitState | undefined): boolean {
  return unit?.enable === true;
}

/** The unit itself came, went, was switched on or off, or another unit started to want it. */
function existenceCauses(fate: UnitFate, sources: CauseSources): readonly Cause[] {
  const [old, fresh] = [sources.oldUnits[fate.unit], sources.newUnits[fate.unit]];
  const subject = fate.unit.slice(0, 1024);
  if (old === undefined && fresh !== undefined) return [{ kind: "added", subject, text: "the unit is new" }];
  if (old !== undefined && fresh === undefined) return [{ kind: "removed", subject, text: "the unit does not exist any more" }];
  if (isEnabled(old) && !isEnabled(fresh)) return [{ kind: "removed", subject, text: "the unit is disabled (enable = false)" }];
  if (!isEnabled(old) && isEnabled(fresh)) return [{ kind: "added", subject, text: "the unit is enabled again" }];
  const wanted = (fresh?.wantedBy ?? []).filter((target) => old?.wantedBy.includes(target) !== true);
  if (fate.action !== "start" || wanted.length === 0) return [];
  const targets = wanted.join(" ").slice(0, 2048);
  return [{ kind: "directive", subject: "wantedBy", text: `wantedBy added: ${targets}`, new: targets }];
}

/** The causes of what happens to one unit; never empty. */
export function fateCauses(fate: UnitFate, sources: CauseSources): readonly Cause[] {
  const own = [...existenceCauses(fate, sources), ...changeCauses(fate, sources)];
  const isOwn = own.length > 0;
  const dragged = isOwn && fate.action !== "left-stopped" ? [] : [...stopCause(fate), ...stayCause(fate)];
  const started = fate.action === "start" && !isOwn ? startCause(fate.startedBy) : [];
  const causes = [...own, ...dragged, ...started];
  if (causes.length === 0) {
    const text = fate.isRequested ? "an activation script asks for it" : "the unit's file differs";
    causes.push({ kind: "directive", subject: fate.unit.slice(0, 1024), text });
  }
  return causes.slice(0, MAXIMUM_CAUSES);
}
