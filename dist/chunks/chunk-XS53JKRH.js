import { createRequire as __createRequire } from "node:module";
const require = __createRequire(import.meta.url);
import {
  ContainerKind,
  ContainerScope,
  compareTexts,
  liveContainers,
  serviceState
} from "./chunk-3KLBMR6O.js";
import {
  imageTest,
  quoteShellWord
} from "./chunk-ZAI775U2.js";
import {
  baseName
} from "./chunk-GWVNSTGD.js";
import {
  hideSecretsOfPair,
  isSecret
} from "./chunk-MLLDOSUU.js";
import {
  tellSome
} from "./chunk-CNDDATOY.js";
import {
  shorten
} from "./chunk-P6QGVD7B.js";
import {
  formatFamiliarName,
  formatFamiliarReference,
  isLocalName,
  isRecord,
  parseImageReference
} from "./chunk-IZT3ALIO.js";
import {
  Place
} from "./chunk-L2TPXMAP.js";
import {
  _enum,
  array,
  boolean,
  literal,
  object,
  record,
  string,
  union
} from "./chunk-N3YWGI6C.js";

// src/switch/units/unit-set.ts
var INSTANCE = /^(?<template>.*)@[^.]*\.(?<type>.*)$/;
function templateOf(unit) {
  if (!unit.includes("@")) return void 0;
  const { template, type } = INSTANCE.exec(unit)?.groups ?? {};
  const name = template === void 0 || type === void 0 ? void 0 : `${template}@.${type}`;
  return name === unit ? void 0 : name;
}
function findFile(set, unit) {
  let file = set.files.get(unit);
  for (let hops = 0; file?.kind === "alias" && hops < 8; hops++) file = set.files.get(file.of);
  return file?.kind === "alias" ? void 0 : file;
}
function findLoaded(set, unit) {
  const generated = set.generated?.get(unit);
  return findFile(set, unit) ?? (generated?.kind === "alias" ? void 0 : generated);
}
function canonicalName(set, unit) {
  let name = unit;
  for (let hops = 0; hops < 8; hops++) {
    const file = set.files.get(name);
    if (file?.kind !== "alias") return name;
    name = file.of;
  }
  return name;
}
function hasDropIn(set, unit) {
  return (set.dropIns.get(unit) ?? []).some((file) => file.kind === "text");
}

// src/switch/units/unit-lines.ts
var CONTINUATION = /\\\r?\n(?:[ \t]*[#;].*\r?\n)*/g;
var LINE = /^[ \t]*(?:\[([^\]\n]*)\]|([A-Za-z][\w-]*)[ \t]*=(.*))$/gm;
function readUnitLines(text, keys) {
  const joined = text.includes("\\") ? text.replace(CONTINUATION, " ") : text;
  const lines = [];
  let section = "";
  for (const [, name, key = "", value = ""] of joined.matchAll(LINE)) {
    if (name !== void 0) section = name;
    else if (keys.has(key)) lines.push({ section, key, value: value.trim() });
  }
  return lines;
}
function splitWords(value) {
  const words2 = value.match(/"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|\S+/g) ?? [];
  return words2.map((word) => /^(["']).*\1$/s.test(word) ? word.slice(1, -1) : word);
}
function readBoolean(value) {
  const text = value.toLowerCase();
  if (["1", "yes", "y", "true", "t", "on"].includes(text)) return true;
  return ["0", "no", "n", "false", "f", "off"].includes(text) ? false : void 0;
}

// src/switch/units/unit-name.ts
function splitUnitName(unit) {
  const dot = unit.lastIndexOf(".");
  const name = dot < 0 ? unit : unit.slice(0, dot);
  const at = name.indexOf("@");
  return { prefix: at < 0 ? name : name.slice(0, at), instance: at < 0 ? "" : name.slice(at + 1), type: unit.slice(dot + 1) };
}
function unescapeName(name) {
  return name.replace(/-/g, "/").replace(/\\x([0-9a-f]{2})/g, (_, code) => String.fromCharCode(Number.parseInt(code, 16)));
}
function expandSpecifiers(text, unit) {
  if (!text.includes("%")) return text;
  const { prefix, instance, type } = splitUnitName(unit);
  const lastPart = prefix.slice(prefix.lastIndexOf("-") + 1);
  const values = {
    "%": "%",
    n: unit,
    N: unit.slice(0, -(type.length + 1)),
    p: prefix,
    P: unescapeName(prefix),
    i: instance,
    I: unescapeName(instance),
    j: lastPart,
    J: unescapeName(lastPart),
    f: `/${unescapeName(instance === "" ? prefix : instance)}`
  };
  return text.replace(/%(.)/g, (specifier, letter) => values[letter] ?? specifier);
}
function escapeByte(character) {
  const bytes = new TextEncoder().encode(character);
  return [...bytes].map((byte) => `\\x${byte.toString(16).padStart(2, "0")}`).join("");
}
function escapePath(path) {
  const parts = path.split("/").filter((part) => part !== "" && part !== ".");
  if (parts.length === 0) return "-";
  const escaped = parts.map((part) => part.replace(/[^A-Za-z0-9:_.]/gu, escapeByte)).join("-");
  return escaped.startsWith(".") ? `\\x2e${escaped.slice(1)}` : escaped;
}
function mountUnitOf(path) {
  return `${escapePath(path)}.mount`;
}
function automountUnitOf(path) {
  return `${escapePath(path)}.automount`;
}
function swapUnitOf(path) {
  return `${escapePath(path)}.swap`;
}
function mountUnitsAbove(path) {
  const parts = path.split("/").filter((part) => part !== "");
  return ["-.mount", ...parts.map((_, index) => mountUnitOf(parts.slice(0, index + 1).join("/")))];
}

// src/switch/units/unit-view.ts
var KINDS = {
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
  JoinsNamespaceOf: "mentions"
};
var OWN_TARGETS = /^(?:basic|blockdev@.*|bluetooth|boot-complete|ctrl-alt-del|default|emergency|exit|factory-reset|final|first-boot-complete|getty(?:-pre)?|graphical(?:-session)?(?:-pre)?|halt|hibernate|hybrid-sleep|initrd[\w-]*|kexec|local-fs(?:-pre)?|machines?|multi-user|network(?:-online|-pre)?|nss(?:-user)?-lookup|paths|poweroff|printer|reboot|(?:remote-)?(?:crypt|verity|integrity)setup(?:-pre)?|remote-fs(?:-pre)?|rescue|rpcbind|runlevel\d|session(?:-pre)?|shutdown|sigpwr|(?:modern-)?sleep|slices|smartcard|sockets|soft-reboot|sound|ssh-access|storage-target-mode|suspend(?:-then-hibernate)?|swap|sysinit(?:-reactivation)?|system-update(?:-pre)?|time-(?:set|sync)|timers|tpm2|umount|usb-gadget|virt-guest-shutdown|xdg-desktop-autostart)\.target$/;
var SYSTEMD_OWN = /\.(?:slice|mount|automount|swap|device|scope)$|^(?:systemd-|initrd-|dbus|getty@|autovt@|serial-getty@|console-getty|container-getty@|user@|user-runtime-dir@|modprobe@|kmod-|ldconfig|quota|rescue|emergency|debug-shell|tmp\.|syslog\.socket|proc-sys-)/;
var SETTINGS = ["Type", "RemainAfterExit", "ExecStart", "ExecStartPre", "RefuseManualStart", "RefuseManualStop", "StopWhenUnneeded", "Accept"];
var GIVING = {
  "Service.Sockets": "wants",
  "Service.Slice": "requires"
};
var PATHS = /* @__PURE__ */ new Set([
  "Unit.RequiresMountsFor",
  "Service.WorkingDirectory",
  "Service.RootDirectory",
  "Service.RootImage",
  ...["PathExists", "PathExistsGlob", "PathChanged", "PathModified", "DirectoryNotEmpty"].map((key) => `Path.${key}`),
  ...["ListenStream", "ListenDatagram", "ListenSequentialPacket", "ListenFIFO"].map((key) => `Socket.${key}`),
  "Swap.What"
]);
var MOUNT_POINTS = /* @__PURE__ */ new Set(["Mount.Where", "Automount.Where"]);
var OWN_FOLDERS = {
  "Service.RuntimeDirectory": "/run",
  "Service.StateDirectory": "/var/lib",
  "Service.CacheDirectory": "/var/cache",
  "Service.LogsDirectory": "/var/log"
};
var WANTED_KEYS = /* @__PURE__ */ new Set([
  ...Object.keys(KINDS),
  ...SETTINGS,
  "Unit",
  "Service",
  ...[...Object.keys(GIVING), ...PATHS, ...MOUNT_POINTS, ...Object.keys(OWN_FOLDERS)].map((name) => name.slice(name.indexOf(".") + 1))
]);
function pathOf(name, word) {
  const place = OWN_FOLDERS[name];
  if (place !== void 0) return `${place}/${word.split(":")[0] ?? ""}`;
  return MOUNT_POINTS.has(name) ? word.replace(/\/+[^/]*\/*$/, "/") : word;
}
function mountDependencies(set, path) {
  const mounts = path.includes("/") ? mountUnitsAbove(path.replace(/^[-!~]+/, "")) : [];
  return mounts.filter((mount) => findLoaded(set, mount)?.kind === "text").map((to) => ({ kind: "requires", to }));
}
function writtenDependencies(set, { unit, lines }) {
  return lines.flatMap(({ section, key, value }) => {
    const name = `${section}.${key}`;
    const kind = section === "Unit" ? KINDS[key] : GIVING[name];
    const isPath = PATHS.has(name) || MOUNT_POINTS.has(name) || OWN_FOLDERS[name] !== void 0;
    if (kind === void 0 && !isPath) return [];
    const words2 = splitWords(value).map((word) => expandSpecifiers(word, unit));
    return kind === void 0 ? words2.flatMap((word) => mountDependencies(set, pathOf(name, word))) : words2.map((to) => ({ kind, to }));
  });
}
function settingsOf(lines) {
  return new Map(lines.map(({ section, key, value }) => [`${section}.${key}`, value]));
}
function isOn(settings, name) {
  return readBoolean(settings.get(name) ?? "") === true;
}
function failsToStart(settings) {
  const isFalse = (name) => /^[@:+!]*(?:\S*\/)?(?:false(?:\s|$)|(?:ba)?sh -c (["'])exit [1-9]\d*\1$)/.test(settings.get(name) ?? "");
  const waits = ["oneshot", "notify", "notify-reload", "forking", "dbus"].includes(settings.get("Service.Type") ?? "");
  return isFalse("Service.ExecStartPre") || waits && isFalse("Service.ExecStart");
}
function textsOf(set, unit) {
  const template = templateOf(unit);
  const own = findLoaded(set, unit);
  const base = own === void 0 && template !== void 0 ? findFile(set, template) : own;
  const dropIns = [...template === void 0 ? [] : set.dropIns.get(template) ?? [], ...set.dropIns.get(unit) ?? []];
  return [base, ...dropIns].flatMap((file) => file?.kind === "text" ? [file.text] : []);
}
function presenceOf(set, unit) {
  const template = templateOf(unit);
  const file = findLoaded(set, unit) ?? (template === void 0 ? void 0 : findFile(set, template));
  if (file !== void 0) return file.kind === "masked" ? "masked" : "present";
  if (set.absent?.has(unit) === true && !unit.endsWith(".slice")) return "missing";
  return !set.isComplete || OWN_TARGETS.test(unit) || SYSTEMD_OWN.test(unit) ? "unknown" : "missing";
}
var TRIGGERING = { socket: "Socket.Service", timer: "Timer.Unit", path: "Path.Unit" };
function triggeredBy(unit, settings) {
  const setting = TRIGGERING[splitUnitName(unit).type];
  if (setting === void 0 || isOn(settings, "Socket.Accept")) return void 0;
  const named = settings.get(setting) ?? "";
  return named === "" ? unit.replace(/\.[a-z]+$/, ".service") : expandSpecifiers(named, unit);
}
function viewUnit(set, { unit, cache }) {
  const presence = presenceOf(set, unit);
  const lines = (presence === "masked" ? [] : textsOf(set, unit)).flatMap((text) => {
    const read = cache.get(text) ?? readUnitLines(text, WANTED_KEYS);
    cache.set(text, read);
    return read;
  });
  const settings = settingsOf(lines);
  const triggers = presence === "present" ? triggeredBy(unit, settings) : void 0;
  const triggered = triggers === void 0 ? [] : [{ kind: "mentions", to: triggers }];
  return {
    unit,
    presence,
    dependencies: [...writtenDependencies(set, { unit, lines }), ...triggered],
    staysActive: settings.get("Service.Type") !== "oneshot" || isOn(settings, "Service.RemainAfterExit"),
    refusesStart: isOn(settings, "Unit.RefuseManualStart"),
    refusesStop: isOn(settings, "Unit.RefuseManualStop"),
    stopsWhenUnneeded: isOn(settings, "Unit.StopWhenUnneeded"),
    failsToStart: failsToStart(settings),
    ...triggers === void 0 ? {} : { triggers },
    ...triggers !== void 0 && unit.endsWith(".socket") ? { activates: triggers } : {}
  };
}

// src/switch/units/unit-graph.ts
var LINK_KINDS = { wants: "wants", requires: "requires", upholds: "upholds" };
function isTemplate(unit) {
  return unit.includes("@.");
}
function addTo(map, { key, value }) {
  const list = map.get(key);
  if (list === void 0) map.set(key, [value]);
  else list.push(value);
}
function linkDependencies(set) {
  const links = /* @__PURE__ */ new Map();
  for (const link of set.links) addTo(links, { key: canonicalName(set, link.unit), value: { kind: LINK_KINDS[link.kind], to: link.to } });
  return links;
}
function missingView(unit) {
  const flags = { staysActive: true, refusesStart: false, refusesStop: false, stopsWhenUnneeded: false, failsToStart: false };
  return { unit, presence: "missing", dependencies: [], ...flags };
}
function buildGraph(set, { names: names2, cache = /* @__PURE__ */ new Map() }) {
  const links = linkDependencies(set);
  const units = /* @__PURE__ */ new Map();
  const dependents = /* @__PURE__ */ new Map();
  const queue = [...set.files.keys(), ...set.generated?.keys() ?? [], ...names2, ...links.keys()].filter((name) => !isTemplate(name));
  for (let name = queue.pop(); name !== void 0; name = queue.pop()) {
    const unit = canonicalName(set, name);
    if (units.has(unit)) continue;
    const written = viewUnit(set, { unit, cache });
    const dependencies = [];
    for (const dependency of [...written.dependencies, ...links.get(unit) ?? []]) {
      const { kind } = dependency;
      const to = canonicalName(set, dependency.to);
      if (to === unit) continue;
      dependencies.push(to === dependency.to ? dependency : { kind, to });
      addTo(dependents, { key: to, value: { unit, kind } });
      if (!units.has(to)) queue.push(to);
    }
    units.set(unit, { ...written, dependencies });
  }
  return {
    set,
    units,
    cache,
    view: (unit) => units.get(canonicalName(set, unit)) ?? missingView(unit),
    dependents: (unit) => dependents.get(canonicalName(set, unit)) ?? []
  };
}
var STOPPING = /* @__PURE__ */ new Set(["requires", "requisite", "bindsTo", "partOf", "stopPropagatedFrom"]);
var RESTARTING = /* @__PURE__ */ new Set(["requires", "requisite", "bindsTo", "partOf"]);
var STARTING = /* @__PURE__ */ new Set(["requires", "bindsTo", "wants", "upholds"]);
function stoppedWith(graph, unit) {
  const outward = graph.view(unit).dependencies.filter(({ kind }) => kind === "propagatesStopTo");
  return [...graph.dependents(unit).filter(({ kind }) => STOPPING.has(kind)), ...outward.map(({ kind, to }) => ({ unit: to, kind }))];
}
function restartedWith(graph, unit) {
  return graph.dependents(unit).filter(({ kind }) => RESTARTING.has(kind));
}
function startedWith(graph, unit) {
  return graph.view(unit).dependencies.flatMap(({ kind, to }) => STARTING.has(kind) ? [{ unit: to, kind }] : []);
}
function reloadedWith(graph, unit) {
  const outward = graph.view(unit).dependencies.filter(({ kind }) => kind === "propagatesReloadTo");
  return [...graph.dependents(unit).filter(({ kind }) => kind === "reloadPropagatedFrom"), ...outward.map(({ kind, to }) => ({ unit: to, kind }))];
}

// src/switch/host-units.ts
function isDropIn(units, name) {
  const template = templateOf(name);
  return units[name]?.overrideStrategy === "asDropin" && template !== void 0 && units[template] !== void 0;
}
function linksOf(name, unit) {
  return [
    ...unit.wantedBy.map((target) => ({ kind: "wants", unit: target, to: name })),
    ...unit.requiredBy.map((target) => ({ kind: "requires", unit: target, to: name })),
    ...unit.upheldBy.map((target) => ({ kind: "upholds", unit: target, to: name }))
  ];
}
function hostUnits(units, others = {}) {
  const files = /* @__PURE__ */ new Map();
  const dropIns = /* @__PURE__ */ new Map();
  const links = [];
  for (const [name, unit] of Object.entries(units)) {
    const file = unit.enable ? { kind: "text", text: unit.text } : { kind: "masked" };
    if (isDropIn(units, name)) dropIns.set(name, [file]);
    else files.set(name, file);
    links.push(...linksOf(name, unit));
  }
  for (const [name, unit] of Object.entries(units)) for (const alias of unit.aliases) files.set(alias, { kind: "alias", of: name });
  const absent = new Set(Object.keys(others).filter((name) => units[name] === void 0 && !files.has(name)));
  return { files, dropIns, links, isComplete: false, absent };
}
var REACHED = {
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
    "getty.target"
  ],
  user: ["basic.target", "default.target", "paths.target", "sockets.target", "timers.target"]
};
var ALWAYS_RUNNING = [
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
  "systemd-user-sessions.service"
];
function rootsOf(set, scope) {
  const isGraphical = scope === "system" && set.files.has("display-manager.service");
  const targets = isGraphical ? [...REACHED[scope], "graphical.target"] : REACHED[scope];
  return [...targets, ...ALWAYS_RUNNING.filter((name) => set.files.has(name))];
}
function walk(graph, roots) {
  const active = /* @__PURE__ */ new Set();
  const seen = new Set(roots);
  for (const name of seen) {
    const view = graph.view(name);
    if (view.presence === "masked" || view.presence === "missing") continue;
    if (view.staysActive) active.add(view.unit);
    for (const edge of startedWith(graph, name)) seen.add(edge.unit);
  }
  return { active, failed: /* @__PURE__ */ new Set() };
}
function assumeRunning(set, scope) {
  const roots = rootsOf(set, scope);
  const oldGraph = buildGraph(set, { names: roots });
  return { running: walk(oldGraph, roots), oldGraph };
}

// src/switch/units/fstab-units.ts
var NETWORK = /^(?:fuse\.)?(?:afs|ceph|cifs|smb3|smbfs|sshfs|ncpfs|ncp|nfs|nfs4|gfs|gfs2|glusterfs|pvfs2|ocfs2|lustre|davfs)$/;
var BY_NAME = { UUID: "uuid", LABEL: "label", PARTUUID: "partuuid", PARTLABEL: "partlabel", ID: "id" };
function unescapeFstab(word) {
  return word.replace(/\\([0-7]{3})/g, (_, code) => String.fromCharCode(Number.parseInt(code, 8)));
}
function devicePath(word) {
  const [, kind = "", name = ""] = /^([A-Z]+)=(.*)$/.exec(word) ?? [];
  const folder = BY_NAME[kind];
  return unescapeFstab(folder === void 0 ? word : `/dev/disk/by-${folder}/${name.replaceAll('"', "")}`);
}
function quote(path) {
  return `"${path.replace(/[\p{Cc}"\\]/gu, "_").replaceAll("%", "%%")}"`;
}
function readOptions(text) {
  const words2 = text.split(",");
  return { has: (name) => words2.includes(name), all: (name) => words2.filter((word) => word.startsWith(`${name}=`)).map((word) => unescapeFstab(word.slice(name.length + 1))) };
}
function linksTo(unit, { options, target }) {
  const named = (kind, units) => units.map((by) => ({ kind, unit: by, to: unit }));
  const own = [...named("wants", options.all("x-systemd.wanted-by")), ...named("requires", options.all("x-systemd.required-by"))];
  if (own.length > 0) return own;
  if (options.has("noauto")) return [];
  return named(options.has("nofail") ? "wants" : "requires", [target]);
}
function unitLines(options, paths) {
  const needed = options.all("x-systemd.requires").flatMap((unit) => [`Requires=${quote(unit)}`, `After=${quote(unit)}`]);
  const mounts = [...paths, ...options.all("x-systemd.requires-mounts-for")].map((path) => `RequiresMountsFor=${quote(path)}`);
  return ["[Unit]", "SourcePath=/etc/fstab", ...needed, ...mounts].join("\n");
}
function mountUnits(mountPoint, { device, type, options: text }) {
  const where = unescapeFstab(mountPoint);
  if (!where.startsWith("/")) return [];
  const options = readOptions(text);
  const [unit, automount] = [mountUnitOf(where), automountUnitOf(where)];
  const what = devicePath(device);
  const isNetwork = options.has("_netdev") || NETWORK.test(type);
  const target = isNetwork ? "remote-fs.target" : "local-fs.target";
  const paths = what.startsWith("/") && !what.startsWith("/dev/") && !isNetwork ? [what] : [];
  const mount = `${unitLines(options, paths)}
`;
  const place = `Where=${quote(where)}
`;
  if (!options.has("x-systemd.automount")) return [{ unit, text: `${mount}
[Mount]
${place}`, links: linksTo(unit, { options, target }) }];
  return [
    { unit: automount, text: `[Unit]
SourcePath=/etc/fstab

[Automount]
${place}`, links: linksTo(automount, { options, target }) },
    // systemd unmounts what an automount unit has mounted when it stops.
    { unit, text: `${mount}PartOf=${automount}

[Mount]
${place}`, links: [] }
  ];
}
function swapUnit(device, text) {
  const [what, options] = [devicePath(device), readOptions(text)];
  const unit = swapUnitOf(what);
  return { unit, text: `${unitLines(options, [])}

[Swap]
What=${quote(what)}
`, links: linksTo(unit, { options, target: "swap.target" }) };
}
function swapUnitOfDevice(device) {
  return swapUnitOf(devicePath(device));
}
function withFstabs(sets, fstabs) {
  return fstabs === void 0 ? sets : { old: withFstab(sets.old, fstabs.old), new: withFstab(sets.new, fstabs.new) };
}
function withFstab(set, fstab) {
  const mounts = [...fstab.fileSystems].flatMap(([mountPoint, fileSystem]) => mountUnits(mountPoint, fileSystem));
  const made = [...mounts, ...[...fstab.swaps].map(([device, options]) => swapUnit(device, options))];
  const generated = new Map(made.map(({ unit, text }) => [unit, { kind: "text", text }]));
  return { ...set, fstab, generated, links: [...set.links, ...made.flatMap(({ links }) => links)] };
}

// src/switch/units/fstab.ts
var MAXIMUM_LINES = 1e4;
function parseFstab(text) {
  const fileSystems = /* @__PURE__ */ new Map();
  const swaps = /* @__PURE__ */ new Map();
  for (const line of text.split("\n", MAXIMUM_LINES)) {
    const [device, mountPoint, type, options = ""] = line.includes("#") ? [] : line.split(/\s+/).filter((word) => word !== "");
    if (device === void 0 || mountPoint === void 0 || type === void 0) continue;
    if (type === "swap") swaps.set(device, options);
    else fileSystems.set(mountPoint, { device, type, options });
  }
  return { fileSystems, swaps };
}

// src/switch/causes/data-changes.ts
function isList(value) {
  return Array.isArray(value);
}
function toText(value) {
  if (value === null || value === void 0) return void 0;
  if (typeof value === "string") return value;
  if (!isRecord(value)) return JSON.stringify(value);
  const set = Object.entries(value).filter(([, part]) => part !== null && part !== void 0);
  return set.map(([key, part]) => `${key}=${toText(part) ?? ""}`).join(", ");
}
function leaf(path, sides) {
  return {
    path,
    ...sides.old === void 0 ? {} : { old: sides.old },
    ...sides.new === void 0 ? {} : { new: sides.new },
    isEntry: sides.isEntry
  };
}
function without(entries, others) {
  const counts = /* @__PURE__ */ new Map();
  for (const other of others) counts.set(other, (counts.get(other) ?? 0) + 1);
  return entries.filter((entry) => {
    const left = counts.get(entry) ?? 0;
    counts.set(entry, left - 1);
    return left <= 0;
  });
}
function subjectOf(entry) {
  const option = /^(--?[\w-]+)(?:=([^=:]*)[=:]?)?/.exec(entry);
  if (option !== null) return option[0];
  const parts = entry.split(":");
  const last = parts.at(-1) ?? "";
  const isMode = parts.length > 2 && !/^\d|^\//.test(last);
  return (isMode ? parts.at(-2) : last) ?? entry;
}
function before(entries, entry) {
  const after = entries[entries.indexOf(entry) - 1];
  return after === void 0 ? {} : { after };
}
function changedEntries(path, pair) {
  const removed = without(pair.old, pair.new);
  const added = without(pair.new, pair.old);
  const bySubject = new Map(added.map((entry) => [subjectOf(entry), entry]));
  const paired = /* @__PURE__ */ new Set();
  const gone = removed.map((entry) => {
    const partner = bySubject.get(subjectOf(entry));
    const after = before(pair.old, entry);
    if (partner === void 0 || paired.has(partner)) return { ...leaf(path, { old: entry, new: void 0, isEntry: true }), ...after };
    paired.add(partner);
    return { ...leaf(path, { old: entry, new: partner, isEntry: true }), ...after };
  });
  const come = added.filter((entry) => !paired.has(entry)).map((entry) => ({ ...leaf(path, { old: void 0, new: entry, isEntry: true }), ...before(pair.new, entry) }));
  if (gone.length + come.length > 0) return [...gone, ...come];
  return [leaf(path, { old: pair.old.join(" "), new: pair.new.join(" "), isEntry: false })];
}
function isScalarList(value) {
  return isList(value) && value.every((entry) => !isRecord(entry) && !isList(entry));
}
function changedData({ old, new: fresh }, path = []) {
  if (old === fresh || JSON.stringify(old) === JSON.stringify(fresh)) return [];
  if (isRecord(old) && isRecord(fresh)) {
    const keys = /* @__PURE__ */ new Set([...Object.keys(old), ...Object.keys(fresh)]);
    return [...keys].flatMap((key) => changedData({ old: old[key], new: fresh[key] }, [...path, key]));
  }
  const isListPair = (isScalarList(old) || old === void 0) && (isScalarList(fresh) || fresh === void 0);
  if (isListPair) {
    const texts2 = (value) => isList(value) ? value.map((entry) => toText(entry) ?? "") : [];
    return changedEntries(path, { old: texts2(old), new: texts2(fresh) });
  }
  const [before2, after] = [toText(old), toText(fresh)];
  return before2 === after ? [] : [leaf(path, { old: before2, new: after, isEntry: false })];
}

// src/switch/host-containers.ts
function placeIn(files, line) {
  const file = files?.[0];
  return file === void 0 ? {} : { place: { file, ...typeof line === "number" ? { line } : {} } };
}
function engineContainer({ options, files, ...container }, { definedIn }) {
  const { kind, scope, name } = container;
  const isOption = kind === "oci" && scope === "system";
  return { ...container, state: options, ...placeIn(files, isOption ? definedIn?.lines?.oci[name] : void 0) };
}
function containersByUnit(host) {
  if (host === void 0) return /* @__PURE__ */ new Map();
  const nspawn = Object.entries(host.nspawnContainers).map(([name, state]) => {
    return { kind: "nspawn", name, unit: `container@${name}.service`, scope: "system", state, ...placeIn(host.definedIn?.nspawn[name], host.definedIn?.lines?.nspawn[name]) };
  });
  const containers = /* @__PURE__ */ new Map();
  for (const container of [...liveContainers(host).map((container2) => engineContainer(container2, host)), ...nspawn]) {
    const { scope, owner, unit, name } = container;
    const isFirst = scope === "system" && !containers.has(unit);
    containers.set(isFirst ? unit : JSON.stringify([scope, owner, unit, name]), container);
  }
  return containers;
}
function containersOfScope(containers, scope) {
  const own = [...containers.values()].filter((container) => container.scope === scope && (scope === "system" || container.owner === void 0));
  return Map.groupBy(own, ({ unit }) => unit);
}
var NO_DATA = /^(?:\/dev|\/proc|\/sys|\/run|\/var\/run|\/nix\/store|\/etc\/localtime|\/etc\/timezone|\/tmp)(?:\/|$)|\.sock$/;
function sourceOf(volume) {
  return volume.split(":")[0] ?? volume;
}
function isReadOnly(volume) {
  return (volume.split(":")[2] ?? "").split(",").includes("ro");
}
function persistentVolumes(container) {
  if (container === void 0) return [];
  if (container.kind !== "nspawn") {
    const named = container.state.volumes.filter((volume) => volume.includes(":") && !isReadOnly(volume));
    return [...new Set(named.map(sourceOf))].filter((source) => !NO_DATA.test(source));
  }
  const mounts = Object.entries(container.state.bindMounts ?? {}).filter(([, mount]) => mount["isReadOnly"] === false);
  return [...new Set(mounts.map(([path, mount]) => mount.hostPath ?? path))].filter((source) => !NO_DATA.test(source));
}

// src/switch/container-changes.ts
function imageOf(container) {
  return container === void 0 || container.kind === "nspawn" ? void 0 : container.state.image.slice(0, 4096);
}
function changeOf({ old, new: fresh }) {
  const either = fresh ?? old;
  if (either === void 0) return [];
  if (old !== void 0 && fresh !== void 0 && changedData({ old: old.state, new: fresh.state }).length === 0) return [];
  const [before2, after] = [imageOf(old), imageOf(fresh)];
  return [
    {
      name: either.name.slice(0, 1024),
      kind: either.kind,
      change: old === void 0 ? "added" : fresh === void 0 ? "removed" : "changed",
      unit: either.unit.slice(0, 1024),
      ...either.scope === "system" ? {} : { scope: either.scope },
      ...either.owner === void 0 ? {} : { owner: either.owner.slice(0, 1024) },
      image: { ...before2 === void 0 ? {} : { old: before2 }, ...after === void 0 ? {} : { new: after } },
      volumes: [.../* @__PURE__ */ new Set([...persistentVolumes(old), ...persistentVolumes(fresh)])].slice(0, 1e3).map((volume) => volume.slice(0, 4096))
    }
  ];
}
function containerChanges({ old, new: fresh }) {
  const keys = [.../* @__PURE__ */ new Set([...old.keys(), ...fresh.keys()])];
  const changes = keys.flatMap((key) => changeOf({ old: old.get(key), new: fresh.get(key) }));
  return changes.sort((left, right) => compareTexts(left.name, right.name));
}

// src/switch/causes/store-path.ts
var STORE_PATH = /\/nix\/store\/[0-9a-z]{32}-(?<name>[A-Za-z0-9+\-._?=]+)/g;
var FIRST_STORE_PATH = new RegExp(STORE_PATH.source);
var NAME_AT = "/nix/store/".length + 33;
function shortenStorePaths(text) {
  return text.replace(/\/nix\/store\/[0-9a-z]{32}-/g, "…-");
}
function storePackages(text) {
  const packages = /* @__PURE__ */ new Map();
  for (const [path] of text.matchAll(STORE_PATH)) if (!packages.has(path)) packages.set(path, splitStoreName(path.slice(NAME_AT)));
  return packages;
}
function storeName(path) {
  return FIRST_STORE_PATH.exec(path)?.groups?.["name"];
}
function splitStoreName(name) {
  const at = name.search(/-[0-9]/);
  return at < 0 ? { name, version: "" } : { name: name.slice(0, at), version: name.slice(at + 1) };
}
var VERSIONED_PATH = /\/nix\/store\/[0-9a-z]{32}-((?:(?!-[0-9])[A-Za-z0-9+\-._?=])+)(?:-[0-9][A-Za-z0-9+\-._?=]*)?/g;
function withoutVersions(text) {
  return text.replace(VERSIONED_PATH, "…-$1");
}

// src/switch/causes/cause.ts
var SHOWN_LENGTH = 160;
var MAXIMUM_VALUE = 16384;
function clip(text, length = SHOWN_LENGTH) {
  return shorten(text.replace(/\s+/g, " ").trim(), length);
}
function words(label, { old, new: fresh }) {
  if (old === void 0) return fresh === void 0 ? `${label} changed` : `${label} added: ${clip(fresh)}`;
  if (fresh === void 0) return `${label} removed: ${clip(old)}`;
  return `${label} ${clip(old)} → ${clip(fresh)}`;
}
function secretWords(label, { old, new: fresh }) {
  if (old === void 0) return `${label} added`;
  return fresh === void 0 ? `${label} removed` : `${label} changed`;
}
function toCause(change) {
  const { kind, label, subject, old, new: fresh } = change;
  const base = { kind, subject: subject.slice(0, 1024) };
  const name = change.name ?? label.split(" ").at(-1) ?? label;
  if (isSecret(name, old ?? "") || isSecret(name, fresh ?? "")) return { ...base, text: secretWords(label, change).slice(0, 4096) };
  const hidden = hideSecretsOfPair({ old: shortenStorePaths(old ?? ""), new: shortenStorePaths(fresh ?? "") });
  const shown = { old: old === void 0 ? void 0 : hidden.old, new: fresh === void 0 ? void 0 : hidden.new };
  return {
    ...base,
    text: words(label, shown).slice(0, 4096),
    ...shown.old === void 0 ? {} : { old: shown.old.slice(0, MAXIMUM_VALUE) },
    ...shown.new === void 0 ? {} : { new: shown.new.slice(0, MAXIMUM_VALUE) }
  };
}

// src/switch/causes/fstab-causes.ts
function names(old, fresh) {
  return [.../* @__PURE__ */ new Set([...old, ...fresh])];
}
function isMountOf(mountPoint, unit) {
  return [mountPoint, unescapeFstab(mountPoint)].some((path) => unit === mountUnitOf(path) || unit === automountUnitOf(path));
}
function entryOf(unit, { old, new: fresh }) {
  if (unit.endsWith(".swap")) {
    const device = names(old.swaps.keys(), fresh.swaps.keys()).find((name) => swapUnitOfDevice(name) === unit);
    const line = ({ swaps }) => device !== void 0 && swaps.has(device) ? { device, type: "swap", options: swaps.get(device) ?? "" } : void 0;
    return device === void 0 ? void 0 : { subject: "swapDevices", what: `swap device ${device}`, old: line(old), new: line(fresh) };
  }
  const mountPoint = names(old.fileSystems.keys(), fresh.fileSystems.keys()).find((name) => isMountOf(name, unit));
  if (mountPoint === void 0) return void 0;
  return { subject: `fileSystems."${mountPoint}"`, what: `file system ${mountPoint}`, old: old.fileSystems.get(mountPoint), new: fresh.fileSystems.get(mountPoint) };
}
function optionCauses(subject, { old, fresh }) {
  const parse = (text) => new Map(text.split(",").map((option) => [option.replace(/=.*/s, ""), option]));
  const [before2, after] = [parse(old), parse(fresh)];
  const changed = names(before2.keys(), after.keys()).filter((name) => before2.get(name) !== after.get(name));
  const causes = changed.map((name) => {
    const [left, right] = [before2.get(name), after.get(name)];
    return toCause({ kind: "option", subject: `${subject}.options`, label: `${subject}.options`, name, ...left === void 0 ? {} : { old: left }, ...right === void 0 ? {} : { new: right } });
  });
  return causes.length > 0 ? causes : [{ kind: "option", subject: `${subject}.options`.slice(0, 1024), text: `order of ${subject}.options`.slice(0, 4096) }];
}
function changeCauses({ subject, old, new: fresh }) {
  if (old === void 0 || fresh === void 0) return [];
  const value = (name, [left, right]) => left === right ? [] : [toCause({ kind: "option", subject: `${subject}.${name}`, label: `${subject}.${name}`, old: left, new: right })];
  const options = old.options === fresh.options ? [] : optionCauses(subject, { old: old.options, fresh: fresh.options });
  return [...value("device", [old.device, fresh.device]), ...value("fsType", [old.type, fresh.type]), ...options];
}
function fstabCauses(unit, sides) {
  const entry = sides === void 0 || !/\.(?:mount|automount|swap)$/.test(unit) ? void 0 : entryOf(unit, sides);
  if (entry === void 0) return [];
  const { subject, what, old, new: fresh } = entry;
  const place = sides?.places?.get(subject);
  const base = { subject: subject.slice(0, 1024) };
  const text = (words2) => `${what.slice(0, 2e3)} ${words2.slice(0, 2e3)}`;
  const causes = old === void 0 && fresh !== void 0 ? [{ ...base, kind: "added", text: text(`is new (${fresh.type}${fresh.type === "swap" ? "" : ` on ${fresh.device}`})`) }] : fresh === void 0 ? [{ ...base, kind: "removed", text: text("is not in the configuration any more") }] : changeCauses(entry);
  return causes.map((cause) => place === void 0 ? cause : { ...cause, place });
}
function isSameFstab({ old, new: fresh }) {
  const key = ({ fileSystems, swaps }) => JSON.stringify([[...fileSystems].toSorted(), [...swaps].toSorted()]);
  return key(old) === key(fresh);
}
function isFstabChange(unit, sides) {
  return fstabCauses(unit, sides).length > 0;
}

// src/switch/units/compare-units.ts
var IGNORED = /* @__PURE__ */ new Set([
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
  "SourcePath"
]);
function isSameRun(left, right) {
  return left.times === right?.times && left.values.length === right.values.length && left.values.every((value, at) => value === right.values[at]);
}
function isSame(left, right) {
  return left === right || left?.length === right?.length && left?.every((run, index) => isSameRun(run, right?.[index])) === true;
}
function isOnlyNewKey(pair, key) {
  return [...pair.new?.keys() ?? []].every((other) => other === key || pair.old?.has(other) === true);
}
function weigh(pair, key) {
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
function compareSection(pair) {
  const keys = /* @__PURE__ */ new Set([...pair.old?.keys() ?? [], ...pair.new?.keys() ?? []]);
  return [...keys].flatMap((key) => {
    const [before2, after] = [pair.old?.get(key), pair.new?.get(key)];
    if (isSame(before2, after)) return [];
    const values = { ...before2 === void 0 ? {} : { old: before2 }, ...after === void 0 ? {} : { new: after } };
    return [{ section: pair.section, key, ...values, weight: weigh(pair, key) }];
  });
}
function sectionNeedsRestart(pairs) {
  const added = pairs.filter((pair) => pair.old === void 0);
  const isForeign = (pair) => pair.section !== "Unit" && pair.section !== "Service";
  const isForeignChange = pairs.some((pair) => (pair.old === void 0 || pair.new === void 0) && isForeign(pair));
  const isEmptyService = pairs.some(
    (pair) => pair.section === "Service" && (pair.old === void 0 && pair.new?.size === 0 || pair.new === void 0 && pair.old?.size === 0)
  );
  return added.length > 1 || isForeignChange || isEmptyService;
}
function compareUnits(old, fresh) {
  const names2 = /* @__PURE__ */ new Set([...old.keys(), ...fresh.keys()]);
  const pairs = [...names2].map((section) => ({ section, old: old.get(section), new: fresh.get(section) }));
  const differences = pairs.flatMap(compareSection);
  const weights = new Set(differences.map((difference) => difference.weight));
  if (weights.has("restart") || sectionNeedsRestart(pairs)) return { result: "restart", differences };
  return { result: weights.has("reload") ? "reload" : "equal", differences };
}

// src/switch/units/ini.ts
var ORDINARY = /[^\s\\=:\]"'#;]+/y;
var BLANKS_IN_LINE = /[^\S\n\r]*/y;
function peek({ text, position }) {
  return text[position];
}
function skipComment(cursor) {
  const end = cursor.text.indexOf("\n", cursor.position);
  cursor.position = end < 0 ? cursor.text.length : end + 1;
}
function takeRun(cursor, run) {
  run.lastIndex = cursor.position;
  const taken = run.exec(cursor.text)?.[0] ?? "";
  cursor.position += taken.length;
  return taken;
}
function takeBackslash(cursor) {
  const next = cursor.text[cursor.position + 1];
  cursor.position += 2;
  return next === "\n" ? { taken: "", joins: true } : { taken: `\\${next ?? ""}`, joins: false };
}
function readUntil(cursor, ends) {
  let result = "";
  for (let next = peek(cursor); next === void 0 || !ends.includes(next); next = peek(cursor)) {
    if (next === void 0) return void 0;
    if (next === "\\") result += takeBackslash(cursor).taken;
    else result += takeRun(cursor, ORDINARY) || (cursor.position++, next);
  }
  return result;
}
function readLine(cursor) {
  let result = "";
  let isJoined = false;
  for (let next = peek(cursor); next !== void 0 && next !== "\n" && next !== "\r"; next = peek(cursor)) {
    const isBlank = next === " " || next === "	";
    const after = isBlank ? cursor.text[cursor.position + 1] : next;
    const startsComment = (isBlank || isJoined) && (after === "#" || after === ";");
    if (startsComment) {
      skipComment(cursor);
      if (!isJoined) return result;
      if (isBlank) result += next;
    } else if (next === "\\") {
      const { taken, joins } = takeBackslash(cursor);
      result += taken;
      isJoined ||= joins;
    } else {
      result += takeRun(cursor, ORDINARY) || (cursor.position++, next);
    }
  }
  return result;
}
function readValue(cursor) {
  takeRun(cursor, BLANKS_IN_LINE);
  let quoted = "";
  let isQuoted = false;
  for (let quote2 = peek(cursor); quote2 === '"' || quote2 === "'"; quote2 = peek(cursor)) {
    cursor.position++;
    const part = readUntil(cursor, quote2);
    if (part === void 0) return void 0;
    cursor.position++;
    quoted += part;
    isQuoted = true;
  }
  const rest = readLine(cursor);
  return isQuoted ? quoted + rest.trimEnd() : rest.trim();
}
function readSection(state) {
  state.cursor.position++;
  const name = readUntil(state.cursor, "]");
  if (name === void 0) {
    state.error = "a section's name is not closed";
    return;
  }
  state.cursor.position++;
  const next = peek(state.cursor);
  if (next === "#" || next === ";") skipComment(state.cursor);
  state.sections.push({ name: name.trim(), entries: [] });
}
function readEntry(state) {
  state.cursor.position++;
  if (state.key === "") {
    state.error = "a line has no key before its `=`";
    return;
  }
  const value = readValue(state.cursor);
  if (value === void 0) state.error = `the value of ${state.key} starts with a quote that is not closed`;
  else state.sections.at(-1)?.entries.push([state.key, value]);
  state.key = "";
}
function readKey(state, isIndented) {
  const key = readUntil(state.cursor, "=:");
  if (key !== void 0) state.key = key.trim();
  else {
    state.cursor.position = state.cursor.text.length;
    if (!isIndented) state.error = "the last line has no `=`";
  }
}
function skipBlanks(cursor) {
  for (let next = peek(cursor); next !== void 0 && /\s/.test(next); next = peek(cursor)) {
    cursor.position++;
    if ((next === "\n" || next === "\r") && /[ \t]/.test(peek(cursor) ?? "")) return;
  }
}
function step(state) {
  const isIndented = /[ \t]/.test(peek(state.cursor) ?? "");
  if (isIndented) takeRun(state.cursor, /[ \t]*/y);
  const next = peek(state.cursor);
  if (next === "\n" || next === "\r") {
    state.cursor.position++;
    if (isIndented) return;
  } else if (next === "[") readSection(state);
  else if (!isIndented && (next === "#" || next === ";")) skipComment(state.cursor);
  else if (!isIndented && (next === "=" || next === ":")) readEntry(state);
  else readKey(state, isIndented);
  skipBlanks(state.cursor);
}
var PLAIN = /^(?:(?:\[[A-Za-z-]+\]|[A-Za-z][\w-]*=(?:"[^"\\\r\n]*"|[^"'\s\\][^\\\r\n]*)?|[#;][^\r\n]*)?\n)*$/;
function isPlainIni(text) {
  return PLAIN.test(text);
}
function parseIni(text) {
  const state = { cursor: { text, position: 0 }, sections: [], key: "" };
  while (state.cursor.position < text.length) {
    step(state);
    if (state.error !== void 0) return { kind: "broken", reason: state.error };
  }
  return { kind: "parsed", sections: state.sections };
}

// src/switch/units/unit-content.ts
function groupByKey({ entries }) {
  const values = /* @__PURE__ */ new Map();
  for (const [key, value] of entries) {
    const list = values.get(key);
    if (list === void 0) values.set(key, [value]);
    else list.push(value);
  }
  return values;
}
function append(runs, run) {
  const last = runs.at(-1);
  if (run.values.length === 0) return runs;
  if (last === void 0 || last.times > 1 || run.times > 1) return [...runs, run];
  return [...runs.slice(0, -1), { values: [...last.values, ...run.values], times: 1 }];
}
function addSection(content, section) {
  const keys = content.get(section.name) ?? /* @__PURE__ */ new Map();
  content.set(section.name, keys);
  for (const [key, written] of groupByKey(section)) {
    const isReset = written.includes("");
    const run = isReset ? { values: written.slice(written.lastIndexOf("") + 1), times: 1 } : { values: written, times: written.length };
    keys.set(key, append(isReset ? [] : keys.get(key) ?? [], run));
  }
}
function textsOf2(set, { unit, base }) {
  const dropIns = [...set.dropIns.get(base) ?? [], ...unit === base ? [] : set.dropIns.get(unit) ?? []];
  const files = [findFile(set, base), ...dropIns];
  return files.flatMap((file) => file?.kind === "text" ? [file.text] : []);
}
function readTexts(texts2) {
  const content = /* @__PURE__ */ new Map();
  for (const file of texts2.map(parseIni)) {
    if (file.kind === "broken") return { content, reason: file.reason };
    for (const section of file.sections) if (section.name !== "Install") addSection(content, section);
  }
  return { content };
}
function createContentReader() {
  const known = /* @__PURE__ */ new Map();
  const broken = /* @__PURE__ */ new Map();
  return {
    get broken() {
      return [...broken.values()];
    },
    read(set, name) {
      const texts2 = textsOf2(set, name);
      const key = texts2.length === 1 ? texts2[0] ?? "" : texts2.join("\0");
      const read = known.get(key) ?? readTexts(texts2);
      known.set(key, read);
      if (read.reason !== void 0) broken.set(name.unit, { unit: name.unit, reason: read.reason });
      return read.content;
    },
    isSame(sides, name) {
      const [old, fresh] = [textsOf2(sides.old, name), textsOf2(sides.new, name)];
      return old.length === fresh.length && old.every((text, index) => text === fresh[index] && isPlainIni(text));
    }
  };
}
function listValues(values) {
  return (values ?? []).flatMap((run) => run.values);
}
function readFlag(content, flag) {
  const last = content.get(flag.section)?.get(flag.key)?.at(-1)?.values.at(-1);
  return last === void 0 ? flag.default : ["1", "yes", "true", "on"].includes(last);
}

// src/switch/causes/line-changes.ts
function countLines(lines) {
  const counts = /* @__PURE__ */ new Map();
  for (const line of lines) counts.set(line, (counts.get(line) ?? 0) + 1);
  return counts;
}
function missingFrom(lines, counts) {
  return lines.filter((line) => {
    const left = counts.get(line) ?? 0;
    counts.set(line, left - 1);
    return left <= 0;
  });
}
function linesOf(text) {
  const lines = shortenStorePaths(text).split("\n");
  return lines.map((line) => line.replace(/\s*\\$/, "").trim()).filter((line) => line !== "");
}
function changedLines(old, fresh) {
  const [before2, after] = [linesOf(old), linesOf(fresh)];
  return { removed: missingFrom(before2, countLines(after)), added: missingFrom(after, countLines(before2)) };
}
function differsOnlyInPackages(old, fresh) {
  return old === fresh || withoutVersions(old) === withoutVersions(fresh);
}

// src/switch/causes/package-causes.ts
var OWN_BUILD = /^(?:unit-script-|X-(?:Restart|Reload)-Triggers-|etc-|pre-start$|post-start$|pre-stop$|post-stop$|unit-)/;
function toCause2(name, { old, new: fresh }) {
  const text = old === fresh ? `${name}${old === "" ? "" : `-${old}`} built anew` : `${name} ${old} → ${fresh}`;
  return { kind: "store-path", subject: name.slice(0, 1024), text: text.slice(0, 4096), old, new: fresh };
}
function packageCauses(old, fresh) {
  const [before2, after] = [storePackages(old), storePackages(fresh)];
  const was = new Map([...before2.values()].map(({ name, version }) => [name, version]));
  const moved = [...after].filter(([path]) => !before2.has(path)).map(([, { name, version }]) => [name, version]);
  return [...new Map(moved)].flatMap(([name, version]) => {
    const earlier = was.get(name);
    return earlier === void 0 || OWN_BUILD.test(name) ? [] : [toCause2(name, { old: earlier, new: version })];
  });
}
function createPackageComparer() {
  const known = /* @__PURE__ */ new Map();
  return (old, fresh) => {
    const key = `${old}\0${fresh}`;
    const moves = known.get(key) ?? { causes: packageCauses(old, fresh), isAll: differsOnlyInPackages(old, fresh) };
    known.set(key, moves);
    return moves;
  };
}

// src/switch/causes/directive-causes.ts
var WRITTEN_FROM = /* @__PURE__ */ new Map([
  ["After", "dependsOn"],
  ["Requires", "dependsOn"],
  ["RequiresMountsFor", "bindMounts"]
]);
var SHOWN_LINES = 3;
function isExplained(pair) {
  return pair.options.size > 0;
}
function byName(files) {
  return new Map(Object.entries(files).map(([path, text]) => [storeName(path) ?? path, text]));
}
function scriptName(name) {
  return name.replace(/^unit-script-/, "");
}
function lineCause(kind, { name, old, fresh }) {
  const { removed, added } = changedLines(old, fresh);
  const text = (lines) => lines.slice(0, SHOWN_LINES).join(" ⏎ ") + (lines.length > SHOWN_LINES ? " …" : "");
  const isNamed = kind === "trigger" ? name : `script ${name}`;
  return toCause({
    kind,
    subject: name,
    label: isNamed,
    name: "",
    ...removed.length === 0 ? {} : { old: text(removed) },
    ...added.length === 0 ? {} : { new: text(added) }
  });
}
function contentCauses(kind, content) {
  if (content.old === content.fresh) return [];
  const packages = packageCauses(content.old, content.fresh);
  return differsOnlyInPackages(content.old, content.fresh) ? packages : [lineCause(kind, content), ...packages];
}
function scriptCausesOf(pair, { old, fresh }) {
  const name = storeName(fresh);
  const [before2, after] = [byName(pair.old.files).get(name ?? ""), byName(pair.new.files).get(name ?? "")];
  if (name === void 0 || before2 === void 0 || after === void 0 || shortenStorePaths(old) !== shortenStorePaths(fresh)) return void 0;
  const causes = contentCauses("script", { name: scriptName(name), old: before2, fresh: after });
  return isExplained(pair) ? causes.filter((cause) => cause.kind === "store-path") : causes;
}
function scriptCauses(pair, difference) {
  const [before2, after] = [listValues(difference.old), listValues(difference.new)];
  if (before2.length !== after.length) return void 0;
  const causes = before2.map((old, index) => old === after[index] ? [] : scriptCausesOf(pair, { old, fresh: after[index] ?? "" }));
  return causes.some((list) => list === void 0) ? void 0 : causes.flatMap((list) => list ?? []);
}
function etcByStoreName(etc) {
  return new Map(Object.entries(etc).map(([path, text]) => [`etc-${path.replace(/[^A-Za-z0-9._]/g, "-")}`, text]));
}
function triggerEntries(pair, { old, fresh }) {
  const entries = (files, value) => (byName(files).get(storeName(value) ?? "") ?? value).split(/\s+/).filter((entry) => entry !== "");
  const [before2, after] = [entries(pair.old.files, old), entries(pair.new.files, fresh)];
  return { removed: before2.filter((entry) => !after.includes(entry)), added: after.filter((entry) => !before2.includes(entry)) };
}
function storeEntryCauses(pair, { old, fresh }) {
  const name = storeName(fresh) ?? fresh;
  const [before2, after] = [pair.oldEtc.get(storeName(old) ?? ""), pair.newEtc.get(name)];
  if (before2 !== void 0 && after !== void 0) return contentCauses("trigger", { name: name.replace(/^etc-/, ""), old: before2, fresh: after });
  const packages = packageCauses(old, fresh);
  if (packages.length > 0) return packages;
  const label = /^X-(?:Restart|Reload)-Triggers/.test(name) ? "what its triggers stand for" : `content of ${name}`;
  return [toCause({ kind: "trigger", subject: name, label })];
}
function triggerCauses(pair, difference) {
  const [old, fresh] = [listValues(difference.old).join(" "), listValues(difference.new).join(" ")];
  const { removed, added } = triggerEntries(pair, { old, fresh });
  const partners = new Map(removed.filter((entry) => storeName(entry) !== void 0).map((entry) => [withoutVersions(entry), entry]));
  const moved = added.flatMap((entry) => {
    const partner = partners.get(withoutVersions(entry));
    return partner === void 0 ? [] : [{ old: partner, fresh: entry }];
  });
  const known = new Set(moved.flatMap((entry) => [entry.old, entry.fresh]));
  const rest = (entries) => entries.filter((entry) => !known.has(entry)).join(" ");
  const [gone, come] = [rest(removed), rest(added)];
  const values = { ...gone === "" ? {} : { old: gone }, ...come === "" ? {} : { new: come } };
  const hasPlain = known.size === 0 || values.old !== void 0 || values.new !== void 0;
  const plain2 = hasPlain ? [toCause({ kind: "trigger", subject: difference.key, label: "trigger", name: "", ...values })] : [];
  const causes = [...moved.flatMap((entry) => storeEntryCauses(pair, entry)), ...plain2];
  return isExplained(pair) ? causes.filter((cause) => cause.kind === "store-path") : causes;
}
var OPTION_KEYS = /^(?:Image|Environment|EnvironmentFile|Label|PublishPort|Volume|Network|Pull|IP6?|PodmanArgs|Exec|Entrypoint|User|HostName|WantedBy)\s*=/;
function quadletCauses(pair) {
  const linesOf2 = (text) => text.split("\n").filter((line) => !isExplained(pair) || !OPTION_KEYS.test(line)).join("\n");
  const quadlets = Object.entries(pair.new.files).filter(([path, text]) => path.startsWith("/etc/containers/systemd/") && pair.old.files[path] !== text);
  return quadlets.flatMap(([path, text]) => {
    const [old, fresh] = [linesOf2(pair.old.files[path] ?? ""), linesOf2(text)];
    return contentCauses("trigger", { name: baseName(path), old, fresh });
  });
}
function arionCauses(pair, difference) {
  const isFile = (value) => value.startsWith("ARION_PREBUILT=");
  const [before2, after] = [listValues(difference.old), listValues(difference.new)];
  const rest = (values) => values.filter((value) => !isFile(value)).join("\n");
  const [old, fresh] = [before2.find(isFile), after.find(isFile)];
  if (old === void 0 || fresh === void 0 || old === fresh || rest(before2) !== rest(after)) return void 0;
  return isExplained(pair) ? [] : scriptCausesOf(pair, { old, fresh });
}
function splitEnvironment(value) {
  const [, name, rest] = /^([A-Za-z_]\w*)=(.*)$/s.exec(value ?? "") ?? [];
  return name === void 0 || rest === void 0 ? {} : { name, value: rest };
}
function pairValues({ key, old, new: fresh }) {
  const [before2, after] = [listValues(old), listValues(fresh)];
  const [inBefore, inAfter] = [new Set(before2), new Set(after)];
  const added = /* @__PURE__ */ new Map();
  const nameOf = (value) => key === "Environment" ? splitEnvironment(value).name ?? "" : key;
  for (const value of after.filter((entry) => !inBefore.has(entry))) added.set(nameOf(value), [...added.get(nameOf(value)) ?? [], value]);
  const gone = before2.filter((entry) => !inAfter.has(entry)).map((value) => {
    const partner = added.get(nameOf(value))?.shift();
    return { old: value, ...partner === void 0 ? {} : { new: partner } };
  });
  return [...gone, ...[...added.values()].flat().map((value) => ({ new: value }))];
}
function valueCause({ section, key }, change) {
  const base = { kind: "directive", subject: `${section}.${key}` };
  const [old, fresh] = [splitEnvironment(change.old), splitEnvironment(change.new)];
  const name = fresh.name ?? old.name;
  if (key !== "Environment" || name === void 0) return toCause({ ...base, label: key, ...change });
  const values = { ...old.value === void 0 ? {} : { old: old.value }, ...fresh.value === void 0 ? {} : { new: fresh.value } };
  return toCause({ ...base, label: `Environment ${name}`, ...values });
}
function valueCauses(difference) {
  const changes = pairValues(difference);
  if (changes.length > 0) return changes.map((change) => valueCause(difference, change));
  return [toCause({ kind: "directive", subject: `${difference.section}.${difference.key}`, label: `order of ${difference.key}=` })];
}
function directiveCauses(pair, difference) {
  if (difference.weight === "none") return [];
  const [before2, after] = [listValues(difference.old).join("\n"), listValues(difference.new).join("\n")];
  if (difference.key === "X-Restart-Triggers" || difference.key === "X-Reload-Triggers") return triggerCauses(pair, difference);
  if (difference.key === "X-QuadletNixConfigHash") return quadletCauses(pair);
  if (pair.options.has(WRITTEN_FROM.get(difference.key) ?? "")) return [];
  const scripts = arionCauses(pair, difference) ?? scriptCauses(pair, difference);
  if (scripts !== void 0) return scripts;
  const { causes: packages, isAll } = pair.packages(before2, after);
  if (!isAll) return [...valueCauses(difference), ...packages];
  if (packages.length > 0 || isExplained(pair)) return packages;
  return [toCause({ kind: "script", subject: storeName(after) ?? difference.key, label: `content of ${storeName(after) ?? difference.key}` })];
}

// src/switch/causes/option-causes.ts
var SINGULAR = /* @__PURE__ */ new Map([
  ["labels", "label"],
  ["ports", "port"],
  ["volumes", "volume"],
  ["environment", "variable"],
  ["environmentFiles", "environment file"],
  ["extraOptions", "option"],
  ["preRunExtraOptions", "option before run"],
  ["cmd", "argument"],
  ["dependsOn", "dependency"],
  ["networks", "network"],
  ["devices", "device"],
  ["capabilities", "capability"],
  ["bindMounts", "bind mount"],
  ["forwardPorts", "forwarded port"]
]);
function imageWords(old, fresh) {
  const [before2, after] = [parseImageReference(old), parseImageReference(fresh)];
  const isSameRepository = before2 !== void 0 && after !== void 0 && formatFamiliarName(before2) === formatFamiliarName(after);
  if (!isSameRepository) return { label: "image", old, new: fresh };
  if (before2.tag !== after.tag) return { label: "image", old: before2.tag ?? "without a tag", new: after.tag ?? "without a tag" };
  const short = (digest) => digest?.slice(0, "sha256:".length + 12) ?? "not pinned";
  return { label: "image digest", old: short(before2.digest), new: short(after.digest) };
}
function entryName({ old, new: fresh, after }, option) {
  const assigned = /^(?:--?[\w-]+=)?(?<name>[A-Za-z_-][\w.-]*)=/.exec(fresh ?? old ?? "")?.groups?.["name"];
  if (assigned !== void 0) return assigned;
  return after !== void 0 && /^--?[A-Za-z][\w-]*$/.test(after) ? after : option;
}
function describe(change) {
  const [option = "", ...rest] = change.path;
  const values = { ...change.old === void 0 ? {} : { old: change.old }, ...change.new === void 0 ? {} : { new: change.new } };
  const subject = change.path.join(".");
  if (option === "image" && change.old !== void 0 && change.new !== void 0) {
    return { kind: "option", subject, name: "image", ...imageWords(change.old, change.new) };
  }
  const label = [SINGULAR.get(option) ?? option, ...rest].join(" ");
  return { kind: "option", subject, label, name: change.isEntry ? entryName(change, option) : rest.at(-1) ?? option, ...values };
}
function optionCauses2(old, fresh) {
  const changes = changedData({ old, new: fresh });
  const images = changes.filter(({ path }) => path[0] === "image");
  return [...images, ...changes.filter(({ path }) => path[0] !== "image")].map((change) => toCause(describe(change)));
}

// src/switch/causes/own-causes.ts
function unitSources(oldUnits, newUnits) {
  const none = /* @__PURE__ */ new Map();
  return { oldEtc: none, newEtc: none, oldContainers: none, newContainers: none, packages: createPackageComparer(), oldUnits, newUnits };
}
function containerCauses(sources, unit) {
  const declared = (containers = []) => containers.filter(({ kind }) => kind !== "script");
  const [before2, after] = [declared(sources.oldContainers.get(unit)), declared(sources.newContainers.get(unit))];
  return after.flatMap((fresh) => {
    const old = before2.find(({ name: name2 }) => name2 === fresh.name);
    if (old === void 0) return before2.length === 0 ? [] : [containerCause("is new", { unit, container: fresh })];
    const place = fresh.place === void 0 ? {} : { place: fresh.place };
    const name = after.length > 1 ? `${fresh.name}: ` : "";
    return optionCauses2(old.state, fresh.state).map((cause) => ({ ...cause, text: `${name}${cause.text}`.slice(0, 4096), ...place }));
  });
}
function containerCause(what, { unit, container }) {
  const place = container.place === void 0 ? {} : { place: container.place };
  return { kind: "option", subject: unit.slice(0, 1024), text: `container ${container.name.slice(0, 1024)} ${what}`, ...place };
}
function unique(causes) {
  return [...new Map(causes.map((cause) => [`${cause.kind} ${cause.text}`, cause])).values()];
}
function changeCauses2({ unit, comparison }, sources) {
  const [old, fresh] = [sources.oldUnits[unit], sources.newUnits[unit]];
  if (comparison === void 0 || old === void 0 || fresh === void 0) return [];
  const options = containerCauses(sources, unit);
  const pair = {
    old,
    new: fresh,
    oldEtc: sources.oldEtc,
    newEtc: sources.newEtc,
    packages: sources.packages,
    options: new Set(options.map((cause) => cause.subject.split(".")[0] ?? ""))
  };
  return unique([...options, ...comparison.differences.flatMap((difference) => directiveCauses(pair, difference))]);
}
function isEnabled(unit) {
  return unit?.enable === true;
}
function existenceCauses(unit, { oldUnits, newUnits }) {
  const [old, fresh] = [oldUnits[unit], newUnits[unit]];
  const subject = unit.slice(0, 1024);
  if (old === void 0 && fresh !== void 0) return [{ kind: "added", subject, text: "the unit is new" }];
  if (old !== void 0 && fresh === void 0) return [{ kind: "removed", subject, text: "the unit does not exist any more" }];
  if (isEnabled(old) && !isEnabled(fresh)) return [{ kind: "removed", subject, text: "the unit is disabled (enable = false)" }];
  if (!isEnabled(old) && isEnabled(fresh)) return [{ kind: "added", subject, text: "the unit is enabled again" }];
  return [];
}

// src/switch/causes/nested-causes.ts
var SHOWN = 12;
var SHOWN_CAUSES = 3;
var NESTED_SYSTEM = "nixos-system-";
function innerCause(unit, causes) {
  const first = causes.find((cause) => cause.kind !== "store-path") ?? causes[0];
  if (first === void 0) return [];
  const told = causes.slice(0, SHOWN_CAUSES).map((cause) => cause.text).join("; ");
  const rest = causes.length - SHOWN_CAUSES;
  const text = `inner unit ${unit}: ${told}${rest > 0 ? `; and ${rest} more` : ""}`;
  return [{ kind: first.kind, subject: unit.slice(0, 1024), text: text.slice(0, 4096) }];
}
function contentOf(unit, text) {
  const set = { files: /* @__PURE__ */ new Map([[unit, { kind: "text", text }]]), dropIns: /* @__PURE__ */ new Map(), links: [], isComplete: false };
  return createContentReader().read(set, { unit, base: unit });
}
function causesOfUnit(unit, { old, new: fresh }) {
  const sources = unitSources(old, fresh);
  const existence = existenceCauses(unit, sources);
  const [before2, after] = [old[unit]?.text, fresh[unit]?.text];
  if (existence.length > 0 || before2 === after || before2 === void 0 || after === void 0) return existence;
  return changeCauses2({ unit, comparison: compareUnits(contentOf(unit, before2), contentOf(unit, after)) }, sources);
}
function nestedCauses(sides) {
  const names2 = [.../* @__PURE__ */ new Set([...Object.keys(sides.old), ...Object.keys(sides.new)])].sort();
  const causes = names2.flatMap((unit) => innerCause(unit, causesOfUnit(unit, sides)));
  const rest = causes.length - SHOWN;
  const [next] = causes.slice(SHOWN);
  if (next === void 0) return causes;
  const kind = causes.slice(SHOWN).find((cause) => cause.kind !== "store-path")?.kind ?? next.kind;
  return [...causes.slice(0, SHOWN), { kind, subject: "inner units", text: `${rest} more inner ${rest === 1 ? "unit changes" : "units change"}` }];
}
function withNested(causes, sides) {
  const inner = sides === void 0 || !causes.some(({ subject }) => subject.startsWith(NESTED_SYSTEM)) ? [] : nestedCauses(sides);
  return inner.length === 0 ? causes : [...causes.filter(({ subject }) => !subject.startsWith(NESTED_SYSTEM)), ...inner];
}

// src/switch/predict/decide-mounts.ts
var NEVER_UNMOUNTED = /* @__PURE__ */ new Set(["/", "/nix"]);
function decideMount(lists, { mountPoint, old, fresh }) {
  const unit = mountUnitOf(mountPoint);
  if (fresh === void 0) {
    lists.stop.add(old.options.includes("x-systemd.automount") ? automountUnitOf(mountPoint) : unit);
    return;
  }
  const isElsewhere = old.type !== fresh.type || old.device !== fresh.device;
  const hasOtherOptions = old.options !== fresh.options;
  if (isElsewhere && !NEVER_UNMOUNTED.has(mountPoint)) lists.restart.add(unit);
  else if (hasOtherOptions) lists.reload.add(unit);
  else if (isElsewhere) lists.skip.add(unit);
}
function decideMounts({ old, new: fresh }, lists) {
  if (old.fstab === void 0 || fresh.fstab === void 0) return;
  for (const [mountPoint, fileSystem] of old.fstab.fileSystems) {
    decideMount(lists, { mountPoint, old: fileSystem, fresh: fresh.fstab.fileSystems.get(mountPoint) });
  }
}
function swapsTurnedOff({ old, new: fresh }) {
  const [before2, after] = [old.fstab, fresh.fstab];
  if (before2 === void 0 || after === void 0) return [];
  return [...before2.swaps.keys()].filter((device) => !after.swaps.has(device)).map(swapUnitOfDevice);
}

// src/switch/predict/lists.ts
function copyLists(lists) {
  return {
    stop: new Set(lists.stop),
    start: new Set(lists.start),
    restart: new Set(lists.restart),
    reload: new Set(lists.reload),
    skip: new Set(lists.skip),
    hidden: new Set(lists.hidden)
  };
}
function emptyLists() {
  return { stop: /* @__PURE__ */ new Set(), start: /* @__PURE__ */ new Set(), restart: /* @__PURE__ */ new Set(), reload: /* @__PURE__ */ new Set(), skip: /* @__PURE__ */ new Set(), hidden: /* @__PURE__ */ new Set() };
}

// src/switch/predict/modified-unit.ts
var SPECIAL_TARGETS = /* @__PURE__ */ new Set(["sysinit.target", "basic.target", "multi-user.target", "graphical.target"]);
function socketsOf({ base, content }) {
  const named = listValues(content.get("Service")?.get("Sockets")).join(" ").split(/\s+/).filter((name2) => name2 !== "");
  if (named.length > 0) return named;
  const name = base.replace(/\.[a-z]*$/, "");
  return [`${name.endsWith("@") ? name.slice(0, -1) : name}.socket`];
}
function stopAndStart(modified) {
  const { unit, content, input, lists, isPlainRestart = false } = modified;
  const stop = isPlainRestart ? lists.restart : lists.stop;
  const start = isPlainRestart ? lists.restart : lists.start;
  let isSocketActivated = false;
  for (const socket of socketsOf(modified)) {
    const file = findFile(input.new, socket);
    const isRunning = input.running.active.has(socket) || input.running.failed.has(socket);
    if (isRunning) stop.add(socket);
    if (isRunning && file !== void 0) start.add(socket);
    isSocketActivated ||= file !== void 0;
  }
  const optsOut = readFlag(content, { section: "Service", key: "X-NotSocketActivated", default: false });
  if (!isSocketActivated || optsOut) start.add(unit);
  stop.add(unit);
}
function handleOther(modified) {
  const { unit, content, lists } = modified;
  const isSet = (section, key) => readFlag(content, { section, key, default: false });
  if (isSet("Service", "X-ReloadIfChanged") && !lists.restart.has(unit) && (modified.isPlainRestart === true || !lists.stop.has(unit))) {
    lists.reload.add(unit);
    return;
  }
  const mayRestart = readFlag(content, { section: "Service", key: "X-RestartIfChanged", default: true });
  if (!mayRestart || isSet("Unit", "RefuseManualStop") || isSet("Unit", "X-OnlyManualStart")) {
    lists.skip.add(unit);
    return;
  }
  const stopsFirst = unit.endsWith(".service") && readFlag(content, { section: "Service", key: "X-StopIfChanged", default: true });
  if (stopsFirst) stopAndStart(modified);
  else lists.restart.add(unit);
  lists.reload.delete(unit);
}
function handleModified(modified) {
  const { unit, lists } = modified;
  if (SPECIAL_TARGETS.has(unit) || /\.(?:path|slice|socket)$/.test(unit)) return;
  if (!unit.endsWith(".mount")) handleOther(modified);
  else if (unit === "-.mount" || unit === "nix.mount") lists.reload.add(unit);
  else lists.restart.add(unit);
}

// src/switch/predict/decide-lists.ts
var REFUSING_TARGETS = /* @__PURE__ */ new Set([
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
  "umount.target"
]);
var SLEEP_TARGETS = /* @__PURE__ */ new Set(["suspend.target", "hibernate.target", "hybrid-sleep.target"]);
function baseOf({ old, new: fresh }, unit) {
  const template = templateOf(unit);
  const hasOwnFile = findFile(old, unit) !== void 0 || findFile(fresh, unit) !== void 0;
  return template === void 0 || hasOwnFile ? unit : template;
}
function isGone({ old, new: fresh }, { unit, base }) {
  const lostDropIns = base !== unit && hasDropIn(old, unit) && !hasDropIn(fresh, unit);
  return lostDropIns || findFile(fresh, base)?.kind !== "text";
}
function decideTarget({ input, reader, lists }, subject) {
  const content = reader.read(input.new, subject);
  const refuses = readFlag(content, { section: "Unit", key: "RefuseManualStart", default: REFUSING_TARGETS.has(subject.unit) });
  const isManual = readFlag(content, { section: "Unit", key: "X-OnlyManualStart", default: false });
  if (!SLEEP_TARGETS.has(subject.unit) && !refuses && !isManual) {
    lists.start.add(subject.unit);
    lists.hidden.add(subject.unit);
  }
  if (readFlag(content, { section: "Unit", key: "X-StopOnReconfiguration", default: false })) lists.stop.add(subject.unit);
}
function decideUnit(context, unit) {
  const { input, reader, lists } = context;
  const subject = { unit, base: baseOf(input, unit) };
  const isForeignTarget = unit.endsWith(".target") && !input.old.files.has(unit) && !input.new.files.has(unit);
  if (isForeignTarget) decideTarget(context, subject);
  if (findFile(input.old, subject.base) === void 0) return void 0;
  if (isGone(input, subject)) {
    const content2 = reader.read(input.old, subject);
    if (readFlag(content2, { section: "Unit", key: "X-StopOnRemoval", default: true })) lists.stop.add(unit);
    return void 0;
  }
  if (unit.endsWith(".target")) {
    decideTarget(context, subject);
    return void 0;
  }
  if (reader.isSame(input, subject)) return void 0;
  const old = reader.read(input.old, subject);
  const content = reader.read(input.new, subject);
  if (old === content) return void 0;
  const comparison = compareUnits(old, content);
  if (comparison.result === "restart") handleModified({ ...subject, content, input, lists });
  else if (comparison.result === "reload") lists.reload.add(unit);
  return comparison;
}
function decideLists(input) {
  const reader = createContentReader();
  const lists = emptyLists();
  const comparisons = /* @__PURE__ */ new Map();
  for (const unit of input.running.active) {
    const comparison = decideUnit({ input, reader, lists }, unit);
    if (comparison !== void 0 && comparison.differences.length + (comparison.result === "equal" ? 0 : 1) > 0) comparisons.set(unit, comparison);
  }
  decideMounts(input, lists);
  return { lists, comparisons, broken: reader.broken };
}
function requestByActivation(input, lists) {
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

// src/switch/predict/system-state.ts
function createState(active) {
  return { active: new Set(active), stopped: /* @__PURE__ */ new Map(), started: /* @__PURE__ */ new Map(), reloaded: /* @__PURE__ */ new Map(), failed: /* @__PURE__ */ new Map() };
}
function markStopped(state, { unit, trigger }) {
  state.active.delete(unit);
  if (!state.stopped.has(unit)) state.stopped.set(unit, trigger);
}
function stopWave(state, { roots, next }) {
  const queue = [...roots];
  for (const { unit, trigger } of queue) {
    if (!state.active.has(unit)) continue;
    markStopped(state, { unit, trigger });
    for (const edge of next(unit)) queue.push({ unit: edge.unit, trigger: { kind: "unit", unit, through: edge.kind } });
  }
}

// src/switch/predict/start-units.ts
var NEEDED = /* @__PURE__ */ new Set(["requires", "bindsTo"]);
function isUnstartable(graph, { unit, active }) {
  const view = graph.view(unit);
  const isRefused = view.activates !== void 0 && active.has(view.activates);
  const triggered = view.triggers === void 0 ? "present" : graph.view(view.triggers).presence;
  if (isRefused || triggered === "missing" || triggered === "masked") return true;
  return view.presence === "missing" || view.presence === "masked" || view.failsToStart;
}
function findObstacles(graph, active) {
  const seeds = [...graph.units.keys()].filter((unit) => !active.has(unit) && isUnstartable(graph, { unit, active }));
  const obstacles = new Map(seeds.map((unit) => [unit, unit]));
  for (const [unit, obstacle] of obstacles) {
    for (const edge of graph.dependents(unit)) {
      if (NEEDED.has(edge.kind) && !active.has(edge.unit) && !obstacles.has(edge.unit)) obstacles.set(edge.unit, obstacle);
    }
  }
  return obstacles;
}
function failedStarts(graph, unit) {
  const view = graph.view(unit);
  const next = view.failsToStart && view.presence === "present" ? view.dependencies.filter(({ kind }) => kind === "onFailure") : [];
  return next.map(({ to }) => ({ unit: to, trigger: { kind: "unit", unit, through: "onFailure" } }));
}
function collectStarts({ graph, active, obstacles }, requests) {
  const starts = /* @__PURE__ */ new Map();
  const asked = /* @__PURE__ */ new Set();
  const failed = /* @__PURE__ */ new Set();
  const queue = [...requests];
  for (const { unit, trigger } of queue) {
    const isRequest = trigger.kind === "list" && !asked.has(unit);
    if (isRequest) asked.add(unit);
    if (!isRequest && (active.has(unit) || starts.has(unit))) continue;
    if (obstacles.has(unit)) {
      if (!failed.has(unit)) queue.push(...failedStarts(graph, unit));
      failed.add(unit);
      continue;
    }
    if (!active.has(unit) && !starts.has(unit)) starts.set(unit, trigger);
    for (const edge of startedWith(graph, unit)) queue.push({ unit: edge.unit, trigger: { kind: "unit", unit, through: edge.kind } });
  }
  return starts;
}
function dropUnmetRequisites({ graph, active, obstacles }, starts) {
  const isUp = (unit) => active.has(unit) || starts.has(unit) || graph.view(unit).presence === "unknown";
  const unmet = [...starts.keys()].flatMap((unit) => {
    const missing = graph.view(unit).dependencies.find(({ kind, to }) => kind === "requisite" && !isUp(to));
    return missing === void 0 ? [] : [{ unit, obstacle: missing.to }];
  });
  for (const { unit, obstacle } of unmet) {
    if (!starts.delete(unit)) continue;
    obstacles.set(unit, obstacle);
    const dependents = graph.dependents(unit).filter(({ kind }) => kind === "requisite" || NEEDED.has(kind));
    for (const edge of dependents) if (starts.has(edge.unit)) unmet.push({ unit: edge.unit, obstacle });
  }
}
function stopConflicts(state, { graph, unit }) {
  const own = graph.view(unit).dependencies.filter(({ kind }) => kind === "conflicts").map(({ to }) => to);
  const others = graph.dependents(unit).filter(({ kind }) => kind === "conflicts").map((edge) => edge.unit);
  const roots = [...own, ...others].map((name) => ({ unit: name, trigger: { kind: "unit", unit, through: "conflicts" } }));
  stopWave(state, { roots, next: (stopped) => stoppedWith(graph, stopped) });
}
function endOneshot(state, { graph, starts, unit }) {
  const ended = stoppedWith(graph, unit).filter(({ kind }) => kind === "bindsTo" || kind === "stopPropagatedFrom" || kind === "propagatesStopTo");
  for (const edge of ended) if (starts.has(edge.unit) && state.started.delete(edge.unit)) state.active.delete(edge.unit);
  const before2 = ended.filter((edge) => !starts.has(edge.unit));
  const roots = before2.map((edge) => ({ unit: edge.unit, trigger: { kind: "unit", unit, through: edge.kind } }));
  stopWave(state, { roots, next: (stopped) => stoppedWith(graph, stopped) });
}
function startAll(state, { graph, requests }) {
  if (requests.length === 0) return [];
  const active = new Set(state.active);
  const starting = { graph, active, obstacles: new Map(findObstacles(graph, active)) };
  const starts = collectStarts(starting, requests);
  dropUnmetRequisites(starting, starts);
  for (const [unit, trigger] of starts) {
    stopConflicts(state, { graph, unit });
    state.started.set(unit, trigger);
    if (graph.view(unit).staysActive) state.active.add(unit);
  }
  for (const unit of starts.keys()) if (!graph.view(unit).staysActive) endOneshot(state, { graph, starts, unit });
  for (const [unit, obstacle] of starting.obstacles) state.failed.set(unit, obstacle);
  return [...starts.keys()];
}

// src/switch/predict/play-switch.ts
function listed(unit, list) {
  return { unit, trigger: { kind: "list", list } };
}
var NEEDING = /* @__PURE__ */ new Set(["requires", "requisite", "bindsTo", "wants", "upholds"]);
function stopUnneeded(state, graph) {
  const candidates = [...graph.units.values()].filter((view) => view.stopsWhenUnneeded);
  for (const { unit } of candidates) {
    const isNeeded = graph.dependents(unit).some((edge) => NEEDING.has(edge.kind) && state.active.has(edge.unit));
    if (!isNeeded) stopWave(state, { roots: [listed(unit, "stop")], next: (stopped) => stoppedWith(graph, stopped) });
  }
}
function followEnds(state, { graph, ended }) {
  const queue = [...ended];
  const done = /* @__PURE__ */ new Set();
  for (const unit of queue) {
    const next = graph.view(unit).dependencies.filter(({ kind, to }) => kind === "onSuccess" && !state.started.has(to) && !done.has(to));
    for (const { to } of next) done.add(to);
    const requests = next.map(({ to }) => ({ unit: to, trigger: { kind: "unit", unit, through: "onSuccess" } }));
    queue.push(...startAll(state, { graph, requests }).filter((name) => !graph.view(name).staysActive));
  }
}
function stopPhase(state, play) {
  const roots = [...play.lists.stop].map((unit) => play.old.view(unit)).filter((view) => !view.refusesStop);
  stopWave(state, { roots: roots.map((view) => listed(view.unit, "stop")), next: (unit) => stoppedWith(play.old, unit) });
  stopUnneeded(state, play.old);
  followEnds(state, { graph: play.old, ended: state.stopped.keys() });
}
function renameAliases(state, graph) {
  for (const unit of [...state.active]) {
    const name = canonicalName(graph.set, unit);
    if (name === unit) continue;
    state.active.delete(unit);
    state.active.add(name);
  }
}
function isKnown(state, { graph, unit }) {
  const seen = /* @__PURE__ */ new Set([unit]);
  const queue = [unit];
  for (const name of queue) {
    if (state.active.has(name)) return true;
    for (const { unit: dependent } of graph.dependents(name)) {
      if (seen.has(dependent)) continue;
      seen.add(dependent);
      queue.push(dependent);
    }
  }
  return false;
}
function reloadPhase(state, play) {
  const down = [...play.lists.reload].map((unit) => play.new.view(unit)).filter((view) => !state.active.has(view.unit));
  const forgotten = down.find((view) => !isKnown(state, { graph: play.new, unit: view.unit }));
  return {
    // The program looks for a file of this very name: instances of a template, and what is generated from fstab, stay down.
    start: down.filter((view) => !view.refusesStart && findFile(play.new.set, view.unit)?.kind === "text").map((view) => view.unit),
    ...forgotten === void 0 ? {} : { abortedBy: forgotten.unit }
  };
}
function passReloads(state, play) {
  const queue = [...play.lists.reload].map((unit) => listed(play.new.view(unit).unit, "reload"));
  for (const { unit, trigger } of queue) {
    if (!state.active.has(unit) || state.reloaded.has(unit)) continue;
    state.reloaded.set(unit, trigger);
    for (const edge of reloadedWith(play.new, unit)) queue.push({ unit: edge.unit, trigger: { kind: "unit", unit, through: edge.kind } });
  }
}
function restartPhase(state, play) {
  const obstacles = findObstacles(play.new, state.active);
  const isBlocked = ({ dependencies }) => dependencies.some(({ kind, to }) => NEEDED.has(kind) && obstacles.has(to));
  const views = [...play.lists.restart].map((unit) => play.new.view(unit));
  const allowed = views.filter((view) => !view.refusesStart && !view.refusesStop && !isBlocked(view));
  const queue = allowed.map((view) => listed(view.unit, "restart"));
  const restarts = /* @__PURE__ */ new Map();
  for (const request of queue) {
    const { unit, trigger } = request;
    if (restarts.has(unit) || trigger.kind === "unit" && !state.active.has(unit)) continue;
    restarts.set(unit, request);
    if (state.active.has(unit)) markStopped(state, { unit, trigger });
    for (const edge of restartedWith(play.new, unit)) queue.push({ unit: edge.unit, trigger: { kind: "unit", unit, through: edge.kind } });
  }
  const stopped = [...restarts.keys()].filter((unit) => state.stopped.has(unit));
  startAll(state, { graph: play.new, requests: [...restarts.values()] });
  followEnds(state, { graph: play.new, ended: stopped });
}
function upholdPhase(state, graph) {
  const queue = [...state.active];
  const done = /* @__PURE__ */ new Set();
  for (const unit of queue) {
    const upheld = graph.view(unit).dependencies.filter(({ kind, to }) => kind === "upholds" && !state.active.has(to) && !done.has(`${unit} ${to}`));
    for (const { to } of upheld) done.add(`${unit} ${to}`);
    const requests = upheld.map(({ to }) => ({ unit: to, trigger: { kind: "unit", unit, through: "upholds" } }));
    for (const started of startAll(state, { graph, requests })) if (state.active.has(started)) queue.push(started);
  }
}
function playSwitch(play) {
  const state = createState(play.active);
  for (const unit of play.swapsOff ?? []) if (state.active.has(unit)) markStopped(state, listed(unit, "stop"));
  stopPhase(state, play);
  renameAliases(state, play.new);
  const reloads = reloadPhase(state, play);
  if (reloads.abortedBy !== void 0) {
    upholdPhase(state, play.new);
    return { state, abortedBy: reloads.abortedBy };
  }
  passReloads(state, play);
  restartPhase(state, play);
  const anchors = [...play.lists.start, ...reloads.start].map((unit) => play.new.view(unit)).filter((view) => !view.refusesStart);
  const started = startAll(state, { graph: play.new, requests: anchors.map(({ unit }) => listed(unit, "start")) });
  followEnds(state, { graph: play.new, ended: started.filter((unit) => !play.new.view(unit).staysActive) });
  upholdPhase(state, play.new);
  stopUnneeded(state, play.new);
  return { state };
}

// src/switch/predict/plan-switch.ts
var BOOKKEEPING = /* @__PURE__ */ new Set(["local-fs.target", "remote-fs.target", "sysinit-reactivation.target"]);
function sortNames(names2) {
  const key = (name) => name.toLowerCase();
  return [...names2].sort((left, right) => compareTexts(key(left), key(right)) || compareTexts(left, right));
}
function shownLists(lists) {
  const shown = (names2) => sortNames([...names2].filter((name) => !lists.hidden.has(name)));
  return { stop: shown(lists.stop), start: shown(lists.start), restart: shown(lists.restart), reload: shown(lists.reload), skip: shown(lists.skip) };
}
function withActivation(input, lists) {
  if (input.activation === void 0) return lists;
  const all = copyLists(lists);
  requestByActivation(input, all);
  return all;
}
function actionOf({ lists, outcome: { state }, graphs }, unit) {
  const isActive = state.active.has(unit);
  if (state.stopped.has(unit)) {
    if (isActive || state.started.has(unit)) return "restart";
    return graphs.new.view(unit).presence === "present" ? "left-stopped" : "stop";
  }
  if (state.started.has(unit)) return "start";
  if (isActive && (lists.reload.has(unit) || state.reloaded.has(unit))) return "reload";
  return isActive && lists.skip.has(unit) ? "skip" : void 0;
}
function fateOf(judged, subject) {
  const { unit, wasActive, comparison } = subject;
  const { state } = judged.outcome;
  const { activation } = judged.input;
  const action = actionOf(judged, unit);
  if (action === void 0) return void 0;
  const isActive = state.active.has(unit);
  const [stoppedBy, startedBy, obstacle] = [state.stopped.get(unit), state.started.get(unit), state.failed.get(unit)];
  const { activates } = judged.graphs.old.view(unit);
  const reloadedBy = action === "reload" ? state.reloaded.get(unit) : void 0;
  return {
    unit,
    action,
    before: wasActive ? "active" : "inactive",
    after: isActive ? "active" : "inactive",
    restarted: wasActive && isActive && state.stopped.has(unit),
    ...comparison === void 0 ? {} : { comparison },
    ...stoppedBy === void 0 ? {} : { stoppedBy },
    ...startedBy === void 0 ? {} : { startedBy },
    ...reloadedBy === void 0 ? {} : { reloadedBy },
    ...obstacle === void 0 || isActive ? {} : { obstacle },
    ...activates === void 0 ? {} : { activates },
    isRequested: activation?.restart.includes(unit) === true || activation?.reload.includes(unit) === true,
    isAborted: judged.outcome.abortedBy !== void 0
  };
}
function predict(judged, comparisons) {
  const { input, outcome } = judged;
  const before2 = new Set([...input.running.active].map((unit) => canonicalName(input.old, unit)));
  const names2 = sortNames(/* @__PURE__ */ new Set([...before2, ...outcome.state.active, ...outcome.state.started.keys()])).filter((unit) => !BOOKKEEPING.has(unit));
  const fates = names2.map((unit) => fateOf(judged, { unit, wasActive: before2.has(unit), comparison: comparisons.get(unit) }));
  const moved = fates.filter((fate) => fate !== void 0);
  const movedNames = new Set(moved.map((fate) => fate.unit));
  return { fates: moved, kept: names2.filter((unit) => before2.has(unit) && !movedNames.has(unit)) };
}
function withoutOld({ old, new: fresh }) {
  const gone = [...old.files.keys()].filter((unit) => !fresh.files.has(unit));
  return { ...fresh, absent: /* @__PURE__ */ new Set([...fresh.absent ?? [], ...gone]) };
}
var EMPTY = { stop: [], start: [], restart: [], reload: [], skip: [] };
function planSwitch(input) {
  const decision = decideLists(input);
  const names2 = [...input.running.active, ...input.running.failed];
  const old = input.oldGraph ?? buildGraph(input.old, { names: names2 });
  const graphs = { old, new: buildGraph(withoutOld(input), { names: names2, cache: old.cache }) };
  if (decision.broken.length > 0) {
    return { lists: EMPTY, fates: [], kept: sortNames(input.running.active), abort: { kind: "broken-unit", units: decision.broken }, graphs };
  }
  const lists = withActivation(input, decision.lists);
  const active = [...input.running.active].map((unit) => canonicalName(input.old, unit));
  const outcome = playSwitch({ lists, old: graphs.old, new: graphs.new, active, swapsOff: swapsTurnedOff(input) });
  const { fates, kept } = predict({ input, lists, outcome, graphs }, decision.comparisons);
  const abort = outcome.abortedBy === void 0 ? {} : { abort: { kind: "reload-lost", unit: outcome.abortedBy } };
  return { lists: shownLists(decision.lists), fates, kept, ...abort, graphs };
}

// src/switch/causes/nested-switch.ts
var SHOWN2 = 6;
var VERBS = {
  "left-stopped": "leaves stopped",
  "restart": "restarts",
  "stop": "stops",
  "start": "starts",
  "reload": "reloads"
};
function isTold({ unit, action, after }) {
  return !unit.endsWith(".target") && (action !== "start" || after === "active");
}
function nestedSwitch(container, sides) {
  const old = hostUnits(sides.old, sides.new);
  const { fates } = planSwitch({ old, new: hostUnits(sides.new, sides.old), ...assumeRunning(old, "system") });
  const told = Object.entries(VERBS).flatMap(([action, verb]) => {
    const units = fates.filter((fate) => fate.action === action && isTold(fate)).map(({ unit }) => unit);
    return units.length === 0 ? [] : [`${verb} ${tellSome(units, SHOWN2)}`];
  });
  if (told.length === 0) return [];
  return [{ kind: "cascade", subject: container.slice(0, 1024), text: `the reload switches the system inside: ${told.join("; ")}`.slice(0, 4096) }];
}

// src/switch/causes/fate-causes.ts
var MAXIMUM_CAUSES = 50;
var THROUGH = {
  requires: "Requires=",
  requisite: "Requisite=",
  bindsTo: "BindsTo=",
  partOf: "PartOf=",
  upholds: "Upholds=",
  wants: "Wants=",
  conflicts: "Conflicts=",
  stopPropagatedFrom: "StopPropagatedFrom=",
  propagatesStopTo: "PropagatesStopTo=",
  propagatesReloadTo: "PropagatesReloadTo=",
  reloadPropagatedFrom: "ReloadPropagatedFrom=",
  onSuccess: "OnSuccess=",
  onFailure: "OnFailure=",
  mentions: "After="
};
function cascade(subject, text) {
  return { kind: "cascade", subject: subject.slice(0, 1024), text: text.slice(0, 4096) };
}
function stopCause({ stoppedBy, activates }) {
  if (stoppedBy === void 0) return [];
  if (stoppedBy.kind === "list") return activates === void 0 ? [] : [cascade(activates, `${activates} is restarted through this socket`)];
  const { unit, through } = stoppedBy;
  if (through === "conflicts") return [cascade(unit, `${unit} starts and conflicts with it`)];
  return [cascade(unit, `${unit} goes down and takes this unit with it (${THROUGH[through]})`)];
}
function stayCause({ action, obstacle, unit, isAborted }) {
  if (action !== "left-stopped") return [];
  if (isAborted) return [cascade(unit, "the switch ends before it starts anything again")];
  if (obstacle === unit) return [cascade(unit, "its new version cannot start")];
  if (obstacle !== void 0) return [cascade(obstacle, `it needs ${obstacle}, which is gone, masked or cannot start`)];
  return [cascade(unit, "nothing that the switch starts wants it")];
}
function startCause(trigger) {
  if (trigger?.kind !== "unit") return [];
  const { unit, through } = trigger;
  const happens = through === "onSuccess" ? "ends and starts it" : through === "onFailure" ? "cannot start and starts this unit instead" : "pulls it in";
  return [cascade(unit, `${unit} ${happens} (${THROUGH[through]})`)];
}
function reloadCause(trigger) {
  return trigger?.kind === "unit" ? [cascade(trigger.unit, `${trigger.unit} is reloaded and passes it on (${THROUGH[trigger.through]})`)] : [];
}
function wantedCauses({ unit, action }, { oldUnits, newUnits }) {
  const wanted = (newUnits[unit]?.wantedBy ?? []).filter((target) => oldUnits[unit]?.wantedBy.includes(target) !== true);
  if (action !== "start" || wanted.length === 0) return [];
  const targets = wanted.join(" ").slice(0, 2048);
  return [{ kind: "directive", subject: "wantedBy", text: `wantedBy added: ${targets}`, new: targets }];
}
function ownCauses(fate, sources) {
  const existence = existenceCauses(fate.unit, sources);
  const nested = sources.nested?.(fate.unit);
  const inside = nested !== void 0 && fate.action === "reload" ? nestedSwitch(fate.unit, nested) : [];
  const changes = [...fstabCauses(fate.unit, sources.fstab), ...withNested(changeCauses2(fate, sources), nested), ...inside];
  return existence.length > 0 ? [...existence, ...changes] : [...wantedCauses(fate, sources), ...changes];
}
function fateCauses(fate, sources) {
  const own = ownCauses(fate, sources);
  const isOwn = own.length > 0;
  const dragged = isOwn && fate.action !== "left-stopped" ? [] : [...stopCause(fate), ...stayCause(fate)];
  const started = fate.action === "start" && !isOwn ? startCause(fate.startedBy) : [];
  const causes = [...own, ...dragged, ...started, ...reloadCause(fate.reloadedBy)];
  if (causes.length === 0) {
    const text = fate.isRequested ? "an activation script asks for it" : "the unit's file differs";
    causes.push({ kind: "directive", subject: fate.unit.slice(0, 1024), text });
  }
  return causes.slice(0, MAXIMUM_CAUSES);
}

// src/switch/switch-plan.ts
var UnitActionKind = _enum(["start", "stop", "restart", "reload", "skip", "left-stopped"]);
var Cause = object({
  /** option: a NixOS option's value; script: lines of a script; directive: a key of the unit file; trigger: content behind a
   *  restart trigger; store-path: only the version of a package moved; added, removed: the unit; cascade: another unit;
   *  stamp: nothing but the configuration's revision, its version label or a date stamp, which is no news. */
  kind: _enum(["option", "script", "directive", "trigger", "store-path", "added", "removed", "cascade", "stamp"]),
  /** A sentence's worth for people, without Markdown: `image v1.3.2 → v1.4.0`, `label traefik.enable added`. */
  text: string().max(4096),
  /** The option's name, directive, script or unit that it is about. */
  subject: string().max(1024),
  old: string().max(65536).optional(),
  new: string().max(65536).optional(),
  place: Place.optional()
});
var UnitAction = object({
  unit: string().max(1024),
  scope: _enum(["system", "user"]),
  action: UnitActionKind,
  /** The container that the unit runs; of several the first. */
  container: string().max(1024).optional(),
  causes: array(Cause).max(200),
  /** What moves this unit and many others, to be told once: `nixpkgs 2026-07-01 → 2026-07-14: PATH, LOCALE_ARCHIVE`. */
  group: string().max(1024).optional(),
  /** The unit's file and scripts as a unified diff, store hashes shortened; empty for a cascade and where only packages moved. */
  diff: string().max(1e6)
});
function isStampOnly({ action, causes }) {
  return action !== "left-stopped" && causes.length > 0 && causes.every((cause) => cause.kind === "stamp");
}
var Units = array(string().max(1024)).max(2e4);
var SwitchLists = object({
  stop: Units,
  start: Units,
  restart: Units,
  reload: Units,
  skip: Units
});
var UnitDependency = object({
  unit: string().max(1024),
  on: string().max(1024),
  kind: _enum([
    "Requires=",
    "Requisite=",
    "BindsTo=",
    "PartOf=",
    "Upholds=",
    "Wants=",
    "Conflicts=",
    "StopPropagatedFrom=",
    "PropagatesStopTo=",
    "PropagatesReloadTo=",
    "ReloadPropagatedFrom=",
    "OnSuccess=",
    "OnFailure="
  ]),
  scope: _enum(["system", "user"])
});
var SwitchPlan = object({
  lists: SwitchLists,
  units: array(UnitAction).max(2e4),
  /** Among the units above; absent where there are none. */
  dependencies: array(UnitDependency).max(5e3).optional(),
  /** Units of which nothing is known, because a side of them did not evaluate; a finding says why. Absent where there are none. */
  unknown: array(string().max(1024)).max(1e3).optional()
});
var ContainerChange = object({
  name: string().max(1024),
  kind: ContainerKind,
  change: _enum(["added", "removed", "changed"]),
  unit: string().max(1024),
  /** Whose systemd has the unit, where it is not the host's: a user's, or that of the nspawn container `owner`. */
  scope: ContainerScope.optional(),
  owner: string().max(1024).optional(),
  image: object({ old: string().max(4096).optional(), new: string().max(4096).optional() }),
  /** Paths on the host and named volumes that hold its data, as written before the first colon. */
  volumes: array(string().max(4096)).max(1e3)
});
var HostPlan = object({
  name: string().max(1024),
  system: string().max(64).optional(),
  /** Unchanged also where all that moves are stamps; `switch` has what they restart or reload. */
  status: _enum(["unchanged", "changed", "added", "removed", "failed"]),
  /** True where it was not evaluated, because nothing that it reads changed. */
  isLeftOut: boolean().optional(),
  /** True for an added host that base has, or may have: it did not evaluate there, so that there is nothing to compare with. */
  isBaseUnknown: boolean().optional(),
  switch: SwitchPlan.optional(),
  containers: array(ContainerChange).max(5e3)
});

// src/switch/findings/risk.ts
function toFinding({ code, severity, host, about: about2, message, hint, place }) {
  return {
    code,
    severity,
    subject: `${host}: ${about2}`.slice(0, 1024),
    message: message.slice(0, 8192),
    hint: hint.slice(0, 4096),
    ...place === void 0 ? {} : { place }
  };
}

// src/switch/findings/condition-findings.ts
var CONDITION = /^(?:Condition|Assert)[A-Z]/;
function newConditions(differences) {
  return differences.filter(({ section, key }) => section === "Unit" && CONDITION.test(key)).flatMap(({ key, old, new: fresh }) => {
    const before2 = new Set(listValues(old));
    return listValues(fresh).filter((value) => !before2.has(value)).map((value) => `${key}=${clip(value)}`);
  });
}
function conditionFindings({ host, prediction, actions, containers }) {
  const acted = new Set(actions.filter((action) => action.scope === "system" && !isStampOnly(action)).map(({ unit }) => unit));
  return prediction.fates.flatMap(({ unit, action, comparison }) => {
    const conditions = action === "restart" && acted.has(unit) ? newConditions(comparison?.differences ?? []) : [];
    if (conditions.length === 0) return [];
    const message = `${unit} restarts under a new condition, ${conditions.join(", ")}: where the host does not meet it, the switch stops the unit and it stays down.`;
    const hint = "Check the condition on the host before the switch.";
    return [toFinding({ code: "unit-surprise", severity: "info", host, about: unit, message, hint, place: containers.new.get(unit)?.place })];
  });
}

// src/switch/findings/storage-findings.ts
var SHOWN_NAMES = 10;
var DOCKER = /^(?:rootless\.)?(?:storageDriver|daemonSettings\.(?:data-root|graph|storage-driver|exec-root|userns-remap))$/;
var PODMAN = /^(?:storage\.storage\.(?:driver|graphroot|runroot|rootless_storage_path|imagestore)|containersConf\.engine\.volume_path)$/;
var isNew = (value) => value === void 0;
function settingMoves({ old, new: fresh }) {
  const tell = (engine, pattern) => changedData({ old: old[engine], new: fresh[engine] }).filter(({ path }) => pattern.test(path.join("."))).filter((change) => engine === "docker" || !isNew(change.old)).map(({ path, old: before2 = "not set", new: after = "not set" }) => ({ about: optionOf(engine, path), old: before2, fresh: after }));
  return [...tell("docker", DOCKER), ...tell("podman", PODMAN)];
}
function optionOf(engine, path) {
  const name = path.join(".");
  if (engine === "docker") return `virtualisation.docker.${name.replace("daemonSettings", "daemon.settings")}`;
  return `virtualisation.containers.${name.replace(/^(storage|containersConf)\./, "$1.settings.")}`;
}
function rootlessMove({ old, new: fresh }) {
  const isOn2 = ({ docker }) => changedData({ old: {}, new: docker["rootless"] }).some(({ path, new: value }) => path[0] === "enable" && value === "true");
  if (isOn2(old) === isOn2(fresh)) return [];
  const tell = (state) => isOn2(state) ? "on" : "off";
  return [{ about: "virtualisation.docker.rootless.enable", old: tell(old), fresh: tell(fresh) }];
}
function moveFinding(host, { about: about2, old, fresh }) {
  const message = `${about2} changes (${old} → ${fresh}): images and named volumes of the old setting stay behind.`;
  const hint = "Move the data, or restore it from a backup, before the containers start with empty volumes.";
  return toFinding({ code: "unit-surprise", severity: "warning", host, about: about2, message, hint });
}
function keeperOf({ engine, scope, owner, state }) {
  const user = changedData({ old: {}, new: state["podman"] }).find(({ path }) => path[0] === "user")?.new;
  if (scope === "user") return `${engine} of ${owner ?? "each user"}`;
  return engine === "podman" && user !== void 0 && user !== "root" ? `podman of ${user}` : engine;
}
function namedVolumes(container) {
  return persistentVolumes(container).filter((volume) => !volume.startsWith("/") && !volume.startsWith("."));
}
function engineMoves({ host, containers }) {
  const engines = (side) => [...side.values()].filter((container) => container.kind !== "nspawn");
  const before2 = new Map(engines(containers.old).map((container) => [container.name, container]));
  const moved = engines(containers.new).flatMap((fresh) => {
    const old = before2.get(fresh.name);
    if (old === void 0 || keeperOf(old) === keeperOf(fresh)) return [];
    const volumes = namedVolumes(fresh).filter((volume) => namedVolumes(old).includes(volume));
    return volumes.length === 0 ? [] : [{ name: fresh.name, volumes, move: `${keeperOf(old)} → ${keeperOf(fresh)}` }];
  });
  return [...Map.groupBy(moved, ({ move }) => move)].map(([move, all]) => {
    const names2 = tellSome(all.map(({ name, volumes }) => `${name} (${volumes.join(", ")})`), SHOWN_NAMES);
    const message = `Another engine runs these containers (${move}), and it has none of the old one's named volumes: ${names2}.`;
    const hint = "Copy the volumes into the new engine before the containers start with empty ones.";
    return toFinding({ code: "unit-surprise", severity: "warning", host, about: `engine ${move}`, message, hint });
  });
}
function storageFindings(planned) {
  const moves = [...settingMoves(planned.sides), ...rootlessMove(planned.sides)];
  return [...moves.map((move) => moveFinding(planned.host, move)), ...engineMoves(planned)];
}

// src/switch/findings/daemon-findings.ts
var SHOWN_NAMES2 = 10;
function settingsOf2(host, name) {
  const settings = host.docker[name];
  return typeof settings === "object" && settings !== null ? settings : {};
}
function isLiveRestoring(host) {
  const settings = changedData({ old: {}, new: settingsOf2(host, "daemonSettings") });
  return host.docker["liveRestore"] === true || settings.some(({ path, new: value }) => path[0] === "live-restore" && value === "true");
}
function daemonRestart({ host, sides, containers, actions }) {
  const isRestarted = actions.some(({ unit, action }) => unit === "docker.service" && action === "restart");
  if (!isRestarted || isLiveRestoring(sides.old)) return [];
  const acted = new Set(actions.map((action) => action.unit));
  const running = [...containers.old.values()].filter((container) => container.kind !== "nspawn" && container.engine === "docker" && container.scope === "system" && container.state.autoStart);
  const kept = running.filter(({ unit }) => !acted.has(unit)).map(({ name }) => name);
  if (kept.length === 0) return [];
  const finding = toFinding({
    code: "unit-surprise",
    severity: "warning",
    host,
    about: "docker.service",
    message: `docker.service restarts without live-restore, and containers that the plan keeps go down with it: ${tellSome(kept, SHOWN_NAMES2)}. Their Restart= brings them back.`,
    hint: "Expect a short outage of all containers, or set virtualisation.docker.liveRestore."
  });
  return [finding];
}
function lacksReload(text) {
  return /^ExecStart=.+/m.test(text) && !/^(?:ExecReload=.+|Type=notify-reload)/m.test(text);
}
function surprises({ host, sides, prediction, actions }) {
  const isChanged = (unit) => {
    const [old, fresh] = [sides.old.units[unit], sides.new.units[unit]];
    return old !== void 0 && fresh !== void 0 && old.text !== fresh.text;
  };
  const sockets = prediction.kept.filter((unit) => unit.endsWith(".socket") && isChanged(unit)).map((unit) => ({
    unit,
    message: `${unit} changes, but the switch never restarts a socket by itself; it keeps listening as before.`,
    hint: `Run \`systemctl restart ${unit}\` after the switch.`
  }));
  const isVain = (unit) => unit.endsWith(".service") && lacksReload(sides.new.units[unit]?.text ?? "");
  const reloads = actions.filter(({ unit, action, scope }) => scope === "system" && action === "reload" && isVain(unit)).map(({ unit }) => ({
    unit,
    message: `${unit} is to be reloaded but has no ExecReload=: the reload fails, the unit runs on as it is, and the switch ends with status 4.`,
    hint: "Give it a reload command, or use restartTriggers."
  }));
  return [...sockets, ...reloads].map(({ unit, ...words2 }) => toFinding({ code: "unit-surprise", severity: "info", host, about: unit, ...words2 }));
}
function daemonFindings(planned) {
  return [...daemonRestart(planned), ...storageFindings(planned), ...surprises(planned)];
}

// src/switch/findings/volume-path.ts
var Docker = object({
  extraOptions: string().default(""),
  daemonSettings: object({ "data-root": string().default("/var/lib/docker"), "userns-remap": string().optional() }).prefault({})
});
var Podman = object({
  containersConf: object({ engine: object({ volume_path: string().optional() }).prefault({}) }).prefault({}),
  storage: object({ storage: object({ graphroot: string().default("/var/lib/containers/storage") }).prefault({}) }).prefault({})
});
function dockerVolumes({ docker }) {
  const settings = Docker.safeParse(docker).data;
  if (settings === void 0 || settings.daemonSettings["userns-remap"] !== void 0) return void 0;
  const option = /--(?:data-root|graph)[= ]["']?(?<root>[^\s"']+)/.exec(settings.extraOptions)?.groups?.["root"];
  return `${option ?? settings.daemonSettings["data-root"]}/volumes`;
}
function podmanVolumes({ podman }) {
  const settings = Podman.safeParse(podman).data;
  return settings && (settings.containersConf.engine.volume_path ?? `${settings.storage.storage.graphroot}/volumes`);
}
function volumePath(volume, { container, host }) {
  if (volume.startsWith("/")) return volume;
  const isRoots = container.kind !== "nspawn" && container.scope === "system" && ["root", void 0].includes(userOf(container.state["podman"]));
  if (!isRoots || volume.startsWith(".")) return void 0;
  const folder = container.engine === "docker" ? dockerVolumes(host) : podmanVolumes(host);
  return folder && `${folder}/${volume}/_data`;
}
function userOf(podman) {
  return object({ user: string().optional() }).safeParse(podman).data?.user;
}

// src/switch/findings/backup-commands.ts
var SHOWN3 = 4;
function backupCommands(template, { host, container, state }) {
  const fill = (volume) => {
    const values = { host, container: container.name, volume, path: volumePath(volume, { container, host: state }) };
    return template.replace(/\{(host|container|volume|path)\}/g, (whole, name) => {
      const value = values[name];
      return value === void 0 ? whole : quoteShellWord(value);
    });
  };
  return [...new Set(persistentVolumes(container).map(fill))];
}
function tellCommands(commands) {
  const told = commands.slice(0, SHOWN3).map((command) => `\`${command}\``).join(", ");
  const rest = commands.length - SHOWN3;
  return rest > 0 ? `${told}, and the same for ${rest} more` : told;
}

// src/switch/findings/database-release.ts
var KINDS2 = [
  {
    name: "PostgreSQL",
    image: /(?:^|\/)(?:postgres(?:ql)?|postgis|timescaledb(?:-ha)?|pgvector|pgvecto-rs|postgres-[\w-]+|[\w-]+-postgres)$/,
    // Since PostgreSQL 10 the first number is the major version (postgresql.org/support/versioning).
    parts: (major) => major < 10 ? 2 : 1,
    upgradesInPlace: false,
    dump: "pg_dumpall"
  },
  { name: "MariaDB", image: /(?:^|\/)mariadb$/, parts: () => 2, upgradesInPlace: true, dump: "mariadb-dump" },
  {
    name: "MySQL",
    image: /(?:^|\/)(?:mysql|mysql-server|percona|percona-server)$/,
    parts: () => 2,
    upgradesInPlace: true,
    dump: "mysqldump"
  },
  {
    name: "MongoDB",
    image: /(?:^|\/)(?:mongo|mongodb|mongodb-community-server)$/,
    // From 5.0 on the first number is the release that data files belong to.
    parts: (major) => major < 5 ? 2 : 1,
    upgradesInPlace: false,
    dump: "mongodump"
  },
  { name: "Elasticsearch", image: /(?:^|\/)elasticsearch$/, parts: () => 1, upgradesInPlace: true },
  { name: "OpenSearch", image: /(?:^|\/)opensearch$/, parts: () => 1, upgradesInPlace: true },
  { name: "InfluxDB", image: /(?:^|\/)influxdb$/, parts: () => 1, upgradesInPlace: false },
  // A newer server reads the older one's RDB file and rewrites it in a form that the older one refuses.
  { name: "Redis", image: /(?:^|\/)(?:redis|redis-stack|redis-stack-server)$/, parts: () => 1, upgradesInPlace: true, isOftenCache: true },
  { name: "Valkey", image: /(?:^|\/)valkey$/, parts: () => 1, upgradesInPlace: true, isOftenCache: true },
  { name: "ClickHouse", image: /(?:^|\/)(?:clickhouse|clickhouse-server)$/, parts: () => 1, upgradesInPlace: true },
  { name: "Cassandra", image: /(?:^|\/)cassandra$/, parts: () => 1, upgradesInPlace: true },
  { name: "CouchDB", image: /(?:^|\/)couchdb$/, parts: () => 1, upgradesInPlace: true },
  { name: "Neo4j", image: /(?:^|\/)neo4j$/, parts: () => 1, upgradesInPlace: false },
  // Every minor release has a database format of its own before version 2 (docs.meilisearch.com, "Update to the latest version").
  { name: "Meilisearch", image: /(?:^|\/)meilisearch$/, parts: (major) => major < 2 ? 2 : 1, upgradesInPlace: false }
];
function versionOf({ tag }, kind) {
  const extension = kind.name === "PostgreSQL" ? /(?:^|[-_])pg-?(\d+(?:\.\d+)*)/.exec(tag ?? "") : null;
  const match = extension ?? /^v?(\d+(?:\.\d+)*)/.exec(tag ?? "");
  return match?.[1]?.split(".").map(Number);
}
function databaseOf(image) {
  const reference = parseImageReference(image);
  const kind = reference === void 0 ? void 0 : KINDS2.find((known) => known.image.test(reference.path));
  if (reference === void 0 || kind === void 0) return void 0;
  const version = versionOf(reference, kind);
  if (version?.[0] === void 0) return void 0;
  const { name, upgradesInPlace, isOftenCache = false, dump } = kind;
  return { name, upgradesInPlace, isOftenCache, ...dump === void 0 ? {} : { dump }, release: version.slice(0, kind.parts(version[0])) };
}
function compareReleases(left, right) {
  const shared = left.slice(0, right.length);
  return shared.map((number, index) => number - (right[index] ?? 0)).find((difference) => difference !== 0) ?? 0;
}

// src/switch/findings/dump-command.ts
var ACCOUNTS = {
  "pg_dumpall": [{ user: "POSTGRES_USER" }, { user: "POSTGRESQL_USERNAME" }],
  "mariadb-dump": [{ user: "MARIADB_USER", password: "MARIADB_PASSWORD" }, { user: "MYSQL_USER", password: "MYSQL_PASSWORD" }],
  "mysqldump": [{ user: "MYSQL_USER", password: "MYSQL_PASSWORD" }],
  "mongodump": [{ user: "MONGO_INITDB_ROOT_USERNAME", password: "MONGO_INITDB_ROOT_PASSWORD" }]
};
var ROOTS = {
  "mariadb-dump": [{ name: "root", password: "MARIADB_ROOT_PASSWORD" }, { name: "root", password: "MYSQL_ROOT_PASSWORD" }],
  "mysqldump": [{ name: "root", password: "MYSQL_ROOT_PASSWORD" }]
};
function wordOf(variable, value) {
  return isSecret(variable, value) || value === "" ? `"$${variable}"` : quoteShellWord(value);
}
function secretOf({ environment, environmentFiles }, variable) {
  if (environment[`${variable}_FILE`] !== void 0) return { password: `"$(cat "$${variable}_FILE")"` };
  const isGiven = environment[variable] !== void 0 || environmentFiles.length > 0;
  return isGiven ? { password: `"$${variable}"` } : {};
}
function loginOf(tool, state) {
  for (const { user, password } of ACCOUNTS[tool]) {
    const value = state.environment[user];
    if (value !== void 0) return { user: wordOf(user, value), ...password === void 0 ? {} : secretOf(state, password) };
  }
  const roots = (ROOTS[tool] ?? []).map(({ name, password }) => ({ user: name, ...secretOf(state, password) }));
  return roots.find((login) => login.password !== void 0);
}
function postgresUser({ environmentFiles }) {
  return environmentFiles.length > 0 ? '"${POSTGRES_USER:-postgres}"' : "postgres";
}
function dumpWords(tool, state) {
  const login = loginOf(tool, state);
  const user = login === void 0 ? [] : ["-u", login.user];
  const password = login?.password;
  switch (tool) {
    case "pg_dumpall":
      return [tool, "-U", login?.user ?? postgresUser(state)];
    case "mongodump":
      return [tool, "--archive", ...user, ...password === void 0 ? [] : ["-p", password, "--authenticationDatabase", "admin"]];
    case "mysqldump":
    case "mariadb-dump":
      return [tool, ...user, ...password === void 0 ? [] : [`--password=${password}`], "--all-databases"];
  }
}
function dumpCommand(tool, { backend, name, state }) {
  const words2 = dumpWords(tool, state).join(" ");
  const inside = words2.includes("$") ? `sh -c ${quoteShellWord(words2)}` : words2;
  return `${backend} exec ${quoteShellWord(name)} ${inside} > ${quoteShellWord(`${name}.dump`)}`;
}

// src/switch/findings/container-pair.ts
function enginePairs({ containers }) {
  return [...containers.new].flatMap(([key, container]) => {
    if (container.kind === "nspawn") return [];
    const old = containers.old.get(key);
    return [{ ...old === void 0 || old.kind === "nspawn" ? {} : { old }, new: container }];
  });
}
function aboutContainer(host, { name, place }) {
  return { host, about: `container ${name}`, place };
}
function actionOn({ actions }, { scope, unit }) {
  const action = scope === "system" ? actions.find((candidate) => candidate.unit === unit) : void 0;
  return action === void 0 || isStampOnly(action) ? void 0 : action.action;
}
var SHOWN_DIGEST = "sha256:".length + 12;
function familiarImage(image) {
  const reference = parseImageReference(image);
  if (reference === void 0) return image;
  return formatFamiliarReference(reference.digest === void 0 ? reference : { ...reference, digest: reference.digest.slice(0, SHOWN_DIGEST) });
}

// src/switch/findings/moving-tag.ts
var MOVING_WORDS = "latest|stable|release|current|lts|main|master|trunk|develop|dev|edge|nightly|rolling|beta|alpha|canary|next|unstable|testing|snapshot";
var MOVING = new RegExp(String.raw`^(?:${MOVING_WORDS})(?:[-_.].*)?$`, "i");
var PULL_WORDS = /* @__PURE__ */ new Map([
  ["always", "every start pulls what it points to by then"],
  ["newer", "every start pulls what is newer by then"],
  ["never", "the host runs what it has, and fails if it has none"]
]);
var PULLING = /* @__PURE__ */ new Set(["always", "newer"]);
function startsAnother(planned, { new: container }) {
  return PULLING.has(container.state.pull ?? "missing") && actionOn(planned, container) === "restart";
}
function movingTag(planned, pair) {
  const { image, pull } = pair.new.state;
  const reference = parseImageReference(image);
  if (reference === void 0 || reference.digest !== void 0 || pair.new.isBuilt) return void 0;
  if (reference.tag !== void 0 && !MOVING.test(reference.tag)) return void 0;
  const isSame3 = pair.old?.state.image === image && pair.old.state.pull === pull;
  if (isSame3 && !startsAnother(planned, pair)) return void 0;
  const what = reference.tag === void 0 ? "no tag, which means latest" : `the tag ${reference.tag}, which moves`;
  const how = PULL_WORDS.get(pull ?? "missing") ?? "the host keeps the image that it has, or pulls whatever it points to at the first start";
  const verb = isSame3 ? "restarts with" : "runs";
  return toFinding({
    ...aboutContainer(planned.host, pair.new),
    code: "moving-tag",
    severity: "info",
    message: `Container ${pair.new.name} ${verb} ${familiarImage(image)} with ${what}: ${how}.`,
    hint: "Write a version, and a digest if the same bytes are to run everywhere."
  });
}

// src/switch/findings/image-findings.ts
function backupWords({ backupCommand, host, sides }, container) {
  const commands = backupCommand === void 0 ? [] : backupCommands(backupCommand, { host, container, state: sides.old });
  return commands.length === 0 ? void 0 : `run ${tellCommands(commands)}`;
}
function whereOf({ scope, owner }) {
  if (scope === "nested") return ` inside the container ${owner ?? ""}`;
  return scope === "user" ? ` as ${owner === void 0 ? "the user who runs it" : `user ${owner}`}` : "";
}
function dumpHint(planned, { old, container }) {
  const { name, state, engine: backend } = container;
  const dump = old.dump === void 0 ? "take a snapshot with the running version" : `run \`${dumpCommand(old.dump, { backend, name, state })}\``;
  const save = backupWords(planned, container) ?? "keep a copy of the volumes";
  return `Before the switch ${dump}${whereOf(container)}, and ${save}.`;
}
function moveMessage({ old, new: fresh, container, volumes }) {
  const versions = `${old.name} ${old.release.join(".")} → ${fresh.release.join(".")}`;
  if (volumes.kept.length === 0) {
    const left = volumes.left.length === 0 ? "nothing keeps its data" : `its old data stays in ${volumes.left.join(", ")}`;
    return `${versions} in container ${container.name}, which starts with an empty data directory: ${left}.`;
  }
  const back = compareReleases(fresh.release, old.release) < 0;
  const consequence = back ? "an older release does not read the data of a newer one" : old.upgradesInPlace ? "the new release converts the data when it starts, and the old one cannot read it any more" : "the new release does not start on the old data directory";
  return `${versions} in container ${container.name} with data in ${volumes.kept.join(", ")}: ${consequence}.`;
}
function databaseMove(planned, pair) {
  if (pair.old === void 0) return void 0;
  const [old, fresh] = [databaseOf(pair.old.state.image), databaseOf(pair.new.state.image)];
  if (old === void 0 || fresh?.name !== old.name) return void 0;
  if (compareReleases(fresh.release, old.release) === 0) return void 0;
  const [before2, after] = [persistentVolumes(pair.old), persistentVolumes(pair.new)];
  if (old.isOftenCache && before2.length === 0) return void 0;
  const volumes = { kept: after.filter((volume) => before2.includes(volume)), left: before2 };
  return toFinding({
    ...aboutContainer(planned.host, pair.new),
    code: "database-major",
    severity: "warning",
    message: moveMessage({ old, new: fresh, container: pair.new, volumes }),
    hint: dumpHint(planned, { old, container: pair.old })
  });
}
function volumesAtStake(planned, pair) {
  const volumes = persistentVolumes(pair.new);
  if (pair.old === void 0 || pair.old.state.image === pair.new.state.image || volumes.length === 0) return void 0;
  if (actionOn(planned, pair.new) !== "restart") return void 0;
  const save = backupWords(planned, pair.new) ?? "copy these volumes";
  return toFinding({
    ...aboutContainer(planned.host, pair.new),
    code: "volumes-at-stake",
    severity: "info",
    message: `Container ${pair.new.name} restarts with ${familiarImage(pair.new.state.image)} and writes to ${volumes.join(", ")}.`,
    hint: `Before the switch ${save} if the new version may convert its data.`
  });
}
function imageFindings(planned) {
  return enginePairs(planned).flatMap((pair) => {
    const database = databaseMove(planned, pair);
    const found = [database ?? volumesAtStake(planned, pair), movingTag(planned, pair)];
    return found.filter((finding) => finding !== void 0);
  });
}

// src/switch/findings/published-ports.ts
var MAXIMUM_RANGE = 2048;
var PORT = /^(?:(?<address>\[[0-9a-f:.]+\]|[^:[\]]*):)?(?<first>\d+)(?:-(?<last>\d+))?:\d+(?:-\d+)?(?:\/(?<protocol>\w+))?$/i;
function plainAddress(address) {
  const plain2 = (address ?? "").replace(/^\[|\]$/g, "").toLowerCase();
  if (/^[0:]+$/.test(plain2) && plain2.includes(":")) return "::";
  return plain2 === "*" ? "" : plain2 === "localhost" ? "127.0.0.1" : plain2;
}
function readPublishedPort(text) {
  const groups = PORT.exec(text)?.groups;
  if (groups === void 0) return [];
  const first = Number(groups["first"]);
  const last = Math.min(Number(groups["last"] ?? first), first + MAXIMUM_RANGE);
  const [address, protocol] = [plainAddress(groups["address"]), (groups["protocol"] ?? "tcp").toLowerCase()];
  return Array.from({ length: Math.max(last - first + 1, 0) }, (_, offset) => ({ address, port: first + offset, protocol }));
}
function isSameAddress(left, right) {
  const covers = (wide, narrow) => wide === "" || wide === narrow || wide === "::" && narrow.includes(":") || wide === "0.0.0.0" && narrow !== "" && !narrow.includes(":");
  return covers(left, right) || covers(right, left);
}
function forwardedPorts(forwardPorts) {
  const list = Array.isArray(forwardPorts) ? forwardPorts : [];
  return list.flatMap((entry) => {
    if (!isRecord(entry) || typeof entry["hostPort"] !== "number") return [];
    return [{ address: "", port: entry["hostPort"], protocol: typeof entry["protocol"] === "string" ? entry["protocol"] : "tcp" }];
  });
}
function publishedByOption(options) {
  return options.flatMap((option, index) => {
    if (option === "-p" || option === "--publish") return options[index + 1] ?? [];
    return /^(?:--publish=|-p=?)(?<port>[\d[].*)$/.exec(option)?.groups?.["port"] ?? [];
  });
}
function isOnHostNetwork({ networks, extraOptions }) {
  const named = extraOptions.some((option, index) => /^--net(?:work)?=host$/.test(option) || /^--net(?:work)?$/.test(option) && extraOptions[index + 1] === "host");
  return named || networks.includes("host");
}
function publishedPorts(container) {
  if (container.kind === "nspawn") return container.state.privateNetwork === true ? forwardedPorts(container.state["forwardPorts"]) : [];
  const { ports, extraOptions } = container.state;
  return isOnHostNetwork(container.state) ? [] : [...ports, ...publishedByOption(extraOptions)].flatMap(readPublishedPort);
}

// src/switch/findings/network-findings.ts
var MAXIMUM_CLAIMS = 16;
function portClashes(containers) {
  const claims = /* @__PURE__ */ new Map();
  return containers.flatMap(
    (container) => publishedPorts(container).flatMap(({ address, port, protocol }) => {
      const what = `${port}/${protocol}`;
      const others = claims.get(what) ?? [];
      claims.set(what, [...others.slice(0, MAXIMUM_CLAIMS), { container: container.name, address }]);
      const other = others.find((claim) => isSameAddress(claim.address, address));
      if (other === void 0) return [];
      const named = address === "" ? what : `${what} of ${address}`;
      return [{ what: named, first: other.container, second: container.name, place: container.place }];
    })
  );
}
function plain(address) {
  return typeof address === "string" && address !== "" ? address.replace(/\/\d+$/, "").toLowerCase() : void 0;
}
function fixedAddresses({ extraOptions, networks }) {
  const named = extraOptions.flatMap((option) => /^--net(?:work)?=(?<name>[^:]+)/.exec(option)?.groups?.["name"] ?? []);
  const network = networks[0] ?? named[0];
  return extraOptions.flatMap((option) => {
    const address = /^--ip6?=(?<address>.+)$/.exec(option)?.groups?.["address"]?.toLowerCase();
    return address === void 0 ? [] : [network === void 0 ? address : `${address} in network ${network}`];
  });
}
function ownAddresses(container) {
  if (container.kind !== "nspawn") return fixedAddresses(container.state);
  if (container.state.privateNetwork !== true) return [];
  return [plain(container.state.localAddress), plain(container.state["localAddress6"])].filter((address) => address !== void 0);
}
function hostAddresses(container) {
  if (container.kind !== "nspawn" || container.state.privateNetwork !== true) return [];
  return [plain(container.state.hostAddress), plain(container.state["hostAddress6"])].filter((address) => address !== void 0);
}
function addressClashes(containers) {
  const owners = /* @__PURE__ */ new Map();
  const twice = containers.flatMap(
    (container) => ownAddresses(container).flatMap((what) => {
      const first = owners.get(what);
      if (first === void 0) owners.set(what, container.name);
      return first === void 0 ? [] : [{ what, first, second: `container ${container.name}`, place: container.place }];
    })
  );
  const asHost = containers.flatMap(
    (container) => hostAddresses(container).flatMap((what) => {
      const first = owners.get(what);
      return first === void 0 ? [] : [{ what, first, second: `the host's side of ${container.name}`, place: container.place }];
    })
  );
  return [...twice, ...asHost];
}
function newClashes(find, { containers }) {
  const keyOf = ({ what, first, second }) => `${what} ${first} ${second}`;
  const onHost = (side) => [...side.values()].filter(({ scope }) => scope !== "nested");
  const known = new Set(find(onHost(containers.old)).map(keyOf));
  const found = new Map(find(onHost(containers.new)).map((clash) => [keyOf(clash), clash]));
  return [...found].flatMap(([key, clash]) => known.has(key) ? [] : [clash]);
}
function portFinding(host, { what, first, second, place }) {
  const message = first === second ? `Container ${first} publishes ${what} twice.` : `Containers ${first} and ${second} both publish ${what}; the one that starts last fails.`;
  return toFinding({ code: "port-conflict", severity: "error", host, about: `port ${what}`, message, hint: "Give one of them another port of the host.", place });
}
function addressFinding(host, { what, first, second, place }) {
  const message = `${what} is the address of container ${first} and of ${second}.`;
  return toFinding({ code: "address-conflict", severity: "error", host, about: `address ${what}`, message, hint: "Give each container an address of its own.", place });
}
function networkFindings(planned) {
  return [
    ...newClashes(portClashes, planned).map((clash) => portFinding(planned.host, clash)),
    ...newClashes(addressClashes, planned).map((clash) => addressFinding(planned.host, clash))
  ];
}

// src/switch/findings/quadlet-findings.ts
function isWatched({ scope, owner, unit }, state) {
  if (scope === "system") return state.units[unit] !== void 0;
  return owner === void 0 ? state.userUnits[unit] !== void 0 : state.homes?.[owner]?.units[unit] !== void 0;
}
function isQuadlet(container) {
  return container?.kind === "quadlet";
}
function systemctl(verb, { scope, owner, unit }) {
  if (scope === "system") return `\`systemctl ${verb} ${unit}\``;
  if (owner === void 0) return `\`systemctl --user ${verb} ${unit}\` as each user who runs it`;
  return `\`systemctl --user --machine=${owner}@ ${verb} ${unit}\``;
}
function about(host, { name, place }) {
  return { host, about: `container ${name}`, place, severity: "warning" };
}
function notRestarted(host, { old, fresh }) {
  const causes = optionCauses2(old.state, fresh.state).slice(0, 3).map(({ text }) => text).join("; ");
  return toFinding({
    ...about(host, fresh),
    code: "unit-not-restarted",
    message: `Container ${fresh.name} changes (${causes}), but podman's generator writes ${fresh.unit}, which the switch does not compare: the running container is kept as it is.`,
    hint: `Run ${systemctl("restart", fresh)} after the switch, or declare it with quadlet-nix, whose units the switch restarts.`
  });
}
function notStopped(host, old) {
  return toFinding({
    ...about(host, old),
    code: "unit-surprise",
    message: `The quadlet of container ${old.name} is gone, but the switch does not stop ${old.unit}: the container runs on until it is stopped or the host restarts.`,
    hint: `Run ${systemctl("stop", old)} before the switch.`
  });
}
function isNew2(host, fresh) {
  const isStarted = fresh.scope === "system" && fresh.state.autoStart;
  return toFinding({
    ...about(host, fresh),
    severity: "info",
    code: "unit-surprise",
    message: `The quadlet of container ${fresh.name} is new: podman's generator makes ${fresh.unit}, which the switch ${isStarted ? "starts with the target that wants it" : "does not start"}.`,
    hint: isStarted ? "" : `Run ${systemctl("start", fresh)} after the switch.`
  });
}
function quadletFindings({ host, sides, containers }) {
  const changed = [...containers.new].flatMap(([key, fresh]) => {
    const old = containers.old.get(key);
    if (!isQuadlet(fresh) || isWatched(fresh, sides.new)) return [];
    if (old === void 0) return [isNew2(host, fresh)];
    if (!isQuadlet(old)) return [];
    return changedData({ old: old.state, new: fresh.state }).length === 0 ? [] : [notRestarted(host, { old, fresh })];
  });
  const gone = [...containers.old].flatMap(([key, old]) => {
    return isQuadlet(old) && !containers.new.has(key) && !isWatched(old, sides.old) ? [notStopped(host, old)] : [];
  });
  return [...changed, ...gone];
}

// src/switch/findings/router-findings.ts
var RULE = /^traefik\.(?<router>(?:http|tcp)\.routers\.[^.]+)\.rule$/i;
function routersOf(container) {
  if (container.kind === "nspawn" || container.scope !== "system" || container.state.labels["traefik.enable"] === "false") return [];
  return Object.entries(container.state.labels).flatMap(([label, rule]) => {
    const name = RULE.exec(label)?.groups?.["router"]?.toLowerCase();
    return name === void 0 ? [] : [{ name, rule, container }];
  });
}
function clashes(containers) {
  const routers = /* @__PURE__ */ new Map();
  const found = /* @__PURE__ */ new Map();
  for (const router of [...containers].flatMap(routersOf)) {
    const first = routers.get(router.name) ?? router;
    routers.set(router.name, first);
    if (first.rule !== router.rule) found.set(`${router.name} ${first.container.name} ${router.container.name}`, { router: router.name, first, second: router });
  }
  return found;
}
function routerFindings({ host, containers }) {
  const before2 = clashes(containers.old.values());
  const fresh = [...clashes(containers.new.values())].filter(([key]) => !before2.has(key));
  return fresh.map(
    ([, { router, first, second }]) => toFinding({
      code: "unit-surprise",
      severity: "warning",
      host,
      about: `Traefik ${router}`,
      message: `Containers ${first.container.name} and ${second.container.name} define Traefik's ${router} with different rules; Traefik then serves neither.`,
      hint: "Give each container a router name of its own.",
      place: second.container.place
    })
  );
}

// src/switch/findings/secret-findings.ts
var FOLDERS = [
  { folder: "/run/secrets/", options: "sops." },
  { folder: "/run/secrets-rendered/", options: "sops." },
  { folder: "/run/secrets/rendered/", options: "sops." },
  { folder: "/run/agenix/", options: "age." }
];
function pathsOf(container) {
  if (container.kind === "nspawn") return Object.entries(container.state.bindMounts ?? {}).map(([path, mount]) => mount.hostPath ?? path);
  return [...container.state.environmentFiles, ...container.state.volumes.map((volume) => volume.split(":")[0] ?? "")];
}
function isMissing(path, secrets) {
  const folder = FOLDERS.find((candidate) => path.startsWith(candidate.folder) && path.length > candidate.folder.length);
  if (folder === void 0 || !Object.keys(secrets).some((name) => name.startsWith(folder.options))) return false;
  const whole = path.replace(/\/+$/, "");
  return !Object.values(secrets).some((secret) => secret === whole || secret?.startsWith(`${whole}/`) === true);
}
function missingSecrets(containers, { secrets = {} }) {
  const onHost = [...containers].filter(({ scope }) => scope !== "nested");
  const missing = onHost.flatMap((container) => pathsOf(container).filter((path) => isMissing(path, secrets)).map((path) => ({ container, path })));
  return new Map(missing.map((entry) => [`${entry.container.name} ${entry.path}`, entry]));
}
function secretFindings({ host, sides, containers }) {
  const before2 = missingSecrets(containers.old.values(), sides.old);
  const fresh = [...missingSecrets(containers.new.values(), sides.new)].filter(([key]) => !before2.has(key));
  return fresh.map(
    ([, { container, path }]) => toFinding({
      code: "secret-missing",
      severity: "warning",
      host,
      about: `container ${container.name}`,
      message: `Container ${container.name} reads ${path}, which no secret of this host has as its path.`,
      hint: "Declare the secret, or correct the path; without the file the container does not start.",
      place: container.place
    })
  );
}

// src/switch/findings/unit-findings.ts
var MAXIMUM_BROKEN = 20;
function causesOf({ causes }) {
  return causes.slice(0, 3).map((cause) => cause.text).join("; ");
}
function tellUnit(action) {
  return action.container === void 0 ? action.unit : `container ${action.container} (${action.unit})`;
}
function aboutUnit({ host, containers }, unit) {
  return { host, about: unit, place: (containers.new.get(unit) ?? containers.old.get(unit))?.place };
}
function leftStopped(planned, action) {
  return toFinding({
    ...aboutUnit(planned, action.unit),
    code: "unit-left-stopped",
    severity: "warning",
    message: `The switch stops ${tellUnit(action)} and leaves it so: ${causesOf(action)}.`,
    hint: `Let a target want it (wantedBy), or run \`systemctl start ${action.unit}\` after the switch.`
  });
}
function notRestarted2(planned, action) {
  return toFinding({
    ...aboutUnit(planned, action.unit),
    code: "unit-not-restarted",
    severity: action.container === void 0 ? "info" : "warning",
    message: `${tellUnit(action)} changes, but the switch keeps the running one: ${causesOf(action)}.`,
    hint: `Run \`systemctl restart ${action.unit}\` when it suits you, or set restartIfChanged.`
  });
}
function changedByHand(planned) {
  const { containers, actions, sides } = planned;
  const acted = new Set(actions.map((action) => action.unit));
  const manual = [...containers.new.values()].filter((container) => container.kind === "nspawn" && container.state.autoStart !== true);
  return manual.filter(({ unit }) => !acted.has(unit) && sides.old.units[unit] !== void 0 && sides.old.units[unit].text !== sides.new.units[unit]?.text).map(
    ({ name, unit }) => toFinding({
      ...aboutUnit(planned, unit),
      code: "unit-not-restarted",
      severity: "warning",
      message: `Container ${name} changes, but without autoStart the switch never restarts it; if it runs, it keeps running as it is.`,
      hint: `Run \`systemctl restart ${unit}\` on the host if the container is in use, or set autoStart.`
    })
  );
}
var CONTAINER_UNIT = /^(?:docker-.+|podman-(?!auto-update|clean-transient|restart|kube@|user-wait).+|arion-.+)\.service$/;
function isLost({ prediction: { graphs }, containers }, unit) {
  if (graphs.new.view(unit).presence === "present" || unit.endsWith(".slice")) return false;
  const isRunByNobody = CONTAINER_UNIT.test(unit) && ![...containers.new.values()].some((container) => container.unit === unit);
  return graphs.old.view(unit).presence === "present" || isRunByNobody;
}
function wasLost({ prediction: { graphs } }, { unit, to }) {
  const { presence, dependencies } = graphs.old.view(unit);
  return presence === "present" && graphs.old.view(to).presence !== "present" && dependencies.some((dependency) => NEEDING2.has(dependency.kind) && dependency.to === to);
}
var NEEDING2 = /* @__PURE__ */ new Set(["requires", "bindsTo"]);
function missingDependencies(planned) {
  const { graphs } = planned.prediction;
  return [...graphs.new.units.values()].flatMap(
    (view) => (view.presence === "present" ? view.dependencies : []).filter(({ kind, to }) => NEEDING2.has(kind) && isLost(planned, to) && !wasLost(planned, { unit: view.unit, to })).map(
      ({ to }) => toFinding({
        ...aboutUnit(planned, view.unit),
        code: "dependency-missing",
        severity: "error",
        message: `${view.unit} requires ${to}, which the new configuration does not have or has disabled; it cannot start.`,
        hint: `Drop the requirement, or bring ${to} back.`
      })
    )
  );
}
function aborts({ host, prediction: { abort } }) {
  if (abort === void 0) return [];
  const base = { code: "switch-aborts", severity: "error", host };
  if (abort.kind === "reload-lost") {
    const message = `The switch stops ${abort.unit} with what it needs, cannot reload it, and ends there: what it stopped stays stopped.`;
    return [toFinding({ ...base, about: abort.unit, message, hint: `Let a target want ${abort.unit}, or start it by hand and switch again.` })];
  }
  const hint = "Write the value so that it does not start with a quotation mark that is not closed.";
  return abort.units.slice(0, MAXIMUM_BROKEN).map(({ unit, reason }) => {
    return toFinding({ ...base, about: unit, message: `The switch program cannot read ${unit} and ends before it changes anything: ${reason}.`, hint });
  });
}
function unitFindings(planned) {
  const { actions } = planned;
  return [
    ...aborts(planned),
    ...actions.filter((action) => action.action === "left-stopped").map((action) => leftStopped(planned, action)),
    ...missingDependencies(planned),
    ...actions.filter((action) => action.action === "skip" && !isStampOnly(action)).map((action) => notRestarted2(planned, action)),
    ...changedByHand(planned)
  ];
}

// src/switch/findings/volume-findings.ts
var SHOWN_CONTAINERS = 12;
function hasNewImage({ containers }, { key, container }) {
  const old = containers.old.get(key);
  return container.kind !== "nspawn" && old?.kind !== "nspawn" && old?.state.image !== container.state.image;
}
function volumeFindings(planned) {
  const { host, backupCommand, sides } = planned;
  const stateful = [...planned.containers.new].flatMap(([key, container]) => {
    const volumes = persistentVolumes(container);
    const isTold2 = volumes.length > 0 && actionOn(planned, container) === "restart" && !hasNewImage(planned, { key, container });
    return isTold2 ? [{ container, volumes }] : [];
  });
  if (stateful.length === 0) return [];
  const told = tellSome(stateful.map(({ container: { name }, volumes }) => `${name} (${volumes.join(", ")})`), SHOWN_CONTAINERS);
  const commands = backupCommand === void 0 ? [] : stateful.flatMap(({ container }) => backupCommands(backupCommand, { host, container, state: sides.old }));
  const how = commands.length === 0 ? "Copy them" : `Run ${tellCommands(commands)}`;
  return [
    toFinding({
      code: "volumes-in-use",
      severity: "info",
      host,
      about: "volumes",
      message: `Containers restart with the image that they have, and write to: ${told}.`,
      hint: `${how} before the switch, if you want a backup of the time before it.`
    })
  ];
}

// src/switch/findings/find-risks.ts
function findRisks(planned) {
  return [unitFindings, conditionFindings, quadletFindings, networkFindings, routerFindings, secretFindings, imageFindings, volumeFindings, daemonFindings].flatMap((find) => find(planned));
}

// src/switch/group-actions.ts
var SHOWN_PLACES = 4;
var VERSION = /^(?<release>\d+\.\d+)\w*\.(?<year>\d{4})(?<month>\d{2})(?<day>\d{2})(?:\.(?<revision>[0-9a-f]{7,40}))?/;
function nixpkgsMove({ old, new: fresh }) {
  const [before2, after] = [VERSION.exec(old)?.groups, VERSION.exec(fresh)?.groups];
  if (before2 === void 0 || after === void 0 || old === fresh) return void 0;
  const dayOf = ({ year, month, day }) => `${year}-${month}-${day}`;
  const isSameDay = dayOf(before2) === dayOf(after);
  const tell = (version) => {
    const day = isSameDay ? version["revision"]?.slice(0, 7) ?? dayOf(version) : dayOf(version);
    return before2["release"] === after["release"] ? day : `${version["release"]} (${day})`;
  };
  return `nixpkgs ${tell(before2)} → ${tell(after)}`;
}
function isMovedByPackages({ action, causes }) {
  return action !== "left-stopped" && causes.length > 0 && causes.every((cause) => cause.kind === "store-path");
}
function placesOf({ comparison }) {
  const moved = (comparison?.differences ?? []).filter((difference) => difference.weight !== "none");
  return moved.flatMap(({ key, old, new: fresh }) => {
    if (key !== "Environment") return [key];
    const before2 = new Set(listValues(old));
    return listValues(fresh).filter((value) => !before2.has(value)).map((value) => value.replace(/=.*/s, ""));
  });
}
function tellPlaces(fates) {
  const counts = /* @__PURE__ */ new Map();
  for (const place of fates.flatMap((fate) => [...new Set(placesOf(fate))])) counts.set(place, (counts.get(place) ?? 0) + 1);
  const places = [...counts].sort(([, left], [, right]) => right - left).map(([place]) => place);
  return places.slice(0, SHOWN_PLACES).join(", ") + (places.length > SHOWN_PLACES ? ", …" : "");
}
function groupActions(acted, versions) {
  const move = nixpkgsMove(versions);
  const moved = acted.filter(({ action }) => isMovedByPackages(action));
  if (move === void 0 || moved.length < 2) return acted.map(({ action }) => action);
  const places = tellPlaces(moved.map(({ fate }) => fate));
  const group = (places === "" ? move : `${move}: ${places}`).slice(0, 1024);
  return acted.map(({ action }) => isMovedByPackages(action) ? { ...action, group } : action);
}

// src/switch/causes/host-sources.ts
function nestedIn(sides, unit) {
  const name = /^container@(.+)\.service$/.exec(unit)?.[1] ?? "";
  const [old, fresh] = [sides.old.nspawnUnits?.[name], sides.new.nspawnUnits?.[name]];
  return old === void 0 || fresh === void 0 ? void 0 : { old, new: fresh };
}
function fstabOf({ old, new: fresh }) {
  if (typeof old.fstab !== "string" || typeof fresh.fstab !== "string") return void 0;
  const definitions = Object.entries(fresh.definedIn?.mounts ?? {}).flatMap(([mountPoint, [file]]) => file === void 0 ? [] : [[`fileSystems."${mountPoint}"`, { file }]]);
  return { old: parseFstab(old.fstab), new: parseFstab(fresh.fstab), places: new Map(definitions) };
}
function hostSources(sides, { scope, containers }) {
  const fstab = scope === "system" ? fstabOf(sides) : void 0;
  const [oldUnits, newUnits] = scope === "system" ? [sides.old.units, sides.new.units] : [sides.old.userUnits, sides.new.userUnits];
  return {
    oldEtc: etcByStoreName(sides.old.etc),
    newEtc: etcByStoreName(sides.new.etc),
    oldUnits,
    newUnits,
    oldContainers: containersOfScope(containers.old, scope),
    newContainers: containersOfScope(containers.new, scope),
    packages: createPackageComparer(),
    nested: (unit) => nestedIn(sides, unit),
    ...fstab === void 0 ? {} : { fstab }
  };
}

// src/switch/causes/stamps.ts
var SHORT_REVISION = 7;
var STAMP = "‹stamp›";
function sideOf({ configurationRevision, nixos }, etc) {
  const [start] = /^[0-9a-f]{7,64}/.exec(configurationRevision ?? "") ?? [];
  const revision = start === void 0 ? void 0 : new RegExp(String.raw`\b${start.slice(0, SHORT_REVISION)}[0-9a-f]*(?:-dirty)?\b`, "g");
  return { revision, version: /\d{8}/.test(nixos) ? nixos : "", etc };
}
function packagesOf({ systemPackages }) {
  return systemPackages?.filter((path) => storeName(path) !== "nixos-version" && path !== "nixos-version").toSorted().join("\n");
}
function readStamps(sides, etc) {
  const [before2, after] = [packagesOf(sides.old), packagesOf(sides.new)];
  const isMoved = JSON.stringify(sides.old.systemPackages) !== JSON.stringify(sides.new.systemPackages);
  return { old: sideOf(sides.old, etc.oldEtc), new: sideOf(sides.new, etc.newEtc), hasSamePackages: isMoved && before2 !== void 0 && before2 === after };
}
var STAMP_NAMES = [
  String.raw`org\.opencontainers\.image\.(?:created|revision)`,
  String.raw`org\.label-schema\.(?:build-date|vcs-ref)`,
  "(?:BUILD_(?:DATE|TIME|TIMESTAMP)|(?:NIXOS_)?CONFIGURATION_REVISION|NIXOS_(?:LABEL|VERSION)|LAST_MODIFIED(?:_DATE)?)"
].join("|");
var NAMED_STAMP = new RegExp(String.raw`(?<![\w.])(${STAMP_NAMES})(["']?\s*[=:]\s*["']?)[^\s"']+`, "g");
var STORE_PATH2 = /\/nix\/store\/[0-9a-z]{32}-[A-Za-z0-9+\-._?=]+/g;
var OF_ALL_PACKAGES = /* @__PURE__ */ new Set(["system-path", "dbus-1"]);
var MOVED_BY_ALL = new Set([...OF_ALL_PACKAGES].map((name) => splitStoreName(name).name));
function withoutStamps(text, { side, unit, hasSamePackages }) {
  const plain2 = side.version === "" ? text : text.replaceAll(side.version, STAMP);
  const unmarked = side.revision === void 0 ? plain2 : plain2.replace(side.revision, STAMP);
  return unmarked.replace(NAMED_STAMP, `$1$2${STAMP}`).replace(STORE_PATH2, (path) => {
    const name = storeName(path) ?? path;
    const isKnown2 = unit.files[path] !== void 0 || side.etc.has(name) || hasSamePackages && OF_ALL_PACKAGES.has(name);
    return isKnown2 ? `…-${name}` : path;
  });
}
function essence(reading) {
  const { side, unit } = reading;
  const files = Object.entries(unit.files).map(([path, text]) => `${storeName(path) ?? path}
${withoutStamps(text, reading)}`);
  const names2 = [unit.text, ...Object.values(unit.files)].flatMap((text) => text.match(STORE_PATH2) ?? []).map((path) => storeName(path) ?? path);
  const etc = [...new Set(names2)].flatMap((name) => withoutStamps(side.etc.get(name) ?? "", reading));
  return [withoutStamps(unit.text, reading), ...files.sort(), ...etc.sort()].join("\0");
}
function mayBeStamps(causes) {
  return causes.every(({ kind, subject }) => kind !== "store-path" || MOVED_BY_ALL.has(subject));
}
function isStampChange(unit, { sources, stamps }) {
  const [old, fresh] = [sources.oldUnits[unit], sources.newUnits[unit]];
  if (old === void 0 || fresh?.enable !== old.enable) return false;
  const { hasSamePackages } = stamps;
  return essence({ side: stamps.old, unit: old, hasSamePackages }) === essence({ side: stamps.new, unit: fresh, hasSamePackages });
}

// node_modules/diff/libesm/diff/base.js
var Diff = class {
  diff(oldStr, newStr, options = {}) {
    let callback;
    if (typeof options === "function") {
      callback = options;
      options = {};
    } else if ("callback" in options) {
      callback = options.callback;
    }
    const oldString = this.castInput(oldStr, options);
    const newString = this.castInput(newStr, options);
    const oldTokens = this.removeEmpty(this.tokenize(oldString, options));
    const newTokens = this.removeEmpty(this.tokenize(newString, options));
    return this.diffWithOptionsObj(oldTokens, newTokens, options, callback);
  }
  diffWithOptionsObj(oldTokens, newTokens, options, callback) {
    var _a;
    const done = (value) => {
      value = this.postProcess(value, options);
      if (callback) {
        setTimeout(function() {
          callback(value);
        }, 0);
        return void 0;
      } else {
        return value;
      }
    };
    const newLen = newTokens.length, oldLen = oldTokens.length;
    let editLength = 1;
    let maxEditLength = newLen + oldLen;
    if (options.maxEditLength != null) {
      maxEditLength = Math.min(maxEditLength, options.maxEditLength);
    }
    const maxExecutionTime = (_a = options.timeout) !== null && _a !== void 0 ? _a : Infinity;
    const abortAfterTimestamp = Date.now() + maxExecutionTime;
    const bestPath = [{ oldPos: -1, lastComponent: void 0 }];
    let newPos = this.extractCommon(bestPath[0], newTokens, oldTokens, 0, options);
    if (bestPath[0].oldPos + 1 >= oldLen && newPos + 1 >= newLen) {
      return done(this.buildValues(bestPath[0].lastComponent, newTokens, oldTokens));
    }
    let minDiagonalToConsider = -Infinity, maxDiagonalToConsider = Infinity;
    const execEditLength = () => {
      for (let diagonalPath = Math.max(minDiagonalToConsider, -editLength); diagonalPath <= Math.min(maxDiagonalToConsider, editLength); diagonalPath += 2) {
        let basePath;
        const removePath = bestPath[diagonalPath - 1], addPath = bestPath[diagonalPath + 1];
        if (removePath) {
          bestPath[diagonalPath - 1] = void 0;
        }
        let canAdd = false;
        if (addPath) {
          const addPathNewPos = addPath.oldPos - diagonalPath;
          canAdd = addPath && 0 <= addPathNewPos && addPathNewPos < newLen;
        }
        const canRemove = removePath && removePath.oldPos + 1 < oldLen;
        if (!canAdd && !canRemove) {
          bestPath[diagonalPath] = void 0;
          continue;
        }
        if (!canRemove || canAdd && removePath.oldPos < addPath.oldPos) {
          basePath = this.addToPath(addPath, true, false, 0, options);
        } else {
          basePath = this.addToPath(removePath, false, true, 1, options);
        }
        newPos = this.extractCommon(basePath, newTokens, oldTokens, diagonalPath, options);
        if (basePath.oldPos + 1 >= oldLen && newPos + 1 >= newLen) {
          return done(this.buildValues(basePath.lastComponent, newTokens, oldTokens)) || true;
        } else {
          bestPath[diagonalPath] = basePath;
          if (basePath.oldPos + 1 >= oldLen) {
            maxDiagonalToConsider = Math.min(maxDiagonalToConsider, diagonalPath - 1);
          }
          if (newPos + 1 >= newLen) {
            minDiagonalToConsider = Math.max(minDiagonalToConsider, diagonalPath + 1);
          }
        }
      }
      editLength++;
    };
    if (callback) {
      (function exec() {
        setTimeout(function() {
          if (editLength > maxEditLength || Date.now() > abortAfterTimestamp) {
            return callback(void 0);
          }
          if (!execEditLength()) {
            exec();
          }
        }, 0);
      })();
    } else {
      while (editLength <= maxEditLength && Date.now() <= abortAfterTimestamp) {
        const ret = execEditLength();
        if (ret) {
          return ret;
        }
      }
    }
  }
  addToPath(path, added, removed, oldPosInc, options) {
    const last = path.lastComponent;
    if (last && !options.oneChangePerToken && last.added === added && last.removed === removed) {
      return {
        oldPos: path.oldPos + oldPosInc,
        lastComponent: { count: last.count + 1, added, removed, previousComponent: last.previousComponent }
      };
    } else {
      return {
        oldPos: path.oldPos + oldPosInc,
        lastComponent: { count: 1, added, removed, previousComponent: last }
      };
    }
  }
  extractCommon(basePath, newTokens, oldTokens, diagonalPath, options) {
    const newLen = newTokens.length, oldLen = oldTokens.length;
    let oldPos = basePath.oldPos, newPos = oldPos - diagonalPath, commonCount = 0;
    while (newPos + 1 < newLen && oldPos + 1 < oldLen && this.equals(oldTokens[oldPos + 1], newTokens[newPos + 1], options)) {
      newPos++;
      oldPos++;
      commonCount++;
      if (options.oneChangePerToken) {
        basePath.lastComponent = { count: 1, previousComponent: basePath.lastComponent, added: false, removed: false };
      }
    }
    if (commonCount && !options.oneChangePerToken) {
      basePath.lastComponent = { count: commonCount, previousComponent: basePath.lastComponent, added: false, removed: false };
    }
    basePath.oldPos = oldPos;
    return newPos;
  }
  equals(left, right, options) {
    if (options.comparator) {
      return options.comparator(left, right);
    } else {
      return left === right || !!options.ignoreCase && left.toLowerCase() === right.toLowerCase();
    }
  }
  removeEmpty(array2) {
    const ret = [];
    for (let i = 0; i < array2.length; i++) {
      if (array2[i]) {
        ret.push(array2[i]);
      }
    }
    return ret;
  }
  // eslint-disable-next-line @typescript-eslint/no-unused-vars
  castInput(value, options) {
    return value;
  }
  // eslint-disable-next-line @typescript-eslint/no-unused-vars
  tokenize(value, options) {
    return Array.from(value);
  }
  join(chars) {
    return chars.join("");
  }
  postProcess(changeObjects, options) {
    return changeObjects;
  }
  get useLongestToken() {
    return false;
  }
  buildValues(lastComponent, newTokens, oldTokens) {
    const components = [];
    let nextComponent;
    while (lastComponent) {
      components.push(lastComponent);
      nextComponent = lastComponent.previousComponent;
      delete lastComponent.previousComponent;
      lastComponent = nextComponent;
    }
    components.reverse();
    const componentLen = components.length;
    let componentPos = 0, newPos = 0, oldPos = 0;
    for (; componentPos < componentLen; componentPos++) {
      const component = components[componentPos];
      if (!component.removed) {
        if (!component.added && this.useLongestToken) {
          let value = newTokens.slice(newPos, newPos + component.count);
          value = value.map(function(value2, i) {
            const oldValue = oldTokens[oldPos + i];
            return oldValue.length > value2.length ? oldValue : value2;
          });
          component.value = this.join(value);
        } else {
          component.value = this.join(newTokens.slice(newPos, newPos + component.count));
        }
        newPos += component.count;
        if (!component.added) {
          oldPos += component.count;
        }
      } else {
        component.value = this.join(oldTokens.slice(oldPos, oldPos + component.count));
        oldPos += component.count;
      }
    }
    return components;
  }
};

// node_modules/diff/libesm/diff/line.js
var LineDiff = class extends Diff {
  constructor() {
    super(...arguments);
    this.tokenize = tokenize;
  }
  equals(left, right, options) {
    if (options.ignoreWhitespace) {
      if (!options.newlineIsToken || !left.includes("\n")) {
        left = left.trim();
      }
      if (!options.newlineIsToken || !right.includes("\n")) {
        right = right.trim();
      }
    } else if (options.ignoreNewlineAtEof && !options.newlineIsToken) {
      if (left.endsWith("\n")) {
        left = left.slice(0, -1);
      }
      if (right.endsWith("\n")) {
        right = right.slice(0, -1);
      }
    }
    return super.equals(left, right, options);
  }
};
var lineDiff = new LineDiff();
function diffLines(oldStr, newStr, options) {
  return lineDiff.diff(oldStr, newStr, options);
}
function tokenize(value, options) {
  if (options.stripTrailingCr) {
    value = value.replace(/\r\n/g, "\n");
  }
  const retLines = [], linesAndNewlines = value.split(/(\n|\r\n)/);
  if (!linesAndNewlines[linesAndNewlines.length - 1]) {
    linesAndNewlines.pop();
  }
  for (let i = 0; i < linesAndNewlines.length; i++) {
    const line = linesAndNewlines[i];
    if (i % 2 && !options.newlineIsToken) {
      retLines[retLines.length - 1] += line;
    } else {
      retLines.push(line);
    }
  }
  return retLines;
}

// node_modules/diff/libesm/diff/array.js
var ArrayDiff = class extends Diff {
  tokenize(value) {
    return value.slice();
  }
  join(value) {
    return value;
  }
  removeEmpty(value) {
    return value;
  }
};
var arrayDiff = new ArrayDiff();
function diffArrays(oldArr, newArr, options) {
  return arrayDiff.diff(oldArr, newArr, options);
}

// node_modules/diff/libesm/patch/create.js
function needsQuoting(s) {
  for (let i = 0; i < s.length; i++) {
    if (s[i] < " " || s[i] > "~" || s[i] === '"' || s[i] === "\\") {
      return true;
    }
  }
  return false;
}
function quoteFileNameIfNeeded(s) {
  if (!needsQuoting(s)) {
    return s;
  }
  let result = '"';
  const bytes = new TextEncoder().encode(s);
  let i = 0;
  while (i < bytes.length) {
    const b = bytes[i];
    if (b === 7) {
      result += "\\a";
    } else if (b === 8) {
      result += "\\b";
    } else if (b === 9) {
      result += "\\t";
    } else if (b === 10) {
      result += "\\n";
    } else if (b === 11) {
      result += "\\v";
    } else if (b === 12) {
      result += "\\f";
    } else if (b === 13) {
      result += "\\r";
    } else if (b === 34) {
      result += '\\"';
    } else if (b === 92) {
      result += "\\\\";
    } else if (b >= 32 && b <= 126) {
      result += String.fromCharCode(b);
    } else {
      result += "\\" + b.toString(8).padStart(3, "0");
    }
    i++;
  }
  result += '"';
  return result;
}
var INCLUDE_HEADERS = {
  includeIndex: true,
  includeUnderline: true,
  includeFileHeaders: true
};
function structuredPatch(oldFileName, newFileName, oldStr, newStr, oldHeader, newHeader, options) {
  let optionsObj;
  if (!options) {
    optionsObj = {};
  } else if (typeof options === "function") {
    optionsObj = { callback: options };
  } else {
    optionsObj = options;
  }
  if (typeof optionsObj.context === "undefined") {
    optionsObj.context = 4;
  }
  const context = optionsObj.context;
  if (optionsObj.newlineIsToken) {
    throw new Error("newlineIsToken may not be used with patch-generation functions, only with diffing functions");
  }
  if (!optionsObj.callback) {
    return diffLinesResultToPatch(diffLines(oldStr, newStr, optionsObj));
  } else {
    const { callback } = optionsObj;
    diffLines(oldStr, newStr, Object.assign(Object.assign({}, optionsObj), { callback: (diff) => {
      const patch = diffLinesResultToPatch(diff);
      callback(patch);
    } }));
  }
  function diffLinesResultToPatch(diff) {
    if (!diff) {
      return;
    }
    diff.push({ value: "", lines: [] });
    function contextLines(lines) {
      return lines.map(function(entry) {
        return " " + entry;
      });
    }
    const hunks = [];
    let oldRangeStart = 0, newRangeStart = 0, curRange = [], oldLine = 1, newLine = 1;
    for (let i = 0; i < diff.length; i++) {
      const current = diff[i], lines = current.lines || splitLines(current.value);
      current.lines = lines;
      if (current.added || current.removed) {
        if (!oldRangeStart) {
          const prev = diff[i - 1];
          oldRangeStart = oldLine;
          newRangeStart = newLine;
          if (prev) {
            curRange = context > 0 ? contextLines(prev.lines.slice(-context)) : [];
            oldRangeStart -= curRange.length;
            newRangeStart -= curRange.length;
          }
        }
        for (const line of lines) {
          curRange.push((current.added ? "+" : "-") + line);
        }
        if (current.added) {
          newLine += lines.length;
        } else {
          oldLine += lines.length;
        }
      } else {
        if (oldRangeStart) {
          if (lines.length <= context * 2 && i < diff.length - 2) {
            for (const line of contextLines(lines)) {
              curRange.push(line);
            }
          } else {
            const contextSize = Math.min(lines.length, context);
            for (const line of contextLines(lines.slice(0, contextSize))) {
              curRange.push(line);
            }
            const hunk = {
              oldStart: oldRangeStart,
              oldLines: oldLine - oldRangeStart + contextSize,
              newStart: newRangeStart,
              newLines: newLine - newRangeStart + contextSize,
              lines: curRange
            };
            hunks.push(hunk);
            oldRangeStart = 0;
            newRangeStart = 0;
            curRange = [];
          }
        }
        oldLine += lines.length;
        newLine += lines.length;
      }
    }
    for (const hunk of hunks) {
      for (let i = 0; i < hunk.lines.length; i++) {
        if (hunk.lines[i].endsWith("\n")) {
          hunk.lines[i] = hunk.lines[i].slice(0, -1);
        } else {
          hunk.lines.splice(i + 1, 0, "\\ No newline at end of file");
          i++;
        }
      }
    }
    return {
      oldFileName,
      newFileName,
      oldHeader,
      newHeader,
      hunks
    };
  }
}
function formatPatch(patch, headerOptions) {
  var _a, _b, _c, _d, _e, _f;
  if (!headerOptions) {
    headerOptions = INCLUDE_HEADERS;
  }
  if (Array.isArray(patch)) {
    if (patch.length > 1 && !headerOptions.includeFileHeaders && !patch.every((p) => p.isGit)) {
      throw new Error("Cannot omit file headers on a multi-file patch. (The result would be unparseable; how would a tool trying to apply the patch know which changes are to which file?)");
    }
    return patch.map((p) => formatPatch(p, headerOptions)).join("\n");
  }
  const ret = [];
  if (patch.isGit) {
    headerOptions = INCLUDE_HEADERS;
    if (!patch.oldFileName) {
      throw new Error("oldFileName must be specified for Git patches");
    }
    if (!patch.newFileName) {
      throw new Error("newFileName must be specified for Git patches");
    }
    let gitOldName = patch.oldFileName;
    let gitNewName = patch.newFileName;
    if (patch.isCreate && gitOldName === "/dev/null") {
      gitOldName = gitNewName.replace(/^b\//, "a/");
    } else if (patch.isDelete && gitNewName === "/dev/null") {
      gitNewName = gitOldName.replace(/^a\//, "b/");
    }
    ret.push("diff --git " + quoteFileNameIfNeeded(gitOldName) + " " + quoteFileNameIfNeeded(gitNewName));
    if (patch.isDelete) {
      ret.push("deleted file mode " + ((_a = patch.oldMode) !== null && _a !== void 0 ? _a : "100644"));
    }
    if (patch.isCreate) {
      ret.push("new file mode " + ((_b = patch.newMode) !== null && _b !== void 0 ? _b : "100644"));
    }
    if (patch.oldMode && patch.newMode && !patch.isDelete && !patch.isCreate) {
      ret.push("old mode " + patch.oldMode);
      ret.push("new mode " + patch.newMode);
    }
    if (patch.isRename) {
      ret.push("rename from " + quoteFileNameIfNeeded(((_c = patch.oldFileName) !== null && _c !== void 0 ? _c : "").replace(/^a\//, "")));
      ret.push("rename to " + quoteFileNameIfNeeded(((_d = patch.newFileName) !== null && _d !== void 0 ? _d : "").replace(/^b\//, "")));
    }
    if (patch.isCopy) {
      ret.push("copy from " + quoteFileNameIfNeeded(((_e = patch.oldFileName) !== null && _e !== void 0 ? _e : "").replace(/^a\//, "")));
      ret.push("copy to " + quoteFileNameIfNeeded(((_f = patch.newFileName) !== null && _f !== void 0 ? _f : "").replace(/^b\//, "")));
    }
  } else {
    if (headerOptions.includeIndex && patch.oldFileName == patch.newFileName && patch.oldFileName !== void 0) {
      ret.push("Index: " + patch.oldFileName);
    }
    if (headerOptions.includeUnderline) {
      ret.push("===================================================================");
    }
  }
  const hasHunks = patch.hunks.length > 0;
  if (headerOptions.includeFileHeaders && patch.oldFileName !== void 0 && patch.newFileName !== void 0 && (!patch.isGit || hasHunks)) {
    ret.push("--- " + quoteFileNameIfNeeded(patch.oldFileName) + (patch.oldHeader ? "	" + patch.oldHeader : ""));
    ret.push("+++ " + quoteFileNameIfNeeded(patch.newFileName) + (patch.newHeader ? "	" + patch.newHeader : ""));
  }
  for (let i = 0; i < patch.hunks.length; i++) {
    const hunk = patch.hunks[i];
    const oldStart = hunk.oldLines === 0 ? hunk.oldStart - 1 : hunk.oldStart;
    const newStart = hunk.newLines === 0 ? hunk.newStart - 1 : hunk.newStart;
    ret.push("@@ -" + oldStart + "," + hunk.oldLines + " +" + newStart + "," + hunk.newLines + " @@");
    for (const line of hunk.lines) {
      ret.push(line);
    }
  }
  return ret.join("\n") + "\n";
}
function createTwoFilesPatch(oldFileName, newFileName, oldStr, newStr, oldHeader, newHeader, options) {
  if (typeof options === "function") {
    options = { callback: options };
  }
  if (!(options === null || options === void 0 ? void 0 : options.callback)) {
    const patchObj = structuredPatch(oldFileName, newFileName, oldStr, newStr, oldHeader, newHeader, options);
    if (!patchObj) {
      return;
    }
    return formatPatch(patchObj, options === null || options === void 0 ? void 0 : options.headerOptions);
  } else {
    const { callback } = options;
    structuredPatch(oldFileName, newFileName, oldStr, newStr, oldHeader, newHeader, Object.assign(Object.assign({}, options), { callback: (patchObj) => {
      if (!patchObj) {
        callback(void 0);
      } else {
        callback(formatPatch(patchObj, options.headerOptions));
      }
    } }));
  }
}
function splitLines(text) {
  const hasTrailingNl = text.endsWith("\n");
  const result = text.split("\n").map((line) => line + "\n");
  if (hasTrailingNl) {
    result.pop();
  } else {
    result.push(result.pop().slice(0, -1));
  }
  return result;
}

// src/diff.ts
var CONTEXT_LINES = 3;
var MAXIMUM_EDITS = 1e3;
function asBlock(sides) {
  const lines = (text) => text.replace(/\n$/, "").split("\n");
  const [old, fresh] = [lines(sides.old), lines(sides.new)];
  const head = `--- ${sides.oldName}
+++ ${sides.newName}
@@ -1,${old.length} +1,${fresh.length} @@
`;
  return head + [...old.map((line) => `-${line}`), ...fresh.map((line) => `+${line}`)].join("\n") + "\n";
}
function unifiedDiff(sides) {
  if (sides.old === sides.new) return "";
  const options = { context: CONTEXT_LINES, headerOptions: { includeIndex: false, includeUnderline: false, includeFileHeaders: true }, maxEditLength: MAXIMUM_EDITS };
  const patch = createTwoFilesPatch(sides.oldName, sides.newName, sides.old, sides.new, void 0, void 0, options);
  return patch ?? asBlock(sides);
}
function lineChanges(sides) {
  const parts = diffArrays(sides.old.split("\n"), sides.new.split("\n"), { maxEditLength: MAXIMUM_EDITS });
  if (parts === void 0) return void 0;
  const changes = [];
  let line = 1;
  let open;
  for (const { value, added: isAdded, removed: isRemoved } of parts) {
    if (!isAdded && !isRemoved) {
      if (open !== void 0) changes.push(open);
      line += (open?.removed.length ?? 0) + value.length;
      open = void 0;
    } else {
      const before2 = open ?? { line, removed: [], added: [] };
      open = isAdded ? { ...before2, added: [...before2.added, ...value] } : { ...before2, removed: [...before2.removed, ...value] };
    }
  }
  return open === void 0 ? changes : [...changes, open];
}

// src/switch/causes/unit-diff.ts
var MAXIMUM_DIFF = 2e5;
var MAXIMUM_OF_HOST = 8e6;
function filesByName(unit) {
  return new Map(Object.entries(unit?.files ?? {}).map(([path, text]) => [storeName(path) ?? path, text]));
}
function textDiff({ name, old, new: fresh }) {
  if (old === fresh || differsOnlyInPackages(old, fresh)) return "";
  const [before2, after] = [shortenStorePaths(old), shortenStorePaths(fresh)];
  const hidden = hideSecretsOfPair({ old: before2, new: after });
  return unifiedDiff({ ...hidden, oldName: old === "" ? "/dev/null" : `base/${name}`, newName: fresh === "" ? "/dev/null" : `head/${name}` });
}
function createUnitDiffer(limit = MAXIMUM_OF_HOST) {
  let room = limit;
  return (name, sides) => {
    if (room <= 0) return "… left out: the diffs of this host are too many\n";
    const diff = unitDiff(name, sides);
    room -= diff.length;
    return diff;
  };
}
function unitDiff(name, { old, new: fresh }) {
  const [before2, after] = [filesByName(old), filesByName(fresh)];
  const scripts = [.../* @__PURE__ */ new Set([...before2.keys(), ...after.keys()])].sort();
  const texts2 = [
    { name, old: old?.text ?? "", new: fresh?.text ?? "" },
    ...scripts.map((script) => ({ name: `${name}/${script}`, old: before2.get(script) ?? "", new: after.get(script) ?? "" }))
  ];
  const diff = texts2.map(textDiff).join("");
  return diff.length <= MAXIMUM_DIFF ? diff : `${diff.slice(0, MAXIMUM_DIFF)}
… the rest of the diff is left out
`;
}

// src/switch/unit-dependencies.ts
var MOST = 4e3;
function dependenciesOf(unit, { graph, acted }) {
  const scope = acted.get(unit) ?? "system";
  return graph.view(unit).dependencies.flatMap(({ kind, to }) => kind === "mentions" || !acted.has(to) ? [] : [{ unit, on: to, kind: THROUGH[kind], scope }]);
}
function unitDependencies({ graphs }, actions) {
  const acted = new Map(actions.map(({ unit, scope }) => [unit, scope]));
  const found = [...acted.keys()].flatMap((unit) => {
    const isGone2 = graphs.new.view(unit).presence !== "present";
    return dependenciesOf(unit, { graph: isGone2 ? graphs.old : graphs.new, acted });
  });
  const once = new Map(found.map((dependency) => [JSON.stringify(dependency), dependency]));
  return [...once.values()].flatMap((dependency) => UnitDependency.safeParse(dependency).data ?? []).slice(0, MOST);
}

// src/switch/plan-hosts.ts
var MOST_DEPENDENCIES = 5e3;
function predict2(sides, scope) {
  const unitsOf = (state) => scope === "system" ? state.units : state.userUnits;
  const [before2, after] = [unitsOf(sides.old), unitsOf(sides.new)];
  const fstab = scope === "system" ? fstabOf(sides) : void 0;
  const sets = withFstabs({ old: hostUnits(before2, after), new: hostUnits(after, before2) }, fstab);
  return planSwitch({ ...sets, ...assumeRunning(sets.old, scope) });
}
function isSame2({ oldUnits, newUnits, fstab }) {
  const names2 = Object.keys(oldUnits);
  const key = (unit) => JSON.stringify({ ...unit, files: void 0 });
  if (fstab !== void 0 && !isSameFstab(fstab)) return false;
  return names2.length === Object.keys(newUnits).length && names2.every((name) => key(oldUnits[name]) === key(newUnits[name]));
}
function isNews({ oldUnits, newUnits, fstab }, fate) {
  const [old, fresh] = [oldUnits[fate.unit], newUnits[fate.unit]];
  if (fate.action === "restart") return !fate.unit.endsWith(".target") || fate.stoppedBy?.kind !== "list" || old?.text !== fresh?.text;
  if (fate.action !== "start" || isFstabChange(fate.unit, fstab)) return true;
  return fresh !== void 0 && (fate.after === "active" || old?.text !== fresh.text);
}
function causesOf2(fate, { sources, stamps }) {
  const causes = [...fateCauses(fate, sources)];
  if (fate.comparison === void 0 || fate.action === "left-stopped" || !mayBeStamps(causes)) return causes;
  if (!isStampChange(fate.unit, { sources, stamps })) return causes;
  return causes.map((cause) => ({ ...cause, kind: "stamp" }));
}
function planScope(sides, request) {
  const { scope } = request;
  const prediction = predict2(sides, scope);
  const sources = hostSources(sides, request);
  const { oldUnits, newUnits } = sources;
  const stamps = readStamps(sides, sources);
  const diffOf = createUnitDiffer();
  const fates = isSame2(sources) ? [] : prediction.fates.filter((fate) => isNews(sources, fate));
  const acted = fates.map((fate) => {
    const container = (sources.newContainers.get(fate.unit) ?? sources.oldContainers.get(fate.unit))?.[0];
    const action = {
      unit: fate.unit.slice(0, 1024),
      scope,
      action: fate.action,
      ...container === void 0 ? {} : { container: container.name.slice(0, 1024) },
      causes: causesOf2(fate, { sources, stamps }),
      diff: diffOf(fate.unit, { old: oldUnits[fate.unit], new: newUnits[fate.unit] })
    };
    return { action, fate };
  });
  return { prediction, actions: groupActions(acted, { old: sides.old.nixos, new: sides.new.nixos }) };
}
function isUnchanged(units, changes) {
  const stamped = new Set(units.filter(isStampOnly).map(({ unit }) => unit));
  return units.every(isStampOnly) && changes.every(({ unit, change }) => change === "changed" && stamped.has(unit));
}
function planEvaluated({ name, sides, unknown }, options) {
  const containers = { old: containersByUnit(sides.old), new: containersByUnit(sides.new) };
  const system = planScope(sides, { scope: "system", containers });
  const user = planScope(sides, { scope: "user", containers });
  const changes = containerChanges(containers);
  const units = [...system.actions, ...user.actions];
  const dependencies = [system, user].flatMap(({ prediction: prediction2, actions: actions2 }) => unitDependencies(prediction2, actions2)).slice(0, MOST_DEPENDENCIES);
  const plan = {
    name,
    system: sides.new.system,
    status: unknown.length === 0 && isUnchanged(units, changes) ? "unchanged" : "changed",
    switch: { lists: system.prediction.lists, units, ...dependencies.length === 0 ? {} : { dependencies }, ...unknownUnits(unknown) },
    containers: [...changes]
  };
  const { prediction, actions } = system;
  return { value: plan, findings: findRisks({ host: name, sides, containers, prediction, actions, backupCommand: options.backup?.command }) };
}
function unknownUnits(containers) {
  return containers.length === 0 ? {} : { unknown: containers.slice(0, 1e3).map((name) => `container@${name}.service`.slice(0, 1024)) };
}
function planOneSided(pair) {
  const old = containersByUnit(pair.base);
  const fresh = containersByUnit(pair.head);
  if (pair.status === "left-out") return { name: pair.name, status: "unchanged", isLeftOut: true, containers: [] };
  const status = pair.status === "added" || pair.status === "removed" ? pair.status : "failed";
  const system = (pair.head ?? pair.base)?.system;
  const containers = status === "failed" ? [] : [...containerChanges({ old, new: fresh })];
  return { name: pair.name, ...system === void 0 ? {} : { system }, status, ...pair.isBaseUnknown === true ? { isBaseUnknown: true } : {}, containers };
}
function planHost(pair, options) {
  const { name, base, head, unknown = [] } = pair;
  if (base !== void 0 && head !== void 0) return planEvaluated({ name, sides: { old: base, new: head }, unknown }, options);
  return { value: planOneSided(pair), findings: [] };
}
function planHosts(pairs, options = {}) {
  const plans = pairs.map((pair) => planHost(pair, options));
  const findings = plans.flatMap((plan) => plan.findings);
  return { value: plans.map((plan) => plan.value), findings };
}

// src/switch/policy/compose-containers.ts
function composeContainers(project) {
  return [...project?.services.values() ?? []].map((service) => ({
    name: service.name,
    unit: "",
    scope: "system",
    kind: "oci",
    engine: "docker",
    isBuilt: service.keys.entries.has("build") || !service.keys.entries.has("image"),
    state: serviceState(service),
    place: service.keys.entries.get("image")?.place ?? service.place
  }));
}

// src/switch/policy/container-powers.ts
var SOCKETS = /^(?:\/var)?\/run\/(?:(?:user\/[^/]+\/)?(?:docker|podman\/podman)\.sock|containerd\/containerd\.sock|docker\/containerd\/containerd\.sock)$/;
var FOLDERS2 = /* @__PURE__ */ new Set(["/", "/run", "/var", "/var/run", "/run/podman", "/var/run/podman", "/run/containerd", "/var/run/containerd"]);
function holdsSocket(source) {
  const path = source.length > 1 ? source.replace(/\/+$/, "") : source;
  return SOCKETS.test(path) || FOLDERS2.has(path === "" ? "/" : path);
}
function flagValues(words2, flags) {
  return words2.flatMap((word, index) => {
    if (flags.includes(word)) return words2[index + 1] ?? [];
    const flag = flags.find((one) => word.startsWith(one.startsWith("--") ? `${one}=` : one));
    return flag === void 0 ? [] : word.slice(flag.length).replace(/^=/, "");
  });
}
function mountSource(mount) {
  const fields = mount.split(",").map((field) => field.split("="));
  return fields.find(([name]) => name === "source" || name === "src")?.[1] ?? "";
}
function boundSources({ volumes, extraOptions }) {
  const words2 = [...volumes, ...flagValues(extraOptions, ["-v", "--volume"])].map((volume) => volume.split(":")[0] ?? "");
  return [...words2, ...flagValues(extraOptions, ["--mount"]).map(mountSource)];
}
function isPrivileged(state) {
  return state["privileged"] === true || state.extraOptions.some((option) => /^--privileged(?:=(?:true|1))?$/i.test(option));
}
function publishedToAll(container) {
  const open = publishedPorts(container).filter(({ address }) => address === "" || address === "0.0.0.0" || address === "::");
  const named = open.map(({ port, protocol }) => `${port}/${protocol}`);
  const isAll = container.kind !== "nspawn" && container.state.extraOptions.some((option) => /^(?:-P|--publish-all(?:=true)?)$/.test(option));
  return [...new Set(isAll ? [...named, "every port that the image exposes"] : named)];
}
function texts(value) {
  const list = Array.isArray(value) ? value : [];
  return list.filter((entry) => typeof entry === "string");
}
function nspawnPowers(container) {
  const { state } = container;
  const capabilities = [...texts(state["additionalCapabilities"]), ...flagValues(texts(state["extraFlags"]), ["--capability"])];
  const sources = Object.entries(state.bindMounts ?? {}).map(([path, mount]) => mount.hostPath ?? path);
  return [
    ...capabilities.includes("all") ? [{ kind: "privileged", detail: "" }] : [],
    ...sources.filter(holdsSocket).map((detail) => ({ kind: "engine-socket", detail })),
    ...publishedToAll(container).map((detail) => ({ kind: "published-to-all", detail }))
  ];
}
function containerPowers(container) {
  if (container.kind === "nspawn") return nspawnPowers(container);
  const { state, scope } = container;
  const ports = scope === "nested" ? [] : publishedToAll(container);
  return [
    ...isPrivileged(state) ? [{ kind: "privileged", detail: "" }] : [],
    ...isOnHostNetwork(state) ? [{ kind: "host-network", detail: "" }] : [],
    ...[...new Set(boundSources(state).filter(holdsSocket))].map((detail) => ({ kind: "engine-socket", detail })),
    ...ports.map((detail) => ({ kind: "published-to-all", detail }))
  ];
}

// src/switch/policy/find-breaches.ts
var POLICY_CODES = {
  "pinned": "policy-unpinned",
  "registries": "policy-registry",
  "privileged": "policy-privileged",
  "host-network": "policy-host-network",
  "engine-socket": "policy-engine-socket",
  "published-to-all": "policy-published"
};
function nameTest(patterns) {
  const expressions = patterns.map((pattern) => new RegExp(`^${pattern.split("*").map((part) => part.replaceAll(/[\\^$.*+?()[\]{}|/]/g, String.raw`\$&`)).join(".*")}$`));
  return (name) => expressions.some((expression) => expression.test(name));
}
function registryTest(patterns) {
  const isImage = imageTest(patterns.map((pattern) => /^!?[^/]+$/.test(pattern) && /[.:]|^localhost$/.test(pattern) ? `${pattern}/**` : pattern));
  return (image) => patterns.length === 0 || isImage(image);
}
function openInspector(policy) {
  const [isExempt, isAllowed] = [nameTest(policy.exempt), registryTest(policy["allowed-registries"])];
  function imageBreaches(container) {
    if (container.kind === "nspawn" || container.isBuilt || isLocalName(container.state.image)) return [];
    const reference = parseImageReference(container.state.image);
    if (reference === void 0) return [];
    const unpinned = reference.digest === void 0 ? [["pinned", ""]] : [];
    return isAllowed(reference) ? unpinned : [...unpinned, ["registries", reference.registry]];
  }
  return (container) => {
    if (isExempt(container.name)) return [];
    const { kind, scope, owner = "", name } = container;
    const powers = containerPowers(container).map(({ kind: rule, detail }) => [rule, detail]);
    const broken = [...imageBreaches(container), ...powers].filter(([rule]) => policy[rule] !== "off");
    return broken.map(([rule, detail]) => ({ rule, container, detail, key: JSON.stringify([rule, kind === "nspawn", scope, owner, name, detail]) }));
  };
}

// src/switch/policy/tell-breaches.ts
var MOST_FINDINGS = 200;
var MOST_NAMES = 10;
function imageOf2(container) {
  return container.kind === "nspawn" ? "" : familiarImage(container.state.image);
}
function firewallWords({ scope, kind }) {
  if (kind === "nspawn") return "forwarded before the host's firewall looks at them";
  return scope === "user" ? "the host's firewall decides who reaches them" : "the engine opens them past the host's firewall";
}
function wordsOf(rule, { container, details }) {
  const { name } = container;
  switch (rule) {
    case "pinned":
      return { message: `Container ${name} runs ${imageOf2(container)}, which has no digest.`, hint: "Write the digest behind the tag, as in `name:tag@sha256:…`." };
    case "registries":
      return { message: `Container ${name} runs ${imageOf2(container)} from ${details}, which is not among the allowed registries.`, hint: "Take the image from an allowed registry, or have `policy.allowed-registries` changed on the base branch." };
    case "privileged":
      return { message: `Container ${name} is privileged: a program in it can do what root on the host can.`, hint: "Give it the devices and capabilities that it needs instead." };
    case "host-network":
      return { message: `Container ${name} is in the host's own network: it reaches what listens on 127.0.0.1, and what it listens on is the host's.`, hint: "Publish the ports that it needs instead, or open them in the host's firewall on purpose." };
    case "engine-socket":
      return { message: `Container ${name} reaches ${details}: a program in it can start containers as root on the host, also where it is mounted read only.`, hint: "Put a proxy between them that lets only the needed questions through." };
    case "published-to-all":
      return { message: `Container ${name} publishes ${details} to every address of the host; ${firewallWords(container)}.`, hint: "Publish to one address, as in `127.0.0.1:8080:80`, where only this host or a proxy on it asks." };
  }
}
function freshFinding(breaches, { subject, policy }) {
  const [first] = breaches;
  const level = first === void 0 ? "off" : policy[first.rule];
  if (first === void 0 || level === "off") return [];
  const { rule, container } = first;
  const words2 = wordsOf(rule, { container, details: tellSome(breaches.map(({ detail }) => detail), MOST_NAMES) });
  return [toFinding({ ...words2, code: POLICY_CODES[rule], severity: level, host: subject, about: `container ${container.name}`, place: container.place })];
}
function byLevel(policy) {
  const order = ["error", "warning", "info", "off"];
  return (left, right) => order.indexOf(policy[left.rule]) - order.indexOf(policy[right.rule]);
}
function beforeFinding(before2, { subject }) {
  const containers = new Set(before2.map(({ container }) => container));
  const kinds = [...Map.groupBy(before2, ({ rule }) => rule)].map(([rule, breaches]) => `${rule}: ${tellSome([...new Set(breaches.map(({ container }) => container.name))], MOST_NAMES)}`);
  const message = `${containers.size === 1 ? "One container broke" : `${containers.size} containers broke`} the policy before: ${kinds.join("; ")}.`;
  return before2.length === 0 ? [] : [toFinding({ code: "policy-before", severity: "info", host: subject, about: "policy", message, hint: "" })];
}
function tellBreaches({ subject, fresh, before: before2 }, policy) {
  const told = { subject, policy };
  const groups = [...Map.groupBy(fresh.toSorted(byLevel(policy)), ({ rule, container }) => JSON.stringify([rule, container.scope, container.owner, container.name])).values()];
  const findings = groups.slice(0, MOST_FINDINGS).flatMap((group) => freshFinding(group, told));
  const rest = groups.length - findings.length;
  const more = rest > 0 ? [toFinding({ code: "plan-cut", severity: "warning", host: subject, about: "policy", message: `${rest} more breaches of the policy are not told one by one.`, hint: "" })] : [];
  return [...findings, ...more, ...beforeFinding(before2, told)];
}

// src/switch/policy/check-policy.ts
function compare({ subject, ...sides }, inspect) {
  const known = new Set([...sides.old].flatMap(inspect).map(({ key }) => key));
  const all = [...sides.new].flatMap(inspect);
  return { subject, fresh: all.filter(({ key }) => !known.has(key)), before: all.filter(({ key }) => known.has(key)) };
}
function hostSides({ name, base, head }) {
  return head === void 0 ? [] : [{ subject: name, old: containersByUnit(base).values(), new: containersByUnit(head).values() }];
}
function isOnHost({ source }, hosts) {
  const { output } = source;
  const defines = (files) => Object.values(files ?? {}).some((paths) => paths.some((path) => path === output));
  return output !== void 0 && hosts.some(({ head }) => defines(head?.definedIn?.oci));
}
function projectSides(pair) {
  return { subject: pair.source.label, old: composeContainers(pair.base), new: composeContainers(pair.head) };
}
function checkPolicy({ hosts, projects, config: { policy } }) {
  const inspect = openInspector(policy);
  const loose = projects.filter((pair) => pair.head !== void 0 && !isOnHost(pair, hosts));
  return [...hosts.flatMap(hostSides), ...loose.map(projectSides)].flatMap((sides) => tellBreaches(compare(sides, inspect), policy));
}

// src/switch/predict/switch-input.ts
var RunningFile = union([
  array(string()).transform((active) => ({ active, failed: new Array() })),
  object({ active: array(string()), failed: array(string()).default([]) })
]);
var ActivationFile = union([
  array(string()).transform((restart) => ({ restart, reload: new Array() })),
  object({ restart: array(string()).default([]), reload: array(string()).default([]) })
]);
function runningFrom(file) {
  return { active: new Set(file.active), failed: new Set(file.failed) };
}

// src/switch/switch-report.ts
var ReportedUnit = object({
  after: _enum(["active", "inactive"]),
  /** True where its process is a new one. */
  restarted: boolean(),
  action: union([UnitActionKind, literal("keep")]),
  cause: string()
});
var SwitchReport = SwitchLists.extend({ units: record(string(), ReportedUnit), aborts: string().optional() });
function unitStates(set) {
  const wanted = /* @__PURE__ */ new Map();
  for (const { kind, unit, to } of set.links) if (kind === "wants") wanted.set(to, [...wanted.get(to) ?? [], unit]);
  const names2 = [...set.files.keys(), ...[...set.dropIns.keys()].filter((name) => hasDropIn(set, name))];
  return Object.fromEntries(
    names2.map((name) => {
      const texts2 = [set.files.get(name), ...set.dropIns.get(name) ?? []].flatMap((file) => file?.kind === "text" ? [file.text] : []);
      const lists = { aliases: [], requiredBy: [], upheldBy: [], wantedBy: wanted.get(name) ?? [] };
      const enable = set.files.get(name)?.kind !== "masked";
      return [name, { text: texts2.join("\n"), enable, overrideStrategy: "asDropinIfExists", ...lists, files: {} }];
    })
  );
}
function abortText({ abort }) {
  if (abort === void 0) return void 0;
  if (abort.kind === "reload-lost") return `${abort.unit} cannot be reloaded once it is stopped; nothing is started again`;
  return abort.units.map(({ unit, reason }) => `${unit} cannot be read: ${reason}`).join("; ");
}
function sourcesOf({ old, new: fresh }, states) {
  if (states === void 0) {
    const fstab = old.fstab === void 0 || fresh.fstab === void 0 ? {} : { fstab: { old: old.fstab, new: fresh.fstab } };
    return { ...unitSources(unitStates(old), unitStates(fresh)), ...fstab };
  }
  const containers = { old: containersByUnit(states.old), new: containersByUnit(states.new) };
  return hostSources(states, { scope: "system", containers });
}
function reportSwitch(input, states) {
  const prediction = planSwitch(input);
  const sources = sourcesOf(input, states);
  const moved = prediction.fates.filter((fate) => fate.before === "active" || fate.after === "active").map((fate) => {
    const cause = fateCauses(fate, sources).map(({ text }) => text).join("; ");
    return [fate.unit, { after: fate.after, restarted: fate.restarted, action: fate.action, cause }];
  });
  const kept = prediction.kept.map((unit) => [unit, { after: "active", restarted: false, action: "keep", cause: "" }]);
  const aborts2 = abortText(prediction);
  return { ...prediction.lists, units: Object.fromEntries([...moved, ...kept]), ...aborts2 === void 0 ? {} : { aborts: aborts2 } };
}
var VERBS2 = {
  "stop": "stop",
  "start": "start",
  "restart": "restart",
  "reload": "reload",
  "skip": "keep the old version of",
  "left-stopped": "leave stopped"
};
function formatSwitchReport({ units, aborts: aborts2 }) {
  const lines = Object.entries(units).flatMap(([unit, { action, cause }]) => action === "keep" ? [] : [`${VERBS2[action]} ${unit}: ${cause}`]);
  const all = [...aborts2 === void 0 ? [] : [`the switch ends early: ${aborts2}`], ...lines];
  return all.length === 0 ? "nothing changes\n" : `${all.join("\n")}
`;
}

export {
  databaseOf,
  compareReleases,
  hostUnits,
  assumeRunning,
  withFstabs,
  isStampOnly,
  HostPlan,
  parseFstab,
  unifiedDiff,
  lineChanges,
  planHosts,
  checkPolicy,
  RunningFile,
  ActivationFile,
  runningFrom,
  reportSwitch,
  formatSwitchReport
};
