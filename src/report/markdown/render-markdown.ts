// Plan -> the comment: hidden record, first screen, sections.
import { link, safeUrl, type Section } from "../blocks.ts";
import { writeMarker } from "../marker.ts";
import type { Plan } from "../plan-document.ts";
import { planHash } from "../plan-text.ts";
import { reportSections } from "../report-sections.ts";
import { type MarkdownOptions, printReport } from "./print-report.ts";

/** The longest step summary, in bytes (GitHub's "workflow commands", section "step isolation and limits"). */
export const SUMMARY_LIMIT = 1_048_576;

/** The page is an artifact, which has no address of its own before it is uploaded; the run's page lists it. */
function tellElsewhere({ unit, run }: MarkdownOptions): string {
  const url = safeUrl(run ?? "");
  if (unit === "bytes") return "The whole plan is in `plan.html`, where the workflow keeps it as an artifact.";
  const place = url === undefined ? "the run's summary" : `[the run's summary](${url})`;
  return `The whole plan is in ${place}, and in \`plan.html\` where the workflow keeps it as an artifact.`;
}

/** For readers who want more than the comment shows, also where nothing was cut. */
function runSections(run: string | undefined): readonly Section[] {
  const url = safeUrl(run ?? "");
  return url === undefined ? [] : [{ rank: 100, loses: ["", ""], forms: [[{ kind: "note", line: ["The whole plan: ", link("this run's summary and files", url)] }]] }];
}

/**
 * The plan as GitHub Flavored Markdown, ending in a line break. Never longer than `limit`, for any limit from 16,384 on; the first screen and the
 * footer always stay, everything else gives way in the order of `rank` in report-sections.ts.
 */
export function renderMarkdown(plan: Plan, options: MarkdownOptions): string {
  const marker = { version: 1, key: plan.key, base: plan.base, head: plan.tip, plan: planHash(plan) } as const;
  return printReport({ record: (truncated) => writeMarker({ ...marker, truncated }), sections: [...reportSections(plan), ...runSections(options.run)], elsewhere: tellElsewhere(options) }, options);
}
