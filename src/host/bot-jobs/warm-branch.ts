// A repository's default branch -> the states of its hosts in the cache, where the pull requests to come find their base.
import { posix } from "node:path";
import { readConfig } from "../../config/index.ts";
import { discover } from "../../discover/index.ts";
import { evaluateHosts } from "../../evaluate/index.ts";
import type { PlanPorts } from "../../ports.ts";
import { openBotForge } from "../bot/bot-forge.ts";
import { accessFor, type BotTools, fullName, type WarmJob } from "./bot-tools.ts";

const READING = { contents: "read" } as const;

/** Every host, as if flake.nix had changed, on which all depend. */
async function evaluateAll(commit: string, ports: PlanPorts): Promise<number> {
  const base = await ports.git.resolve(commit);
  const tree = await ports.git.tree(base);
  const { value: config } = await readConfig({ base: tree, head: tree, inputs: {} });
  const changes = [{ path: posix.join(config.flake, "flake.nix"), status: "modified" }] as const;
  const { value: scope } = await discover({ base: tree, head: tree, changes, config });
  const { value: hosts } = await evaluateHosts({ scope, base, head: base, config, ports });
  return hosts.filter(({ head }) => head !== undefined).length;
}

/** What is wrong with the flake is told by the plans that meet it; a repository without one is nothing to look at. */
export async function warmBranch(job: WarmJob, tools: BotTools): Promise<void> {
  const { repository } = job;
  const access = accessFor(job, { permissions: READING, tools });
  const branch = await openBotForge(access).defaultBranch();
  const [token, workplace] = [await access.readToken(), await tools.workplace()];
  const count = await workplace.withBranch({ repository, branch, token, log: tools.log }, ({ commit, ports }) => evaluateAll(commit, ports));
  tools.log.info(`${fullName(repository)}: ${count} hosts of ${branch} are known`);
}
