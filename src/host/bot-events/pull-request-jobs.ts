// An event of a pull request -> plan it, or stop planning it.
import * as z from "zod";
import type { BotJob, BotRepository } from "../bot/job.ts";

const Payload = z.object({
  action: z.string(),
  changes: z.object({ base: z.unknown() }).partial().optional(),
  pull_request: z.object({ number: z.int().min(1), state: z.string(), head: z.object({ sha: z.string().max(64) }) }),
});

/** After these the plan may be another. A change of the base branch comes as `edited` and as nothing else; so do new titles. */
const PLANNED: readonly string[] = ["opened", "synchronize", "reopened", "ready_for_review", "edited"];

export function pullRequestJobs(payload: unknown, repository: BotRepository): readonly BotJob[] {
  const parsed = Payload.safeParse(payload);
  if (!parsed.success) return [];
  const { action, changes, pull_request: pull } = parsed.data;
  if (action === "closed") return [{ kind: "forget", repository, number: pull.number }];
  if (pull.state !== "open" || !PLANNED.includes(action) || (action === "edited" && changes?.base === undefined)) return [];
  return [{ kind: "plan", repository, number: pull.number, headCommit: pull.head.sha }];
}
