import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { describe, it } from "node:test";
import { parse } from "yaml";
import * as z from "zod";
import { listOptions } from "../../../src/config/index.ts";
import { planOutputs } from "../../../src/host/action/outputs.ts";
import { publishedKey, readActionInputs } from "../../../src/host/action/inputs.ts";
import { planWith } from "../../fakes/plans.ts";

const ActionFile = z.object({ inputs: z.record(z.string(), z.unknown()), outputs: z.record(z.string(), z.unknown()), runs: z.object({ using: z.string(), main: z.string() }) });
const file = ActionFile.parse(parse(readFileSync(new URL("../../../action.yml", import.meta.url), "utf8")));

describe("readActionInputs", () => {
  it("has defaults", () => {
    const { mode, token, checkout, output, planFile, base, head } = readActionInputs({ INPUT_TOKEN: "t" });
    assert.deepEqual({ mode, token, checkout, output, planFile, base, head }, { mode: "all", token: "t", checkout: ".", output: "stowplan", planFile: "stowplan/plan.json", base: "", head: "" });
  });
  it("reads the runner's variables", () => {
    const inputs = readActionInputs({ INPUT_MODE: "plan", INPUT_OUTPUT: " out ", "INPUT_FAIL-ON": "none", INPUT_HOSTS: "falcon,kestrel" });
    assert.deepEqual([inputs.mode, inputs.output, inputs.planFile], ["plan", "out", "out/plan.json"]);
    assert.deepEqual([inputs.config["fail-on"], inputs.config["hosts"]], ["none", "falcon,kestrel"]);
  });
  it("needs a token to publish, before anything is planned", () => {
    assert.throws(() => readActionInputs({}), { code: "usage", subject: "input token" });
    assert.equal(readActionInputs({ INPUT_MODE: "plan" }).token, "");
  });
  it("takes the key of another job's plan from the workflow", () => {
    assert.equal(publishedKey(readActionInputs({ INPUT_MODE: "publish", INPUT_TOKEN: "t", INPUT_KEY: "mine" })), "mine");
    assert.equal(publishedKey(readActionInputs({ INPUT_MODE: "publish", INPUT_TOKEN: "t" })), "default");
  });
  it("refuses another mode", () => assert.throws(() => readActionInputs({ INPUT_MODE: "apply" }), { code: "usage" }));
});

describe("action.yml", () => {
  it("has every option that is an input, and no other than the entry's own", () => {
    const options = listOptions().flatMap((option) => option.input ?? []);
    const entry = ["mode", "token", "repository-path", "output", "plan", "base", "head"];
    assert.deepEqual(Object.keys(file.inputs).toSorted(), [...options, ...entry].toSorted());
  });
  it("has every output", () => {
    const outputs = Object.keys(planOutputs(planWith(), { plan: "", markdown: "", html: "" }));
    assert.deepEqual(Object.keys(file.outputs).toSorted(), [...outputs, "publication", "comment-url"].toSorted());
  });
  it("runs the bundle on Node 24", () => assert.deepEqual(file.runs, { using: "node24", main: "dist/action.js" }));
});
