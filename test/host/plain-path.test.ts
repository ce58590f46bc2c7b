// A checkout whose path Nix would stumble over evaluates like any other.
import assert from "node:assert/strict";
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, describe, it } from "node:test";
import { openGit } from "../../src/host/git.ts";
import { openNix } from "../../src/host/nix.ts";
import { plainPath } from "../../src/host/plain-path.ts";
import { needs } from "../needs.ts";
import { git, makeRepository } from "../support/repository.ts";

const scratch = mkdtempSync(join(tmpdir(), "stowplan-plain-"));
after(() => rmSync(scratch, { recursive: true }));

describe("plainPath", () => {
  it("leaves a plain path as it is", () => assert.equal(plainPath("/srv/home-lab_2/flake.d"), "/srv/home-lab_2/flake.d"));

  it("gives one link to a folder, however often it is asked", () => {
    const folder = mkdtempSync(join(scratch, "two words "));
    writeFileSync(join(folder, "here"), "");
    const link = plainPath(folder);
    assert.match(link, /^[\w./+~-]+$/);
    assert.deepEqual(readdirSync(link), ["here"]);
    assert.equal(plainPath(folder), link);
  });
});

describe("a flake in an odd folder", needs("nix"), () => {
  for (const name of ["two words", "naïve", "50% #1 ?&", "it's ${here}"]) {
    it(`evaluates in ${name}`, async () => {
      const folder = join(scratch, name);
      makeRepository(folder, { base: {}, head: {} });
      writeFileSync(join(folder, "flake.nix"), "{ outputs = _: { answer = 42; }; }\n");
      git(folder, "add", "flake.nix");
      git(folder, "commit", "--quiet", "--message=flake");
      const repository = await openGit({ directory: folder, environment: process.env });
      const reference = repository.flakeReference(await repository.resolve("HEAD"), ".");
      const run = await openNix(process.env).run(["eval", "--json", `${reference}#answer`], { seconds: 60, memory: 2048 });
      assert.equal(run.stdout, "42", run.stderr);
    });
  }
});
