// A repository's open pull requests -> a plan for each that has none of its head: nothing depends on a webhook that was missed.
import { findMarker } from "../../report/index.ts";
import type { Forge } from "../../ports.ts";
import type { Access } from "../bot/access.ts";
import { type BotForge, openBotForge, type PullFacts } from "../bot/bot-forge.ts";
import { hasCode } from "../../errors.ts";
import { createOctokitForge } from "../octokit-forge.ts";
import { accessFor, type BotTools, type ReconcileJob, type RerunJob } from "./bot-tools.ts";
import { plannedName } from "./plan-pull.ts";

const READING = { contents: "read", pull_requests: "read", issues: "read", checks: "read" } as const;

type Reading = { readonly bot: BotForge; readonly forge: Forge };

function openReading(access: Access): Reading {
  return { bot: openBotForge(access), forge: createOctokitForge(access) };
}

/** A record counts only in a comment of our own account. */
async function hasComment({ number, headCommit }: PullFacts, forge: Forge): Promise<boolean> {
  const [author, comments] = await Promise.all([forge.author(), forge.comments(number)]);
  return comments.some((comment) => comment.author.toLowerCase() === author.toLowerCase() && findMarker(comment.body)?.head === headCommit);
}

/** A plan without changes may leave a check and no comment. */
async function hasCheck({ headCommit }: PullFacts, { bot, forge }: Reading): Promise<boolean> {
  try {
    return (await bot.checkedBy(headCommit)).has((await forge.author()).toLowerCase());
  } catch (error) {
    // An installation may not let the App read checks.
    if (hasCode(error, "forge-denied")) return false;
    throw error;
  }
}

/** Adds plans that wait behind nothing: a pull request that is being planned is left to that. */
export async function reconcile(job: ReconcileJob, tools: BotTools): Promise<void> {
  const { repository } = job;
  const { bot, forge } = openReading(accessFor(job, { permissions: READING, tools }));
  for (const pull of await bot.openPulls()) {
    const { number, headCommit } = pull;
    if (tools.planned.has(plannedName({ repository, number }, headCommit))) continue;
    if ((await hasComment(pull, forge)) || (await hasCheck(pull, { bot, forge }))) continue;
    await tools.queue.add({ job: { kind: "plan", repository, number, headCommit }, onlyIfIdle: true });
  }
}

/** Adds a plan for each open pull request with this head. */
export async function rerun(job: RerunJob, tools: BotTools): Promise<void> {
  const { repository, headCommit } = job;
  const { bot } = openReading(accessFor(job, { permissions: READING, tools }));
  for (const pull of await bot.openPulls()) {
    if (pull.headCommit === headCommit) await tools.queue.add({ job: { kind: "plan", repository, number: pull.number, headCommit } });
  }
}
