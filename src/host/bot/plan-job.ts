// A job of the bot -> its plan, over the real git, Nix and registries. Loads every room.
import { runPlan } from "../../plan.ts";
import type { Log } from "../../ports.ts";
import type { Plan } from "../../report/index.ts";
import type { Environment } from "../environment.ts";
import { openPlanPorts } from "../plan-ports.ts";
import { withCheckout } from "./checkout.ts";
import type { PullRequestJob } from "./pull-request-job.ts";

export type PlanTask = { readonly job: PullRequestJob; readonly token: string; readonly log: Log };

/** GITHUB_SERVER_URL is what Actions calls it; a server of one's own sets it for GitHub Enterprise. */
function remoteOf(job: PullRequestJob, environment: Environment): string {
  return `${environment["GITHUB_SERVER_URL"] ?? "https://github.com"}/${job.owner}/${job.repo}.git`;
}

/** Gives the planner of a bot that runs in this environment. */
export function createPlanner(environment: Environment): (task: PlanTask) => Promise<Plan> {
  return ({ job, token, log }) =>
    withCheckout({ job, token, environment, remote: remoteOf(job, environment) }, async ({ repository, base, head, tip }) =>
      runPlan({ base, head, tip, inputs: {} }, await openPlanPorts({ ...repository, isForStranger: job.isFork }, log)),
    );
}
