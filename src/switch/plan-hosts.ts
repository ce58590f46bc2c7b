// Hosts at base and head into what the switch does to each, with causes, diffs, changed containers and findings.
import type { Finding, Found } from "../errors.ts";
import type { HostPair, HostState, UnitState } from "../evaluate/index.ts";
import { containerChanges, type ContainerSides } from "./container-changes.ts";
import { fateCauses } from "./causes/fate-causes.ts";
import type { CauseSources } from "./causes/own-causes.ts";
import { containersByUnit } from "./host-containers.ts";
import { findRisks } from "./findings/find-risks.ts";
import { assumeRunning, hostUnits, type Scope } from "./host-units.ts";
import { planSwitch, type SwitchPrediction, type UnitFate } from "./predict/plan-switch.ts";
import { groupActions } from "./group-actions.ts";
import { type Cause, type ContainerChange, type HostPlan, isStampOnly, type SwitchPlan, type UnitAction } from "./switch-plan.ts";
import { isFstabChange, isSameFstab } from "./causes/fstab-causes.ts";
import { fstabOf, type HostSides, hostSources } from "./causes/host-sources.ts";
import { isStampChange, mayBeStamps, readStamps, type Stamps } from "./causes/stamps.ts";
import { createUnitDiffer } from "./causes/unit-diff.ts";
import { withFstabs } from "./units/fstab-units.ts";
import { unitDependencies } from "./unit-dependencies.ts";

/** As in the plan's schema, for both scopes together. */
const MOST_DEPENDENCIES = 5000;

function predict(sides: HostSides, scope: Scope): SwitchPrediction {
  const unitsOf = (state: HostState): HostState["units"] => (scope === "system" ? state.units : state.userUnits);
  const [before, after] = [unitsOf(sides.old), unitsOf(sides.new)];
  const fstab = scope === "system" ? fstabOf(sides) : undefined;
  const sets = withFstabs({ old: hostUnits(before, after), new: hostUnits(after, before) }, fstab);
  return planSwitch({ ...sets, ...assumeRunning(sets.old, scope) });
}

type Units = Pick<CauseSources, "oldUnits" | "newUnits" | "fstab">;

/** True where nothing about the units differs; what a switch does then it does every time, whatever is merged. */
function isSame({ oldUnits, newUnits, fstab }: Units): boolean {
  const names = Object.keys(oldUnits);
  const key = (unit: UnitState | undefined): string => JSON.stringify({ ...unit, files: undefined });
  if (fstab !== undefined && !isSameFstab(fstab)) return false;
  return names.length === Object.keys(newUnits).length && names.every((name) => key(oldUnits[name]) === key(newUnits[name]));
}

/**
 * A oneshot that is wanted and done runs at every switch, and targets with X-StopOnReconfiguration are started anew: no news
 * where nothing about them changed. Nor is the start of a unit of a package: only its name is known here, it may run already.
 */
function isNews({ oldUnits, newUnits, fstab }: Units, fate: UnitFate): boolean {
  const [old, fresh] = [oldUnits[fate.unit], newUnits[fate.unit]];
  if (fate.action === "restart") return !fate.unit.endsWith(".target") || fate.stoppedBy?.kind !== "list" || old?.text !== fresh?.text;
  if (fate.action !== "start" || isFstabChange(fate.unit, fstab)) return true;
  return fresh !== undefined && (fate.after === "active" || old?.text !== fresh.text);
}

type ScopePlan = { readonly prediction: SwitchPrediction; readonly actions: readonly UnitAction[] };

type ScopeRequest = { readonly scope: Scope; readonly containers: ContainerSides };

/** A unit that differs in stamps alone keeps its causes, but as stamps. */
function causesOf(fate: UnitFate, { sources, stamps }: { sources: CauseSources; stamps: Stamps }): Cause[] {
  const causes = [...fateCauses(fate, sources)];
  if (fate.comparison === undefined || fate.action === "left-stopped" || !mayBeStamps(causes)) return causes;
  if (!isStampChange(fate.unit, { sources, stamps })) return causes;
  return causes.map((cause) => ({ ...cause, kind: "stamp" }));
}

function planScope(sides: HostSides, request: ScopeRequest): ScopePlan {
  const { scope } = request;
  const prediction = predict(sides, scope);
  const sources = hostSources(sides, request);
  const { oldUnits, newUnits } = sources;
  const stamps = readStamps(sides, sources);
  const diffOf = createUnitDiffer();
  const fates = isSame(sources) ? [] : prediction.fates.filter((fate) => isNews(sources, fate));
  const acted = fates.map((fate) => {
    const container = (sources.newContainers.get(fate.unit) ?? sources.oldContainers.get(fate.unit))?.[0];
    const action: UnitAction = {
      unit: fate.unit.slice(0, 1024),
      scope,
      action: fate.action,
      ...(container === undefined ? {} : { container: container.name.slice(0, 1024) }),
      causes: causesOf(fate, { sources, stamps }),
      diff: diffOf(fate.unit, { old: oldUnits[fate.unit], new: newUnits[fate.unit] }),
    };
    return { action, fate };
  });
  return { prediction, actions: groupActions(acted, { old: sides.old.nixos, new: sides.new.nixos }) };
}

/** Stamps alone are no change, neither of a unit nor of the container that it runs. */
function isUnchanged(units: readonly UnitAction[], changes: readonly ContainerChange[]): boolean {
  const stamped = new Set(units.filter(isStampOnly).map(({ unit }) => unit));
  return units.every(isStampOnly) && changes.every(({ unit, change }) => change === "changed" && stamped.has(unit));
}

/** What the configuration says about hosts; `backup.command` is a template with {volume}, {path}, {container} and {host}. */
export type HostOptions = { readonly backup?: { readonly command?: string | undefined } };

type Evaluated = { readonly name: string; readonly sides: HostSides; readonly unknown: readonly string[] };

function planEvaluated({ name, sides, unknown }: Evaluated, options: HostOptions): Found<HostPlan> {
  const containers: ContainerSides = { old: containersByUnit(sides.old), new: containersByUnit(sides.new) };
  const system = planScope(sides, { scope: "system", containers });
  const user = planScope(sides, { scope: "user", containers });
  const changes = containerChanges(containers);
  const units = [...system.actions, ...user.actions];
  const dependencies = [system, user].flatMap(({ prediction, actions }) => unitDependencies(prediction, actions)).slice(0, MOST_DEPENDENCIES);
  const plan: HostPlan = {
    name,
    system: sides.new.system,
    status: unknown.length === 0 && isUnchanged(units, changes) ? "unchanged" : "changed",
    switch: { lists: system.prediction.lists, units, ...(dependencies.length === 0 ? {} : { dependencies }), ...unknownUnits(unknown) },
    containers: [...changes],
  };
  const { prediction, actions } = system;
  return { value: plan, findings: findRisks({ host: name, sides, containers, prediction, actions, backupCommand: options.backup?.command }) };
}

function unknownUnits(containers: readonly string[]): Pick<SwitchPlan, "unknown"> {
  return containers.length === 0 ? {} : { unknown: containers.slice(0, 1000).map((name) => `container@${name}.service`.slice(0, 1024)) };
}

/** A host that is new is installed, not switched; one that is gone is switched by nobody. */
function planOneSided(pair: HostPair): HostPlan {
  const old = containersByUnit(pair.base);
  const fresh = containersByUnit(pair.head);
  if (pair.status === "left-out") return { name: pair.name, status: "unchanged", isLeftOut: true, containers: [] };
  const status = pair.status === "added" || pair.status === "removed" ? pair.status : "failed";
  const system = (pair.head ?? pair.base)?.system;
  const containers = status === "failed" ? [] : [...containerChanges({ old, new: fresh })];
  return { name: pair.name, ...(system === undefined ? {} : { system }), status, ...(pair.isBaseUnknown === true ? { isBaseUnknown: true } : {}), containers };
}

function planHost(pair: HostPair, options: HostOptions): Found<HostPlan> {
  const { name, base, head, unknown = [] } = pair;
  if (base !== undefined && head !== undefined) return planEvaluated({ name, sides: { old: base, new: head }, unknown }, options);
  return { value: planOneSided(pair), findings: [] };
}

/**
 * Predicts the switch of every host. The state before it is assumed: every unit that base wants from an active target is
 * active; plain oneshots, and units that nothing wants, are not.
 */
export function planHosts(pairs: readonly HostPair[], options: HostOptions = {}): Found<readonly HostPlan[]> {
  const plans = pairs.map((pair) => planHost(pair, options));
  const findings: readonly Finding[] = plans.flatMap((plan) => plan.findings);
  return { value: plans.map((plan) => plan.value), findings };
}
