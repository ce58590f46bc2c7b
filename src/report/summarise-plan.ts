// Plan -> the few numbers that other steps, logs and labels ask for.
import type { Severity } from "../errors.ts";
import { actionsOf, tallyActions, type Tally } from "./action-tally.ts";
import { headline } from "./first-screen.ts";
import { countFindings, exitCode, hasChanges, worstSeverity } from "./outcome.ts";
import type { Plan } from "./plan-document.ts";

export type PlanSummary = {
  /** The report's first line without any markup; escape it for where it is shown. */
  readonly headline: string;
  readonly isChanged: boolean;
  /** See `exitCode`. */
  readonly exitCode: 0 | 1 | 2;
  /** Names of the hosts that the merge changes, in the plan's order. */
  readonly changedHosts: readonly string[];
  /** Names of the hosts that could not be evaluated. */
  readonly failedHosts: readonly string[];
  /** Units by what happens to them, over all hosts. */
  readonly units: Tally;
  readonly findings: Readonly<Record<Severity, number>>;
  readonly worst: Severity | "none";
};

export function summarisePlan(plan: Plan): PlanSummary {
  const named = (isWanted: (status: Plan["hosts"][number]["status"]) => boolean): readonly string[] =>
    plan.hosts.filter((host) => isWanted(host.status)).map((host) => host.name);
  return {
    headline: headline(plan).map((inline) => (typeof inline === "string" ? inline : inline.text)).join(""),
    isChanged: hasChanges(plan),
    exitCode: exitCode(plan),
    changedHosts: named((status) => status === "changed" || status === "added" || status === "removed"),
    failedHosts: named((status) => status === "failed"),
    units: tallyActions(plan.hosts.flatMap(actionsOf)),
    findings: { error: countFindings(plan, "error"), warning: countFindings(plan, "warning"), info: countFindings(plan, "info") },
    worst: worstSeverity(plan) ?? "none",
  };
}
