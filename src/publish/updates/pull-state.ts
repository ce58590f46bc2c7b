// What an update run wants on GitHub, and what it found there.
import type { BranchHead, CheckState, UpdatePull } from "../../ports.ts";
import type { PullRecord } from "../../report/index.ts";
import type { UpdateBranch } from "../../updates/index.ts";
import type { SealedCommit } from "./seal.ts";

/** One branch as the run wants it. */
export type WantedBranch = {
  /** The branch's full name on GitHub. */
  readonly branch: string;
  readonly update: UpdateBranch;
  /** Names of the images (`ghcr.io/…/mealie`), by which a later run knows what the pull request was about. */
  readonly images: readonly string[];
  /** Digest of the references and what shall stand in their place. */
  readonly proposal: string;
  /** Digest of the edited texts; only known where it had to be. */
  readonly content?: string;
};

/** One pull request of ours that is not open any more. */
export type PastPull = { readonly number: number; readonly url: string; readonly state: "merged" | "closed"; readonly record?: PullRecord };

/** One open pull request from one of our branches. */
export type OpenPull = UpdatePull & {
  /** Ours by its author. */
  readonly isOurs: boolean;
  /** Only read where it counts for merging. */
  readonly checks?: CheckState;
  readonly record?: PullRecord;
};

/** What is there under one branch name. */
export type FoundBranch = {
  readonly branch: string;
  /** Absent where there is no such branch. */
  readonly head?: BranchHead;
  /** Where its head is a commit as we make them. */
  readonly seal?: SealedCommit;
  readonly pull?: OpenPull;
  /** The last pull request of ours from a branch of this name. */
  readonly past?: PastPull;
};

/** What decides besides the branches. */
export type PullRules = {
  /** What our branches grow from and are merged into, and its commit that this run looks at. */
  readonly base: { readonly branch: string; readonly commit: string };
  /** The base branch's newest commit on GitHub. */
  readonly tip: string;
  readonly rebaseWhen: "behind-base-branch" | "conflicted" | "never";
  /** Branches that somebody asked for on the dashboard: they wait for nothing. */
  readonly requested: ReadonlySet<string>;
  /** Images that could not be asked about: what they propose now is unknown, so nothing about them is closed. */
  readonly unknownImages: ReadonlySet<string>;
  /** False where the run does not know everything that could be proposed. */
  readonly isComplete: boolean;
  readonly mergesWithoutChecks: boolean;
};
