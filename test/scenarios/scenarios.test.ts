// Every folder beside this file, run through plan.ts and compared with its expected.json and expected.md.
// STOWPLAN_UPDATE=1 writes what is expected anew; read the difference before you commit it.
import assert from "node:assert/strict";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, it } from "node:test";
import { fileURLToPath } from "node:url";
import { COMMENT_LIMIT, parsePlan, type Plan, renderMarkdown, writePlan } from "../../src/report/index.ts";
import { needs } from "../needs.ts";
import { planScenario, readScenario } from "./scenario.ts";

const here = dirname(fileURLToPath(import.meta.url));
const names = readdirSync(here, { withFileTypes: true }).flatMap((entry) => (entry.isDirectory() ? [entry.name] : []));

/** Nix's own words differ between its versions; their place and code do not. */
function withoutTraces(plan: Plan): Plan {
  const findings = plan.findings.map((finding) => (finding.code === "host-failed" || finding.code === "flake-failed" ? { ...finding, message: "(Nix's own words)" } : finding));
  return { ...plan, findings };
}

function expectText(file: string, text: string): void {
  if (process.env["STOWPLAN_UPDATE"] === "1") writeFileSync(file, text);
  assert.equal(text, readFileSync(file, "utf8"));
}

for (const name of names) {
  const folder = join(here, name);
  const scenario = readScenario(folder);
  describe(`scenario ${name}`, scenario.nix === "real" ? needs("nix") : {}, () => {
    it(scenario.about, async () => {
      const plan = withoutTraces(await planScenario(folder));
      expectText(join(folder, "expected.json"), writePlan(plan));
      expectText(join(folder, "expected.md"), renderMarkdown(plan, { limit: COMMENT_LIMIT }));
    });

    it("gives a plan that its own schema accepts", async () => {
      const plan = await planScenario(folder);
      assert.deepEqual(parsePlan(writePlan(plan)), plan);
    });
  });
}
