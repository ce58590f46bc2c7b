// Units of which nothing is known stand in the first screen and in their host's section: silence would read as "no change".
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { hasChanges, renderMarkdown, SUMMARY_LIMIT } from "../../src/report/index.ts";
import type { HostPlan } from "../../src/switch/index.ts";
import { action, finding, host, planWith } from "../fakes/plans.ts";

const NAMES = ["container@web.service", "container@db.service"];

function unknownOn(plan: HostPlan, unknown: readonly string[]): HostPlan {
  return { ...plan, status: "changed", ...(plan.switch === undefined ? {} : { switch: { ...plan.switch, unknown: [...unknown] } }) };
}

const ROWS: readonly (readonly [what: string, host: HostPlan, row: RegExp])[] = [
  ["beside nothing else", unknownOn(host("falcon", []), NAMES), /### 1 host: 🛑 \*\*2 units not known\*\*\n[^]*\| `falcon` \| 🛑 \*\*2 units not known\*\* \|/],
  ["beside units that restart", unknownOn(host("falcon", [action({ unit: "a.service", action: "restart" })]), NAMES), /\| `falcon` \| 1 unit restarts, 🛑 \*\*2 units not known\*\* \|/],
  ["alone", unknownOn(host("falcon", []), NAMES.slice(0, 1)), /\*\*1 unit not known\*\*/],
];

describe("units that are not known", () => {
  for (const [what, falcon, row] of ROWS) {
    it(`are told ${what}`, () => {
      const plan = planWith({ hosts: [falcon], findings: [finding({ code: "container-failed", severity: "error" })] });
      const text = renderMarkdown(plan, { limit: SUMMARY_LIMIT });
      assert.match(text, row);
      assert.match(text, /\*\*Not known\*\*: what the switch does to `container@web\.service`/);
      assert.ok(hasChanges(plan));
    });
  }

  it("are counted where they are many", () => {
    const many = Array.from({ length: 25 }, (_, index) => `container@c${index}.service`);
    assert.match(renderMarkdown(planWith({ hosts: [unknownOn(host("falcon", []), many)] }), { limit: SUMMARY_LIMIT }), /`container@c19\.service` and 5 more/);
  });
});
