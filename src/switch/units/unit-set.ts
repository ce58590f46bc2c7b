// The unit files of one configuration, as they lie in /etc/systemd/system, whatever they were read from.
import type { Fstab } from "./fstab.ts";

/** What stands under a unit's name: a file, a link to /dev/null, or a link to another unit of the folder. */
export type UnitFile =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "masked" }
  | { readonly kind: "alias"; readonly of: string };

export type LinkKind = "wants" | "requires" | "upholds";

/** A link in `<unit>.wants/` and its like: `unit` wants `to`. */
export type UnitLink = { readonly kind: LinkKind; readonly unit: string; readonly to: string };

export type UnitSet = {
  readonly files: ReadonlyMap<string, UnitFile>;
  /** Drop-ins (`<unit>.d/*.conf`) of each unit in the order of their names. */
  readonly dropIns: ReadonlyMap<string, readonly UnitFile[]>;
  readonly links: readonly UnitLink[];
  /** False where units that packages ship are not in the set, so that a name it lacks may exist all the same. */
  readonly isComplete: boolean;
  /** Names that are known to be missing although the set is not complete: the other side's set has them. */
  readonly absent?: ReadonlySet<string>;
  /** /etc/fstab, where it is known, and the units that systemd generates from it. The switch program compares the file, not these. */
  readonly fstab?: Fstab;
  readonly generated?: ReadonlyMap<string, UnitFile>;
};

const INSTANCE = /^(?<template>.*)@[^.]*\.(?<type>.*)$/;

/** `container@.service` for `container@web.service`; undefined for a unit that is no instance of a template. */
export function templateOf(unit: string): string | undefined {
  if (!unit.includes("@")) return undefined;
  const { template, type } = INSTANCE.exec(unit)?.groups ?? {};
  const name = template === undefined || type === undefined ? undefined : `${template}@.${type}`;
  return name === unit ? undefined : name;
}

/** The unit's file after links to other names; undefined where there is none, also behind a dangling link. */
export function findFile(set: UnitSet, unit: string): Exclude<UnitFile, { kind: "alias" }> | undefined {
  let file = set.files.get(unit);
  // A link may point to a link; more than a few is a circle.
  for (let hops = 0; file?.kind === "alias" && hops < 8; hops++) file = set.files.get(file.of);
  return file?.kind === "alias" ? undefined : file;
}

/** The file that systemd loads: one of the configuration, else one that is generated (systemd.unit(5), "Unit File Load Path"). */
export function findLoaded(set: UnitSet, unit: string): Exclude<UnitFile, { kind: "alias" }> | undefined {
  const generated = set.generated?.get(unit);
  return findFile(set, unit) ?? (generated?.kind === "alias" ? undefined : generated);
}

/** The name that systemd knows a unit by: what its links end at. */
export function canonicalName(set: UnitSet, unit: string): string {
  let name = unit;
  for (let hops = 0; hops < 8; hops++) {
    const file = set.files.get(name);
    if (file?.kind !== "alias") return name;
    name = file.of;
  }
  return name;
}

/** True where the set has a drop-in of the unit that is not masked. */
export function hasDropIn(set: UnitSet, unit: string): boolean {
  return (set.dropIns.get(unit) ?? []).some((file) => file.kind === "text");
}
