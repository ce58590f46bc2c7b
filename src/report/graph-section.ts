// What drags what along on one host -> a section: in words, and as a graph that GitHub and the page draw.
import { shortenName } from "../shorten.ts";
import type { HostPlan } from "../switch/index.ts";
import { verbOf } from "./action-tally.ts";
import { type Block, code, joinSome, type Line, type ListItem, paragraph, type Section } from "./blocks.ts";
import { type Graph, type GraphNode, pickEdges } from "./graph/graph.ts";
import { hostGraph } from "./graph/host-graph.ts";

/** Units of a diagram that is shown in the open; a larger one stands in a fold. */
const OPEN = 12;
/** What is told in words: units that drag others along, and how many of those. */
const MAX_LINES = 8;
const MAX_DRAGGED = 12;
const NAME = 100;

function tellNode({ name, action }: GraphNode): Line {
  return [code(shortenName(name, NAME)), ...(action === undefined ? [] : [` (${verbOf(action)})`])];
}

/** `docker-networks.service drags along: proxy-watch.service (stays stopped)`, for each unit that does. */
function tellCascades({ nodes, edges }: Graph): readonly Line[] {
  return nodes.flatMap(({ name }, index): readonly Line[] => {
    const dragged = edges.filter(({ from }) => from === index).toSorted((left, right) => left.to - right.to).flatMap(({ to }) => nodes[to] ?? []);
    if (dragged.length === 0) return [];
    return [[code(shortenName(name, NAME)), " drags along ", ...joinSome(dragged.map(tellNode), { most: MAX_DRAGGED })]];
  });
}

function wordsOf(lines: readonly Line[]): readonly Block[] {
  const items: readonly ListItem[] = lines.slice(0, MAX_LINES).map((line) => ({ line }));
  const rest = lines.length - MAX_LINES;
  // Without a paragraph between them, this list and that of the actions would be one.
  const lead = paragraph(["What drags what along:"]);
  return items.length === 0 ? [] : [lead, { kind: "list", items: rest > 0 ? [...items, { line: [`${rest} more units drag others along`] }] : items }];
}

/** The graph of a host where units hang on each other; a comment shows it only where one drags another along. */
export function graphSections(host: HostPlan): readonly Section[] {
  const graph = hostGraph(host);
  if (graph.edges.length === 0) return [];
  const label = `Units of ${host.name} that hang on each other`;
  const cascades = pickEdges(graph, ({ isCascade }) => isCascade);
  const words = wordsOf(tellCascades(cascades));
  const drawing: Block = { kind: "graph", graph, label };
  if (words.length === 0) return [{ rank: 0, loses: ["", ""], forms: [[drawing]], isPageOnly: true }];
  const title: Line = ["What drags what along on ", code(shortenName(host.name, NAME))];
  const whole: readonly Block[] = cascades.nodes.length > OPEN ? [{ kind: "fold", summary: title, blocks: [...words, drawing] }] : [...words, drawing];
  return [{ rank: 25, loses: ["the graph of what drags what along", "graphs"], forms: [whole, words, []] }];
}
