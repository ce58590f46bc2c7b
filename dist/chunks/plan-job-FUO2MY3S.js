import { createRequire as __createRequire } from "node:module";
const require = __createRequire(import.meta.url), __filename = import.meta.filename, __dirname = import.meta.dirname;
import {
  openPlanPorts
} from "./chunk-QAGKNCKW.js";
import {
  gitArguments,
  runGit
} from "./chunk-QDJYTLXC.js";
import "./chunk-VWCCPWEM.js";
import {
  allowedEnvironment,
  runProcess
} from "./chunk-2UAZ63FG.js";
import {
  runPlan
} from "./chunk-IRP5QSGH.js";
import "./chunk-K5JQ26TK.js";
import "./chunk-BOQZRW4Z.js";
import "./chunk-H2WBBVKI.js";
import "./chunk-5FQVYANH.js";
import "./chunk-GA3IRTZO.js";
import "./chunk-HBJI5WWG.js";
import "./chunk-OZAJUPE7.js";
import {
  StowplanError
} from "./chunk-2G4XEMFZ.js";
import "./chunk-ZLOF7TVD.js";

// src/host/bot/checkout.ts
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
var MERGE = "refs/stowplan/merge";
var LIMITS = { seconds: 600, output: 1024 * 1024 };
var PAUSES = [2e3, 5e3, 1e4];
function credentials({ remote, token }) {
  if (token === "" || !URL.canParse(remote)) return {};
  const basic = Buffer.from(`x-access-token:${token}`).toString("base64");
  return { GIT_CONFIG_COUNT: "1", GIT_CONFIG_KEY_0: `http.${new URL(remote).origin}/.extraHeader`, GIT_CONFIG_VALUE_0: `Authorization: Basic ${basic}` };
}
async function fetchMerge(source, directory) {
  const reference = `+refs/pull/${source.job.number}/merge:${MERGE}`;
  const args = ["fetch", "--quiet", "--no-tags", "--no-recurse-submodules", "--no-write-fetch-head", "--depth=2", source.remote, reference];
  const environment = allowedEnvironment(source.environment, { GIT_TERMINAL_PROMPT: "0", ...credentials(source) });
  const { status } = await runProcess({ program: "git", args: gitArguments(directory, args), environment, limits: LIMITS });
  return status === 0;
}
async function readCommit(repository, expression) {
  return (await runGit(repository, { args: ["rev-parse", "--verify", "--end-of-options", expression] })).toString().trim();
}
async function readMerge(source, repository) {
  if (!await fetchMerge(source, repository.directory)) return void 0;
  const [head, base, tip] = await Promise.all(["", "^1", "^2"].map((parent) => readCommit(repository, `${MERGE}${parent}`)));
  if (head === void 0 || base === void 0 || tip !== source.job.headCommit) return void 0;
  return { repository, base, head, tip };
}
async function waitForMerge(source, repository) {
  for (const pause of [...source.pauses ?? PAUSES, void 0]) {
    const merge = await readMerge(source, repository);
    if (merge !== void 0) return merge;
    if (pause !== void 0) await setTimeout(pause);
  }
  throw new StowplanError({
    code: "revision-missing",
    subject: `pull request ${source.job.number}`,
    message: `GitHub has no merge commit of ${source.job.headCommit.slice(0, 10)}.`,
    hint: "Resolve the conflicts with the base branch, if there are any, and push again."
  });
}
async function withCheckout(source, use) {
  const directory = await mkdtemp(join(tmpdir(), "stowplan-"));
  try {
    const repository = { directory, environment: source.environment };
    await runGit(repository, { args: ["init", "--quiet"] });
    return await use(await waitForMerge(source, repository));
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}

// src/host/bot/plan-job.ts
function remoteOf(job, environment) {
  return `${environment["GITHUB_SERVER_URL"] ?? "https://github.com"}/${job.owner}/${job.repo}.git`;
}
function createPlanner(environment) {
  return ({ job, token, log }) => withCheckout(
    { job, token, environment, remote: remoteOf(job, environment) },
    async ({ repository, base, head, tip }) => runPlan({ base, head, tip, inputs: {} }, await openPlanPorts(repository, log))
  );
}
export {
  createPlanner
};
