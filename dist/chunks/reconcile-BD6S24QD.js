import { createRequire as __createRequire } from "node:module";
const require = __createRequire(import.meta.url);
import {
  plannedName
} from "./chunk-YI22YGMU.js";
import "./chunk-76S57DQK.js";
import "./chunk-MIPS32TM.js";
import {
  accessFor,
  openBotForge
} from "./chunk-THD57PEJ.js";
import {
  createOctokitForge
} from "./chunk-KIFDBQBK.js";
import "./chunk-ALAEVG2H.js";
import "./chunk-FSL3M7DZ.js";
import {
  findMarker
} from "./chunk-6ANWPEJB.js";
import "./chunk-IUYM5IIQ.js";
import "./chunk-XS53JKRH.js";
import "./chunk-3KLBMR6O.js";
import "./chunk-ZAI775U2.js";
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
import {
  hasCode
} from "./chunk-L2TPXMAP.js";
import "./chunk-N3YWGI6C.js";
import "./chunk-Q3OPO74A.js";

// src/host/bot-jobs/reconcile.ts
var READING = { contents: "read", pull_requests: "read", issues: "read", checks: "read" };
function openReading(access) {
  return { bot: openBotForge(access), forge: createOctokitForge(access) };
}
async function hasComment({ number, headCommit }, forge) {
  const [author, comments] = await Promise.all([forge.author(), forge.comments(number)]);
  return comments.some((comment) => comment.author.toLowerCase() === author.toLowerCase() && findMarker(comment.body)?.head === headCommit);
}
async function hasCheck({ headCommit }, { bot, forge }) {
  try {
    return (await bot.checkedBy(headCommit)).has((await forge.author()).toLowerCase());
  } catch (error) {
    if (hasCode(error, "forge-denied")) return false;
    throw error;
  }
}
async function reconcile(job, tools) {
  const { repository } = job;
  const { bot, forge } = openReading(accessFor(job, { permissions: READING, tools }));
  for (const pull of await bot.openPulls()) {
    const { number, headCommit } = pull;
    if (tools.planned.has(plannedName({ repository, number }, headCommit))) continue;
    if (await hasComment(pull, forge) || await hasCheck(pull, { bot, forge })) continue;
    await tools.queue.add({ job: { kind: "plan", repository, number, headCommit }, onlyIfIdle: true });
  }
}
async function rerun(job, tools) {
  const { repository, headCommit } = job;
  const { bot } = openReading(accessFor(job, { permissions: READING, tools }));
  for (const pull of await bot.openPulls()) {
    if (pull.headCommit === headCommit) await tools.queue.add({ job: { kind: "plan", repository, number: pull.number, headCommit } });
  }
}
export {
  reconcile,
  rerun
};
