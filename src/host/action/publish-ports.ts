// Token and event -> the forge, and the pull request's number. Loads Octokit, so it is imported only where something is published.
import { getOctokit } from "@actions/github";
import * as z from "zod";
import { StowplanError } from "../../errors.ts";
import type { Forge } from "../../ports.ts";
import type { OctokitLike } from "../forge-asker.ts";
import { createOctokitForge } from "../octokit-forge.ts";
import { forgeError } from "../forge-failure.ts";
import type { ActionEvent } from "./event.ts";

type Repository = { readonly owner: string; readonly repo: string };

export type Publisher = { readonly forge: Forge; findNumber(event: ActionEvent): Promise<number> };

const Pulls = z.array(z.object({ number: z.int(), head: z.object({ sha: z.string() }) }));

/**
 * The pull request of a `workflow_run`: the open one of that branch whose head is the very commit that was planned. Throws `plan-outdated`
 * where it has moved on or was closed.
 */
async function findByCommit(octokit: OctokitLike, source: Repository & { readonly event: Extract<ActionEvent, { kind: "workflow-run" }> }): Promise<number> {
  const { event, owner, repo } = source;
  const head = `${event.headOwner}:${event.headBranch}`;
  try {
    const { data } = await octokit.request("GET /repos/{owner}/{repo}/pulls", { owner, repo, head, state: "open", per_page: 100 });
    const pull = Pulls.parse(data).find((candidate) => candidate.head.sha === event.headCommit);
    if (pull !== undefined) return pull.number;
  } catch (error) {
    throw forgeError(error, { subject: `pull requests of ${head}`, permission: "pull-requests: read" });
  }
  throw new StowplanError({
    code: "plan-outdated",
    subject: `commit ${event.headCommit.slice(0, 10)}`,
    message: `No open pull request of ${head} has this commit as its head.`,
    hint: "Nothing has to be done: a newer commit's run will publish.",
  });
}

function unsupported(name: string): StowplanError {
  return new StowplanError({
    code: "event-unsupported",
    subject: `event ${name}`,
    message: "The event belongs to no pull request, so there is nowhere to publish.",
    hint: "Use `mode: plan` here, or publish on `pull_request` or `workflow_run`.",
  });
}

/** Throws `usage` without a token. */
export function openPublisher(token: string, repository: Repository): Publisher {
  if (token === "") {
    throw new StowplanError({ code: "usage", subject: "input token", message: "Publishing needs a token.", hint: "Leave the input `token` at its default, and give the job `permissions: pull-requests: write`." });
  }
  const octokit: OctokitLike = getOctokit(token);
  return {
    forge: createOctokitForge({ octokit, ...repository }),
    async findNumber(event) {
      if (event.kind === "pull-request" || event.kind === "comment") return event.number;
      if (event.kind === "workflow-run") return findByCommit(octokit, { ...repository, event });
      throw unsupported(event.kind === "push" ? "push" : event.name);
    },
  };
}
