import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { exitCode, hasChanges, isQuiet, type Plan } from "../../src/report/index.ts";
import { action, finding, homelabPlan, host, planWith } from "../fakes/plans.ts";

const restart = host("falcon", [action({ unit: "docker-db.service", action: "restart" })]);
const error = finding({ code: "port-conflict", severity: "error" });
const warning = finding({ code: "moving-tag", severity: "warning" });
const info = finding({ code: "image-unpinned", severity: "info" });
const project = { name: "db", inputs: [], runtime: "docker", services: [], drift: { status: "edited", text: "", diff: "-a" }, diff: "" } as const;

type Row = { readonly what: string; readonly parts: Partial<Plan>; readonly changes: boolean; readonly code: 0 | 1 | 2 };

const rows: readonly Row[] = [
  { what: "nothing", parts: {}, changes: false, code: 0 },
  { what: "an unchanged host", parts: { hosts: [host("falcon", [])] }, changes: false, code: 0 },
  { what: "a changed host", parts: { hosts: [restart] }, changes: true, code: 2 },
  { what: "a removed host", parts: { hosts: [{ name: "falcon", status: "removed", containers: [] }] }, changes: true, code: 2 },
  { what: "a host that did not evaluate", parts: { hosts: [{ name: "falcon", status: "failed", containers: [] }] }, changes: true, code: 2 },
  { what: "no Nix, so nothing is known", parts: { findings: [finding({ code: "nix-missing", severity: "warning" })] }, changes: true, code: 2 },
  { what: "a removed project", parts: { projects: [{ ...project, inputs: [], services: [], status: "removed" }] }, changes: true, code: 2 },
  { what: "a project with drift from before", parts: { projects: [{ ...project, inputs: [], services: [], status: "converted" }] }, changes: false, code: 0 },
  { what: "updates alone", parts: { updates: [{ kind: "minor", reference: "a:1.1", proposed: "a:1.2", places: [] }] }, changes: false, code: 0 },
  { what: "a warning, fail-on error", parts: { hosts: [restart], findings: [warning] }, changes: true, code: 2 },
  { what: "an error, fail-on error", parts: { hosts: [restart], findings: [info, error] }, changes: true, code: 1 },
  { what: "an error without a change", parts: { findings: [error] }, changes: false, code: 1 },
  { what: "an error, fail-on none", parts: { findings: [error], options: { whenUnchanged: "update", failOn: ["none"] } }, changes: false, code: 0 },
  { what: "a warning, fail-on warning", parts: { findings: [warning], options: { whenUnchanged: "update", failOn: ["warning"] } }, changes: false, code: 1 },
  { what: "an info, fail-on warning", parts: { findings: [info], options: { whenUnchanged: "update", failOn: ["warning"] } }, changes: false, code: 0 },
  ...failing(),
];

/** `fail-on` beyond severities: what is reached, and what is not. */
function failing(): readonly Row[] {
  const stopped = host("falcon", [action({ unit: "docker-db.service", action: "left-stopped" })]);
  const breach = finding({ code: "policy-privileged", severity: "info" });
  const before = finding({ code: "policy-before", severity: "info" });
  const table: readonly (readonly [rule: Plan["options"]["failOn"][number], reached: Partial<Plan>, not: Partial<Plan>])[] = [
    ["left-stopped", { hosts: [stopped] }, { hosts: [restart] }],
    ["restart", { hosts: [restart] }, { hosts: [stopped] }],
    ["stop", { hosts: [host("falcon", [action({ unit: "a.service", action: "stop" })])] }, { hosts: [restart] }],
    ["major-database", { findings: [finding({ code: "database-major", severity: "warning" })] }, { findings: [error] }],
    ["unpinned", { findings: [info] }, { findings: [warning] }],
    ["unpinned", { findings: [finding({ code: "policy-unpinned", severity: "info" })] }, { findings: [breach] }],
    ["policy", { findings: [breach] }, { findings: [before] }],
    ["port-conflict", { findings: [error] }, { findings: [warning] }],
  ];
  return table.flatMap(([rule, reached, not]) => [
    { what: `${rule}, reached`, parts: { ...reached, options: { whenUnchanged: "update", failOn: ["none", rule] } }, changes: (reached.hosts ?? []).length > 0, code: 1 } as const,
    { what: `${rule}, not reached`, parts: { ...not, options: { whenUnchanged: "update", failOn: [rule] } }, changes: (not.hosts ?? []).length > 0, code: (not.hosts ?? []).length > 0 ? 2 : 0 } as const,
  ]);
}

describe("hasChanges and exitCode", () => {
  for (const { what, parts, changes, code } of rows) {
    it(what, () => {
      assert.equal(hasChanges(planWith(parts)), changes);
      assert.equal(exitCode(planWith(parts)), code);
    });
  }
});

describe("isQuiet", () => {
  it("holds where nothing changes and nothing needs a look", () => {
    assert.equal(isQuiet(planWith({ findings: [info] })), true);
    assert.equal(isQuiet(planWith({ findings: [warning] })), false);
    assert.equal(isQuiet(homelabPlan), false);
  });
});
