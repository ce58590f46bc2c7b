// Plan -> the comment: hidden record, first screen, sections; what does not fit gives way in whole sections and is named.
import type { Section } from "../blocks.ts";
import { type Chosen, fitSections, groupNeighbours } from "../fit-sections.ts";
import { writeMarker } from "../marker.ts";
import type { Plan } from "../plan-document.ts";
import { planHash } from "../plan-text.ts";
import { reportSections } from "../report-sections.ts";
import { printBlocks, wrapFold } from "./print-markdown.ts";

/**
 * The longest body of a comment, in characters: the number in GitHub's own error. The server really counts 262,144 bytes, which
 * is four for each of these characters, so that this limit holds under either reading.
 */
export const COMMENT_LIMIT = 65_536;

/** The longest step summary, in bytes (GitHub's "workflow commands", section "step isolation and limits"). */
export const SUMMARY_LIMIT = 1_048_576;

export type MarkdownOptions = {
  /** The most that the text may have; infinite for a file. */
  readonly limit: number;
  /** What `limit` counts: characters as GitHub counts them (code points, the default), or bytes of UTF-8. */
  readonly unit?: "characters" | "bytes";
};

/** Room for the note about what was cut and for the folds around groups: both are closed lists. */
const NOTE_ROOM = 1200;

function countCharacters(text: string): number {
  let pairs = 0;
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index);
    if (unit >= 0xd800 && unit <= 0xdbff) pairs += 1;
  }
  return text.length - pairs;
}

function countBytes(text: string): number {
  return new TextEncoder().encode(text).length;
}

/** `Left out for lack of room: 14 diffs, the offered updates.` */
function cutNote(cut: readonly Section[]): string {
  const kinds = Object.groupBy(cut, (section) => section.loses[1]);
  const told = Object.entries(kinds).map(([many, sections = []]) => (sections.length === 1 ? sections[0]?.loses[0] : `${sections.length} ${many}`));
  return `> [!NOTE]\n> Left out for lack of room: ${told.join(", ")}. The whole plan is in the run's summary and in \`plan.html\` of its artifact.`;
}

/** Sections that stand within the same fold, or one section as it is. */
function printGroup(group: readonly Chosen[]): string {
  const text = group.map((entry) => entry.text).join("\n\n");
  const within = group[0]?.section.within;
  return within === undefined ? text : wrapFold([`${within} (${group.length})`], text);
}

/**
 * The plan as GitHub Flavored Markdown, ending in a line break. Never longer than `limit`, for any limit from 16,384 on; the first screen and the
 * footer always stay, everything else gives way in the order of `rank` in report-sections.ts.
 */
export function renderMarkdown(plan: Plan, options: MarkdownOptions): string {
  const measure = options.unit === "bytes" ? countBytes : countCharacters;
  const marker = { version: 1, key: plan.key, base: plan.base, head: plan.tip, plan: planHash(plan) } as const;
  const room = options.limit - measure(writeMarker({ ...marker, truncated: false })) - NOTE_ROOM;
  const sections = reportSections(plan);
  const print = (section: Section, form: number): string => printBlocks(section.forms[form] ?? []);
  const { chosen, cut } = fitSections(sections, { room, measure, print });
  const note = cut.length === 0 ? [] : [cutNote(cut)];
  const [first = "", ...rest] = groupNeighbours(chosen).map(printGroup);
  const record = writeMarker({ ...marker, truncated: cut.length > 0 });
  return `${record}\n${[first, ...note, ...rest].join("\n\n")}\n`;
}
