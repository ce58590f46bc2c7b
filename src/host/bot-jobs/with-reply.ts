// Work that somebody asked for -> done, if he may still ask for it, and told to him however it ends.
import { StowplanError, tellError } from "../../errors.ts";
import { openBotForge } from "../bot/bot-forge.ts";
import { throwIfInterrupted } from "../job-signal.ts";
import { accessFor, type Asked, type BotTools, fullName, type Reply } from "./bot-tools.ts";
import { tellAsker } from "./tell-asker.ts";

/** Telling needs no more than this. */
const TELLING = { issues: "write", pull_requests: "write" } as const;

function explain(error: unknown, { log }: BotTools): string {
  if (error instanceof StowplanError) return tellError(error);
  // What it says may hold anything, so it is the log's, which hides secrets.
  log.warn(error instanceof Error ? (error.stack ?? error.message) : String(error));
  return "Something went wrong inside the bot. Its log says what.";
}

async function attempt(work: () => Promise<Reply>, tools: BotTools): Promise<Reply> {
  try {
    return await work();
  } catch (error) {
    throwIfInterrupted();
    return { state: "failed", text: explain(error, tools) };
  }
}

/** Jobs may wait long: who may no longer write gets nothing done. Throws only what telling throws, and an interruption. */
export async function withReply(job: Asked, { work, tools }: { readonly work: () => Promise<Reply>; readonly tools: BotTools }): Promise<void> {
  const access = accessFor(job, { permissions: TELLING, tools });
  const isWriter = await openBotForge(access).isWriter(job.asker.login);
  const reply = isWriter ? await attempt(work, tools) : ({ state: "failed", text: "Only those who may write to the repository may ask for this." } as const);
  throwIfInterrupted();
  await tellAsker(job.asker, { told: reply, access });
  tools.log.info(`${fullName(job.repository)}#${job.asker.number}: ${job.asker.text}: ${reply.state}`);
}
