// Comments of a pull request -> those that stowplan wrote for one key.
import type { ForgeComment } from "../ports.ts";
import { findMarker } from "../report/index.ts";

export type Ownership = { readonly author: string; readonly key: string };

/**
 * Ours are the comments with our record and this key, written by our own account: a record alone could be copied by anyone.
 * Oldest first; logins are compared without regard to case, as the forge does.
 */
export function ownComments(comments: readonly ForgeComment[], ownership: Ownership): readonly ForgeComment[] {
  return comments
    .filter((comment) => comment.author.toLowerCase() === ownership.author.toLowerCase() && findMarker(comment.body)?.key === ownership.key)
    .toSorted((left, right) => left.id - right.id);
}
