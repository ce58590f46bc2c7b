// The running system while a switch is played through: what runs, what was stopped or started, and by what.
import type { Edge } from "../units/unit-graph.ts";

/** What moved a unit: one of the program's lists, or another unit through a dependency. */
export type Trigger =
  | { readonly kind: "list"; readonly list: "stop" | "start" | "restart" | "reload" }
  | { readonly kind: "unit"; readonly unit: string; readonly through: Edge["kind"] };

/** A unit that is to be stopped, started or restarted, and why. */
export type Request = { readonly unit: string; readonly trigger: Trigger };

export type SystemState = {
  readonly active: Set<string>;
  /** Units that went down at least once, with what took them down first. */
  readonly stopped: Map<string, Trigger>;
  /** Units that were started, with what started them last. */
  readonly started: Map<string, Trigger>;
  /** Units that were reloaded as they ran, with what asked for it. */
  readonly reloaded: Map<string, Trigger>;
  /** Start requests that cannot succeed, with the dependency that is missing. */
  readonly failed: Map<string, string>;
};

export function createState(active: Iterable<string>): SystemState {
  return { active: new Set(active), stopped: new Map(), started: new Map(), reloaded: new Map(), failed: new Map() };
}

export function markStopped(state: SystemState, { unit, trigger }: { unit: string; trigger: Trigger }): void {
  state.active.delete(unit);
  if (!state.stopped.has(unit)) state.stopped.set(unit, trigger);
}

type Wave = { readonly roots: readonly Request[]; readonly next: (unit: string) => readonly Edge[] };

/** Stops the running units of a wave, each dependent after the unit that takes it down. */
export function stopWave(state: SystemState, { roots, next }: Wave): void {
  const queue = [...roots];
  // The queue grows while it is walked.
  for (const { unit, trigger } of queue) {
    if (!state.active.has(unit)) continue;
    markStopped(state, { unit, trigger });
    for (const edge of next(unit)) queue.push({ unit: edge.unit, trigger: { kind: "unit", unit, through: edge.kind } });
  }
}
