// The Git port on real repositories, ordinary and hostile.
import assert from "node:assert/strict";
import { existsSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { openGit } from "../../src/host/git.ts";
import type { Git } from "../../src/ports.ts";
import { makeRepository, type TestRepository } from "../support/git-repository.ts";

const NAMES = ["plain.txt", "with space.txt", "tab\there", "line\nbreak", 'quote"s', "ümläut/ß.yml", "-dash", ":(glob)*", "a:b", "back\\slash"];

describe("openGit", () => {
  let repository: TestRepository;
  let git: Git;
  let base: string;
  let head: string;

  before(async () => {
    repository = makeRepository("a repository #1");
    base = repository.commit({
      write: { "changed.txt": "old", "deleted.txt": "x", "moved/from.txt": "content that moves\n".repeat(9), "mode.sh": "x", "deep/a/b.txt": "b" },
      links: { link: "/etc/passwd" },
    });
    const named = Object.fromEntries(NAMES.map((name) => [name, `text of ${name}`]));
    head = repository.commit({
      write: { ...named, "changed.txt": "new", "moved/to.txt": "content that moves\n".repeat(9), "binary.bin": Buffer.from([0, 255, 10]), empty: "", bom: "\uFEFFx" },
      remove: ["deleted.txt", "moved/from.txt"],
      executable: ["mode.sh"],
    });
    git = await openGit({ directory: repository.folder, environment: process.env });
  });
  after(() => {
    repository.remove();
  });

  it("resolves names of every kind to commit and tree", async () => {
    const revision = { commit: head, tree: repository.git("rev-parse", "HEAD^{tree}") };
    for (const name of ["HEAD", "main", head, head.slice(0, 12), "refs/heads/main"]) assert.deepEqual(await git.resolve(name), revision);
    assert.equal((await git.resolve("HEAD~1")).commit, base);
  });

  for (const revision of ["nowhere", "--help", "-x", "0".repeat(40), "", "HEAD:changed.txt", "main^{nonsense}"]) {
    it(`says that ${JSON.stringify(revision)} is missing`, async () => {
      await assert.rejects(git.resolve(revision), { code: "revision-missing", subject: revision });
    });
  }

  it("finds the merge base", async () => {
    repository.git("checkout", "--quiet", "-b", "side", base);
    const side = repository.commit({ write: { "side.txt": "x" } });
    repository.git("checkout", "--quiet", "main");
    assert.equal((await git.mergeBase("main", side)).commit, base);
  });

  it("refuses revisions without a common ancestor", async () => {
    repository.git("checkout", "--quiet", "--orphan", "other");
    const other = repository.commit({ write: { "o.txt": "x" } });
    repository.git("checkout", "--quiet", "--force", "main");
    await assert.rejects(git.mergeBase("main", other), { code: "revision-missing" });
  });

  it("lists changes without taking a rename for one", async () => {
    const changes = await git.changes(await git.resolve(base), await git.resolve(head));
    const byPath = new Map(changes.map(({ path, status }) => [path, status]));
    assert.equal(byPath.get("changed.txt"), "modified");
    assert.equal(byPath.get("deleted.txt"), "deleted");
    assert.equal(byPath.get("moved/from.txt"), "deleted");
    assert.equal(byPath.get("moved/to.txt"), "added");
    assert.equal(byPath.get("mode.sh"), "modified");
    assert.equal(byPath.get("link"), undefined);
    for (const name of NAMES) assert.equal(byPath.get(name), "added", name);
    assert.deepEqual(await git.changes(await git.resolve(head), await git.resolve(head)), []);
  });

  it("reads files of any name, many at once, as they are in the commit", async () => {
    writeFileSync(join(repository.folder, "changed.txt"), "not committed");
    const tree = await git.tree(await git.resolve(head));
    const texts = await Promise.all(NAMES.map((name) => tree.read(name)));
    assert.deepEqual(texts, NAMES.map((name) => `text of ${name}`));
    assert.equal(await tree.read("changed.txt"), "new");
    assert.equal(await tree.read("empty"), "");
    assert.equal(await tree.read("bom"), "\uFEFFx");
    assert.equal((await tree.read("binary.bin"))?.length, 3);
    repository.git("checkout", "--quiet", "--", "changed.txt");
  });

  it("reads no links, no folders, and nothing that is not there", async () => {
    const tree = await git.tree(await git.resolve(head));
    assert.equal(tree.entries.get("link")?.kind, "link");
    assert.equal(tree.entries.get("mode.sh")?.kind, "file");
    for (const path of ["link", "deep", "deep/a", "missing", "/etc/passwd", "../x", "deleted.txt"]) assert.equal(await tree.read(path), undefined, path);
    assert.ok(tree.entries.has("deep/a/b.txt"));
  });

  it("lists submodules as such and reads files over the limit as missing", async () => {
    repository.git("update-index", "--add", "--cacheinfo", `160000,${base},module`);
    writeFileSync(join(repository.folder, "huge.txt"), "x".repeat(8 * 1024 * 1024 + 1));
    repository.git("add", "huge.txt");
    repository.git("commit", "--quiet", "--message=module");
    const tree = await git.tree(await git.resolve("HEAD"));
    assert.equal(tree.entries.get("module")?.kind, "submodule");
    assert.equal(await tree.read("huge.txt"), undefined);
    repository.git("reset", "--quiet", "--hard", head);
  });

  it("leaves out paths that nobody can check out", async () => {
    const blob = repository.git("hash-object", "-w", "--stdin", "--no-filters");
    const path = Array.from({ length: 30 }, () => "d".repeat(200)).join("/");
    repository.git("update-index", "--add", "--cacheinfo", `100644,${blob},${path}`);
    repository.git("commit", "--quiet", "--message=deep");
    const revision = await git.resolve("HEAD");
    assert.ok(![...(await git.tree(revision)).entries.keys()].some((name) => name.length > 4096));
    assert.deepEqual(await git.changes(await git.resolve(head), revision), []);
    repository.git("reset", "--quiet", "--hard", head);
  });

  it("runs nothing that the repository's own configuration names", async () => {
    const witness = join(repository.folder, "..", "witness");
    const hooks = join(repository.folder, ".git", "hooks");
    mkdirSync(hooks, { recursive: true });
    const script = `#!/bin/sh\ntouch '${witness}'\n`;
    for (const hook of ["post-checkout", "reference-transaction", "post-index-change"]) writeFileSync(join(hooks, hook), script, { mode: 0o755 });
    writeFileSync(join(hooks, "monitor"), script, { mode: 0o755 });
    const settings = { "core.fsmonitor": join(hooks, "monitor"), "diff.external": join(hooks, "monitor"), "core.alternateRefsCommand": join(hooks, "monitor"), "core.pager": join(hooks, "monitor") };
    for (const [name, value] of Object.entries(settings)) repository.git("config", name, value);
    const hostile = await openGit({ directory: repository.folder, environment: process.env });
    const [first, second] = [await hostile.resolve(base), await hostile.resolve(head)];
    await hostile.changes(first, second);
    await (await hostile.tree(second)).read("changed.txt");
    assert.equal(existsSync(witness), false);
  });

  it("gives flake references that Nix can take apart again", async () => {
    const revision = await git.resolve(head);
    const [root = ""] = git.flakeReference(revision, ".").split("?");
    // The folder's own path has a blank and a hash, which old versions of Nix do not take: a link with a plain name stands for it.
    assert.match(root, /^git\+file:\/\/\/[\w./+~-]+$/);
    assert.equal(realpathSync(root.replace("git+file://", "")), realpathSync(repository.folder));
    assert.equal(git.flakeReference(revision, "."), `${root}?rev=${head}`);
    assert.equal(git.flakeReference(revision, "./nix/hosts/"), `${root}?dir=nix/hosts&rev=${head}`);
    assert.equal(git.flakeReference(revision, "a b&c"), `${root}?dir=a%20b%26c&rev=${head}`);
  });

  it("opens the repository that a folder lies in", async () => {
    const inner = await openGit({ directory: join(repository.folder, "deep", "a"), environment: process.env });
    assert.ok((await inner.tree(await inner.resolve(head))).entries.has("changed.txt"));
  });

  it("says so where there is no repository", async () => {
    const folder = mkdtempSync(join(tmpdir(), "stowplan-test-"));
    const environment = { ...process.env, GIT_CEILING_DIRECTORIES: folder };
    await assert.rejects(openGit({ directory: folder, environment }), { code: "not-a-repository", subject: folder });
    await assert.rejects(openGit({ directory: join(folder, "missing"), environment }), { code: "not-a-repository" });
    rmSync(folder, { recursive: true });
  });

  it("says so where git is missing", async () => {
    await assert.rejects(openGit({ directory: repository.folder, environment: { PATH: "/nonexistent" } }), { code: "git-missing" });
  });
});
