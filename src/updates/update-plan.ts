// What an update run is to bring about, as data: the branches with their updates, those that wait, and what is left alone.
import * as z from "zod";
import { UpdateKind } from "../config/index.ts";
import { IgnoredUpdate, Update } from "./update.ts";

/** Why a branch is not made yet; `text` is one sentence for people. */
export const WaitingReason = z.enum(["schedule", "minimum-age", "limit", "approval"]);
export type WaitingReason = z.infer<typeof WaitingReason>;

/** `due`: the branch is made, or kept current where it is there. */
export const BranchState = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("due") }),
  z.object({ kind: z.literal("waiting"), reason: WaitingReason, text: z.string().max(500) }),
]);
export type BranchState = z.infer<typeof BranchState>;

const Names = z.array(z.string().max(256)).max(50);

/** One branch and so one pull request: updates that are merged together. */
export const UpdateBranch = z.object({
  /** Without `branch-prefix`; stable while the same versions are meant: `ghcr.io-mealie-recipes-mealie-1.4.x`. */
  name: z.string().max(180).regex(/^[A-Za-z0-9][A-Za-z0-9._-]*$/),
  /** The pull request's title, without line breaks: `Update mealie to v1.4.1`. */
  title: z.string().max(200),
  kinds: z.array(UpdateKind).max(8),
  /** Sorted by reference; no reference twice. */
  updates: z.array(Update).min(1).max(1000),
  labels: Names,
  /** Logins, or `team:NAME`. */
  reviewers: Names,
  assignees: Names,
  automerge: z.enum(["off", "pull-request"]),
  state: BranchState,
  /** What the reader of the pull request should know of the decision, a sentence each: an age that is unknown. */
  notes: z.array(z.string().max(500)).max(50),
});
export type UpdateBranch = z.infer<typeof UpdateBranch>;

/** All branches in the order in which they are to be made, and what is left alone. */
export const UpdatePlan = z.object({
  branches: z.array(UpdateBranch).max(5000),
  ignored: z.array(IgnoredUpdate).max(5000),
});
export type UpdatePlan = z.infer<typeof UpdatePlan>;

/** What is on the forge already; names of branches without the prefix. */
export type OpenUpdates = {
  /** Branches with an open pull request of ours: they stay due, whatever the schedule and the limits say. */
  readonly branches: readonly string[];
  /** Our pull requests that were opened within the last hour, also those that are closed by now. */
  readonly openedLastHour: number;
  /** Branches whose box on the dashboard is ticked: they are due at once. */
  readonly approved: readonly string[];
};
