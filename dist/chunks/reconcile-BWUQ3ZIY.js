import { createRequire as __createRequire } from "node:module";
const require = __createRequire(import.meta.url);
import {
  plannedName
} from "./chunk-D62OQTNT.js";
import "./chunk-EC7SCMQJ.js";
import "./chunk-A4BI7MBZ.js";
import {
  accessFor,
  openBotForge
} from "./chunk-O5YU5RXO.js";
import {
  createOctokitForge
} from "./chunk-HWFH6RXN.js";
import "./chunk-WFVLE2EP.js";
import "./chunk-FSL3M7DZ.js";
import {
  findMarker
} from "./chunk-QPHLNNXG.js";
import "./chunk-UM3BDG6T.js";
import "./chunk-MIFCU56B.js";
import "./chunk-WEOEUXMA.js";
import "./chunk-LKWTMVYF.js";
import "./chunk-EO4MNJJ5.js";
import "./chunk-ZWLGDFVE.js";
import "./chunk-URX3O25D.js";
import "./chunk-CGQZGR63.js";
import "./chunk-2JO2ZRTD.js";
import "./chunk-GMS5QSX3.js";
import "./chunk-BZKXFKES.js";
import "./chunk-MOTAEG37.js";
import "./chunk-RAA42EKT.js";
import {
  StowplanError
} from "./chunk-WQC5UWUZ.js";
import "./chunk-6FVXE4FK.js";
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
    if (error instanceof StowplanError && error.code === "forge-denied") return false;
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
