import { createRequire as __createRequire } from "node:module";
const require = __createRequire(import.meta.url), __filename = import.meta.filename, __dirname = import.meta.dirname;
import {
  Place,
  StowplanError,
  _enum,
  array,
  boolean,
  literal,
  object,
  record,
  string,
  union
} from "./chunk-2G4XEMFZ.js";

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
function mountUnitOf(path) {
  const parts = path.split("/").filter((part) => part !== "" && part !== ".");
  if (parts.length === 0) return "-.mount";
  const escaped = parts.map((part) => part.replace(/[^A-Za-z0-9:_.]/gu, escapeByte)).join("-");
  return `${escaped.startsWith(".") ? `\\x2e${escaped.slice(1)}` : escaped}.mount`;
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
  OnFailure: "mentions",
  OnSuccess: "mentions",
  PropagatesReloadTo: "mentions",
  ReloadPropagatedFrom: "mentions",
  JoinsNamespaceOf: "mentions"
};
var SYSTEMD_OWN = /\.(?:target|slice|mount|automount|swap|device|scope)$|^(?:systemd-|initrd-|dbus|getty@|autovt@|serial-getty@|console-getty|container-getty@|user@|user-runtime-dir@|modprobe@|kmod-|ldconfig|quota|rescue|emergency|debug-shell|tmp\.|syslog\.socket|proc-sys-)/;
var SETTINGS = ["Type", "RemainAfterExit", "ExecStart", "ExecStartPre", "RefuseManualStart", "RefuseManualStop", "StopWhenUnneeded", "Accept"];
var GIVING = {
  "Service.Sockets": "wants",
  "Service.Slice": "requires",
  "Timer.Unit": "mentions",
  "Path.Unit": "mentions",
  "Socket.Service": "mentions"
};
var PATHS = /* @__PURE__ */ new Set(["Unit.RequiresMountsFor", "Service.WorkingDirectory", "Service.RootDirectory"]);
var WANTED_KEYS = /* @__PURE__ */ new Set([
  ...Object.keys(KINDS),
  ...SETTINGS,
  ...[...Object.keys(GIVING), ...PATHS].map((name) => name.slice(name.indexOf(".") + 1))
]);
function mountDependencies(set, path) {
  const mounts = path.includes("/") ? mountUnitsAbove(path.replace(/^[-!~]+/, "")) : [];
  return mounts.filter((mount) => findFile(set, mount)?.kind === "text").map((to) => ({ kind: "requires", to }));
}
function writtenDependencies(set, { unit, lines }) {
  return lines.flatMap(({ section, key, value }) => {
    const name = `${section}.${key}`;
    const kind = section === "Unit" ? KINDS[key] : GIVING[name];
    if (kind === void 0 && !PATHS.has(name)) return [];
    const words2 = splitWords(value).map((word) => expandSpecifiers(word, unit));
    return kind === void 0 ? words2.flatMap((path) => mountDependencies(set, path)) : words2.map((to) => ({ kind, to }));
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
  const own = findFile(set, unit);
  const base = own === void 0 && template !== void 0 ? findFile(set, template) : own;
  const dropIns = [...template === void 0 ? [] : set.dropIns.get(template) ?? [], ...set.dropIns.get(unit) ?? []];
  return [base, ...dropIns].flatMap((file) => file?.kind === "text" ? [file.text] : []);
}
function presenceOf(set, unit) {
  const template = templateOf(unit);
  const file = findFile(set, unit) ?? (template === void 0 ? void 0 : findFile(set, template));
  if (file !== void 0) return file.kind === "masked" ? "masked" : "present";
  if (set.absent?.has(unit) === true) return "missing";
  return !set.isComplete || SYSTEMD_OWN.test(unit) ? "unknown" : "missing";
}
function activatedBy(unit, settings) {
  if (!unit.endsWith(".socket") || isOn(settings, "Socket.Accept")) return void 0;
  return settings.get("Socket.Service") ?? `${splitUnitName(unit).prefix}.service`;
}
function viewUnit(set, { unit, cache }) {
  const presence = presenceOf(set, unit);
  const lines = (presence === "masked" ? [] : textsOf(set, unit)).flatMap((text) => {
    const read = cache.get(text) ?? readUnitLines(text, WANTED_KEYS);
    cache.set(text, read);
    return read;
  });
  const settings = settingsOf(lines);
  const activates = activatedBy(unit, settings);
  return {
    unit,
    presence,
    dependencies: writtenDependencies(set, { unit, lines }),
    staysActive: settings.get("Service.Type") !== "oneshot" || isOn(settings, "Service.RemainAfterExit"),
    refusesStart: isOn(settings, "Unit.RefuseManualStart"),
    refusesStop: isOn(settings, "Unit.RefuseManualStop"),
    stopsWhenUnneeded: isOn(settings, "Unit.StopWhenUnneeded"),
    failsToStart: failsToStart(settings),
    ...activates === void 0 ? {} : { activates }
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
function buildGraph(set, { names, cache = /* @__PURE__ */ new Map() }) {
  const links = linkDependencies(set);
  const units = /* @__PURE__ */ new Map();
  const dependents = /* @__PURE__ */ new Map();
  const queue = [...set.files.keys(), ...names, ...links.keys()].filter((name) => !isTemplate(name));
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

// src/switch/causes/data-changes.ts
function isRecord(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
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
  const option2 = /^(--?[\w-]+)(?:=([^=:]*)[=:]?)?/.exec(entry);
  if (option2 !== null) return option2[0];
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
    const texts = (value) => isList(value) ? value.map((entry) => toText(entry) ?? "") : [];
    return changedEntries(path, { old: texts(old), new: texts(fresh) });
  }
  const [before2, after] = [toText(old), toText(fresh)];
  return before2 === after ? [] : [leaf(path, { old: before2, new: after, isEntry: false })];
}

// src/switch/host-containers.ts
function placeIn(files) {
  const file = files?.[0];
  return file === void 0 ? {} : { place: { file } };
}
function containersByUnit(host) {
  if (host === void 0) return /* @__PURE__ */ new Map();
  const backend = host.ociBackend ?? "podman";
  const oci = Object.entries(host.ociContainers).map(([name, state]) => {
    const unit = `${state.serviceName ?? `${backend}-${name}`}.service`;
    return { kind: "oci", name, unit, state, ...placeIn(host.definedIn?.oci[name]) };
  });
  const nspawn = Object.entries(host.nspawnContainers).map(([name, state]) => {
    return { kind: "nspawn", name, unit: `container@${name}.service`, state, ...placeIn(host.definedIn?.nspawn[name]) };
  });
  return new Map([...oci, ...nspawn].map((container) => [container.unit, container]));
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
  if (container.kind === "oci") {
    const named = container.state.volumes.filter((volume) => volume.includes(":") && !isReadOnly(volume));
    return [...new Set(named.map(sourceOf))].filter((source) => !NO_DATA.test(source));
  }
  const mounts = Object.entries(container.state.bindMounts ?? {}).filter(([, mount]) => mount["isReadOnly"] === false);
  return [...new Set(mounts.map(([path, mount]) => mount.hostPath ?? path))].filter((source) => !NO_DATA.test(source));
}

// src/switch/container-changes.ts
function imageOf(container) {
  return container?.kind === "oci" ? container.state.image.slice(0, 4096) : void 0;
}
function changeOf(unit, { old, new: fresh }) {
  const either = fresh ?? old;
  if (either === void 0) return [];
  if (old !== void 0 && fresh !== void 0 && changedData({ old: old.state, new: fresh.state }).length === 0) return [];
  const [before2, after] = [imageOf(old), imageOf(fresh)];
  return [
    {
      name: either.name.slice(0, 1024),
      kind: either.kind,
      change: old === void 0 ? "added" : fresh === void 0 ? "removed" : "changed",
      unit: unit.slice(0, 1024),
      image: { ...before2 === void 0 ? {} : { old: before2 }, ...after === void 0 ? {} : { new: after } },
      volumes: [.../* @__PURE__ */ new Set([...persistentVolumes(old), ...persistentVolumes(fresh)])].slice(0, 1e3).map((volume) => volume.slice(0, 4096))
    }
  ];
}
function containerChanges({ old, new: fresh }) {
  const units = [.../* @__PURE__ */ new Set([...old.keys(), ...fresh.keys()])];
  const changes = units.flatMap((unit) => changeOf(unit, { old: old.get(unit), new: fresh.get(unit) }));
  return changes.sort((left, right) => left.name < right.name ? -1 : left.name > right.name ? 1 : 0);
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
function sectionNeedsRestart(pairs2) {
  const added = pairs2.filter((pair) => pair.old === void 0);
  const isForeign = (pair) => pair.section !== "Unit" && pair.section !== "Service";
  const isForeignChange = pairs2.some((pair) => (pair.old === void 0 || pair.new === void 0) && isForeign(pair));
  const isEmptyService = pairs2.some(
    (pair) => pair.section === "Service" && (pair.old === void 0 && pair.new?.size === 0 || pair.new === void 0 && pair.old?.size === 0)
  );
  return added.length > 1 || isForeignChange || isEmptyService;
}
function compareUnits(old, fresh) {
  const names = /* @__PURE__ */ new Set([...old.keys(), ...fresh.keys()]);
  const pairs2 = [...names].map((section) => ({ section, old: old.get(section), new: fresh.get(section) }));
  const differences = pairs2.flatMap(compareSection);
  const weights = new Set(differences.map((difference) => difference.weight));
  if (weights.has("restart") || sectionNeedsRestart(pairs2)) return { result: "restart", differences };
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
  for (let quote = peek(cursor); quote === '"' || quote === "'"; quote = peek(cursor)) {
    cursor.position++;
    const part = readUntil(cursor, quote);
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
function readTexts(texts) {
  const content = /* @__PURE__ */ new Map();
  for (const file of texts.map(parseIni)) {
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
      const texts = textsOf2(set, name);
      const key = texts.length === 1 ? texts[0] ?? "" : texts.join("\0");
      const read = known.get(key) ?? readTexts(texts);
      known.set(key, read);
      if (read.reason !== void 0) broken.set(name.unit, { unit: name.unit, reason: read.reason });
      return read.content;
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

// src/secret-forms.ts
var KNOWN_SECRETS = [
  /-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z ]*PRIVATE KEY-----|$)/g,
  /\b(?:gh[pousr]_\w{20,}|github_pat_\w{20,}|glpat-[\w-]{16,}|xox[abprs]-[\w-]{10,}|A(?:KIA|SIA)[A-Z0-9]{16})/g,
  /\b(?:[srp]k_(?:live|test)_\w{10,}|sk-[\w-]{20,}|eyJ[\w-]{8,4096}\.[\w-]{4,}(?:\.[\w-]*)?|AGE-SECRET-KEY-1[A-Z0-9]{20,})/g,
  /\${1,2}(?:2[aby]|apr1|argon2(?:id|i|d)|[156y])\$[^\s"':,]{8,}/g,
  /(?<=hooks\.slack\.com\/services\/)[\w/-]+/g,
  /(?<=discord(?:app)?\.com\/api\/webhooks\/)[\w/-]+/g
];
var USER_INFO = /(?<=\b[a-z][a-z0-9+.-]{0,30}:\/\/[^\s/:@'"]{0,256}:)[^\s/'"]+(?=@)/gi;
var BARE_USER_INFO = /(?<=(?<![\w/.@:+-])(?!(?:mailto|acct|xmpp|sips?|sha\d+):)[\w.+-]{1,64}:)[^\s/'":@]{1,256}(?=@(?!sha\d+:)[\w.-]{1,253}(?:[/(]|:\d))/g;
var PUBLIC = [
  String.raw`\/nix\/store\/[a-z0-9]{32}-[^\s"':;]*`,
  String.raw`\bsha(?:256|384|512)[:-][A-Za-z0-9+/=]+`,
  String.raw`\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b`,
  String.raw`\b(?:rev|revision|commit)\b["']?\s{0,4}[=: ]\s{0,4}["']?[0-9a-f]{40}\b`,
  String.raw`\b(?:github|gitlab|sourcehut):[\w.~-]+\/[\w.-]+\/[0-9a-f]{40}\b`
].join("|");
var PUBLIC_OR_RUN = new RegExp(String.raw`(?<public>${PUBLIC})|(?<![A-Za-z0-9+/_-])[A-Za-z0-9+/_-]{20,}={0,2}`, "gi");
function entropy(text) {
  const counts = /* @__PURE__ */ new Map();
  for (const character of text) counts.set(character, (counts.get(character) ?? 0) + 1);
  return [...counts.values()].reduce((sum, count) => sum - count / text.length * Math.log2(count / text.length), 0);
}
function looksRandom(run) {
  if (/^[0-9a-f]{32,}$/i.test(run)) return entropy(run) > 3;
  const turns = run.match(/(?<=[a-z])[A-Z]|(?<=[a-zA-Z])[0-9]|(?<=[0-9])[a-zA-Z]/g)?.length ?? 0;
  const digits = run.match(/[0-9]/g)?.length ?? 0;
  return digits >= 2 && turns / run.length >= 0.28 && entropy(run) > 3.4;
}
function replaceKnownForms(text, replace) {
  const inUrls = text.includes("://") ? text.replace(USER_INFO, replace) : text;
  const inAddresses = inUrls.includes("@") ? inUrls.replace(BARE_USER_INFO, replace) : inUrls;
  return KNOWN_SECRETS.reduce((rest, form) => rest.replace(form, replace), inAddresses);
}
function replaceRandomRuns(text, replace) {
  return text.replace(PUBLIC_OR_RUN, (run, isPublic) => isPublic === void 0 && looksRandom(run) ? replace(run) : run);
}

// src/secret-names.ts
var SECRET_PARTS = ["PASSWORD", "PASSWD", "PASSPHRASE", "REQUIREPASS", "MASTERAUTH", "SECRET", "TOKEN", "CREDENTIAL", "APIKEY", "PRIVATEKEY", "ACCESSKEY"];
var SECRET_WORDS = /* @__PURE__ */ new Set(["PASS", "PWD", "PW", "KEY", "KEYS", "PSK", "PIN", "BEARER", "SALT", "HMAC", "JWT", "DSN", "OTP", "TOTP"]);
var POINTERS = /* @__PURE__ */ new Set([
  "FILE",
  "FILES",
  "PATH",
  "DIR",
  "NAME",
  "HEADER",
  "TTL",
  "EXPIRY",
  "EXPIRATION",
  "LIFETIME",
  "ENABLED",
  "LENGTH",
  "ALGORITHM",
  "URL",
  "TYPE",
  "STDIN"
]);
var PLAIN_VALUE = /^(?:|true|false|yes|no|on|off|null|none)$/i;
function wordsOf(name) {
  const spaced = name.replace(/([a-z0-9])([A-Z])/g, "$1_$2");
  return spaced.toUpperCase().split(/[^A-Z0-9]+/).filter((word) => word !== "");
}
var HINT = /pass|pw|secret|token|key|cred|psk|pin|bearer|salt|hmac|jwt|dsn|otp|auth/i;
function isSecretName(name) {
  if (!HINT.test(name)) return false;
  const words2 = wordsOf(name);
  const last = words2.at(-1) ?? "";
  if (POINTERS.has(last)) return false;
  if (last === "AUTH") return true;
  const joined = words2.join("");
  return words2.some((word) => SECRET_WORDS.has(word)) || SECRET_PARTS.some((part) => joined.includes(part));
}
function isEverydayWord(name) {
  return /^(?:keys?|pins?|salt|tokens?|secrets?|credentials?|pass)$/i.test(name);
}
function isPlainValue(value) {
  return PLAIN_VALUE.test(value);
}

// src/secret-openers.ts
var GAP = String.raw`(?:(?:\\?["'])?,?[ \t]{1,64}(?:\\\n[-+ ]?[ \t]{0,64})?|\\?["'],?[ \t]{0,64}\n[-+ ]?[ \t]{0,64}|\\?["'],(?=\\?["']))`;
var WORD_START = String.raw`(?<=^|[\s"'([=])`;
var NAME = String.raw`(?<name>[\w.][\w.-]{0,255})`;
var LINE_START = String.raw`(?<=^[-+ ]?[ \t]{0,64}(?:- )?)`;
var NO_BLOCK = String.raw`(?![\s[{(<])`;
function opener(form, rest = {}) {
  return { form: new RegExp(form, "gm"), ...rest };
}
function isHeaderName(name) {
  return isSecretName(name) && !isEverydayWord(name);
}
function option(letter, { isAttached = false } = {}) {
  return String.raw`${WORD_START}-${letter}(?:=|${GAP}${isAttached ? `|(?=[^\\s"'])` : ""})(?!-)`;
}
var NAMED = [
  // NAME=value, "NAME=value with blanks", --name=value, x[name]=value
  opener(String.raw`(?<![\w.-])(?<quote>\\?["'])?-{0,8}${NAME}\]?[+?:]?=(?![=\s])`, { isSecret: isSecretName }),
  // --name value
  opener(String.raw`${WORD_START}--?(?<name>[A-Za-z][\w-]{0,63})${GAP}(?![-\])}|;&<>])`, { isSecret: isSecretName }),
  // "name": "value"
  opener(String.raw`\\?["']${NAME}\\?["'][ \t]{0,8}:[ \t]{0,8}${NO_BLOCK}`, { isSecret: isSecretName }),
  // name = "value"
  opener(String.raw`(?<![\w.-])${NAME}(?:\\?["'])?[ \t]{1,8}=[ \t]{0,8}(?=\\?["'])`, { isSecret: isSecretName }),
  // name = value, name: value, on a line of their own
  opener(String.raw`${LINE_START}${NAME}[ \t]{0,8}(?:=|:(?=[ \t]))[ \t]{0,8}${NO_BLOCK}(?=[^\s;]{1,4096}$)`, { isSecret: isSecretName }),
  // Name: value, but no sentence
  opener(String.raw`(?<![\w.-])${NAME}:[ \t]{1,8}${NO_BLOCK}(?![a-z]{1,64},? [a-z])`, { isSecret: isHeaderName }),
  // ${NAME:-value}
  opener(String.raw`\$\{(?<name>[A-Za-z_]\w{0,127}):?[-=+](?=[^}\s])`, { isSecret: isSecretName })
];
var HEADERS = [
  opener(String.raw`(?<![A-Za-z])(?:[Aa]uthorization|AUTHORIZATION|[Cc]ookie)\\?["']?[ \t]{0,8}[:=][ \t]{0,8}\\?["']?(?:(?:Bearer|Basic|Token|Bot|Digest|ApiKey|Negotiate)[ \t]{1,8})?(?=[^\s"'])`),
  // A scheme whose header's name is written elsewhere.
  opener(String.raw`(?<![\w-])(?:Bearer|Basic)[ \t]{1,8}(?=[^\s"']{0,64}[0-9=])`)
];
var ENGINE_LOGIN = /\blogin\b/;
var MYSQL = /\b(?:mysql|mariadb)(?:dump|admin|check|import|-\w+)?\b/;
var PROGRAMS = [
  opener(String.raw`${WORD_START}(?:-[a-zA-Z]{0,8}[uU]|--(?:proxy-)?user)(?:=|${GAP})?(?<quote>\\?["'])?[^\s:"'-][^\s:"']{0,127}:(?=[^\s"'])`, { after: /\b(?:curl|xh|https?|httpie)\b/, isNoNumber: true }),
  opener(option("a"), { after: /\b(?:redis|valkey|keydb)-cli\b/ }),
  opener(String.raw`${WORD_START}-p(?=[^\s"'])`, { after: MYSQL }),
  opener(option("p", { isAttached: true }), { after: /\b(?:sshpass|7za?|mongo\w{0,16})\b/ }),
  opener(option("p"), { after: ENGINE_LOGIN }),
  opener(option("w"), { after: /\bldap\w{1,16}\b/ }),
  opener(option("P"), { after: /\b(?:mosquitto_\w{1,8}|unzip|zip)\b/ }),
  opener(String.raw`${WORD_START}-U${GAP}?(?<quote>\\?["'])?[^\s%"']{1,128}%(?=[^\s"'])`, { after: /\b(?:smbclient|rpcclient|net)\b/ }),
  opener(String.raw`\bhtpasswd[ \t]{1,8}-(?:[A-Za-z]{0,8}n[A-Za-z]{0,8}[ \t]{1,8}|[A-Za-z]{0,8}b[A-Za-z]{0,8}[ \t]{1,8}\S{1,256}[ \t]{1,8})\S{1,128}[ \t]{1,8}`),
  opener(String.raw`\b(?:add_user|change_password|authenticate_user)[ \t]{1,8}\S{1,128}[ \t]{1,8}`, { after: /\brabbitmqctl\b/ }),
  opener(String.raw`(?<=[\s"'=])pass:(?=[^\s"'])`, { after: /\bopenssl\b/ }),
  opener(String.raw`${WORD_START}(?:requirepass|masterauth)[ \t]{1,8}`),
  opener(String.raw`\blogin\s{1,8}\S{1,128}\s{1,8}password\s{1,8}`),
  opener(String.raw`\b(?:IDENTIFIED\s{1,8}(?:WITH\s{1,8}\S{1,64}\s{1,8})?BY|PASSWORD)\s{1,8}(?=')`),
  // What a pipe or here-string gives to a program that reads a secret.
  opener(String.raw`\b(?:echo|printf)(?:[ \t]{1,8}-[neE]{1,3}|[ \t]{1,8}'%s(?:\\n)?'){0,2}[ \t]{1,8}(?=[^|\n]{1,256}\|[^\n]{0,128}(?:-stdin\b|-fd\b|\bchpasswd\b|\bpasswd\b|\bsudo\b|\bcryptsetup\b|\bsmbpasswd\b))`),
  opener(String.raw`(?:-stdin|\bchpasswd|\bcryptsetup)\b[^\n<]{0,128}<<<[ \t]{0,8}`)
];
var OPENERS = [...NAMED, ...HEADERS, ...PROGRAMS];

// src/secret-places.ts
var WORD = new RegExp(
  [
    String.raw`\\"(?<escaped>(?:[^"\\\n]|\\[^"\n]){0,4096})\\"`,
    String.raw`''(?<indented>[^'\s](?:[^']|'(?!')){0,4096})''`,
    String.raw`"(?<double>(?:[^"\\]|\\[\s\S]){0,4096})"(?![\w$])`,
    String.raw`'(?<single>(?:[^']|'\\''){0,4096})'(?![\w$])`,
    String.raw`(?<plain>(?:^["'](?=\w)|[^\s"'\\]|\\[^\n"']|"(?=[\w$])[^"\n]{0,4096}"|'(?=[\w$])[^'\n]{0,4096}')+)`
  ].join("|"),
  "y"
);
var REST = {
  '"': /(?:[^"\\\n]|\\.){0,65536}(?=")/y,
  "'": /(?:[^'\n]|'\\''){0,65536}(?=')/y,
  '\\"': /(?:[^"\\\n]|\\[^"\n]){0,65536}(?=\\")/y,
  "\\'": /[^'\\\n]{0,65536}(?=\\')/y
};
var REFERENCE = /^(?:\$\w+(?:\/[^\s=]*)?$|\\?\$\{\w+(?:\.[\w."'-]+|:?\?[^{}]*)?\}(?:\/[^\s=]*)?$|%d\/[^\s=]*$|\/(?:run|etc|var|nix|srv|root|home|mnt|opt|usr)\/[\w./@-]*$)/;
var NO_VALUE = /\$\(|`|\[hidden/y;
var TAIL = /[;,|&]+$/;
var CLOSING_TAIL = /[;,)\]}|&]+$/;
var LINE_REACH = 300;
function matchAt(pattern, { text, start }) {
  pattern.lastIndex = start;
  return pattern.exec(text);
}
function valueAt(place, quote) {
  const rest = quote === void 0 ? void 0 : REST[quote];
  const quoted = rest === void 0 ? void 0 : matchAt(rest, place)?.[0];
  if (quoted !== void 0) return { text: quoted, start: place.start };
  const word = matchAt(WORD, place);
  if (word === null) return void 0;
  const plain2 = word.groups?.["plain"];
  if (plain2 !== void 0) return { text: plain2.replace(/[([{]/.test(plain2) ? TAIL : CLOSING_TAIL, ""), start: place.start };
  const text = word.slice(1).find(Boolean) ?? "";
  return { text, start: place.start + word[0].indexOf(text) };
}
function lineBefore(text, end) {
  const reach = text.slice(Math.max(0, end - LINE_REACH), end);
  return /(?:[^\n]|(?<=[\\"',][ \t]{0,8})\n)*$/.exec(reach)?.[0] ?? "";
}
function isOpen({ isSecret: isSecret2, after }, { name, before: before2 }) {
  return isSecret2 === void 0 ? after === void 0 || after.test(before2()) : isSecret2(name);
}
function isShown({ isNoNumber = false }, value) {
  return isPlainValue(value) || value.startsWith("[hidden") || REFERENCE.test(value) || isNoNumber && /^\d+$/.test(value);
}
function replaceAfter(text, { opener: opener2, replace }) {
  let result = "";
  let [done, end] = [0, -1];
  let quote;
  for (const match of text.matchAll(opener2.form)) {
    const start = match.index + match[0].length;
    quote = match.groups?.["quote"] ?? (match.index === end ? quote : void 0);
    end = start;
    if (match.index < done || !isOpen(opener2, { name: match.groups?.["name"] ?? "", before: () => lineBefore(text, start) })) continue;
    if (matchAt(NO_VALUE, { text, start }) !== null) continue;
    const value = valueAt({ text, start }, quote);
    if (value === void 0 || isShown(opener2, value.text)) continue;
    result += text.slice(done, value.start) + replace(value.text);
    done = value.start + value.text.length;
  }
  return result + text.slice(done);
}
function replaceByPlace(text, replace) {
  return OPENERS.reduce((rest, opener2) => replaceAfter(rest, { opener: opener2, replace }), text);
}

// src/secrets.ts
var HIDDEN = "[hidden]";
var HIDDEN_CHANGED = "[hidden, changed]";
function replaceSecrets(text, replace) {
  return replaceRandomRuns(replaceKnownForms(replaceByPlace(text, replace), replace), replace);
}
function hideSecrets(text) {
  return replaceSecrets(text, () => HIDDEN);
}
function hideNamedSecrets(text) {
  return replaceKnownForms(replaceByPlace(text, () => HIDDEN), () => HIDDEN);
}
function hideSecretsOfPair({ old, new: fresh }) {
  const earlier = /* @__PURE__ */ new Set();
  const hiddenOld = replaceSecrets(old, (secret) => {
    earlier.add(secret);
    return HIDDEN;
  });
  return { old: hiddenOld, new: replaceSecrets(fresh, (secret) => earlier.has(secret) ? HIDDEN : HIDDEN_CHANGED) };
}
function isSecret(name, value) {
  if (value === "") return false;
  return isSecretName(name) && !isPlainValue(value) || replaceRandomRuns(replaceKnownForms(value, () => ""), () => "") === "";
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
  const line = text.replace(/\s+/g, " ").trim();
  return line.length <= length ? line : `${line.slice(0, length - 1)}…`;
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
function splitEnvironment(value) {
  const [, name, rest] = /^([A-Za-z_]\w*)=(.*)$/s.exec(value ?? "") ?? [];
  return name === void 0 || rest === void 0 ? {} : { name, value: rest };
}
function pairValues({ key, old, new: fresh }) {
  const [before2, after] = [listValues(old), listValues(fresh)];
  const [inBefore, inAfter] = [new Set(before2), new Set(after)];
  const added = /* @__PURE__ */ new Map();
  const nameOf2 = (value) => key === "Environment" ? splitEnvironment(value).name ?? "" : key;
  for (const value of after.filter((entry) => !inBefore.has(entry))) added.set(nameOf2(value), [...added.get(nameOf2(value)) ?? [], value]);
  const gone = before2.filter((entry) => !inAfter.has(entry)).map((value) => {
    const partner = added.get(nameOf2(value))?.shift();
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
  if (pair.options.has(WRITTEN_FROM.get(difference.key) ?? "")) return [];
  const scripts = scriptCauses(pair, difference);
  if (scripts !== void 0) return scripts;
  const { causes: packages, isAll } = pair.packages(before2, after);
  if (!isAll) return [...valueCauses(difference), ...packages];
  if (packages.length > 0 || isExplained(pair)) return packages;
  return [toCause({ kind: "script", subject: storeName(after) ?? difference.key, label: `content of ${storeName(after) ?? difference.key}` })];
}

// src/image-reference.ts
var DEFAULT_REGISTRY = "docker.io";
var MAXIMUM_PATH = 255;
var REGISTRY = /^(?:[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?(?:\.[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?)*|\[[a-fA-F0-9:]+\])(?::[0-9]+)?$/;
var PATH_COMPONENT = /^[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*$/;
var TAG = /^\w[\w.-]{0,127}$/;
var IMAGE_ID = /^[a-f0-9]{64}$/;
var DIGESTS = [/^sha256:[a-f0-9]{64}$/, /^sha384:[a-f0-9]{96}$/, /^sha512:[a-f0-9]{128}$/];
function looksLikeRegistry(component) {
  return /[.:A-Z]/.test(component) || component === "localhost";
}
function splitName(name) {
  const slash = name.indexOf("/");
  const first = name.slice(0, Math.max(slash, 0));
  const hasRegistry = slash > 0 && looksLikeRegistry(first);
  const written = hasRegistry ? first : DEFAULT_REGISTRY;
  const registry = written === "index.docker.io" ? DEFAULT_REGISTRY : written;
  const path = hasRegistry ? name.slice(slash + 1) : name;
  return { registry, path: registry === DEFAULT_REGISTRY && !path.includes("/") ? `library/${path}` : path };
}
function isRepository({ registry, path }) {
  return REGISTRY.test(registry) && path.length <= MAXIMUM_PATH && path.split("/").every((part) => PATH_COMPONENT.test(part));
}
function parseImageReference(text) {
  const at = text.indexOf("@");
  const digest = at < 0 ? void 0 : text.slice(at + 1);
  const named = at < 0 ? text : text.slice(0, at);
  const colon = named.indexOf(":", named.lastIndexOf("/") + 1);
  const tag = colon < 0 ? void 0 : named.slice(colon + 1);
  const name = colon < 0 ? named : named.slice(0, colon);
  const repository = splitName(name);
  if (IMAGE_ID.test(name) || !isRepository(repository)) return void 0;
  if (tag !== void 0 && !TAG.test(tag)) return void 0;
  if (digest !== void 0 && !DIGESTS.some((form) => form.test(digest))) return void 0;
  return { ...repository, ...tag === void 0 ? {} : { tag }, ...digest === void 0 ? {} : { digest } };
}
function formatSuffix({ tag, digest }) {
  return (tag === void 0 ? "" : `:${tag}`) + (digest === void 0 ? "" : `@${digest}`);
}
function formatImageReference(reference) {
  return `${reference.registry}/${reference.path}${formatSuffix(reference)}`;
}
function formatFamiliarReference(reference) {
  return formatFamiliarName(reference) + formatSuffix(reference);
}
function formatFamiliarName({ registry, path }) {
  if (registry !== DEFAULT_REGISTRY) return `${registry}/${path}`;
  const short = path.startsWith("library/") ? path.slice("library/".length) : path;
  return short.includes("/") && looksLikeRegistry(short.slice(0, short.indexOf("/"))) ? `${registry}/${path}` : short;
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
function entryName({ old, new: fresh, after }, option2) {
  const assigned = /^(?:--?[\w-]+=)?(?<name>[A-Za-z_-][\w.-]*)=/.exec(fresh ?? old ?? "")?.groups?.["name"];
  if (assigned !== void 0) return assigned;
  return after !== void 0 && /^--?[A-Za-z][\w-]*$/.test(after) ? after : option2;
}
function describe(change) {
  const [option2 = "", ...rest] = change.path;
  const values = { ...change.old === void 0 ? {} : { old: change.old }, ...change.new === void 0 ? {} : { new: change.new } };
  const subject = change.path.join(".");
  if (option2 === "image" && change.old !== void 0 && change.new !== void 0) {
    return { kind: "option", subject, name: "image", ...imageWords(change.old, change.new) };
  }
  const label = [SINGULAR.get(option2) ?? option2, ...rest].join(" ");
  return { kind: "option", subject, label, name: change.isEntry ? entryName(change, option2) : rest.at(-1) ?? option2, ...values };
}
function optionCauses(old, fresh) {
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
  const [old, fresh] = [sources.oldContainers.get(unit), sources.newContainers.get(unit)];
  if (old === void 0 || fresh === void 0) return [];
  const place = fresh.place === void 0 ? {} : { place: fresh.place };
  return optionCauses(old.state, fresh.state).map((cause) => ({ ...cause, ...place }));
}
function unique(causes) {
  return [...new Map(causes.map((cause) => [`${cause.kind} ${cause.text}`, cause])).values()];
}
function changeCauses({ unit, comparison }, sources) {
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
  return changeCauses({ unit, comparison: compareUnits(contentOf(unit, before2), contentOf(unit, after)) }, sources);
}
function nestedCauses(sides) {
  const names = [.../* @__PURE__ */ new Set([...Object.keys(sides.old), ...Object.keys(sides.new)])].sort();
  const causes = names.flatMap((unit) => innerCause(unit, causesOfUnit(unit, sides)));
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
  return [cascade(unit, "nothing that the switch starts wants it, so it stays stopped")];
}
function startCause(trigger) {
  return trigger?.kind === "unit" ? [cascade(trigger.unit, `${trigger.unit} pulls it in (${THROUGH[trigger.through]})`)] : [];
}
function wantedCauses({ unit, action }, { oldUnits, newUnits }) {
  const wanted = (newUnits[unit]?.wantedBy ?? []).filter((target) => oldUnits[unit]?.wantedBy.includes(target) !== true);
  if (action !== "start" || wanted.length === 0) return [];
  const targets = wanted.join(" ").slice(0, 2048);
  return [{ kind: "directive", subject: "wantedBy", text: `wantedBy added: ${targets}`, new: targets }];
}
function ownCauses(fate, sources) {
  const existence = existenceCauses(fate.unit, sources);
  const changes = withNested(changeCauses(fate, sources), sources.nested?.(fate.unit));
  return existence.length > 0 ? [...existence, ...changes] : [...wantedCauses(fate, sources), ...changes];
}
function fateCauses(fate, sources) {
  const own = ownCauses(fate, sources);
  const isOwn = own.length > 0;
  const dragged = isOwn && fate.action !== "left-stopped" ? [] : [...stopCause(fate), ...stayCause(fate)];
  const started = fate.action === "start" && !isOwn ? startCause(fate.startedBy) : [];
  const causes = [...own, ...dragged, ...started];
  if (causes.length === 0) {
    const text = fate.isRequested ? "an activation script asks for it" : "the unit's file differs";
    causes.push({ kind: "directive", subject: fate.unit.slice(0, 1024), text });
  }
  return causes.slice(0, MAXIMUM_CAUSES);
}

// src/switch/findings/risk.ts
function toFinding({ code, severity, host, about, message, hint, place }) {
  return {
    code,
    severity,
    subject: `${host}: ${about}`.slice(0, 1024),
    message: message.slice(0, 8192),
    hint: hint.slice(0, 4096),
    ...place === void 0 ? {} : { place }
  };
}

// src/switch/findings/daemon-findings.ts
var SHOWN_NAMES = 10;
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
  if (!isRestarted || sides.old.ociBackend !== "docker" || isLiveRestoring(sides.old)) return [];
  const acted = new Set(actions.map((action) => action.unit));
  const running = [...containers.old.values()].filter((container) => container.kind === "oci" && container.state.autoStart);
  const kept = running.filter(({ unit }) => !acted.has(unit)).map(({ name }) => name);
  if (kept.length === 0) return [];
  const names = kept.slice(0, SHOWN_NAMES).join(", ") + (kept.length > SHOWN_NAMES ? `, and ${kept.length - SHOWN_NAMES} more` : "");
  const finding = toFinding({
    code: "unit-surprise",
    severity: "warning",
    host,
    about: "docker.service",
    message: `docker.service restarts without live-restore, and containers that the plan keeps go down with it: ${names}. Their Restart= brings them back.`,
    hint: "Expect a short outage of all containers, or set virtualisation.docker.liveRestore."
  });
  return [finding];
}
var STORAGE = /^(?:storageDriver|daemonSettings\.(?:data-root|storage-driver|exec-root|userns-remap))$/;
function storageMoves({ host, sides }) {
  const moves = changedData({ old: sides.old.docker, new: sides.new.docker }).filter(({ path }) => STORAGE.test(path.join(".")));
  return moves.map(({ path, old = "not set", new: fresh = "not set" }) => {
    const about = `virtualisation.docker.${path.join(".")}`;
    const message = `${about} changes (${old} → ${fresh}): images and named volumes of the old setting stay behind.`;
    const hint = "Move the data, or restore it from a backup, before the containers start with empty volumes.";
    return toFinding({ code: "unit-surprise", severity: "warning", host, about, message, hint });
  });
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
  return [...daemonRestart(planned), ...storageMoves(planned), ...surprises(planned)];
}

// src/nix/mask-commas.ts
var BLANK = /\s/;
function endOfComment(source, start) {
  const isLine = source[start] === "#";
  const end = isLine ? source.indexOf("\n", start) : source.indexOf("*/", start + 2);
  return end < 0 ? source.length : end + (isLine ? 1 : 2);
}
function isComment(source, index) {
  return source[index] === "#" || source.startsWith("/*", index);
}
function skipBlanks2(source, start) {
  let index = start;
  while (index < source.length) {
    if (isComment(source, index)) index = endOfComment(source, index);
    else if (BLANK.test(source[index] ?? "")) index += 1;
    else return index;
  }
  return index;
}
function maskTrailingCommas(source) {
  const pieces = [];
  let copied = 0;
  let index = 0;
  while (index < source.length) {
    if (isComment(source, index)) {
      index = endOfComment(source, index);
      continue;
    }
    if (source[index] !== ",") {
      index += 1;
      continue;
    }
    const brace = skipBlanks2(source, index + 1);
    const after = source[brace] === "}" ? skipBlanks2(source, brace + 1) : source.length;
    if (source[after] === ":" || source[after] === "@") {
      pieces.push(source.slice(copied, index), " ");
      copied = index + 1;
    }
    index = Math.max(index + 1, Math.min(brace, source.length));
  }
  return pieces.join("") + source.slice(copied);
}

// src/nix/parse.ts
var MAXIMUM_SOURCE = 1024 * 1024;
var MAXIMUM_TIME = 5e3;
var parser;
async function loadParser() {
  const [treeSitter, runtime, grammar] = await Promise.all([
    import("./web-tree-sitter-QMMFU23F.js"),
    import("./web-tree-sitter-6ZGLFTS5.js"),
    import("./tree-sitter-nix-LL3D76A7.js")
  ]);
  await treeSitter.Parser.init({ wasmBinary: runtime.default });
  const language = await treeSitter.Language.load(grammar.default);
  return new treeSitter.Parser().setLanguage(language);
}
function draftOf(node, field) {
  return { kind: node.type, ...field === null ? {} : { field }, start: node.startIndex, end: node.endIndex, children: [] };
}
function copyTree(cursor) {
  const root = draftOf(cursor.currentNode, null);
  const path = [root];
  let hasNext = cursor.gotoFirstChild();
  for (let parent = path.at(-1); parent !== void 0; parent = path.at(-1)) {
    if (hasNext) {
      const node = cursor.currentNode;
      const draft = draftOf(node, cursor.currentFieldName);
      if (node.isNamed) parent.children.push(draft);
      path.push(draft);
      hasNext = cursor.gotoFirstChild();
    } else {
      path.pop();
      hasNext = path.length > 0 && cursor.gotoNextSibling();
      if (path.length > 0 && !hasNext) cursor.gotoParent();
    }
  }
  return root;
}
function parseInTime(ready, source) {
  const end = performance.now() + MAXIMUM_TIME;
  const tree = ready.parse(source, null, { progressCallback: () => performance.now() > end });
  if (tree === null) ready.reset();
  return tree;
}
async function parseNix(source) {
  if (source.length > MAXIMUM_SOURCE) return void 0;
  parser ??= loadParser();
  const tree = parseInTime(await parser, maskTrailingCommas(source));
  if (tree === null) return void 0;
  const cursor = tree.walk();
  try {
    return { root: copyTree(cursor), hasError: tree.rootNode.hasError };
  } finally {
    cursor.delete();
    tree.delete();
  }
}

// src/nix/print.ts
var IDENTIFIER = /^[A-Za-z_][A-Za-z0-9_'-]*$/;
var RESERVED = /* @__PURE__ */ new Set(["assert", "else", "if", "in", "inherit", "let", "or", "rec", "then", "with"]);
var STEP = "  ";
var SHORT_LIST = 60;
function printNix(value) {
  return print(value, "");
}
function isNixText(text) {
  return !text.includes("\0") && text.isWellFormed();
}
function printNixString(text) {
  if (!isNixText(text)) throw notPrintable("a text with a NUL character or half of a surrogate pair");
  const escaped = text.replace(/[\\"]/g, (character) => `\\${character}`).replaceAll("${", "\\${").replaceAll("\n", "\\n").replaceAll("\r", "\\r").replaceAll("	", "\\t");
  return `"${escaped}"`;
}
function notPrintable(what) {
  return new StowplanError({ code: "internal", subject: "Nix printer", message: `Nix cannot hold ${what}.`, hint: "Please report this as a bug of stowplan." });
}
function print(value, indent) {
  switch (value.kind) {
    case "string":
      return printNixString(value.value);
    case "lines":
      return printLines(value.value, indent);
    case "integer":
      if (!Number.isSafeInteger(value.value)) throw notPrintable(`the number ${value.value}`);
      return value.value < 0 ? `(${value.value})` : String(value.value);
    case "boolean":
      return String(value.value);
    case "null":
      return "null";
    case "list":
      return printList(value, indent);
    case "attributes":
      return printAttributes(value.bindings, indent);
    case "reference":
      return value.names.map((name, index) => index === 0 ? printVariable(name) : printName(name, indent)).join(".");
    case "apply":
      return [value.callee, ...value.operands].map((part) => printOperand(part, indent)).join(" ");
    case "if":
      return `if ${print(value.condition, indent)} then ${print(value.then, indent)} else ${print(value.else, indent)}`;
    case "function":
      return `{ ${[...value.parameters.map(printVariable), "..."].join(", ")} }:

${indent}${print(value.body, indent)}`;
  }
}
function printOperand(value, indent) {
  const isCompound = value.kind === "apply" || value.kind === "if" || value.kind === "function";
  return isCompound ? `(${print(value, indent)})` : print(value, indent);
}
function printVariable(name) {
  if (!IDENTIFIER.test(name) || RESERVED.has(name)) throw notPrintable(`the variable name ${JSON.stringify(name)}`);
  return name;
}
function printName(name, indent) {
  if (typeof name !== "string") return name.kind === "string" ? printNixString(name.value) : `\${${print(name, indent)}}`;
  return IDENTIFIER.test(name) && !RESERVED.has(name) ? name : printNixString(name);
}
function printList({ items, layout }, indent) {
  if (items.length === 0) return "[ ]";
  const inner = indent + STEP;
  const printed = items.map((item) => printOperand(item, inner));
  const line = `[ ${printed.join(" ")} ]`;
  const isShort = printed.length === 1 && line.length <= SHORT_LIST;
  const isLine = layout === void 0 ? isShort : layout === "line";
  return isLine && !line.includes("\n") ? line : `[
${printed.map((item) => `${inner}${item}
`).join("")}${indent}]`;
}
function printAttributes(bindings, indent) {
  if (bindings.length === 0) return "{ }";
  const inner = indent + STEP;
  return `{
${bindings.map((binding, index) => printBinding(binding, { indent: inner, isFirst: index === 0 })).join("")}${indent}}`;
}
function printBinding({ path, value, comment }, { indent, isFirst }) {
  const above = comment === void 0 ? "" : `${isFirst ? "" : "\n"}${printComment(comment, indent)}`;
  return `${above}${indent}${path.map((name) => printName(name, indent)).join(".")} = ${print(value, indent)};
`;
}
function printComment(comment, indent) {
  return comment.split(/[\n\r]+/).map((line) => `${indent}# ${line}
`).join("");
}
function printLines(text, indent) {
  const lines = text.split("\n");
  const hasFinalBreak = lines.pop() === "";
  const isPlain = hasFinalBreak && lines.length > 0 && lines.every((line) => /^\S/.test(line)) && !/''|'\$|[\r\t]/.test(text) && isNixText(text);
  if (!isPlain) return printNixString(text);
  const inner = indent + STEP;
  const body = lines.map((line) => `${inner}${line.replaceAll("${", "''${")}
`);
  return `''
${body.join("")}${indent}''`;
}

// src/nix/shell-quote.ts
var PLAIN = /^[A-Za-z0-9_@%+:,./-][A-Za-z0-9_@%+=#:,./-]*$/;
function quoteShellWord(word) {
  return PLAIN.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}
function quoteShellWords(words2) {
  return words2.map(quoteShellWord).join(" ");
}
function quoteSystemdWord(word) {
  const expanded = word.replaceAll("%", "%%").replaceAll("$", "$$$$");
  if (/^[A-Za-z0-9_@%+=:,./$-]+$/.test(expanded)) return expanded;
  const escaped = expanded.replace(/[\\"]/g, (character) => `\\${character}`).replaceAll("\n", "\\n").replaceAll("	", "\\t");
  return `"${escaped}"`;
}
function escapeSystemdPath(path) {
  return path.replaceAll("%", "%%").replace(/[\\ "']/g, (character) => `\\${character}`).replaceAll("	", "\\\\t").replaceAll("\n", "\\\\n");
}

// src/nix/value.ts
function nixString(value) {
  return { kind: "string", value };
}
function nixInteger(value) {
  return { kind: "integer", value };
}
function nixBoolean(value) {
  return { kind: "boolean", value };
}
function nixList(items, layout) {
  return { kind: "list", items: items.map((item) => typeof item === "string" ? nixString(item) : item), ...layout === void 0 ? {} : { layout } };
}
function nixAttributes(values) {
  return { kind: "attributes", bindings: Object.entries(values).flatMap(([name, value]) => value === void 0 ? [] : [nixBinding([name], value)]) };
}
function nixBinding(path, value) {
  return { path, value };
}
function nixReference(...names) {
  return { kind: "reference", names };
}
function nixApply(callee, ...operands) {
  return { kind: "apply", callee, operands };
}

// src/switch/findings/backup-commands.ts
var SHOWN2 = 4;
function backupCommands(template, { host, container, volumes }) {
  const fill = (volume) => {
    const values = { host, container, volume };
    return template.replace(/\{(host|container|volume)\}/g, (whole, name) => {
      const value = values[name];
      return value === void 0 ? whole : quoteShellWord(value);
    });
  };
  return [...new Set(volumes.map(fill))];
}
function tellCommands(commands) {
  const told = commands.slice(0, SHOWN2).map((command) => `\`${command}\``).join(", ");
  const rest = commands.length - SHOWN2;
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
  { name: "InfluxDB", image: /(?:^|\/)influxdb$/, parts: () => 1, upgradesInPlace: false }
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
  const { name, upgradesInPlace, dump } = kind;
  return { name, upgradesInPlace, ...dump === void 0 ? {} : { dump }, release: version.slice(0, kind.parts(version[0])) };
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

// src/switch/findings/image-findings.ts
function pairs({ containers }) {
  return [...containers.new.values()].flatMap((container) => {
    if (container.kind !== "oci") return [];
    const old = containers.old.get(container.unit);
    return [{ ...old?.kind === "oci" ? { old } : {}, new: container }];
  });
}
function aboutContainer(host, { name, place }) {
  return { host, about: `container ${name}`, place };
}
var SHOWN_DIGEST = "sha256:".length + 12;
function familiar(image) {
  const reference = parseImageReference(image);
  if (reference === void 0) return image;
  return formatFamiliarReference(reference.digest === void 0 ? reference : { ...reference, digest: reference.digest.slice(0, SHOWN_DIGEST) });
}
function backupWords({ backupCommand, host }, container) {
  const volumes = persistentVolumes(container);
  if (backupCommand === void 0 || volumes.length === 0) return void 0;
  return `run ${tellCommands(backupCommands(backupCommand, { host, container: container.name, volumes }))}`;
}
function dumpHint(planned, { old, container }) {
  const { name, state } = container;
  const backend = planned.sides.old.ociBackend ?? "podman";
  const dump = old.dump === void 0 ? "take a snapshot with the running version" : `run \`${dumpCommand(old.dump, { backend, name, state })}\``;
  const save = backupWords(planned, container) ?? "keep a copy of the volumes";
  return `Before the switch ${dump}, and ${save}.`;
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
  if (!planned.actions.some((action) => action.unit === pair.new.unit && action.action === "restart")) return void 0;
  const save = backupWords(planned, pair.new) ?? "copy these volumes";
  return toFinding({
    ...aboutContainer(planned.host, pair.new),
    code: "volumes-at-stake",
    severity: "info",
    message: `Container ${pair.new.name} restarts with ${familiar(pair.new.state.image)} and writes to ${volumes.join(", ")}.`,
    hint: `Before the switch ${save} if the new version may convert its data.`
  });
}
var MOVING_WORDS = "latest|stable|release|current|lts|main|master|trunk|develop|dev|edge|nightly|rolling|beta|alpha|canary|next|unstable|testing|snapshot";
var MOVING = new RegExp(String.raw`^(?:${MOVING_WORDS})(?:[-_.].*)?$`, "i");
var PULL_WORDS = /* @__PURE__ */ new Map([
  ["always", "every start pulls what it points to by then"],
  ["newer", "every start pulls what is newer by then"],
  ["never", "the host runs what it has, and fails if it has none"]
]);
function isFromRegistry({ imageFile, imageStream }) {
  return (imageFile ?? imageStream ?? void 0) === void 0;
}
function movingTag(planned, pair) {
  const { image, pull } = pair.new.state;
  const reference = parseImageReference(image);
  if (reference === void 0 || reference.digest !== void 0 || !isFromRegistry(pair.new.state)) return void 0;
  if (reference.tag !== void 0 && !MOVING.test(reference.tag)) return void 0;
  if (pair.old?.state.image === image && pair.old.state.pull === pull) return void 0;
  const what = reference.tag === void 0 ? "no tag, which means latest" : `the tag ${reference.tag}, which moves`;
  const how = PULL_WORDS.get(pull ?? "missing") ?? "the host keeps the image that it has, or pulls whatever it points to at the first start";
  return toFinding({
    ...aboutContainer(planned.host, pair.new),
    code: "moving-tag",
    severity: "info",
    message: `Container ${pair.new.name} runs ${familiar(image)} with ${what}: ${how}.`,
    hint: "Write a version, and a digest if the same bytes are to run everywhere."
  });
}
function imageFindings(planned) {
  return pairs(planned).flatMap((pair) => {
    const database = databaseMove(planned, pair);
    const found = [database ?? volumesAtStake(planned, pair), movingTag(planned, pair)];
    return found.filter((finding) => finding !== void 0);
  });
}

// src/switch/findings/published-ports.ts
var MAXIMUM_RANGE = 2048;
var PORT = /^(?:(?<address>\[[0-9a-f:.]+\]|[^:[\]]*):)?(?<first>\d+)(?:-(?<last>\d+))?:\d+(?:-\d+)?(?:\/(?<protocol>\w+))?$/i;
function plainAddress(address) {
  const plain2 = (address ?? "").replace(/^\[|\]$/g, "");
  return plain2 === "0.0.0.0" || plain2 === "::" || plain2 === "*" ? "" : plain2;
}
function readPublishedPort(text) {
  const groups = PORT.exec(text)?.groups;
  if (groups === void 0) return [];
  const first = Number(groups["first"]);
  const last = Math.min(Number(groups["last"] ?? first), first + MAXIMUM_RANGE);
  const [address, protocol] = [plainAddress(groups["address"]), (groups["protocol"] ?? "tcp").toLowerCase()];
  return Array.from({ length: Math.max(last - first + 1, 0) }, (_, offset) => ({ address, port: first + offset, protocol }));
}
function isRecord2(value) {
  return typeof value === "object" && value !== null;
}
function forwardedPorts(forwardPorts) {
  const list = Array.isArray(forwardPorts) ? forwardPorts : [];
  return list.flatMap((entry) => {
    if (!isRecord2(entry) || typeof entry["hostPort"] !== "number") return [];
    return [{ address: "", port: entry["hostPort"], protocol: typeof entry["protocol"] === "string" ? entry["protocol"] : "tcp" }];
  });
}
function publishedPorts(container) {
  if (container.kind === "nspawn") return container.state.privateNetwork === true ? forwardedPorts(container.state["forwardPorts"]) : [];
  const { ports, networks, extraOptions } = container.state;
  const isOnHost = networks.includes("host") || extraOptions.some((option2) => /^--net(?:work)?=host$/.test(option2));
  return isOnHost ? [] : ports.flatMap(readPublishedPort);
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
      const other = others.find((claim) => claim.address === address || claim.address === "" || address === "");
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
  const named = extraOptions.flatMap((option2) => /^--net(?:work)?=(?<name>[^:]+)/.exec(option2)?.groups?.["name"] ?? []);
  const network = networks[0] ?? named[0];
  return extraOptions.flatMap((option2) => {
    const address = /^--ip6?=(?<address>.+)$/.exec(option2)?.groups?.["address"]?.toLowerCase();
    return address === void 0 ? [] : [network === void 0 ? address : `${address} in network ${network}`];
  });
}
function ownAddresses(container) {
  if (container.kind === "oci") return fixedAddresses(container.state);
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
  const known = new Set(find([...containers.old.values()]).map(keyOf));
  const found = new Map(find([...containers.new.values()]).map((clash) => [keyOf(clash), clash]));
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

// src/switch/findings/router-findings.ts
var RULE = /^traefik\.(?<router>(?:http|tcp)\.routers\.[^.]+)\.rule$/i;
function routersOf(container) {
  if (container.kind !== "oci" || container.state.labels["traefik.enable"] === "false") return [];
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
  /** The container (oci-containers or nspawn) that the unit runs. */
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
var SwitchLists = object({
  stop: array(string()),
  start: array(string()),
  restart: array(string()),
  reload: array(string()),
  skip: array(string())
});
var SwitchPlan = object({ lists: SwitchLists, units: array(UnitAction).max(2e4) });
var ContainerChange = object({
  name: string().max(1024),
  kind: _enum(["oci", "nspawn"]),
  change: _enum(["added", "removed", "changed"]),
  unit: string().max(1024),
  image: object({ old: string().max(4096).optional(), new: string().max(4096).optional() }),
  /** Paths on the host and named volumes that hold its data, as written before the first colon. */
  volumes: array(string().max(4096)).max(1e3)
});
var HostPlan = object({
  name: string().max(1024),
  system: string().max(64).optional(),
  /** Unchanged also where all that moves are stamps; `switch` has what they restart or reload. */
  status: _enum(["unchanged", "changed", "added", "removed", "failed"]),
  switch: SwitchPlan.optional(),
  containers: array(ContainerChange).max(5e3)
});

// src/switch/findings/unit-findings.ts
var MAXIMUM_BROKEN = 20;
function causesOf({ causes }) {
  return causes.slice(0, 3).map((cause) => cause.text).join("; ");
}
function nameOf(action) {
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
    message: `The switch stops ${nameOf(action)} and nothing starts it again: ${causesOf(action)}.`,
    hint: `Let a target want it (wantedBy), or run \`systemctl start ${action.unit}\` after the switch.`
  });
}
function notRestarted(planned, action) {
  return toFinding({
    ...aboutUnit(planned, action.unit),
    code: "unit-not-restarted",
    severity: action.container === void 0 ? "info" : "warning",
    message: `${nameOf(action)} changes, but the switch keeps the running one: ${causesOf(action)}.`,
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
function isLost({ old, new: fresh }, unit) {
  return old.view(unit).presence === "present" && fresh.view(unit).presence !== "present";
}
function missingDependencies(planned) {
  const { graphs } = planned.prediction;
  return [...graphs.new.units.values()].flatMap(
    (view) => (view.presence === "present" ? view.dependencies : []).filter(({ kind, to }) => (kind === "requires" || kind === "bindsTo") && isLost(graphs, to)).map(
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
    ...actions.filter((action) => action.action === "skip" && !isStampOnly(action)).map((action) => notRestarted(planned, action)),
    ...changedByHand(planned)
  ];
}

// src/switch/findings/find-risks.ts
function findRisks(planned) {
  return [...unitFindings(planned), ...networkFindings(planned), ...routerFindings(planned), ...imageFindings(planned), ...daemonFindings(planned)];
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
  return { active: new Set(active), stopped: /* @__PURE__ */ new Map(), started: /* @__PURE__ */ new Map(), failed: /* @__PURE__ */ new Map() };
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
  return view.presence === "missing" || view.presence === "masked" || view.failsToStart || isRefused;
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
function collectStarts({ graph, active, obstacles }, requests) {
  const starts = /* @__PURE__ */ new Map();
  const asked = /* @__PURE__ */ new Set();
  const queue = [...requests];
  for (const { unit, trigger } of queue) {
    const isRequest = trigger.kind === "list" && !asked.has(unit);
    if (isRequest) asked.add(unit);
    if (!isRequest && (active.has(unit) || starts.has(unit))) continue;
    if (obstacles.has(unit)) continue;
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
function stopPhase(state, play) {
  const roots = [...play.lists.stop].map((unit) => play.old.view(unit)).filter((view) => !view.refusesStop);
  stopWave(state, { roots: roots.map((view) => listed(view.unit, "stop")), next: (unit) => stoppedWith(play.old, unit) });
  stopUnneeded(state, play.old);
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
    start: down.filter((view) => !view.refusesStart && view.presence === "present").map((view) => view.unit),
    ...forgotten === void 0 ? {} : { abortedBy: forgotten.unit }
  };
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
  startAll(state, { graph: play.new, requests: [...restarts.values()] });
}
function upholdPhase(state, graph) {
  const queue = [...state.active];
  for (const unit of queue) {
    const upheld = graph.view(unit).dependencies.filter(({ kind, to }) => kind === "upholds" && !state.active.has(to));
    const requests = upheld.map(({ to }) => ({ unit: to, trigger: { kind: "unit", unit, through: "upholds" } }));
    for (const started of startAll(state, { graph, requests })) if (state.active.has(started)) queue.push(started);
  }
}
function playSwitch(play) {
  const state = createState(play.active);
  stopPhase(state, play);
  renameAliases(state, play.new);
  const reloads = reloadPhase(state, play);
  if (reloads.abortedBy !== void 0) {
    upholdPhase(state, play.new);
    return { state, abortedBy: reloads.abortedBy };
  }
  restartPhase(state, play);
  const anchors = [...play.lists.start, ...reloads.start].map((unit) => play.new.view(unit)).filter((view) => !view.refusesStart);
  startAll(state, { graph: play.new, requests: anchors.map(({ unit }) => listed(unit, "start")) });
  upholdPhase(state, play.new);
  stopUnneeded(state, play.new);
  return { state };
}

// src/switch/predict/plan-switch.ts
var BOOKKEEPING = /* @__PURE__ */ new Set(["local-fs.target", "remote-fs.target", "sysinit-reactivation.target"]);
function sortNames(names) {
  const key = (name) => name.toLowerCase();
  return [...names].sort((left, right) => key(left) < key(right) ? -1 : key(left) > key(right) ? 1 : left < right ? -1 : 1);
}
function shownLists(lists) {
  const shown = (names) => sortNames([...names].filter((name) => !lists.hidden.has(name)));
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
  if (isActive && lists.reload.has(unit)) return "reload";
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
  return {
    unit,
    action,
    before: wasActive ? "active" : "inactive",
    after: isActive ? "active" : "inactive",
    restarted: wasActive && isActive && state.stopped.has(unit),
    ...comparison === void 0 ? {} : { comparison },
    ...stoppedBy === void 0 ? {} : { stoppedBy },
    ...startedBy === void 0 ? {} : { startedBy },
    ...obstacle === void 0 || isActive ? {} : { obstacle },
    ...activates === void 0 ? {} : { activates },
    isRequested: activation?.restart.includes(unit) === true || activation?.reload.includes(unit) === true,
    isAborted: judged.outcome.abortedBy !== void 0
  };
}
function predict(judged, comparisons) {
  const { input, outcome } = judged;
  const before2 = new Set([...input.running.active].map((unit) => canonicalName(input.old, unit)));
  const names = sortNames(/* @__PURE__ */ new Set([...before2, ...outcome.state.active, ...outcome.state.started.keys()])).filter((unit) => !BOOKKEEPING.has(unit));
  const fates = names.map((unit) => fateOf(judged, { unit, wasActive: before2.has(unit), comparison: comparisons.get(unit) }));
  const moved = fates.filter((fate) => fate !== void 0);
  const movedNames = new Set(moved.map((fate) => fate.unit));
  return { fates: moved, kept: names.filter((unit) => before2.has(unit) && !movedNames.has(unit)) };
}
var EMPTY = { stop: [], start: [], restart: [], reload: [], skip: [] };
function planSwitch(input) {
  const decision = decideLists(input);
  const names = [...input.running.active, ...input.running.failed];
  const old = input.oldGraph ?? buildGraph(input.old, { names });
  const graphs = { old, new: buildGraph(input.new, { names, cache: old.cache }) };
  if (decision.broken.length > 0) {
    return { lists: EMPTY, fates: [], kept: sortNames(input.running.active), abort: { kind: "broken-unit", units: decision.broken }, graphs };
  }
  const lists = withActivation(input, decision.lists);
  const active = [...input.running.active].map((unit) => canonicalName(input.old, unit));
  const outcome = playSwitch({ lists, old: graphs.old, new: graphs.new, active });
  const { fates, kept } = predict({ input, lists, outcome, graphs }, decision.comparisons);
  const abort = outcome.abortedBy === void 0 ? {} : { abort: { kind: "reload-lost", unit: outcome.abortedBy } };
  return { lists: shownLists(decision.lists), fates, kept, ...abort, graphs };
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
  const names = [unit.text, ...Object.values(unit.files)].flatMap((text) => text.match(STORE_PATH2) ?? []).map((path) => storeName(path) ?? path);
  const etc = [...new Set(names)].flatMap((name) => withoutStamps(side.etc.get(name) ?? "", reading));
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
  const texts = [
    { name, old: old?.text ?? "", new: fresh?.text ?? "" },
    ...scripts.map((script) => ({ name: `${name}/${script}`, old: before2.get(script) ?? "", new: after.get(script) ?? "" }))
  ];
  const diff = texts.map(textDiff).join("");
  return diff.length <= MAXIMUM_DIFF ? diff : `${diff.slice(0, MAXIMUM_DIFF)}
… the rest of the diff is left out
`;
}

// src/switch/plan-hosts.ts
function predict2(sides, scope) {
  const unitsOf = (state) => scope === "system" ? state.units : state.userUnits;
  const [before2, after] = [unitsOf(sides.old), unitsOf(sides.new)];
  const old = hostUnits(before2, after);
  return planSwitch({ old, new: hostUnits(after, before2), ...assumeRunning(old, scope) });
}
function isSame2({ oldUnits, newUnits }) {
  const names = Object.keys(oldUnits);
  const key = (unit) => JSON.stringify({ ...unit, files: void 0 });
  return names.length === Object.keys(newUnits).length && names.every((name) => key(oldUnits[name]) === key(newUnits[name]));
}
function isNews({ oldUnits, newUnits }, fate) {
  const [old, fresh] = [oldUnits[fate.unit], newUnits[fate.unit]];
  if (fate.action === "restart") return !fate.unit.endsWith(".target") || fate.stoppedBy?.kind !== "list" || old?.text !== fresh?.text;
  if (fate.action !== "start") return true;
  return fresh !== void 0 && (fate.after === "active" || old?.text !== fresh.text);
}
function nestedIn(sides, unit) {
  const name = /^container@(.+)\.service$/.exec(unit)?.[1] ?? "";
  const [old, fresh] = [sides.old.nspawnUnits?.[name], sides.new.nspawnUnits?.[name]];
  return old === void 0 || fresh === void 0 ? void 0 : { old, new: fresh };
}
function sourcesOf(sides, { scope, containers }) {
  const [oldUnits, newUnits] = scope === "system" ? [sides.old.units, sides.new.units] : [sides.old.userUnits, sides.new.userUnits];
  return {
    oldEtc: etcByStoreName(sides.old.etc),
    newEtc: etcByStoreName(sides.new.etc),
    oldUnits,
    newUnits,
    oldContainers: containers.old,
    newContainers: containers.new,
    packages: createPackageComparer(),
    nested: (unit) => nestedIn(sides, unit)
  };
}
function causesOf2(fate, { sources, stamps }) {
  const causes = [...fateCauses(fate, sources)];
  if (fate.comparison === void 0 || fate.action === "left-stopped" || !mayBeStamps(causes)) return causes;
  if (!isStampChange(fate.unit, { sources, stamps })) return causes;
  return causes.map((cause) => ({ ...cause, kind: "stamp" }));
}
function planScope(sides, request) {
  const { scope, containers } = request;
  const prediction = predict2(sides, scope);
  const sources = sourcesOf(sides, request);
  const { oldUnits, newUnits } = sources;
  const stamps = readStamps(sides, sources);
  const diffOf = createUnitDiffer();
  const fates = isSame2(sources) ? [] : prediction.fates.filter((fate) => isNews(sources, fate));
  const acted = fates.map((fate) => {
    const container = scope === "system" ? containers.new.get(fate.unit) ?? containers.old.get(fate.unit) : void 0;
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
function planEvaluated(name, { sides, options }) {
  const containers = { old: containersByUnit(sides.old), new: containersByUnit(sides.new) };
  const system = planScope(sides, { scope: "system", containers });
  const user = planScope(sides, { scope: "user", containers });
  const changes = containerChanges(containers);
  const units = [...system.actions, ...user.actions];
  const plan = {
    name,
    system: sides.new.system,
    status: isUnchanged(units, changes) ? "unchanged" : "changed",
    switch: { lists: system.prediction.lists, units },
    containers: [...changes]
  };
  const { prediction, actions } = system;
  return { value: plan, findings: findRisks({ host: name, sides, containers, prediction, actions, backupCommand: options.backup?.command }) };
}
function planOneSided(pair) {
  const old = containersByUnit(pair.base);
  const fresh = containersByUnit(pair.head);
  const status = pair.status === "added" || pair.status === "removed" ? pair.status : "failed";
  const system = (pair.head ?? pair.base)?.system;
  const containers = status === "failed" ? [] : [...containerChanges({ old, new: fresh })];
  return { name: pair.name, ...system === void 0 ? {} : { system }, status, containers };
}
function planHost(pair, options) {
  const { name, base, head } = pair;
  if (base !== void 0 && head !== void 0) return planEvaluated(name, { sides: { old: base, new: head }, options });
  return { value: planOneSided(pair), findings: [] };
}
function planHosts(pairs2, options = {}) {
  const plans = pairs2.map((pair) => planHost(pair, options));
  const findings = plans.flatMap((plan) => plan.findings);
  return { value: plans.map((plan) => plan.value), findings };
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
  const names = [...set.files.keys(), ...[...set.dropIns.keys()].filter((name) => hasDropIn(set, name))];
  return Object.fromEntries(
    names.map((name) => {
      const texts = [set.files.get(name), ...set.dropIns.get(name) ?? []].flatMap((file) => file?.kind === "text" ? [file.text] : []);
      const lists = { aliases: [], requiredBy: [], upheldBy: [], wantedBy: wanted.get(name) ?? [] };
      const enable = set.files.get(name)?.kind !== "masked";
      return [name, { text: texts.join("\n"), enable, overrideStrategy: "asDropinIfExists", ...lists, files: {} }];
    })
  );
}
function abortText({ abort }) {
  if (abort === void 0) return void 0;
  if (abort.kind === "reload-lost") return `${abort.unit} cannot be reloaded once it is stopped; nothing is started again`;
  return abort.units.map(({ unit, reason }) => `${unit} cannot be read: ${reason}`).join("; ");
}
function reportSwitch(input) {
  const prediction = planSwitch(input);
  const sources = unitSources(unitStates(input.old), unitStates(input.new));
  const moved = prediction.fates.filter((fate) => fate.before === "active" || fate.after === "active").map((fate) => {
    const cause = fateCauses(fate, sources).map(({ text }) => text).join("; ");
    return [fate.unit, { after: fate.after, restarted: fate.restarted, action: fate.action, cause }];
  });
  const kept = prediction.kept.map((unit) => [unit, { after: "active", restarted: false, action: "keep", cause: "" }]);
  const aborts2 = abortText(prediction);
  return { ...prediction.lists, units: Object.fromEntries([...moved, ...kept]), ...aborts2 === void 0 ? {} : { aborts: aborts2 } };
}
var VERBS = {
  "stop": "stop",
  "start": "start",
  "restart": "restart",
  "reload": "reload",
  "skip": "keep the old version of",
  "left-stopped": "leave stopped"
};
function formatSwitchReport({ units, aborts: aborts2 }) {
  const lines = Object.entries(units).flatMap(([unit, { action, cause }]) => action === "keep" ? [] : [`${VERBS[action]} ${unit}: ${cause}`]);
  const all = [...aborts2 === void 0 ? [] : [`the switch ends early: ${aborts2}`], ...lines];
  return all.length === 0 ? "nothing changes\n" : `${all.join("\n")}
`;
}

// src/closest-name.ts
function distance(left, right) {
  let previous = Array.from({ length: right.length + 1 }, (_, index) => index);
  for (let row = 0; row < left.length; row += 1) {
    const current = [row + 1];
    for (let column = 0; column < right.length; column += 1) {
      const replaced = (previous[column] ?? 0) + (left[row] === right[column] ? 0 : 1);
      current.push(Math.min(replaced, (previous[column + 1] ?? 0) + 1, (current[column] ?? 0) + 1));
    }
    previous = current;
  }
  return previous[right.length] ?? 0;
}
function closestName(name, known) {
  if (name.length > 64) return void 0;
  let best;
  for (const candidate of known) {
    const found = distance(name.toLowerCase(), candidate.toLowerCase());
    if (found <= Math.max(1, Math.floor(candidate.length / 3)) && (best === void 0 || found < best.distance)) {
      best = { name: candidate, distance: found };
    }
  }
  return best?.name;
}

export {
  isSecretName,
  isPlainValue,
  HIDDEN,
  HIDDEN_CHANGED,
  hideSecrets,
  hideNamedSecrets,
  hideSecretsOfPair,
  isSecret,
  closestName,
  parseNix,
  printNix,
  isNixText,
  printNixString,
  quoteShellWord,
  quoteShellWords,
  quoteSystemdWord,
  escapeSystemdPath,
  nixString,
  nixInteger,
  nixBoolean,
  nixList,
  nixAttributes,
  nixBinding,
  nixReference,
  nixApply,
  unifiedDiff,
  lineChanges,
  parseImageReference,
  formatImageReference,
  hostUnits,
  assumeRunning,
  isStampOnly,
  HostPlan,
  planHosts,
  RunningFile,
  ActivationFile,
  runningFrom,
  reportSwitch,
  formatSwitchReport
};
