// Plans of shares into the plan of the whole: what is united, what is refused, and what a share without a plan leaves.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { Finding } from "../../src/errors.ts";
import { exitCode, hasChanges, mergePlans, parsePlan, type Plan, writePlan } from "../../src/report/index.ts";
import { action, BASE, homelabPlan, host, planWith } from "../fakes/plans.ts";

const part = (number: number, parts: Partial<Plan> = {}): Plan => planWith({ share: { number, of: 3 }, hosts: [host(`host${number}`, [])], ...parts });

const warning: Finding = { code: "host-unmatched", severity: "warning", subject: "hosts pattern x", message: "It matches none.", hint: "" };
const failure: Finding = { code: "host-failed", severity: "error", subject: "host host2 at head", message: "no", hint: "" };

type Change = Plan["images"][number];
const change = (users: readonly string[]): Change => ({
  platform: "linux/amd64",
  new: { reference: "redis:7", layers: [] },
  usedBy: users.map((name) => ({ kind: "container", host: name, name: "cache" })),
  differences: [],
  isSameContent: false,
});

describe("mergePlans", () => {
  it("takes the hosts of all shares in the order of their names", () => {
    const whole = mergePlans([part(3), part(1), part(2)]);
    assert.deepEqual(whole.hosts.map(({ name }) => name), ["host1", "host2", "host3"]);
    assert.deepEqual([whole.share, whole.findings], [undefined, []]);
  });

  it("tells a finding once, the worst first", () => {
    const whole = mergePlans([part(1, { findings: [warning] }), part(2, { findings: [warning, failure] }), part(3, { findings: [warning] })]);
    assert.deepEqual(whole.findings, [failure, warning]);
  });

  it("unites who runs an image, and where an update would be made", () => {
    const update = (line: number): Plan["updates"][number] => ({ kind: "patch", reference: "redis:7.0", proposed: "redis:7.1", places: [{ file: "a.nix", line }] });
    const whole = mergePlans([
      part(1, { images: [change(["host1"])], updates: [update(1)] }),
      part(2, { images: [change(["host2"])], updates: [update(1), update(2)] }),
      part(3),
    ]);
    assert.deepEqual(whole.images, [change(["host1", "host2"])]);
    assert.deepEqual(whole.updates.map(({ places }) => places.map(({ line }) => line)), [[1, 2]]);
  });

  it("holds projects, which every share plans, once", () => {
    const { projects } = homelabPlan;
    assert.ok(projects.length > 0);
    assert.deepEqual(mergePlans([1, 2, 3].map((number) => part(number, { projects }))).projects, projects);
  });

  it("says which share is missing, and calls the whole unknown", () => {
    const whole = mergePlans([part(1), part(3)]);
    assert.deepEqual(whole.findings.map(({ code, severity, subject }) => [code, severity, subject]), [["share-missing", "error", "share 2/3"]]);
    assert.deepEqual([hasChanges(whole), exitCode(whole)], [true, 1]);
  });

  it("takes plans that were divided by hand", () => {
    const whole = mergePlans([planWith({ hosts: [host("a", [])] }), planWith({ hosts: [host("b", [])] })]);
    assert.deepEqual(whole.hosts.map(({ name }) => name), ["a", "b"]);
  });

  it("takes the same plan twice for one, and one plan as it is", () => {
    assert.deepEqual(mergePlans([part(1), part(1), part(2), part(3)]), mergePlans([part(1), part(2), part(3)]));
    assert.deepEqual(mergePlans([homelabPlan]), homelabPlan);
  });

  it("gives what can be written and read", () => {
    const whole = mergePlans([part(1, { hosts: homelabPlan.hosts }), part(2), part(3)]);
    assert.deepEqual(parsePlan(writePlan(whole)), whole);
  });

  const refused: readonly [what: string, plans: readonly Plan[], message: RegExp][] = [
    ["no plan", [], /There is none/],
    ["another base", [part(1), part(2, { base: BASE.replaceAll("1", "9") })], /differ in `base`/],
    ["another tip", [part(1), part(2, { tip: BASE })], /differ in `tip`/],
    ["other options", [part(1), part(2, { options: { whenUnchanged: "never", failOn: ["none"] } })], /differ in `options`/],
    ["another division", [part(1), part(2, { share: { number: 2, of: 4 } })], /different divisions/],
    ["a whole plan beside a share", [part(1), planWith()], /different divisions/],
    ["a host with two plans", [part(1), part(2, { hosts: [host("host1", [action({ unit: "a.service", action: "restart" })])] })], /host1 stands in two/],
  ];
  for (const [what, plans, message] of refused) {
    it(`refuses ${what}`, () => assert.throws(() => mergePlans(plans), { code: "plan-invalid", message }));
  }
});
