// A repository -> its pull requests for updates and its dashboard, brought to what is newest and to what somebody asked for.
import { CONFIG_FILES, readConfig } from "../../config/index.ts";
import type { UpdateRun } from "../../publish/index.ts";
import { runUpdates } from "../../update-run.ts";
import { type BotForge, openBotForge } from "../bot/bot-forge.ts";
import { throwIfInterrupted } from "../job-signal.ts";
import { createOctokitUpdateForge } from "../octokit-update-forge.ts";
import { accessFor, type BotTools, nameOf, type Reply, type UpdateJob } from "./bot-tools.ts";
import { tellWishes } from "./tell-wishes.ts";

const UPDATING = { contents: "write", pull_requests: "write", issues: "write", checks: "read", statuses: "read" } as const;

async function isConfigured(asking: BotForge): Promise<boolean> {
  for (const path of CONFIG_FILES) if (await asking.hasFile(path)) return true;
  return false;
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
  const [branch, token, workplace] = [await asking.defaultBranch(), await access.readToken(), await tools.workplace()];
  const run = await workplace.withBranch({ repository, branch, token, log: tools.log }, async ({ commit, ports }): Promise<UpdateRun | undefined> => {
    const tree = await ports.git.tree(await ports.git.resolve(commit));
    const { value: config } = await readConfig({ base: tree, head: tree, inputs: {} });
    if (!config.updates.enabled) return undefined;
    const forge = createOctokitUpdateForge({ ...access, ...(tools.pace === undefined ? {} : { pace: tools.pace }) });
    return runUpdates({ revision: commit, baseBranch: branch, inputs: {}, now: tools.now(), wishes }, { ...ports, forge });
  });
  throwIfInterrupted();
  if (run === undefined) return { state: "failed", text: "Updates are switched off by `updates: false`." };
  for (const { text } of run.outcomes.filter(({ state }) => state !== "kept")) tools.log.info(`${nameOf(repository)}: ${text}`);
  return tellWishes(wishes, run);
}
