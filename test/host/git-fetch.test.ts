// A shallow checkout of a merge commit, as actions/checkout makes it -> its first parent can be read and fetched.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { fetchMissing, firstParent } from "../../src/host/git-fetch.ts";
import { openGit } from "../../src/host/git.ts";
import { makeRepository, type TestRepository } from "../support/git-repository.ts";

describe("a shallow checkout", () => {
  let origin: TestRepository;
  let base: string;
  let merge: string;
  let shallow: { directory: string; environment: NodeJS.ProcessEnv };

  before(() => {
    origin = makeRepository();
    const root = origin.commit({ write: { "flake.nix": "{ }" } });
    base = origin.commit({ write: { "a.txt": "main moved on" } });
    origin.git("checkout", "--quiet", "-b", "change", root);
    origin.commit({ write: { "b.txt": "the change" } });
    origin.git("checkout", "--quiet", "main");
    origin.git("merge", "--quiet", "--no-ff", "--message=merge", "change");
    merge = origin.git("rev-parse", "HEAD");
    origin.git("config", "uploadpack.allowAnySHA1InWant", "true");
    const directory = join(origin.folder, "..", "shallow");
    execFileSync("git", ["clone", "--quiet", "--depth=1", `file://${origin.folder}`, directory]);
    shallow = { directory, environment: process.env };
  });
  after(() => {
    origin.remove();
  });

  it("knows its first parent without having it", async () => {
    assert.equal(await firstParent(shallow, "HEAD"), base);
    await assert.rejects((await openGit(shallow)).resolve(base), { code: "revision-missing" });
  });

  it("gets it by name, and asks Nix for a shallow flake", async () => {
    await fetchMissing(shallow, base);
    const git = await openGit(shallow);
    const [first, second] = [await git.resolve(base), await git.resolve(merge)];
    assert.deepEqual(await git.changes(first, second), [{ path: "b.txt", status: "added" }]);
    assert.match(git.flakeReference(first, "."), /&shallow=1$/);
  });

  it("is left alone where the commit is there", async () => {
    await fetchMissing(shallow, merge);
  });

  it("says which commit could not be fetched", async () => {
    await assert.rejects(fetchMissing(shallow, "1".repeat(40)), { code: "revision-missing", subject: "1".repeat(40) });
    await assert.rejects(fetchMissing(shallow, "--upload-pack=touch x"), { code: "revision-missing" });
  });

  it("has no parent where the commit is the first", async () => {
    const lone = makeRepository();
    lone.commit({ write: { a: "parent 1234567890123456789012345678901234567890\n" } });
    assert.equal(await firstParent({ directory: lone.folder, environment: process.env }, "HEAD"), undefined);
    lone.remove();
  });
});
