import { createRequire as __createRequire } from "node:module";
const require = __createRequire(import.meta.url), __filename = import.meta.filename, __dirname = import.meta.dirname;
import {
  parsePlan,
  renderHtml,
  renderMarkdown,
  writePlan
} from "./chunk-W6MGZQ5J.js";
import {
  StowplanError
} from "./chunk-B2IOVMOK.js";

// src/host/action/files.ts
import { lstatSync, mkdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { join, relative, resolve } from "node:path";
function refuseLink(folder) {
  return new StowplanError({
    code: "usage",
    subject: folder,
    message: "The folder for the plan leads out of the workspace through a symbolic link, which a pull request may have put there.",
    hint: "Name another folder in the input `output`."
  });
}
function openFolder(workspace, output) {
  const folder = resolve(workspace, output);
  const expected = resolve(realpathSync(workspace), output);
  const isLink = lstatSync(folder, { throwIfNoEntry: false })?.isSymbolicLink() ?? false;
  if (isLink) throw refuseLink(output);
  mkdirSync(folder, { recursive: true });
  if (realpathSync(folder) !== expected) throw refuseLink(output);
  return folder;
}
function writeAnew(file, text) {
  rmSync(file, { force: true, recursive: true });
  writeFileSync(file, text, { flag: "wx" });
  return file;
}
function writePlanFiles(plan, place) {
  const folder = openFolder(place.workspace, place.output);
  const write = (name, text) => relative(place.workspace, writeAnew(join(folder, name), text));
  return {
    plan: write("plan.json", writePlan(plan)),
    markdown: write("plan.md", renderMarkdown(plan, { limit: Number.POSITIVE_INFINITY })),
    html: write("plan.html", renderHtml(plan))
  };
}
function readPlanFile(file) {
  let text;
  try {
    text = readFileSync(file, "utf8");
  } catch (cause) {
    throw new StowplanError({
      code: "plan-invalid",
      subject: file,
      message: "There is no plan to publish.",
      hint: "Make it with `mode: plan`, upload the folder as an artifact, download it before this step, and name the file in the input `plan`.",
      cause
    });
  }
  return parsePlan(text);
}

export {
  writePlanFiles,
  readPlanFile
};
