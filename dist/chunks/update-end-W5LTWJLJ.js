import { createRequire as __createRequire } from "node:module";
const require = __createRequire(import.meta.url);
import {
  branchOf,
  openBranches
} from "./chunk-MIPS32TM.js";
import {
  lines,
  tellText
} from "./chunk-6FHM74NN.js";
import {
  workflowCommand
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
import "./chunk-L2TPXMAP.js";
import "./chunk-N3YWGI6C.js";
import "./chunk-Q3OPO74A.js";

// src/host/action/update-end.ts
function updateOutputs({ outcomes, dashboard }) {
  const open = openBranches(outcomes);
  return {
    branches: JSON.stringify(open.map(({ branch }) => branch)),
    "pull-requests": JSON.stringify(open.map(({ number }) => number)),
    "dashboard-url": dashboard?.url ?? ""
  };
}
function tellUpdates({ outcomes, dashboard }) {
  const refused = outcomes.filter(({ state, findings }) => state === "failed" && findings.length === 0);
  const told = outcomes.filter(({ state, text }) => state !== "kept" && state !== "failed" && text !== "").map(({ text }) => tellText(text));
  const edits = outcomes.filter(({ state, findings }) => state === "failed" && findings.length > 0).map(({ step, text }) => tellText(`${branchOf(step)}: ${text}`));
  const errors = refused.map(({ step, text }) => lines(workflowCommand("error", { text, properties: { title: `stowplan: ${branchOf(step)}` } })));
  const end = tellText(`Branches looked after: ${outcomes.length}.${dashboard === void 0 ? "" : ` Dashboard: ${dashboard.url}`}`);
  return { text: [...told, ...edits, ...errors, end].join(""), isFailed: refused.length > 0 };
}
export {
  tellUpdates,
  updateOutputs
};
