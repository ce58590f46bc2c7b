// Release notes, which are strangers' Markdown -> plain lines: what they say, without anything that Markdown would do.
import { shorten } from "../../shorten.ts";

/** A line of notes: a heading, an entry of a list, or a paragraph. */
export type NoteLine = { readonly kind: "heading" | "item" | "text"; readonly text: string };

const MOST_LINES = 40;
const LONGEST_LINE = 300;

/** Markup within a line -> its words. Links keep their text, and addresses of issues and pull requests their number. */
function plain(line: string): string {
  return line
    .replace(/<!--.{0,2000}?-->/g, "")
    .replace(/!\[[^\]]{0,500}\]\([^)]{0,2000}\)/g, "")
    .replace(/\[([^\]]{1,500})\]\([^)]{0,2000}\)/g, "$1")
    .replace(/<https?:\/\/([^>]{1,2000})>/g, "https://$1")
    .replace(/<\/?[a-z][^>]{0,2000}>/gi, "")
    .replace(/https?:\/\/[\w.-]{1,253}\/[\w.-]{1,100}\/[\w.-]{1,100}\/(?:pull|issues|-\/merge_requests|-\/issues)\/(\d{1,9})\b/g, "#$1")
    .replace(/(\*\*|__|~~)(?=\S)(.{1,1000}?)(?<=\S)\1/g, "$2")
    .replace(/\s+/g, " ")
    .trim();
}

/** Rules, tables' separators, and the line that GitHub ends generated notes with. */
const NOTHING_SAID = /^(?:[-*_=|:\s]*|\**full changelog\**:.*|```.*|~~~.*)$/i;

function readLine(line: string): readonly NoteLine[] {
  if (NOTHING_SAID.test(line.trim())) return [];
  const [, heading] = /^\s{0,3}#{1,6}\s+(.*?)\s*#*$/.exec(line) ?? [];
  const [, item] = /^\s*(?:[-*+]|\d{1,4}[.)])\s+(.*)$/.exec(line) ?? [];
  const text = plain((heading ?? item ?? line).replace(/^\s*>\s?/, "").replace(/^\[[ x]\]\s+/i, ""));
  if (text === "") return [];
  const kind = heading !== undefined ? "heading" : item !== undefined ? "item" : "text";
  return [{ kind, text: shorten(text, LONGEST_LINE) }];
}

/** The first lines that say something, and how many more there are. Headings with nothing below them are left out. */
export function tellNotes(markdown: string): { readonly lines: readonly NoteLine[]; readonly more: number } {
  const lines = markdown.split(/\r?\n/).flatMap((line) => (line.length > 10_000 ? [] : readLine(line)));
  const useful = lines.filter((line, index) => line.kind !== "heading" || (lines[index + 1] ?? line).kind !== "heading");
  return { lines: useful.slice(0, MOST_LINES), more: Math.max(0, useful.length - MOST_LINES) };
}
