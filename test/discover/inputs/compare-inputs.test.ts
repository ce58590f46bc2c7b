// Two lock files -> the inputs that move; forms of every fetcher, and files that are no lock files.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { fc } from "../../support/fast-check.ts";
import { compareInputs } from "../../../src/discover/inputs/compare-inputs.ts";
import { InputChange } from "../../../src/discover/inputs/input-change.ts";
import { type LockFile, lockedInputs, parseLockFile } from "../../../src/discover/inputs/lock-file.ts";

const [OLD, NEW] = ["a".repeat(40), "b".repeat(40)];
const [JULY_1, JULY_14] = [1_782_900_000, 1_784_000_000];

type Nodes = Readonly<Record<string, unknown>>;

function lock(nodes: Nodes, version = 7): LockFile | undefined {
  return parseLockFile(JSON.stringify({ nodes, root: "root", version }));
}

function node(locked: object, more: object = {}): object {
  const original = Object.fromEntries(Object.entries(locked).filter(([name]) => !["rev", "narHash", "lastModified"].includes(name)));
  return { locked, original, ...more };
}

const nixpkgs = (rev: string, lastModified: number): object =>
  node({ type: "github", owner: "NixOS", repo: "nixpkgs", rev, lastModified, narHash: `sha256-${rev}` });

/** One input named `x` that changes from one source to another. */
function change(old: object, fresh: object): readonly InputChange[] {
  const of = (locked: object): LockFile | undefined => lock({ root: { inputs: { x: "x" } }, x: node(locked) });
  return compareInputs({ base: of(old), head: of(fresh) });
}

describe("compareInputs", () => {
  it("tells a moved input with days and a page that compares", () => {
    const of = (rev: string, date: number): LockFile | undefined => lock({ root: { inputs: { nixpkgs: "nixpkgs_2" } }, nixpkgs_2: nixpkgs(rev, date) });
    const source = { kind: "locked", type: "github", source: "github:NixOS/nixpkgs" } as const;
    assert.deepEqual(compareInputs({ base: of(OLD, JULY_1), head: of(NEW, JULY_14) }), [
      {
        path: "nixpkgs",
        old: { ...source, revision: OLD, date: "2026-07-01" },
        new: { ...source, revision: NEW, date: "2026-07-14" },
        compare: `https://github.com/NixOS/nixpkgs/compare/${OLD}...${NEW}`,
      },
    ]);
    assert.deepEqual(compareInputs({ base: of(OLD, JULY_1), head: of(OLD, JULY_1) }), []);
  });

  it("names direct inputs first, and those of inputs by their path", () => {
    const of = (rev: string): LockFile | undefined =>
      lock({
        root: { inputs: { "z-last": "z", "a-first": "a" } },
        a: node({ type: "github", owner: "o", repo: "a", rev: OLD }, { inputs: { nixpkgs: "n", systems: ["z-last"] } }),
        n: nixpkgs(rev, JULY_1),
        z: node({ type: "github", owner: "o", repo: "z", rev }),
      });
    assert.deepEqual(compareInputs({ base: of(OLD), head: of(NEW) }).map(({ path }) => path), ["z-last", "a-first/nixpkgs"]);
  });

  it("tells inputs that come, go, or follow another one from now on", () => {
    const base = lock({ root: { inputs: { gone: "g", hm: "h" } }, g: nixpkgs(OLD, JULY_1), h: node({ type: "github", owner: "o", repo: "hm", rev: OLD }, { inputs: { nixpkgs: "n" } }), n: nixpkgs(OLD, JULY_1) });
    const head = lock({ root: { inputs: { come: "g", hm: "h" } }, g: nixpkgs(OLD, JULY_1), h: node({ type: "github", owner: "o", repo: "hm", rev: OLD }, { inputs: { nixpkgs: ["come"] } }) });
    const changes = compareInputs({ base, head });
    assert.deepEqual(changes.map(({ path, old, new: fresh }) => [path, old?.kind, fresh?.kind]), [
      ["come", undefined, "locked"],
      ["gone", "locked", undefined],
      ["hm/nixpkgs", "locked", "follows"],
    ]);
    assert.deepEqual(changes[2]?.new, { kind: "follows", target: "come" });
  });

  it("tells every input of a lock file that is new, and of one that is gone", () => {
    const only = lock({ root: { inputs: { nixpkgs: "n" } }, n: nixpkgs(OLD, JULY_1) });
    assert.deepEqual(compareInputs({ base: undefined, head: only }).map(({ old }) => old), [undefined]);
    assert.deepEqual(compareInputs({ base: only, head: undefined }).map(({ new: fresh }) => fresh), [undefined]);
    assert.deepEqual(compareInputs({ base: undefined, head: undefined }), []);
  });
});

/** Attributes of a locked input without its revision, the source as it is shown, and the page that compares. */
const FORMS: readonly [what: string, locked: object, source: string, compare: string | undefined][] = [
  ["GitHub with a branch", { type: "github", owner: "NixOS", repo: "nixpkgs", ref: "nixos-26.05" }, "github:NixOS/nixpkgs/nixos-26.05", `https://github.com/NixOS/nixpkgs/compare/${OLD}...${NEW}`],
  ["GitLab with nested groups", { type: "gitlab", owner: "group%2Fsub", repo: "name" }, "gitlab:group/sub/name", `https://gitlab.com/group/sub/name/-/compare/${OLD}...${NEW}`],
  ["GitLab elsewhere", { type: "gitlab", owner: "o", repo: "r", host: "gitlab.harbour.example" }, "gitlab:o/r", `https://gitlab.harbour.example/o/r/-/compare/${OLD}...${NEW}`],
  ["sourcehut", { type: "sourcehut", owner: "~ilse", repo: "pier" }, "sourcehut:~ilse/pier", `https://git.sr.ht/~ilse/pier/log/${NEW}`],
  ["Codeberg by git", { type: "git", url: "https://codeberg.org/ilse/pier.git", ref: "main" }, "git+https://codeberg.org/ilse/pier.git?ref=main", `https://codeberg.org/ilse/pier/compare/${OLD}...${NEW}`],
  ["Forgejo by SSH", { type: "git", url: "ssh://git@forgejo.harbour.example/ilse/pier" }, "git+ssh://forgejo.harbour.example/ilse/pier", `https://forgejo.harbour.example/ilse/pier/compare/${OLD}...${NEW}`],
  ["git somewhere, with a password and a token", { type: "git", url: "https://ilse:hunter2@git.harbour.example/pier?token=abc" }, "git+https://git.harbour.example/pier", undefined],
  ["Mercurial", { type: "hg", url: "https://hg.harbour.example/pier" }, "hg+https://hg.harbour.example/pier", undefined],
  ["a path", { type: "path", path: "./modules" }, "path:./modules", undefined],
  ["the registry", { type: "indirect", id: "nixpkgs" }, "nixpkgs", undefined],
  ["a fetcher of tomorrow", { type: "ipfs" }, "ipfs", undefined],
  ["a host that is no host", { type: "github", owner: "o", repo: "r", host: "evil.example/x?" }, "github:o/r", undefined],
  ["an owner that is no owner", { type: "github", owner: "o/../..", repo: "r#x" }, "github:o/../../r#x", undefined],
];

describe("an input from", () => {
  for (const [what, locked, source, compare] of FORMS) {
    it(what, () => {
      const [moved] = change({ ...locked, rev: OLD }, { ...locked, rev: NEW });
      assert.equal(moved?.new?.kind === "locked" ? moved.new.source : "", source);
      assert.equal(moved?.compare, compare);
    });
  }

  it("a channel's tarball is a commit of nixpkgs", () => {
    const at = (release: string): object => ({ type: "tarball", url: `https://releases.nixos.org/nixos/unstable/nixos-26.11pre${release}/nixexprs.tar.xz`, narHash: `sha256-${release}` });
    assert.equal(change(at("891648.0123456789ab"), at("891700.ba9876543210"))[0]?.compare, "https://github.com/NixOS/nixpkgs/compare/0123456789ab...ba9876543210");
  });

  it("an archive of a forge names its commit", () => {
    const at = (rev: string): object => ({ type: "tarball", url: `https://codeberg.org/ilse/pier/archive/${rev}.tar.gz`, narHash: `sha256-${rev}` });
    assert.equal(change(at(OLD), at(NEW))[0]?.compare, `https://codeberg.org/ilse/pier/compare/${OLD}...${NEW}`);
  });

  it("something with only a hash shows the hash", () => {
    const [moved] = change({ type: "file", url: "https://harbour.example/list", narHash: "sha256-old" }, { type: "file", url: "https://harbour.example/list", narHash: "sha256-new" });
    assert.deepEqual(moved?.new, { kind: "locked", type: "file", source: "https://harbour.example/list", hash: "sha256-new" });
  });

  it("another repository has no page that compares", () => {
    const [moved] = change({ type: "github", owner: "NixOS", repo: "nixpkgs", rev: OLD }, { type: "github", owner: "fork", repo: "nixpkgs", rev: NEW });
    assert.equal(moved?.compare, undefined);
  });
});

describe("parseLockFile", () => {
  for (const version of [5, 6, 7]) it(`reads version ${version}`, () => assert.ok(lock({ root: {} }, version)));
  for (const text of ["", "x", "[]", "{}", '{"version":4,"root":"root","nodes":{}}', '{"version":8,"root":"root","nodes":{}}', '{"version":7,"root":1,"nodes":{}}', '{"version":7,"root":"r","nodes":[]}']) {
    it(`knows that ${JSON.stringify(text)} is none`, () => assert.equal(parseLockFile(text), undefined));
  }

  it("ends on nodes that name themselves or each other", () => {
    const circle = lock({ root: { inputs: { a: "a", b: "b" } }, a: { inputs: { a: "a", b: "b" } }, b: { inputs: { a: "a", b: "b" } } });
    assert.ok(circle !== undefined && lockedInputs(circle).size <= 2000);
  });

  it("passes over inputs that lead nowhere, also to what every object has", () => {
    const none = lock({ root: { inputs: { a: "missing", b: "constructor", c: "__proto__" } } });
    assert.ok(none !== undefined);
    assert.deepEqual([...lockedInputs(none).keys()].toSorted(), ["a", "b", "c"]);
  });

  it("gives changes within the plan's limits, whatever the files hold", () => {
    const text = fc.oneof(fc.string(), fc.constantFrom("/x".repeat(1000), "é".repeat(2000), "a:".repeat(900)));
    const source = fc.record({ type: fc.oneof(fc.constantFrom("github", "git", "path", "tarball"), text), owner: text, repo: text, url: text, rev: text, lastModified: fc.double() }, { requiredKeys: [] });
    const some = fc.record({ inputs: fc.dictionary(text, fc.oneof(fc.constantFrom("a", "b"), fc.array(text))), locked: source, original: source }, { requiredKeys: [] });
    const file = fc.record({ root: fc.constant("root"), version: fc.constant(7), nodes: fc.record({ root: some, a: some, b: some }) });
    fc.assert(
      fc.property(file, file, (base, head) => {
        for (const found of compareInputs({ base: parseLockFile(JSON.stringify(base)), head: parseLockFile(JSON.stringify(head)) })) InputChange.parse(found);
      }),
      { numRuns: 50 },
    );
  });
});
