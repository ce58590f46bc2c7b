// Plan -> the comment: hidden record, first screen, sections.
import { writeMarker } from "../marker.ts";
import type { Plan } from "../plan-document.ts";
import { planHash } from "../plan-text.ts";
import { reportSections } from "../report-sections.ts";
import { type MarkdownOptions, printReport } from "./print-report.ts";

/** The longest step summary, in bytes (GitHub's "workflow commands", section "step isolation and limits"). */
export const SUMMARY_LIMIT = 1_048_576;

const ELSEWHERE = "The whole plan is in the run's summary and in `plan.html` of its artifact.";

/**
 * The plan as GitHub Flavored Markdown, ending in a line break. Never longer than `limit`, for any limit from 16,384 on; the first screen and the
 * footer always stay, everything else gives way in the order of `rank` in report-sections.ts.
 */
export function renderMarkdown(plan: Plan, options: MarkdownOptions): string {
  const marker = { version: 1, key: plan.key, base: plan.base, head: plan.tip, plan: planHash(plan) } as const;
  return printReport({ record: (truncated) => writeMarker({ ...marker, truncated }), sections: reportSections(plan), elsewhere: ELSEWHERE }, options);
}
