// Two unit sets and the running units into the lists of `dry-activate`: what the switch program itself asks systemd to do.
import { type Comparison, compareUnits } from "../units/compare-units.ts";
import { decideMounts } from "./decide-mounts.ts";
import { emptyLists, type Lists } from "./lists.ts";
import { handleModified } from "./modified-unit.ts";
import type { SwitchInput } from "./switch-input.ts";
import { type BrokenUnit, type ContentReader, createContentReader, readFlag } from "../units/unit-content.ts";
import { findFile, hasDropIn, templateOf } from "../units/unit-set.ts";

export type Decision = {
  readonly lists: Lists;
  /** How each running unit differs, where it does. */
  readonly comparisons: ReadonlyMap<string, Comparison>;
  /** Not empty: the program stops before it changes anything. */
  readonly broken: readonly BrokenUnit[];
};

/** systemd's own targets that refuse to be started by hand (systemd 262, units/). */
const REFUSING_TARGETS = new Set([
  "cryptsetup-pre.target",
  "final.target",
  "getty-pre.target",
  "local-fs-pre.target",
  "network-pre.target",
  "network.target",
  "nss-lookup.target",
  "nss-user-lookup.target",
  "remote-fs-pre.target",
  "rpcbind.target",
  "shutdown.target",
  "sleep.target",
  "time-sync.target",
  "umount.target",
]);
const SLEEP_TARGETS = new Set(["suspend.target", "hibernate.target", "hybrid-sleep.target"]);

type Subject = { readonly unit: string; readonly base: string };
type Context = { readonly input: SwitchInput; readonly reader: ContentReader; readonly lists: Lists };

/** An instance without a file of its own on both sides is judged by its template. */
function baseOf({ old, new: fresh }: SwitchInput, unit: string): string {
  const template = templateOf(unit);
  const hasOwnFile = findFile(old, unit) !== undefined || findFile(fresh, unit) !== undefined;
  return template === undefined || hasOwnFile ? unit : template;
}

function isGone({ old, new: fresh }: SwitchInput, { unit, base }: Subject): boolean {
  const lostDropIns = base !== unit && hasDropIn(old, unit) && !hasDropIn(fresh, unit);
  return lostDropIns || findFile(fresh, base)?.kind !== "text";
}

/** Active targets are started again, which is what brings back and starts everything that they want. */
function decideTarget({ input, reader, lists }: Context, subject: Subject): void {
  const content = reader.read(input.new, subject);
  const refuses = readFlag(content, { section: "Unit", key: "RefuseManualStart", default: REFUSING_TARGETS.has(subject.unit) });
  const isManual = readFlag(content, { section: "Unit", key: "X-OnlyManualStart", default: false });
  if (!SLEEP_TARGETS.has(subject.unit) && !refuses && !isManual) {
    lists.start.add(subject.unit);
    lists.hidden.add(subject.unit);
  }
  if (readFlag(content, { section: "Unit", key: "X-StopOnReconfiguration", default: false })) lists.stop.add(subject.unit);
}

function decideUnit(context: Context, unit: string): Comparison | undefined {
  const { input, reader, lists } = context;
  const subject = { unit, base: baseOf(input, unit) };
  // systemd's own targets need not be in the sets; they are the same on both sides.
  const isForeignTarget = unit.endsWith(".target") && !input.old.files.has(unit) && !input.new.files.has(unit);
  if (isForeignTarget) decideTarget(context, subject);
  if (findFile(input.old, subject.base) === undefined) return undefined;
  if (isGone(input, subject)) {
    const content = reader.read(input.old, subject);
    if (readFlag(content, { section: "Unit", key: "X-StopOnRemoval", default: true })) lists.stop.add(unit);
    return undefined;
  }
  if (unit.endsWith(".target")) {
    decideTarget(context, subject);
    return undefined;
  }
  if (reader.isSame(input, subject)) return undefined;
  const old = reader.read(input.old, subject);
  const content = reader.read(input.new, subject);
  if (old === content) return undefined;
  const comparison = compareUnits(old, content);
  if (comparison.result === "restart") handleModified({ ...subject, content, input, lists });
  else if (comparison.result === "reload") lists.reload.add(unit);
  return comparison;
}

/**
 * Decides as `collect_unit_changes` of switch-to-configuration-ng. Only units that are active or activating are looked at;
 * nothing that is inactive or failed gets an action of its own.
 */
export function decideLists(input: SwitchInput): Decision {
  const reader = createContentReader();
  const lists = emptyLists();
  const comparisons = new Map<string, Comparison>();
  for (const unit of input.running.active) {
    const comparison = decideUnit({ input, reader, lists }, unit);
    if (comparison !== undefined && comparison.differences.length + (comparison.result === "equal" ? 0 : 1) > 0) comparisons.set(unit, comparison);
  }
  decideMounts(input, lists);
  return { lists, comparisons, broken: reader.broken };
}

/** Adds what activation scripts ask for: a restart by the same flags, a start of what does not run. */
export function requestByActivation(input: SwitchInput, lists: Lists): void {
  const { active, failed } = input.running;
  const reader = createContentReader();
  for (const unit of input.activation?.restart ?? []) {
    const subject = { unit, base: baseOf(input, unit) };
    if (!active.has(unit) && !failed.has(unit)) lists.start.add(unit);
    else handleModified({ ...subject, content: reader.read(input.new, subject), input, lists, isPlainRestart: true });
  }
  for (const unit of input.activation?.reload ?? []) {
    if (active.has(unit) && !lists.restart.has(unit) && !lists.stop.has(unit)) lists.reload.add(unit);
  }
}
