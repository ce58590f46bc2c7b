// A lock file that only newer versions of Nix read: told where the flake fails under an older one.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { Config } from "../../src/config/index.ts";
import { checkLock } from "../../src/evaluate/check-lock.ts";
import { fakeGit } from "../fakes/git.ts";
import { fakeNix, NIX_2_8 } from "../fakes/nix.ts";
import { fakeTree } from "../fakes/source-tree.ts";

const LOCK = JSON.stringify({ version: 7, root: "root", nodes: { root: { inputs: { dep: "dep" } }, dep: { locked: { type: "path", path: "./dep" }, original: { type: "path", path: "./dep" }, parent: [] } } });
const DECLARED = { inputs: { dep: { url: "path:./dep", inputs: {} } }, arguments: ["dep"] };

async function codes(version: string, isFailed: boolean): Promise<readonly string[]> {
  const tree = fakeTree({ "flake.nix": "{ }", "flake.lock": LOCK });
  const log = { progress: () => undefined, info: () => undefined, warn: () => undefined };
  const workshop = {
    ports: { git: fakeGit({ head: tree }), nix: fakeNix({}), log },
    program: { ...NIX_2_8, version },
    evaluation: Config.parse({}).evaluation,
    attribute: "nixosConfigurations",
    submodules: "auto",
    limits: { seconds: 1, memory: 1 },
    jobs: 1,
  } as const;
  const found = await checkLock({ revision: tree.revision, folder: ".", declared: DECLARED, isFailed }, workshop);
  return found.map(({ code, subject }) => `${code} ${subject}`);
}

describe("an input by relative path", () => {
  it("needs Nix 2.26, which is said where the flake fails", async () => {
    assert.deepEqual(await codes("2.8.0", true), ["nix-too-old nix 2.8.0"]);
    assert.deepEqual(await codes("2.26.3", true), []);
    assert.deepEqual(await codes("2.8.0", false), []);
  });
});
