// The hidden record at the start of a comment: which plan it shows, so that the next run finds and judges its own comment.
import * as z from "zod";
import { commentRecord } from "./markdown/escape.ts";
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

const OPENING = "<!-- stowplan ";
const CLOSING = " -->";

export function writeMarker(marker: Marker): string {
  return `${OPENING}${commentRecord(marker)}${CLOSING}`;
}

/**
 * The record of a comment, or undefined. It counts only as the very first line: everything that comes from a pull request
 * stands below it. Who wrote the comment must be checked as well, because anyone may copy a record.
 */
export function findMarker(body: string): Marker | undefined {
  const [first = ""] = body.split(/\r?\n/, 1);
  if (!first.startsWith(OPENING) || !first.endsWith(CLOSING)) return undefined;
  try {
    return Marker.safeParse(JSON.parse(first.slice(OPENING.length, -CLOSING.length))).data;
  } catch {
    return undefined;
  }
}
