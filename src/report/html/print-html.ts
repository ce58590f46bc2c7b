// Blocks -> HTML. Every text is escaped here or in what is called from here.
import { type Block, type Inline, type Line, type ListItem, safeUrl } from "../blocks.ts";
import { drawGraph } from "../graph/draw-svg.ts";
import type { Graph } from "../graph/graph.ts";
import { splitSentence } from "../sentence.ts";
import { visibleLine } from "../visible-text.ts";
import { drawLayers } from "./draw-layers.ts";
import { escapeHtml } from "./escape.ts";
import { printDiff } from "./print-diff.ts";

function printCode(text: string): string {
  return `<code>${escapeHtml(visibleLine(text))}</code>`;
}

/** A sentence with its names and paths as code. */
export function printSentence(sentence: string): string {
  return splitSentence(sentence)
    .map((part) => (part.kind === "code" ? printCode(part.text) : escapeHtml(part.text)))
    .join("");
}

function printLink(text: string, url: string | undefined): string {
  return url === undefined ? printCode(text) : `<a href="${escapeHtml(url)}" rel="noreferrer noopener">${printCode(text)}</a>`;
}

function printInline(inline: Inline): string {
  if (typeof inline === "string") return printSentence(inline);
  if (inline.kind === "code") return printCode(inline.text);
  if (inline.kind === "link") return printLink(inline.text, safeUrl(inline.url));
  return `<strong class="${inline.tone}">${printSentence(inline.text)}</strong>`;
}

function printLine(line: Line): string {
  return line.map(printInline).join("");
}

/** The words alone, for a title or a label; not yet escaped. */
export function plainLine(line: Line): string {
  return line.map((inline) => visibleLine(typeof inline === "string" ? inline : inline.text)).join("");
}

function printItem(item: ListItem): string {
  const details = (item.details ?? []).map((line) => `<li>${printLine(line)}</li>`).join("");
  return `<li class="entry">${printLine(item.line)}${details === "" ? "" : `<ul>${details}</ul>`}</li>`;
}

function printTable(block: Extract<Block, { kind: "table" }>): string {
  const head = block.head.map((text) => `<th scope="col">${printSentence(text)}</th>`).join("");
  // On a narrow screen the cells of a row stand below each other, each with its column's name.
  const cellOf = (cell: Line, index: number): string => `<td data-head="${escapeHtml(visibleLine(block.head[index] ?? ""))}">${printLine(cell)}</td>`;
  const rows = block.rows.map((row) => `<tr class="entry">${row.map(cellOf).join("")}</tr>`);
  return `<div class="wide" tabindex="0" role="region" aria-label="Table: ${escapeHtml(block.head.map(visibleLine).join(", "))}"><table${block.head.length > 2 ? ' class="many"' : ""}><thead><tr>${head}</tr></thead><tbody>${rows.join("")}</tbody></table></div>`;
}

function printGraph(graph: Graph, label: string): string {
  const more = graph.more > 0 ? ` ${graph.more} more units are not drawn.` : "";
  const words = `An arrow leads to the unit that hangs on the other; where it is thick, the switch drags that unit along.${more}`;
  return `<figure><div class="wide" tabindex="0" role="region" aria-label="${escapeHtml(visibleLine(label))}">${drawGraph(graph, label)}</div><figcaption>${words}</figcaption></figure>`;
}

function printFold(block: Extract<Block, { kind: "fold" }>): string {
  const isDiff = block.blocks.some(({ kind }) => kind === "diff");
  return `<details${isDiff ? ' class="entry"' : ""}><summary>${printLine(block.summary)}</summary>\n${block.blocks.map(printBlock).join("\n")}\n</details>`;
}

export function printBlock(block: Block): string {
  switch (block.kind) {
    case "title":
      return `<h1>${printLine(block.line)}</h1>`;
    case "heading":
      return `<h2>${printLine(block.line)}</h2>`;
    case "paragraph":
      return `<p>${printLine(block.line)}</p>`;
    case "note":
      return `<p class="note">${printLine(block.line)}</p>`;
    case "table":
      return printTable(block);
    case "list":
      return `<ul>${block.items.map(printItem).join("\n")}</ul>`;
    case "diff":
      return printDiff(block.text);
    case "graph":
      return printGraph(block.graph, block.label);
    case "layers":
      return drawLayers(block);
    case "fold":
      return printFold(block);
  }
}
