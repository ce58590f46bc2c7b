import { createRequire as __createRequire } from "node:module";
const require = __createRequire(import.meta.url), __filename = import.meta.filename, __dirname = import.meta.dirname;
import {
  print
} from "./chunk-YZNXLUAH.js";
import {
  HostState
} from "./chunk-K5JQ26TK.js";
import "./chunk-BOQZRW4Z.js";
import "./chunk-H2WBBVKI.js";
import {
  ActivationFile,
  RunningFile,
  assumeRunning,
  formatSwitchReport,
  hostUnits,
  reportSwitch,
  runningFrom
} from "./chunk-GA3IRTZO.js";
import "./chunk-HBJI5WWG.js";
import {
  StowplanError,
  looseObject
} from "./chunk-2G4XEMFZ.js";
import "./chunk-ZLOF7TVD.js";

// src/host/commands/switch.ts
import { readFile as readFile2, stat as stat2 } from "node:fs/promises";

// src/host/unit-directory.ts
import { lstat, readdir, readFile, readlink, realpath, stat } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
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
  return { ...parts, isComplete: true };
}

// src/host/commands/switch.ts
var StateFile = looseObject({ units: HostState.shape.units });
async function readText(path) {
  try {
    return await readFile2(path, "utf8");
  } catch (cause) {
    const hint = "Name a folder of unit files, a system closure, or a JSON file with a host's state.";
    throw new StowplanError({ code: "usage", subject: path, message: "the file cannot be read", hint, cause });
  }
}
function parseJson(text) {
  try {
    return JSON.parse(text);
  } catch {
    return void 0;
  }
}
async function readUnits(path) {
  const status = await stat2(path).catch(() => void 0);
  if (status?.isDirectory() === true) return { kind: "set", set: await readUnitDirectory(path) };
  const state = StateFile.safeParse(parseJson(await readText(path)));
  if (state.success) return { kind: "state", units: state.data.units };
  const message = "this is neither a folder nor a host's state as JSON";
  throw new StowplanError({ code: "usage", subject: path, message, hint: "A state is an object with `units`, each with its `text`." });
}
function toSet(units, other) {
  return units.kind === "set" ? units.set : hostUnits(units.units, other.kind === "state" ? other.units : {});
}
function namesIn(text) {
  return text.split("\n").map((line) => line.trim()).filter((name) => name !== "" && !name.startsWith("#"));
}
async function readRunning(path) {
  const text = await readText(path);
  return runningFrom(RunningFile.safeParse(parseJson(text)).data ?? RunningFile.parse(namesIn(text)));
}
async function readActivation(path) {
  const text = await readText(path);
  return ActivationFile.safeParse(parseJson(text)).data ?? ActivationFile.parse(namesIn(text));
}
async function readSwitchReport(options) {
  const [base, head] = [await readUnits(options.old), await readUnits(options.new)];
  const [old, fresh] = [toSet(base, head), toSet(head, base)];
  const before = options.active === void 0 ? assumeRunning(old, "system") : { running: await readRunning(options.active) };
  const activation = options.activation === void 0 ? {} : { activation: await readActivation(options.activation) };
  return reportSwitch({ old, new: fresh, ...before, ...activation });
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
