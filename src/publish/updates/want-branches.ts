// The plan of an update run -> the branches as they are wanted on GitHub, by their full names.
import type { Config } from "../../config/index.ts";
import { formatFamiliarName, parseImageReference } from "../../image-reference.ts";
import type { OpenUpdates, UpdateBranch, UpdatePlan } from "../../updates/index.ts";
import { proposalDigest } from "./prepared-branch.ts";
import type { WantedBranch } from "./pull-state.ts";
import type { PullReading } from "./read-pulls.ts";

/** The name of a reference's image, by which pull requests are known again. */
export function imageName(reference: string): string {
  const parsed = parseImageReference(reference);
  return parsed === undefined ? reference.slice(0, 512) : formatFamiliarName(parsed).slice(0, 512);
}

function wantedBranch(update: UpdateBranch, prefix: string): WantedBranch {
  return {
    branch: `${prefix}${update.name}`,
    update,
    images: [...new Set(update.updates.map(({ reference }) => imageName(reference)))],
    proposal: proposalDigest(update),
  };
}

/** Gives the branches in the plan's order. */
export function wantBranches({ branches }: Pick<UpdatePlan, "branches">, config: Pick<Config, "updates">): readonly WantedBranch[] {
  return branches.map((update) => wantedBranch(update, config.updates["branch-prefix"]));
}

/** What the policy has to know of the forge: names without the prefix. */
export function openUpdates({ reading, requested }: { readonly reading: PullReading; readonly requested: ReadonlySet<string> }, config: Pick<Config, "updates">): OpenUpdates {
  const short = (branch: string): string => branch.slice(config.updates["branch-prefix"].length);
  const ours = [...reading.pulls.values()].filter((pull) => pull.isOurs);
  return { branches: ours.map(({ branch }) => short(branch)), openedLastHour: reading.openedLastHour, approved: [...requested].map(short) };
}
