// A job of the bot -> a comment on its pull request: the plan, or why there is none.
import * as z from "zod";
import { StowplanError } from "../../errors.ts";
import { publishPlan } from "../../plan.ts";
import type { Log } from "../../ports.ts";
import { failedPlan, type Plan } from "../../report/index.ts";
import { forgeError } from "../forge-failure.ts";
import type { OctokitLike } from "../forge-asker.ts";
import { createOctokitForge } from "../octokit-forge.ts";
import type { PlanTask } from "./plan-job.ts";
import type { PullRequestJob } from "./pull-request-job.ts";

export type Answer = {
  readonly job: PullRequestJob;
  /** The installation's own, as Probot gives it with an event. */
  readonly octokit: OctokitLike;
  readonly planFor: (task: PlanTask) => Promise<Plan>;
  /** Evaluate pull requests of forks too: strangers' code on this machine. */
  readonly allowsForks: boolean;
  readonly log: Log;
};

const Token = z.object({ token: z.string() });

/** A token for git that may read this repository and nothing else, for an hour; none where the event is of no installation. */
async function readToken({ octokit, job }: Answer): Promise<string> {
  if (job.installationId === undefined) return "";
  const parameters = { installation_id: job.installationId, repository_ids: [job.repositoryId], permissions: { contents: "read" } };
  try {
    // Asked for as the App itself: @octokit/auth-app signs this path with the App's key.
    return Token.parse((await octokit.request("POST /app/installations/{installation_id}/access_tokens", parameters)).data).token;
  } catch (error) {
    throw forgeError(error, { subject: `a token for ${job.owner}/${job.repo}`, permission: "contents: read" });
  }
}

function refuseFork(): never {
  throw new StowplanError({
    code: "event-unsupported",
    subject: "a fork's pull request",
    message: "This bot does not evaluate code from forks.",
    hint: "Push the branch to this repository, or use the Action, which plans forks on GitHub's own machines.",
  });
}

async function makePlan(answer: Answer): Promise<Plan> {
  const { job, log, planFor } = answer;
  try {
    if (job.isFork && !answer.allowsForks) refuseFork();
    return await planFor({ job, log, token: await readToken(answer) });
  } catch (error) {
    const text = error instanceof StowplanError ? `${error.subject}: ${error.message}` : error instanceof Error ? (error.stack ?? error.message) : String(error);
    log.warn(`no plan of ${job.owner}/${job.repo}#${job.number}: ${text}`);
    return failedPlan(error, { base: job.baseCommit, head: job.headCommit });
  }
}

/** Plans and publishes, unless the pull request has moved on meanwhile. Throws only what publishing throws. */
export async function answerJob(answer: Answer): Promise<void> {
  const { job, octokit, log } = answer;
  const forge = createOctokitForge({ octokit, owner: job.owner, repo: job.repo });
  // Asking for the pull request also makes GitHub begin with the merge commit, which is fetched next.
  const { headCommit, isOpen } = await forge.pullRequest(job.number);
  if (!isOpen || headCommit !== job.headCommit) return;
  const published = await publishPlan({ plan: await makePlan(answer), pullRequest: job.number }, { forge, log });
  log.info(`${job.owner}/${job.repo}#${job.number}: ${published.text} ${published.url ?? ""}`.trim());
}
