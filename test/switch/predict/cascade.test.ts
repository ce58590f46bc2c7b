// What a switch does beyond the program's own lists: small systems as tables, and rules that hold for any system.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { fc } from "../../support/fast-check.ts";
import { planSwitch, type SwitchInput, type UnitSet } from "../../../src/switch/index.ts";
import type { UnitFile, UnitLink } from "../../../src/switch/units/unit-set.ts";

/** Units by name: directives of [Unit] separated by `|`; `v2` stands for another ExecStart, `off` for a masked unit, `instance` for one without a file. */
type Units = Readonly<Record<string, string>>;

function directive(word: string): { unit: string; service: string } {
  if (word === "v2") return { unit: "", service: "Environment=V=2\n" };
  if (word === "fails") return { unit: "", service: "Type=oneshot\nExecStart=\nExecStart=/bin/false\n" };
  if (word === "oneshot") return { unit: "", service: "Type=oneshot\n" };
  if (word.startsWith("X-") && !word.startsWith("X-Only") && !word.startsWith("X-StopOn")) return { unit: "", service: `${word}\n` };
  return { unit: `${word}\n`, service: "" };
}

function file(words: readonly string[]): UnitFile {
  const parts = words.filter((word) => !word.startsWith("wanted") && !word.startsWith("upheldBy")).map(directive);
  const join = (section: "unit" | "service"): string => parts.map((part) => part[section]).join("");
  return { kind: "text", text: `[Unit]\n${join("unit")}\n[Service]\nExecStart=/bin/sleep infinity\n${join("service")}` };
}

function setOf(units: Units): UnitSet {
  const files = new Map<string, UnitFile>();
  const links: UnitLink[] = [];
  for (const [name, text] of Object.entries(units)) {
    const words = text.split("|").map((word) => word.trim()).filter((word) => word !== "");
    if (text !== "instance") files.set(name, text === "off" ? { kind: "masked" } : file(words));
    for (const word of words) {
      if (word === "wanted") links.push({ kind: "wants", unit: "multi-user.target", to: name });
      if (word.startsWith("upheldBy=")) links.push({ kind: "upholds", unit: word.slice("upheldBy=".length), to: name });
    }
  }
  return { files, dropIns: new Map(), links, isComplete: true };
}

function input(old: Units, fresh: Units): SwitchInput {
  return { old: setOf(old), new: setOf(fresh), running: running(Object.keys(old).filter((name) => !name.includes("@."))) };
}

function running(active: readonly string[]): SwitchInput["running"] {
  return { active: new Set(["multi-user.target", ...active]), failed: new Set() };
}

type Case = { readonly name: string; readonly old: Units; readonly new: Units; readonly fates: Readonly<Record<string, string>> };

const CASES: readonly Case[] = [
  { name: "a dependent that is wanted comes back", old: { "a.service": "wanted", "b.service": "wanted|Requires=a.service" }, new: { "a.service": "wanted|v2", "b.service": "wanted|Requires=a.service" }, fates: { "a.service": "restart", "b.service": "restart" } },
  { name: "a dependent that nothing wants stays stopped", old: { "a.service": "wanted", "b.service": "Requires=a.service" }, new: { "a.service": "wanted|v2", "b.service": "Requires=a.service" }, fates: { "a.service": "restart", "b.service": "left-stopped" } },
  { name: "Wants= and After= do not pull down", old: { "a.service": "wanted", "b.service": "Wants=a.service|After=a.service" }, new: { "a.service": "wanted|v2", "b.service": "Wants=a.service|After=a.service" }, fates: { "a.service": "restart" } },
  { name: "BindsTo= and PartOf= pull down through a chain", old: { "a.service": "wanted", "b.service": "BindsTo=a.service", "c.service": "PartOf=b.service" }, new: { "a.service": "wanted|v2", "b.service": "BindsTo=a.service", "c.service": "PartOf=b.service" }, fates: { "a.service": "restart", "b.service": "left-stopped", "c.service": "left-stopped" } },
  { name: "a restart without a stop takes unwanted dependents along", old: { "a.service": "wanted|X-StopIfChanged=false", "b.service": "Requires=a.service" }, new: { "a.service": "wanted|v2|X-StopIfChanged=false", "b.service": "Requires=a.service" }, fates: { "a.service": "restart", "b.service": "restart" } },
  { name: "X-RestartIfChanged=false does not protect from the cascade", old: { "a.service": "wanted", "b.service": "wanted|Requires=a.service|X-RestartIfChanged=false" }, new: { "a.service": "wanted|v2", "b.service": "wanted|Requires=a.service|X-RestartIfChanged=false" }, fates: { "a.service": "restart", "b.service": "restart" } },
  { name: "what upholds a unit brings it back", old: { "a.service": "wanted", "b.service": "Requires=a.service|upheldBy=a.service" }, new: { "a.service": "wanted|v2", "b.service": "Requires=a.service|upheldBy=a.service" }, fates: { "a.service": "restart", "b.service": "restart" } },
  { name: "a dependency that is gone keeps its dependent down", old: { "a.service": "wanted", "b.service": "wanted|Requires=a.service" }, new: { "b.service": "wanted|Requires=a.service" }, fates: { "a.service": "stop", "b.service": "left-stopped" } },
  { name: "so does one that is masked", old: { "a.service": "wanted", "b.service": "wanted|Requires=a.service" }, new: { "a.service": "off", "b.service": "wanted|Requires=a.service" }, fates: { "a.service": "stop", "b.service": "left-stopped" } },
  { name: "a running unit ends the chain of starts", old: { "a.service": "wanted" }, new: { "a.service": "wanted", "b.service": "", "c.service": "wanted|Wants=b.service" }, fates: { "b.service": "start", "c.service": "start" } },
  { name: "a unit that conflicts with a new one is stopped", old: { "a.service": "wanted" }, new: { "a.service": "", "b.service": "wanted|Conflicts=a.service" }, fates: { "a.service": "left-stopped", "b.service": "start" } },
  { name: "RefuseManualStop= keeps a removed unit running", old: { "a.service": "wanted|RefuseManualStop=true" }, new: {}, fates: {} },
  { name: "a target's conditions on manual starts cut off what it wants", old: { "m.target": "wanted|X-OnlyManualStart=true" }, new: { "m.target": "wanted|X-OnlyManualStart=true|Wants=a.service", "a.service": "" }, fates: {} },
  { name: "an unneeded unit stops by itself", old: { "a.service": "wanted", "b.service": "StopWhenUnneeded=true", "c.service": "wanted|Requires=b.service" }, new: { "a.service": "wanted", "b.service": "StopWhenUnneeded=true" }, fates: { "b.service": "left-stopped", "c.service": "stop" } },
  { name: "a reload is passed on to what runs, from either side", old: { "a.service": "wanted|X-ReloadIfChanged=true|PropagatesReloadTo=b.service", "b.service": "wanted", "c.service": "wanted|ReloadPropagatedFrom=b.service" }, new: { "a.service": "wanted|v2|X-ReloadIfChanged=true|PropagatesReloadTo=b.service|PropagatesReloadTo=d.service", "b.service": "wanted", "c.service": "wanted|ReloadPropagatedFrom=b.service", "d.service": "" }, fates: { "a.service": "reload", "b.service": "reload", "c.service": "reload" } },
  { name: "a target that is gone holds up what needs it, though systemd has targets of its own", old: { "a.target": "wanted", "b.service": "wanted|Requires=a.target", "c.service": "wanted|Requisite=a.target" }, new: { "b.service": "wanted|Requires=a.target", "c.service": "wanted|Requisite=a.target" }, fates: { "a.target": "stop", "b.service": "left-stopped", "c.service": "left-stopped" } },
  { name: "a target that nobody has holds up what needs it, one of systemd does not", old: { "a.service": "wanted", "b.service": "wanted" }, new: { "a.service": "wanted|Requires=nowhere.target", "b.service": "wanted|Requires=time-sync.target" }, fates: { "a.service": "left-stopped", "b.service": "restart", "time-sync.target": "start" } },
  { name: "a oneshot that is done takes down what its end is passed on to, and what is bound to it does not last", old: { "b.service": "wanted|StopPropagatedFrom=a.service", "d.service": "" }, new: { "a.service": "wanted|oneshot|PropagatesStopTo=d.service", "b.service": "wanted|StopPropagatedFrom=a.service", "c.service": "wanted|BindsTo=a.service", "d.service": "" }, fates: { "a.service": "start", "b.service": "left-stopped", "d.service": "left-stopped" } },
  { name: "what a unit names in OnSuccess= starts when it is stopped, and what that names when it is done", old: { "a.service": "wanted|OnSuccess=b.service", "d.service": "wanted|X-StopIfChanged=false|OnSuccess=e.service" }, new: { "a.service": "wanted|v2|OnSuccess=b.service", "b.service": "oneshot|OnSuccess=c.service", "c.service": "", "d.service": "wanted|v2|X-StopIfChanged=false|OnSuccess=e.service", "e.service": "" }, fates: { "a.service": "restart", "d.service": "restart", "e.service": "start" } },
  { name: "a oneshot that is wanted again starts what follows it, also in a circle", old: { "c.service": "wanted" }, new: { "a.service": "wanted|oneshot|OnSuccess=b.service", "b.service": "oneshot|OnSuccess=a.service|OnSuccess=d.service", "c.service": "wanted", "d.service": "" }, fates: { "a.service": "start", "b.service": "start", "d.service": "start" } },
  { name: "so does one whose end takes down what it starts, which ends as well", old: { "d.service": "wanted" }, new: { "a.service": "wanted|oneshot|OnSuccess=b.service", "b.service": "BindsTo=c.service", "c.service": "oneshot|OnSuccess=b.service", "d.service": "wanted" }, fates: { "a.service": "start", "c.service": "start" } },
  { name: "what is bound to fail starts what it names in OnFailure=", old: {}, new: { "a.service": "wanted|fails|OnFailure=b.service", "b.service": "" }, fates: { "b.service": "start" } },
  { name: "two that are bound to fail and name each other come to an end", old: {}, new: { "a.service": "wanted|fails|OnFailure=b.service", "b.service": "fails|OnFailure=a.service" }, fates: {} },
  { name: "so do a unit and what it upholds and is stopped by", old: {}, new: { "a.service": "wanted|Upholds=b.service", "b.service": "Upholds=a.service|Conflicts=a.service" }, fates: { "a.service": "restart", "b.service": "restart" } },
  { name: "a timer or socket whose service is gone cannot start", old: { "a.service": "wanted", "b.service": "wanted" }, new: { "a.service": "off", "a.timer": "wanted", "b.socket": "wanted", "c.service": "", "c.path": "wanted" }, fates: { "a.service": "stop", "b.service": "stop", "c.path": "start" } },
  { name: "a slice that loses its file takes its services down, and is there again for them", old: { "a.slice": "", "b.service": "wanted|Requires=a.slice", "c.service": "Requires=a.slice" }, new: { "b.service": "wanted|Requires=a.slice", "c.service": "Requires=a.slice" }, fates: { "a.slice": "restart", "b.service": "restart", "c.service": "left-stopped" } },
  { name: "an instance of a template that is due for a reload and was taken down is not started in its place", old: { "a.service": "wanted", "b.service": "wanted|Wants=c@x.service", "c@.service": "Requires=a.service|X-ReloadIfChanged=true", "c@x.service": "instance" }, new: { "a.service": "wanted|v2", "b.service": "wanted|Wants=c@x.service", "c@.service": "Requires=a.service|X-ReloadIfChanged=true|v2", "c@x.service": "instance" }, fates: { "a.service": "restart", "c@x.service": "left-stopped" } },
  { name: "what is restarted anyway is not reloaded as well", old: { "a.service": "wanted|X-ReloadIfChanged=true|PropagatesReloadTo=b.service", "b.service": "wanted" }, new: { "a.service": "wanted|v2|X-ReloadIfChanged=true|PropagatesReloadTo=b.service", "b.service": "wanted|v2" }, fates: { "a.service": "reload", "b.service": "restart" } },
];

describe("cascade", () => {
  for (const { name, old, new: fresh, fates } of CASES) {
    it(name, () => assert.deepEqual(Object.fromEntries(planSwitch(input(old, fresh)).fates.map((fate) => [fate.unit, fate.action])), fates));
  }

  it("ends where systemd has forgotten the unit to reload", () => {
    const b = "Requires=a.service|X-ReloadIfChanged=true";
    const plan = planSwitch(input({ "a.service": "", "b.service": b }, { "a.service": "v2", "b.service": `${b}|v2` }));
    assert.deepEqual(plan.abort, { kind: "reload-lost", unit: "b.service" });
    assert.deepEqual(plan.fates.map((fate) => fate.after), ["inactive", "inactive"]);
  });

  it("ends before it begins where a running unit cannot be read", () => {
    const plan = planSwitch(input({ "a.service": "wanted" }, { "a.service": "wanted|X-Note='open" }));
    assert.equal(plan.abort?.kind, "broken-unit");
    assert.deepEqual(plan.fates, []);
  });

  it("follows a unit that becomes a link to another name", () => {
    const base = input({ "a.service": "wanted" }, { "b.service": "wanted" });
    const files = new Map<string, UnitFile>([...base.new.files, ["a.service", { kind: "alias", of: "b.service" }]]);
    assert.deepEqual(planSwitch({ ...base, new: { ...base.new, files } }).fates, []);
  });
});

const NAMES = ["a.service", "b.service", "c.service", "d.target", "e.timer", "f.socket"] as const;
const words = fc.oneof(
  fc.constantFrom("wanted", "v2", "oneshot", "fails", "X-StopIfChanged=false", "X-RestartIfChanged=false", "X-ReloadIfChanged=true"),
  fc.tuple(fc.constantFrom("Requires", "BindsTo", "PartOf", "Wants", "Requisite", "Upholds", "Conflicts", "After", "OnFailure", "OnSuccess"), fc.constantFrom(...NAMES)).map(([key, to]) => `${key}=${to}`),
);
const systems = fc.dictionary(fc.constantFrom(...NAMES), fc.uniqueArray(words, { maxLength: 4 }).map((list) => list.join("|")));

/** Systems that are at rest: everything that can run does, as after a boot. */
function settled(units: Units): string[] {
  const plan = planSwitch({ ...input(units, units), running: running([]) });
  return plan.fates.filter((fate) => fate.after === "active").map((fate) => fate.unit);
}

describe("any system", () => {
  it("is left alone where nothing changes", () => {
    fc.assert(
      fc.property(systems, (units) => {
        // A unit that conflicts with what it needs is never at rest.
        fc.pre(!Object.values(units).some((text) => text.includes("Conflicts=")));
        const plan = planSwitch({ ...input(units, units), running: running(settled(units)) });
        assert.deepEqual(plan.lists, { stop: [], start: [], restart: [], reload: [], skip: [] });
        assert.deepEqual(plan.fates.filter((fate) => fate.before === "active"), []);
      }),
    );
  });

  it("names the same units forward and backward", () => {
    fc.assert(
      fc.property(systems, fc.uniqueArray(fc.constantFrom(...NAMES)), (units, changed) => {
        const other = Object.fromEntries(Object.entries(units).map(([name, text]) => [name, changed.some((unit) => unit === name) ? `${text}|Environment=V=3` : text]));
        const named = (plan: ReturnType<typeof planSwitch>): readonly string[] => Object.values(plan.lists).flat().sort();
        assert.deepEqual(named(planSwitch(input(units, other))), named(planSwitch(input(other, units))));
      }),
    );
  });

  it("tells of every running unit exactly once", () => {
    fc.assert(
      fc.property(systems, systems, (old, fresh) => {
        const plan = planSwitch(input(old, fresh));
        const told = [...plan.kept, ...plan.fates.map((fate) => fate.unit)];
        assert.equal(new Set(told).size, told.length);
        for (const unit of Object.keys(old)) assert.ok(told.includes(unit), unit);
        for (const fate of plan.fates) assert.equal(fate.restarted, fate.before === "active" && fate.after === "active" && fate.action === "restart");
      }),
    );
  });
});
