// Our share of a plan: the time in which no Nix runs, against the time in which one does, and the memory of our own process. Also how many
// evaluations a plan takes: with an empty cache, with the base known, with nothing to do. Run with the stand-in for nixpkgs, or a real one:
// [STOWPLAN_TEST_NIXPKGS=/path/to/nixpkgs] node scripts/with-node24.mjs bench/plan-share.ts [containers…]
import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { StowplanError } from "../src/errors.ts";
import { nixEnvironment } from "../src/host/nix-settings.ts";
import { openPlanPorts } from "../src/host/plan-ports.ts";
import { runPlan } from "../src/plan.ts";
import type { PlanPorts, Registry } from "../src/ports.ts";
import { makeRepository } from "../test/support/git-repository.ts";

const nixpkgs = process.env["STOWPLAN_TEST_NIXPKGS"];
const [mode, ...counts] = process.argv.slice(2);

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

/** Registries cost what the network costs, so none is asked. */
function noRegistry(): Registry {
  const refuse = (): never => {
    throw new StowplanError({ code: "registry-unreachable", subject: "bench", message: "no registry is asked here", hint: "" });
  };
  return { tags: refuse, resolve: refuse, manifest: refuse, blob: refuse, openBlob: refuse, referrers: refuse };
}

type Clock = { runs: number; evaluations: number; running: number; since: number; milliseconds: number };

/** Counts the runs, and the time in which at least one is under way. */
function watchNix(ports: PlanPorts, clock: Clock): PlanPorts {
  const run: PlanPorts["nix"]["run"] = async (args, limits) => {
    if (clock.running === 0) clock.since = performance.now();
    clock.running += 1;
    clock.runs += 1;
    if (args[0] === "eval" && args.at(-1)?.includes("withAssertions") === true) clock.evaluations += 1;
    try {
      return await ports.nix.run(args, limits);
    } finally {
      clock.running -= 1;
      if (clock.running === 0) clock.milliseconds += performance.now() - clock.since;
    }
  };
  return { ...ports, nix: { ...ports.nix, run }, openRegistry: noRegistry };
}

/** One plan in this process. */
async function measure(repository: string, { base, head, label }: { base: string; head: string; label: string }): Promise<void> {
  const quiet = { progress: () => undefined, info: () => undefined, warn: () => undefined };
  const clock: Clock = { runs: 0, evaluations: 0, running: 0, since: 0, milliseconds: 0 };
  const ports = watchNix(await openPlanPorts({ directory: repository, environment: process.env }, quiet), clock);
  await ports.nix.probe();
  const started = performance.now();
  const plan = await runPlan({ base, head, inputs: { updates: "false" } }, ports);
  const whole = performance.now() - started;
  const ours = whole - clock.milliseconds;
  const failed = plan.findings.filter(({ code }) => code === "host-failed" || code === "flake-failed").map(({ message }) => message);
  if (failed.length > 0) throw new Error(failed.join("\n"));
  const memory = Math.round(process.resourceUsage().maxRSS / 1024);
  const share = clock.milliseconds === 0 ? "" : `, ${((100 * ours) / clock.milliseconds).toFixed(1)} % of Nix's ${(clock.milliseconds / 1000).toFixed(1)} s`;
  const actions = plan.hosts.flatMap((host) => host.switch?.units ?? []).length;
  console.log(`${label.padEnd(34)} ours ${ours.toFixed(0).padStart(5)} ms${share}; ${clock.evaluations} evaluations in ${clock.runs} runs; ${memory} MiB; ${actions} actions`);
}

/** Each case in a process of its own, because memory is measured at its peak. */
function measureApart(args: readonly string[], environment: Readonly<Record<string, string | undefined>>): void {
  const script = ["--import", join(import.meta.dirname, "..", "scripts", "text-imports.mjs"), import.meta.filename, "--one", ...args];
  const { status } = spawnSync(process.execPath, script, { stdio: "inherit", env: { ...process.env, ...environment } });
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

if (mode === "--one") {
  const [repository = "", base = "", head = "", label = ""] = counts;
  await measure(repository, { base, head, label });
} else {
  const wanted = [mode, ...counts].filter((word) => word !== undefined).map(Number);
  for (const containers of wanted.length > 0 ? wanted : [5, 50, 500]) benchContainers(containers);
}
