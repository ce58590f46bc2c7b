// The prediction against the real program and a real systemd: every scenario, every pair of units, every host.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, describe, it } from "node:test";
import { readSwitchReport, type SwitchOptions } from "../../src/host/commands/switch.ts";
import { planHosts, type SwitchInput, SwitchReport, type UnitFile } from "../../src/switch/index.ts";
import { decideLists } from "../../src/switch/predict/decide-lists.ts";
import { hostCases, needsGolden, type Scenario, scenarios, type UnitCase, unitCases } from "./golden-switch.ts";

/** A unit whose own program fails in its new version cannot be known from the files. */
const EXCUSED = new Set(["failed", "still-failed"]);

const checkout = join(import.meta.dirname, "..", "..");
const scratch = mkdtempSync(join(tmpdir(), "stowplan-golden-switch-"));
after(() => rmSync(scratch, { recursive: true, force: true }));

/** What the command is called with; the units that the activation script named go into a file of their own. */
function optionsOf({ name, folder, truth }: Scenario): SwitchOptions {
  const options = { old: join(folder, "old"), new: join(folder, "new"), active: join(folder, "before.json") };
  if (truth.activation === undefined) return options;
  const named = [...truth.activation.matchAll(/echo (\S+) > \S*activation-restart-list/g)].map((match) => match[1]);
  const activation = join(scratch, `${name}.txt`);
  writeFileSync(activation, `${named.join("\n")}\n`);
  return { ...options, activation };
}

/** The same through a process of its own. */
function runCommand({ old, new: fresh, active = "", activation }: SwitchOptions): SwitchReport {
  const source = ["--import", join(checkout, "scripts", "text-imports.mjs"), join(checkout, "src", "cli.ts")];
  const lists = ["--active", active, ...(activation === undefined ? [] : ["--activation", activation])];
  const { stdout, stderr } = spawnSync(process.execPath, [...source, "switch", old, fresh, ...lists, "--json"], { encoding: "utf8" });
  assert.equal(stderr, "");
  return SwitchReport.parse(JSON.parse(stdout));
}

/** Every tenth scenario, and those with an activation script. */
function isSample({ truth }: Scenario, index: number): boolean {
  return index % 10 === 5 || truth.activation !== undefined;
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
      checkScenario(scenario, await readSwitchReport(optionsOf(scenario)));
    });
  }
});

describe("a sample of them, through the command as a process", needsGolden(), () => {
  for (const scenario of scenarios().filter(isSample)) it(scenario.name, () => checkScenario(scenario, runCommand(optionsOf(scenario))));
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

describe("host states as files", needsGolden(), () => {
  for (const { name, base, head, expected } of hostCases()) {
    it(name, async () => {
      const write = (side: string, state: object): string => {
        const file = join(scratch, `${name}-${side}.json`);
        writeFileSync(file, JSON.stringify(state));
        return file;
      };
      const { stop, start, restart, reload, skip } = await readSwitchReport({ old: write("old", base), new: write("new", head) });
      assert.deepEqual({ stop, start, restart, reload, skip }, expected.plan);
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
