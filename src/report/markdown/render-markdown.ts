// Plan -> the comment: hidden record, first screen, sections.
import { link, note, safeUrl, type Section } from "../blocks.ts";
import { writeMarker } from "../marker.ts";
import type { Plan } from "../plan-document.ts";
import { planHash } from "../plan-text.ts";
import { reportSections } from "../report-sections.ts";
import { type MarkdownOptions, type PlanPages, printReport } from "./print-report.ts";

/** The longest step summary, in bytes (GitHub's "workflow commands", section "step isolation and limits"). */
export const SUMMARY_LIMIT = 1_048_576;

/** Whoever publishes without a workflow, as the bot does, keeps no files: there a checkout gives the whole. */
function tellElsewhere({ unit, ...pages }: MarkdownOptions): string {
  const [run, artifact] = [safeUrl(pages.run ?? ""), safeUrl(pages.artifact ?? "")];
  if (unit !== "bytes" && run === undefined && artifact === undefined) return "On a checkout of the branch, `stowplan plan --base BASE --html plan.html` writes the whole plan.";
  const page = artifact === undefined ? "in `plan.html`, where the workflow keeps it as an artifact" : `in \`plan.html\` of [the run's files](${artifact})`;
  return unit === "bytes" || run === undefined ? `The whole plan is ${page}.` : `The whole plan is in [the run's summary](${run}), and ${page}.`;
}

/** For readers who want more than the comment shows, also where nothing was cut. */
function pageSections(pages: PlanPages): readonly Section[] {
  const [run, artifact] = [safeUrl(pages.run ?? ""), safeUrl(pages.artifact ?? "")];
  const summary = run === undefined ? [] : [link("this run's summary", run)];
  // An artifact that is uploaded after the comment has no address yet, but its run's page lists it there.
  const listed = run === undefined ? [] : [link("this run's artifacts", `${run}#artifacts`)];
  const files = artifact === undefined ? listed : [link("plan.html and plan.json", artifact)];
  const links = [...files, ...summary].flatMap((one, index) => (index === 0 ? [one] : [", ", one]));
  return links.length === 0 ? [] : [{ rank: 100, loses: ["", ""], forms: [[note(["The whole plan: ", ...links])]] }];
}

/**
 * The plan as GitHub Flavored Markdown, ending in a line break. Never longer than `limit`, for any limit from 16,384 on; the first screen and the
 * footer always stay, everything else gives way in the order of `rank` in report-sections.ts.
 */
export function renderMarkdown(plan: Plan, options: MarkdownOptions): string {
  const marker = { version: 1, key: plan.key, base: plan.base, head: plan.tip, plan: planHash(plan) } as const;
  return printReport({ record: (truncated) => writeMarker({ ...marker, truncated }), sections: [...reportSections(plan), ...pageSections(options)], elsewhere: tellElsewhere(options) }, options);
}
