import { createRequire as __createRequire } from "node:module";
const require = __createRequire(import.meta.url);
import {
  escapeWorkflowLine,
  reachedRules,
  summarisePlan,
  workflowCommand
} from "./chunk-6ANWPEJB.js";
import {
  StowplanError,
  hasCode
} from "./chunk-L2TPXMAP.js";

// src/host/action/tell-end.ts
function lines(...texts) {
  return texts.map((text) => `${text}
`).join("");
}
function tellText(text) {
  return lines(escapeWorkflowLine(text));
}
function tellEnd(plan) {
  const { headline, findings } = summarisePlan(plan);
  const told = lines(escapeWorkflowLine(headline));
  const reached = reachedRules(plan);
  if (reached.length === 0) return told;
  const text = `Errors: ${findings.error}, warnings: ${findings.warning}. \`fail-on: ${reached.join(", ")}\` fails this step; the summary names them.`;
  return told + lines(workflowCommand("error", { text, properties: { title: "stowplan" } }));
}
function tellFailure(error) {
  if (error instanceof StowplanError) {
    const { code, subject, message, hint } = error;
    return lines(workflowCommand("error", { text: `${subject}: ${message}
${hint}`, properties: { title: `stowplan: ${code}` } }));
  }
  const text = error instanceof Error ? error.stack ?? error.message : String(error);
  return lines(workflowCommand("error", { text: `This is a mistake in stowplan, please report it.
${text}`, properties: { title: "stowplan: internal" } }));
}
function isOutdated(error) {
  return hasCode(error, "plan-outdated");
}

export {
  lines,
  tellText,
  tellEnd,
  tellFailure,
  isOutdated
};
