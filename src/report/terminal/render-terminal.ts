// Plan -> the report for a terminal: the same sections, wrapped and coloured.
import type { ImageChange } from "../../images/index.ts";
import { type Block, type Inline, type Line, type ListItem, safeUrl, type Section } from "../blocks.ts";
import { imageSections } from "../image-section.ts";
import type { Plan } from "../plan-document.ts";
import { reportSections } from "../report-sections.ts";
import { escapeTerminal, paint, type Style, terminalLines } from "./escape.ts";
import { columnsOf, type Piece, wrapWords } from "./wrap-words.ts";

export type TerminalOptions = {
  readonly isColoured: boolean;
  /** Columns of the terminal. */
  readonly width: number;
  /** Also the diffs of units and modules; they are left out otherwise, because plan.html and plan.json have them. */
  readonly hasDiffs?: boolean;
};

/** Narrower terminals get lines of this width all the same: words would stand one below the other. */
const MIN_WIDTH = 30;

function pieceOf(inline: Inline): Piece {
  if (typeof inline === "string") return { text: escapeTerminal(inline), style: "calm" };
  // A terminal has no room for a text over a link: the address itself can be copied and is often clickable.
  if (inline.kind === "link") return { text: escapeTerminal(safeUrl(inline.url) ?? inline.text), style: "code" };
  return { text: escapeTerminal(inline.text), style: inline.kind === "code" ? "code" : inline.tone };
}

function styled(line: Line, style: Style): readonly Piece[] {
  return line.map(pieceOf).map((piece) => (piece.style === "danger" ? piece : { ...piece, style }));
}

type Printer = TerminalOptions & { readonly start: string };

function wrap(line: readonly Piece[], printer: Printer): readonly string[] {
  return wrapWords(line, { ...printer, width: Math.max(MIN_WIDTH, printer.width) });
}

function printItem(item: ListItem, printer: Printer): readonly string[] {
  const { start } = printer;
  return [
    ...wrap(item.line.map(pieceOf), { ...printer, start: `${start}• ` }),
    ...(item.details ?? []).flatMap((line) => wrap(line.map(pieceOf), { ...printer, start: `${start}    - ` })),
  ];
}

/** The cells behind the first in one line; empty ones are left out. */
function otherCells(row: readonly Line[]): Line {
  return row.slice(1).filter((cell) => cell.length > 0).flatMap((cell, index): Line => (index === 0 ? cell : [", ", ...cell]));
}

/** The first column as wide as its widest cell, at most half of the line; a longer one stands in lines of its own. */
function printTable(rows: readonly (readonly Line[])[], printer: Printer): readonly string[] {
  const text = (line: Line): string => line.map((inline) => pieceOf(inline).text).join("");
  const half = Math.floor(printer.width / 2);
  const first = Math.max(0, ...rows.map((row) => columnsOf(text(row[0] ?? []))).filter((columns) => columns <= half));
  return rows.flatMap((row) => {
    const [name, others] = [text(row[0] ?? []), otherCells(row).map(pieceOf)];
    if (columnsOf(name) > half) {
      const below = others.length === 0 ? [] : wrap(others, { ...printer, start: `${printer.start}    ` });
      return [...wrap(styled(row[0] ?? [], "bold"), printer), ...below];
    }
    const gap = " ".repeat(first - columnsOf(name) + 2);
    // The name is already escaped; it counts for the indentation without its style.
    const [head = "", ...rest] = wrap(others, { ...printer, start: `${printer.start}${name}${gap}` });
    return [printer.isColoured ? head.replace(name, () => paint("bold", name)) : head, ...rest];
  });
}

function styleOf(line: string): Style {
  if (/^(?:\+\+\+|---) /.test(line)) return "hunk";
  if (line.startsWith("+")) return "added";
  if (line.startsWith("-")) return "removed";
  return line.startsWith("@@") ? "hunk" : "calm";
}

function printDiff(text: string, printer: Printer): readonly string[] {
  return terminalLines(text).map((line) => `${printer.start}${printer.isColoured ? paint(styleOf(line), line) : line}`.trimEnd());
}

function printFold(block: Extract<Block, { kind: "fold" }>, printer: Printer): readonly string[] {
  const isDiff = block.blocks.some((inner) => inner.kind === "diff");
  if (isDiff && printer.hasDiffs !== true) return [];
  return [...wrap(styled([...block.summary, ":"], "bold"), printer), ...block.blocks.flatMap((inner) => printBlock(inner, { ...printer, start: `${printer.start}  ` }))];
}

function printBlock(block: Block, printer: Printer): readonly string[] {
  switch (block.kind) {
    case "title":
    case "heading":
      return wrap(styled(block.line, "bold"), printer);
    case "paragraph":
      return wrap(block.line.map(pieceOf), printer);
    case "note":
      return wrap(styled(block.line, "dim"), printer);
    case "table":
      return printTable(block.rows, printer);
    case "list":
      return block.items.flatMap((item) => printItem(item, printer));
    case "diff":
      return printDiff(block.text, printer);
    case "graph":
    case "layers":
      return [];
    case "fold":
      return printFold(block, printer);
  }
}

function printSections(sections: readonly Section[], options: TerminalOptions): string {
  const printer = { ...options, start: "" };
  const texts = sections.filter(({ isPageOnly }) => isPageOnly !== true).map((section) => (section.forms[0] ?? []).map((block) => printBlock(block, printer).join("\n")).filter((text) => text !== ""));
  return `${texts.filter((blocks) => blocks.length > 0).map((blocks) => blocks.join("\n")).join("\n\n")}\n`;
}

/** The report as lines of at most `width` columns (names are never broken), ending in a line break; no escape sequences unless `isColoured`. */
export function renderTerminal(plan: Plan, options: TerminalOptions): string {
  return printSections(reportSections(plan), options);
}

/** Images alone, in the report's own words. */
export function renderTerminalImages(images: readonly ImageChange[], options: TerminalOptions): string {
  return printSections(imageSections(images), options);
}
