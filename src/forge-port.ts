// What the rooms may ask of the forge (GitHub). The implementation is host/octokit-forge.ts.

import type { CheckForge, LabelForge } from "./check-port.ts";

/** A pull request as the forge describes it. */
export type PullRequest = {
  readonly number: number;
  readonly headCommit: string;
  /** The branch that is to be merged, without `refs/heads/`; of a fork, the fork's. */
  readonly headRef: string;
  readonly baseRef: string;
  readonly isFork: boolean;
  readonly isOpen: boolean;
};

/** A comment on a pull request. */
export type ForgeComment = { readonly id: number; readonly author: string; readonly body: string; readonly url: string };

/** A file that a pull request changes; `patch` are the hunks of its diff, empty where the forge shows none. */
export type ChangedFile = { readonly path: string; readonly patch: string };

/** A comment on lines of a file as the pull request leaves it, which must be lines of its diff. Lines from 1, both inclusive. */
export type LineComment = { readonly path: string; readonly startLine: number; readonly line: number; readonly body: string };

/** A comment on lines that is there already. */
export type ReviewComment = { readonly author: string; readonly path: string; readonly body: string };

/** One commit on a branch: `parent` is its head as it was last seen, `files` are paths to whole texts. */
export type BranchCommit = { readonly branch: string; readonly parent: string; readonly message: string; readonly files: ReadonlyMap<string, string> };

/** The forge, bound to one repository. Every method throws StowplanError (`forge-denied`, `forge-missing`, `forge-failed`). */
export type Forge = CheckForge & LabelForge & {
  /** The login that our own comments carry. */
  author(): Promise<string>;
  pullRequest(number: number): Promise<PullRequest>;
  /** Every comment of a pull request, over all pages, oldest first. */
  comments(number: number): Promise<readonly ForgeComment[]>;
  /** One comment as it is now; undefined where it is gone. */
  comment(id: number): Promise<ForgeComment | undefined>;
  /** True where `commit` was made on top of `from`; false also where that cannot be found out. */
  descends(commits: { readonly commit: string; readonly from: string }): Promise<boolean>;
  /** Waits until what was just pushed or written is surely seen by whoever reads. */
  settle(): Promise<void>;
  createComment(number: number, body: string): Promise<ForgeComment>;
  updateComment(id: number, body: string): Promise<ForgeComment>;
  deleteComment(id: number): Promise<void>;
  /** The text of a file at a commit; undefined where there is none, or none that the forge hands out (1 MB and more). */
  file(path: string, commit: string): Promise<string | undefined>;
  changedFiles(number: number): Promise<readonly ChangedFile[]>;
  reviewComments(number: number): Promise<readonly ReviewComment[]>;
  /** One review with all comments: one notification. Refused as a whole where a line is not in the diff of `commit`. */
  review(number: number, review: { readonly commit: string; readonly comments: readonly LineComment[] }): Promise<void>;
  /** Commits without a checkout and gives the commit's id; undefined where the branch has moved on, which is left as it is. */
  commit(change: BranchCommit): Promise<string | undefined>;
};
