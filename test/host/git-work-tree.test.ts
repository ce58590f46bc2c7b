// Uncommitted changes -> a revision: what git tracks as it lies on the disk, and nothing of the user's touched.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, statSync, symlinkSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, it } from "node:test";
import { readPlannedHead } from "../../src/host/commands/planned-head.ts";
import { openGit } from "../../src/host/git.ts";
import type { SourceTree } from "../../src/ports.ts";
import { makeRepository, type TestRepository } from "../support/git-repository.ts";
import { ROOT } from "../support/source-files.ts";

describe("a work tree", () => {
  let repository: TestRepository;
  beforeEach(() => {
    repository = makeRepository();
    repository.commit({ write: { "flake.nix": "{ }", "a.nix": "1", "gone.nix": "x", "run.sh": "x", "deep/b.nix": "b", ".gitignore": "secret.env\n" } });
  });
  afterEach(() => {
    repository.remove();
  });
  const write = (path: string, text: string): void => {
    writeFileSync(join(repository.folder, path), text);
  };

  async function planned(head?: string): Promise<{ readonly tree: SourceTree; readonly said: readonly string[]; readonly commit: string }> {
    const git = await openGit({ directory: repository.folder, environment: process.env });
    const { revision, findings } = await readPlannedHead(git, head);
    return { tree: await git.tree(revision), said: findings.map(({ code, severity, message }) => `${severity} ${code} ${message}`), commit: revision.commit };
  }

  it("without changes is HEAD, also where only a file's time changed", async () => {
    utimesSync(join(repository.folder, "a.nix"), 1, 1);
    const { commit, said } = await planned();
    assert.equal(commit, repository.git("rev-parse", "HEAD"));
    assert.deepEqual(said, []);
  });

  it("is taken as it lies there: changed, staged, added, deleted, made executable, linked", async () => {
    write("a.nix", "2");
    write("deep/b.nix", "staged");
    repository.git("add", "deep/b.nix");
    write("deep/b.nix", "and changed again");
    write("new.nix", "new");
    repository.git("add", "new.nix");
    write("intended.nix", "intended");
    repository.git("add", "--intent-to-add", "intended.nix");
    rmSync(join(repository.folder, "gone.nix"));
    chmodSync(join(repository.folder, "run.sh"), 0o755);
    const { tree, said } = await planned();
    const texts = await Promise.all(["a.nix", "deep/b.nix", "new.nix", "intended.nix", "gone.nix", "flake.nix"].map((path) => tree.read(path)));
    assert.deepEqual(texts, ["2", "and changed again", "new", "intended", undefined, "{ }"]);
    assert.equal(said.length, 1);
    assert.match(said[0] ?? "", /info uncommitted-changes This plan includes changes that are not committed: .*a\.nix/);
  });

  it("keeps links links, also where a file became one", async () => {
    rmSync(join(repository.folder, "a.nix"));
    symlinkSync("/etc/passwd", join(repository.folder, "a.nix"));
    const { tree } = await planned();
    assert.equal(tree.entries.get("a.nix")?.kind, "link");
    assert.equal(await tree.read("a.nix"), undefined);
  });

  it("has no untracked files, and says so", async () => {
    write("untracked.nix", "x");
    write("notes.txt", "x");
    write("secret.env", "x");
    const { tree, said } = await planned();
    assert.ok(!tree.entries.has("untracked.nix"));
    assert.deepEqual(said, ["warning file-untracked Files that git does not know are not in this plan, because Nix does not see them: untracked.nix, notes.txt."]);
  });

  it("may have more changes than files can be open", () => {
    // Node alone keeps some twenty open.
    const script = `import { openGit } from ${JSON.stringify(join(ROOT, "src/host/git.ts"))}; const tree = await (await openGit({ directory: ".", environment: process.env })).workTree(); console.log(tree.changed.length);`;
    mkdirSync(join(repository.folder, "many"));
    for (let index = 0; index < 400; index += 1) write(`many/${index}.txt`, String(index));
    repository.git("add", "--all");
    const command = `ulimit -n 200; exec "$0" --input-type=module --import "$1" --eval "$2"`;
    const output = execFileSync("sh", ["-c", command, process.execPath, join(ROOT, "scripts", "text-imports.mjs"), script], { cwd: repository.folder, encoding: "utf8" });
    assert.equal(output, "400\n");
  });

  it("holds files whose names are not UTF-8", async () => {
    const path = Buffer.concat([Buffer.from(`${repository.folder}/caf`), Buffer.from([0xe9]), Buffer.from('"\\\n.nix')]);
    writeFileSync(path, "1");
    repository.git("add", "--all");
    repository.git("commit", "--quiet", "--message", "A name of long ago");
    writeFileSync(path, "2");
    const { tree } = await planned();
    assert.deepEqual([...tree.entries.keys()].filter((name) => name.startsWith("caf")).length, 1);
    assert.notEqual(tree.revision.tree, repository.git("rev-parse", "HEAD^{tree}"));
    repository.git("add", "--all");
    assert.equal(tree.revision.tree, repository.git("write-tree"));
  });

  it("has no changes that are not committed in a submodule, and says so", async () => {
    const other = makeRepository("library");
    other.commit({ write: { "level.nix": "1" } });
    repository.git("submodule", "--quiet", "add", other.folder, "library");
    repository.git("commit", "--quiet", "--message", "Add the library");
    assert.deepEqual((await planned()).said, []);
    write("library/level.nix", "2");
    assert.deepEqual((await planned()).said, ["info uncommitted-changes Changes inside submodules are not in this plan, because they are not committed there: library."]);
    other.remove();
  });

  it("is not looked at where a revision is named", async () => {
    write("a.nix", "2");
    const { tree, said } = await planned("HEAD");
    assert.equal(await tree.read("a.nix"), "1");
    assert.deepEqual(said, []);
  });

  it("with a conflict holds the file with its marks", async () => {
    repository.git("checkout", "--quiet", "-b", "side");
    repository.commit({ write: { "a.nix": "side" } });
    repository.git("checkout", "--quiet", "main");
    repository.commit({ write: { "a.nix": "main" } });
    assert.throws(() => repository.git("merge", "--quiet", "side"));
    assert.match((await (await planned()).tree.read("a.nix")) ?? "", /<<<<<<< HEAD\nmain/);
  });

  it("stays as it is: index, HEAD, reflog, references and files", async () => {
    write("a.nix", "2");
    repository.git("add", "a.nix");
    write("a.nix", "3");
    const kept = (): unknown =>
      ["index", "HEAD", "logs/HEAD", "refs/heads/main"].map((path) => [path, readFileSync(join(repository.folder, ".git", path)).toString("base64"), statSync(join(repository.folder, ".git", path), { bigint: true }).mtimeNs]);
    const before = [kept(), repository.git("for-each-ref"), repository.git("count-objects", "-v")];
    await planned();
    assert.deepEqual([kept(), repository.git("for-each-ref"), repository.git("count-objects", "-v")], before);
    assert.equal(existsSync(join(repository.folder, ".git", "index.lock")), false);
  });
});
