// Our share of a plan: the time in which no Nix runs, against the time in which one does, and the memory of our own process. Also how many
// evaluations a plan takes: with an empty cache, with the base known, with nothing to do. The plans are made by a bundle, as people have it;
// processor times are told too, because they are the same on a machine that is busy. With the stand-in for nixpkgs, or a real one:
// [STOWPLAN_TEST_NIXPKGS=/path/to/nixpkgs] node scripts/with-node24.mjs bench/plan-share.ts [containers…]
import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { nixEnvironment } from "../src/host/nix-settings.ts";
import { buildInto } from "../scripts/build.ts";
import { makeRepository } from "../test/support/git-repository.ts";

const nixpkgs = process.env["STOWPLAN_TEST_NIXPKGS"];
const counts = process.argv.slice(2).map(Number);
const bundle = mkdtempSync(join(tmpdir(), "stowplan-bench-bundle-"));

/** Every tenth container has another image in each version. */
function hostModule(containers: number, version: number): string {
  const tag = `if n - 10 * (n / 10) == 0 then ${version} else 1`;
  return `{ ... }: {
    ${nixpkgs === undefined ? "" : `boot.loader.grub.devices = [ "/dev/sda" ]; fileSystems."/".device = "/dev/sda1"; fileSystems."/".fsType = "ext4"; system.stateVersion = "26.05";`}
    virtualisation.oci-containers.backend = "docker";
    virtualisation.oci-containers.containers = builtins.listToAttrs (map (n: {
      name = "app\${toString n}";
      value = {
        image = "example/app\${toString n}:\${toString (${tag})}";
        ports = [ "\${toString (10000 + n)}:80" ];
        volumes = [ "/srv/app\${toString n}:/data" ];
        environment = { TZ = "UTC"; LEVEL = "info"; };
        labels."traefik.http.routers.app\${toString n}.rule" = "Host(\`app\${toString n}.example\`)";
      };
    }) (builtins.genList (n: n) ${containers}));
  }`;
}

const STANDIN = join(import.meta.dirname, "..", "examples", "homelab", "base", "nixpkgs-standin");
const FLAKE = `{
  ${nixpkgs === undefined ? "" : `inputs.nixpkgs.url = "path:${nixpkgs}";`}
  outputs = inputs: let nixpkgs = inputs.nixpkgs or (import ./nixpkgs-standin); in {
    nixosConfigurations.falcon = nixpkgs.lib.nixosSystem { system = "x86_64-linux"; modules = [ ./falcon.nix ]; };
  };
}`;

/** Each case in a process of its own, because memory is measured at its peak. */
function measureApart(args: readonly string[], environment: Readonly<Record<string, string | undefined>>): void {
  const { status } = spawnSync(process.execPath, [join(bundle, "plan.js"), ...args], { stdio: "inherit", env: { ...process.env, ...environment } });
  if (status !== 0) throw new Error("the plan failed");
}

function benchContainers(containers: number): void {
  const repository = makeRepository();
  const cache = mkdtempSync(join(tmpdir(), "stowplan-bench-cache-"));
  if (nixpkgs === undefined) cpSync(STANDIN, join(repository.folder, "nixpkgs-standin"), { recursive: true });
  repository.commit({ write: { "flake.nix": FLAKE, "falcon.nix": hostModule(containers, 1), "README.md": "A house\n" } });
  const env = nixEnvironment({ environment: process.env, isRoot: process.getuid?.() === 0, hasDaemon: false });
  const locked = spawnSync("nix", ["flake", "lock", repository.folder], { env, encoding: "utf8" });
  if (locked.status !== 0) throw new Error(locked.stderr);
  const base = repository.commit({});
  const head = repository.commit({ write: { "falcon.nix": hostModule(containers, 2) } });
  const next = repository.commit({ write: { "falcon.nix": hostModule(containers, 3) } });
  const cases: readonly (readonly [label: string, base: string, head: string])[] = [
    ["nothing known", base, head],
    ["base known", head, next],
    ["both known", base, head],
    ["nothing changed", head, head],
  ];
  for (const [label, from, to] of cases) {
    measureApart([repository.folder, from, to, `${containers} containers, ${label}`], { XDG_CACHE_HOME: cache });
  }
  repository.remove();
  rmSync(cache, { recursive: true });
}

await buildInto(bundle, { plan: "bench/one-plan.ts" });
for (const containers of counts.length > 0 ? counts : [5, 50, 500]) benchContainers(containers);
rmSync(bundle, { recursive: true });
