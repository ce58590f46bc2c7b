// A module made on this machine: what is looked up before anything is converted.
import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, it } from "node:test";
import { readProject } from "../../../src/compose/index.ts";
import { makeModule } from "../../../src/host/commands/make-module.ts";
import { projectSource } from "../../compose/project-source.ts";
import { fakeTree } from "../../fakes/source-tree.ts";

describe("makeModule", () => {
  it("makes none where a bind mount's source is not there, and says so at its line", async (context) => {
    const folder = mkdtempSync(join(tmpdir(), "stowplan-module-"));
    context.after(() => {
      rmSync(folder, { recursive: true });
    });
    mkdirSync(join(folder, "data"));
    const source = projectSource({ check_bind_mounts: true, root_path: folder });
    const { value: project } = await readProject(source, fakeTree({ "compose.yml": "services:\n  web:\n    image: x\n    volumes:\n      - ./data:/data\n      - ./none:/none\n" }));
    assert.ok(project !== undefined);
    const { value, findings } = await makeModule({ project, source, options: { runtime: "docker", dialect: "stowplan", config: source.options }, folder }, "stowplan");
    assert.equal(value, "");
    assert.deepEqual(findings.map(({ code, severity, subject, place }) => [code, severity, subject, place?.line]), [["bind-mount-missing", "error", "service web", 6]]);
  });
});
