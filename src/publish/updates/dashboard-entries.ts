// What came of the steps of an update run -> the entries of the dashboard.
import type { DashboardEntry, DashboardState } from "../../report/index.ts";
import { branchOf, type KeepReason, type PullOutcome } from "./pull-step.ts";

/** What was merged a moment ago is not there any more when the next run looks. */
const KEPT: Readonly<Record<Exclude<KeepReason, "merged">, DashboardState>> = {
  open: "open",
  waiting: "waiting",
  edited: "edited",
  declined: "closed",
  taken: "edited",
  unknown: "open",
};

function stateOf({ step, state }: PullOutcome): DashboardState | undefined {
  switch (state) {
    case "opened":
    case "refreshed":
    case "described":
    case "overtaken":
      return "open";
    case "failed":
      return "failed";
    case "kept":
      if (step.kind !== "keep") return "open";
      return step.reason === "merged" ? undefined : KEPT[step.reason];
    case "merged":
    case "closed":
    case "swept":
      return undefined;
  }
}

/** A branch that was never ours is nobody's to ask for; what nothing is proposed for cannot be made anew. */
function isRequestable({ step }: PullOutcome): boolean {
  if (step.kind === "keep") return step.wanted !== undefined && step.reason !== "taken";
  return "wanted" in step;
}

function entryOf(outcome: PullOutcome): readonly DashboardEntry[] {
  const { step, text, pull, findings } = outcome;
  const state = stateOf(outcome);
  if (state === undefined) return [];
  const branch = branchOf(step);
  const title = "wanted" in step ? step.wanted.update.title : branch;
  // What was done is the log's; the dashboard tells only how things stand, so that a run that does nothing changes nothing.
  const said = state === "open" && outcome.state !== "kept" ? "" : text;
  const told = state === "failed" ? findings : [];
  return [{ branch, title, state, text: said, ...(pull === undefined ? {} : { pull: { number: pull.number, url: pull.url } }), findings: told, isRequestable: isRequestable(outcome) }];
}

/** One entry for each branch that is still to be told of, in the steps' order. */
export function dashboardEntries(outcomes: readonly PullOutcome[]): readonly DashboardEntry[] {
  return outcomes.flatMap(entryOf);
}
