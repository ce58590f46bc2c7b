// A push -> what follows from a new default branch: its hosts in the cache, and updates on top of it.
import * as z from "zod";
import type { BotJob, BotRepository } from "../bot/job.ts";

const Payload = z.object({ ref: z.string(), deleted: z.boolean(), repository: z.object({ default_branch: z.string() }) });

/** Pushes to other branches come as events of their pull requests. */
export function pushJobs(payload: unknown, repository: BotRepository): readonly BotJob[] {
  const { ref, deleted: isDeleted = true, repository: told } = Payload.safeParse(payload).data ?? {};
  if (isDeleted || ref !== `refs/heads/${told?.default_branch ?? ""}`) return [];
  return [{ kind: "warm", repository }, { kind: "update", repository }];
}
