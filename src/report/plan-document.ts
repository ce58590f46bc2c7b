// The plan as data: what runPlan makes, plan.json holds, and every renderer and the publishing job read.
import * as z from "zod";
import { FailureRule, LabelName } from "../config/index.ts";
import { ProjectPlan } from "../convert/index.ts";
import { InputChange } from "../discover/index.ts";
import { Finding } from "../errors.ts";
import { ImageChange } from "../images/index.ts";
import { HostPlan } from "../switch/index.ts";
import { Update } from "../updates/index.ts";

/** The names of labels by what each says; an empty name is a label that is not wanted. */
export const LabelNames = z.strictObject({
  "no-change": LabelName,
  restarts: LabelName,
  "left-stopped": LabelName,
  "back-up-first": LabelName,
  policy: LabelName,
  failed: LabelName,
});
export type LabelNames = z.infer<typeof LabelNames>;

/** A full commit id, SHA-1 or SHA-256. */
export const CommitId = z.string().regex(/^(?:[0-9a-f]{40}|[0-9a-f]{64})$/);

/** The version of the document's form; it grows with every change that breaks a reader. */
export const PLAN_VERSION = 1;

/** Everything that a pull request does, in the reader's order. */
export const Plan = z.strictObject({
  version: z.literal(PLAN_VERSION),
  /** `key` of the configuration: which of several plans of one pull request this is. */
  key: z.string().regex(/^[a-z0-9][a-z0-9._-]{0,62}$/),
  base: CommitId,
  /** The commit that was planned: the merge commit on `pull_request`. */
  head: CommitId,
  /** The tip of the pull request's branch, which a publication is checked against; equal to `head` elsewhere. */
  tip: CommitId,
  /** Which of `of` shares of the hosts this is; absent in a plan of all of them. */
  share: z.strictObject({ number: z.int().min(1).max(256), of: z.int().min(1).max(256) }).optional(),
  /** Inputs of the flake that the pull request moves: the flake's own first. */
  inputs: z.array(InputChange).max(4000),
  hosts: z.array(HostPlan).max(2000),
  projects: z.array(ProjectPlan).max(2000),
  images: z.array(ImageChange).max(5000),
  updates: z.array(Update).max(5000),
  findings: z.array(Finding).max(20_000),
  /** What the configuration says about the report, so that publishing needs no checkout. */
  options: z.strictObject({
    whenUnchanged: z.enum(["update", "always", "never"]),
    /** What fails the run: see `fail-on`. */
    failOn: z.array(FailureRule).max(100),
    /** What is done with modules that were not regenerated; nothing where it is absent. */
    write: z.enum(["suggest", "commit"]).optional(),
    /** False where no check run is wanted. */
    check: z.boolean().optional(),
    /** Names of the labels by what they say; no label is touched where it is absent. */
    labels: LabelNames.optional(),
  }),
});
export type Plan = z.infer<typeof Plan>;
