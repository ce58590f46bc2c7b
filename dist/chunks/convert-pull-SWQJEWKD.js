import { createRequire as __createRequire } from "node:module";
const require = __createRequire(import.meta.url);
import {
  runPlan
} from "./chunk-76S57DQK.js";
import {
  applyModuleWrite,
  decideModuleWrite,
  readBranch
} from "./chunk-MIPS32TM.js";
import {
  accessFor,
  openBotForge
} from "./chunk-THD57PEJ.js";
import {
  createOctokitForge
} from "./chunk-KIFDBQBK.js";
import "./chunk-ALAEVG2H.js";
import {
  throwIfInterrupted
} from "./chunk-FSL3M7DZ.js";
import "./chunk-6ANWPEJB.js";
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
import "./chunk-L2TPXMAP.js";
import "./chunk-N3YWGI6C.js";
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
