// `stowplan pins`, run from source: the list for people and for programs, of a folder as it is and of a revision.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
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
  const run = (...args: readonly string[]): { status: number | null; stdout: string; stderr: string } =>
    spawnSync(process.execPath, ["--import", join(ROOT, "scripts", "text-imports.mjs"), join(ROOT, "src", "cli.ts"), "pins", "--repo", repository.folder, ...args], { encoding: "utf8" });

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
