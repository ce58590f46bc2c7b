// `stowplan updates --open`: a commit of a local checkout -> the pull requests and the dashboard on GitHub, as the Action's `mode: update` has them.
import { getOctokit } from "@actions/github";
import { branchOf } from "../../publish/index.ts";
import { escapeTerminal } from "../../report/index.ts";
import { runUpdates } from "../../update-run.ts";
import { createOctokitUpdateForge } from "../octokit-update-forge.ts";
import { openPlanPorts } from "../plan-ports.ts";
import { createTerminalLog } from "../terminal-log.ts";
import { readGithubToken } from "./github-token.ts";
import { columns, print } from "./output.ts";
import { parseRepository } from "./publish.ts";

/** Options of the command line. `branch` is the base branch; GitHub must have the commit. */
export type OpenUpdatesOptions = { readonly repo: string; readonly head: string; readonly repository?: string; readonly branch?: string };

/** Prints what was done for each branch; the exit status is 1 where something failed, else 0. */
export async function openUpdatesCommand(options: OpenUpdatesOptions): Promise<number> {
  const repository = parseRepository(options.repository);
  const forge = createOctokitUpdateForge({ octokit: getOctokit(readGithubToken("contents, pull requests and issues")), ...repository });
  const log = createTerminalLog(process.stderr);
  const ports = { ...(await openPlanPorts({ directory: options.repo, environment: process.env }, log)), forge };
  const baseBranch = options.branch ?? (await forge.repository()).defaultBranch;
  const { outcomes, dashboard } = await runUpdates({ revision: options.head, baseBranch, inputs: {}, now: new Date() }, ports).finally(() => {
    log.close();
  });
  const rows = outcomes.map(({ step, state, text, pull }) => [state, branchOf(step), pull?.url ?? "", text].map(escapeTerminal));
  await print([columns(rows), ...(dashboard === undefined ? [] : [`dashboard: ${escapeTerminal(dashboard.url)}`])].join("\n"));
  return outcomes.some(({ state }) => state === "failed") ? 1 : 0;
}
