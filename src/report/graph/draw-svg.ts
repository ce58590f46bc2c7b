// A graph -> an SVG drawing in the page's own colours, with a text for every unit and edge.
import { shortenName } from "../../shorten.ts";
import { verbOf } from "../action-tally.ts";
import { escapeHtml } from "../html/escape.ts";
import { visibleLine } from "../visible-text.ts";
import type { Graph, GraphEdge, GraphNode } from "./graph.ts";
import { type Placed, placeInLayers } from "./layers.ts";

/** Sizes in pixels; the letters are 12 pixels of a fixed width. */
const BOX = { width: 264, height: 40 } as const;
const GAP = { column: 72, row: 14 } as const;
const MARGIN = 4;
const LETTERS = 34;

type Point = { readonly x: number; readonly y: number };

/** The upper left corner. */
function cornerOf({ layer, row }: Placed): Point {
  return { x: MARGIN + layer * (BOX.width + GAP.column), y: MARGIN + row * (BOX.height + GAP.row) };
}

function drawNode({ name, action }: GraphNode, placed: Placed): string {
  const { x, y } = cornerOf(placed);
  const verb = action === undefined ? "stays as it is" : verbOf(action);
  const text = escapeHtml(visibleLine(name));
  const short = escapeHtml(shortenName(visibleLine(name), LETTERS));
  return `<g class="unit ${action ?? "calm"}"><title>${text} ${verb}</title><rect x="${x}" y="${y}" width="${BOX.width}" height="${BOX.height}" rx="6"/>` +
    `<text x="${x + 12}" y="${y + 17}">${short}</text><text class="verb" x="${x + 12}" y="${y + 32}">${verb}</text></g>`;
}

/** Into a point from the left and on to the right, so that lines leave and meet boxes straight. */
function curve(from: Point, to: Point): string {
  const middle = (from.x + to.x) / 2;
  return `C${middle} ${from.y} ${middle} ${to.y} ${to.x} ${to.y}`;
}

/** From box to box through the waypoints, which are as wide as the boxes of their layer. */
function pathOf(places: readonly Placed[]): string {
  const isForward = (places[0]?.layer ?? 0) <= (places.at(-1)?.layer ?? 0);
  const ends = places.map((placed) => {
    const { x, y } = cornerOf(placed);
    const middle = y + BOX.height / 2;
    const sides = [{ x, y: middle }, { x: x + BOX.width, y: middle }] as const;
    return isForward ? { enter: sides[0], leave: sides[1] } : { enter: sides[1], leave: sides[0] };
  });
  const [first, ...rest] = ends;
  if (first === undefined) return "";
  let from = first.leave;
  const steps = rest.map(({ enter, leave }) => {
    const step = curve(from, enter);
    from = leave;
    return enter === rest.at(-1)?.enter ? step : `${step}L${leave.x} ${leave.y}`;
  });
  return `M${first.leave.x} ${first.leave.y}${steps.join("")}`;
}

function drawEdge(edge: GraphEdge, { graph, places }: { readonly graph: Graph; readonly places: readonly Placed[] }): string {
  const name = (index: number): string => visibleLine(graph.nodes[index]?.name ?? "");
  const through = edge.label === "" ? "" : ` (${edge.label})`;
  const title = `${name(edge.from)} → ${name(edge.to)}${through}${edge.isCascade ? ": drags it along" : ""}`;
  return `<path class="edge${edge.isCascade ? " cascade" : ""}" d="${pathOf(places)}" marker-end="url(#${edge.isCascade ? "arrow-cascade" : "arrow"})"><title>${escapeHtml(title)}</title></path>`;
}

/** The heads of arrows, once for a whole page; drawings refer to them. */
export const ARROWS = `<svg width="0" height="0" aria-hidden="true" focusable="false" class="arrows"><defs>${["arrow", "arrow-cascade"]
  .map((id) => `<marker id="${id}" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="8" markerHeight="8" markerUnits="userSpaceOnUse" orient="auto"><path d="M0 0L8 4L0 8z"/></marker>`)
  .join("")}</defs></svg>`;

/** The whole drawing; `label` is what a screen reader says of it. Empty where there is nothing to draw. */
export function drawGraph(graph: Graph, label: string): string {
  if (graph.nodes.length === 0) return "";
  const { placed, routes } = placeInLayers(graph);
  const corners = placed.map(cornerOf);
  const width = Math.max(...corners.map(({ x }) => x)) + BOX.width + MARGIN;
  const height = Math.max(...corners.map(({ y }) => y)) + BOX.height + MARGIN;
  const nodes = graph.nodes.flatMap((node, index) => (placed[index] === undefined ? [] : [drawNode(node, placed[index])]));
  const edges = routes.map(({ edge, through }) => drawEdge(edge, { graph, places: through.flatMap((index) => placed[index] ?? []) }));
  return `<svg class="graph" role="img" aria-label="${escapeHtml(visibleLine(label))}" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">${edges.join("")}${nodes.join("")}</svg>`;
}
