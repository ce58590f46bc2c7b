// Measures our expression against `nix eval …config.systemd.units` of the same host: it gives far more and must not take more than 1.1
// times as long. A whole NixOS where STOWPLAN_TEST_NIXPKGS names a checkout of nixpkgs, else the example's stand-in.
// Exits with 1 where the budget is missed. Usage: node scripts/with-node24.mjs bench/evaluate.ts
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { Config } from "../src/config/index.ts";
import { hostStateArgs } from "../src/evaluate/argv.ts";
import { openGit } from "../src/host/git.ts";
import { nixEnvironment } from "../src/host/nix-settings.ts";
import { openNix } from "../src/host/nix.ts";
import { makeRepository, type TestRepository } from "../test/support/git-repository.ts";

const BUDGET = 1.1;
const ROUNDS = 5;
const LIMITS = { seconds: 600, memory: 16_384 };
const EXAMPLE = join(import.meta.dirname, "..", "examples", "homelab", "base");
const nixpkgs = process.env["STOWPLAN_TEST_NIXPKGS"];

/** `oci` containers of the engine, and `nspawn` systems. */
const HOSTS = [{ oci: 5, nspawn: 0 }, { oci: 50, nspawn: 0 }, { oci: 5, nspawn: 1 }];

function moduleOf({ oci, nspawn }: (typeof HOSTS)[number]): string {
  const base = nixpkgs === undefined ? "" : 'boot.loader.grub.enable = false; fileSystems."/" = { device = "none"; fsType = "tmpfs"; };';
  const many = (count: number, value: string): string => `builtins.listToAttrs (builtins.genList (n: { name = "c\${toString n}"; value = ${value}; }) ${count})`;
  return `{
    ${base}
    system.stateVersion = "26.05";
    virtualisation.oci-containers.backend = "podman";
    virtualisation.oci-containers.containers = ${many(oci, '{ image = "galley/web:${toString n}"; environment.TZ = "UTC"; }')};
    containers = ${many(nspawn, '{ autoStart = true; config.system.stateVersion = "26.05"; }')};
  }`;
}

function openRepository(): { readonly repository: TestRepository; readonly commit: string } {
  const repository = makeRepository();
  const inputs = nixpkgs === undefined ? "" : `inputs.nixpkgs.url = "path:${nixpkgs}";`;
  const lib = nixpkgs === undefined ? "(import ./nixpkgs-standin).lib" : "inputs.nixpkgs.lib";
  const hosts = HOSTS.map((host, index) => `h${index} = ${lib}.nixosSystem { system = "x86_64-linux"; modules = [ (${moduleOf(host)}) ]; };`);
  repository.commit({ copy: [EXAMPLE], write: { "flake.nix": `{ ${inputs} outputs = inputs: { nixosConfigurations = { ${hosts.join("\n")} }; }; }` } });
  const env = nixEnvironment({ environment: process.env, isRoot: process.getuid?.() === 0, hasDaemon: false });
  const locked = spawnSync("nix", ["flake", "lock", repository.folder], { env, encoding: "utf8" });
  if (locked.status !== 0) throw new Error(locked.stderr);
  return { repository, commit: repository.commit({}) };
}

const { repository, commit } = openRepository();
const git = await openGit({ directory: repository.folder, environment: process.env });
const reference = git.flakeReference(await git.resolve(commit), ".");
const nix = openNix(process.env);
const { evaluation } = Config.parse({});

async function seconds(args: readonly string[]): Promise<number> {
  const run = await nix.run(args, LIMITS);
  if (run.status !== 0) throw new Error(run.stderr.slice(-2000));
  return run.seconds;
}

for (const [index, host] of HOSTS.entries()) {
  const ours = hostStateArgs({ reference, attribute: "nixosConfigurations", name: `h${index}`, withAssertions: false }, evaluation);
  const theirs = ["eval", "--json", "--option", "eval-cache", "false", `${reference}#nixosConfigurations.h${index}.config.systemd.units`];
  const rounds: (readonly [ours: number, theirs: number])[] = [];
  await seconds(ours);
  // Turn by turn, so that what else the machine does falls on both; the least of each is what they cost.
  for (let round = 0; round < ROUNDS; round += 1) rounds.push([await seconds(ours), await seconds(theirs)]);
  const [least, baseline] = [Math.min(...rounds.map(([own]) => own)), Math.min(...rounds.map(([, units]) => units))];
  const ratio = least / baseline;
  console.log(`${host.oci} containers, ${host.nspawn} nspawn: ${least.toFixed(2)} s, units alone ${baseline.toFixed(2)} s, ratio ${ratio.toFixed(2)} (at most ${BUDGET})`);
  if (ratio > BUDGET) process.exitCode = 1;
}
repository.remove();
