// Plan <-> the files of a run: plan.json, plan.md and plan.html in a folder of the workspace.
import { globSync, lstatSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, relative, resolve, sep } from "node:path";
import { StowplanError } from "../../errors.ts";
import { mergePlans, parsePlan, type Plan, renderHtml, renderMarkdown, writePlan } from "../../report/index.ts";

export type PlanFiles = { readonly plan: string; readonly markdown: string; readonly html: string };

/**
 * Whether nothing but folders stands in the way of `output` below the workspace. The workspace holds the pull request's files: a link or
 * a file among them must neither decide where we write nor keep the plan from being told.
 */
function isFree(workspace: string, output: string): boolean {
  const folder = resolve(workspace, output);
  if (relative(workspace, folder).startsWith("..")) return true;
  const names = relative(workspace, folder).split(sep).filter((name) => name !== "");
  const steps = names.map((_, index) => join(workspace, ...names.slice(0, index + 1)));
  return steps.every((step) => lstatSync(step, { throwIfNoEntry: false })?.isDirectory() ?? true);
}

/** The folder to write to: the input's, else one of the runner's own, where no pull request can put anything. */
function openFolder({ workspace, output, scratch }: FilesPlace): string {
  const folder = isFree(workspace, output) ? resolve(workspace, output) : join(scratch, "stowplan");
  mkdirSync(folder, { recursive: true });
  return folder;
}

/** A link in a file's place is removed, not followed. */
function writeAnew(file: string, text: string): string {
  rmSync(file, { force: true, recursive: true });
  writeFileSync(file, text, { flag: "wx" });
  return file;
}

/** `output` is relative to the workspace; `scratch` is the runner's temporary folder. */
export type FilesPlace = { readonly workspace: string; readonly output: string; readonly scratch: string };

/** A path as later steps can use it: relative where it lies in the workspace. */
function tellPath(workspace: string, file: string): string {
  const path = relative(workspace, file);
  return path.startsWith("..") ? file : path;
}

/** Writes the three files and gives their paths, relative to the workspace where they lie in it. */
export function writePlanFiles(plan: Plan, place: FilesPlace): PlanFiles {
  const folder = openFolder(place);
  const write = (name: string, text: string): string => tellPath(place.workspace, writeAnew(join(folder, name), text));
  return {
    plan: write("plan.json", writePlan(plan)),
    markdown: write("plan.md", renderMarkdown(plan, { limit: Number.POSITIVE_INFINITY })),
    html: write("plan.html", renderHtml(plan)),
  };
}

/** As many bytes as the characters that a plan may have can take. */
const MOST_BYTES = 256_000_000;

function noPlan(file: string, cause?: unknown): StowplanError {
  return new StowplanError({
    code: "plan-invalid",
    subject: file,
    message: "There is no plan to publish.",
    hint: "Make it with `mode: plan`, upload the folder as an artifact, download it before this step, and name the file in the input `plan`.",
    cause,
  });
}

function readPlanFile(file: string): Plan {
  let text: string;
  try {
    // An artifact is a stranger's: neither a link to another file nor one that fills the memory.
    const stats = lstatSync(file);
    if (!stats.isFile() || stats.size > MOST_BYTES) throw noPlan(file);
    text = readFileSync(file, "utf8");
  } catch (cause) {
    throw noPlan(file, cause);
  }
  return parsePlan(text, file);
}

/** Paths, and patterns with `*`, below a folder; a pattern that finds nothing is a plan that is missing. */
function filesOf(folder: string, patterns: readonly string[]): readonly string[] {
  const files = patterns.flatMap((pattern) => {
    if (!pattern.includes("*")) return [resolve(folder, pattern)];
    const found = globSync(pattern, { cwd: folder }).toSorted();
    if (found.length === 0) throw noPlan(pattern);
    return found.map((path) => resolve(folder, path));
  });
  return [...new Set(files)];
}

/** Reads the plans that other jobs left, as one plan. Throws `plan-invalid` where one is missing, broken or of something else. */
export function readPlanFiles(folder: string, patterns: readonly string[]): Plan {
  return mergePlans(filesOf(folder, patterns).map(readPlanFile));
}
