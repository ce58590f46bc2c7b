// Updates, the policy, the time and what is open already -> branches to make, branches that wait, and what is left alone. Pure.
import type { Config } from "../config/index.ts";
import type { Found } from "../errors.ts";
import { updateBranchName } from "./branch-name.ts";
import type { IgnoredUpdate, Update } from "./update.ts";
import type { OpenUpdates, UpdateBranch, UpdatePlan } from "./update-plan.ts";

/** What planUpdates needs. */
export type UpdatePlanRequest = {
  readonly updates: readonly Update[];
  readonly ignored?: readonly IgnoredUpdate[];
  readonly config: Pick<Config, "updates">;
  readonly now: Date;
  readonly open: OpenUpdates;
};

function branchOf(name: string, { updates, config }: { updates: readonly Update[]; config: Pick<Config, "updates"> }): UpdateBranch {
  const [first] = updates;
  return {
    name,
    title: `Update ${first?.reference ?? name} to ${first?.proposed ?? ""}`.slice(0, 200),
    kinds: [...new Set(updates.map(({ kind }) => kind))],
    updates: [...updates],
    labels: config.updates.labels,
    reviewers: config.updates.reviewers,
    assignees: config.updates.assignees,
    automerge: config.updates.automerge ? "pull-request" : "off",
    state: { kind: "due" },
    notes: [],
  };
}

/** Decides which pull requests there should be. Nothing is asked of anybody. */
export function planUpdates({ updates, ignored = [], config }: UpdatePlanRequest): Found<UpdatePlan> {
  const groups = Map.groupBy(updates, updateBranchName);
  const branches = [...groups].map(([name, members]) => branchOf(name, { updates: members, config }));
  return { value: { branches, ignored: [...ignored] }, findings: [] };
}
