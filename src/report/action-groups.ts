// Actions of one host -> those that one cause explains, told once, and the rest.
import { shorten, shortenName } from "../shorten.ts";
import type { Cause, UnitAction } from "../switch/index.ts";
import { verbOf } from "./action-tally.ts";
import { code, count, joinSome, type Line } from "./blocks.ts";
import { tellCause } from "./tell-cause.ts";

/** Actions of the same kind with the same cause: at least as many as make a list tiresome. */
export type ActionGroup = readonly [UnitAction, ...UnitAction[]];

const LEAST = 3;
const MAX_CAUSES = 3;
const MAX_PACKAGES = 8;
const NAME = 120;

/** What is left stopped is told by itself: each such unit needs a decision of its own. */
function groupKey(action: UnitAction): string {
  const { group, causes, unit, scope } = action;
  if (action.action === "left-stopped") return JSON.stringify([unit, scope]);
  return JSON.stringify([action.action, scope, group ?? causes.map(({ text, place }) => [text, place])]);
}

/** Groups in the order of their first action; one that is too small is a single action each. */
export function groupActions(actions: readonly UnitAction[]): readonly ActionGroup[] {
  const groups = new Map<string, [UnitAction, ...UnitAction[]]>();
  for (const action of actions) {
    const group = groups.get(groupKey(action));
    if (group === undefined) groups.set(groupKey(action), [action]);
    else group.push(action);
  }
  return [...groups.values()].flatMap((group): readonly ActionGroup[] => (group.length >= LEAST ? [group] : group.map((action) => [action])));
}

function tellCauses(causes: readonly Cause[]): Line {
  return joinSome(causes.map(tellCause), { most: MAX_CAUSES, between: "; " });
}

/** `nixpkgs 2026-07-01 → 2026-07-14: PATH, LOCALE_ARCHIVE: 212 units restart`. */
export function tellGroup(group: ActionGroup): Line {
  const [{ action, scope, group: text, causes }] = group;
  const units = `: ${count(group.length, "unit")}${scope === "user" ? " of users" : ""} ${verbOf(action, group.length)}`;
  const why: Line = text === undefined ? tellCauses(causes) : [text];
  return why.length === 0 ? [units.slice(2)] : [...why, units];
}

/** The names of a group's units, at most `limit` of them. */
export function tellNames(group: readonly UnitAction[], limit: number): Line {
  return joinSome(group.map(({ unit }) => [code(shortenName(unit, NAME))]), { most: limit });
}

/** `docker 27.5.1 → 28.0.1 (30), git 2.45.0 → 2.46.1 (2)`: packages of a named group whose version moved, by how many units. */
export function tellPackages(group: ActionGroup): Line {
  if (group[0].group === undefined) return [];
  const moved = group.flatMap(({ causes }) => causes.filter((cause) => cause.kind === "store-path" && cause.old !== cause.new));
  const counts = Object.entries(Object.groupBy(moved, (cause) => cause.text)).map(([text, same]) => ({ text, units: same?.length ?? 0 }));
  const sorted = counts.toSorted((left, right) => right.units - left.units);
  const told = sorted.slice(0, MAX_PACKAGES).map(({ text, units }) => `${shorten(text, NAME)} (${units})`).join(", ");
  return told === "" ? [] : [`${told}${sorted.length > MAX_PACKAGES ? `, and ${sorted.length - MAX_PACKAGES} more packages` : ""}`];
}
