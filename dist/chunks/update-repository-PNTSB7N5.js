import { createRequire as __createRequire } from "node:module";
const require = __createRequire(import.meta.url);
import {
  createOctokitUpdateForge,
  runUpdates
} from "./chunk-7XMQ2FUI.js";
import "./chunk-EC7SCMQJ.js";
import {
  branchOf
} from "./chunk-A4BI7MBZ.js";
import {
  accessFor,
  nameOf,
  openBotForge
} from "./chunk-O5YU5RXO.js";
import "./chunk-HWFH6RXN.js";
import "./chunk-WFVLE2EP.js";
import {
  throwIfInterrupted
} from "./chunk-FSL3M7DZ.js";
import "./chunk-QPHLNNXG.js";
import "./chunk-UM3BDG6T.js";
import {
  isNamed
} from "./chunk-MIFCU56B.js";
import "./chunk-WEOEUXMA.js";
import "./chunk-LKWTMVYF.js";
import "./chunk-EO4MNJJ5.js";
import {
  CONFIG_FILES,
  readConfig
} from "./chunk-ZWLGDFVE.js";
import "./chunk-URX3O25D.js";
import "./chunk-CGQZGR63.js";
import "./chunk-2JO2ZRTD.js";
import "./chunk-GMS5QSX3.js";
import "./chunk-BZKXFKES.js";
import "./chunk-MOTAEG37.js";
import "./chunk-RAA42EKT.js";
import "./chunk-WQC5UWUZ.js";
import "./chunk-6FVXE4FK.js";
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
async function updateRepository(job, tools) {
  const { repository, wishes = [] } = job;
  const access = accessFor(job, { permissions: UPDATING, tools });
  const asking = openBotForge(access);
  if (job.asker === void 0 && !await isConfigured(asking)) return { state: "done", text: "The default branch has no configuration." };
  const [branch, token, workplace] = [await asking.defaultBranch(), await access.readToken(), await tools.workplace()];
  const run = await workplace.withBranch({ repository, branch, token, log: tools.log }, async ({ commit, ports }) => {
    const tree = await ports.git.tree(await ports.git.resolve(commit));
    const { value: config } = await readConfig({ base: tree, head: tree, inputs: {} });
    if (!config.updates.enabled) return void 0;
    const forge = createOctokitUpdateForge({ ...access, ...tools.pace === void 0 ? {} : { pace: tools.pace } });
    return runUpdates({ revision: commit, baseBranch: branch, inputs: {}, now: tools.now(), wishes }, { ...ports, forge });
  });
  throwIfInterrupted();
  if (run === void 0) return { state: "failed", text: "Updates are switched off by `updates: false`." };
  for (const { text } of run.outcomes.filter(({ state }) => state !== "kept")) tools.log.info(`${nameOf(repository)}: ${text}`);
  return tellWishes(wishes, run);
}
export {
  updateRepository
};
