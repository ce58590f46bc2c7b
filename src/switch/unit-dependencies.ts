// The graphs of a switch -> the dependencies among the units that it acts on, for readers who want to see what hangs on what.
import { THROUGH } from "./causes/fate-causes.ts";
import type { SwitchPrediction } from "./predict/plan-switch.ts";
import { type UnitAction, UnitDependency } from "./switch-plan.ts";
import type { UnitGraph } from "./units/unit-graph.ts";

/** More than this nobody reads as a graph, and a hostile host must not fill the plan. */
const MOST = 4000;

type Scopes = ReadonlyMap<string, UnitAction["scope"]>;

function dependenciesOf(unit: string, { graph, acted }: { readonly graph: UnitGraph; readonly acted: Scopes }): readonly UnitDependency[] {
  const scope = acted.get(unit) ?? "system";
  return graph.view(unit).dependencies.flatMap(({ kind, to }) => (kind === "mentions" || !acted.has(to) ? [] : [{ unit, on: to, kind: THROUGH[kind], scope }]));
}

/**
 * What the acted units of one scope name in each other's unit files, as systemd loads them after the switch; of units that are gone, as
 * before it. Ordering alone is left out: it pulls nothing.
 */
export function unitDependencies({ graphs }: Pick<SwitchPrediction, "graphs">, actions: readonly UnitAction[]): readonly UnitDependency[] {
  const acted = new Map(actions.map(({ unit, scope }) => [unit, scope]));
  const found = [...acted.keys()].flatMap((unit) => {
    const isGone = graphs.new.view(unit).presence !== "present";
    return dependenciesOf(unit, { graph: isGone ? graphs.old : graphs.new, acted });
  });
  const once = new Map(found.map((dependency) => [JSON.stringify(dependency), dependency]));
  return [...once.values()].flatMap((dependency) => UnitDependency.safeParse(dependency).data ?? []).slice(0, MOST);
}
