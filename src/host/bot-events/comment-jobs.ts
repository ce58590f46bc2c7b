// A new comment -> a look at the command in its first line. Who may command is found out when the job is done, not here.
import * as z from "zod";
import type { BotJob, BotRepository } from "../bot/job.ts";
import { isCommandLine } from "./command-line.ts";

const Payload = z.object({
  action: z.literal("created"),
  sender: z.object({ type: z.string() }),
  comment: z.object({ id: z.int(), body: z.string(), created_at: z.iso.datetime({ offset: true }), user: z.object({ login: z.string().min(1).max(100), type: z.string() }) }),
  issue: z.object({ number: z.int().min(1), pull_request: z.unknown().optional() }),
});

/** A longer line is no command of ours; what is kept is enough to say so. */
const LONGEST = 300;

/**
 * Edited comments command nothing: whoever may write can edit other people's. Neither do bots, which could answer each other for ever;
 * that is told by the account and not by `author_association`.
 */
export function commentJobs(payload: unknown, repository: BotRepository): readonly BotJob[] {
  const parsed = Payload.safeParse(payload);
  if (!parsed.success) return [];
  const { comment, issue, sender } = parsed.data;
  const [text = ""] = comment.body.split(/\r\n|\r|\n/, 1);
  if (comment.user.type !== "User" || sender.type !== "User" || !isCommandLine(text)) return [];
  const asker = { number: issue.number, commentId: comment.id, login: comment.user.login, created: comment.created_at, text: text.trim().slice(0, LONGEST) };
  return [{ kind: "command", repository, isPullRequest: issue.pull_request !== undefined && issue.pull_request !== null, asker }];
}
