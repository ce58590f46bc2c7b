// A workflow's checkout of a branch -> an update run of it, over the real git, Nix, registries and GitHub. Loads every room and Octokit.
import { getOctokit } from "@actions/github";
import { StowplanError } from "../../errors.ts";
import type { UpdateForge } from "../../ports.ts";
import { tellFailureOnDashboard, type UpdateRun } from "../../publish/index.ts";
import { runUpdates } from "../../update-run.ts";
import type { Environment } from "../environment.ts";
import { createOctokitUpdateForge } from "../octokit-update-forge.ts";
import { isTrusted, readRepository } from "./event.ts";
import { type Checkout, openRunPorts } from "./run-ports.ts";

/** The branch that the workflow runs on; a scheduled one runs on the default branch. */
async function baseBranch(environment: Environment, forge: UpdateForge): Promise<string> {
  const name = environment["GITHUB_REF_NAME"] ?? "";
  const isBranch = environment["GITHUB_REF_TYPE"] === "branch" && name !== "";
  return isBranch ? name : (await forge.repository()).defaultBranch;
}

/** A pull request's files are its author's, in a merge queue as well: what they propose must not be done with a token that may write. */
function refusePullRequest({ event }: Checkout): void {
  const isQueued = event.kind === "other" && event.name === "merge_group";
  if (event.kind !== "pull-request" && !isQueued && isTrusted(event)) return;
  throw new StowplanError({
    code: "event-unsupported",
    subject: "mode update",
    message: "Updates are proposed for a branch, not for a pull request.",
    hint: "Run it on `schedule` and `workflow_dispatch`, in a workflow of its own.",
  });
}

/** Brings the pull requests of the checked out branch to what is newest. Throws where nothing can be proposed: see `runUpdates`. */
export async function updateCheckout(checkout: Checkout): Promise<UpdateRun> {
  refusePullRequest(checkout);
  const { environment, inputs } = checkout;
  const forge = createOctokitUpdateForge({ octokit: getOctokit(inputs.token), ...readRepository(environment) });
  const revision = inputs.head || "HEAD";
  const { ports, save } = await openRunPorts(checkout, { base: revision, head: revision });
  const branch = await baseBranch(environment, forge);
  const request = { revision, baseBranch: branch, inputs: inputs.config, now: new Date() };
  const run = await runUpdates(request, { ...ports, forge }).catch(async (error: unknown) => {
    await tellFailureOnDashboard(error, { baseBranch: branch, forge, log: checkout.log });
    throw error;
  });
  await save();
  return run;
}
