// A graph of units as data: what the drawings, the diagram for GitHub and the words are made from.
import type { UnitActionKind } from "../../switch/index.ts";

/** A unit; without an action the switch leaves it alone, and it is there because another one hangs on it. */
export type GraphNode = { readonly name: string; readonly action?: UnitActionKind };

/**
 * From the unit that others hang on to the one that names it or is dragged along; indexes of nodes. `label` is the directive where it is
 * known. A cascade is why the switch acts on `to`.
 */
export type GraphEdge = { readonly from: number; readonly to: number; readonly label: string; readonly isCascade: boolean };

export type Graph = {
  readonly nodes: readonly GraphNode[];
  readonly edges: readonly GraphEdge[];
  /** Units left out, because the graph would be too large to be read. */
  readonly more: number;
};

/** The nodes that edges of the graph touch, with those edges alone. */
export function pickEdges(graph: Graph, isWanted: (edge: GraphEdge) => boolean): Graph {
  const edges = graph.edges.filter(isWanted);
  const touched = new Set(edges.flatMap(({ from, to }) => [from, to]));
  const places = new Map([...touched].toSorted((left, right) => left - right).map((old, index) => [old, index]));
  return {
    nodes: graph.nodes.filter((_, index) => touched.has(index)),
    edges: edges.map((edge) => ({ ...edge, from: places.get(edge.from) ?? 0, to: places.get(edge.to) ?? 0 })),
    more: graph.more,
  };
}
