// A comment that a run is about to write, or has written -> whether a newer commit's plan stands there, and how it is kept.
import type { ForgeComment, PublishPorts } from "../ports.ts";
import { findMarker } from "../report/index.ts";
import type { Target } from "./publication.ts";

function headOf(comment: ForgeComment | undefined): string | undefined {
  return comment === undefined ? undefined : findMarker(comment.body)?.head;
}

/**
 * True where the comment shows a commit that is newer than ours. A pull request's head may be read as it was a moment ago, so it decides
 * alone only where our commit was made on top of the shown one; after a force push it is read again, once reads are surely up to date.
 */
export async function isOvertaken(target: Target, { shown, ports: { forge } }: { readonly shown: ForgeComment; readonly ports: PublishPorts }): Promise<boolean> {
  const head = headOf(shown);
  if (head === undefined || head === target.head) return false;
  if (await forge.descends({ commit: target.head, from: head })) return false;
  await forge.settle();
  return (await forge.pullRequest(target.number)).headCommit !== target.head;
}

const OUTDATED = "> [!WARNING]\n> This is the plan of an older commit. The newer one's run will replace it; run it again where it does not.";

/** The same text, which says below its record that it is old. */
function markOutdated(body: string): string {
  const [record = "", ...rest] = body.split("\n");
  return [record, OUTDATED, "", ...rest].join("\n");
}

type Written = { readonly target: Target; readonly body: string; readonly shown: ForgeComment; readonly ports: PublishPorts };

/**
 * After writing: GitHub has no conditional update of comments, so two runs may have read before either wrote. Where the pull request has
 * moved on meanwhile, what was overwritten comes back, or the text says that it is old; where an older run wrote over ours, ours comes back.
 * Gives false where the pull request has moved on.
 */
export async function keepOrder({ target, body, shown, ports: { forge } }: Written): Promise<boolean> {
  const [{ headCommit }, now] = await Promise.all([forge.pullRequest(target.number), forge.comment(shown.id)]);
  const isOurs = headOf(now) === target.head;
  if (now === undefined) return true;
  if (headCommit === target.head) {
    if (!isOurs) await forge.updateComment(now.id, body);
    return true;
  }
  if (isOurs) await forge.updateComment(now.id, headOf(shown) === headCommit ? shown.body : markOutdated(body));
  return false;
}
