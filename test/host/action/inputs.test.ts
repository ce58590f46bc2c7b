import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { describe, it } from "node:test";
import { parse } from "yaml";
import * as z from "zod";
import { listOptions } from "../../../src/config/index.ts";
import { matrixOutputs, planOutputs, publicationOutputs } from "../../../src/host/action/outputs.ts";
import { publishedKey, readActionInputs } from "../../../src/host/action/inputs.ts";
import { planWith } from "../../fakes/plans.ts";

const ActionFile = z.object({ inputs: z.record(z.string(), z.unknown()), outputs: z.record(z.string(), z.unknown()), runs: z.object({ using: z.string(), main: z.string() }) });
const file = ActionFile.parse(parse(readFileSync(new URL("../../../action.yml", import.meta.url), "utf8")));

describe("readActionInputs", () => {
  it("has defaults", () => {
    const { mode, token, checkout, output, planFiles, share, matrixSize, base, head } = readActionInputs({ INPUT_TOKEN: "t" });
    assert.deepEqual({ mode, token, checkout, output, planFiles, share, matrixSize, base, head }, { mode: "all", token: "t", checkout: ".", output: "stowplan", planFiles: ["stowplan/plan.json"], share: undefined, matrixSize: 8, base: "", head: "" });
  });
  it("reads the runner's variables", () => {
    const inputs = readActionInputs({ INPUT_MODE: "plan", INPUT_OUTPUT: " out ", "INPUT_FAIL-ON": "none", INPUT_HOSTS: "falcon,kestrel" });
    assert.deepEqual([inputs.mode, inputs.output, inputs.planFiles], ["plan", "out", ["out/plan.json"]]);
    assert.deepEqual([inputs.config["fail-on"], inputs.config["hosts"]], ["none", "falcon,kestrel"]);
  });
  it("needs a token to publish, before anything is planned", () => {
    assert.throws(() => readActionInputs({}), { code: "usage", subject: "input token" });
    assert.equal(readActionInputs({ INPUT_MODE: "plan" }).token, "");
  });
  it("reads flags", () => {
    const { annotates, allowsTarget } = readActionInputs({ INPUT_MODE: "plan" });
    assert.deepEqual([annotates, allowsTarget], [true, false]);
    const set = readActionInputs({ INPUT_MODE: "plan", INPUT_ANNOTATIONS: "false", "INPUT_ALLOW-PULL-REQUEST-TARGET": "True" });
    assert.deepEqual([set.annotates, set.allowsTarget], [false, true]);
    assert.throws(() => readActionInputs({ INPUT_MODE: "plan", INPUT_ANNOTATIONS: "no" }), { code: "usage", subject: "input annotations" });
  });
  it("takes the key of another job's plan from the workflow", () => {
    assert.equal(publishedKey(readActionInputs({ INPUT_MODE: "publish", INPUT_TOKEN: "t", INPUT_KEY: "mine" })), "mine");
    assert.equal(publishedKey(readActionInputs({ INPUT_MODE: "publish", INPUT_TOKEN: "t" })), "default");
  });
  it("reads several plans, from lines or between commas", () => {
    assert.deepEqual(readActionInputs({ INPUT_TOKEN: "t", INPUT_MODE: "publish", INPUT_PLAN: "a/plan.json\n plans/*/plan.json , b.json" }).planFiles, ["a/plan.json", "plans/*/plan.json", "b.json"]);
  });
  it("reads a share of the hosts", () => assert.deepEqual(readActionInputs({ INPUT_MODE: "plan", INPUT_SHARD: "2/5" }).share, { number: 2, of: 5 }));
  for (const shard of ["0/3", "4/3", "1/257", "1", "a/b", "1/3/5", "-1/3"]) {
    it(`refuses the share ${shard}`, () => assert.throws(() => readActionInputs({ INPUT_MODE: "plan", INPUT_SHARD: shard }), { code: "usage", subject: "input shard" }));
  }
  it("refuses to publish one share as the whole", () => assert.throws(() => readActionInputs({ INPUT_TOKEN: "t", INPUT_SHARD: "1/2" }), { code: "usage", subject: "input shard" }));
  for (const size of ["0", "257", "many"]) {
    it(`refuses a matrix of ${size} jobs`, () => assert.throws(() => readActionInputs({ INPUT_MODE: "matrix", "INPUT_MATRIX-SIZE": size }), { code: "usage", subject: "input matrix-size" }));
  }
  it("needs a token for updates", () => assert.throws(() => readActionInputs({ INPUT_MODE: "update" }), { code: "usage", subject: "input token" }));
  it("refuses another mode", () => assert.throws(() => readActionInputs({ INPUT_MODE: "apply" }), { code: "usage" }));
});

describe("action.yml", () => {
  it("has every option that is an input, and no other than the entry's own", () => {
    const options = listOptions().flatMap((option) => option.input ?? []);
    const entry = ["mode", "token", "repository-path", "output", "plan", "artifact-url", "shard", "matrix-size", "base", "head", "annotations", "allow-pull-request-target"];
    assert.deepEqual(Object.keys(file.inputs).toSorted(), [...options, ...entry].toSorted());
  });
  it("has every output", () => {
    const outputs = Object.keys(planOutputs(planWith(), { plan: "", markdown: "", html: "" }));
    assert.deepEqual(Object.keys(file.outputs).toSorted(), [...outputs, ...Object.keys(matrixOutputs([], 1)), ...Object.keys(publicationOutputs({ kind: "created", text: "" })), "branches", "pull-requests", "dashboard-url"].toSorted());
  });
  it("runs the bundle on Node 24", () => assert.deepEqual(file.runs, { using: "node24", main: "dist/action.js" }));
});
