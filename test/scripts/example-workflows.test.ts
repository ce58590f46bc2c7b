// The workflows that people copy: inputs and outputs that exist, no right that the job does not need.
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, it } from "node:test";
import { parse } from "yaml";
import * as z from "zod";
import { readActionInputs } from "../../src/host/action/inputs.ts";

const root = join(import.meta.dirname, "..", "..");
const folder = join(root, "examples", "workflows");

const Step = z.looseObject({ uses: z.string(), with: z.record(z.string(), z.unknown()).default({}) });
const Job = z.looseObject({ permissions: z.record(z.string(), z.string()), outputs: z.record(z.string(), z.string()).default({}), steps: z.array(Step) });
const Workflow = z.looseObject({ permissions: z.strictObject({}), jobs: z.record(z.string(), Job) });
const ActionFile = z.object({ inputs: z.record(z.string(), z.unknown()), outputs: z.record(z.string(), z.unknown()) });
const action = ActionFile.parse(parse(readFileSync(join(root, "action.yml"), "utf8")));

for (const name of readdirSync(folder)) {
  describe(`examples/workflows/${name}`, () => {
    const { jobs } = Workflow.parse(parse(readFileSync(join(folder, name), "utf8")));
    const own = Object.values(jobs).flatMap((job) => job.steps.filter(({ uses }) => uses.startsWith("stowplan/")).map((step) => ({ job, step })));

    it("names inputs and outputs of action.yml", () => {
      assert.ok(own.length > 0);
      for (const { step } of own) for (const input of Object.keys(step.with)) assert.ok(Object.hasOwn(action.inputs, input), input);
      const read = Object.values(jobs).flatMap((job) => Object.values(job.outputs).map((text) => /outputs\.([\w-]+)/.exec(text)?.[1] ?? ""));
      for (const output of read) assert.ok(Object.hasOwn(action.outputs, output), output);
    });

    it("gives the right to write to no job that only plans", () => {
      for (const { job, step } of own) {
        const { mode } = readActionInputs({ INPUT_MODE: z.string().default("").parse(step.with["mode"]), INPUT_TOKEN: "t" });
        const writes = Object.values(job.permissions).includes("write");
        assert.equal(writes, ["all", "publish", "update"].includes(mode), mode);
      }
    });

    it("leaves no token in a checkout", () => {
      const checkouts = Object.values(jobs).flatMap((job) => job.steps.filter(({ uses }) => uses.startsWith("actions/checkout@")));
      for (const { with: inputs } of checkouts) assert.equal(inputs["persist-credentials"], false);
    });
  });
}
