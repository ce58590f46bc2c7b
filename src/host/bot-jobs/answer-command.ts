// A command -> the job that it asks for, or its answer; nothing but a reaction for whoever may not ask.
import type { Access } from "../bot/access.ts";
import { openBotForge } from "../bot/bot-forge.ts";
import type { BotJob } from "../bot/job.ts";
import { type BotCommand, parseCommand } from "../bot-events/command-line.ts";
import { accessFor, type BotTools, type CommandJob, fullName } from "./bot-tools.ts";
import { tellAsker, type Told } from "./tell-asker.ts";

const ANSWERING = { issues: "write", pull_requests: "write" } as const;

type Answer = { readonly told: Told; readonly job?: BotJob };

function waiting(job: BotJob): Answer {
  return { told: { state: "waiting", text: "" }, job };
}

const NO_PULL_REQUEST: Answer = { told: { state: "failed", text: "This command belongs on a pull request." } };

async function rebaseJob({ repository, asker }: CommandJob, access: Access): Promise<Answer> {
  const { headRef, isFork, isOpen } = await openBotForge(access).pull(asker.number);
  if (isFork || !isOpen) return { told: { state: "failed", text: "Only open pull requests that the bot made of updates are made anew." } };
  return waiting({ kind: "update", repository, asker, wishes: [{ kind: "rebase", branch: headRef }] });
}

async function answerOf(command: BotCommand, { job, access }: { readonly job: CommandJob; readonly access: Access }): Promise<Answer> {
  const { repository, asker, isPullRequest } = job;
  const { number } = asker;
  switch (command.kind) {
    case "plan":
      return isPullRequest ? waiting({ kind: "plan", repository, number, asker, ...(command.hosts.length === 0 ? {} : { hosts: [...command.hosts] }) }) : NO_PULL_REQUEST;
    case "convert":
      return isPullRequest ? waiting({ kind: "convert", repository, number, asker }) : NO_PULL_REQUEST;
    case "rebase":
      return isPullRequest ? rebaseJob(job, access) : NO_PULL_REQUEST;
    case "update": {
      const { image, version } = command;
      return waiting({ kind: "update", repository, asker, wishes: [version === undefined ? { kind: "now", image } : { kind: "version", image, version }] });
    }
    case "ignore":
      return waiting({ kind: "update", repository, asker, wishes: [command] });
    case "help":
      return { told: { state: "done", text: "The commands are below.", wantsHelp: true } };
    case "unknown":
      return { told: { state: "failed", text: `${command.text} The commands are below.`, wantsHelp: true } };
  }
}

/**
 * Who may write is asked of GitHub now. Others get a -1 and nothing else: no job, and no text that they could make the bot say. Tried again
 * after a failure, it adds the job that it asks for only once.
 */
export async function answerCommand(job: CommandJob, tools: BotTools): Promise<void> {
  const { repository, asker } = job;
  const access = accessFor(job, { permissions: ANSWERING, tools });
  const forge = openBotForge(access);
  if (!(await forge.isWriter(asker.login))) {
    await forge.react(asker.commentId, "-1");
    tools.log.info(`${fullName(repository)}#${asker.number}: a command by ${asker.login}, who may not write, was not done`);
    return;
  }
  const { told, job: added } = await answerOf(parseCommand(asker.text), { job, access });
  await tellAsker(asker, { told, access });
  if (added !== undefined) await tools.queue.add({ job: added, delivery: `comment ${asker.commentId}` });
}
