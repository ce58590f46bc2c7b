// The hidden record at the start of a pull request of ours: what it proposes, and how far the run that wrote it came.
import * as z from "zod";
import { findRecord, writeRecord } from "../hidden-record.ts";
import { CommitId } from "../plan-document.ts";

/** What a pull request of ours says about itself. */
export const PullRecord = z.object({
  version: z.literal(1),
  /** Names the branch without its prefix. */
  branch: z.string().max(255),
  base: CommitId,
  /** The commit that the text below describes. */
  commit: CommitId,
  proposal: z.string().regex(/^[0-9a-f]{32}$/),
  images: z.array(z.string().max(512)).max(200),
  /** False until labels, reviewers and assignees are set. */
  isReady: z.boolean(),
  /** No finding of the plan speaks against merging it without a person. */
  isHarmless: z.boolean(),
  /** Set where we closed it ourselves; one that a person closed is left closed. */
  closed: z.literal("not-needed").optional(),
});
export type PullRecord = z.infer<typeof PullRecord>;

const NAME = "stowplan-update";

export function writePullRecord(record: PullRecord): string {
  return writeRecord(NAME, record);
}

/** The record of a pull request's text, or undefined; who opened the pull request must be checked as well. */
export function findPullRecord(body: string): PullRecord | undefined {
  return findRecord(body, { name: NAME, schema: PullRecord });
}

/** The same text with another record. */
export function replacePullRecord(body: string, record: PullRecord): string {
  const end = body.indexOf("\n");
  return `${writePullRecord(record)}\n${end === -1 ? "" : body.slice(end + 1)}`;
}
