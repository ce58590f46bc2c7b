// Blocks -> GitHub Flavored Markdown.
import { type Block, type Inline, type Line, type ListItem, safeUrl } from "../blocks.ts";
import { type Graph, pickEdges } from "../graph/graph.ts";
import { printMermaid } from "../graph/mermaid.ts";
import { markdownBlockStart, markdownCode, markdownFence, markdownLink, markdownSentence, summaryCode, summarySentence } from "./escape.ts";

const DANGER_SIGN = "🛑";

function printInline(inline: Inline): string {
  if (typeof inline === "string") return markdownSentence(inline);
  if (inline.kind === "code") return markdownCode(inline.text);
  if (inline.kind === "link") return markdownLink(inline.text, safeUrl(inline.url));
  const text = markdownSentence(inline.text).trim();
  if (inline.tone === "calm" || text === "") return text;
  // Headings are bold already, so what is dangerous has a sign as well; the words say the same without it.
  return inline.tone === "danger" ? `${DANGER_SIGN} **${text}**` : `**${text}**`;
}

function printLine(line: Line): string {
  return line.map(printInline).join("");
}

function printSummary(line: Line): string {
  return line
    .map((inline) => {
      if (typeof inline === "string") return summarySentence(inline);
      if (inline.kind === "code") return summaryCode(inline.text);
      if (inline.kind === "link") return summarySentence(inline.text);
      return inline.tone === "calm" ? summarySentence(inline.text) : `<b>${summarySentence(inline.text)}</b>`;
    })
    .join("");
}

function printItem(item: ListItem): string {
  const details = (item.details ?? []).map((line) => `\n  - ${markdownBlockStart(printLine(line))}`);
  const { box } = item;
  const start = box === undefined ? "" : `[${box.isTicked ? "x" : " "}] ${box.record} `;
  return `- ${start}${markdownBlockStart(printLine(item.line))}${details.join("")}`;
}

function printTable(head: readonly string[], rows: readonly (readonly Line[])[]): string {
  const lines = [head.map(markdownSentence), head.map(() => "---"), ...rows.map((row) => row.map(printLine))];
  return lines.map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}

/** Small print, which is a paragraph: its links are Markdown's. */
function printNote(line: Line): string {
  return `<sub>${line.map((inline) => (typeof inline !== "string" && inline.kind === "link" ? markdownLink(inline.text, safeUrl(inline.url)) : printSummary([inline]))).join("")}</sub>`;
}

/** A fold around printed Markdown, with the blank lines without which GitHub would not read it. */
export function wrapFold(summary: Line, text: string): string {
  return `<details><summary>${printSummary(summary)}</summary>\n\n${text}\n\n</details>`;
}

/** Units of a diagram beyond which nobody could read it on GitHub. */
const MOST_DRAWN = 60;

/** GitHub draws it. What only depends, and drags nothing along, would make it too large for a comment. */
function printGraph(graph: Graph): string {
  const cascades = pickEdges(graph, ({ isCascade }) => isCascade);
  return cascades.edges.length === 0 || cascades.nodes.length > MOST_DRAWN ? "" : markdownFence("mermaid", printMermaid(cascades));
}

/** One block without the blank line after it. */
export function printBlock(block: Block): string {
  switch (block.kind) {
    case "title":
      return `### ${printLine(block.line)}`;
    case "heading":
      return `#### ${printLine(block.line)}`;
    case "paragraph":
      return markdownBlockStart(printLine(block.line));
    case "note":
      return printNote(block.line);
    case "table":
      return printTable(block.head, block.rows);
    case "list":
      return block.items.map(printItem).join("\n");
    case "diff":
      return markdownFence("diff", block.text);
    case "graph":
      return printGraph(block.graph);
    case "layers":
      return "";
    case "fold":
      return wrapFold(block.summary, printBlocks(block.blocks));
  }
}

/** Blocks with a blank line between each two. */
export function printBlocks(blocks: readonly Block[]): string {
  return blocks.map(printBlock).filter((text) => text !== "").join("\n\n");
}
