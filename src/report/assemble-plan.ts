// What the rooms found -> the Plan: findings once and in order, values that look secret concealed, everything within the schema's limits.
import { compareTexts } from "../compare-texts.ts";
import type { Config } from "../config/index.ts";
import type { ProjectPlan } from "../convert/index.ts";
import type { InputChange } from "../discover/index.ts";
import type { Finding } from "../errors.ts";
import type { Share } from "../evaluate/index.ts";
import type { ImageChange } from "../images/index.ts";
import type { HostPlan } from "../switch/index.ts";
import type { Update } from "../updates/index.ts";
import { clipToSchema } from "./clip-to-schema.ts";
import { concealAll } from "./conceal.ts";
import { SEVERITIES } from "./outcome.ts";
import { Plan, PLAN_VERSION } from "./plan-document.ts";
import { planOptions } from "./plan-options.ts";

export type PlanParts = {
  /** Full commit ids; `tip` is the tip of the pull request's branch. */
  readonly revisions: { readonly base: string; readonly head: string; readonly tip: string };
  readonly config: Config;
  readonly inputs: readonly InputChange[];
  readonly hosts: readonly HostPlan[];
  readonly projects: readonly ProjectPlan[];
  readonly images: readonly ImageChange[];
  readonly updates: readonly Update[];
  readonly findings: readonly Finding[];
  /** The share of the hosts that was planned, where it is not all of them. */
  readonly share?: Share | undefined;
  /** Values that stood under a secret name somewhere; they are hidden wherever else they stand. */
  readonly secrets?: readonly string[];
};

/** Worst first, then by file and line; findings without a place come after those with one. */
function compareFindings(left: Finding, right: Finding): number {
  return (
    SEVERITIES.indexOf(left.severity) - SEVERITIES.indexOf(right.severity) ||
    Number(left.place === undefined) - Number(right.place === undefined) ||
    compareTexts(left.place?.file ?? "", right.place?.file ?? "") ||
    (left.place?.line ?? 0) - (right.place?.line ?? 0) ||
    compareTexts(left.subject, right.subject) ||
    compareTexts(left.code, right.code)
  );
}

function identityOf(finding: Finding): string {
  const { code, severity, subject, message, hint, place } = finding;
  return JSON.stringify([code, severity, subject, message, hint, place?.file, place?.line, place?.column]);
}

/** Each finding once, although base and head or several rooms may have met the same thing. */
export function settleFindings(findings: readonly Finding[]): readonly Finding[] {
  const seen = new Map(findings.map((finding) => [identityOf(finding), finding]));
  return [...seen.values()].toSorted(compareFindings);
}

/**
 * Puts the plan together. What exceeds the limits of the plan's schema is cut and named by a finding `plan-cut`; a plan that is
 * wrong in another way is our own mistake and throws StowplanError `internal`.
 */
export function assemblePlan(parts: PlanParts): Plan {
  const { base, head, tip } = parts.revisions;
  const { inputs, hosts, projects, images, updates } = parts;
  const findings = settleFindings(parts.findings);
  const shown = concealAll({ inputs, hosts, projects, images, updates, findings }, parts.secrets);
  return clipToSchema(Plan, {
    version: PLAN_VERSION,
    key: parts.config.key,
    base,
    head,
    tip,
    ...(parts.share === undefined ? {} : { share: parts.share }),
    ...shown,
    options: planOptions(parts.config),
  });
}
