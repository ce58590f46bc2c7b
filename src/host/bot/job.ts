// What the bot has to do, as data: jobs outlive the process that took the webhook, so they hold names and never objects.
import * as z from "zod";

/** A repository as an installation of the App sees it. */
export const BotRepository = z.strictObject({
  owner: z.string().min(1).max(100),
  repo: z.string().min(1).max(100),
  repositoryId: z.int(),
  installationId: z.int(),
});
export type BotRepository = z.infer<typeof BotRepository>;

/** Who asked by a comment: its id, where the answer's reaction goes, and the login. */
export const Asker = z.strictObject({ commentId: z.int(), login: z.string().min(1).max(100) });
export type Asker = z.infer<typeof Asker>;

const OfRepository = { repository: BotRepository } as const;
const OfPullRequest = { ...OfRepository, number: z.int().min(1) } as const;

/**
 * One piece of work. Whatever may have moved meanwhile (the head commit, the permissions of a login) is read when the job is done, not
 * when it is asked for; `headCommit` is only what the event spoke of.
 */
export const BotJob = z.discriminatedUnion("kind", [
  /** Plan a pull request and publish; `hosts` are patterns that narrow it. A job without `asker` leaves forks to the rules. */
  z.strictObject({ kind: z.literal("plan"), ...OfPullRequest, headCommit: z.string().max(64).optional(), hosts: z.array(z.string().max(512)).max(100).optional(), asker: Asker.optional() }),
  /** Stop planning a pull request that was closed. */
  z.strictObject({ kind: z.literal("forget"), ...OfPullRequest }),
  /** Commit the modules that were not regenerated to the pull request's branch. */
  z.strictObject({ kind: z.literal("convert"), ...OfPullRequest, asker: Asker }),
  /** Bring the update pull requests and the dashboard of the default branch up to date. */
  z.strictObject({ kind: z.literal("update"), ...OfRepository, asker: Asker.extend({ number: z.int().min(1) }).optional(), only: z.strictObject({ image: z.string().max(4096), version: z.string().max(128).optional() }).optional() }),
  /** Leave an image alone, until a day (`2026-12-24`) or for good. */
  z.strictObject({ kind: z.literal("ignore"), ...OfPullRequest, image: z.string().max(4096), until: z.iso.date().optional(), asker: Asker }),
  /** Make an update's branch anew on top of its base. */
  z.strictObject({ kind: z.literal("rebase"), ...OfPullRequest, asker: Asker }),
  /** Answer with the list of commands. */
  z.strictObject({ kind: z.literal("help"), ...OfPullRequest, asker: Asker }),
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
export function keyOf(job: BotJob): string {
  const group = groupOf(job);
  if (job.kind === "plan" || job.kind === "forget") return `plan ${group}#${job.number}`;
  if (job.kind === "warm" || job.kind === "reconcile") return `${job.kind} ${group}`;
  if (job.kind === "update") return `update ${group} ${job.asker?.commentId ?? ""}`.trimEnd();
  return `${job.kind} ${group}#${job.number} ${job.asker.commentId}`;
}

/** Answers are quick and do not wait behind evaluations, which take minutes and all memory there is. Jobs of one key are in one lane. */
export type Lane = "evaluate" | "answer";

export function laneOf({ kind }: BotJob): Lane {
  return kind === "help" || kind === "ignore" || kind === "reconcile" ? "answer" : "evaluate";
}
