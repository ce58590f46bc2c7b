// Two unit sets and what runs into everything that a switch does to each unit.
import { compareTexts } from "../../compare-texts.ts";
import type { Comparison } from "../units/compare-units.ts";
import { decideLists, requestByActivation } from "./decide-lists.ts";
import { swapsTurnedOff } from "./decide-mounts.ts";
import { copyLists, type Lists } from "./lists.ts";
import { type Outcome, playSwitch } from "./play-switch.ts";
import type { SwitchInput } from "./switch-input.ts";
import type { SwitchLists, UnitActionKind } from "../switch-plan.ts";
import type { Trigger } from "./system-state.ts";
import type { BrokenUnit } from "../units/unit-content.ts";
import { buildGraph, type UnitGraph } from "../units/unit-graph.ts";
import { canonicalName, type UnitSet } from "../units/unit-set.ts";

/** What becomes of one unit. `kept` units are not part of a plan. */
export type UnitFate = {
  readonly unit: string;
  readonly action: UnitActionKind;
  readonly before: "active" | "inactive";
  readonly after: "active" | "inactive";
  /** True where the unit runs before and after, but as a new process. */
  readonly restarted: boolean;
  readonly comparison?: Comparison;
  /** What stopped it, what started it, and what passed its own reload on to it. */
  readonly stoppedBy?: Trigger;
  readonly startedBy?: Trigger;
  readonly reloadedBy?: Trigger;
  /** The missing or masked dependency that keeps it from being started. */
  readonly obstacle?: string;
  /** The service that a socket activates. */
  readonly activates?: string;
  /** True where an activation script names it, whatever its file says. */
  readonly isRequested: boolean;
  /** True where the program ends before it starts anything again. */
  readonly isAborted: boolean;
};

export type SwitchPrediction = {
  /** As `dry-activate` prints them, but for targets that are only started again. */
  readonly lists: SwitchLists;
  readonly fates: readonly UnitFate[];
  /** Units of the running system that stay as they are. */
  readonly kept: readonly string[];
  /** Why the real program would end early: it cannot read a unit, or cannot reload one that systemd has forgotten. */
  readonly abort?: { readonly kind: "broken-unit"; readonly units: readonly BrokenUnit[] } | { readonly kind: "reload-lost"; readonly unit: string };
  readonly graphs: { readonly old: UnitGraph; readonly new: UnitGraph };
};

/** These are stopped and started at every switch as bookkeeping. */
const BOOKKEEPING = new Set(["local-fs.target", "remote-fs.target", "sysinit-reactivation.target"]);

function sortNames(names: Iterable<string>): string[] {
  const key = (name: string): string => name.toLowerCase();
  return [...names].sort((left, right) => compareTexts(key(left), key(right)) || compareTexts(left, right));
}

function shownLists(lists: Lists): SwitchLists {
  const shown = (names: ReadonlySet<string>): string[] => sortNames([...names].filter((name) => !lists.hidden.has(name)));
  return { stop: shown(lists.stop), start: shown(lists.start), restart: shown(lists.restart), reload: shown(lists.reload), skip: shown(lists.skip) };
}

function withActivation(input: SwitchInput, lists: Lists): Lists {
  if (input.activation === undefined) return lists;
  const all = copyLists(lists);
  requestByActivation(input, all);
  return all;
}

type Judged = { readonly input: SwitchInput; readonly lists: Lists; readonly outcome: Outcome; readonly graphs: SwitchPrediction["graphs"] };

function actionOf({ lists, outcome: { state }, graphs }: Judged, unit: string): UnitActionKind | undefined {
  const isActive = state.active.has(unit);
  if (state.stopped.has(unit)) {
    if (isActive || state.started.has(unit)) return "restart";
    return graphs.new.view(unit).presence === "present" ? "left-stopped" : "stop";
  }
  if (state.started.has(unit)) return "start";
  if (isActive && (lists.reload.has(unit) || state.reloaded.has(unit))) return "reload";
  return isActive && lists.skip.has(unit) ? "skip" : undefined;
}

function fateOf(judged: Judged, subject: { unit: string; wasActive: boolean; comparison: Comparison | undefined }): UnitFate | undefined {
  const { unit, wasActive, comparison } = subject;
  const { state } = judged.outcome;
  const { activation } = judged.input;
  const action = actionOf(judged, unit);
  if (action === undefined) return undefined;
  const isActive = state.active.has(unit);
  const [stoppedBy, startedBy, obstacle] = [state.stopped.get(unit), state.started.get(unit), state.failed.get(unit)];
  const { activates } = judged.graphs.old.view(unit);
  const reloadedBy = action === "reload" ? state.reloaded.get(unit) : undefined;
  return {
    unit,
    action,
    before: wasActive ? "active" : "inactive",
    after: isActive ? "active" : "inactive",
    restarted: wasActive && isActive && state.stopped.has(unit),
    ...(comparison === undefined ? {} : { comparison }),
    ...(stoppedBy === undefined ? {} : { stoppedBy }),
    ...(startedBy === undefined ? {} : { startedBy }),
    ...(reloadedBy === undefined ? {} : { reloadedBy }),
    ...(obstacle === undefined || isActive ? {} : { obstacle }),
    ...(activates === undefined ? {} : { activates }),
    isRequested: activation?.restart.includes(unit) === true || activation?.reload.includes(unit) === true,
    isAborted: judged.outcome.abortedBy !== undefined,
  };
}

function predict(judged: Judged, comparisons: ReadonlyMap<string, Comparison>): Pick<SwitchPrediction, "fates" | "kept"> {
  const { input, outcome } = judged;
  const before = new Set([...input.running.active].map((unit) => canonicalName(input.old, unit)));
  const names = sortNames(new Set([...before, ...outcome.state.active, ...outcome.state.started.keys()])).filter((unit) => !BOOKKEEPING.has(unit));
  const fates = names.map((unit) => fateOf(judged, { unit, wasActive: before.has(unit), comparison: comparisons.get(unit) }));
  const moved = fates.filter((fate) => fate !== undefined);
  const movedNames = new Set(moved.map((fate) => fate.unit));
  return { fates: moved, kept: names.filter((unit) => before.has(unit) && !movedNames.has(unit)) };
}

/** The new set, which knows that what only the old one has is gone, also a target that might be systemd's own. */
function withoutOld({ old, new: fresh }: SwitchInput): UnitSet {
  const gone = [...old.files.keys()].filter((unit) => !fresh.files.has(unit));
  return { ...fresh, absent: new Set([...(fresh.absent ?? []), ...gone]) };
}

const EMPTY: SwitchLists = { stop: [], start: [], restart: [], reload: [], skip: [] };

/**
 * Predicts a switch: first what NixOS's switch-to-configuration-ng decides, then what systemd makes of that through
 * dependencies. Programs are taken to start and to stay up.
 */
export function planSwitch(input: SwitchInput): SwitchPrediction {
  const decision = decideLists(input);
  const names = [...input.running.active, ...input.running.failed];
  const old = input.oldGraph ?? buildGraph(input.old, { names });
  const graphs = { old, new: buildGraph(withoutOld(input), { names, cache: old.cache }) };
  if (decision.broken.length > 0) {
    return { lists: EMPTY, fates: [], kept: sortNames(input.running.active), abort: { kind: "broken-unit", units: decision.broken }, graphs };
  }
  const lists = withActivation(input, decision.lists);
  const active = [...input.running.active].map((unit) => canonicalName(input.old, unit));
  const outcome = playSwitch({ lists, old: graphs.old, new: graphs.new, active, swapsOff: swapsTurnedOff(input) });
  const { fates, kept } = predict({ input, lists, outcome, graphs }, decision.comparisons);
  const abort = outcome.abortedBy === undefined ? {} : { abort: { kind: "reload-lost" as const, unit: outcome.abortedBy } };
  return { lists: shownLists(decision.lists), fates, kept, ...abort, graphs };
}
