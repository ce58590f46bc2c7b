// What a pull request's flake may not do, with the real Nix: build, read the machine, take settings or a token; and how often it is asked.
import assert from "node:assert/strict";
import { afterEach, beforeEach, describe, it } from "node:test";
import { needs } from "../needs.ts";
import { fakeCache } from "../fakes/cache.ts";
import { bareHost, type Evaluated, evaluateRepository } from "../support/evaluate-repository.ts";
import { makeRepository, type TestRepository } from "../support/git-repository.ts";

const DERIVATION = 'derivation { name = "site.nix"; system = "x86_64-linux"; builder = "/bin/sh"; args = [ "-c" "echo 1 > $out" ]; }';
const flake = (unit: string, more = ""): string => `{\n  outputs = { self }: { nixosConfigurations.falcon =\n    ${bareHost(unit)}; };\n  ${more} }\n`;
const PERMISSIVE = 'nixConfig = { allow-import-from-derivation = true; pure-eval = false; sandbox = false; extra-substituters = [ "https://evil.example" ]; };';

describe("a flake", needs("nix"), () => {
  let repository: TestRepository;
  beforeEach(() => {
    repository = makeRepository();
    repository.commit({ write: { "readme.md": "x" } });
  });
  afterEach(() => {
    repository.remove();
  });

  async function evaluated(unit: string, more: object = {}): Promise<Evaluated> {
    repository.commit({ write: { "flake.nix": flake(unit, PERMISSIVE) } });
    return evaluateRepository({ folder: repository.folder, base: "HEAD~1", head: "HEAD", ...more });
  }

  for (const reading of [`toString (import (${DERIVATION}))`, `builtins.readFile (${DERIVATION})`]) {
    it(`may not build what it reads, and is told which option would let it: ${reading.slice(0, 20)}…`, async () => {
      const { findings } = await evaluated(reading);
      const [finding] = findings;
      assert.deepEqual(findings.map(({ code, severity, subject }) => [code, severity, subject]), [["import-from-derivation", "error", "host falcon at head"]]);
      assert.match(finding?.message ?? "", /^Import from derivation: the evaluation reads what site\.nix\.drv makes/);
      assert.match(finding?.hint ?? "", /evaluation\.allow-import-from-derivation/);
      assert.deepEqual([finding?.place?.file, finding?.place?.line], ["flake.nix", 3]);
    });
  }

  const impure: readonly [what: string, unit: string][] = [
    ["read a file of the machine", "builtins.readFile /etc/hostname"],
    ["list a folder of the machine", "toString (builtins.attrNames (builtins.readDir /etc))"],
    ["fetch without a hash", 'builtins.readFile (builtins.fetchurl "http://127.0.0.1:9/x")'],
    ["fetch a repository without a revision", 'toString (builtins.fetchGit "http://127.0.0.1:9/x")'],
    ["ask for the time", "toString builtins.currentTime"],
    ["look into the search path", "toString <nixpkgs>"],
  ];
  for (const [what, unit] of impure) {
    it(`may not ${what}`, async () => {
      const { pairs, findings } = await evaluated(unit);
      assert.deepEqual([pairs[0]?.status, findings.map(({ code }) => code)], ["failed", ["host-failed"]]);
    });
  }

  it("sees no variable of the environment, and Nix has no token in it", async () => {
    const environment = { ...process.env, GITHUB_TOKEN: "ghs_mooring", STOWPLAN_PROBE: "seen", NIX_CONFIG: "access-tokens = github.com=ghs_mooring\nallow-import-from-derivation = true\n" };
    const { pairs } = await evaluated('"${builtins.getEnv "GITHUB_TOKEN"}|${builtins.getEnv "STOWPLAN_PROBE"}|${builtins.getEnv "HOME"}|${builtins.getEnv "NIX_CONFIG"}"', { environment });
    assert.equal(pairs[0]?.head?.units["probe.service"]?.text, "|||");
  });

  it("is asked once for each host at each revision, not at all for a base that is known, and never where nothing matters", async () => {
    const cache = fakeCache();
    repository.commit({ write: { "flake.nix": flake('"one"') } });
    await evaluateRepository({ folder: repository.folder, base: "HEAD~1", head: "HEAD", cache });
    repository.commit({ write: { "flake.nix": flake('"two"') } });
    const again = await evaluateRepository({ folder: repository.folder, base: "HEAD~1", head: "HEAD", cache });
    assert.deepEqual(again.asked, ["list", "host falcon"]);
    assert.deepEqual([again.pairs[0]?.base, again.pairs[0]?.head].map((state) => state?.units["probe.service"]?.text), ["one", "two"]);
    const third = await evaluateRepository({ folder: repository.folder, base: "HEAD~1", head: "HEAD", cache });
    assert.deepEqual(third.asked, []);
    const fresh = await evaluateRepository({ folder: repository.folder, base: "HEAD~1", head: "HEAD" });
    assert.deepEqual(fresh.asked.toSorted(), ["host falcon", "host falcon", "list", "list"]);
    repository.commit({ write: { "readme.md": "y", ".github/workflows/ci.yml": "on: push" } });
    assert.deepEqual((await evaluateRepository({ folder: repository.folder, base: "HEAD~1", head: "HEAD" })).asked, []);
  });
});
