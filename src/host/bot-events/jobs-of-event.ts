// A webhook -> the jobs that it asks for. Pure: nothing is asked of GitHub, so that the webhook is answered at once.
import type { BotJob, BotRepository } from "../bot/job.ts";
import { checkJobs } from "./check-jobs.ts";
import { commentJobs } from "./comment-jobs.ts";
import { OfRepository, repositoryOf } from "./event-repository.ts";
import { installationJobs } from "./installation-jobs.ts";
import { issueJobs } from "./issue-jobs.ts";
import { pullRequestJobs } from "./pull-request-jobs.ts";
import { pushJobs } from "./push-jobs.ts";

/** The names of the events that are read; app.yml subscribes to them, save the two about installations, which every App gets. */
export const BOT_EVENTS = ["pull_request", "push", "issue_comment", "check_run", "check_suite", "issues", "installation", "installation_repositories"] as const;
export type BotEventName = (typeof BOT_EVENTS)[number];

type Reader = (payload: unknown, repository: BotRepository) => readonly BotJob[];

const READERS: Readonly<Record<Exclude<BotEventName, "installation" | "installation_repositories">, Reader>> = {
  pull_request: pullRequestJobs,
  push: pushJobs,
  issue_comment: commentJobs,
  check_run: checkJobs,
  check_suite: checkJobs,
  issues: issueJobs,
};

/** An event as GitHub names it, without its action, and its payload. */
export type BotEvent = { readonly name: BotEventName; readonly payload: unknown };

/** None for what needs nothing, and for a payload that is not as GitHub describes it. */
export function jobsOfEvent({ name, payload }: BotEvent): readonly BotJob[] {
  if (name === "installation" || name === "installation_repositories") return installationJobs(payload);
  const { repository: told, installation } = OfRepository.safeParse(payload).data ?? {};
  const repository = told === undefined || installation === undefined ? undefined : repositoryOf(told, installation.id);
  return repository === undefined ? [] : READERS[name](payload, repository);
}
