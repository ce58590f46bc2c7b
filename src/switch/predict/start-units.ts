// Start requests into the units that come up with them, as systemd builds its transactions.
import { type Request, stopWave, type SystemState, type Trigger } from "./system-state.ts";
import { startedWith, stoppedWith, type UnitGraph } from "../units/unit-graph.ts";

export type StartRequests = { readonly graph: UnitGraph; readonly requests: readonly Request[] };

type Judge = {
  readonly graph: UnitGraph;
  /** What runs when the requests are made. */
  readonly active: ReadonlySet<string>;
  /** The missing dependency of each unit that was judged; undefined: it can start. */
  readonly verdicts: Map<string, string | undefined>;
};

const NEEDED = new Set(["requires", "bindsTo"]);

/** The unit that keeps another from starting: itself where it is missing, masked or bound to fail, else one that it requires. */
function findObstacle(judge: Judge, unit: string): string | undefined {
  const known = judge.verdicts.get(unit);
  if (known !== undefined || judge.verdicts.has(unit) || judge.active.has(unit)) return known;
  // A circle of requirements is no obstacle: whoever is being judged counts as startable.
  judge.verdicts.set(unit, undefined);
  const view = judge.graph.view(unit);
  // A socket is refused while its service runs without it.
  const isRefused = view.activates !== undefined && judge.active.has(view.activates);
  const isLost = view.presence === "missing" || view.presence === "masked";
  const needed = view.dependencies.filter(({ kind }) => NEEDED.has(kind));
  const obstacle = isLost || isRefused || view.failsToStart ? unit : needed.map(({ to }) => findObstacle(judge, to)).find((found) => found !== undefined);
  judge.verdicts.set(unit, obstacle);
  return obstacle;
}

/** Everything that the requests bring up. A unit that already runs ends its branch unless it was asked for by name. */
function collectStarts(judge: Judge, requests: readonly Request[]): Map<string, Trigger> {
  const starts = new Map<string, Trigger>();
  const asked = new Set<string>();
  const queue = [...requests];
  for (const { unit, trigger } of queue) {
    const isRequest = trigger.kind === "list" && !asked.has(unit);
    if (isRequest) asked.add(unit);
    if (!isRequest && (judge.active.has(unit) || starts.has(unit))) continue;
    if (findObstacle(judge, unit) !== undefined) continue;
    if (!judge.active.has(unit) && !starts.has(unit)) starts.set(unit, trigger);
    for (const edge of startedWith(judge.graph, unit)) queue.push({ unit: edge.unit, trigger: { kind: "unit", unit, through: edge.kind } });
  }
  return starts;
}

/** Requisite= starts nothing: what it names must run, or be started by the same requests. */
function dropUnmetRequisites(judge: Judge, starts: Map<string, Trigger>): void {
  for (let isSettled = false; !isSettled; ) {
    isSettled = true;
    for (const unit of starts.keys()) {
      const isUp = (name: string): boolean => judge.active.has(name) || starts.has(name);
      const { dependencies } = judge.graph.view(unit);
      const unmet = dependencies.find(({ kind, to }) => (kind === "requisite" || NEEDED.has(kind)) && !isUp(to) && judge.graph.view(to).presence !== "unknown");
      if (unmet === undefined) continue;
      starts.delete(unit);
      judge.verdicts.set(unit, unmet.to);
      isSettled = false;
    }
  }
}

/** Conflicts=, written on either side: what is started stops what runs, and whatever depends on that. */
function stopConflicts(state: SystemState, { graph, unit }: { graph: UnitGraph; unit: string }): void {
  const own = graph.view(unit).dependencies.filter(({ kind }) => kind === "conflicts").map(({ to }) => to);
  const others = graph.dependents(unit).filter(({ kind }) => kind === "conflicts").map((edge) => edge.unit);
  const roots = [...own, ...others].map((name): Request => ({ unit: name, trigger: { kind: "unit", unit, through: "conflicts" } }));
  stopWave(state, { roots, next: (stopped) => stoppedWith(graph, stopped) });
}

/** Names what keeps a unit from being started at once: something it needs is neither there nor able to start. */
export function obstacleOf(state: SystemState, { graph, unit }: { graph: UnitGraph; unit: string }): string | undefined {
  const needed = graph.view(unit).dependencies.filter(({ kind }) => NEEDED.has(kind));
  const judge: Judge = { graph, active: state.active, verdicts: new Map() };
  return needed.map(({ to }) => findObstacle(judge, to)).find((found) => found !== undefined);
}

/** Starts what the requests ask for and all that it pulls in; returns the names of what came up or ran. */
export function startAll(state: SystemState, { graph, requests }: StartRequests): readonly string[] {
  if (requests.length === 0) return [];
  const judge: Judge = { graph, active: new Set(state.active), verdicts: new Map() };
  const starts = collectStarts(judge, requests);
  dropUnmetRequisites(judge, starts);
  for (const [unit, trigger] of starts) {
    stopConflicts(state, { graph, unit });
    state.started.set(unit, trigger);
    if (graph.view(unit).staysActive) state.active.add(unit);
  }
  for (const [unit, obstacle] of judge.verdicts) if (obstacle !== undefined) state.failed.set(unit, obstacle);
  return [...starts.keys()];
}
