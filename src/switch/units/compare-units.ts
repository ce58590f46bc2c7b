// Two contents of one unit into what the switch makes of their difference, and the directives that differ.
import type { Run, UnitContent, Values } from "./unit-content.ts";

export type Difference = {
  readonly section: string;
  readonly key: string;
  readonly old?: Values;
  readonly new?: Values;
  /** What this difference alone asks for. */
  readonly weight: "none" | "reload" | "restart";
};

/** `reload` and `restart` are what the unit needs; flags may still turn that into something else. */
export type Comparison = { readonly result: "equal" | "reload" | "restart"; readonly differences: readonly Difference[] };

/** Keys of [Unit] that the running unit does not notice (`compare_units` of switch-to-configuration-ng). */
const IGNORED = new Set([
  "Description",
  "Documentation",
  "OnFailure",
  "OnSuccess",
  "OnFailureJobMode",
  "IgnoreOnIsolate",
  "StopWhenUnneeded",
  "RefuseManualStart",
  "RefuseManualStop",
  "AllowIsolate",
  "CollectMode",
  "SourcePath",
]);

type Section = ReadonlyMap<string, Values>;
type Pair = { readonly section: string; readonly old: Section | undefined; readonly new: Section | undefined };

function isSameRun(left: Run, right: Run | undefined): boolean {
  return left.times === right?.times && left.values.length === right.values.length && left.values.every((value, at) => value === right.values[at]);
}

function isSame(left: Values | undefined, right: Values | undefined): boolean {
  return left === right || (left?.length === right?.length && left?.every((run, index) => isSameRun(run, right?.[index])) === true);
}

/** A new ExecReload is harmless only as the one new key of [Service]. */
function isOnlyNewKey(pair: Pair, key: string): boolean {
  return [...(pair.new?.keys() ?? [])].every((other) => other === key || pair.old?.has(other) === true);
}

function weigh(pair: Pair, key: string): Difference["weight"] {
  const isRemoved = pair.new?.has(key) !== true;
  const isAdded = pair.old?.has(key) !== true;
  if (pair.section === "Unit" && IGNORED.has(key)) return "none";
  if (pair.section === "Unit" && key === "X-Reload-Triggers") return isRemoved ? "none" : "reload";
  if (pair.section === "Service" && key === "ExecReload") {
    if (isRemoved) return "none";
    return !isAdded || isOnlyNewKey(pair, key) ? "reload" : "restart";
  }
  if (pair.section === "Mount" && key === "Options" && !isRemoved && !isAdded) return "reload";
  return "restart";
}

function compareSection(pair: Pair): readonly Difference[] {
  const keys = new Set([...(pair.old?.keys() ?? []), ...(pair.new?.keys() ?? [])]);
  return [...keys].flatMap((key) => {
    const [before, after] = [pair.old?.get(key), pair.new?.get(key)];
    if (isSame(before, after)) return [];
    const values = { ...(before === undefined ? {} : { old: before }), ...(after === undefined ? {} : { new: after }) };
    return [{ section: pair.section, key, ...values, weight: weigh(pair, key) }];
  });
}

/** A whole section that comes or goes counts by itself, even without keys; [Unit] and [Service] only by their keys. */
function sectionNeedsRestart(pairs: readonly Pair[]): boolean {
  const added = pairs.filter((pair) => pair.old === undefined);
  const isForeign = (pair: Pair): boolean => pair.section !== "Unit" && pair.section !== "Service";
  const isForeignChange = pairs.some((pair) => (pair.old === undefined || pair.new === undefined) && isForeign(pair));
  // An empty [Service] that comes or goes is not the sole ExecReload that the program lets pass.
  const isEmptyService = pairs.some(
    (pair) => pair.section === "Service" && ((pair.old === undefined && pair.new?.size === 0) || (pair.new === undefined && pair.old?.size === 0)),
  );
  return added.length > 1 || isForeignChange || isEmptyService;
}

/** Compares two contents; the rule is `compare_units` of switch-to-configuration-ng. */
export function compareUnits(old: UnitContent, fresh: UnitContent): Comparison {
  const names = new Set([...old.keys(), ...fresh.keys()]);
  const pairs = [...names].map((section): Pair => ({ section, old: old.get(section), new: fresh.get(section) }));
  const differences = pairs.flatMap(compareSection);
  const weights = new Set(differences.map((difference) => difference.weight));
  if (weights.has("restart") || sectionNeedsRestart(pairs)) return { result: "restart", differences };
  return { result: weights.has("reload") ? "reload" : "equal", differences };
}
