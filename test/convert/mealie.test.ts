// The example of the documentation: Mealie and its database, converted for docker, drifting and changing.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, it } from "node:test";
import { ProjectConfig } from "../../src/config/index.ts";
import { readProject, readProjects } from "../../src/compose/index.ts";
import { convertProject, convertProjects, type ProjectPlan } from "../../src/convert/index.ts";
import type { ProjectSource } from "../../src/discover/index.ts";
import { goldenFolder, needsGolden } from "../compose/golden-case.ts";
import { fakeTree } from "../fakes/source-tree.ts";

const config = (side: "base" | "head"): string => readFileSync(join(goldenFolder, "hosts", "mealie-compose2nix", "config", `compose.${side}.yml`), "utf8");

const INPUT = "stacks/mealie/compose.yml";
const OUTPUT = "stacks/mealie/docker-compose.nix";

function source(options: Readonly<Record<string, unknown>> = {}): ProjectSource {
  return {
    label: "mealie",
    folder: "stacks/mealie",
    inputs: [INPUT],
    output: OUTPUT,
    options: ProjectConfig.parse({ inputs: [INPUT], root_path: "/srv/compose/mealie", ...options }),
    existsIn: { base: true, head: true },
  };
}

/** The module of one side as compose2nix would have written it: its header, its layout, its descriptions. */
async function committedModule(side: "base" | "head"): Promise<string> {
  const { value } = await readProject(source(), fakeTree({ [INPUT]: config(side) }));
  assert.ok(value !== undefined);
  const { text } = convertProject(value, { runtime: "docker", dialect: "compose2nix", config: source().options });
  return `# Auto-generated using compose2nix v0.3.1.\n${text.replace(/^(?:#.*\n)+/, "").replaceAll("  ", "    ")}`;
}

async function plan(modules: { readonly base: string; readonly head: string }): Promise<{ readonly project: ProjectPlan; readonly codes: readonly string[]; readonly messages: string }> {
  const base = fakeTree({ [INPUT]: config("base"), [OUTPUT]: modules.base });
  const head = fakeTree({ [INPUT]: config("head"), [OUTPUT]: modules.head });
  const projects = await readProjects({ sources: [source()], base, head });
  assert.deepEqual(projects.findings, []);
  const { value, findings } = await convertProjects({ projects: projects.value, base, head });
  const [project] = value;
  assert.ok(project !== undefined);
  return { project, codes: findings.map(({ code }) => code), messages: findings.map(({ message }) => message).join("\n") };
}

describe("Mealie", needsGolden(), () => {
  it("is told service by service, with the runtime of its module", async () => {
    const [base, head] = [await committedModule("base"), await committedModule("head")];
    const { project, codes } = await plan({ base, head });
    assert.equal(project.name, "mealie");
    assert.equal(project.runtime, "docker");
    assert.equal(project.status, "converted");
    assert.deepEqual(project.services, [{ service: "mealie", change: "changed", texts: ["image v1.3.2 → v1.4.0", "environment MAX_WORKERS added: 1"] }]);
    assert.equal(project.drift.status, "none");
    assert.deepEqual(codes, ["convert-key-lost"]);
    assert.match(project.diff, /^-\s+image = "ghcr\.io\/mealie-recipes\/mealie:v1\.3\.2";$/m);
    assert.match(project.diff, /^\+\s+"MAX_WORKERS" = "1";$/m);
  });

  it("is not regenerated where the module is still base's", async () => {
    const base = await committedModule("base");
    const { project, codes } = await plan({ base, head: base });
    assert.equal(project.drift.status, "not-regenerated");
    assert.match(project.drift.text, /container mealie: environment\.MAX_WORKERS, container mealie: image/);
    assert.ok(codes.includes("drift-not-regenerated"));
  });

  it("is edited where the module says something that neither side gives", async () => {
    const [base, head] = [await committedModule("base"), await committedModule("head")];
    const { project, codes } = await plan({ base, head: head.replace('"9925:9000/tcp"', '"9926:9000/tcp"') });
    assert.equal(project.drift.status, "edited");
    assert.equal(project.drift.text, "The Compose file gives something else for container mealie: ports.");
    assert.ok(codes.includes("drift-edited"));
  });

  it("shows no password in any diff", async () => {
    const base = await committedModule("base");
    const { project } = await plan({ base, head: base.replaceAll('"mealie";', '"geheim-123";') });
    for (const text of [project.diff, project.drift.diff]) assert.doesNotMatch(text, /PASSWORD"? = "(?:mealie|geheim-123)"/);
    assert.match(project.drift.diff, /PASSWORD"? = "\[hidden/);
  });

  it("waits until the database is healthy, within a bound", async () => {
    const { value } = await readProject(source(), fakeTree({ [INPUT]: config("head") }));
    assert.ok(value !== undefined);
    const { text, findings } = convertProject(value, { runtime: "docker", dialect: "stowplan", config: source().options });
    assert.deepEqual(findings, []);
    assert.match(text, /until \[ "\$\(docker inspect '--format=\{\{\.State\.Health\.Status\}\}' postgres 2>\/dev\/null\)" = healthy \]; do sleep 1; done/);
    assert.match(text, /TimeoutStartSec = 600;/);
    assert.match(text, /systemd\.services\."docker-mealie" = \{[^}]*\};[^}]*\};\s+after = \[[^\]]*"docker-healthy-postgres\.service"/);
  });

  it("says at its line that compose2nix loses the condition of the dependency", async () => {
    const { value } = await readProject(source(), fakeTree({ [INPUT]: config("head") }));
    assert.ok(value !== undefined);
    const { findings } = convertProject(value, { runtime: "docker", dialect: "compose2nix", config: source().options });
    assert.deepEqual(
      findings.map(({ code, subject, place }) => ({ code, subject, place })),
      [{ code: "convert-key-lost", subject: "service mealie", place: { file: INPUT, line: 15, column: 9 } }],
    );
  });
});
