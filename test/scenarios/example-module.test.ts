// The example's base: its generated module is what the converter gives, so that only the pull request drifts.
import assert from "node:assert/strict";
import { globSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { describe, it } from "node:test";
import { readProjects } from "../../src/compose/index.ts";
import { readConfig } from "../../src/config/index.ts";
import { convertProjects } from "../../src/convert/index.ts";
import { discover } from "../../src/discover/index.ts";
import { fakeTree } from "../fakes/source-tree.ts";

const EXAMPLE = join(import.meta.dirname, "..", "..", "examples", "homelab");

function filesOf(side: "base" | "head"): Record<string, string> {
  const folder = join(EXAMPLE, side);
  const paths = globSync(["**/*", ".github/**/*"], { cwd: folder }).filter((path) => statSync(join(folder, path)).isFile());
  return Object.fromEntries(paths.map((path) => [path, readFileSync(join(folder, path), "utf8")]));
}

describe("the example's module", () => {
  it("is what the Compose file gives at base: convert it again where this fails", async () => {
    const base = fakeTree(filesOf("base"));
    const config = await readConfig({ base, head: base, inputs: {} });
    const changes = [{ path: "hosts/falcon/mealie/compose.yml", status: "modified" as const }];
    const scope = await discover({ base, head: base, changes, config: config.value });
    const projects = await readProjects({ sources: scope.value.projects, base, head: base });
    const plans = await convertProjects({ projects: projects.value, base, head: base });
    assert.deepEqual(plans.value.map(({ name, output, drift }) => ({ name, output, status: drift.status, diff: drift.diff })), [
      { name: "mealie", output: "hosts/falcon/mealie/docker-compose.nix", status: "none", diff: "" },
    ]);
  });

  it("changes nothing at head but what a person would have typed", () => {
    const [base, head] = [filesOf("base"), filesOf("head")];
    const module = "hosts/falcon/mealie/docker-compose.nix";
    assert.equal(head[module], base[module]?.replace("postgres:15", "postgres:16"));
    for (const [path, text] of Object.entries(head)) assert.notEqual(text, base[path], `${path} does not change, so it has no place in head/`);
  });
});
