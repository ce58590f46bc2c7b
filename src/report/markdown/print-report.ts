// Sections and a limit -> the Markdown of a comment, a pull request or an issue; what does not fit gives way in whole sections and is named.
import type { Section } from "../blocks.ts";
import { type Chosen, fitSections, groupNeighbours } from "../fit-sections.ts";
import { printBlocks, wrapFold } from "./print-markdown.ts";

/**
 * The longest body of a comment, a pull request or an issue, in characters: the number in GitHub's own error. The server really counts
 * 262,144 bytes, which is four for each of these characters, so that this limit holds under either reading.
 */
export const COMMENT_LIMIT = 65_536;

/** Pages with the whole plan, https; readers are sent to those that are known: the workflow's run, and the artifact with the plan's files. */
export type PlanPages = { readonly run?: string | undefined; readonly artifact?: string | undefined };

export type MarkdownOptions = PlanPages & {
  /** The most that the text may have; infinite for a file. */
  readonly limit: number;
  /** What `limit` counts: characters as GitHub counts them (code points, the default), or bytes of UTF-8. */
  readonly unit?: "characters" | "bytes";
};

/** What is printed. `record` gives the hidden first line, which may say whether something was cut. */
export type Report = {
  readonly record: (isCut: boolean) => string;
  readonly sections: readonly Section[];
  /** Where the whole can be read; a sentence of our own. */
  readonly elsewhere: string;
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
function cutNote(cut: readonly Section[], elsewhere: string): string {
  const kinds = Object.groupBy(cut, (section) => section.loses[1]);
  const told = Object.entries(kinds).map(([many, sections = []]) => (sections.length === 1 ? sections[0]?.loses[0] : `${sections.length} ${many}`));
  return `> [!NOTE]\n> Left out for lack of room: ${told.join(", ")}. ${elsewhere}`;
}

/** Sections that stand within the same fold, or one section as it is. */
function printGroup(group: readonly Chosen[]): string {
  const text = group.map((entry) => entry.text).join("\n\n");
  const within = group[0]?.section.within;
  return within === undefined ? text : wrapFold([`${within} (${group.length})`], text);
}

/** GitHub Flavored Markdown, ending in a line break. Never longer than `limit`, as long as the sections that cannot give way fit. */
export function printReport(report: Report, options: MarkdownOptions): string {
  const measure = options.unit === "bytes" ? countBytes : countCharacters;
  const room = options.limit - measure(report.record(false)) - NOTE_ROOM;
  const print = (section: Section, form: number): string => printBlocks(section.forms[form] ?? []);
  const sections = report.sections.filter(({ isPageOnly }) => isPageOnly !== true);
  const { chosen, cut } = fitSections(sections, { room, measure, print });
  const note = cut.length === 0 ? [] : [cutNote(cut, report.elsewhere)];
  const [first = "", ...rest] = groupNeighbours(chosen).map(printGroup);
  return `${report.record(cut.length > 0)}\n${[first, ...note, ...rest].join("\n\n")}\n`;
}
