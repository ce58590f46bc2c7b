// What is on a pull request already, and what is to be done with a plan there.
import type { ForgeComment, PullRequest } from "../ports.ts";
import type { PlanPages } from "../report/index.ts";
import type { WrittenCheck } from "./checks/write-check.ts";

/** A pull request's state as it was read, before anything is decided. */
export type Thread = PlanPages & {
  readonly pullRequest: PullRequest;
  /** The login that our own comments carry. */
  readonly author: string;
  /** Every comment over all pages, oldest first. */
  readonly comments: readonly ForgeComment[];
};

/** Why nothing is done. `outdated`: the pull request has other commits than the plan; a run for those will publish. */
export type SkipReason = "closed" | "outdated" | "no-change" | "same";

/** What is to be done. `target` says where, so that applying needs nothing else. */
export type Publication =
  | { readonly kind: "create"; readonly target: Target; readonly body: string }
  | { readonly kind: "update"; readonly target: Target; readonly comment: ForgeComment; readonly body: string; readonly duplicates: readonly ForgeComment[] }
  | { readonly kind: "delete"; readonly target: Target; readonly comments: readonly ForgeComment[] }
  | { readonly kind: "skip"; readonly reason: SkipReason; readonly text: string; readonly url?: string };

/** A pull request at one head commit, and the key of the plan whose comment is meant. */
export type Target = { readonly number: number; readonly head: string; readonly key: string };

/** What was done. `url` is the comment's address, where there is one. */
export type Published = {
  readonly kind: "created" | "updated" | "deleted" | "skipped";
  /** One sentence for the log. */
  readonly text: string;
  readonly reason?: SkipReason;
  readonly url?: string;
  /** The check run, where one was written. */
  readonly check?: WrittenCheck;
  /** The labels of ours that the pull request has now; absent where labels are off. */
  readonly labels?: readonly string[];
};
