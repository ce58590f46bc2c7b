// One host's actions -> the graph of what hangs on what, and of what drags what along.
import { compareTexts } from "../../compare-texts.ts";
import type { HostPlan, UnitAction } from "../../switch/index.ts";
import { DANGER, newsOf } from "../action-tally.ts";
import type { Graph, GraphEdge, GraphNode } from "./graph.ts";

/** Units and edges of a drawing that can still be read; the most dangerous units stay. */
const MOST_NODES = 150;
const MOST_EDGES = 500;

type Named = { readonly from: string; readonly to: string; readonly label: string; readonly isCascade: boolean };

/** A user's unit may have the name of a system's. */
function nodeName({ unit, scope }: Pick<UnitAction, "unit" | "scope">): string {
  return scope === "user" ? `${unit} (of users)` : unit;
}

function cascadesOf(action: UnitAction): readonly Named[] {
  const to = nodeName(action);
  const others = action.causes.filter(({ kind, subject }) => kind === "cascade" && subject !== action.unit && subject !== "");
  return others.map(({ subject }) => ({ from: nodeName({ unit: subject, scope: action.scope }), to, label: "", isCascade: true }));
}

function dependenciesOf(host: HostPlan): readonly Named[] {
  return (host.switch?.dependencies ?? []).map(({ unit, on, kind, scope }) => ({ from: nodeName({ unit: on, scope }), to: nodeName({ unit, scope }), label: kind, isCascade: false }));
}

/** One edge for each pair: a cascade with the directives that it goes through. */
function uniteEdges(edges: readonly Named[]): readonly Named[] {
  const united = new Map<string, Named>();
  for (const edge of edges) {
    const key = JSON.stringify([edge.from, edge.to]);
    const known = united.get(key);
    const labels = [known?.label, edge.label].filter((label) => label !== undefined && label !== "");
    united.set(key, { ...edge, label: [...new Set(labels)].join(" "), isCascade: edge.isCascade || known?.isCascade === true });
  }
  return [...united.values()];
}

/** The units that the switch acts on and any edge touches; what only versions stamps move is left out. */
export function hostGraph(host: HostPlan): Graph {
  const actions = new Map(newsOf(host).map((action) => [nodeName(action), action]));
  const cascades = [...actions.values()].flatMap(cascadesOf);
  const all = uniteEdges([...cascades, ...dependenciesOf(host).filter(({ from, to }) => actions.has(from) && actions.has(to))]);
  const weight = (name: string): number => DANGER.findIndex((action) => action === actions.get(name)?.action);
  const dragged = new Set(cascades.flatMap(({ from, to }) => [from, to]));
  const names = [...new Set(all.flatMap(({ from, to }) => [from, to]))].toSorted(
    (left, right) => Number(dragged.has(right)) - Number(dragged.has(left)) || weight(left) - weight(right) || compareTexts(left, right),
  );
  const places = new Map(names.slice(0, MOST_NODES).map((name, index) => [name, index]));
  const nodes = [...places.keys()].map((name): GraphNode => {
    const action = actions.get(name)?.action;
    return action === undefined ? { name } : { name, action };
  });
  const edges = all.flatMap(({ from, to, ...edge }): readonly GraphEdge[] => {
    const [start, end] = [places.get(from), places.get(to)];
    return start === undefined || end === undefined || start === end ? [] : [{ ...edge, from: start, to: end }];
  });
  const kept = edges.toSorted((left, right) => Number(right.isCascade) - Number(left.isCascade)).slice(0, MOST_EDGES);
  return { nodes, edges: kept, more: Math.max(0, names.length - MOST_NODES) };
}
