// The plan of a branch -> whether it may be merged without a person.
import type { Config } from "../../config/index.ts";
import { isBlind, type Plan, worstSeverity } from "../../report/index.ts";

const SEVERITIES = ["none", "info", "warning", "error"] as const;

/** True where no finding is worse than `updates.automerge-severity`, and every host that the merge changes could be evaluated. */
export function isHarmless(plan: Plan, { updates }: Pick<Config, "updates">): boolean {
  const worst = worstSeverity(plan) ?? "none";
  return !isBlind(plan) && SEVERITIES.indexOf(worst) <= SEVERITIES.indexOf(updates["automerge-severity"]);
}
