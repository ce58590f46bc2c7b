import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { Finding } from "../../../src/errors.ts";
import { publishPlan } from "../../../src/plan.ts";
import type { Log } from "../../../src/ports.ts";
import type { Published } from "../../../src/publish/index.ts";
import type { LabelNames, Plan } from "../../../src/report/index.ts";
import { type FakeForge, fakeForge, pullRequestWith, silentLog } from "../../fakes/forge.ts";
import { action, finding, HEAD, homelabPlan, host, planWith, TIP } from "../../fakes/plans.ts";

const at = (line: number, parts: Partial<Finding> = {}): Finding => finding({ code: "port-conflict", severity: "error", place: { file: "hosts/falcon.nix", line }, ...parts });
const many = (count: number, first = 1): Finding[] => Array.from({ length: count }, (_, index) => at(first + index));
const checkCalls = ({ calls }: FakeForge): readonly string[] => calls.filter((call) => call.includes("-check"));
const publish = (plan: Plan, { log = silentLog, ...forge }: FakeForge & { readonly log?: Log }): Promise<Published> => publishPlan({ plan, pullRequest: 7 }, { forge, log });

type Row = readonly [what: string, plan: Plan, conclusion: string];

const conclusions: readonly Row[] = [
  ["nothing changes", planWith(), "success"],
  ["a unit restarts", planWith({ hosts: [host("falcon", [action({ unit: "a.service", action: "restart" })])] }), "success"],
  ["a warning", planWith({ findings: [finding({ code: "moving-tag", severity: "warning" })] }), "neutral"],
  ["a note", planWith({ findings: [finding({ code: "moving-tag", severity: "info" })] }), "success"],
  ["an error", planWith({ findings: many(1) }), "failure"],
  ["an error that fails nothing", planWith({ findings: many(1), options: { whenUnchanged: "update", failOn: ["none"] } }), "neutral"],
  ["a host that is unknown", planWith({ hosts: [{ name: "falcon", status: "failed", containers: [] }] }), "neutral"],
  ["an action that fails", planWith({ hosts: [host("falcon", [action({ unit: "a.service", action: "left-stopped" })])], options: { whenUnchanged: "update", failOn: ["left-stopped"] } }), "failure"],
];

describe("check runs", () => {
  for (const [what, plan, conclusion] of conclusions) {
    it(`${what}: ${conclusion}`, async () => {
      const { check } = await publish(plan, fakeForge());
      assert.equal(check?.conclusion, conclusion);
    });
  }

  it("never give a stranger's own plan a success", async () => {
    const fork = fakeForge([], pullRequestWith({ isFork: true }));
    assert.equal((await publishPlan({ plan: planWith(), pullRequest: 7, isForeign: true }, { forge: fork, log: silentLog })).check?.conclusion, "neutral");
    assert.equal((await publishPlan({ plan: planWith(), pullRequest: 7, isForeign: true }, { forge: fakeForge(), log: silentLog })).check?.conclusion, "success");
  });

  it("bring annotations fifty at a time, and every request says how it ended", async () => {
    const forge = fakeForge();
    await publish(planWith({ findings: many(120) }), forge);
    assert.deepEqual(checkCalls(forge), ["create-check failure 50", "update-check 1 failure 50", "update-check 1 failure 20"]);
    assert.equal(forge.checks[0]?.annotations.length, 120);
  });

  it("stay as they are where they say it already", async () => {
    const forge = fakeForge();
    const plan = planWith({ findings: many(60) });
    const first = await publish(plan, forge);
    const second = await publish(plan, forge);
    assert.deepEqual(second.check, first.check);
    assert.equal(checkCalls(forge).length, 2);
  });

  it("are completed where an attempt was cut off", async () => {
    const forge = fakeForge();
    const plan = planWith({ findings: many(60) });
    forge.denied.add("update-check");
    await publish(plan, forge);
    forge.denied.clear();
    await publish(plan, forge);
    assert.deepEqual(checkCalls(forge), ["create-check failure 50", "update-check 1 failure 10", "update-check 1 failure 10"]);
    assert.equal(forge.checks.length, 1);
  });

  it("are updated where more is said, and replaced where something is no longer true, as annotations cannot be taken away", async () => {
    const forge = fakeForge();
    await publish(planWith({ findings: many(2) }), forge);
    await publish(planWith({ findings: many(3) }), forge);
    await publish(planWith({ findings: many(1) }), forge);
    assert.deepEqual(checkCalls(forge), ["create-check failure 2", "update-check 1 failure 1", "create-check failure 1", "update-check 1 neutral 0"]);
    assert.equal(forge.checks[0]?.report.title, "Replaced by a newer check");
    assert.equal(forge.checks[0].report.detailsUrl, "https://forge.example/checks/2");
  });

  it("by several runs at once are one in the end: the newest, by which branch rules go", async () => {
    const forge = fakeForge();
    const plan = planWith({ findings: many(60) });
    const published = await Promise.all(Array.from({ length: 3 }, () => publish(plan, forge)));
    assert.deepEqual(forge.checks.map(({ report }) => report.conclusion), ["neutral", "neutral", "failure"]);
    assert.equal(forge.checks[2]?.annotations.length, 60);
    assert.deepEqual(new Set(published.map(({ check }) => check?.url)), new Set(["https://forge.example/checks/3"]));
    const { length } = checkCalls(forge);
    await publish(plan, forge);
    assert.equal(checkCalls(forge).length, length);
  });

  it("are not mistaken for a workflow's job of the same name", async () => {
    const forge = fakeForge();
    const job = await forge.createCheck({ report: { name: "stowplan", commit: TIP, externalId: "0b9c5a52-8f0e", conclusion: "success", title: "", summary: "" }, annotations: [] });
    await publish(planWith({ findings: many(1) }), forge);
    assert.deepEqual(forge.checks.map(({ report }) => report.conclusion), ["success", "failure"]);
    assert.notEqual(forge.checks[1]?.id, job.id);
  });

  it("of another App are not touched", async () => {
    const forge = fakeForge();
    await publish(planWith(), forge);
    for (const [index, check] of forge.checks.entries()) forge.checks[index] = { ...check, author: "other[bot]" };
    await publish(planWith({ findings: many(1) }), forge);
    assert.equal(forge.checks.length, 2);
  });

  it("are one for each key", async () => {
    const forge = fakeForge();
    await publish(planWith(), forge);
    await publish(planWith({ key: "edge" }), forge);
    assert.deepEqual(forge.checks.map(({ report }) => report.name), ["stowplan", "stowplan (edge)"]);
  });

  it("lead to the run that made the plan", async () => {
    const forge = fakeForge();
    await publishPlan({ plan: planWith(), pullRequest: 7, run: "https://github.com/ada/homelab/actions/runs/1" }, { forge, log: silentLog });
    await publish(planWith({ key: "edge" }), forge);
    assert.deepEqual(forge.checks.map(({ report }) => report.detailsUrl), ["https://github.com/ada/homelab/actions/runs/1", undefined]);
  });

  it("say the headline, and hold to GitHub's limits", async () => {
    const forge = fakeForge();
    const big = planWith({ hosts: [host("falcon", Array.from({ length: 3000 }, (_, index) => action({ unit: `ünit-${index}.service`, action: "restart", diff: `+${"ü".repeat(200)}\n` })))] });
    await publish(homelabPlan, forge);
    await publish({ ...big, key: "big" }, forge);
    assert.equal(forge.checks[0]?.report.title, "2 hosts: 4 units restart, 1 starts, 1 stays stopped");
    for (const { report } of forge.checks) assert.ok(Buffer.byteLength(report.summary) <= 65_535 && Array.from(report.title).length <= 255);
  });

  it("carry only errors and warnings whose path could be one", async () => {
    const forge = fakeForge();
    const paths = ["", "/etc/passwd", "../up.nix", "a//b.nix", "a\nb.nix", "a\\b.nix", "./a.nix"];
    await publish(planWith({ findings: [at(3), at(4, { severity: "info" }), at(1, { place: { file: "whole.nix" } }), finding({ code: "host-partial", severity: "warning" }), ...paths.map((file) => at(1, { place: { file } }))] }), forge);
    assert.deepEqual(forge.checks[0]?.annotations.map(({ path, startLine, level }) => `${path}:${startLine} ${level}`), ["hosts/falcon.nix:3 failure", "whole.nix:1 failure"]);
    assert.deepEqual(forge.checks[0].annotations.map(({ message }) => message.startsWith("Somewhere in this file: ")), [false, true]);
  });

  it("are done without where the token may not, and the comment stands", async () => {
    const forge = fakeForge();
    forge.denied.add("create-check");
    const told: string[] = [];
    const published = await publish(planWith({ findings: many(1) }), { ...forge, log: { ...silentLog, info: (text) => void told.push(text) } });
    assert.equal(published.kind, "created");
    assert.equal(published.check, undefined);
    assert.match(told.join(), /`permissions: checks: write`/);
  });

  it("are not written where they are off, for a closed pull request, or for another head", async () => {
    const forge = fakeForge();
    await publish(planWith({ options: { whenUnchanged: "update", failOn: ["error"], check: false } }), forge);
    await publish(planWith({ tip: HEAD }), forge);
    const closed = fakeForge([], pullRequestWith({ isOpen: false }));
    await publish(planWith(), closed);
    assert.deepEqual([checkCalls(forge), checkCalls(closed)], [[], []]);
  });
});

const NAMES: LabelNames = { "no-change": "calm", "restarts": "Restarts", "left-stopped": "left stopped", "back-up-first": "back up", "policy": "policy", "failed": "" };
const labelled = (parts: Partial<Plan>): Plan => planWith({ ...parts, options: { whenUnchanged: "update", failOn: ["error"], labels: NAMES } });

describe("labels", () => {
  const rows: readonly (readonly [string, Partial<Plan>, readonly string[]])[] = [
    ["nothing changes", {}, ["calm"]],
    ["a restart", { hosts: [host("falcon", [action({ unit: "a.service", action: "restart" })])] }, ["Restarts"]],
    ["left stopped", { hosts: [host("falcon", [action({ unit: "a.service", action: "left-stopped" })])] }, ["Restarts", "left stopped"]],
    ["a reload only", { hosts: [host("falcon", [action({ unit: "a.service", action: "reload" })])] }, []],
    ["data at stake", { findings: [finding({ code: "database-major", severity: "warning" })] }, ["calm", "back up"]],
    ["a breach", { findings: [finding({ code: "policy-privileged", severity: "warning" })] }, ["calm", "policy"]],
    ["an error whose label is not wanted", { findings: many(1) }, []],
  ];
  for (const [what, parts, expected] of rows) {
    it(`${what}: ${expected.join(", ") || "none"}`, async () => {
      const forge = fakeForge();
      assert.deepEqual((await publish(labelled(parts), forge)).labels, expected);
      assert.deepEqual([...forge.labelled].toSorted(), expected.toSorted());
      assert.deepEqual(forge.made, new Set(expected));
    });
  }

  it("go when they are no longer true; others stay, and nothing is done twice", async () => {
    const forge = fakeForge();
    for (const name of ["bug", "CALM", "restarts"]) forge.labelled.add(name);
    await publish(labelled({ hosts: [host("falcon", [action({ unit: "a.service", action: "restart" })])] }), forge);
    assert.deepEqual([...forge.labelled], ["bug", "restarts"]);
    assert.deepEqual(forge.calls.filter((call) => call.includes("label")), ["remove-label 7 CALM"]);
  });

  it("are not touched where they are off", async () => {
    const forge = fakeForge();
    forge.labelled.add("calm");
    const published = await publish(planWith({ findings: many(1) }), forge);
    assert.equal(published.labels, undefined);
    assert.deepEqual([...forge.labelled], ["calm"]);
  });

  it("are a warning where the token may not", async () => {
    const forge = fakeForge();
    forge.denied.add("ensure-label");
    const told: string[] = [];
    const published = await publish(labelled({}), { ...forge, log: { ...silentLog, warn: (text) => void told.push(text) } });
    assert.equal(published.labels, undefined);
    assert.match(told.join(), /^labels: /);
  });
});
