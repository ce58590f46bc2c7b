// Plan <-> the files of a run: plan.json, plan.md and plan.html in a folder of the workspace.
import { lstatSync, mkdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import { StowplanError } from "../../errors.ts";
import { parsePlan, type Plan, renderHtml, renderMarkdown, writePlan } from "../../report/index.ts";

export type PlanFiles = { readonly plan: string; readonly markdown: string; readonly html: string };

function refuseLink(folder: string): StowplanError {
  return new StowplanError({
    code: "usage",
    subject: folder,
    message: "The folder for the plan leads out of the workspace through a symbolic link, which a pull request may have put there.",
    hint: "Name another folder in the input `output`.",
  });
}

/**
 * Makes the folder. The workspace holds the pull request's files: a link among them must not decide where we write.
 * Throws `usage`.
 */
function openFolder(workspace: string, output: string): string {
  const folder = resolve(workspace, output);
  const expected = resolve(realpathSync(workspace), output);
  const isLink = lstatSync(folder, { throwIfNoEntry: false })?.isSymbolicLink() ?? false;
  if (isLink) throw refuseLink(output);
  mkdirSync(folder, { recursive: true });
  if (realpathSync(folder) !== expected) throw refuseLink(output);
  return folder;
}

/** A link in a file's place is removed, not followed. */
function writeAnew(file: string, text: string): string {
  rmSync(file, { force: true, recursive: true });
  writeFileSync(file, text, { flag: "wx" });
  return file;
}

/** Writes the three files and gives their paths relative to the workspace. Throws `usage` where the folder is a link. */
export function writePlanFiles(plan: Plan, place: { readonly workspace: string; readonly output: string }): PlanFiles {
  const folder = openFolder(place.workspace, place.output);
  const write = (name: string, text: string): string => relative(place.workspace, writeAnew(join(folder, name), text));
  return {
    plan: write("plan.json", writePlan(plan)),
    markdown: write("plan.md", renderMarkdown(plan, { limit: Number.POSITIVE_INFINITY })),
    html: write("plan.html", renderHtml(plan)),
  };
}

/** Reads a plan that another job left. Throws `plan-invalid`, also where there is none. */
export function readPlanFile(file: string): Plan {
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch (cause) {
    throw new StowplanError({
      code: "plan-invalid",
      subject: file,
      message: "There is no plan to publish.",
      hint: "Make it with `mode: plan`, upload the folder as an artifact, download it before this step, and name the file in the input `plan`.",
      cause,
    });
  }
  return parsePlan(text);
}
