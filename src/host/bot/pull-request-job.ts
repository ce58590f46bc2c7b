// A webhook's payload -> the work it asks for, or none.
import * as z from "zod";

/** What is known of a pull request when an event arrives. Commits are full names. */
export type PullRequestJob = {
  readonly owner: string;
  readonly repo: string;
  readonly repositoryId: number;
  /** Of the App; GitHub sends it with every event of an installation. */
  readonly installationId?: number;
  readonly number: number;
  readonly headCommit: string;
  readonly baseCommit: string;
  readonly isFork: boolean;
};

/** Events of a pull request after which its plan may be another. */
export const JOB_EVENTS = [
  "pull_request.opened",
  "pull_request.synchronize",
  "pull_request.reopened",
  "pull_request.ready_for_review",
  "pull_request.edited",
] as const;

const Payload = z.object({
  action: z.string(),
  changes: z.object({ base: z.unknown() }).partial().optional(),
  installation: z.object({ id: z.int() }).optional(),
  repository: z.object({ id: z.int(), full_name: z.string() }),
  pull_request: z.object({
    number: z.int(),
    state: z.string(),
    head: z.object({ sha: z.string(), repo: z.object({ full_name: z.string() }).nullish() }),
    base: z.object({ sha: z.string() }),
  }),
});

/**
 * The job of an event; undefined where the pull request is closed, or where it was edited in its texts only: a change of the base
 * branch comes as `edited` and as nothing else.
 */
export function jobOf(payload: unknown): PullRequestJob | undefined {
  const { action, changes, installation, repository, pull_request: pull } = Payload.parse(payload);
  if (pull.state !== "open") return undefined;
  if (action === "edited" && changes?.base === undefined) return undefined;
  const [owner = "", repo = ""] = repository.full_name.split("/");
  return {
    owner,
    repo,
    repositoryId: repository.id,
    ...(installation === undefined ? {} : { installationId: installation.id }),
    number: pull.number,
    headCommit: pull.head.sha,
    baseCommit: pull.base.sha,
    isFork: pull.head.repo?.full_name !== repository.full_name,
  };
}
