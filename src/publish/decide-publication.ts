// Plan and thread -> what is to be done with the comment. Pure; applying is apply-publication.ts.
import type { ForgeComment } from "../ports.ts";
import { COMMENT_LIMIT, isQuiet, type Plan, renderMarkdown } from "../report/index.ts";
import { ownComments } from "./own-comments.ts";
import type { Publication, Thread } from "./publication.ts";

/** Bodies are compared without the blanks at their end and carriage returns, which the forge may change. */
function isSameText(left: string, right: string): boolean {
  const settle = (text: string): string => text.replaceAll("\r\n", "\n").trimEnd();
  return settle(left) === settle(right);
}

/** A plan that cannot be published whatever the comments are. */
function refuse(plan: Plan, thread: Thread): Publication | undefined {
  const { number, headCommit, isOpen } = thread.pullRequest;
  if (!isOpen) return { kind: "skip", reason: "closed", text: `Pull request ${number} is closed.` };
  if (plan.tip === headCommit) return undefined;
  const text = `The plan is of ${plan.tip.slice(0, 10)}, but pull request ${number} is at ${headCommit.slice(0, 10)} by now.`;
  return { kind: "skip", reason: "outdated", text };
}

/** Nothing changes and nobody needs to be told: by `comment.when-unchanged`. Undefined where a comment is to be written. */
function decideQuiet(plan: Plan, parts: { readonly ours: readonly ForgeComment[]; readonly number: number }): Publication | undefined {
  const { ours, number } = parts;
  const { whenUnchanged } = plan.options;
  if (!isQuiet(plan) || whenUnchanged === "always") return undefined;
  if (ours.length === 0) return { kind: "skip", reason: "no-change", text: "Nothing changes, so nothing is said." };
  if (whenUnchanged === "never") return { kind: "delete", target: { number, head: plan.tip, key: plan.key }, comments: ours };
  return undefined;
}

/**
 * Decides what happens to the one comment of a plan's key. A plan whose tip is not the pull request's head commit is skipped, so
 * a comment for a newer head is never overwritten by a late run. Of several comments of ours the oldest is kept, because people may have linked it.
 */
export function decidePublication(plan: Plan, thread: Thread): Publication {
  const refused = refuse(plan, thread);
  if (refused !== undefined) return refused;
  const { number } = thread.pullRequest;
  const ours = ownComments(thread.comments, { author: thread.author, key: plan.key });
  const quiet = decideQuiet(plan, { ours, number });
  if (quiet !== undefined) return quiet;
  const target = { number, head: plan.tip, key: plan.key };
  const body = renderMarkdown(plan, { limit: COMMENT_LIMIT, run: thread.run, artifact: thread.artifact });
  const [comment, ...duplicates] = ours;
  if (comment === undefined) return { kind: "create", target, body };
  if (duplicates.length === 0 && isSameText(comment.body, body)) {
    return { kind: "skip", reason: "same", text: "The comment says this already.", url: comment.url };
  }
  return { kind: "update", target, comment, body, duplicates };
}
