// Rules that hold for the switch of any system: random units with random dependencies, some of which change.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { fc } from "../../support/fast-check.ts";
import { planHosts, planSwitch, type SwitchInput, type SwitchPrediction, type UnitFate, type UnitFile, type UnitLink, type UnitSet } from "../../../src/switch/index.ts";
import { host, type UnitParts } from "../host-builder.ts";

const NAMES = ["a", "b", "c", "d", "e", "f", "g", "h"].map((name) => `${name}.service`);

type Dependency = { readonly key: string; readonly to: string };
type Unit = { readonly version: number; readonly isWanted: boolean; readonly flag: string; readonly needs: readonly Dependency[] };
type System = Readonly<Record<string, Unit>>;

const dependency = fc.record({ key: fc.constantFrom("Requires", "BindsTo", "PartOf", "Wants", "Upholds", "Requisite", "After"), to: fc.constantFrom(...NAMES) });
const unitOf = fc.record({
  version: fc.constantFrom(1, 2),
  isWanted: fc.boolean(),
  flag: fc.constantFrom("", "", "", "X-StopIfChanged=false", "X-RestartIfChanged=false", "X-ReloadIfChanged=true"),
  needs: fc.array(dependency, { maxLength: 3 }),
});
const systems: fc.Arbitrary<System> = fc.dictionary(fc.constantFrom(...NAMES), unitOf, { minKeys: 1 });
/** The same units, of which some have another version. */
const pairs = fc.tuple(systems, fc.subarray(NAMES)).map(([old, changed]): readonly [System, System] => {
  return [old, Object.fromEntries(Object.entries(old).map(([name, unit]) => [name, changed.includes(name) ? { ...unit, version: unit.version + 10 } : unit]))];
});

function textOf({ version, flag, needs }: Unit): string {
  return `[Unit]\n${needs.map(({ key, to }) => `${key}=${to}\n`).join("")}\n[Service]\n${flag === "" ? "" : `${flag}\n`}ExecStart=/bin/serve ${version}\nExecReload=/bin/kill -HUP $MAINPID\n`;
}

function setOf(system: System): UnitSet {
  const files = new Map(Object.entries(system).map(([name, unit]): [string, UnitFile] => [name, { kind: "text", text: textOf(unit) }]));
  const links = Object.entries(system).flatMap(([name, { isWanted }]): UnitLink[] => (isWanted ? [{ kind: "wants", unit: "multi-user.target", to: name }] : []));
  return { files, dropIns: new Map(), links, isComplete: true };
}

/** Every unit runs: some because a target wants them, the others because somebody started them. */
function inputOf([old, fresh]: readonly [System, System]): SwitchInput {
  return { old: setOf(old), new: setOf(fresh), running: { active: new Set(["multi-user.target", ...Object.keys(old)]), failed: new Set() } };
}

function fatesOf(plan: SwitchPrediction): ReadonlyMap<string, UnitFate> {
  return new Map(plan.fates.map((fate) => [fate.unit, fate]));
}

describe("the switch of any system", () => {
  it("takes down whatever cannot do without what it stops", () => {
    fc.assert(
      fc.property(pairs, (pair) => {
        const plan = planSwitch(inputOf(pair));
        const fates = fatesOf(plan);
        for (const stopped of plan.lists.stop) {
          const dependents = Object.entries(pair[0]).filter(([, { needs }]) => needs.some(({ key, to }) => to === stopped && ["Requires", "BindsTo", "PartOf", "Requisite"].includes(key)));
          for (const [name] of dependents) assert.ok(["restart", "stop", "left-stopped"].includes(fates.get(name)?.action ?? "keep"), `${name} with ${stopped}`);
        }
      }),
    );
  });

  it("gives each unit one fate: what is started again is not left stopped", () => {
    fc.assert(
      fc.property(pairs, (pair) => {
        const plan = planSwitch(inputOf(pair));
        const left = plan.fates.filter(({ action }) => action === "left-stopped");
        for (const { unit, after, restarted } of left) assert.ok(after === "inactive" && !restarted && !plan.kept.includes(unit));
        for (const { action, before, after } of plan.fates) {
          if (action === "restart" && before === "active") assert.equal(after, "active");
          if (action === "reload" || action === "skip") assert.deepEqual([before, after], ["active", "active"]);
        }
      }),
    );
  });

  it("leaves nothing stopped that an active target wants and that can start", () => {
    fc.assert(
      fc.property(pairs, (pair) => {
        const plan = planSwitch(inputOf(pair));
        fc.pre(plan.abort === undefined);
        const left = plan.fates.filter(({ action, obstacle }) => action === "left-stopped" && obstacle === undefined);
        for (const { unit } of left) assert.ok(pair[1][unit]?.isWanted !== true, unit);
      }),
    );
  });

  it("does nothing the second time", () => {
    fc.assert(
      fc.property(pairs, (pair) => {
        const first = planSwitch(inputOf(pair));
        fc.pre(first.abort === undefined);
        const active = new Set(["multi-user.target", ...first.kept, ...first.fates.filter(({ after }) => after === "active").map(({ unit }) => unit)]);
        const set = setOf(pair[1]);
        const second = planSwitch({ old: set, new: set, running: { active, failed: new Set() } });
        assert.deepEqual(second.lists, { stop: [], start: [], restart: [], reload: [], skip: [] });
        assert.deepEqual(second.fates.filter(({ before }) => before === "active"), []);
      }),
    );
  });

  it("names the same units forward and backward, cascade included", () => {
    fc.assert(
      fc.property(pairs, ([old, fresh]) => {
        const [forward, backward] = [planSwitch(inputOf([old, fresh])), planSwitch(inputOf([fresh, old]))];
        assert.deepEqual(forward.fates.map(({ unit, action }) => [unit, action]), backward.fates.map(({ unit, action }) => [unit, action]));
      }),
    );
  });

  it("does not depend on the order of files and links", () => {
    fc.assert(
      fc.property(pairs, (pair) => {
        const turned = ([old, fresh]: readonly [System, System]): readonly [System, System] => [Object.fromEntries(Object.entries(old).toReversed()), Object.fromEntries(Object.entries(fresh).toReversed())];
        const told = (plan: SwitchPrediction): readonly unknown[] => plan.fates.map(({ unit, action, after }) => [unit, action, after]);
        assert.deepEqual(told(planSwitch(inputOf(turned(pair)))), told(planSwitch(inputOf(pair))));
      }),
    );
  });
});

/** Hosts with the same units as a system. */
function stateOf(system: System): ReturnType<typeof host> {
  const units = Object.fromEntries(Object.entries(system).map(([name, unit]): [string, UnitParts] => [name, { text: textOf(unit), wantedBy: unit.isWanted ? ["multi-user.target"] : [] }]));
  return host({ units });
}

describe("the plan of any host", () => {
  it("is empty where nothing changes", () => {
    fc.assert(
      fc.property(systems, (system) => {
        const found = planHosts([{ name: "falcon", base: stateOf(system), head: stateOf(system), status: "evaluated" }]);
        assert.deepEqual([found.value[0]?.status, found.value[0]?.switch?.units, found.findings], ["unchanged", [], []]);
      }),
    );
  });

  it("has a cause for everything that it does, and names the same units backward", () => {
    fc.assert(
      fc.property(pairs, ([old, fresh]) => {
        const [forward, backward] = [[old, fresh], [fresh, old]].map(([from = {}, to = {}]) => planHosts([{ name: "falcon", base: stateOf(from), head: stateOf(to), status: "evaluated" }]).value[0]?.switch?.units ?? []);
        assert.deepEqual(forward?.map(({ unit }) => unit), backward?.map(({ unit }) => unit));
        for (const { unit, causes } of forward ?? []) assert.ok(causes.length > 0 && causes.every(({ text }) => text !== ""), unit);
      }),
    );
  });
});
