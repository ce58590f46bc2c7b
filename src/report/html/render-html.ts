// Plan -> one self-contained page without requests and without scripts, dark and light.
import { type Block, type Inline, type Line, type ListItem, safeUrl } from "../blocks.ts";
import { headline } from "../first-screen.ts";
import { type Chosen, groupNeighbours } from "../fit-sections.ts";
import type { Plan } from "../plan-document.ts";
import { reportSections } from "../report-sections.ts";
import { splitSentence } from "../sentence.ts";
import { visibleLine, visibleLines } from "../visible-text.ts";
import { escapeHtml } from "./escape.ts";
import style from "./page.css";
import skeleton from "./page.html";

function printCode(text: string): string {
  return `<code>${escapeHtml(visibleLine(text))}</code>`;
}

function printSentence(sentence: string): string {
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

function plainLine(line: Line): string {
  return line.map((inline) => visibleLine(typeof inline === "string" ? inline : inline.text)).join("");
}

function printItem(item: ListItem): string {
  const details = (item.details ?? []).map((line) => `<li>${printLine(line)}</li>`).join("");
  return `<li>${printLine(item.line)}${details === "" ? "" : `<ul>${details}</ul>`}</li>`;
}

function printTable(block: Extract<Block, { kind: "table" }>): string {
  const head = block.head.map((text) => `<th scope="col">${printSentence(text)}</th>`).join("");
  const rows = block.rows.map((row) => `<tr>${row.map((cell) => `<td>${printLine(cell)}</td>`).join("")}</tr>`);
  return `<div class="wide"><table><thead><tr>${head}</tr></thead><tbody>${rows.join("")}</tbody></table></div>`;
}

function diffClass(line: string): string {
  if (/^(?:\+\+\+|---) /.test(line)) return "hunk";
  if (line.startsWith("+")) return "added";
  if (line.startsWith("-")) return "removed";
  return line.startsWith("@@") ? "hunk" : "";
}

function printDiff(text: string): string {
  const lines = visibleLines(text).replace(/\n+$/, "").split("\n");
  return `<pre class="diff" tabindex="0">${lines.map((line) => `<span class="${diffClass(line)}">${escapeHtml(line)}</span>`).join("\n")}</pre>`;
}

function printBlock(block: Block): string {
  switch (block.kind) {
    case "title":
      return `<h1>${printLine(block.line)}</h1>`;
    case "heading":
      return `<h2>${printLine(block.line)}</h2>`;
    case "paragraph":
      return `<p>${printLine(block.line)}</p>`;
    case "note":
      return `<footer>${printLine(block.line)}</footer>`;
    case "table":
      return printTable(block);
    case "list":
      return `<ul>${block.items.map(printItem).join("\n")}</ul>`;
    case "diff":
      return printDiff(block.text);
    case "fold":
      return `<details><summary>${printLine(block.summary)}</summary>\n${block.blocks.map(printBlock).join("\n")}\n</details>`;
  }
}

function printGroup(group: readonly Chosen[]): string {
  const text = group.map((entry) => entry.text).join("\n");
  const within = group[0]?.section.within;
  return `<section>\n${within === undefined ? "" : `<h2>${printSentence(within)}</h2>\n`}${text}\n</section>`;
}

/** The whole report, nothing cut. The page's policy forbids scripts and requests, should an escape ever be missing. */
export function renderHtml(plan: Plan): string {
  const sections = reportSections(plan).map((section) => ({ section, text: (section.forms[0] ?? []).map(printBlock).join("\n") }));
  const body = groupNeighbours(sections).map(printGroup).join("\n");
  const title = plainLine(headline(plan));
  const parts: Readonly<Record<string, string>> = { title: escapeHtml(title), style, body };
  return skeleton.replace(/<!-- (title|style|body) -->/g, (_, name: string) => parts[name] ?? "");
}
