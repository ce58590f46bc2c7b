import { createRequire as __createRequire } from "node:module";
const require = __createRequire(import.meta.url);
import {
  createOctokitUpdateForge,
  runUpdates
} from "./chunk-UD76N3NN.js";
import "./chunk-76S57DQK.js";
import {
  branchOf,
  tellFailureOnDashboard
} from "./chunk-MIPS32TM.js";
import {
  accessFor,
  fullName,
  openBotForge
} from "./chunk-THD57PEJ.js";
import "./chunk-KIFDBQBK.js";
import "./chunk-ALAEVG2H.js";
import {
  throwIfInterrupted
} from "./chunk-FSL3M7DZ.js";
import "./chunk-6ANWPEJB.js";
import {
  isNamed
} from "./chunk-IUYM5IIQ.js";
import "./chunk-XS53JKRH.js";
import "./chunk-3KLBMR6O.js";
import {
  CONFIG_FILES,
  readConfig
} from "./chunk-ZAI775U2.js";
import "./chunk-GWVNSTGD.js";
import "./chunk-3WL5QXBS.js";
import "./chunk-CGQZGR63.js";
import "./chunk-FFLDBSQF.js";
import "./chunk-WDXTXNKQ.js";
import "./chunk-MLLDOSUU.js";
import "./chunk-CNDDATOY.js";
import "./chunk-P6QGVD7B.js";
import "./chunk-IZT3ALIO.js";
import "./chunk-RAA42EKT.js";
import "./chunk-W6PA4KH7.js";
import "./chunk-L2TPXMAP.js";
import "./chunk-N3YWGI6C.js";
import "./chunk-Q3OPO74A.js";

// src/host/bot-jobs/tell-wishes.ts
var MOST_TEXTS = 5;
function pullOf(outcomes) {
  const url = outcomes.find(({ pull }) => pull !== void 0)?.pull?.url;
  return url === void 0 ? {} : { url };
}
function sentences(outcomes) {
  return outcomes.slice(0, MOST_TEXTS).map(({ text, pull }) => text !== "" ? text : pull === void 0 ? "" : `Pull request ${pull.number} is up to date.`).filter((text) => text !== "").join(" ");
}
function tellIgnored({ image, until }, { outcomes, dashboard }) {
  const closed = outcomes.filter(({ step, state }) => state === "closed" && step.kind === "close" && step.pull.record?.images.some((name) => isNamed(image, name)) === true);
  if (dashboard === void 0) return { state: "failed", text: "There is no dashboard issue to keep this in. Name the image in `updates.ignore-images` of .github/stowplan.yml." };
  const text = `${image} is left alone${until === void 0 ? "" : ` until ${until}`}. ${sentences(closed)}`.trim();
  return { state: "done", text, url: dashboard.url };
}
function tellAsked(wish, { outcomes, requested, ignored, dashboard }) {
  const asked = outcomes.filter(({ step }) => requested.has(branchOf(step)) && (wish.kind === "rebase" ? branchOf(step) === wish.branch : true));
  if (asked.length > 0) {
    const isFailed = asked.some(({ state }) => state === "failed" || state === "overtaken");
    const isKept = wish.kind === "version" && dashboard === void 0;
    const more = isKept ? " There is no dashboard issue to keep the version in, so a later run may offer another." : "";
    return { state: isFailed ? "failed" : "done", text: `${sentences(asked)}${more}`.trim(), ...pullOf(asked) };
  }
  if (wish.kind === "rebase") return { state: "failed", text: "No update that the bot knows of has this branch." };
  const why = ignored.filter(({ reference }) => isNamed(wish.image, reference)).slice(0, MOST_TEXTS).map(({ reference, reason }) => `${reference}: ${reason}.`);
  return { state: "failed", text: ["No update of this image is to be made.", ...why].join(" ") };
}
function tellWishes(wishes, run) {
  const wish = wishes.at(-1);
  if (wish === void 0) return { state: "done", text: "" };
  return wish.kind === "ignore" ? tellIgnored(wish, run) : tellAsked(wish, run);
}

// src/host/bot-jobs/update-repository.ts
var UPDATING = { contents: "write", pull_requests: "write", issues: "write", checks: "read", statuses: "read" };
async function isConfigured(asking) {
  for (const path of CONFIG_FILES) if (await asking.hasFile(path)) return true;
  return false;
}
async function runOnBranch({ repository, wishes = [] }, { branch, forge, token, tools }) {
  const workplace = await tools.workplace();
  return workplace.withBranch({ repository, branch, token, log: tools.log }, async ({ commit, ports }) => {
    const tree = await ports.git.tree(await ports.git.resolve(commit));
    const { value: config } = await readConfig({ base: tree, head: tree, inputs: {} });
    if (!config.updates.enabled) return void 0;
    return runUpdates({ revision: commit, baseBranch: branch, inputs: {}, now: tools.now(), wishes }, { ...ports, forge });
  });
}
async function updateRepository(job, tools) {
  const { repository, wishes = [] } = job;
  const access = accessFor(job, { permissions: UPDATING, tools });
  const asking = openBotForge(access);
  if (job.asker === void 0 && !await isConfigured(asking)) return { state: "done", text: "The default branch has no configuration." };
  const branch = await asking.defaultBranch();
  const forge = createOctokitUpdateForge({ ...access, ...tools.pace === void 0 ? {} : { pace: tools.pace } });
  const run = await runOnBranch(job, { branch, forge, token: await access.readToken(), tools }).catch(async (error) => {
    throwIfInterrupted();
    if (job.asker === void 0) await tellFailureOnDashboard(error, { baseBranch: branch, forge, log: tools.log });
    throw error;
  });
  throwIfInterrupted();
  if (run === void 0) return { state: "failed", text: "Updates are switched off by `updates: false`." };
  for (const { text } of run.outcomes.filter(({ state }) => state !== "kept")) tools.log.info(`${fullName(repository)}: ${text}`);
  return tellWishes(wishes, run);
}
export {
  updateRepository
};
