// An update run -> the step's outputs, and the last lines of its log.
import { branchOf, openBranches, type UpdateRun } from "../../publish/index.ts";
import { workflowCommand } from "../../report/index.ts";
import type { Outputs } from "./outputs.ts";
import { lines, tellText } from "./tell-end.ts";

/** The branches with an open pull request of ours, and those pull requests. */
export function updateOutputs({ outcomes, dashboard }: UpdateRun): Outputs {
  const open = openBranches(outcomes);
  return {
    branches: JSON.stringify(open.map(({ branch }) => branch)),
    "pull-requests": JSON.stringify(open.map(({ number }) => number)),
    "dashboard-url": dashboard?.url ?? "",
  };
}

/** What an update run did, a line for each branch that it did something about. What GitHub refused fails the step; what could not be edited is on the dashboard. */
export function tellUpdates({ outcomes, dashboard }: UpdateRun): { readonly text: string; readonly isFailed: boolean } {
  const refused = outcomes.filter(({ state, findings }) => state === "failed" && findings.length === 0);
  const told = outcomes.filter(({ state, text }) => state !== "kept" && state !== "failed" && text !== "").map(({ text }) => tellText(text));
  const edits = outcomes.filter(({ state, findings }) => state === "failed" && findings.length > 0).map(({ step, text }) => tellText(`${branchOf(step)}: ${text}`));
  const errors = refused.map(({ step, text }) => lines(workflowCommand("error", { text, properties: { title: `stowplan: ${branchOf(step)}` } })));
  const end = tellText(`Branches looked after: ${outcomes.length}.${dashboard === undefined ? "" : ` Dashboard: ${dashboard.url}`}`);
  return { text: [...told, ...edits, ...errors, end].join(""), isFailed: refused.length > 0 };
}
