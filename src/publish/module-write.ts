// What a pull request's branch holds of the modules that a plan would write, and what is to be done about them.
import type { BranchCommit, LineComment, PullRequest, ReviewComment } from "../ports.ts";

/** The branch as it was read, before anything is decided. */
export type Branch = {
  readonly pullRequest: PullRequest;
  /** Path of every module that is to be written -> its text at the branch's head; paths that are not there are absent. */
  readonly modules: ReadonlyMap<string, string>;
  /** Path -> hunks of the pull request's diff; only read for suggestions. */
  readonly patches: ReadonlyMap<string, string>;
  /** Our own comments on lines. */
  readonly ours: readonly ReviewComment[];
};

/** What is to be done; `notes` tell the log, a sentence each, why a module is not written. */
export type ModuleWrite =
  | { readonly kind: "nothing"; readonly notes: readonly string[] }
  | { readonly kind: "commit"; readonly change: BranchCommit; readonly notes: readonly string[] }
  | { readonly kind: "suggest"; readonly number: number; readonly commit: string; readonly comments: readonly LineComment[]; readonly notes: readonly string[] };
