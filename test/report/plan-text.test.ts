import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { parsePlan, planHash, writePlan } from "../../src/report/index.ts";
import { homelabPlan, planWith } from "../fakes/plans.ts";

function messageOf(text: string): string {
  try {
    parsePlan(text);
  } catch (error) {
    assert.ok(error instanceof Error && "code" in error);
    assert.equal(error.code, "plan-invalid");
    return error.message;
  }
  return "no error";
}

function changed(change: (plan: Record<string, unknown>) => unknown): string {
  return JSON.stringify(change(structuredClone(homelabPlan)));
}

describe("writePlan and parsePlan", () => {
  it("give the plan back", () => assert.deepEqual(parsePlan(writePlan(homelabPlan)), homelabPlan));

  it("end in a line break and are stable", () => {
    assert.match(writePlan(homelabPlan), /\}\n$/);
    assert.equal(planHash(parsePlan(writePlan(homelabPlan))), planHash(homelabPlan));
    assert.notEqual(planHash(planWith()), planHash(planWith({ key: "other" })));
  });

  const broken: readonly (readonly [string, string, RegExp])[] = [
    ["no JSON", "{", /not JSON/],
    ["no object", "[]", /the document: /],
    ["another version", changed((plan) => ({ ...plan, version: 2 })), /version: .*1/],
    ["a head that is no commit", changed((plan) => ({ ...plan, head: "main" })), /head: /],
    ["an unknown key", changed((plan) => ({ ...plan, extra: 1 })), /extra/],
    ["a wrong entry far inside", changed((plan) => ({ ...plan, findings: [{ code: "no-such" }] })), /findings\[0\]\.code: /],
    ["a text that is too long", changed((plan) => ({ ...plan, key: "k".repeat(64) })), /key: /],
    ["too many entries", changed((plan) => ({ ...plan, hosts: Array.from({ length: 2001 }, () => ({ name: "a", status: "unchanged", containers: [] })) })), /hosts: /],
  ];
  for (const [what, text, expected] of broken) it(`refuse ${what} with its path`, () => assert.match(messageOf(text), expected));
});
