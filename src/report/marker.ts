// The hidden record at the start of a comment: which plan it shows, so that the next run finds and judges its own comment.
import * as z from "zod";
import { findRecord, writeRecord } from "./hidden-record.ts";
import { CommitId } from "./plan-document.ts";

/** What a comment says about itself. `head` is the tip of the pull request's branch, `plan` the SHA-256 of the plan's text. */
export const Marker = z.object({
  version: z.literal(1),
  key: z.string().max(63),
  base: CommitId,
  head: CommitId,
  plan: z.string().regex(/^[0-9a-f]{64}$/),
  truncated: z.boolean(),
});
export type Marker = z.infer<typeof Marker>;

const NAME = "stowplan";

export function writeMarker(marker: Marker): string {
  return writeRecord(NAME, marker);
}

/** The record of a comment, or undefined; who wrote the comment must be checked as well. */
export function findMarker(body: string): Marker | undefined {
  return findRecord(body, { name: NAME, schema: Marker });
}
