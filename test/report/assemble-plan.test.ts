import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { Config } from "../../src/config/index.ts";
import { assemblePlan, parsePlan, type PlanParts, writePlan } from "../../src/report/index.ts";
import { action, BASE, finding, HEAD, homelabPlan, host, TIP } from "../fakes/plans.ts";

function parts(some: Partial<PlanParts> = {}): PlanParts {
  const revisions = { base: BASE, head: HEAD, tip: TIP };
  return { revisions, config: Config.parse({ key: "harbour", "fail-on": ["warning"] }), inputs: [], hosts: [], projects: [], images: [], updates: [], findings: [], ...some };
}

describe("assemblePlan", () => {
  it("takes revisions, key and options from what it is given", () => {
    const plan = assemblePlan(parts());
    assert.deepEqual([plan.version, plan.key, plan.base, plan.head, plan.tip], [1, "harbour", BASE, HEAD, TIP]);
    assert.deepEqual(plan.options, { whenUnchanged: "update", failOn: ["warning"] });
  });

  it("tells every finding once, worst first, then by place", () => {
    const at = (file: string, line: number): { file: string; line: number } => ({ file, line });
    const findings = [
      finding({ code: "image-unpinned", severity: "info", place: at("a.nix", 1) }),
      finding({ code: "moving-tag", severity: "warning" }),
      finding({ code: "moving-tag", severity: "warning", place: at("b.nix", 10) }),
      finding({ code: "moving-tag", severity: "warning", place: at("b.nix", 9) }),
      finding({ code: "moving-tag", severity: "warning", place: at("a.nix", 90) }),
      finding({ code: "port-conflict", severity: "error" }),
    ];
    const plan = assemblePlan(parts({ findings: [...findings, ...findings] }));
    const told = plan.findings.map(({ severity, place }) => `${severity} ${place === undefined ? "-" : `${place.file}:${place.line ?? 0}`}`);
    assert.deepEqual(told, ["error -", "warning a.nix:90", "warning b.nix:9", "warning b.nix:10", "warning -", "info a.nix:1"]);
  });

  it("hides values that look secret, wherever a room has left one", () => {
    const causes = [{ kind: "option", subject: "environment", text: "DB_PASSWORD=hunter22 added", old: "", new: "DB_PASSWORD=hunter22" } as const];
    const diff = '+Environment="DB_PASSWORD=hunter22"\n';
    const [project] = homelabPlan.projects;
    assert.ok(project !== undefined);
    const drift = { status: "edited", text: "API_TOKEN=hunter22", diff } as const;
    const services = [{ service: "db", change: "changed", texts: ["DB_PASSWORD=hunter22"] }] as const;
    const plan = assemblePlan(
      parts({
        hosts: [host("falcon", [action({ unit: "docker-db.service", action: "restart", causes: [...causes], diff })])],
        projects: [{ ...project, drift, diff, services: [{ ...services[0], texts: [...services[0].texts] }] }],
      }),
    );
    assert.doesNotMatch(writePlan(plan), /hunter22/);
    assert.match(writePlan(plan), /DB_PASSWORD/);
  });

  it("leaves the module that is to be written as it is", () => {
    const [project] = homelabPlan.projects;
    assert.ok(project !== undefined);
    const module = { text: 'DB_PASSWORD = "hunter22";\n', replaces: "0".repeat(64) };
    const config = Config.parse({ convert: { write: "suggest" } });
    const plan = assemblePlan(parts({ config, projects: [{ ...project, drift: { ...project.drift, module } }] }));
    assert.deepEqual([plan.options.write, plan.projects[0]?.drift.module], ["suggest", module]);
  });

  it("cuts what is larger than the schema allows, and says so", () => {
    const diff = "+x\n".repeat(400_000);
    const hosts = [host("falcon", [action({ unit: "u".repeat(2000), action: "restart", diff }), action({ unit: "b.service", action: "restart", diff })])];
    const plan = assemblePlan(parts({ hosts }));
    assert.deepEqual(parsePlan(writePlan(plan)), plan);
    const cut = plan.findings.filter(({ code }) => code === "plan-cut").map(({ subject, message }) => `${subject}: ${message}`);
    assert.equal(cut.length, 2);
    assert.match(cut.join("\n"), /hosts\.switch\.units\.diff: 2 entries are larger than 1000000/);
    assert.match(cut.join("\n"), /hosts\.switch\.units\.unit: One entry is larger than 1024/);
  });

  it("keeps within the schema also where there are too many findings", () => {
    const findings = Array.from({ length: 20_005 }, (_, index) => finding({ code: "moving-tag", severity: "info", subject: `image ${index}` }));
    const plan = assemblePlan(parts({ findings }));
    assert.equal(plan.findings.length, 20_000);
    assert.equal(plan.findings.at(-1)?.code, "plan-cut");
  });
});
