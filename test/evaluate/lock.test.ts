// flake.lock beside flake.nix with the real Nix: what does not agree is named, whether or not Nix goes on, and nothing is written.
import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { describe, it } from "node:test";
import { needs } from "../needs.ts";
import { bareHost, type Evaluated, evaluateRepository } from "../support/evaluate-repository.ts";
import { makeRepository } from "../support/git-repository.ts";

const REVISION = "a".repeat(40);
const HOSTS = `nixosConfigurations.falcon = ${bareHost('"x"')};`;

type Files = Readonly<Record<string, string>>;

function lock(inputs: Readonly<Record<string, object | readonly string[]>>): string {
  const nodes = Object.fromEntries(Object.entries(inputs).flatMap(([name, node]) => (Array.isArray(node) ? [] : [[name, node]])));
  const root = Object.fromEntries(Object.entries(inputs).map(([name, node]) => [name, Array.isArray(node) ? node : name]));
  return JSON.stringify({ version: 7, root: "root", nodes: { root: { inputs: root }, ...nodes } });
}

const github = (owner: string, more: object = {}): object => ({
  locked: { type: "github", owner, repo: "dep", rev: REVISION, narHash: "sha256-AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=", lastModified: 1 },
  original: { type: "github", owner, repo: "dep" },
  ...more,
});

async function evaluated(files: Files, folder = "."): Promise<Evaluated & { readonly isLockWritten: boolean; readonly status: string }> {
  const repository = makeRepository();
  const base = repository.commit({ write: { "readme.md": "x" } });
  const head = repository.commit({ write: Object.fromEntries(Object.entries(files).map(([path, text]) => [folder === "." ? path : `${folder}/${path}`, text])) });
  const found = await evaluateRepository({ folder: repository.folder, base, head, config: { flake: folder } });
  const isLockWritten = !("flake.lock" in files) && existsSync(join(repository.folder, folder, "flake.lock"));
  const status = repository.git("status", "--short");
  repository.remove();
  return { ...found, isLockWritten, status };
}

const outdated = ({ findings }: Evaluated): readonly string[] => findings.filter(({ code }) => code === "flake-lock-outdated").map(({ message }) => message);

/** What flake.nix has beside its hosts, what flake.lock has, and the words that name the difference. */
const DIFFERENCES: readonly [what: string, inputs: string, lock: string | undefined, words: RegExp][] = [
  ["no lock file", 'inputs.dep.url = "github:ilse/dep";', undefined, /there is none, but flake\.nix has inputs: dep/],
  ["an input that is missing", 'inputs.dep.url = "github:ilse/dep";', lock({}), /lacks the input dep/],
  ["another address", 'inputs.dep.url = "github:ilse/dep";', lock({ dep: github("jonas") }), /input dep is github:jonas\/dep there, but github:ilse\/dep in flake\.nix/],
  ["another branch", 'inputs.dep.url = "github:ilse/dep/release";', lock({ dep: github("ilse") }), /github:ilse\/dep there, but github:ilse\/dep\/release/],
  ["an input that is gone", "", lock({ dep: github("ilse") }), /has the input dep, which flake\.nix does not/],
];

describe("flake.lock", needs("nix"), () => {
  for (const [what, inputs, lockText, words] of DIFFERENCES) {
    it(`with ${what} is named, and none is written`, async () => {
      const found = await evaluated({ "flake.nix": `{ ${inputs} outputs = { self, ... }: { ${HOSTS} }; } # no newline`, ...(lockText === undefined ? {} : { "flake.lock": lockText }) });
      assert.match(outdated(found)[0] ?? "", words);
      assert.deepEqual([found.isLockWritten, found.status], [false, ""]);
      const finding = found.findings.find(({ code }) => code === "flake-lock-outdated");
      assert.equal(finding?.place?.file, lockText === undefined ? "flake.nix" : "flake.lock");
      assert.equal(finding.hint.startsWith("Restore the file"), lockText === undefined);
      // Where Nix fails, both say so; where it goes on, this alone warns.
      assert.equal(finding.severity, found.findings.some(({ code }) => code === "flake-failed") ? "error" : "warning");
    });
  }

  it("is looked for in the flake's own folder", async () => {
    const found = await evaluated({ "flake.nix": `{ inputs.dep.url = "github:ilse/dep"; outputs = { self, dep }: { ${HOSTS} }; }` }, "nix/hosts");
    assert.equal(found.findings.find(({ code }) => code === "flake-lock-outdated")?.subject, "nix/hosts/flake.lock");
  });

  it("is not missed where there is nothing to lock", async () => {
    const found = await evaluated({ "flake.nix": `{ outputs = { self }: { ${HOSTS} }; }` });
    assert.deepEqual(found.findings, []);
    assert.equal(found.pairs[0]?.status, "added");
    assert.deepEqual([found.isLockWritten, found.status], [false, ""]);
    assert.deepEqual(found.asked, ["list", "host falcon"]);
  });
});
