import { createRequire as __createRequire } from "node:module";
const require = __createRequire(import.meta.url);
import {
  runPlan
} from "./chunk-EC7SCMQJ.js";
import {
  applyModuleWrite,
  decideModuleWrite,
  readBranch
} from "./chunk-A4BI7MBZ.js";
import {
  accessFor,
  openBotForge
} from "./chunk-O5YU5RXO.js";
import {
  createOctokitForge
} from "./chunk-HWFH6RXN.js";
import "./chunk-WFVLE2EP.js";
import {
  throwIfInterrupted
} from "./chunk-FSL3M7DZ.js";
import "./chunk-QPHLNNXG.js";
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
import "./chunk-WQC5UWUZ.js";
import "./chunk-6FVXE4FK.js";
import "./chunk-Q3OPO74A.js";

// src/host/bot-jobs/convert-pull.ts
var READING = { contents: "read", pull_requests: "read" };
var COMMITTING = { contents: "write", pull_requests: "read" };
function failed(text) {
  return { state: "failed", text };
}
async function convertPull(job, tools) {
  const { repository, number } = job;
  const reading = accessFor(job, { permissions: READING, tools });
  const { isOpen, isFork, headCommit } = await openBotForge(reading).pull(number);
  if (!isOpen) return failed("The pull request is closed.");
  if (isFork) return failed("Nothing is committed to forks. Run `stowplan convert` there and push the modules.");
  const workplace = await tools.workplace();
  const source = { repository, number, headCommit, isForStranger: false, token: await reading.readToken(), log: tools.log };
  const plan = await workplace.withPull(source, ({ base, head, tip, ports }) => runPlan({ base, head, tip, inputs: { "convert-write": "commit", updates: "false" } }, ports));
  throwIfInterrupted();
  const forge = createOctokitForge(accessFor(job, { permissions: COMMITTING, tools }));
  const write = decideModuleWrite(plan, await readBranch({ plan, pullRequest: number }, forge));
  const done = await applyModuleWrite(write, { forge });
  const text = [done, ...write.notes].filter((sentence) => sentence !== "").join(" ");
  if (text === "") return { state: "done", text: "Every module is as its Compose files give it." };
  return { state: write.kind === "commit" && !done.startsWith("No ") ? "done" : "failed", text };
}
export {
  convertPull
};
