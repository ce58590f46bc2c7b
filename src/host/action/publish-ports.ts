// Token and event -> the forge, and the pull request's number. Loads Octokit, so it is imported only where something is published.
import { getOctokit } from "@actions/github";
import * as z from "zod";
import { StowplanError } from "../../errors.ts";
import type { Forge } from "../../ports.ts";
import { openAsker, type OctokitLike, parseAnswer } from "../forge-asker.ts";
import { createOctokitForge } from "../octokit-forge.ts";
import type { ActionEvent } from "./event.ts";

type Repository = { readonly owner: string; readonly repo: string };

export type Publisher = { readonly forge: Forge; findNumber(event: ActionEvent): Promise<number> };

const Pulls = z.array(z.object({ number: z.int(), head: z.object({ sha: z.string() }) }));

/**
 * The pull request of a `workflow_run`: the open one of that branch whose head is the very commit that was planned. Throws `plan-outdated`
 * where it has moved on or was closed, and `event-unsupported` where there are several.
 */
async function findByCommit(octokit: OctokitLike, source: Repository & { readonly event: Extract<ActionEvent, { kind: "workflow-run" }> }): Promise<number> {
  const { event, owner, repo } = source;
  const head = `${event.headOwner}:${event.headBranch}`;
  const question = { subject: `pull requests of ${head}`, permission: "pull-requests: read" } as const;
  const data = await openAsker({ octokit, owner, repo })({ route: "GET /repos/{owner}/{repo}/pulls", parameters: { head, state: "open", per_page: 100 }, question });
  const [pull, ...others] = parseAnswer(Pulls, { data, question }).filter((candidate) => candidate.head.sha === event.headCommit);
  if (pull === undefined) throw outdated(event.headCommit, head);
  if (others.length > 0) throw ambiguous(event.headCommit, [pull, ...others]);
  return pull.number;
}

function outdated(commit: string, head: string): StowplanError {
  return new StowplanError({
    code: "plan-outdated",
    subject: `commit ${commit.slice(0, 10)}`,
    message: `No open pull request of ${head} has this commit as its head.`,
    hint: "Nothing has to be done: a newer commit's run will publish.",
  });
}

/** One branch into several: the event does not say into which this plan merges, and the plan may be anybody's. */
function ambiguous(commit: string, pulls: z.infer<typeof Pulls>): StowplanError {
  return new StowplanError({
    code: "event-unsupported",
    subject: `commit ${commit.slice(0, 10)}`,
    message: `It is the head of several open pull requests: ${pulls.map(({ number }) => `#${number}`).join(", ")}.`,
    hint: "Plan and publish on `pull_request` where the branch is the repository's own, or close all but one.",
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
