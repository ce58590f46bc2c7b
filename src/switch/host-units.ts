// The units of an evaluated host into a unit set, and what runs on it before a switch.
import type { HostState, UnitState } from "../evaluate/index.ts";
import type { RunningUnits } from "./predict/switch-input.ts";
import { buildGraph, startedWith, type UnitGraph } from "./units/unit-graph.ts";
import { templateOf, type UnitFile, type UnitLink, type UnitSet } from "./units/unit-set.ts";

export type Scope = "system" | "user";

/** An instance that only adds to a template of the same host is a drop-in; other drop-ins belong to files of packages. */
function isDropIn(units: HostState["units"], name: string): boolean {
  const template = templateOf(name);
  return units[name]?.overrideStrategy === "asDropin" && template !== undefined && units[template] !== undefined;
}

function linksOf(name: string, unit: UnitState): readonly UnitLink[] {
  return [
    ...unit.wantedBy.map((target): UnitLink => ({ kind: "wants", unit: target, to: name })),
    ...unit.requiredBy.map((target): UnitLink => ({ kind: "requires", unit: target, to: name })),
    ...unit.upheldBy.map((target): UnitLink => ({ kind: "upholds", unit: target, to: name })),
  ];
}

/**
 * `systemd.units` (or `systemd.user.units`) as the folder that NixOS would write. Units that packages ship are not in an
 * evaluated state: where NixOS adds to one, its addition stands for the whole. What the other side has (`others`) and this
 * one has not is known to be missing.
 */
export function hostUnits(units: HostState["units"], others: HostState["units"] = {}): UnitSet {
  const files = new Map<string, UnitFile>();
  const dropIns = new Map<string, readonly UnitFile[]>();
  const links: UnitLink[] = [];
  for (const [name, unit] of Object.entries(units)) {
    const file: UnitFile = unit.enable ? { kind: "text", text: unit.text } : { kind: "masked" };
    if (isDropIn(units, name)) dropIns.set(name, [file]);
    else files.set(name, file);
    links.push(...linksOf(name, unit));
  }
  // NixOS makes these links last, over a unit of the same name.
  for (const [name, unit] of Object.entries(units)) for (const alias of unit.aliases) files.set(alias, { kind: "alias", of: name });
  const absent = new Set(Object.keys(others).filter((name) => units[name] === undefined && !files.has(name)));
  return { files, dropIns, links, isComplete: false, absent };
}

/** Targets that a booted system or a logged-in user's manager reaches; systemd's own files wire them together. */
const REACHED: Readonly<Record<Scope, readonly string[]>> = {
  system: [
    "sysinit.target",
    "basic.target",
    "multi-user.target",
    "local-fs.target",
    "remote-fs.target",
    "swap.target",
    "paths.target",
    "slices.target",
    "sockets.target",
    "timers.target",
    "getty.target",
  ],
  user: ["basic.target", "default.target", "paths.target", "sockets.target", "timers.target"],
};

/** Services that systemd's own files start on every NixOS; a configuration only adds drop-ins to them. */
const ALWAYS_RUNNING = [
  "dbus.service",
  "kmod-static-nodes.service",
  "systemd-journal-flush.service",
  "systemd-journald.service",
  "systemd-logind.service",
  "systemd-modules-load.service",
  "systemd-random-seed.service",
  "systemd-remount-fs.service",
  "systemd-sysctl.service",
  "systemd-udevd.service",
  "systemd-update-utmp.service",
  "systemd-user-sessions.service",
];

function rootsOf(set: UnitSet, scope: Scope): readonly string[] {
  const isGraphical = scope === "system" && set.files.has("display-manager.service");
  const targets = isGraphical ? [...REACHED[scope], "graphical.target"] : REACHED[scope];
  return [...targets, ...ALWAYS_RUNNING.filter((name) => set.files.has(name))];
}

function walk(graph: UnitGraph, roots: readonly string[]): RunningUnits {
  const active = new Set<string>();
  const seen = new Set(roots);
  for (const name of seen) {
    const view = graph.view(name);
    if (view.presence === "masked" || view.presence === "missing") continue;
    if (view.staysActive) active.add(view.unit);
    for (const edge of startedWith(graph, name)) seen.add(edge.unit);
  }
  return { active, failed: new Set() };
}

/**
 * What runs if nobody touched the host since it booted: whatever an active target wants, and what that needs in turn. Plain
 * oneshots are done, and units that nothing wants are down.
 */
export function assumeRunning(set: UnitSet, scope: Scope): { readonly running: RunningUnits; readonly oldGraph: UnitGraph } {
  const roots = rootsOf(set, scope);
  const oldGraph = buildGraph(set, { names: roots });
  return { running: walk(oldGraph, roots), oldGraph };
}
