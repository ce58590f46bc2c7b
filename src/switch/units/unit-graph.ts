// A unit set into the graph that systemd works on: what each unit pulls in, and who goes down or is restarted with it.
import { canonicalName, type LinkKind, type UnitSet } from "./unit-set.ts";
import { type Dependency, type DependencyKind, type LineCache, type UnitView, viewUnit } from "./unit-view.ts";

/** One edge as the cascade follows it; `through` is the directive, for people. */
export type Edge = { readonly unit: string; readonly kind: DependencyKind };

export type UnitGraph = {
  readonly set: UnitSet;
  /** A unit under its canonical name, with the dependencies of links added. */
  view(unit: string): UnitView;
  /** Units with a dependency on this one, by the dependency's kind. */
  dependents(unit: string): readonly Edge[];
  /** Every unit that the set, the start names or a dependency names. */
  readonly units: ReadonlyMap<string, UnitView>;
  /** The lines of every text that was read, for the other configuration's graph: most texts are the same. */
  readonly cache: LineCache;
};

const LINK_KINDS: Readonly<Record<LinkKind, DependencyKind>> = { wants: "wants", requires: "requires", upholds: "upholds" };

function isTemplate(unit: string): boolean {
  return unit.includes("@.");
}

function addTo<T>(map: Map<string, T[]>, { key, value }: { key: string; value: T }): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [value]);
  else list.push(value);
}

function linkDependencies(set: UnitSet): Map<string, Dependency[]> {
  const links = new Map<string, Dependency[]>();
  for (const link of set.links) addTo(links, { key: canonicalName(set, link.unit), value: { kind: LINK_KINDS[link.kind], to: link.to } });
  return links;
}

function missingView(unit: string): UnitView {
  const flags = { staysActive: true, refusesStart: false, refusesStop: false, stopsWhenUnneeded: false, failsToStart: false };
  return { unit, presence: "missing", dependencies: [], ...flags };
}

/** Loads the units that can be reached: all files of the set, what is generated, the given names, and whatever these name. */
export function buildGraph(set: UnitSet, { names, cache = new Map() }: { names: Iterable<string>; cache?: LineCache }): UnitGraph {
  const links = linkDependencies(set);
  const units = new Map<string, UnitView>();
  const dependents = new Map<string, Edge[]>();
  const queue = [...set.files.keys(), ...(set.generated?.keys() ?? []), ...names, ...links.keys()].filter((name) => !isTemplate(name));
  for (let name = queue.pop(); name !== undefined; name = queue.pop()) {
    const unit = canonicalName(set, name);
    if (units.has(unit)) continue;
    const written = viewUnit(set, { unit, cache });
    const dependencies: Dependency[] = [];
    for (const dependency of [...written.dependencies, ...(links.get(unit) ?? [])]) {
      const { kind } = dependency;
      const to = canonicalName(set, dependency.to);
      if (to === unit) continue;
      dependencies.push(to === dependency.to ? dependency : { kind, to });
      addTo(dependents, { key: to, value: { unit, kind } });
      if (!units.has(to)) queue.push(to);
    }
    units.set(unit, { ...written, dependencies });
  }
  return {
    set,
    units,
    cache,
    view: (unit) => units.get(canonicalName(set, unit)) ?? missingView(unit),
    dependents: (unit) => dependents.get(canonicalName(set, unit)) ?? [],
  };
}

const STOPPING: ReadonlySet<DependencyKind> = new Set(["requires", "requisite", "bindsTo", "partOf", "stopPropagatedFrom"]);
const RESTARTING: ReadonlySet<DependencyKind> = new Set(["requires", "requisite", "bindsTo", "partOf"]);
const STARTING: ReadonlySet<DependencyKind> = new Set(["requires", "bindsTo", "wants", "upholds"]);

/** The units that a stop of this one takes down with it. */
export function stoppedWith(graph: UnitGraph, unit: string): readonly Edge[] {
  const outward = graph.view(unit).dependencies.filter(({ kind }) => kind === "propagatesStopTo");
  return [...graph.dependents(unit).filter(({ kind }) => STOPPING.has(kind)), ...outward.map(({ kind, to }) => ({ unit: to, kind }))];
}

/** The running units that a restart of this one restarts as well. */
export function restartedWith(graph: UnitGraph, unit: string): readonly Edge[] {
  return graph.dependents(unit).filter(({ kind }) => RESTARTING.has(kind));
}

/** The units that a start of this one starts as well. */
export function startedWith(graph: UnitGraph, unit: string): readonly Edge[] {
  return graph.view(unit).dependencies.flatMap(({ kind, to }) => (STARTING.has(kind) ? [{ unit: to, kind }] : []));
}

/** The running units that a reload of this one reloads as well. */
export function reloadedWith(graph: UnitGraph, unit: string): readonly Edge[] {
  const outward = graph.view(unit).dependencies.filter(({ kind }) => kind === "propagatesReloadTo");
  return [...graph.dependents(unit).filter(({ kind }) => kind === "reloadPropagatedFrom"), ...outward.map(({ kind, to }) => ({ unit: to, kind }))];
}
