// The prediction against the real program and a real systemd: every scenario, every pair of units, every host.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { readUnitDirectory } from "../../src/host/unit-directory.ts";
import { planHosts, reportSwitch, runningFrom, type SwitchInput, type SwitchReport, type UnitFile } from "../../src/switch/index.ts";
import { decideLists } from "../../src/switch/predict/decide-lists.ts";
import { hostCases, needsGolden, type Scenario, scenarios, type UnitCase, unitCases } from "./golden-switch.ts";

/** Scenarios that are not predicted yet, with the reason. One that is listed here and passes fails the test. */
const NOT_YET: Readonly<Record<string, string>> = {};

/** A unit whose own program fails in its new version cannot be known from the files. */
const EXCUSED = new Set(["failed", "still-failed"]);

async function inputOf({ folder, before, truth }: Scenario): Promise<SwitchInput> {
  const restart = [...(truth.activation ?? "").matchAll(/echo (\S+) > \S*activation-restart-list/g)].map((match) => match[1] ?? "");
  return {
    old: await readUnitDirectory(`${folder}/old`),
    new: await readUnitDirectory(`${folder}/new`),
    running: runningFrom(before),
    ...(restart.length === 0 ? {} : { activation: { restart, reload: [] } }),
  };
}

function withoutTargets(lists: Scenario["truth"]["dry"]): Scenario["truth"]["dry"] {
  const names = (list: readonly string[]): string[] => list.filter((name) => !name.endsWith(".target")).sort();
  return { stop: names(lists.stop), start: names(lists.start), restart: names(lists.restart), reload: names(lists.reload), skip: names(lists.skip) };
}

function checkScenario({ truth }: Scenario, report: SwitchReport): void {
  const { stop, start, restart, reload, skip } = report;
  assert.deepEqual(withoutTargets({ stop, start, restart, reload, skip }), withoutTargets(truth.dry));
  const judged = Object.entries(truth.units).filter(([, unit]) => !EXCUSED.has(unit.verdict));
  const actual = judged.map(([unit]) => [unit, report.units[unit]?.after ?? "inactive", report.units[unit]?.restarted ?? false]);
  assert.deepEqual(actual, judged.map(([unit, { after, restarted }]) => [unit, after === "active" ? "active" : "inactive", restarted]));
  assert.equal(report.aborts !== undefined, truth.exit === 1);
}

function setOf(files: UnitCase["old"]): SwitchInput["old"] {
  const toFile = (text: string): UnitFile => (text === "/dev/null" ? { kind: "masked" } : { kind: "text", text });
  return { files: new Map(Object.entries(files).map(([name, text]) => [name, toFile(text)])), dropIns: new Map(), links: [], isComplete: true };
}

describe("scenarios that the real program and systemd went through", needsGolden(), () => {
  for (const scenario of scenarios()) {
    it(`${scenario.name}: ${scenario.truth.title}`, async () => {
      const report = reportSwitch(await inputOf(scenario));
      if (NOT_YET[scenario.name] === undefined) checkScenario(scenario, report);
      else assert.throws(() => checkScenario(scenario, report), `${scenario.name} passes: take it off the list`);
    });
  }
});

describe("pairs of units that the real comparison judged", needsGolden(), () => {
  for (const unitCase of unitCases()) {
    it(unitCase.name, () => {
      const inState = (state: RegExp): Set<string> => new Set(Object.keys(unitCase.active).filter((unit) => state.test(unitCase.active[unit] ?? "")));
      const running = { active: inState(/^activ/), failed: inState(/^failed$/) };
      const { lists } = decideLists({ old: setOf(unitCase.old), new: setOf(unitCase.new), running });
      const actual = Object.fromEntries(Object.entries(lists).map(([name, units]) => [name, [...units].sort()]));
      assert.deepEqual(actual, unitCase.plan);
    });
  }
});

describe("hosts that real NixOS modules gave", needsGolden(), () => {
  for (const { name, base, head, expected } of hostCases()) {
    it(name, () => {
      const plan = planHosts([{ name, base, head, status: "evaluated" }]).value[0];
      assert.ok(plan?.switch);
      assert.deepEqual(plan.switch.lists, expected.plan);
      const named = plan.switch.units.filter((unit) => unit.scope === "system").map((unit) => unit.unit).sort();
      const changed = Object.entries(expected.changed_units).filter(([, unit]) => unit.state_before === "active" && unit.comparison !== "equal");
      const started = [...expected.new_units_started_by_target, ...expected.started_again_by_target];
      assert.deepEqual(named, [...new Set([...changed.map(([unit]) => unit), ...started])].sort());
      assert.deepEqual(plan.switch.units.filter((unit) => unit.scope === "user").map((unit) => unit.unit), Object.keys(expected.user_units).sort());
      assert.deepEqual(plan.switch.units.filter((unit) => unit.causes.length === 0), []);
    });
  }
});
