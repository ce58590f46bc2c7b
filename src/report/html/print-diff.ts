// A unified diff -> a grid with the old text on the left and the new one on the right; one below the other on a narrow screen.
import { visibleLines } from "../visible-text.ts";
import { escapeHtml } from "./escape.ts";

/** A line of one side; `number` counts from 1, as the hunk's head says. */
type Side = { readonly number: number; readonly text: string };

type Row =
  | { readonly kind: "head"; readonly text: string }
  | { readonly kind: "same"; readonly old: Side; readonly new: Side }
  | { readonly kind: "changed"; readonly old?: Side; readonly new?: Side };

const HUNK = /^@@ -(?<old>\d+)(?:,\d+)? \+(?<new>\d+)(?:,\d+)? @@/;

/** Removed lines beside the added ones that follow them, as far as there are both. */
function pairUp(removed: readonly Side[], added: readonly Side[]): readonly Row[] {
  return Array.from({ length: Math.max(removed.length, added.length) }, (_, index) => {
    const [old, next] = [removed[index], added[index]];
    return { kind: "changed", ...(old === undefined ? {} : { old }), ...(next === undefined ? {} : { new: next }) };
  });
}

/** Anything that is no line of a hunk is a head; a diff without hunk heads counts from 1. */
function readRows(lines: readonly string[]): readonly Row[] {
  const rows: Row[] = [];
  let [oldNumber, newNumber] = [1, 1];
  let [removed, added]: [Side[], Side[]] = [[], []];
  function settle(): void {
    rows.push(...pairUp(removed, added));
    [removed, added] = [[], []];
  }
  for (const [index, line] of lines.entries()) {
    const hunk = HUNK.exec(line)?.groups;
    const text = line.slice(1);
    const isFile = /^(?:---|\+\+\+) /.test(line) && (line.startsWith("---") ? lines[index + 1]?.startsWith("+++ ") : lines[index - 1]?.startsWith("--- ")) === true;
    if (hunk === undefined && !isFile && line.startsWith("-")) {
      if (added.length > 0) settle();
      removed.push({ number: oldNumber++, text });
    } else if (hunk === undefined && !isFile && line.startsWith("+")) added.push({ number: newNumber++, text });
    else {
      settle();
      if (hunk !== undefined) [oldNumber, newNumber] = [Number(hunk["old"]), Number(hunk["new"])];
      if (hunk === undefined && !isFile && line.startsWith(" ")) rows.push({ kind: "same", old: { number: oldNumber++, text }, new: { number: newNumber++, text } });
      else if (line !== "") rows.push({ kind: "head", text: line });
    }
  }
  settle();
  return rows;
}

/** The middle that differs, between what both texts begin and end with; nothing where hardly anything is common. */
function markMiddle(text: string, other: string | undefined): string {
  if (other === undefined) return escapeHtml(text);
  const most = Math.min(text.length, other.length);
  let start = 0;
  while (start < most && text[start] === other[start]) start += 1;
  let end = 0;
  while (end < most - start && text.at(-1 - end) === other.at(-1 - end)) end += 1;
  const middle = text.slice(start, text.length - end);
  // A pair of surrogates must not be torn, and lines that have little in common are read better without marks.
  if (middle === "" || (start + end) * 2 < most || /^[\udc00-\udfff]|[\ud800-\udbff]$/.test(middle)) return escapeHtml(text);
  return `${escapeHtml(text.slice(0, start))}<mark>${escapeHtml(middle)}</mark>${escapeHtml(text.slice(text.length - end))}`;
}

type Cell = { readonly tag: "del" | "ins" | "span"; readonly style: string; readonly other?: string | undefined };

function printSide(side: Side | undefined, { tag, style, other }: Cell): string {
  if (side === undefined) return `<span class="number none"></span><span class="text none"></span>`;
  return `<span class="number${style}">${side.number}</span><${tag} class="text${style}">${markMiddle(side.text, other)}</${tag}>`;
}

function printRow(row: Row): string {
  if (row.kind === "head") return `<span class="hunk">${escapeHtml(row.text)}</span>`;
  if (row.kind === "same") return printSide(row.old, { tag: "span", style: "" }) + printSide(row.new, { tag: "span", style: " again" });
  return printSide(row.old, { tag: "del", style: " removed", other: row.new?.text }) + printSide(row.new, { tag: "ins", style: " added", other: row.old?.text });
}

/** The whole diff; controls are made visible. */
export function printDiff(text: string): string {
  const lines = visibleLines(text).replace(/\n+$/, "").split("\n");
  return `<div class="diff">${readRows(lines).map(printRow).join("\n")}</div>`;
}
