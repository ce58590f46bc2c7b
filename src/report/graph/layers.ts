// A graph -> layers from left to right with every node in its place: cycles broken, long edges through waypoints, few crossings.
import type { Graph, GraphEdge } from "./graph.ts";

/** A node or a waypoint of a long edge, by its place: the layer counts from the left, the row from the top. */
export type Placed = { readonly layer: number; readonly row: number; readonly isWaypoint: boolean };

export type Layers = {
  /** The graph's nodes first, waypoints behind them. */
  readonly placed: readonly Placed[];
  /** Each edge as the nodes and waypoints that it goes through, in its own direction. */
  readonly routes: readonly { readonly edge: GraphEdge; readonly through: readonly number[] }[];
};

/** Sweeps over the layers; crossings hardly get fewer after some. */
const SWEEPS = 6;

/** The edges that close no circle, in the order in which a walk from the roots meets them. */
function forwardEdges({ nodes, edges }: Graph): ReadonlySet<GraphEdge> {
  const outgoing = nodes.map((_, index) => edges.filter(({ from }) => from === index));
  const state = new Map<number, "open" | "closed">();
  const forward = new Set<GraphEdge>();
  function walk(index: number): void {
    state.set(index, "open");
    for (const edge of outgoing[index] ?? []) {
      if (state.get(edge.to) === "open") continue;
      forward.add(edge);
      if (!state.has(edge.to)) walk(edge.to);
    }
    state.set(index, "closed");
  }
  const entered = new Set(edges.map(({ to }) => to));
  const roots = [...nodes.keys()].toSorted((left, right) => Number(entered.has(left)) - Number(entered.has(right)));
  for (const root of roots) if (!state.has(root)) walk(root);
  return forward;
}

/** The longest way from a root; a root stands directly before the first node that hangs on it. */
function layersOf({ nodes }: Graph, forward: ReadonlySet<GraphEdge>): readonly number[] {
  const layers = nodes.map(() => 0);
  for (let pass = 0, isMoved = true; isMoved && pass < nodes.length; pass += 1) {
    isMoved = false;
    for (const { from, to } of forward) {
      const least = (layers[from] ?? 0) + 1;
      if ((layers[to] ?? 0) >= least) continue;
      layers[to] = least;
      isMoved = true;
    }
  }
  return layers;
}

type Draft = { readonly layers: number[]; readonly routes: { edge: GraphEdge; through: number[] }[] };

/** Waypoints in every layer that an edge crosses. An edge against the direction goes through its waypoints backwards. */
function routeEdges(graph: Graph, layers: readonly number[]): Draft {
  const draft: Draft = { layers: [...layers], routes: [] };
  for (const edge of graph.edges) {
    const [start, end] = [layers[edge.from] ?? 0, layers[edge.to] ?? 0];
    const step = Math.sign(end - start);
    const through = [edge.from];
    for (let layer = start + step; step !== 0 && layer !== end; layer += step) {
      draft.layers.push(layer);
      through.push(draft.layers.length - 1);
    }
    draft.routes.push({ edge, through: [...through, edge.to] });
  }
  return draft;
}

/** Orders one layer by the mean row of the neighbours in the layers beside it; those without any keep their row. */
function sortLayer(layer: number[], { rows, neighbours }: { rows: number[]; neighbours: readonly (readonly number[])[] }): void {
  const mean = (index: number): number => {
    const near = neighbours[index] ?? [];
    return near.length === 0 ? (rows[index] ?? 0) : near.reduce((sum, other) => sum + (rows[other] ?? 0), 0) / near.length;
  };
  const keys = new Map(layer.map((index) => [index, mean(index)]));
  layer.sort((left, right) => (keys.get(left) ?? 0) - (keys.get(right) ?? 0));
  for (const [row, index] of layer.entries()) rows[index] = row;
}

/** The rows of all nodes and waypoints (Sugiyama's barycentre method). */
function rowsOf({ layers, routes }: Draft): readonly number[] {
  const columns: number[][] = [];
  for (const [index, layer] of layers.entries()) (columns[layer] ??= []).push(index);
  const rows = layers.map(() => 0);
  for (const column of columns) for (const [row, index] of column.entries()) rows[index] = row;
  const before: number[][] = layers.map(() => []);
  const after: number[][] = layers.map(() => []);
  for (const { through } of routes) {
    for (const [step, to] of through.entries()) {
      const from = through[step - 1];
      if (from === undefined) continue;
      const [left, right] = (layers[from] ?? 0) <= (layers[to] ?? 0) ? [from, to] : [to, from];
      after[left]?.push(right);
      before[right]?.push(left);
    }
  }
  for (let sweep = 0; sweep < SWEEPS; sweep += 1) {
    const neighbours = sweep % 2 === 0 ? before : after;
    for (const column of sweep % 2 === 0 ? columns : columns.toReversed()) sortLayer(column, { rows, neighbours });
  }
  return rows;
}

/** Places every node. Takes a few milliseconds for some hundred nodes and edges; callers bound both. */
export function placeInLayers(graph: Graph): Layers {
  const draft = routeEdges(graph, layersOf(graph, forwardEdges(graph)));
  const rows = rowsOf(draft);
  const placed = draft.layers.map((layer, index) => ({ layer, row: rows[index] ?? 0, isWaypoint: index >= graph.nodes.length }));
  return { placed, routes: draft.routes };
}
