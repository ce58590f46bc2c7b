// The plan of a run that could make none: one error, which is told where it may be.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { StowplanError } from "../../src/errors.ts";
import { exitCode, failedPlan } from "../../src/report/index.ts";

const REVISIONS = { base: "0".repeat(40), head: "1".repeat(40) };

describe("failedPlan", () => {
  it("tells our own error, without what is secret in it", () => {
    const error = new StowplanError({ code: "git-failed", subject: "https://ada:hunter2hunter2@forge.example.org/homelab", message: "It cannot be read.", hint: "Look at the address." });
    const { findings, tip, key } = failedPlan(error, REVISIONS);
    assert.deepEqual([tip, key], [REVISIONS.head, "default"]);
    assert.deepEqual(findings.map(({ code, severity, message, hint }) => [code, severity, message, hint]), [["plan-failed", "error", "It cannot be read.", "Look at the address."]]);
    assert.doesNotMatch(JSON.stringify(findings), /hunter2/);
  });

  it("keeps the text of any other error to the log", () => {
    const plan = failedPlan(new TypeError("token is abc123"), { ...REVISIONS, key: "lab" });
    assert.deepEqual([plan.key, plan.findings.map(({ code }) => code), exitCode(plan)], ["lab", ["plan-failed"], 1]);
    assert.doesNotMatch(JSON.stringify(plan), /abc123/);
  });
});
