// Where a flake's files may come from, with the real git and Nix: submodules, folders, path inputs, clones of every kind.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, it } from "node:test";
import { needs } from "../needs.ts";
import { bareHost, type Evaluated, evaluateRepository } from "../support/evaluate-repository.ts";
import { makeRepository, type TestRepository } from "../support/git-repository.ts";

const text = ({ pairs }: Evaluated, side: "base" | "head" = "head"): string | undefined => pairs[0]?.[side]?.units["probe.service"]?.text;
const said = ({ findings }: Evaluated): readonly string[] => findings.map(({ code, subject }) => `${code} ${subject}`);
const flake = (unit: string, more = ""): string => `{ ${more} outputs = { self, ... }@inputs: { nixosConfigurations.falcon = ${bareHost(unit)}; }; }\n`;

describe("a flake's files", needs("nix"), () => {
  let repository: TestRepository;
  beforeEach(() => {
    repository = makeRepository();
    repository.commit({ write: { "readme.md": "x" } });
  });
  afterEach(() => {
    repository.remove();
  });
  const evaluated = (more: object = {}): Promise<Evaluated> => evaluateRepository({ folder: repository.folder, base: "HEAD~1", head: "HEAD", ...more });

  it("lie in a folder of the repository, and may be read from beside it", async () => {
    repository.commit({ write: { "nix/flake.nix": flake("builtins.readFile ../shared/text"), "shared/text": "beside" } });
    assert.equal(text(await evaluated({ config: { flake: "nix" } })), "beside");
  });

  it("may lie in a link to a file of the repository", async () => {
    repository.commit({ write: { "flake.nix": flake("builtins.readFile ./link"), real: "linked" }, links: { link: "real" } });
    assert.equal(text(await evaluated()), "linked");
  });

  it("are read in a shallow clone of a merge, as Actions makes it", async () => {
    repository.git("checkout", "--quiet", "-b", "change");
    repository.commit({ write: { "flake.nix": flake('"changed"') } });
    repository.git("checkout", "--quiet", "main");
    repository.git("merge", "--quiet", "--no-ff", "--message=merge", "change");
    const clone = join(repository.folder, "..", "clone");
    execFileSync("git", ["clone", "--quiet", "--depth=2", `file://${repository.folder}`, clone]);
    assert.equal(text(await evaluateRepository({ folder: clone, base: "HEAD^1", head: "HEAD" })), "changed");
  });

  it("are read in a linked work tree, and in a bare repository", async () => {
    repository.commit({ write: { "flake.nix": flake('"plain"') } });
    const [linked, bare] = [join(repository.folder, "..", "linked"), join(repository.folder, "..", "bare.git")];
    repository.git("worktree", "add", "--quiet", "--detach", linked);
    execFileSync("git", ["clone", "--quiet", "--bare", repository.folder, bare], { stdio: "ignore" });
    for (const folder of [linked, bare]) assert.equal(text(await evaluateRepository({ folder, base: "HEAD~1", head: "HEAD" })), "plain");
  });

  it("named by SHA-256 are refused with the reason", async () => {
    const folder = join(repository.folder, "..", "sha256");
    mkdirSync(folder);
    const git = (...args: readonly string[]): string => execFileSync("git", ["-C", folder, "-c", "user.name=Ilse", "-c", "user.email=ilse@homelab.example", ...args], { encoding: "utf8" });
    git("init", "--quiet", "--object-format=sha256");
    git("commit", "--quiet", "--allow-empty", "--message=base");
    writeFileSync(join(folder, "flake.nix"), flake('"x"'));
    git("add", "flake.nix");
    git("commit", "--quiet", "--message=head");
    const found = await evaluateRepository({ folder, base: "HEAD~1", head: "HEAD" });
    assert.deepEqual([said(found), found.asked], [["flake-failed flake at head"], []]);
    assert.match(found.findings[0]?.message ?? "", /SHA-256/);
  });

  it("leave the checkout as it was", async () => {
    repository.commit({ write: { "flake.nix": flake('"x"') } });
    const kept = (): unknown => [repository.git("status", "--porcelain"), repository.git("for-each-ref"), repository.git("worktree", "list"), ...["index", "HEAD", "logs/HEAD"].map((path) => readFileSync(join(repository.folder, ".git", path)).toString("base64"))];
    const before = kept();
    assert.equal(text(await evaluated()), "x");
    assert.deepEqual(kept(), before);
  });
});

describe("a submodule", needs("nix"), () => {
  let repository: TestRepository;
  let module: TestRepository;
  beforeEach(() => {
    module = makeRepository("module");
    module.commit({ write: { "text.txt": "old" } });
    repository = makeRepository();
    repository.git("submodule", "--quiet", "add", module.folder, "modules/shared");
    repository.commit({ write: { "flake.nix": flake("builtins.readFile ./modules/shared/text.txt") } });
    module.commit({ write: { "text.txt": "new" } });
    repository.git("-C", "modules/shared", "pull", "--quiet");
    repository.commit({});
  });
  afterEach(() => {
    repository.remove();
    module.remove();
  });
  const evaluated = (submodules: string): Promise<Evaluated> => evaluateRepository({ folder: repository.folder, base: "HEAD~1", head: "HEAD", config: { submodules } });

  it("is read at either side where the option says so", async () => {
    const found = await evaluated("on");
    assert.deepEqual([text(found, "base"), text(found), said(found)], ["old", "new", []]);
    assert.equal(repository.git("status", "--porcelain"), "");
  });

  it("is not read where the flake does not ask for it, and the failure says so", async () => {
    const found = await evaluated("auto");
    assert.deepEqual(said(found), ["host-failed host falcon at head"]);
    assert.match(found.findings[0]?.hint ?? "", /lies in the submodule modules\/shared/);
  });

  it("is read from where git keeps it while it is not checked out", async () => {
    repository.git("submodule", "--quiet", "deinit", "--force", "modules/shared");
    assert.equal(text(await evaluated("on")), "new");
  });

  it("that is not in the checkout is a finding", async () => {
    repository.git("submodule", "--quiet", "deinit", "--force", "modules/shared");
    rmSync(join(repository.folder, ".git", "modules"), { recursive: true });
    const found = await evaluated("on");
    assert.deepEqual(said(found).toSorted(), ["host-failed host falcon at head", "submodule-missing submodule modules/shared"]);
  });

  it("within a submodule is read as well", async () => {
    const inner = makeRepository("inner");
    inner.commit({ write: { "deep.txt": "deep" } });
    module.git("submodule", "--quiet", "add", inner.folder, "inner");
    module.commit({});
    repository.git("-C", "modules/shared", "pull", "--quiet");
    repository.commit({});
    repository.git("submodule", "--quiet", "update", "--init", "--recursive");
    repository.commit({ write: { "flake.nix": flake("builtins.readFile ./modules/shared/inner/deep.txt") } });
    assert.equal(text(await evaluated("on")), "deep");
    inner.remove();
  });
});
