// A job of the bot -> its plan, over the real git, Nix and registries. Loads every room.
import { runPlan } from "../../plan.ts";
import type { Log } from "../../ports.ts";
import { type Plan, settleFindings } from "../../report/index.ts";
import type { Environment } from "../environment.ts";
import { openPlanPorts } from "../plan-ports.ts";
import { type Checkout, withCheckout } from "./checkout.ts";
import type { PullRequestJob } from "./pull-request-job.ts";
import { requireSandbox, withStrangerPorts } from "./stranger-ports.ts";

export type PlanTask = { readonly job: PullRequestJob; readonly token: string; readonly log: Log };

/** GITHUB_SERVER_URL is what Actions calls it; a server of one's own sets it for GitHub Enterprise. */
function remoteOf(job: PullRequestJob, environment: Environment): string {
  return `${environment["GITHUB_SERVER_URL"] ?? "https://github.com"}/${job.owner}/${job.repo}.git`;
}

/** Code of strangers is evaluated in the sandbox only. */
async function planStranger(checkout: Checkout, { environment, log }: { readonly environment: Environment; readonly log: Log }): Promise<Plan> {
  const { base, head, tip } = checkout;
  return withStrangerPorts({ checkout, environment, log }, async ({ ports, findings }) => {
    const plan = await runPlan({ base, head, tip, inputs: {} }, ports);
    return { ...plan, findings: [...settleFindings([...plan.findings, ...findings])] };
  });
}

/** Gives the planner of a bot that runs in this environment. A fork's pull request throws `event-unsupported` where no sandbox works. */
export function createPlanner(environment: Environment): (task: PlanTask) => Promise<Plan> {
  return async ({ job, token, log }) => {
    if (job.isFork) await requireSandbox(environment);
    return withCheckout({ job, token, environment, remote: remoteOf(job, environment) }, async (checkout) => {
      if (job.isFork) return planStranger(checkout, { environment, log });
      const { repository, base, head, tip } = checkout;
      return runPlan({ base, head, tip, inputs: {} }, await openPlanPorts(repository, log));
    });
  };
}
