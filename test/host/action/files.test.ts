import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, it } from "node:test";
import { readPlanFile, writePlanFiles } from "../../../src/host/action/files.ts";
import { homelabPlan } from "../../fakes/plans.ts";

let workspace: string;
let outside: string;
beforeEach(() => {
  workspace = mkdtempSync(join(tmpdir(), "stowplan-workspace-"));
  outside = mkdtempSync(join(tmpdir(), "stowplan-outside-"));
});
afterEach(() => [workspace, outside].forEach((folder) => rmSync(folder, { recursive: true })));

describe("writePlanFiles", () => {
  it("writes what readPlanFile reads", () => {
    const files = writePlanFiles(homelabPlan, { workspace, output: "stowplan" });
    assert.deepEqual(files, { plan: "stowplan/plan.json", markdown: "stowplan/plan.md", html: "stowplan/plan.html" });
    assert.deepEqual(readPlanFile(join(workspace, files.plan)), homelabPlan);
    assert.match(readFileSync(join(workspace, files.html), "utf8"), /^<!doctype html>/);
  });

  it("writes over an earlier run", () => {
    writePlanFiles(homelabPlan, { workspace, output: "a/b" });
    writePlanFiles({ ...homelabPlan, key: "second" }, { workspace, output: "a/b" });
    assert.equal(readPlanFile(join(workspace, "a/b/plan.json")).key, "second");
  });

  it("follows no link in a file's place", () => {
    const victim = join(outside, "victim");
    writeFileSync(victim, "untouched");
    mkdirSync(join(workspace, "stowplan"));
    symlinkSync(victim, join(workspace, "stowplan/plan.json"));
    writePlanFiles(homelabPlan, { workspace, output: "stowplan" });
    assert.equal(readFileSync(victim, "utf8"), "untouched");
  });

  for (const output of ["stowplan", "stowplan/deeper"]) {
    it(`refuses ${output} where a link leads out`, () => {
      symlinkSync(outside, join(workspace, "stowplan"));
      assert.throws(() => writePlanFiles(homelabPlan, { workspace, output }), { code: "usage" });
      assert.deepEqual(readdirSync(outside).filter((name) => name.startsWith("plan")), []);
    });
  }
});

describe("readPlanFile", () => {
  it("says what to do where there is no plan", () => {
    assert.throws(() => readPlanFile(join(workspace, "plan.json")), { code: "plan-invalid", message: /no plan to publish/ });
  });
});
