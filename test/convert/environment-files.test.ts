// Which files the engine reads when a container starts, with their paths on the host.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { readProject } from "../../src/compose/index.ts";
import { convertProject, type Dialect } from "../../src/convert/index.ts";
import { projectSource } from "../compose/project-source.ts";
import { fakeTree } from "../fakes/source-tree.ts";

const FILES = {
  "stacks/shop/compose.yml": "services: {web: {image: x, env_file: [z.env, ../shared.env, {path: local.env, required: false}]}}\n",
  "stacks/shop/.env": "A=1\n",
  "stacks/shop/z.env": "",
  "stacks/shared.env": "",
};

async function listed(dialect: Dialect, options: Readonly<Record<string, unknown>>): Promise<readonly string[]> {
  const source = projectSource({ inputs: ["stacks/shop/compose.yml"], env_files: ["stacks/shop/.env"], ...options });
  const { value, findings } = await readProject(source, fakeTree(FILES));
  assert.ok(value !== undefined);
  assert.deepEqual(findings, []);
  const { text } = convertProject(value, { runtime: "docker", dialect, config: source.options });
  return [.../environmentFiles = \[([^\]]*)\]/.exec(text)?.[1]?.matchAll(/"([^"]*)"/g) ?? []].map(([, path = ""]) => path);
}

describe("environmentFiles", () => {
  it("are not listed unless they are wanted", async () => {
    assert.deepEqual(await listed("stowplan", {}), []);
  });

  it("keep the order in which the later file wins, without optional ones that are not there", async () => {
    assert.deepEqual(await listed("stowplan", { include_env_files: true }), ["/srv/shop/.env", "/srv/shop/z.env", "/srv/shared.env"]);
  });

  it("are sorted and complete where compose2nix would have them so", async () => {
    assert.deepEqual(await listed("compose2nix", { env_files_only: true }), ["/srv/shared.env", "/srv/shop/.env", "/srv/shop/local.env", "/srv/shop/z.env"]);
  });
});
