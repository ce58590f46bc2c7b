// The built Action as GitHub's runner starts it: a checkout of a merge commit, a step's environment, and what the step left.
import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { REPOSITORY } from "../fakes/github.ts";
import { readOutputs } from "../fakes/runner.ts";

export type Step = { readonly status: number; readonly log: string; readonly outputs: Record<string, string>; readonly summary: string; readonly workspace: string };

/** What starts a step: the event with its payload, GITHUB_SHA, and the workspace. */
export type StepEvent = { readonly name: string; readonly payload: unknown; readonly sha: string; readonly workspace: string };

export type ActionPlace = {
  /** Scratch folder; `dist/` in it holds the bundle. */
  readonly folder: string;
  readonly apiUrl: string;
  /** More variables of the runner. */
  readonly environment?: Readonly<Record<string, string>>;
};

/** What actions/checkout leaves: one commit, without history. */
export function checkoutCommit({ folder, url }: { readonly folder: string; readonly url: string }, commit: string): string {
  const workspace = mkdtempSync(join(folder, "workspace-"));
  const git = (...args: readonly string[]): void => {
    const { status, stderr } = spawnSync("git", ["-C", workspace, ...args], { encoding: "utf8" });
    assert.equal(status, 0, stderr);
  };
  git("init", "--quiet");
  git("remote", "add", "origin", url);
  git("fetch", "--quiet", "--depth=1", "origin", commit);
  git("checkout", "--quiet", "--detach", commit);
  return workspace;
}

/** Runs dist/action.js as a step; the token goes in as the runner gives it. */
export async function runActionStep(place: ActionPlace, { inputs, event }: { readonly inputs: Readonly<Record<string, string>>; readonly event: StepEvent }): Promise<Step> {
  const files = mkdtempSync(join(place.folder, "step-"));
  const path = (name: string): string => join(files, name);
  writeFileSync(path("event.json"), JSON.stringify(event.payload));
  for (const name of ["output", "summary"]) writeFileSync(path(name), "");
  const variables = Object.fromEntries(Object.entries(inputs).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value]));
  const child = spawn(process.execPath, [join(place.folder, "dist/action.js")], {
    cwd: event.workspace,
    env: {
      PATH: process.env["PATH"], HOME: place.folder, ...variables,
      GITHUB_ACTIONS: "true", GITHUB_API_URL: place.apiUrl, GITHUB_REPOSITORY: `${REPOSITORY.owner}/${REPOSITORY.repo}`,
      GITHUB_EVENT_NAME: event.name, GITHUB_EVENT_PATH: path("event.json"), GITHUB_SHA: event.sha, GITHUB_WORKSPACE: event.workspace,
      GITHUB_OUTPUT: path("output"), GITHUB_STEP_SUMMARY: path("summary"), ...place.environment,
    },
  });
  let log = "";
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding("utf8").on("data", (text: string) => (log += text));
  const status = await new Promise<number>((resolve) => child.on("close", (code) => resolve(code ?? -1)));
  const read = (name: string): string => readFileSync(path(name), "utf8");
  return { status, log, outputs: readOutputs(read("output")), summary: read("summary"), workspace: event.workspace };
}
