// Unit files and the actions on them -> the dependencies that a plan keeps.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { unitDependencies } from "../../src/switch/unit-dependencies.ts";
import { buildGraph, type UnitGraph } from "../../src/switch/units/unit-graph.ts";
import { action } from "../fakes/plans.ts";

function graphOf(units: Readonly<Record<string, string>>): UnitGraph {
  const files = new Map(Object.entries(units).map(([name, text]) => [name, { kind: "text", text: `[Unit]\n${text}` } as const]));
  return buildGraph({ files, dropIns: new Map(), links: [{ kind: "upholds", unit: "web.service", to: "db.service" }], isComplete: true }, { names: [] });
}

describe("unitDependencies", () => {
  const graphs = {
    old: graphOf({ "web.service": "Requires=old.service", "old.service": "PartOf=web.service", "db.service": "" }),
    new: graphOf({ "web.service": "Requires=db.service\nAfter=db.service\nWants=quiet.service", "db.service": "", "quiet.service": "" }),
  };
  const acted = ["web.service", "db.service", "old.service"].map((unit) => action({ unit, action: "restart" }));

  it("keeps what pulls, between units that the switch acts on, as it is after the switch, and before it for what is gone", () => {
    assert.deepEqual(unitDependencies({ graphs }, acted), [
      { unit: "web.service", on: "db.service", kind: "Requires=", scope: "system" },
      { unit: "web.service", on: "db.service", kind: "Upholds=", scope: "system" },
      { unit: "old.service", on: "web.service", kind: "PartOf=", scope: "system" },
    ]);
  });

  it("has none where nothing is acted on", () => assert.deepEqual(unitDependencies({ graphs }, []), []));
});
