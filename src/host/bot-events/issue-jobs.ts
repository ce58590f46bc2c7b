// An edited issue -> an update run, where a box of the dashboard was ticked.
import * as z from "zod";
import { findDashboardRecord, readRequests } from "../../report/index.ts";
import type { BotJob, BotRepository } from "../bot/job.ts";

const Payload = z.object({
  action: z.literal("edited"),
  changes: z.object({ body: z.unknown() }),
  sender: z.object({ type: z.string() }),
  issue: z.object({ state: z.literal("open"), body: z.string(), user: z.object({ type: z.string() }) }),
});

/**
 * Only a hint: the run itself reads the dashboard, which must be of our own account. GitHub lets nobody edit an App's issue who may not write.
 * Our own edits, of which GitHub tells as well, ask for nothing.
 */
export function issueJobs(payload: unknown, repository: BotRepository): readonly BotJob[] {
  const { issue, sender } = Payload.safeParse(payload).data ?? {};
  if (issue?.user.type !== "Bot" || sender?.type !== "User") return [];
  const isAsked = findDashboardRecord(issue.body) !== undefined && readRequests(issue.body).size > 0;
  return isAsked ? [{ kind: "update", repository }] : [];
}
