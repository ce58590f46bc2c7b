// Updates, the policy, the time and what is open already -> branches to make, branches that wait, and what is left alone. Pure.
import { compareTexts } from "../../compare-texts.ts";
import type { Config } from "../../config/index.ts";
import type { Found } from "../../errors.ts";
import { openPolicy } from "../policy/open-policy.ts";
import type { IgnoredUpdate, Update } from "../update.ts";
import type { OpenUpdates, UpdateBranch, UpdatePlan } from "../update-plan.ts";
import { isYoung, limitedState, ownState, tellYouth } from "./branch-state.ts";
import { branchTitle } from "./branch-title.ts";
import { groupUpdates, settle, type SettledUpdate, type UpdateGroup } from "./group-updates.ts";

/** What planUpdates needs. */
export type UpdatePlanRequest = {
  readonly updates: readonly Update[];
  readonly ignored?: readonly IgnoredUpdate[];
  /** All references that the repository has, so that images of one release stay together although not all of them are published yet. */
  readonly references?: readonly string[];
  readonly config: Pick<Config, "updates">;
  readonly now: Date;
  readonly open: OpenUpdates;
};

/** What is broken comes first, then what is small. */
const ORDER: readonly Update["kind"][] = ["rollback", "replacement", "pin", "digest", "patch", "minor", "precise", "major"];

function rankOf({ members }: UpdateGroup): number {
  return Math.min(...members.map(({ update }) => ORDER.indexOf(update.kind)));
}

function compareGroups(left: UpdateGroup, right: UpdateGroup): number {
  return rankOf(left) - rankOf(right) || compareTexts(left.name, right.name);
}

function merged(members: readonly SettledUpdate[], pick: (settings: SettledUpdate["settings"]) => readonly string[]): string[] {
  return [...new Set(members.flatMap(({ settings }) => pick(settings)))].slice(0, 50);
}

/** A version whose age had to be known, and is not: it passes, and the reader is told. */
function ageNotes(members: readonly SettledUpdate[]): string[] {
  const aged = members.filter(({ update, settings }) => settings.minimumAge > 0 && update.released === undefined && !["pin", "rollback", "replacement"].includes(update.kind));
  return aged.slice(0, 50).map(({ update }) => `The age of ${update.proposed.replace(/@.*$/, "")} is unknown, so the minimum age does not hold it back.`.slice(0, 500));
}

function branchOf(group: UpdateGroup, state: UpdateBranch["state"]): UpdateBranch {
  const { name, members } = group;
  return {
    name,
    title: branchTitle(group),
    kinds: [...new Set(members.map(({ update }) => update.kind))],
    updates: members.slice(0, 1000).map(({ update }) => update),
    labels: merged(members, ({ labels }) => labels),
    reviewers: merged(members, ({ reviewers }) => reviewers),
    assignees: merged(members, ({ assignees }) => assignees),
    automerge: members.every(({ settings }) => settings.automerge) ? "pull-request" : "off",
    state,
    notes: ageNotes(members),
  };
}

/** The young members of a group do not hold up the others: they join the branch when they are old enough. */
function partAges(group: UpdateGroup, now: Date): { readonly group: UpdateGroup; readonly later: readonly IgnoredUpdate[] } {
  const old = group.members.filter((member) => !isYoung(member, now));
  if (old.length === 0 || old.length === group.members.length) return { group, later: [] };
  const young = group.members.filter((member) => !old.includes(member));
  const later = young.map((member) => ({ reference: member.update.reference, proposed: member.update.proposed, reason: tellYouth(member, now).slice(0, 500) }));
  return { group: { ...group, members: old }, later };
}

/**
 * Decides which pull requests there should be, in the order in which they are to be made. Limits hold back new ones only: what is open is kept
 * current, and what is approved is made at once.
 */
export function planUpdates({ updates, ignored = [], references, config, now, open }: UpdatePlanRequest): Found<UpdatePlan> {
  const policy = openPolicy(config);
  const known = [...(references ?? []), ...updates.map(({ reference }) => reference)];
  const parted = groupUpdates(settle(updates, policy), { policy, references: known }).toSorted(compareGroups).map((group) => partAges(group, now));
  const moment = { now, timezone: config.updates.timezone };
  const allowance = { concurrent: config.updates["pr-concurrent-limit"], hourly: config.updates["pr-hourly-limit"] };
  let made = 0;
  const branches = parted.map(({ group }) => {
    const own = ownState(group, { open, moment });
    const isFree = own.kind === "waiting" || open.branches.includes(group.name) || open.approved.includes(group.name);
    const state = isFree ? own : limitedState({ open, made }, allowance);
    if (state.kind === "due" && !open.branches.includes(group.name)) made += 1;
    return branchOf(group, state);
  });
  return { value: { branches: branches.slice(0, 5000), ignored: [...ignored, ...parted.flatMap(({ later }) => later)].slice(0, 5000) }, findings: [] };
}
