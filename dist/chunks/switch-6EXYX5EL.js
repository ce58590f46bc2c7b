import { createRequire as __createRequire } from "node:module";
const require = __createRequire(import.meta.url);
import {
  print
} from "./chunk-INK3WNVC.js";
import {
  ActivationFile,
  RunningFile,
  assumeRunning,
  formatSwitchReport,
  hostUnits,
  parseFstab,
  reportSwitch,
  runningFrom,
  withFstabs
} from "./chunk-XS53JKRH.js";
import {
  HostState
} from "./chunk-3KLBMR6O.js";
import "./chunk-ZAI775U2.js";
import "./chunk-GWVNSTGD.js";
import "./chunk-3WL5QXBS.js";
import "./chunk-CGQZGR63.js";
import "./chunk-FFLDBSQF.js";
import "./chunk-MLLDOSUU.js";
import "./chunk-CNDDATOY.js";
import "./chunk-P6QGVD7B.js";
import {
  parseJson
} from "./chunk-IZT3ALIO.js";
import "./chunk-RAA42EKT.js";
import "./chunk-W6PA4KH7.js";
import {
  StowplanError
} from "./chunk-L2TPXMAP.js";
import {
  looseObject
} from "./chunk-N3YWGI6C.js";
import "./chunk-Q3OPO74A.js";

// src/host/commands/switch.ts
import { readFile as readFile2, stat as stat2 } from "node:fs/promises";
import { gunzipSync } from "node:zlib";

// src/host/unit-directory.ts
import { lstat, readdir, readFile, readlink, realpath, stat } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
var UNIT_TYPE = "(?:service|socket|target|timer|path|mount|automount|swap|slice|device|scope)";
var UNIT_NAME = new RegExp(String.raw`^[^/\s]+\.${UNIT_TYPE}$`);
var LINK_FOLDER = new RegExp(String.raw`^(?<unit>.+\.${UNIT_TYPE})\.(?<kind>wants|requires|upholds)$`);
var DROP_IN_FOLDER = new RegExp(String.raw`^(?<unit>.+\.${UNIT_TYPE})\.d$`);
var MAXIMUM_SIZE = 4 * 1024 * 1024;
async function isFolder(path) {
  return (await stat(path).catch(() => void 0))?.isDirectory() === true;
}
async function readLink(path) {
  const target = await readlink(path);
  const isInside = !target.includes("/") || dirname(join(dirname(path), target)) === dirname(path);
  if (isInside && basename(target) !== basename(path)) return { kind: "alias", of: basename(target) };
  return void 0;
}
function linkFromText(text, name) {
  const target = text.length < 512 && !text.includes("\n") ? text.trim() : "";
  if (target === "/dev/null") return { kind: "masked" };
  const isOther = UNIT_NAME.test(basename(target)) && basename(target) !== name && !target.includes("=");
  return isOther ? { kind: "alias", of: basename(target) } : void 0;
}
async function readUnitFile(path) {
  const link = await lstat(path);
  const alias = link.isSymbolicLink() ? await readLink(path) : void 0;
  if (alias !== void 0) return alias;
  const target = await realpath(path).catch(() => void 0);
  if (target === void 0) return void 0;
  if (target === "/dev/null") return { kind: "masked" };
  const status = await stat(target);
  if (!status.isFile() || status.size > MAXIMUM_SIZE) return void 0;
  const text = await readFile(target, "utf8");
  return linkFromText(text, basename(path)) ?? { kind: "text", text };
}
async function readDropIns(folder) {
  const names = (await readdir(folder)).filter((name) => name.endsWith(".conf")).sort();
  const files = await Promise.all(names.map((name) => readUnitFile(join(folder, name))));
  return files.filter((file) => file !== void 0);
}
function toLinkKind(text) {
  return text === "requires" || text === "upholds" ? text : "wants";
}
async function readEntry(parts, path) {
  const name = basename(path);
  const dropInOf = DROP_IN_FOLDER.exec(name)?.groups?.["unit"];
  const { unit, kind } = LINK_FOLDER.exec(name)?.groups ?? {};
  if (dropInOf !== void 0 && await isFolder(path)) parts.dropIns.set(dropInOf, await readDropIns(path));
  else if (unit !== void 0 && await isFolder(path)) {
    for (const to of (await readdir(path)).sort()) parts.links.push({ kind: toLinkKind(kind), unit, to });
  } else if (UNIT_NAME.test(name)) {
    const file = await readUnitFile(path);
    if (file !== void 0) parts.files.set(name, file);
  }
}
var IN_SYSTEM = "/etc/systemd/system";
async function readFstab(folder) {
  const whole = resolve(folder);
  if (!whole.endsWith(IN_SYSTEM)) return void 0;
  const path = join(whole.slice(0, -IN_SYSTEM.length), "etc", "fstab");
  const status = await stat(path).catch(() => void 0);
  const isReadable = status?.isFile() === true && status.size <= MAXIMUM_SIZE;
  return parseFstab(isReadable ? await readFile(path, "utf8") : "");
}
async function readUnitDirectory(path) {
  const inClosure = join(path, "etc/systemd/system");
  const folder = await isFolder(inClosure) ? inClosure : path;
  if (!await isFolder(folder)) {
    throw new StowplanError({
      code: "usage",
      subject: path,
      message: "There is no folder of unit files at this path.",
      hint: "Name a folder such as /etc/systemd/system, a system closure, or a JSON file with a host's state."
    });
  }
  const parts = { files: /* @__PURE__ */ new Map(), dropIns: /* @__PURE__ */ new Map(), links: [] };
  for (const name of (await readdir(folder)).sort()) await readEntry(parts, join(folder, name));
  const fstab = await readFstab(folder);
  return { ...parts, isComplete: true, ...fstab === void 0 ? {} : { fstab } };
}

// src/host/commands/switch.ts
var StateFile = looseObject({ units: HostState.shape.units.unwrap() }).transform((file) => {
  const named = { host: "", system: "", ...file };
  return HostState.safeParse(named).data ?? HostState.parse({ host: "", system: "", units: file.units });
});
var LARGEST_FILE = 1024 * 1024 * 1024;
function isGzip(bytes) {
  return bytes[0] === 31 && bytes[1] === 139;
}
var HINTS = {
  units: "Name a folder of unit files, a system closure, or a JSON file with a host's state.",
  active: "Name a file for --active: JSON, or one unit a line as `systemctl list-units --plain --no-legend` prints them.",
  activation: "Name a file for --activation: JSON, or the names of units to restart, one a line."
};
async function readText(path, kind) {
  try {
    const bytes = await readFile2(path);
    return (isGzip(bytes) ? gunzipSync(bytes, { maxOutputLength: LARGEST_FILE }) : bytes).toString("utf8");
  } catch (cause) {
    throw new StowplanError({ code: "usage", subject: path, message: "the file cannot be read", hint: HINTS[kind], cause });
  }
}
async function readUnits(path) {
  const status = await stat2(path).catch(() => void 0);
  if (status?.isDirectory() === true) return { kind: "set", set: await readUnitDirectory(path) };
  const file = StateFile.safeParse(parseJson(await readText(path, "units")));
  if (file.success) return { kind: "state", state: file.data };
  const message = "this is neither a folder nor a host's state as JSON";
  throw new StowplanError({ code: "usage", subject: path, message, hint: "A state is an object with `units`, each with its `text`." });
}
function toSet(side, other) {
  return side.kind === "set" ? side.set : hostUnits(side.state.units, other.kind === "state" ? other.state.units : {});
}
function fstabOf(side) {
  if (side.kind === "set") return side.set.fstab;
  return typeof side.state.fstab === "string" ? parseFstab(side.state.fstab) : void 0;
}
function toSets(base, head) {
  const [before, after] = [fstabOf(base), fstabOf(head)];
  return withFstabs({ old: toSet(base, head), new: toSet(head, base) }, before === void 0 || after === void 0 ? void 0 : { old: before, new: after });
}
function namesIn(text) {
  const words = text.split("\n").map((line) => line.replace(/^\s*[●*○×]?\s*/u, "").split(/\s/)[0] ?? "");
  return words.filter((name) => name !== "" && !name.startsWith("#"));
}
async function readRunning(path) {
  const text = await readText(path, "active");
  return runningFrom(RunningFile.safeParse(parseJson(text)).data ?? RunningFile.parse(namesIn(text)));
}
async function readActivation(path) {
  const text = await readText(path, "activation");
  return ActivationFile.safeParse(parseJson(text)).data ?? ActivationFile.parse(namesIn(text));
}
async function readSwitchReport(options) {
  const [base, head] = [await readUnits(options.old), await readUnits(options.new)];
  const sets = toSets(base, head);
  const before = options.active === void 0 ? assumeRunning(sets.old, "system") : { running: await readRunning(options.active) };
  const activation = options.activation === void 0 ? {} : { activation: await readActivation(options.activation) };
  const states = base.kind === "state" && head.kind === "state" ? { old: base.state, new: head.state } : void 0;
  return reportSwitch({ ...sets, ...before, ...activation }, states);
}
async function switchCommand(options) {
  const report = await readSwitchReport(options);
  await print(options.json === true ? JSON.stringify(report, void 0, 2) : formatSwitchReport(report));
  return 0;
}
export {
  readSwitchReport,
  switchCommand
};
