// Unit actions -> counts, in the words and the order that a reader needs.
import { type HostPlan, isStampOnly, type UnitAction, type UnitActionKind } from "../switch/index.ts";
import { count, type Line, mark } from "./blocks.ts";

/** From what hurts most to what needs no attention. */
export const DANGER = ["left-stopped", "stop", "restart", "start", "reload", "skip"] as const satisfies readonly UnitActionKind[];

/** The order within a headline: what happens most, and last, in bold, what does not come back. */
const TOLD = ["restart", "start", "stop", "reload", "skip", "left-stopped"] as const satisfies readonly UnitActionKind[];

/** The verb after a number or a unit: [one, several]. */
const VERBS: Readonly<Record<UnitActionKind, readonly [string, string]>> = {
  "left-stopped": ["stays stopped", "stay stopped"],
  stop: ["stops", "stop"],
  restart: ["restarts", "restart"],
  start: ["starts", "start"],
  reload: ["reloads", "reload"],
  skip: ["keeps running as it was", "keep running as they were"],
};

export function verbOf(action: UnitActionKind, number = 1): string {
  return VERBS[action][number === 1 ? 0 : 1];
}

export type Tally = Readonly<Record<UnitActionKind, number>>;

export function tallyActions(units: readonly UnitAction[]): Tally {
  const tally: Record<UnitActionKind, number> = { "left-stopped": 0, stop: 0, restart: 0, start: 0, reload: 0, skip: 0 };
  for (const unit of units) tally[unit.action] += 1;
  return tally;
}

/** All unit actions of a host; none where it was not compared. */
export function actionsOf(host: HostPlan): readonly UnitAction[] {
  return host.switch?.units ?? [];
}

/** The actions that are news: those that would not happen after any other merge as well. */
export function newsOf(host: HostPlan): readonly UnitAction[] {
  return actionsOf(host).filter((action) => !isStampOnly(action));
}

/** `3 units restart, 1 starts, **1 stays stopped**`: the first count carries the noun. Empty where nothing happens. */
export function tellTally(tally: Tally): Line {
  const told = TOLD.filter((action) => tally[action] > 0);
  return told.flatMap((action, index) => {
    const number = tally[action];
    const text = `${index === 0 ? count(number, "unit") : number} ${verbOf(action, number)}`;
    const piece = action === "left-stopped" ? mark("danger", text) : text;
    return index === 0 ? [piece] : [", ", piece];
  });
}
