// The program's lists and both graphs into the state of the system after the switch: the cascade that nothing prints.
import type { Lists } from "./lists.ts";
import { findObstacles, NEEDED, startAll } from "./start-units.ts";
import { createState, markStopped, type Request, stopWave, type SystemState } from "./system-state.ts";
import { canonicalName, findFile } from "../units/unit-set.ts";
import type { UnitView } from "../units/unit-view.ts";
import { reloadedWith, restartedWith, stoppedWith, type UnitGraph } from "../units/unit-graph.ts";

export type Play = {
  readonly lists: Lists;
  readonly old: UnitGraph;
  readonly new: UnitGraph;
  /** Canonical names of the active units. */
  readonly active: Iterable<string>;
  /** Units of swap devices that the program turns off itself, so that nothing goes down with them. */
  readonly swapsOff?: readonly string[];
};

export type Outcome = {
  readonly state: SystemState;
  /** The unit whose reload the program could not ask for: it ends with status 1 and starts nothing again. */
  readonly abortedBy?: string;
};

function listed(unit: string, list: "stop" | "start" | "restart" | "reload"): Request {
  return { unit, trigger: { kind: "list", list } };
}

const NEEDING = new Set(["requires", "requisite", "bindsTo", "wants", "upholds"]);

/** StopWhenUnneeded=: a unit that no running unit needs any more stops by itself. */
function stopUnneeded(state: SystemState, graph: UnitGraph): void {
  const candidates = [...graph.units.values()].filter((view) => view.stopsWhenUnneeded);
  for (const { unit } of candidates) {
    const isNeeded = graph.dependents(unit).some((edge) => NEEDING.has(edge.kind) && state.active.has(edge.unit));
    if (!isNeeded) stopWave(state, { roots: [listed(unit, "stop")], next: (stopped) => stoppedWith(graph, stopped) });
  }
}

type Ends = { readonly graph: UnitGraph; readonly ended: Iterable<string> };

/** OnSuccess=: what systemd starts where a unit is stopped, or a oneshot is done. Each once: two units may name each other, and one that ends with a oneshot counts as never started. */
function followEnds(state: SystemState, { graph, ended }: Ends): void {
  const queue = [...ended];
  const done = new Set<string>();
  for (const unit of queue) {
    const next = graph.view(unit).dependencies.filter(({ kind, to }) => kind === "onSuccess" && !state.started.has(to) && !done.has(to));
    for (const { to } of next) done.add(to);
    const requests = next.map(({ to }): Request => ({ unit: to, trigger: { kind: "unit", unit, through: "onSuccess" } }));
    queue.push(...startAll(state, { graph, requests }).filter((name) => !graph.view(name).staysActive));
  }
}

/** The stop phase goes by the old configuration: systemd has not read the new one yet. */
function stopPhase(state: SystemState, play: Play): void {
  const roots = [...play.lists.stop].map((unit) => play.old.view(unit)).filter((view) => !view.refusesStop);
  stopWave(state, { roots: roots.map((view) => listed(view.unit, "stop")), next: (unit) => stoppedWith(play.old, unit) });
  stopUnneeded(state, play.old);
  followEnds(state, { graph: play.old, ended: state.stopped.keys() });
}

/** Where the new configuration makes a running unit's name a link to another name, it runs on under that name. */
function renameAliases(state: SystemState, graph: UnitGraph): void {
  for (const unit of [...state.active]) {
    const name = canonicalName(graph.set, unit);
    if (name === unit) continue;
    state.active.delete(unit);
    state.active.add(name);
  }
}

/** systemd forgets inactive units that no running unit names, directly or through others. */
function isKnown(state: SystemState, { graph, unit }: { graph: UnitGraph; unit: string }): boolean {
  const seen = new Set([unit]);
  const queue = [unit];
  for (const name of queue) {
    if (state.active.has(name)) return true;
    for (const { unit: dependent } of graph.dependents(name)) {
      if (seen.has(dependent)) continue;
      seen.add(dependent);
      queue.push(dependent);
    }
  }
  return false;
}

type Reloads = { readonly start: readonly string[]; readonly abortedBy?: string };

/** A unit due for a reload that a stop took down is started instead; one that systemd has forgotten ends the program. */
function reloadPhase(state: SystemState, play: Play): Reloads {
  const down = [...play.lists.reload].map((unit) => play.new.view(unit)).filter((view) => !state.active.has(view.unit));
  const forgotten = down.find((view) => !isKnown(state, { graph: play.new, unit: view.unit }));
  return {
    // The program looks for a file of this very name: instances of a template, and what is generated from fstab, stay down.
    start: down.filter((view) => !view.refusesStart && findFile(play.new.set, view.unit)?.kind === "text").map((view) => view.unit),
    ...(forgotten === undefined ? {} : { abortedBy: forgotten.unit }),
  };
}

/** A reload is passed on to running units (PropagatesReloadTo=, on either side); it changes no state. */
function passReloads(state: SystemState, play: Play): void {
  const queue = [...play.lists.reload].map((unit) => listed(play.new.view(unit).unit, "reload"));
  for (const { unit, trigger } of queue) {
    if (!state.active.has(unit) || state.reloaded.has(unit)) continue;
    state.reloaded.set(unit, trigger);
    for (const edge of reloadedWith(play.new, unit)) queue.push({ unit: edge.unit, trigger: { kind: "unit", unit, through: edge.kind } });
  }
}

/** `systemctl restart`: running dependents are restarted with the unit, by the new configuration. */
function restartPhase(state: SystemState, play: Play): void {
  const obstacles = findObstacles(play.new, state.active);
  const isBlocked = ({ dependencies }: UnitView): boolean => dependencies.some(({ kind, to }) => NEEDED.has(kind) && obstacles.has(to));
  const views = [...play.lists.restart].map((unit) => play.new.view(unit));
  const allowed = views.filter((view) => !view.refusesStart && !view.refusesStop && !isBlocked(view));
  const queue = allowed.map((view) => listed(view.unit, "restart"));
  const restarts = new Map<string, Request>();
  for (const request of queue) {
    const { unit, trigger } = request;
    if (restarts.has(unit) || (trigger.kind === "unit" && !state.active.has(unit))) continue;
    restarts.set(unit, request);
    if (state.active.has(unit)) markStopped(state, { unit, trigger });
    for (const edge of restartedWith(play.new, unit)) queue.push({ unit: edge.unit, trigger: { kind: "unit", unit, through: edge.kind } });
  }
  const stopped = [...restarts.keys()].filter((unit) => state.stopped.has(unit));
  startAll(state, { graph: play.new, requests: [...restarts.values()] });
  followEnds(state, { graph: play.new, ended: stopped });
}

/**
 * Upholds= starts what is down again as long as the upholding unit runs, also a unit that is new. Where what it starts conflicts with
 * what upholds it the two take turns until systemd's rate limit ends it (StartLimitBurst=); here each starts the other once.
 */
function upholdPhase(state: SystemState, graph: UnitGraph): void {
  const queue = [...state.active];
  const done = new Set<string>();
  for (const unit of queue) {
    const upheld = graph.view(unit).dependencies.filter(({ kind, to }) => kind === "upholds" && !state.active.has(to) && !done.has(`${unit} ${to}`));
    for (const { to } of upheld) done.add(`${unit} ${to}`);
    const requests = upheld.map(({ to }): Request => ({ unit: to, trigger: { kind: "unit", unit, through: "upholds" } }));
    for (const started of startAll(state, { graph, requests })) if (state.active.has(started)) queue.push(started);
  }
}

/**
 * Plays a switch through: stop, reload, restart, start, uphold. What happens inside a unit is not known: every start is
 * taken to succeed if its dependencies exist.
 */
export function playSwitch(play: Play): Outcome {
  const state = createState(play.active);
  for (const unit of play.swapsOff ?? []) if (state.active.has(unit)) markStopped(state, listed(unit, "stop"));
  stopPhase(state, play);
  renameAliases(state, play.new);
  const reloads = reloadPhase(state, play);
  if (reloads.abortedBy !== undefined) {
    upholdPhase(state, play.new);
    return { state, abortedBy: reloads.abortedBy };
  }
  passReloads(state, play);
  restartPhase(state, play);
  const anchors = [...play.lists.start, ...reloads.start].map((unit) => play.new.view(unit)).filter((view) => !view.refusesStart);
  const started = startAll(state, { graph: play.new, requests: anchors.map(({ unit }) => listed(unit, "start")) });
  followEnds(state, { graph: play.new, ended: started.filter((unit) => !play.new.view(unit).staysActive) });
  upholdPhase(state, play.new);
  stopUnneeded(state, play.new);
  return { state };
}
