// /etc/fstab on both sides -> why a mount or swap device is acted on, in the words of the options that it is written from.
import type { Place } from "../../errors.ts";
import type { Cause } from "../switch-plan.ts";
import type { FileSystem, Fstab } from "../units/fstab.ts";
import { swapUnitOfDevice, unescapeFstab } from "../units/fstab-units.ts";
import { automountUnitOf, mountUnitOf } from "../units/unit-name.ts";
import { toCause } from "./cause.ts";

export type FstabSides = {
  readonly old: Fstab;
  readonly new: Fstab;
  /** Where `fileSystems.<mount point>` is defined, as far as the module system tells. */
  readonly places?: ReadonlyMap<string, Place>;
};

/** Of one unit: the line of a mount point or of a swap device on both sides. */
type Entry = { readonly subject: string; readonly what: string; readonly old?: FileSystem | undefined; readonly new?: FileSystem | undefined };

function names(old: Iterable<string>, fresh: Iterable<string>): readonly string[] {
  return [...new Set([...old, ...fresh])];
}

/** The program does not unescape mount points, systemd does, so both names may be meant. */
function isMountOf(mountPoint: string, unit: string): boolean {
  return [mountPoint, unescapeFstab(mountPoint)].some((path) => unit === mountUnitOf(path) || unit === automountUnitOf(path));
}

function entryOf(unit: string, { old, new: fresh }: FstabSides): Entry | undefined {
  if (unit.endsWith(".swap")) {
    const device = names(old.swaps.keys(), fresh.swaps.keys()).find((name) => swapUnitOfDevice(name) === unit);
    const line = ({ swaps }: Fstab): FileSystem | undefined => (device !== undefined && swaps.has(device) ? { device, type: "swap", options: swaps.get(device) ?? "" } : undefined);
    return device === undefined ? undefined : { subject: "swapDevices", what: `swap device ${device}`, old: line(old), new: line(fresh) };
  }
  const mountPoint = names(old.fileSystems.keys(), fresh.fileSystems.keys()).find((name) => isMountOf(name, unit));
  if (mountPoint === undefined) return undefined;
  return { subject: `fileSystems."${mountPoint}"`, what: `file system ${mountPoint}`, old: old.fileSystems.get(mountPoint), new: fresh.fileSystems.get(mountPoint) };
}

/** `password=…` is judged by its name; options without a value are what they are. */
function optionCauses(subject: string, { old, fresh }: { old: string; fresh: string }): readonly Cause[] {
  const parse = (text: string): ReadonlyMap<string, string> => new Map(text.split(",").map((option) => [option.replace(/=.*/s, ""), option]));
  const [before, after] = [parse(old), parse(fresh)];
  const changed = names(before.keys(), after.keys()).filter((name) => before.get(name) !== after.get(name));
  const causes = changed.map((name) => {
    const [left, right] = [before.get(name), after.get(name)];
    return toCause({ kind: "option", subject: `${subject}.options`, label: `${subject}.options`, name, ...(left === undefined ? {} : { old: left }), ...(right === undefined ? {} : { new: right }) });
  });
  return causes.length > 0 ? causes : [{ kind: "option", subject: `${subject}.options`.slice(0, 1024), text: `order of ${subject}.options`.slice(0, 4096) }];
}

function changeCauses({ subject, old, new: fresh }: Entry): readonly Cause[] {
  if (old === undefined || fresh === undefined) return [];
  const value = (name: "device" | "fsType", [left, right]: readonly [string, string]): readonly Cause[] =>
    left === right ? [] : [toCause({ kind: "option", subject: `${subject}.${name}`, label: `${subject}.${name}`, old: left, new: right })];
  const options = old.options === fresh.options ? [] : optionCauses(subject, { old: old.options, fresh: fresh.options });
  return [...value("device", [old.device, fresh.device]), ...value("fsType", [old.type, fresh.type]), ...options];
}

/** Causes of a mount, automount or swap unit; empty where fstab says nothing of it. */
export function fstabCauses(unit: string, sides: FstabSides | undefined): readonly Cause[] {
  const entry = sides === undefined || !/\.(?:mount|automount|swap)$/.test(unit) ? undefined : entryOf(unit, sides);
  if (entry === undefined) return [];
  const { subject, what, old, new: fresh } = entry;
  const place = sides?.places?.get(subject);
  const base = { subject: subject.slice(0, 1024) };
  const text = (words: string): string => `${what.slice(0, 2000)} ${words.slice(0, 2000)}`;
  const causes: readonly Cause[] =
    old === undefined && fresh !== undefined
      ? [{ ...base, kind: "added", text: text(`is new (${fresh.type}${fresh.type === "swap" ? "" : ` on ${fresh.device}`})`) }]
      : fresh === undefined
        ? [{ ...base, kind: "removed", text: text("is not in the configuration any more") }]
        : changeCauses(entry);
  return causes.map((cause) => (place === undefined ? cause : { ...cause, place }));
}

/** True where both files say the same, however they are laid out. */
export function isSameFstab({ old, new: fresh }: FstabSides): boolean {
  const key = ({ fileSystems, swaps }: Fstab): string => JSON.stringify([[...fileSystems].toSorted(), [...swaps].toSorted()]);
  return key(old) === key(fresh);
}

/** True where the line of this unit is not the same on both sides. */
export function isFstabChange(unit: string, sides: FstabSides | undefined): boolean {
  return fstabCauses(unit, sides).length > 0;
}
