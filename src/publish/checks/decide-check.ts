// Plan and the check run that is there -> what is to be done with the check. Pure; doing it is write-check.ts.
import type { CheckAnnotation, CheckConclusion, CheckReport, CheckRun } from "../../ports.ts";
import { annotationsOf, countFindings, isBlind, isFailing, type Plan, type PlanPages, planHash, renderMarkdown, summarisePlan, visibleLine } from "../../report/index.ts";

/** GitHub's limit is 65,535 characters; bytes hold under either reading. */
const SUMMARY_BYTES = 65_535;
const TITLE = 200;
/** How the `external_id` of our runs begins: a run of the same name may be anything else. */
export const ID_PREFIX = "stowplan ";

/** Where a plan is from. A plan of a stranger's own job says what the stranger likes. */
export type CheckSource = PlanPages & { readonly plan: Plan; readonly isStrangers: boolean };

/** What is there: our latest run of this name, with its annotations. */
export type KnownCheck = { readonly run: CheckRun; readonly annotations: readonly CheckAnnotation[] };

export type CheckStep =
  | { readonly kind: "create"; readonly report: CheckReport; readonly annotations: readonly CheckAnnotation[] }
  | { readonly kind: "update"; readonly run: CheckRun; readonly report: CheckReport; readonly annotations: readonly CheckAnnotation[] }
  | { readonly kind: "skip"; readonly run: CheckRun; readonly conclusion: CheckConclusion };

/** One check for each key; branch rules name it. */
export function checkName({ key }: Pick<Plan, "key">): string {
  return key === "default" ? "stowplan" : `stowplan (${key})`;
}

/**
 * failure: the plan reaches `fail-on`. neutral: something deserves a look, is not known, or is said by a stranger's own plan.
 * success: everything was looked at and nothing needs a look.
 */
export function concludeCheck({ plan, isStrangers }: CheckSource): CheckConclusion {
  if (isFailing(plan)) return "failure";
  const needsLook = isBlind(plan) || countFindings(plan, "error") + countFindings(plan, "warning") > 0;
  return needsLook || isStrangers ? "neutral" : "success";
}

const LEVELS = { error: "failure", warning: "warning", info: "notice" } as const;

/** GitHub wants a line for each; the first one stands for a file, and says so. */
export function checkAnnotations(plan: Plan): readonly CheckAnnotation[] {
  return annotationsOf(plan).map(({ file, line, severity, title, text }) => {
    const message = line === undefined ? `Somewhere in this file: ${text}` : text;
    return { path: file, startLine: line ?? 1, endLine: line ?? 1, level: LEVELS[severity], title, message };
  });
}

function reportOf(source: CheckSource): CheckReport {
  const { plan, run, artifact } = source;
  return {
    name: checkName(plan),
    commit: plan.tip,
    externalId: `${ID_PREFIX}${planHash(plan)}`,
    conclusion: concludeCheck(source),
    title: visibleLine(summarisePlan(plan).headline).slice(0, TITLE),
    summary: renderMarkdown(plan, { limit: SUMMARY_BYTES, unit: "bytes", run, artifact }),
    ...(run === undefined ? {} : { detailsUrl: run }),
  };
}

/** What a run says that a newer one of the same name has replaced. It passes in no rule's place, because rules go by the newest. */
export function replacedReport({ plan }: Pick<CheckSource, "plan">, newest: Pick<CheckRun, "url">): CheckReport {
  const summary = `A newer check of this commit has taken this one's place${newest.url === "" ? "" : `: ${newest.url}`}.`;
  const shown = newest.url === "" ? {} : { detailsUrl: newest.url };
  return { name: checkName(plan), commit: plan.tip, externalId: `${ID_PREFIX}replaced`, conclusion: "neutral", title: "Replaced by a newer check", summary, ...shown };
}

function identityOf({ path, startLine, endLine, level, title, message }: CheckAnnotation): string {
  return JSON.stringify([path, startLine, endLine, level, title.trim(), message.replaceAll("\r\n", "\n").trim()]);
}

/**
 * Annotations can be added to a check run and never be taken away (REST API, "Update a check run"). So a run is updated where everything
 * that it says at lines is still true, also after an attempt that was cut off; else a new one of the same name takes its place.
 */
export function decideCheck(source: CheckSource, known: KnownCheck | undefined): CheckStep {
  const report = reportOf(source);
  const wanted = checkAnnotations(source.plan);
  if (known === undefined) return { kind: "create", report, annotations: wanted };
  const identities = new Set(wanted.map(identityOf));
  const there = new Set(known.annotations.map(identityOf));
  if (![...there].every((identity) => identities.has(identity))) return { kind: "create", report, annotations: wanted };
  const annotations = wanted.filter((annotation) => !there.has(identityOf(annotation)));
  const { run } = known;
  const isSame = run.externalId === report.externalId && run.conclusion === report.conclusion;
  return isSame && annotations.length === 0 ? { kind: "skip", run, conclusion: report.conclusion } : { kind: "update", run, report, annotations };
}
