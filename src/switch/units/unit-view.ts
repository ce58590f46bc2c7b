// One unit of a set as systemd loads it: what it depends on, and the few settings that decide what a stop or start does.
import { readBoolean, readUnitLines, splitWords, type UnitLine } from "./unit-lines.ts";
import { expandSpecifiers, mountUnitsAbove, splitUnitName } from "./unit-name.ts";
import { findFile, findLoaded, templateOf, type UnitSet } from "./unit-set.ts";

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
  | "propagatesReloadTo"
  | "reloadPropagatedFrom"
  | "onSuccess"
  | "onFailure"
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
  /** True where a command of the start is `false`: a oneshot or notifying service that cannot come up. */
  readonly failsToStart: boolean;
  /** The unit that a timer or path starts, or a socket that does not accept connections itself. */
  readonly triggers?: string;
  /** The same of a socket. */
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
  OnFailure: "onFailure",
  OnSuccess: "onSuccess",
  PropagatesReloadTo: "propagatesReloadTo",
  ReloadPropagatedFrom: "reloadPropagatedFrom",
  JoinsNamespaceOf: "mentions",
};

/** Targets of systemd 262 and of NixOS (systemd.special(7)); sets made from a configuration need not hold them. */
const OWN_TARGETS =
  /^(?:basic|blockdev@.*|bluetooth|boot-complete|ctrl-alt-del|default|emergency|exit|factory-reset|final|first-boot-complete|getty(?:-pre)?|graphical(?:-session)?(?:-pre)?|halt|hibernate|hybrid-sleep|initrd[\w-]*|kexec|local-fs(?:-pre)?|machines?|multi-user|network(?:-online|-pre)?|nss(?:-user)?-lookup|paths|poweroff|printer|reboot|(?:remote-)?(?:crypt|verity|integrity)setup(?:-pre)?|remote-fs(?:-pre)?|rescue|rpcbind|runlevel\d|session(?:-pre)?|shutdown|sigpwr|(?:modern-)?sleep|slices|smartcard|sockets|soft-reboot|sound|ssh-access|storage-target-mode|suspend(?:-then-hibernate)?|swap|sysinit(?:-reactivation)?|system-update(?:-pre)?|time-(?:set|sync)|timers|tpm2|umount|usb-gadget|virt-guest-shutdown|xdg-desktop-autostart)\.target$/;

/** Other units that systemd ships or generates. */
const SYSTEMD_OWN =
  /\.(?:slice|mount|automount|swap|device|scope)$|^(?:systemd-|initrd-|dbus|getty@|autovt@|serial-getty@|console-getty|container-getty@|user@|user-runtime-dir@|modprobe@|kmod-|ldconfig|quota|rescue|emergency|debug-shell|tmp\.|syslog\.socket|proc-sys-)/;

/** Settings that are not dependencies by themselves but decide about them. */
const SETTINGS = ["Type", "RemainAfterExit", "ExecStart", "ExecStartPre", "RefuseManualStart", "RefuseManualStop", "StopWhenUnneeded", "Accept"];
/** Keys outside [Unit] that give a dependency. */
const GIVING: Readonly<Record<string, DependencyKind>> = {
  "Service.Sockets": "wants",
  "Service.Slice": "requires",
};
/** Paths that a unit cannot do without: the mounts below them are required (systemd.exec(5) and the like, "Implicit Dependencies"). */
const PATHS = new Set([
  "Unit.RequiresMountsFor",
  "Service.WorkingDirectory",
  "Service.RootDirectory",
  "Service.RootImage",
  ...["PathExists", "PathExistsGlob", "PathChanged", "PathModified", "DirectoryNotEmpty"].map((key) => `Path.${key}`),
  ...["ListenStream", "ListenDatagram", "ListenSequentialPacket", "ListenFIFO"].map((key) => `Socket.${key}`),
  "Swap.What",
]);
/** A mount needs what lies above it, not itself; so does an automount. */
const MOUNT_POINTS = new Set(["Mount.Where", "Automount.Where"]);
/** Folders of a service by the place that they lie in (systemd.exec(5), "RuntimeDirectory="). */
const OWN_FOLDERS: Readonly<Record<string, string>> = {
  "Service.RuntimeDirectory": "/run",
  "Service.StateDirectory": "/var/lib",
  "Service.CacheDirectory": "/var/cache",
  "Service.LogsDirectory": "/var/log",
};
const WANTED_KEYS = new Set([
  ...Object.keys(KINDS),
  ...SETTINGS,
  "Unit",
  "Service",
  ...[...Object.keys(GIVING), ...PATHS, ...MOUNT_POINTS, ...Object.keys(OWN_FOLDERS)].map((name) => name.slice(name.indexOf(".") + 1)),
]);

/** The path that a word of a directive stands for, as far as it is one. */
function pathOf(name: string, word: string): string {
  const place = OWN_FOLDERS[name];
  if (place !== undefined) return `${place}/${word.split(":")[0] ?? ""}`;
  return MOUNT_POINTS.has(name) ? word.replace(/\/+[^/]*\/*$/, "/") : word;
}

/** Only mounts that the set has, or that its fstab gives; others would be nobody's. */
function mountDependencies(set: UnitSet, path: string): readonly Dependency[] {
  const mounts = path.includes("/") ? mountUnitsAbove(path.replace(/^[-!~]+/, "")) : [];
  return mounts.filter((mount) => findLoaded(set, mount)?.kind === "text").map((to) => ({ kind: "requires", to }));
}

function writtenDependencies(set: UnitSet, { unit, lines }: { unit: string; lines: readonly UnitLine[] }): readonly Dependency[] {
  return lines.flatMap(({ section, key, value }) => {
    const name = `${section}.${key}`;
    const kind = section === "Unit" ? KINDS[key] : GIVING[name];
    const isPath = PATHS.has(name) || MOUNT_POINTS.has(name) || OWN_FOLDERS[name] !== undefined;
    if (kind === undefined && !isPath) return [];
    const words = splitWords(value).map((word) => expandSpecifiers(word, unit));
    return kind === undefined ? words.flatMap((word) => mountDependencies(set, pathOf(name, word))) : words.map((to): Dependency => ({ kind, to }));
  });
}

/** The last value of each setting; an empty one takes it back. */
function settingsOf(lines: readonly UnitLine[]): ReadonlyMap<string, string> {
  return new Map(lines.map(({ section, key, value }) => [`${section}.${key}`, value]));
}

function isOn(settings: ReadonlyMap<string, string>, name: string): boolean {
  return readBoolean(settings.get(name) ?? "") === true;
}

/** What programs do is not known, save false(1) and `exit 1`. A simple service counts as started before its program ends. */
function failsToStart(settings: ReadonlyMap<string, string>): boolean {
  const isFalse = (name: string): boolean => /^[@:+!]*(?:\S*\/)?(?:false(?:\s|$)|(?:ba)?sh -c (["'])exit [1-9]\d*\1$)/.test(settings.get(name) ?? "");
  const waits = ["oneshot", "notify", "notify-reload", "forking", "dbus"].includes(settings.get("Service.Type") ?? "");
  return isFalse("Service.ExecStartPre") || (waits && isFalse("Service.ExecStart"));
}

function textsOf(set: UnitSet, unit: string): readonly string[] {
  const template = templateOf(unit);
  const own = findLoaded(set, unit);
  const base = own === undefined && template !== undefined ? findFile(set, template) : own;
  const dropIns = [...(template === undefined ? [] : (set.dropIns.get(template) ?? [])), ...(set.dropIns.get(unit) ?? [])];
  return [base, ...dropIns].flatMap((file) => (file?.kind === "text" ? [file.text] : []));
}

function presenceOf(set: UnitSet, unit: string): UnitView["presence"] {
  const template = templateOf(unit);
  const file = findLoaded(set, unit) ?? (template === undefined ? undefined : findFile(set, template));
  if (file !== undefined) return file.kind === "masked" ? "masked" : "present";
  // A slice needs no file (systemd.slice(5)).
  if (set.absent?.has(unit) === true && !unit.endsWith(".slice")) return "missing";
  return !set.isComplete || OWN_TARGETS.test(unit) || SYSTEMD_OWN.test(unit) ? "unknown" : "missing";
}

const TRIGGERING: Readonly<Record<string, string>> = { socket: "Socket.Service", timer: "Timer.Unit", path: "Path.Unit" };

function triggeredBy(unit: string, settings: ReadonlyMap<string, string>): string | undefined {
  const setting = TRIGGERING[splitUnitName(unit).type];
  if (setting === undefined || isOn(settings, "Socket.Accept")) return undefined;
  const named = settings.get(setting) ?? "";
  return named === "" ? unit.replace(/\.[a-z]+$/, ".service") : expandSpecifiers(named, unit);
}

/** Views of a set; each text is split into lines once for all sets that share the cache. */
export type LineCache = Map<string, readonly UnitLine[]>;

/** Loads one unit. Links of `.wants/` and its like are not in here: they belong to the set. */
export function viewUnit(set: UnitSet, { unit, cache }: { unit: string; cache: LineCache }): UnitView {
  const presence = presenceOf(set, unit);
  const lines = (presence === "masked" ? [] : textsOf(set, unit)).flatMap((text) => {
    const read = cache.get(text) ?? readUnitLines(text, WANTED_KEYS);
    cache.set(text, read);
    return read;
  });
  const settings = settingsOf(lines);
  const triggers = presence === "present" ? triggeredBy(unit, settings) : undefined;
  const triggered: readonly Dependency[] = triggers === undefined ? [] : [{ kind: "mentions", to: triggers }];
  return {
    unit,
    presence,
    dependencies: [...writtenDependencies(set, { unit, lines }), ...triggered],
    staysActive: settings.get("Service.Type") !== "oneshot" || isOn(settings, "Service.RemainAfterExit"),
    refusesStart: isOn(settings, "Unit.RefuseManualStart"),
    refusesStop: isOn(settings, "Unit.RefuseManualStop"),
    stopsWhenUnneeded: isOn(settings, "Unit.StopWhenUnneeded"),
    failsToStart: failsToStart(settings),
    ...(triggers === undefined ? {} : { triggers }),
    ...(triggers !== undefined && unit.endsWith(".socket") ? { activates: triggers } : {}),
  };
}
