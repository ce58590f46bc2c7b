// Plan -> one self-contained page, dark and light: nothing is asked for outside, and only our own script runs.
import { createHash } from "node:crypto";
import type { Section } from "../blocks.ts";
import { headline } from "../first-screen.ts";
import { groupNeighbours } from "../fit-sections.ts";
import { ARROWS } from "../graph/draw-svg.ts";
import type { Plan } from "../plan-document.ts";
import { reportSections } from "../report-sections.ts";
import { escapeHtml } from "./escape.ts";
import script from "./page.browser.js";
import style from "./page.css";
import skeleton from "./page.html";
import { plainLine, printBlock, printSentence } from "./print-html.ts";

/** A part of the page with the name under which the list of contents has it; parts without one belong to the part before. */
type Part = { readonly name?: string; readonly html: string };

function headingOf(sections: readonly Section[]): string | undefined {
  const [first] = sections[0]?.forms[0] ?? [];
  const within = sections[0]?.within;
  if (within !== undefined) return within;
  return first?.kind === "heading" ? plainLine(first.line) : first?.kind === "fold" ? plainLine(first.summary) : undefined;
}

function partOf(sections: readonly Section[]): Part {
  const html = sections.map((section) => (section.forms[0] ?? []).map(printBlock).join("\n")).join("\n");
  const within = sections[0]?.within;
  const name = headingOf(sections);
  return { ...(name === undefined ? {} : { name }), html: `${within === undefined ? "" : `<h2>${printSentence(within)}</h2>\n`}${html}` };
}

function contentsOf(parts: readonly Part[]): string {
  const links = parts.flatMap(({ name }, index) => (name === undefined ? [] : [`<li><a href="#part-${index}">${escapeHtml(name)}</a></li>`]));
  return links.length < 2 ? "" : `<nav aria-label="Contents"><ul>${links.join("")}</ul></nav>`;
}

function sha256(text: string): string {
  return createHash("sha256").update(text).digest("base64");
}

/** Style and script stand in their elements exactly as they are hashed; the policy lets nothing else in, should an escape ever be missing. */
function policyOf(): string {
  return `default-src 'none'; style-src 'sha256-${sha256(style)}'; script-src 'sha256-${sha256(script)}'; base-uri 'none'; form-action 'none'`;
}

/** The whole report, nothing cut. Without its script the page lacks only the search and the keys. */
export function renderHtml(plan: Plan): string {
  const chosen = reportSections(plan).map((section) => ({ section, text: "" }));
  const parts = groupNeighbours(chosen).map((group) => partOf(group.map(({ section }) => section)));
  const [first, ...rest] = parts.map(({ html }, index) => `<section id="part-${index}" tabindex="-1">\n${html}\n</section>`);
  const body = [first, contentsOf(parts), ...rest].join("\n");
  const values: Readonly<Record<string, string>> = { title: escapeHtml(plainLine(headline(plan))), policy: policyOf(), style, script, arrows: ARROWS, body };
  return skeleton.replace(/<!-- (title|policy|style|script|arrows|body) -->/g, (_, name: string) => values[name] ?? "");
}
