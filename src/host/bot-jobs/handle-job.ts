// A job -> done. What evaluates is loaded only where such a job comes.
import type { BotJob } from "../bot/job.ts";
import { answerCommand } from "./answer-command.ts";
import type { BotTools, ConvertJob, PlanJob, UpdateJob } from "./bot-tools.ts";
import { withReply } from "./with-reply.ts";

async function plan(job: PlanJob, tools: BotTools): Promise<void> {
  const { planPull } = await import("./plan-pull.ts");
  const { asker, repository } = job;
  if (asker === undefined) await planPull(job, tools);
  else await withReply({ repository, asker }, { work: () => planPull(job, tools), tools });
}

async function convert(job: ConvertJob, tools: BotTools): Promise<void> {
  const { convertPull } = await import("./convert-pull.ts");
  await withReply(job, { work: () => convertPull(job, tools), tools });
}

async function update(job: UpdateJob, tools: BotTools): Promise<void> {
  const { updateRepository } = await import("./update-repository.ts");
  const { asker, repository } = job;
  if (asker === undefined) await updateRepository(job, tools);
  else await withReply({ repository, asker }, { work: () => updateRepository(job, tools), tools });
}

/** Throws what is to be tried again: GitHub's own failures, and what nobody foresaw. */
export async function handleJob(job: BotJob, tools: BotTools): Promise<void> {
  switch (job.kind) {
    case "command":
      return answerCommand(job, tools);
    case "plan":
      return plan(job, tools);
    case "convert":
      return convert(job, tools);
    case "update":
      return update(job, tools);
    case "warm":
      return (await import("./warm-branch.ts")).warmBranch(job, tools);
    case "reconcile":
      return (await import("./reconcile.ts")).reconcile(job, tools);
    case "rerun":
      return (await import("./reconcile.ts")).rerun(job, tools);
    case "forget":
      // Its key has taken the plan's place by now, which is all there is to do.
      return;
  }
}
