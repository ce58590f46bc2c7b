// An update run that came to nothing -> a word about it on the dashboard, where people look for updates.
import { isStowplanError, tellError } from "../../errors.ts";
import { tellFailedRun } from "../../report/index.ts";
import { warnOf } from "../warn-of.ts";
import { type DashboardTools, readDashboard } from "./dashboard-issue.ts";

/** What somebody may read who cannot read our log; only our own errors are made for that. */
function tell(error: unknown): string {
  return isStowplanError(error) ? tellError(error) : "Something went wrong inside stowplan. Its log says what.";
}

type Failed = DashboardTools & { readonly baseBranch: string };

async function write(error: unknown, { baseBranch, forge }: Failed): Promise<void> {
  const [issue] = (await readDashboard(baseBranch, { forge })).issues;
  if (issue === undefined) return;
  const body = tellFailedRun(issue.body, tell(error));
  if (body !== issue.body) await forge.updateIssue(issue.number, { body });
}

/** Nothing where there is no dashboard: a failure alone opens none. What GitHub refuses is a warning, because the failure itself is told by whoever calls. */
export async function tellFailureOnDashboard(error: unknown, tools: Failed): Promise<void> {
  await write(error, tools).catch(warnOf(tools.log));
}
