// A repository -> its pull requests for updates and its dashboard, brought to what is newest and to what somebody asked for.
import { CONFIG_FILES, readConfig } from "../../config/index.ts";
import { tellFailureOnDashboard, type UpdateRun } from "../../publish/index.ts";
import type { UpdateForge } from "../../ports.ts";
import { runUpdates } from "../../update-run.ts";
import { type BotForge, openBotForge } from "../bot/bot-forge.ts";
import { throwIfInterrupted } from "../job-signal.ts";
import { createOctokitUpdateForge } from "../octokit-update-forge.ts";
import { accessFor, type BotTools, fullName, type Reply, type UpdateJob } from "./bot-tools.ts";
import { tellWishes } from "./tell-wishes.ts";

const UPDATING = { contents: "write", pull_requests: "write", issues: "write", checks: "read", statuses: "read" } as const;

async function isConfigured(asking: BotForge): Promise<boolean> {
  for (const path of CONFIG_FILES) if (await asking.hasFile(path)) return true;
  return false;
}

type Place = { readonly branch: string; readonly forge: UpdateForge; readonly token: string; readonly tools: BotTools };

/** Undefined where the branch's configuration switches updates off. */
async function runOnBranch({ repository, wishes = [] }: UpdateJob, { branch, forge, token, tools }: Place): Promise<UpdateRun | undefined> {
  const workplace = await tools.workplace();
  return workplace.withBranch({ repository, branch, token, log: tools.log }, async ({ commit, ports }) => {
    const tree = await ports.git.tree(await ports.git.resolve(commit));
    const { value: config } = await readConfig({ base: tree, head: tree, inputs: {} });
    if (!config.updates.enabled) return undefined;
    return runUpdates({ revision: commit, baseBranch: branch, inputs: {}, now: tools.now(), wishes }, { ...ports, forge });
  });
}

/**
 * Nobody's repository gets pull requests because it can be seen: by themselves runs are made only where the default branch has a
 * configuration, which may say `updates: false`. The run knows schedules, limits and what is open already.
 */
export async function updateRepository(job: UpdateJob, tools: BotTools): Promise<Reply> {
  const { repository, wishes = [] } = job;
  const access = accessFor(job, { permissions: UPDATING, tools });
  const asking = openBotForge(access);
  if (job.asker === undefined && !(await isConfigured(asking))) return { state: "done", text: "The default branch has no configuration." };
  const branch = await asking.defaultBranch();
  const forge = createOctokitUpdateForge({ ...access, ...(tools.pace === undefined ? {} : { pace: tools.pace }) });
  const run = await runOnBranch(job, { branch, forge, token: await access.readToken(), tools }).catch(async (error: unknown) => {
    throwIfInterrupted();
    // Who asked is answered; of a run by itself nobody else would hear.
    if (job.asker === undefined) await tellFailureOnDashboard(error, { baseBranch: branch, forge, log: tools.log });
    throw error;
  });
  throwIfInterrupted();
  if (run === undefined) return { state: "failed", text: "Updates are switched off by `updates: false`." };
  for (const { text } of run.outcomes.filter(({ state }) => state !== "kept")) tools.log.info(`${fullName(repository)}: ${text}`);
  return tellWishes(wishes, run);
}
