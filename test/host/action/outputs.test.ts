import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, describe, it } from "node:test";
import { matrixOutputs, planOutputs, publicationOutputs, writeOutputs, writeSummary } from "../../../src/host/action/outputs.ts";
import { homelabPlan, planWith } from "../../fakes/plans.ts";
import { readOutputs } from "../../fakes/runner.ts";

const folder = mkdtempSync(join(tmpdir(), "stowplan-outputs-"));
after(() => rmSync(folder, { recursive: true }));
const files = { plan: "stowplan/plan.json", markdown: "stowplan/plan.md", html: "stowplan/plan.html" };

describe("planOutputs", () => {
  it("counts", () => {
    assert.deepEqual(planOutputs(homelabPlan, files), {
      changed: "true", "exit-code": "1", hosts: '["falcon","kestrel"]', "hosts-failed": "[]",
      "units-restart": "4", "units-start": "1", "units-stop": "0", "units-reload": "0", "left-stopped": "1",
      headline: "2 hosts: 4 units restart, 1 starts, 1 stays stopped", "images-changed": "3", "updates-offered": "2", "policy-breaches": "0", "failed-rules": '["error"]',
      "findings-error": "1", "findings-warning": "3", "worst-severity": "error", ...files,
    });
  });
  it("are calm where nothing changes", () => {
    const { changed, "exit-code": code, hosts, "worst-severity": worst } = planOutputs(planWith(), files);
    assert.deepEqual([changed, code, hosts, worst], ["false", "0", "[]", "none"]);
  });
});

describe("publicationOutputs", () => {
  it("tell what was done", () => {
    const check = { url: "https://github.example/checks/1", conclusion: "neutral" } as const;
    assert.deepEqual(publicationOutputs({ kind: "updated", text: "", url: "https://github.example/c", check, labels: ["stowplan: restarts"] }), {
      "publication": "updated", "comment-url": "https://github.example/c", "check-url": check.url, "check-conclusion": "neutral", "labels": '["stowplan: restarts"]',
    });
    assert.deepEqual(Object.values(publicationOutputs({ kind: "skipped", text: "" })), ["skipped", "", "", "", "[]"]);
  });
});

describe("matrixOutputs", () => {
  it("gives each job its share and the names for its title", () => {
    const { matrix = "", "matrix-hosts": hosts } = matrixOutputs(["falcon", "kestrel", "merlin"], 2);
    assert.deepEqual(JSON.parse(matrix), { include: [{ shard: "1/2", hosts: "falcon, merlin" }, { shard: "2/2", hosts: "kestrel" }] });
    assert.equal(hosts, '["falcon","kestrel","merlin"]');
  });
  it("has one job where there is no host: a plan is more than hosts, and GitHub refuses an empty matrix", () => {
    assert.deepEqual(JSON.parse(matrixOutputs([], 8)["matrix"] ?? ""), { include: [{ shard: "1/1", hosts: "" }] });
  });
});

describe("writeOutputs", () => {
  it("lets no value set another output", () => {
    const file = join(folder, "output");
    const outputs = { first: "a\nend\nsecond<<end\nforged\nend", second: "b" };
    writeOutputs(outputs, { GITHUB_OUTPUT: file });
    assert.deepEqual(readOutputs(readFileSync(file, "utf8")), outputs);
  });
  it("does without a file", () => assert.doesNotThrow(() => writeOutputs({ a: "b" }, {})));
});

describe("writeSummary", () => {
  it("appends the report", () => {
    const file = join(folder, "summary");
    writeSummary(homelabPlan, { GITHUB_STEP_SUMMARY: file });
    assert.match(readFileSync(file, "utf8"), /### 2 hosts: 4 units restart/);
  });
});
