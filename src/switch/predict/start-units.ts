// Start requests into the units that come up with them, as systemd builds its transactions.
import { startedWith, stoppedWith, type UnitGraph } from "../units/unit-graph.ts";
import type { DependencyKind } from "../units/unit-view.ts";
import { type Request, stopWave, type SystemState, type Trigger } from "./system-state.ts";

export type StartRequests = { readonly graph: UnitGraph; readonly requests: readonly Request[] };

/** Units that cannot be started, with the unit that is to blame: themselves, or one that they need. */
export type Obstacles = ReadonlyMap<string, string>;

/** Dependencies without which a unit does not start. */
export const NEEDED: ReadonlySet<DependencyKind> = new Set(["requires", "bindsTo"]);

function isUnstartable(graph: UnitGraph, { unit, active }: { unit: string; active: ReadonlySet<string> }): boolean {
  const view = graph.view(unit);
  // A socket is refused while its service runs without it; like a timer or path, it is also refused where there is no such unit.
  const isRefused = view.activates !== undefined && active.has(view.activates);
  const triggered = view.triggers === undefined ? "present" : graph.view(view.triggers).presence;
  if (isRefused || triggered === "missing" || triggered === "masked") return true;
  return view.presence === "missing" || view.presence === "masked" || view.failsToStart;
}

/** What is missing, masked or bound to fail holds up everything that needs it, unless that runs already. */
export function findObstacles(graph: UnitGraph, active: ReadonlySet<string>): Obstacles {
  const seeds = [...graph.units.keys()].filter((unit) => !active.has(unit) && isUnstartable(graph, { unit, active }));
  const obstacles = new Map(seeds.map((unit) => [unit, unit]));
  // A map gives entries that are added while it is walked.
  for (const [unit, obstacle] of obstacles) {
    for (const edge of graph.dependents(unit)) {
      if (NEEDED.has(edge.kind) && !active.has(edge.unit) && !obstacles.has(edge.unit)) obstacles.set(edge.unit, obstacle);
    }
  }
  return obstacles;
}

type Starting = { readonly graph: UnitGraph; readonly active: ReadonlySet<string>; readonly obstacles: Map<string, string> };

/** OnFailure=: what systemd starts because this unit's own program is bound to fail. */
function failedStarts(graph: UnitGraph, unit: string): readonly Request[] {
  const view = graph.view(unit);
  const next = view.failsToStart && view.presence === "present" ? view.dependencies.filter(({ kind }) => kind === "onFailure") : [];
  return next.map(({ to }) => ({ unit: to, trigger: { kind: "unit", unit, through: "onFailure" } }));
}

/** Everything that the requests bring up. A unit that already runs ends its branch unless it was asked for by name. */
function collectStarts({ graph, active, obstacles }: Starting, requests: readonly Request[]): Map<string, Trigger> {
  const starts = new Map<string, Trigger>();
  const asked = new Set<string>();
  const failed = new Set<string>();
  const queue = [...requests];
  for (const { unit, trigger } of queue) {
    const isRequest = trigger.kind === "list" && !asked.has(unit);
    if (isRequest) asked.add(unit);
    if (!isRequest && (active.has(unit) || starts.has(unit))) continue;
    if (obstacles.has(unit)) {
      // Two that fail may name each other.
      if (!failed.has(unit)) queue.push(...failedStarts(graph, unit));
      failed.add(unit);
      continue;
    }
    if (!active.has(unit) && !starts.has(unit)) starts.set(unit, trigger);
    for (const edge of startedWith(graph, unit)) queue.push({ unit: edge.unit, trigger: { kind: "unit", unit, through: edge.kind } });
  }
  return starts;
}

/** Requisite= starts nothing: what it names must run, or be started by the same requests. What needs the unit fails with it. */
function dropUnmetRequisites({ graph, active, obstacles }: Starting, starts: Map<string, Trigger>): void {
  const isUp = (unit: string): boolean => active.has(unit) || starts.has(unit) || graph.view(unit).presence === "unknown";
  const unmet = [...starts.keys()].flatMap((unit) => {
    const missing = graph.view(unit).dependencies.find(({ kind, to }) => kind === "requisite" && !isUp(to));
    return missing === undefined ? [] : [{ unit, obstacle: missing.to }];
  });
  for (const { unit, obstacle } of unmet) {
    if (!starts.delete(unit)) continue;
    obstacles.set(unit, obstacle);
    const dependents = graph.dependents(unit).filter(({ kind }) => kind === "requisite" || NEEDED.has(kind));
    for (const edge of dependents) if (starts.has(edge.unit)) unmet.push({ unit: edge.unit, obstacle });
  }
}

/** Conflicts=, written on either side: what is started stops what runs, and whatever depends on that. */
function stopConflicts(state: SystemState, { graph, unit }: { graph: UnitGraph; unit: string }): void {
  const own = graph.view(unit).dependencies.filter(({ kind }) => kind === "conflicts").map(({ to }) => to);
  const others = graph.dependents(unit).filter(({ kind }) => kind === "conflicts").map((edge) => edge.unit);
  const roots = [...own, ...others].map((name): Request => ({ unit: name, trigger: { kind: "unit", unit, through: "conflicts" } }));
  stopWave(state, { roots, next: (stopped) => stoppedWith(graph, stopped) });
}

/**
 * A oneshot that is done takes down what must not be without it, as if it were stopped (`UNIT_ATOM_RETROACTIVE_STOP_ON_STOP` of
 * systemd). What was to come up with it does not last; its end is passed on to what ran before.
 */
function endOneshot(state: SystemState, { graph, starts, unit }: { graph: UnitGraph; starts: ReadonlyMap<string, Trigger>; unit: string }): void {
  const ended = stoppedWith(graph, unit).filter(({ kind }) => kind === "bindsTo" || kind === "stopPropagatedFrom" || kind === "propagatesStopTo");
  for (const edge of ended) if (starts.has(edge.unit) && state.started.delete(edge.unit)) state.active.delete(edge.unit);
  const before = ended.filter((edge) => !starts.has(edge.unit));
  const roots = before.map((edge): Request => ({ unit: edge.unit, trigger: { kind: "unit", unit, through: edge.kind } }));
  stopWave(state, { roots, next: (stopped) => stoppedWith(graph, stopped) });
}

/** Starts what the requests ask for and all that it pulls in; returns the names of what came up or ran. */
export function startAll(state: SystemState, { graph, requests }: StartRequests): readonly string[] {
  if (requests.length === 0) return [];
  const active = new Set(state.active);
  const starting: Starting = { graph, active, obstacles: new Map(findObstacles(graph, active)) };
  const starts = collectStarts(starting, requests);
  dropUnmetRequisites(starting, starts);
  for (const [unit, trigger] of starts) {
    stopConflicts(state, { graph, unit });
    state.started.set(unit, trigger);
    if (graph.view(unit).staysActive) state.active.add(unit);
  }
  for (const unit of starts.keys()) if (!graph.view(unit).staysActive) endOneshot(state, { graph, starts, unit });
  for (const [unit, obstacle] of starting.obstacles) state.failed.set(unit, obstacle);
  return [...starts.keys()];
}
