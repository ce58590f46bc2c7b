// Files with a compose.yml, for tests -> the project as findPins takes it; `compose.nix` is its module.
import assert from "node:assert/strict";
import { type ProjectPair, readProject } from "../../src/compose/index.ts";
import { ProjectConfig } from "../../src/config/index.ts";
import { fakeTree } from "../fakes/source-tree.ts";

/** Reads the project of `compose.yml`. */
export async function composePair(files: Readonly<Record<string, string>>): Promise<ProjectPair> {
  const inputs = ["compose.yml"];
  const output = "compose.nix" in files ? { output: "compose.nix" } : {};
  const source = { label: "galley", folder: ".", inputs, ...output, options: ProjectConfig.parse({ inputs }), existsIn: { base: true, head: true } };
  const { value } = await readProject(source, fakeTree(files));
  assert.ok(value);
  return { source, head: value, isBroken: false };
}
