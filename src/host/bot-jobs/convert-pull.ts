// A pull request -> the modules that were not generated anew, committed to its branch.
import { runPlan } from "../../plan.ts";
import { applyModuleWrite, decideModuleWrite, readBranch } from "../../publish/index.ts";
import { openBotForge } from "../bot/bot-forge.ts";
import { throwIfInterrupted } from "../job-signal.ts";
import { createOctokitForge } from "../octokit-forge.ts";
import { accessFor, type BotTools, type ConvertJob, type Reply } from "./bot-tools.ts";

const READING = { contents: "read", pull_requests: "read" } as const;
const COMMITTING = { contents: "write", pull_requests: "read" } as const;

function failed(text: string): Reply {
  return { state: "failed", text };
}

/** As if `convert.write` were `commit`. Nothing of a fork is evaluated for it: no commit would come of that. */
export async function convertPull(job: ConvertJob, tools: BotTools): Promise<Reply> {
  const { repository, number } = job;
  const reading = accessFor(job, { permissions: READING, tools });
  const { isOpen, isFork, headCommit } = await openBotForge(reading).pull(number);
  if (!isOpen) return failed("The pull request is closed.");
  if (isFork) return failed("Nothing is committed to forks. Run `stowplan convert` there and push the modules.");
  const workplace = await tools.workplace();
  const source = { repository, number, headCommit, isForStranger: false, token: await reading.readToken(), log: tools.log };
  const plan = await workplace.withPull(source, ({ base, head, tip, ports }) => runPlan({ base, head, tip, inputs: { "convert-write": "commit", updates: "false" } }, ports));
  throwIfInterrupted();
  const forge = createOctokitForge(accessFor(job, { permissions: COMMITTING, tools }));
  const write = decideModuleWrite(plan, await readBranch({ plan, pullRequest: number }, forge));
  const done = await applyModuleWrite(write, { forge });
  const text = [done, ...write.notes].filter((sentence) => sentence !== "").join(" ");
  if (text === "") return { state: "done", text: "Every module is as its Compose files give it." };
  return { state: write.kind === "commit" && !done.startsWith("No ") ? "done" : "failed", text };
}
