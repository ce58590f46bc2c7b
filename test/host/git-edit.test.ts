// Git.edit: revisions that exist nowhere in the user's repository, which git and Nix read like any other.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { openGit } from "../../src/host/git.ts";
import { openNix } from "../../src/host/nix.ts";
import type { Git, Revision } from "../../src/ports.ts";
import { needs } from "../needs.ts";
import { makeRepository, type TestRepository } from "../support/git-repository.ts";

/** Every file below a folder with its size, time and (where short) content: what must not change. */
function snapshot(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .toSorted()
    .map((path) => {
      const status = statSync(join(folder, path), { bigint: true });
      return `${path} ${String(status.mtimeNs)} ${status.isFile() ? readFileSync(join(folder, path)).toString("base64") : ""}`;
    });
}

const FLAKE = "{ outputs = { self }: { answer = builtins.readFile ./answer.txt; date = self.lastModified; }; }\n";

describe("Git.edit", () => {
  let repository: TestRepository;
  let git: Git;
  let head: Revision;

  before(async () => {
    repository = makeRepository("a repository");
    repository.commit({ write: { "flake.nix": FLAKE, "answer.txt": "41", "run.sh": "old", "deep/a.txt": "a" }, links: { link: "answer.txt" }, executable: ["run.sh"] });
    writeFileSync(join(repository.folder, "answer.txt"), "not committed");
    git = await openGit({ directory: repository.folder, environment: process.env });
    head = await git.resolve("HEAD");
  });
  after(() => {
    repository.remove();
  });

  it("replaces and adds files, keeps the others and every mode, and touches nothing of the user's", async () => {
    const before = snapshot(repository.folder);
    const edited = await git.edit(head, new Map([["answer.txt", "42"], ["run.sh", "new"], ['new/ü "x"\\\n.nix', "{ }\n"]]));
    assert.notEqual(edited.commit, head.commit);
    const tree = await git.tree(edited);
    assert.deepEqual(await Promise.all(["answer.txt", "run.sh", 'new/ü "x"\\\n.nix', "deep/a.txt"].map((path) => tree.read(path))), ["42", "new", "{ }\n", "a"]);
    assert.deepEqual(await git.changes(head, edited), [
      { path: "answer.txt", status: "modified" },
      { path: 'new/ü "x"\\\n.nix', status: "added" },
      { path: "run.sh", status: "modified" },
    ]);
    assert.equal(tree.entries.get("link")?.kind, "link");
    assert.deepEqual(snapshot(repository.folder), before);
    assert.throws(() => execFileSync("git", ["cat-file", "-e", edited.commit], { cwd: repository.folder, stdio: "ignore" }));
  });

  it("is known by its name, has the given revision below it, and is the same each time", async () => {
    const files = new Map([["answer.txt", "43"]]);
    const [first, second] = await Promise.all([git.edit(head, files), git.edit(head, files)]);
    assert.deepEqual(first, second);
    assert.deepEqual(await git.resolve(first.commit), first);
    assert.deepEqual(await git.mergeBase(head.commit, first.commit), head);
  });

  it("edits what was edited, many at once", async () => {
    const all = await Promise.all(Array.from({ length: 8 }, (_, index) => git.edit(head, new Map([["answer.txt", String(index)]]))));
    const texts = await Promise.all(all.map(async (revision) => (await git.tree(revision)).read("answer.txt")));
    assert.deepEqual(texts, ["0", "1", "2", "3", "4", "5", "6", "7"]);
    const twice = await git.edit(all[3] ?? head, new Map([["run.sh", "twice"]]));
    assert.deepEqual([await (await git.tree(twice)).read("answer.txt"), await (await git.tree(twice)).read("run.sh")], ["3", "twice"]);
    assert.deepEqual(await git.edit(head, new Map()), head);
  });

  for (const path of ["link", "deep", "../x", "/etc/x", ".git/config", "a/.GIT/x", "a//b", ""]) {
    it(`refuses the path ${JSON.stringify(path)}`, () => assert.rejects(git.edit(head, new Map([[path, "x"]])), { code: "git-failed" }));
  }

  it("works in a shallow clone, a linked work tree and a bare repository", async () => {
    const parent = join(repository.folder, "..");
    execFileSync("git", ["clone", "--quiet", "--depth=1", `file://${repository.folder}`, join(parent, "shallow")]);
    execFileSync("git", ["clone", "--quiet", "--bare", repository.folder, join(parent, "bare.git")], { stdio: "ignore" });
    repository.git("worktree", "add", "--quiet", "--detach", join(parent, "linked"));
    for (const folder of ["shallow", "linked", "bare.git"]) {
      const other = await openGit({ directory: join(parent, folder), environment: process.env });
      const edited = await other.edit(await other.resolve("HEAD"), new Map([["answer.txt", folder]]));
      assert.equal(await (await other.tree(edited)).read("answer.txt"), folder);
      assert.equal(await (await other.tree(head)).read("answer.txt"), "41");
    }
  });
});

describe("an edited flake", needs("nix"), () => {
  let repository: TestRepository;
  before(() => {
    repository = makeRepository();
    repository.commit({ write: { "readme.md": "first" } });
    repository.commit({ write: { "flake.nix": FLAKE, "answer.txt": "41" } });
  });
  after(() => {
    repository.remove();
  });

  async function evaluate(folder: string, files: ReadonlyMap<string, string>): Promise<unknown> {
    const git = await openGit({ directory: folder, environment: process.env });
    const reference = git.flakeReference(await git.edit(await git.resolve("HEAD"), files), ".");
    const run = await openNix(process.env).run(["eval", "--json", "--expr", `{ inherit (builtins.getFlake "${reference}") answer date; }`], { seconds: 60, memory: 2048 });
    return run.status === 0 ? JSON.parse(run.stdout) : run.stderr;
  }

  it("evaluates, with the date of the revision below", async () => {
    const date = Number(repository.git("log", "-1", "--format=%ct"));
    assert.deepEqual(await evaluate(repository.folder, new Map([["answer.txt", "42"]])), { answer: "42", date });
  });

  it("evaluates in a shallow clone and in a bare repository", async () => {
    const parent = join(repository.folder, "..");
    const date = Number(repository.git("log", "-1", "--format=%ct"));
    execFileSync("git", ["clone", "--quiet", "--depth=1", `file://${repository.folder}`, join(parent, "shallow")]);
    execFileSync("git", ["clone", "--quiet", "--bare", repository.folder, join(parent, "bare.git")], { stdio: "ignore" });
    assert.deepEqual(await evaluate(join(parent, "shallow"), new Map([["answer.txt", "43"]])), { answer: "43", date });
    assert.deepEqual(await evaluate(join(parent, "bare.git"), new Map()), { answer: "41", date });
  });
});
