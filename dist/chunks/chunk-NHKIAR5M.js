import { createRequire as __createRequire } from "node:module";
const require = __createRequire(import.meta.url);
import {
  mergePlans,
  parsePlan,
  renderHtml,
  renderMarkdown,
  writePlan
} from "./chunk-6ANWPEJB.js";
import {
  StowplanError
} from "./chunk-L2TPXMAP.js";

// src/host/action/files.ts
import { globSync, lstatSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, relative, resolve, sep } from "node:path";
function isFree(workspace, output) {
  const folder = resolve(workspace, output);
  if (relative(workspace, folder).startsWith("..")) return true;
  const names = relative(workspace, folder).split(sep).filter((name) => name !== "");
  const steps = names.map((_, index) => join(workspace, ...names.slice(0, index + 1)));
  return steps.every((step) => lstatSync(step, { throwIfNoEntry: false })?.isDirectory() ?? true);
}
function openFolder({ workspace, output, scratch }) {
  const folder = isFree(workspace, output) ? resolve(workspace, output) : join(scratch, "stowplan");
  mkdirSync(folder, { recursive: true });
  return folder;
}
function writeAnew(file, text) {
  rmSync(file, { force: true, recursive: true });
  writeFileSync(file, text, { flag: "wx" });
  return file;
}
function tellPath(workspace, file) {
  const path = relative(workspace, file);
  return path.startsWith("..") ? file : path;
}
function writePlanFiles(plan, place) {
  const folder = openFolder(place);
  const write = (name, text) => tellPath(place.workspace, writeAnew(join(folder, name), text));
  return {
    plan: write("plan.json", writePlan(plan)),
    markdown: write("plan.md", renderMarkdown(plan, { limit: Number.POSITIVE_INFINITY })),
    html: write("plan.html", renderHtml(plan))
  };
}
var MOST_BYTES = 256e6;
function noPlan(file, cause) {
  return new StowplanError({
    code: "plan-invalid",
    subject: file,
    message: "There is no plan to publish.",
    hint: "Make it with `mode: plan`, upload the folder as an artifact, download it before this step, and name the file in the input `plan`.",
    cause
  });
}
function readPlanFile(file) {
  let text;
  try {
    const stats = lstatSync(file);
    if (!stats.isFile() || stats.size > MOST_BYTES) throw noPlan(file);
    text = readFileSync(file, "utf8");
  } catch (cause) {
    throw noPlan(file, cause);
  }
  return parsePlan(text, file);
}
function filesOf(folder, patterns) {
  const files = patterns.flatMap((pattern) => {
    if (!pattern.includes("*")) return [resolve(folder, pattern)];
    const found = globSync(pattern, { cwd: folder }).toSorted();
    if (found.length === 0) throw noPlan(pattern);
    return found.map((path) => resolve(folder, path));
  });
  return [...new Set(files)];
}
function readPlanFiles(folder, patterns) {
  return mergePlans(filesOf(folder, patterns).map(readPlanFile));
}

export {
  writePlanFiles,
  readPlanFiles
};
