// One cause that moves many units is one line in every report; stamps are no news in any.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { type Plan, renderHtml, renderMarkdown, renderTerminal, summarisePlan } from "../../src/report/index.ts";
import type { UnitAction } from "../../src/switch/index.ts";
import { action, host, planWith } from "../fakes/plans.ts";

const GROUP = "nixpkgs 2026-07-01 → 2026-07-14: PATH, LOCALE_ARCHIVE";

/** Units that a new nixpkgs moves, each with causes of its own. */
function moved(count: number): UnitAction[] {
  return Array.from({ length: count }, (_, index) => {
    const docker = { kind: "store-path", subject: "docker", text: "docker 27.5.1 → 28.0.1", old: "27.5.1", new: "28.0.1" } as const;
    const own = { kind: "store-path", subject: "bash", text: `bash-5.${index} built anew`, old: `5.${index}`, new: `5.${index}` } as const;
    return action({ unit: `u${index}.service`, action: "restart", causes: [docker, own], group: GROUP });
  });
}

function alike(...names: readonly string[]): UnitAction[] {
  return names.map((unit) => action({ unit, action: "restart", causes: [{ kind: "option", subject: "environment.TZ", text: "variable TZ UTC → EET" }] }));
}

const stamp = action({ unit: "dbus.service", action: "reload", causes: [{ kind: "stamp", subject: "dbus", text: "dbus-1 built anew" }] });

function planOf(units: readonly UnitAction[], status?: "unchanged"): Plan {
  const made = host("falcon", units);
  return planWith({ hosts: [status === undefined ? made : { ...made, status }] });
}

/** The plan in each form, one line a line. */
function reports(plan: Plan): readonly string[] {
  const html = renderHtml(plan).replaceAll(/<[^>]+>/g, "");
  return [renderMarkdown(plan, { limit: 65_536 }), renderTerminal(plan, { isColoured: false, width: 200 }), html].map((text) => text.replaceAll("`", ""));
}

function linesWith(text: string, part: string): number {
  return text.split("\n").filter((line) => line.replaceAll(/<[^>]+>|&#\d+;/g, "_").includes(part)).length;
}

describe("units that one cause moves", () => {
  it("are one line in every report, with their number", () => {
    for (const text of reports(planOf(moved(212)))) {
      assert.equal(linesWith(text, "nixpkgs 2026"), 1, text.slice(0, 2000));
      assert.match(text, /nixpkgs 2026-07-01 → 2026-07-14: PATH, \S+: 212 units restart/);
    }
  });

  it("name the packages whose version moved, and the units", () => {
    const [markdown = ""] = reports(planOf(moved(3)));
    assert.match(markdown, /docker 27\.5\.1 → 28\.0\.1 \(3\)\n\nu0\.service, u1\.service, u2\.service\n/);
  });

  it("are told together where they have equal causes", () => {
    const [markdown = ""] = reports(planOf(alike("a.service", "b.service", "c.service")));
    assert.match(markdown, /^- variable TZ UTC → EET: 3 units restart\n {2}- a\.service, b\.service, c\.service$/m);
  });

  it("are told one by one where they are two, or stay stopped", () => {
    const [two = ""] = reports(planOf(alike("a.service", "b.service")));
    assert.equal(linesWith(two, "restarts: variable TZ UTC → EET"), 2);
    const [down = ""] = reports(planOf(alike("a.service", "b.service", "c.service").map((unit) => ({ ...unit, action: "left-stopped" as const }))));
    assert.equal(linesWith(down, "stays stopped**: variable TZ UTC → EET"), 3);
  });
});

describe("units that only stamps move", () => {
  it("leave a plan without changes, which says so", () => {
    const plan = planOf([stamp], "unchanged");
    assert.deepEqual([summarisePlan(plan).exitCode, summarisePlan(plan).headline], [0, "No change but version stamps, for which 1 unit reloads"]);
    for (const text of reports(plan)) assert.match(text, /1 unit for which only a revision, a version label or a date stamp moved/);
  });

  it("do not count beside a change", () => {
    const plan = planOf([...alike("a.service"), stamp]);
    assert.equal(summarisePlan(plan).headline, "1 host: 1 unit restarts");
    assert.match(reports(plan)[0] ?? "", /\| falcon \| 1 unit restarts, and 1 unit for version stamps \|/);
  });
});
