import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, it } from "node:test";
import { readPlanFiles, writePlanFiles } from "../../../src/host/action/files.ts";
import { homelabPlan, host, planWith } from "../../fakes/plans.ts";

let workspace: string;
let outside: string;
let scratch: string;
beforeEach(() => {
  workspace = mkdtempSync(join(tmpdir(), "stowplan-workspace-"));
  outside = mkdtempSync(join(tmpdir(), "stowplan-outside-"));
  scratch = mkdtempSync(join(tmpdir(), "stowplan-scratch-"));
});
afterEach(() => [workspace, outside, scratch].forEach((folder) => rmSync(folder, { recursive: true })));

describe("writePlanFiles", () => {
  it("writes what readPlanFiles reads", () => {
    const files = writePlanFiles(homelabPlan, { workspace, output: "stowplan", scratch });
    assert.deepEqual(files, { plan: "stowplan/plan.json", markdown: "stowplan/plan.md", html: "stowplan/plan.html" });
    assert.deepEqual(readPlanFiles(workspace, [files.plan]), homelabPlan);
    assert.match(readFileSync(join(workspace, files.html), "utf8"), /^<!doctype html>/);
  });

  it("writes over an earlier run", () => {
    writePlanFiles(homelabPlan, { workspace, output: "a/b", scratch });
    writePlanFiles({ ...homelabPlan, key: "second" }, { workspace, output: "a/b", scratch });
    assert.equal(readPlanFiles(workspace, ["a/b/plan.json"]).key, "second");
  });

  it("follows no link in a file's place", () => {
    const victim = join(outside, "victim");
    writeFileSync(victim, "untouched");
    mkdirSync(join(workspace, "stowplan"));
    symlinkSync(victim, join(workspace, "stowplan/plan.json"));
    writePlanFiles(homelabPlan, { workspace, output: "stowplan", scratch });
    assert.equal(readFileSync(victim, "utf8"), "untouched");
  });

  for (const output of ["stowplan", "stowplan/deeper"]) {
    it(`goes to the runner's own folder where a link leads out at ${output}`, () => {
      symlinkSync(outside, join(workspace, "stowplan"));
      const files = writePlanFiles(homelabPlan, { workspace, output, scratch });
      assert.equal(files.plan, join(scratch, "stowplan", "plan.json"));
      assert.deepEqual(readPlanFiles(workspace, [files.plan]), homelabPlan);
      assert.deepEqual(readdirSync(outside), []);
    });
  }

  it("goes to the runner's own folder where a file of the pull request has the folder's name", () => {
    writeFileSync(join(workspace, "stowplan"), "");
    assert.equal(writePlanFiles(homelabPlan, { workspace, output: "stowplan", scratch }).plan, join(scratch, "stowplan", "plan.json"));
  });
});

describe("readPlanFiles", () => {
  for (const path of ["plan.json", "plans/*/plan.json"]) {
    it(`says what to do where there is no ${path}`, () => {
      assert.throws(() => readPlanFiles(workspace, [path]), { code: "plan-invalid", subject: new RegExp(path.replaceAll("*", "\\*")), message: /no plan to publish/ });
    });
  }

  it("merges what a pattern finds, each file once", () => {
    for (const number of [1, 2]) {
      const part = planWith({ share: { number, of: 2 }, hosts: [host(`host${number}`, [])] });
      writePlanFiles(part, { workspace, output: `plans/plan-${number}`, scratch });
    }
    const whole = readPlanFiles(workspace, ["plans/*/plan.json", "plans/plan-1/plan.json"]);
    assert.deepEqual([whole.share, whole.hosts.map(({ name }) => name), whole.findings], [undefined, ["host1", "host2"], []]);
  });
});
