// One unit of a set as systemd loads it: what it depends on, and the few settings that decide what a stop or start does.
import { readBoolean, readUnitLines, splitWords, type UnitLine } from "./unit-lines.ts";
import { expandSpecifiers, mountUnitsAbove, splitUnitName } from "./unit-name.ts";
import { findFile, templateOf, type UnitSet } from "./unit-set.ts";

export type DependencyKind =
  | "requires"
  | "requisite"
  | "bindsTo"
  | "partOf"
  | "upholds"
  | "wants"
  | "conflicts"
  | "stopPropagatedFrom"
  | "propagatesStopTo"
  /** Ordering and the like: it only keeps a unit known to systemd. */
  | "mentions";

export type Dependency = { readonly kind: DependencyKind; readonly to: string };

export type UnitView = {
  readonly unit: string;
  /** `unknown`: not in the set, but the set does not hold every unit. */
  readonly presence: "present" | "masked" | "missing" | "unknown";
  readonly dependencies: readonly Dependency[];
  /** False for a oneshot without RemainAfterExit, which is inactive again when it is done. */
  readonly staysActive: boolean;
  readonly refusesStart: boolean;
  readonly refusesStop: boolean;
  readonly stopsWhenUnneeded: boolean;
  /** The service that a socket activates. */
  readonly activates?: string;
};

const KINDS: Readonly<Record<string, DependencyKind>> = {
  Requires: "requires",
  Requisite: "requisite",
  BindsTo: "bindsTo",
  PartOf: "partOf",
  Upholds: "upholds",
  Wants: "wants",
  Conflicts: "conflicts",
  StopPropagatedFrom: "stopPropagatedFrom",
  PropagatesStopTo: "propagatesStopTo",
  After: "mentions",
  Before: "mentions",
  OnFailure: "mentions",
  OnSuccess: "mentions",
  PropagatesReloadTo: "mentions",
  ReloadPropagatedFrom: "mentions",
  JoinsNamespaceOf: "mentions",
};

/** Units that systemd ships or generates; sets made from a configuration need not hold them. */
const SYSTEMD_OWN =
  /\.(?:target|slice|mount|automount|swap|device|scope)$|^(?:systemd-|initrd-|dbus|getty@|autovt@|serial-getty@|console-getty|container-getty@|user@|user-runtime-dir@|modprobe@|kmod-|ldconfig|quota|rescue|emergency|debug-shell|tmp\.|syslog\.socket|proc-sys-)/;

type Lines = ReadonlyMap<string, readonly string[]>;

/** Mounts are only known where the set has them: most come from fstab, which is not read. */
function mountDependencies(set: UnitSet, paths: readonly string[]): readonly Dependency[] {
  const mounts = paths.flatMap((path) => mountUnitsAbove(path.replace(/^[-!~]+/, "")));
  return mounts.filter((mount) => findFile(set, mount)?.kind === "text").map((to) => ({ kind: "requires", to }));
}

function writtenDependencies(set: UnitSet, { unit, lines }: { unit: string; lines: Lines }): readonly Dependency[] {
  const wordsOf = (name: string): readonly string[] =>
    (lines.get(name) ?? []).flatMap(splitWords).map((word) => expandSpecifiers(word, unit));
  const named = Object.entries(KINDS).flatMap(([key, kind]) => wordsOf(`Unit.${key}`).map((to): Dependency => ({ kind, to })));
  const sockets = wordsOf("Service.Sockets").map((to): Dependency => ({ kind: "wants", to }));
  const slices = wordsOf("Service.Slice").map((to): Dependency => ({ kind: "requires", to }));
  const triggered = [...wordsOf("Timer.Unit"), ...wordsOf("Path.Unit"), ...wordsOf("Socket.Service")];
  const paths = [...wordsOf("Unit.RequiresMountsFor"), ...wordsOf("Service.WorkingDirectory"), ...wordsOf("Service.RootDirectory")];
  return [
    ...named,
    ...sockets,
    ...slices,
    ...triggered.map((to): Dependency => ({ kind: "mentions", to })),
    ...mountDependencies(set, paths.filter((path) => path.includes("/"))),
  ];
}

/** Assignments by `Section.Key`. An empty value takes back lists, but never dependencies (systemd.unit(5)). */
function groupLines(lines: readonly UnitLine[]): Lines {
  const groups = new Map<string, string[]>();
  for (const { section, key, value } of lines) {
    const name = `${section}.${key}`;
    const isReset = value === "" && KINDS[key] === undefined;
    const list = isReset ? undefined : groups.get(name);
    if (list === undefined) groups.set(name, value === "" ? [] : [value]);
    else if (value !== "") list.push(value);
  }
  return groups;
}

function isOn(lines: Lines, name: string): boolean {
  return readBoolean(lines.get(name)?.at(-1) ?? "") === true;
}

function textsOf(set: UnitSet, unit: string): readonly string[] {
  const template = templateOf(unit);
  const own = findFile(set, unit);
  const base = own === undefined && template !== undefined ? findFile(set, template) : own;
  const dropIns = [...(template === undefined ? [] : (set.dropIns.get(template) ?? [])), ...(set.dropIns.get(unit) ?? [])];
  return [base, ...dropIns].flatMap((file) => (file?.kind === "text" ? [file.text] : []));
}

function presenceOf(set: UnitSet, unit: string): UnitView["presence"] {
  const template = templateOf(unit);
  const file = findFile(set, unit) ?? (template === undefined ? undefined : findFile(set, template));
  if (file !== undefined) return file.kind === "masked" ? "masked" : "present";
  return !set.isComplete || SYSTEMD_OWN.test(unit) ? "unknown" : "missing";
}

function activatedBy(unit: string, lines: Lines): string | undefined {
  if (!unit.endsWith(".socket") || isOn(lines, "Socket.Accept")) return undefined;
  return lines.get("Socket.Service")?.at(-1) ?? `${splitUnitName(unit).prefix}.service`;
}

/** Views of a set; each text is split into lines once for all sets that share the cache. */
export type LineCache = Map<string, readonly UnitLine[]>;

/** Loads one unit. Links of `.wants/` and its like are not in here: they belong to the set. */
export function viewUnit(set: UnitSet, { unit, cache }: { unit: string; cache: LineCache }): UnitView {
  const presence = presenceOf(set, unit);
  const all = (presence === "masked" ? [] : textsOf(set, unit)).flatMap((text) => {
    const lines = cache.get(text) ?? readUnitLines(text);
    cache.set(text, lines);
    return lines;
  });
  const lines = groupLines(all);
  const activates = activatedBy(unit, lines);
  return {
    unit,
    presence,
    dependencies: writtenDependencies(set, { unit, lines }),
    staysActive: lines.get("Service.Type")?.at(-1) !== "oneshot" || isOn(lines, "Service.RemainAfterExit"),
    refusesStart: isOn(lines, "Unit.RefuseManualStart"),
    refusesStop: isOn(lines, "Unit.RefuseManualStop"),
    stopsWhenUnneeded: isOn(lines, "Unit.StopWhenUnneeded"),
    ...(activates === undefined ? {} : { activates }),
  };
}
