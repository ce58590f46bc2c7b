// `stowplan pins`, run from source: the list for people and for programs, of a folder as it is and of a revision.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { PinList } from "../../src/pins/index.ts";
import { makeRepository, type TestRepository } from "../support/git-repository.ts";
import { ROOT } from "../support/source-files.ts";

const FILES = {
  "hosts/falcon.nix": '{ virtualisation.oci-containers.containers.web.image = "galley/web:1.2"; }\n',
  "media/compose.yml": "services:\n  db:\n    image: postgres:${TAG}\n",
  "media/.env": "TAG=16\n",
  "broken/compose.yml": "services: [\n",
};

describe("stowplan pins", () => {
  let repository: TestRepository;
  let commit: string;
  const runIn = (folder: string, ...args: readonly string[]): { status: number | null; stdout: string; stderr: string } =>
    spawnSync(process.execPath, ["--import", join(ROOT, "scripts", "text-imports.mjs"), join(ROOT, "src", "cli.ts"), "pins", "--repo", folder, ...args], { encoding: "utf8" });
  const run = (...args: readonly string[]): ReturnType<typeof runIn> => runIn(repository.folder, ...args);

  before(() => {
    repository = makeRepository();
    commit = repository.commit({ write: FILES });
    writeFileSync(join(repository.folder, "hosts", "falcon.nix"), FILES["hosts/falcon.nix"].replace("1.2", "1.3"));
  });
  after(() => repository.remove());

  it("lists the folder as it is for people", () => {
    const { status, stdout, stderr } = run();
    assert.equal(status, 0);
    const rows = stdout.trimEnd().split("\n").map((line) => line.split(/ {2,}/).slice(0, 3).join(" "));
    assert.deepEqual(rows, [
      "hosts/falcon.nix:1:57 galley/web:1.3 nix-literal",
      "media/.env:1:5 postgres:16 compose-variable",
      "media/compose.yml:3:12 postgres:16 compose-image",
    ]);
    assert.match(stderr, /^error: .*broken/m);
  });

  it("keeps a row on its line, whatever a path holds", () => {
    const folder = mkdtempSync(join(tmpdir(), "stowplan-pins-"));
    try {
      writeFileSync(join(folder, "two\nlines\u001b[31m.nix"), FILES["hosts/falcon.nix"]);
      symlinkSync("elsewhere.yml", join(folder, "compose.yml"));
      const { stdout, stderr } = runIn(folder);
      assert.match(stdout, /^two lines␛\[31m\.nix:1:57 +galley\/web:1\.2 +nix-literal *\n$/);
      assert.match(stderr, /^warning: compose\.yml: It is a symbolic link/);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it("lists a revision for programs, in the published form", () => {
    const list = PinList.parse(JSON.parse(run("--rev", "HEAD", "--json").stdout));
    assert.equal(list.revision, commit);
    assert.deepEqual(list.pins.map(({ file, reference }) => `${file} ${reference}`), ["hosts/falcon.nix galley/web:1.2", "media/.env postgres:16", "media/compose.yml postgres:16"]);
    assert.deepEqual(list.findings.map(({ code }) => code), ["compose-syntax"]);
  });

  it("says what is wrong with a revision that is none", () => {
    const { status, stderr } = run("--rev", "gone");
    assert.equal(status, 1);
    assert.match(stderr, /gone/);
  });
});
