// A whole real NixOS, where STOWPLAN_TEST_NIXPKGS names a checkout of nixpkgs: our expression gives what the golden hosts hold.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { after, before, describe, it } from "node:test";
import * as z from "zod";
import { Config } from "../../src/config/index.ts";
import { evaluateHosts, type HostPair, HostState } from "../../src/evaluate/index.ts";
import { openGit } from "../../src/host/git.ts";
import { nixEnvironment } from "../../src/host/nix-settings.ts";
import { openNix } from "../../src/host/nix.ts";
import { needs } from "../needs.ts";
import { makeRepository, type TestRepository } from "../support/git-repository.ts";
import { goldenFile, needsGolden } from "../support/shared-data.ts";

const CASES = [
  { name: "nspawn-bindmounts", ending: ".json.gz" },
  { name: "sops-env-files", ending: ".json" },
  { name: "unrelated-units", ending: ".json" },
  { name: "docker-rootless-toggle", ending: ".json" },
] as const;

const nixpkgs = process.env["STOWPLAN_TEST_NIXPKGS"];
/** It takes minutes and gigabytes, so it is skipped without the variable, under CI too. */
const skip = nixpkgs === undefined ? "set STOWPLAN_TEST_NIXPKGS to a checkout of nixpkgs" : needs("nix").skip || needsGolden("hosts").skip;

function golden(name: string, file: string): HostState {
  const bytes = readFileSync(join(goldenFile("hosts"), name, file));
  const value = z.record(z.string(), z.unknown()).parse(JSON.parse((file.endsWith(".gz") ? gunzipSync(bytes) : bytes).toString()));
  return HostState.parse({ system: "x86_64-linux", ...value });
}

function flake(path: string): string {
  const hosts = CASES.map(({ name }) => `"${name}"`).join(" ");
  return `{
    inputs.nixpkgs.url = "path:${path}";
    outputs = { nixpkgs, ... }: {
      nixosConfigurations = nixpkgs.lib.genAttrs [ ${hosts} ] (name: nixpkgs.lib.nixosSystem {
        system = "x86_64-linux";
        modules = [ ./\${name}/base-system.nix ./\${name}/common.nix ./\${name}/side.nix ];
      });
    };
  }`;
}

/** The configurations of every case, with one side's module in its place. */
function sideFiles(side: "base" | "head"): Record<string, string> {
  const read = (name: string, file: string): string => readFileSync(join(goldenFile("hosts"), name, "config", file), "utf8");
  return Object.fromEntries(
    CASES.flatMap(({ name }) => [
      ...["base-system.nix", "common.nix"].map((file) => [`${name}/${file}`, read(name, file)] as const),
      [`${name}/side.nix`, read(name, `${side}.nix`)] as const,
    ]),
  );
}

function changedUnits(base: HostState | undefined, head: HostState | undefined): readonly string[] {
  const names = new Set([...Object.keys(base?.units ?? {}), ...Object.keys(head?.units ?? {})]);
  return [...names].filter((name) => base?.units[name]?.text !== head?.units[name]?.text).toSorted();
}

describe("a real NixOS", { skip }, () => {
  let repository: TestRepository;
  let pairs: readonly HostPair[];

  before(async () => {
    repository = makeRepository();
    repository.commit({ write: { "flake.nix": flake(nixpkgs ?? ""), ...sideFiles("base") } });
    const env = nixEnvironment({ environment: process.env, isRoot: process.getuid?.() === 0, hasDaemon: false });
    const locked = spawnSync("nix", ["flake", "lock", repository.folder], { env, encoding: "utf8" });
    assert.equal(locked.status, 0, locked.stderr);
    const base = repository.commit({});
    const head = repository.commit({ write: sideFiles("head") });
    const git = await openGit({ directory: repository.folder, environment: process.env });
    const found = await evaluateHosts({
      scope: { projects: [], inputs: [], hosts: { baseFlake: ".", headFlake: ".", affected: { kind: "all" } } },
      base: await git.resolve(base),
      head: await git.resolve(head),
      config: Config.parse({}),
      ports: { git, nix: openNix(process.env), log: { progress: ({ subject, text }) => console.log(subject, text), info: console.log, warn: console.log } },
    });
    assert.deepEqual(found.findings, []);
    pairs = found.value;
  });
  after(() => {
    repository.remove();
  });

  for (const { name, ending } of CASES) {
    it(`${name}: the units that change, and every unit there is, are the golden ones`, () => {
      const pair = pairs.find((candidate) => candidate.name === name);
      const [base, head] = [golden(name, `base${ending}`), golden(name, `head${ending}`)];
      assert.deepEqual(changedUnits(pair?.base, pair?.head), changedUnits(base, head));
      assert.deepEqual(Object.keys(pair?.head?.units ?? {}).toSorted(), Object.keys(head.units).toSorted());
      assert.deepEqual(Object.keys(pair?.head?.userUnits ?? {}).toSorted(), Object.keys(head.userUnits).toSorted());
      assert.deepEqual(pair?.head?.ociContainers, head.ociContainers);
    });

    it(`${name}: the scripts of container units are the golden ones`, () => {
      const pair = pairs.find((candidate) => candidate.name === name);
      const scripts = (state: HostState | undefined): object =>
        Object.fromEntries(
          Object.entries(state?.units ?? {})
            .filter(([unit]) => /^(?:docker|podman|container)[-@]/.test(unit))
            .map(([unit, { files }]) => [unit, Object.entries(files).filter(([path]) => path.includes("-unit-script-")).map(([, text]) => text.replaceAll(/(?:\/[\w.-]+)+\/[0-9a-z]{32}-/g, "…-")).toSorted()]),
        );
      assert.deepEqual(scripts(pair?.head), scripts(golden(name, `head${ending}`)));
    });
  }
});
