// A graph -> a diagram in Mermaid's language, which GitHub draws. The only place that escapes for Mermaid.
import { shortenName } from "../../shorten.ts";
import type { UnitActionKind } from "../../switch/index.ts";
import { verbOf } from "../action-tally.ts";
import { visibleLine } from "../visible-text.ts";
import type { Graph, GraphEdge, GraphNode } from "./graph.ts";
import { placeInLayers } from "./layers.ts";

const LONGEST_NAME = 60;

/**
 * Mermaid reads `#35;` as a character, and nothing in such a text as its own language, as Markdown or as HTML (Mermaid's documentation,
 * "Entity codes to escape characters"). Letters, digits, dots and dashes within words mean nothing to it.
 */
function escapeMermaid(text: string): string {
  return visibleLine(text).replace(/[^\p{L}\p{M}\p{N}_.-]|^[-.\d]/gu, (sign) => `#${sign.codePointAt(0) ?? 32};`);
}

/** Without a dash, which has a meaning of its own between nodes. */
function classOf(action: UnitActionKind): string {
  return action === "left-stopped" ? "leftStopped" : action;
}

function printNode({ name, action }: GraphNode, index: number): string {
  const label = escapeMermaid(shortenName(name, LONGEST_NAME));
  const verb = action === undefined ? "" : `<br>${verbOf(action)}`;
  return `  n${index}["${label}${verb}"]${action === undefined ? "" : `:::${classOf(action)}`}`;
}

function printEdge({ from, to, label }: GraphEdge): string {
  return label === "" ? `  n${from} --> n${to}` : `  n${from} -->|"${escapeMermaid(label)}"| n${to}`;
}

/** Only borders are coloured: GitHub draws dark and light, and the words say the same. */
const BORDERS: Readonly<Record<UnitActionKind, string>> = {
  "left-stopped": "stroke:#d1242f,stroke-width:3px,stroke-dasharray:6 3",
  stop: "stroke:#d1242f,stroke-width:2px",
  restart: "stroke:#bf8700,stroke-width:2px",
  start: "stroke:#1a7f37,stroke-width:2px",
  reload: "stroke:#0969da,stroke-width:2px",
  skip: "stroke:#6e7781,stroke-width:1px",
};

function printClasses(nodes: readonly GraphNode[]): readonly string[] {
  const used = new Set(nodes.flatMap(({ action }) => action ?? []));
  return [...used].map((action) => `  classDef ${classOf(action)} ${BORDERS[action]}`);
}

/** The direction in which the diagram is narrower: on a phone a wide one is shrunk until nobody can read it. */
function directionOf(graph: Graph): "LR" | "TB" {
  const { placed } = placeInLayers(graph);
  const [layers, rows] = [Math.max(0, ...placed.map(({ layer }) => layer)), Math.max(0, ...placed.map(({ row }) => row))];
  return rows <= layers ? "TB" : "LR";
}

/** The diagram's text without a fence. */
export function printMermaid(graph: Graph): string {
  const { nodes, edges } = graph;
  return [`flowchart ${directionOf(graph)}`, ...nodes.map(printNode), ...edges.map(printEdge), ...printClasses(nodes)].join("\n");
}
