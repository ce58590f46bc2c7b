import { createRequire as __createRequire } from "node:module";
const require = __createRequire(import.meta.url);
import {
  branchOf,
  openBranches
} from "./chunk-A4BI7MBZ.js";
import {
  lines,
  tellText
} from "./chunk-7JSA3WQQ.js";
import {
  workflowCommand
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
import "./chunk-WQC5UWUZ.js";
import "./chunk-6FVXE4FK.js";
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
