// Text from outside -> GitHub Flavored Markdown that shows it and nothing more. The only place that escapes for Markdown.
import { escapeHtml } from "../html/escape.ts";
import { type SentencePart, splitSentence } from "../sentence.ts";
import { visibleLine, visibleLines } from "../visible-text.ts";

/** Every ASCII punctuation mark as an entity: Markdown's rules do not see entities (GFM 0.29, section 6.2). */
function entities(text: string): string {
  return text.replace(/[!-/:-@[-`{-~]/g, (mark) => `&#${mark.charCodeAt(0)};`);
}

/**
 * Code within a line, also within a table's cell. GitHub neither links nor pings from code. Backticks could close a code span,
 * and a bar or backslash is read differently in tables, so those go into an HTML element instead.
 */
export function markdownCode(text: string): string {
  const line = visibleLine(text);
  if (line.trim() === "" || /[`|\\]/.test(line)) return `<code>${entities(line)}</code>`;
  return `\`${line}\``;
}

/**
 * A link of ours with a text from outside; without a safe address only the text. A line that begins with a link whose text holds `]:`
 * would define a reference and vanish (GFM 0.29, section 4.7), whatever code span is around it.
 */
export function markdownLink(text: string, url: string | undefined): string {
  if (url === undefined) return markdownCode(text);
  return `[${text.includes("]") ? summaryCode(text) : markdownCode(text)}](${url})`;
}

function markdownPart(part: SentencePart): string {
  return part.kind === "code" ? markdownCode(part.text) : part.text;
}

/** A sentence within a line: its words are harmless by themselves, the rest is code. */
export function markdownSentence(sentence: string): string {
  return splitSentence(sentence).map(markdownPart).join("");
}

/**
 * A line at the start of a block, where `-`, `+`, `=` and `1.` would open a list or underline a heading. An empty list entry would do the
 * same: its own dash underlines the line above.
 */
export function markdownBlockStart(line: string): string {
  if (line.trim() === "") return "–";
  return line.trimStart().replace(/^(?:[-+=]|\d+(?=[.)](?: |$)))/, (start) => (/^\d/.test(start) ? `${start}\\` : `\\${start}`));
}

/** A sentence inside an HTML block such as `<summary>`, where Markdown is not read but mentions still ping. */
export function summarySentence(sentence: string): string {
  return splitSentence(sentence)
    .map((part) => (part.kind === "code" ? summaryCode(part.text) : escapeHtml(part.text)))
    .join("");
}

export function summaryCode(text: string): string {
  return `<code>${entities(visibleLine(text))}</code>`;
}

/** A fenced block whose fence is longer than any run of backticks inside, so that nothing inside closes it. */
export function markdownFence(language: "diff" | "mermaid" | "text", text: string): string {
  const lines = visibleLines(text).replace(/\n+$/, "");
  const longest = Math.max(2, ...Array.from(lines.matchAll(/`+/g), (run) => run[0].length));
  const fence = "`".repeat(longest + 1);
  return `${fence}${language}\n${lines}\n${fence}`;
}

/** A record inside an HTML comment: without `<`, `>`, `&` or `-` in it nothing can end the comment. */
export function commentRecord(record: unknown): string {
  return JSON.stringify(record).replace(/[<>&-]/g, (mark) => `\\u00${mark.charCodeAt(0).toString(16)}`);
}
