// What the bot has to do, as data: jobs outlive the process that took the webhook, so they hold names and never objects.
import * as z from "zod";
import { UpdateWish } from "../../update-wish.ts";

/** A repository as an installation of the App sees it. */
export const BotRepository = z.strictObject({
  owner: z.string().min(1).max(100),
  repo: z.string().min(1).max(100),
  repositoryId: z.int(),
  installationId: z.int(),
});
export type BotRepository = z.infer<typeof BotRepository>;

/** Who asked by a comment: where the answer goes (the issue or pull request, and the comment), when, and in which words. */
export const Asker = z.strictObject({
  number: z.int().min(1),
  commentId: z.int(),
  login: z.string().min(1).max(100),
  /** ISO 8601, by GitHub's clock. */
  created: z.iso.datetime({ offset: true }).max(40),
  /** The comment's first line. */
  text: z.string().max(300),
});
export type Asker = z.infer<typeof Asker>;

const OfRepository = { repository: BotRepository } as const;
const OfPullRequest = { ...OfRepository, number: z.int().min(1) } as const;

/**
 * One piece of work. Whatever may have moved meanwhile (the head commit, the permissions of a login) is read when the job is done, not
 * when it is asked for; `headCommit` is only what the event spoke of.
 */
export const BotJob = z.discriminatedUnion("kind", [
  /** Look who asked, and answer or add the job that was asked for. */
  z.strictObject({ kind: z.literal("command"), ...OfRepository, isPullRequest: z.boolean(), asker: Asker }),
  /** Plan a pull request and publish; `hosts` are patterns that narrow it. A job without `asker` leaves forks to the rules. */
  z.strictObject({ kind: z.literal("plan"), ...OfPullRequest, headCommit: z.string().max(64).optional(), hosts: z.array(z.string().max(512)).max(100).optional(), asker: Asker.optional() }),
  /** Stop planning a pull request that was closed. */
  z.strictObject({ kind: z.literal("forget"), ...OfPullRequest }),
  /** Plan the pull requests that have this commit as their head: GitHub names those of forks in no event of a check. */
  z.strictObject({ kind: z.literal("rerun"), ...OfRepository, headCommit: z.string().max(64) }),
  /** Commit the modules that were not regenerated to the pull request's branch. */
  z.strictObject({ kind: z.literal("convert"), ...OfPullRequest, asker: Asker }),
  /** Bring the update pull requests and the dashboard of the default branch up to date. */
  z.strictObject({ kind: z.literal("update"), ...OfRepository, asker: Asker.optional(), wishes: z.array(UpdateWish).max(10).optional() }),
  /** Evaluate the default branch for the cache. */
  z.strictObject({ kind: z.literal("warm"), ...OfRepository }),
  /** Look for open pull requests without a current plan. */
  z.strictObject({ kind: z.literal("reconcile"), ...OfRepository }),
]);
export type BotJob = z.infer<typeof BotJob>;

/** `owner/repo`: the queue is fair between these. */
export function groupOf({ repository }: BotJob): string {
  return `${repository.owner}/${repository.repo}`.toLowerCase();
}

/**
 * Jobs of one key replace each other: a newer one makes a waiting one needless, and a running one is stopped. Commands that somebody
 * waits for an answer of have keys of their own.
 */
export function jobKey(job: BotJob): string {
  const group = groupOf(job);
  switch (job.kind) {
    case "forget":
      return `plan ${group}#${job.number}`;
    case "plan":
      return `plan ${group}#${job.number} ${job.asker?.commentId ?? ""}`.trimEnd();
    case "convert":
      return `convert ${group}#${job.number} ${job.asker.commentId}`;
    case "command":
      return `command ${group} ${job.asker.commentId}`;
    case "update":
      return `update ${group} ${job.asker?.commentId ?? ""}`.trimEnd();
    case "rerun":
      return `rerun ${group} ${job.headCommit}`;
    case "warm":
    case "reconcile":
      return `${job.kind} ${group}`;
  }
}

/** Answers are quick and do not wait behind evaluations, which take minutes and all memory there is. Jobs of one key are in one lane. */
export type Lane = "evaluate" | "answer";

export function laneOf({ kind }: BotJob): Lane {
  return kind === "command" || kind === "rerun" || kind === "reconcile" ? "answer" : "evaluate";
}
