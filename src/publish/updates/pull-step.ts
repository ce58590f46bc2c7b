// What is to be done about one branch of an update run, and what came of it.
import type { Finding } from "../../errors.ts";
import type { OpenPull, WantedBranch } from "./pull-state.ts";
import type { SealedCommit } from "./seal.ts";

/** Why an open pull request gets a new commit. */
export type RefreshReason = "proposal" | "base" | "conflict" | "requested";

/** Why nothing is done. `taken`: the branch is somebody else's. `declined`: a person closed the pull request of this very proposal. */
export type KeepReason = "open" | "waiting" | "edited" | "declined" | "taken" | "merged" | "unknown";

/** A pull request to be named to people. */
export type PullLink = { readonly number: number; readonly url: string };

/** One step; every branch gets at most one. `head` is what its branch must stand at for the step to be taken. */
export type PullStep =
  | { readonly kind: "open"; readonly wanted: WantedBranch; readonly head?: string; /** The head already is what would be made. */ readonly made?: SealedCommit }
  | { readonly kind: "refresh"; readonly wanted: WantedBranch; readonly pull: OpenPull; readonly head: string; readonly reason: RefreshReason }
  | { readonly kind: "describe"; readonly wanted: WantedBranch; readonly pull: OpenPull; readonly made: SealedCommit }
  | { readonly kind: "merge"; readonly wanted: WantedBranch; readonly pull: OpenPull; readonly head: string }
  | { readonly kind: "close"; readonly branch: string; readonly pull: OpenPull; readonly head: string }
  | { readonly kind: "sweep"; readonly branch: string; readonly head: string }
  | { readonly kind: "keep"; readonly branch: string; readonly wanted?: WantedBranch; readonly reason: KeepReason; readonly text: string; readonly pull?: PullLink };

/** What came of a step. `text` is a sentence for the log and the dashboard. */
export type PullOutcome = {
  readonly step: PullStep;
  readonly state: "opened" | "refreshed" | "described" | "merged" | "closed" | "swept" | "kept" | "overtaken" | "failed";
  readonly text: string;
  readonly pull?: PullLink;
  readonly findings: readonly Finding[];
};

/** The branch that a step is about. */
export function branchOf(step: PullStep): string {
  return "branch" in step ? step.branch : step.wanted.branch;
}
