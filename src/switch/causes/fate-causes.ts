// What the switch does to a unit into why: the unit's own changes first, then what other units drag it into.
import { fstabCauses } from "./fstab-causes.ts";
import { withNested } from "./nested-causes.ts";
import { nestedSwitch } from "./nested-switch.ts";
import { type CauseSources, changeCauses, existenceCauses } from "./own-causes.ts";
import type { UnitFate } from "../predict/plan-switch.ts";
import type { Cause } from "../switch-plan.ts";
import type { Trigger } from "../predict/system-state.ts";
import type { DependencyKind } from "../units/unit-view.ts";

const MAXIMUM_CAUSES = 50;

/** How the dependency reads from the unit that has it. */
export const THROUGH = {
  requires: "Requires=",
  requisite: "Requisite=",
  bindsTo: "BindsTo=",
  partOf: "PartOf=",
  upholds: "Upholds=",
  wants: "Wants=",
  conflicts: "Conflicts=",
  stopPropagatedFrom: "StopPropagatedFrom=",
  propagatesStopTo: "PropagatesStopTo=",
  propagatesReloadTo: "PropagatesReloadTo=",
  reloadPropagatedFrom: "ReloadPropagatedFrom=",
  onSuccess: "OnSuccess=",
  onFailure: "OnFailure=",
  mentions: "After=",
} as const satisfies Readonly<Record<DependencyKind, string>>;

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
  return [cascade(unit, "nothing that the switch starts wants it")];
}

function startCause(trigger: Trigger | undefined): readonly Cause[] {
  if (trigger?.kind !== "unit") return [];
  const { unit, through } = trigger;
  const happens = through === "onSuccess" ? "ends and starts it" : through === "onFailure" ? "cannot start and starts this unit instead" : "pulls it in";
  return [cascade(unit, `${unit} ${happens} (${THROUGH[through]})`)];
}

function reloadCause(trigger: Trigger | undefined): readonly Cause[] {
  return trigger?.kind === "unit" ? [cascade(trigger.unit, `${trigger.unit} is reloaded and passes it on (${THROUGH[trigger.through]})`)] : [];
}

/** Another unit started to want it. */
function wantedCauses({ unit, action }: UnitFate, { oldUnits, newUnits }: CauseSources): readonly Cause[] {
  const wanted = (newUnits[unit]?.wantedBy ?? []).filter((target) => oldUnits[unit]?.wantedBy.includes(target) !== true);
  if (action !== "start" || wanted.length === 0) return [];
  const targets = wanted.join(" ").slice(0, 2048);
  return [{ kind: "directive", subject: "wantedBy", text: `wantedBy added: ${targets}`, new: targets }];
}

function ownCauses(fate: UnitFate, sources: CauseSources): readonly Cause[] {
  const existence = existenceCauses(fate.unit, sources);
  const nested = sources.nested?.(fate.unit);
  const inside = nested !== undefined && fate.action === "reload" ? nestedSwitch(fate.unit, nested) : [];
  const changes = [...fstabCauses(fate.unit, sources.fstab), ...withNested(changeCauses(fate, sources), nested), ...inside];
  return existence.length > 0 ? [...existence, ...changes] : [...wantedCauses(fate, sources), ...changes];
}

/** The causes of what happens to one unit; never empty. */
export function fateCauses(fate: UnitFate, sources: CauseSources): readonly Cause[] {
  const own = ownCauses(fate, sources);
  const isOwn = own.length > 0;
  const dragged = isOwn && fate.action !== "left-stopped" ? [] : [...stopCause(fate), ...stayCause(fate)];
  const started = fate.action === "start" && !isOwn ? startCause(fate.startedBy) : [];
  const causes = [...own, ...dragged, ...started, ...reloadCause(fate.reloadedBy)];
  if (causes.length === 0) {
    const text = fate.isRequested ? "an activation script asks for it" : "the unit's file differs";
    causes.push({ kind: "directive", subject: fate.unit.slice(0, 1024), text });
  }
  return causes.slice(0, MAXIMUM_CAUSES);
}
