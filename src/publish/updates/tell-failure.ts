// An update run that came to nothing -> a word about it on the dashboard, where people look for updates.
import { StowplanError, tellError } from "../../errors.ts";
import { tellFailedRun } from "../../report/index.ts";
import { type DashboardTools, readDashboard } from "./dashboard-issue.ts";

/** What somebody may read who cannot read our log; only our own errors are made for that. */
function tell(error: unknown): string {
  return error instanceof StowplanError ? tellError(error) : "Something went wrong inside stowplan. Its log says what.";
}

/** Nothing where there is no dashboard: a failure alone opens none. What GitHub refuses is a warning, because the failure itself is told by whoever calls. */
export async function tellFailureOnDashboard(error: unknown, { baseBranch, ...tools }: DashboardTools & { readonly baseBranch: string }): Promise<void> {
  try {
    const [issue] = (await readDashboard(baseBranch, tools)).issues;
    if (issue === undefined) return;
    const body = tellFailedRun(issue.body, tell(error));
    if (body !== issue.body) await tools.forge.updateIssue(issue.number, { body });
  } catch (refusal) {
    if (!(refusal instanceof StowplanError)) throw refusal;
    tools.log.warn(tellError(refusal));
  }
}
