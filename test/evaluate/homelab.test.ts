// Real Nix on real git: the example at base and head, and what is left of a plan when hosts, the flake or time fail.
import assert from "node:assert/strict";
import { cpSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { after, before, describe, it } from "node:test";
import { fileURLToPath } from "node:url";
import { Config } from "../../src/config/index.ts";
import { evaluateHosts, type HostPair, type HostState } from "../../src/evaluate/index.ts";
import type { Found } from "../../src/errors.ts";
import { openGit } from "../../src/host/git.ts";
import { openNix } from "../../src/host/nix.ts";
import { needs } from "../needs.ts";
import { makeRepository, type TestRepository } from "../support/git-repository.ts";

const EXAMPLE = join(dirname(dirname(dirname(fileURLToPath(import.meta.url)))), "examples", "homelab");
const quiet = { progress: () => undefined, info: () => undefined, warn: () => undefined };

async function evaluate(repository: TestRepository, request: { base: string; head: string; config?: unknown; folder?: string }): Promise<Found<readonly HostPair[]>> {
  const git = await openGit({ directory: repository.folder, environment: process.env });
  const { folder = "." } = request;
  return evaluateHosts({
    scope: { projects: [], inputs: [], hosts: { baseFlake: folder, headFlake: folder, affected: { kind: "all" } } },
    base: await git.resolve(request.base),
    head: await git.resolve(request.head),
    config: Config.parse(request.config ?? {}),
    ports: { git, nix: openNix(process.env), log: quiet },
  });
}

/** Names of units that differ, with `+` and `-` for new and gone ones. */
function changedUnits({ base, head }: HostPair): readonly string[] {
  const names = [...new Set([...Object.keys(base?.units ?? {}), ...Object.keys(head?.units ?? {})])].toSorted();
  return names.flatMap((name) => {
    const [old, now] = [base?.units[name], head?.units[name]];
    if (old === undefined) return [`+${name}`];
    if (now === undefined) return [`-${name}`];
    return old.text === now.text ? [] : [name];
  });
}

function scriptOf(state: HostState | undefined, unit: string): string {
  return Object.entries(state?.units[unit]?.files ?? {}).find(([path]) => path.endsWith("-start"))?.[1] ?? "";
}

describe("the homelab example", needs("nix"), () => {
  let repository: TestRepository;
  let base: string;
  let head: string;
  let falcon: HostPair;
  let kestrel: HostPair;

  before(async () => {
    repository = makeRepository();
    base = repository.commit({ copy: [join(EXAMPLE, "base")] });
    head = repository.commit({ copy: [join(EXAMPLE, "head")] });
    const found = await evaluate(repository, { base, head });
    assert.deepEqual(found.findings, []);
    const [first, second] = found.value;
    assert.ok(first !== undefined && second !== undefined && found.value.length === 2);
    [falcon, kestrel] = [first, second];
  });
  after(() => {
    repository.remove();
  });

  it("has the hosts falcon and kestrel, on docker and podman", () => {
    assert.deepEqual([falcon.name, falcon.status, falcon.head?.ociBackend, falcon.head?.system], ["falcon", "evaluated", "docker", "x86_64-linux"]);
    assert.deepEqual([kestrel.name, kestrel.status, kestrel.head?.ociBackend], ["kestrel", "evaluated", "podman"]);
  });

  it("changes the units that the pull request is about, and no other", () => {
    assert.deepEqual(changedUnits(falcon), ["docker-networks.service", "docker-postgres.service", "+docker-redis.service", "docker-traefik.service", "docker-whoami.service"]);
    assert.deepEqual(changedUnits(kestrel), ["container@files.service"]);
  });

  it("gives the options of containers, and where they are defined", () => {
    const { ociContainers, definedIn } = falcon.head ?? {};
    assert.equal(ociContainers?.["mealie"]?.image, "ghcr.io/mealie-recipes/mealie:v1.3.2");
    assert.equal(ociContainers["postgres"]?.image, "postgres:16");
    assert.deepEqual(ociContainers["traefik"]?.environmentFiles, ["/run/secrets/traefik.env"]);
    assert.deepEqual(ociContainers["mealie"].dependsOn, ["postgres"]);
    assert.deepEqual(definedIn?.oci["redis"], ["hosts/falcon/redis.nix"]);
    assert.deepEqual(definedIn.oci["mealie"], ["hosts/falcon/mealie/docker-compose.nix"]);
    const lines = readFileSync(join(EXAMPLE, "base/hosts/falcon/proxy.nix"), "utf8").split("\n");
    assert.match(lines[(falcon.base?.definedIn?.lines?.oci["traefik"] ?? 0) - 1] ?? "", /oci-containers\.containers\.traefik = /);
    assert.equal(typeof kestrel.head?.definedIn?.lines?.nspawn["files"], "number");
  });

  it("gives the texts behind ExecStart without building them", () => {
    assert.match(scriptOf(falcon.base, "docker-postgres.service"), /^ {2}postgres:15$/m);
    assert.match(scriptOf(falcon.head, "docker-postgres.service"), /^ {2}postgres:16$/m);
    assert.match(scriptOf(falcon.head, "docker-networks.service"), /docker network create --internal cache/);
    const daemon = Object.entries(falcon.head?.units["docker.service"]?.files ?? {}).find(([path]) => path.endsWith("-daemon.json"));
    assert.match(daemon?.[1] ?? "", /"log-driver":"journald"/);
  });

  it("gives the nspawn container's options, its .conf, and that file behind its trigger", () => {
    assert.equal(kestrel.base?.nspawnContainers["files"]?.bindMounts?.["/data"]?.["isReadOnly"], true);
    assert.equal(kestrel.head?.nspawnContainers["files"]?.bindMounts?.["/data"]?.["isReadOnly"], false);
    assert.match(kestrel.head.etc["nixos-containers/files.conf"] ?? "", /--bind=\/srv\/files:\/data/);
    const files = Object.entries(kestrel.head.units["container@files.service"]?.files ?? {});
    assert.ok(files.some(([path, text]) => path.includes("-etc-nixos-containers-files.conf") && text.includes("HOST_ADDRESS=10.20.0.1")));
  });

  it("leaves the checkout as it was, and writes no lock file", () => {
    assert.equal(repository.git("status", "--porcelain"), "");
  });

  it("evaluates a flake in a folder, with places from the repository's root", async () => {
    const nested = makeRepository("nested");
    const folder = join(nested.folder, "infra");
    nested.commit({ write: { "README.md": "x" } });
    cpSync(join(EXAMPLE, "base"), folder, { recursive: true });
    const first = nested.commit({});
    const second = nested.commit({ write: { "infra/hosts/kestrel/files.nix": "{\n  containers.files = nothere;\n}\n" } });
    const found = await evaluate(nested, { base: first, head: second, folder: "infra" });
    const [one, other] = found.value;
    assert.deepEqual(one?.head?.definedIn?.oci["traefik"], ["infra/hosts/falcon/proxy.nix"]);
    assert.deepEqual([other?.status, found.findings[0]?.place?.file, found.findings[0]?.place?.line], ["failed", "infra/hosts/kestrel/files.nix", 2]);
    assert.match(found.findings[0]?.hint ?? "", /\.\/infra#nixosConfigurations\.kestrel/);
    nested.remove();
  });

  it("evaluates from a shallow clone", async () => {
    const shallow = makeRepository("shallow");
    shallow.git("fetch", "--quiet", "--depth=2", `file://${repository.folder}`, "main");
    shallow.git("checkout", "--quiet", "--detach", "FETCH_HEAD");
    const found = await evaluate(shallow, { base, head, config: { hosts: { include: ["kestrel"] } } });
    assert.deepEqual([found.findings, found.value.map(changedUnits)], [[], [["container@files.service"]]]);
    shallow.remove();
  });

  it("plans the other host where one fails, and names file and line", async () => {
    const broken = repository.commit({ write: { "hosts/falcon/redis.nix": "{\n  virtualisation.oci-containers.containers.redis.image = nothere;\n}\n" } });
    const found = await evaluate(repository, { base, head: broken });
    assert.deepEqual(found.value.map(({ name, status }) => [name, status]), [["falcon", "failed"], ["kestrel", "evaluated"]]);
    const [finding] = found.findings;
    assert.deepEqual([finding?.code, finding?.subject, finding?.place?.file, finding?.place?.line], ["host-failed", "host falcon at head", "hosts/falcon/redis.nix", 2]);
    assert.match(finding?.message ?? "", /undefined variable 'nothere'/);
    const mended = await evaluate(repository, { base: broken, head });
    assert.deepEqual(mended.value.map(({ name, status, isBaseUnknown }) => [name, status, isBaseUnknown]), [["falcon", "added", true], ["kestrel", "evaluated", undefined]]);
    repository.git("reset", "--quiet", "--hard", head);
  });

  it("names the option that does not exist", async () => {
    const broken = repository.commit({ write: { "hosts/kestrel/files.nix": "{ containers.files.hostAdress = \"10.0.0.1\"; }\n" } });
    const { findings } = await evaluate(repository, { base, head: broken, config: { hosts: { include: ["kestrel"] } } });
    assert.match(findings[0]?.message ?? "", /containers\.files\.hostAdress/);
    assert.equal(findings[0]?.place?.file, "hosts/kestrel/files.nix");
    repository.git("reset", "--quiet", "--hard", head);
  });

  const flakes: readonly [what: string, text: string, words: RegExp][] = [
    ["is no Nix", "{ outputs = inputs: {\n", /syntax error/],
    ["has an input that is not locked", '{ inputs.other.url = "path:/nonexistent"; outputs = inputs: { nixosConfigurations.falcon = inputs.other; }; }', /other/],
    ["throws", "{ outputs = inputs: { nixosConfigurations = throw \"not today\"; }; }", /not today/],
  ];
  for (const [what, text, words] of flakes) {
    it(`says so where the flake ${what}`, async () => {
      const broken = repository.commit({ write: { "flake.nix": text } });
      const found = await evaluate(repository, { base, head: broken });
      // The lock file that does not match is told before the failure that comes of it.
      const failures = found.findings.filter(({ code }) => code !== "flake-lock-outdated");
      assert.deepEqual(failures.map(({ code, subject }) => [code, subject]), [["flake-failed", "flake at head"]]);
      assert.match(failures[0]?.message ?? "", words);
      assert.deepEqual(found.value.map(({ status }) => status), ["failed", "failed"]);
      const mended = await evaluate(repository, { base: broken, head, config: { hosts: { include: ["kestrel"] } } });
      assert.deepEqual(mended.value.map(({ status, isBaseUnknown, base: old }) => [status, isBaseUnknown, old]), [["added", true, undefined]]);
      assert.deepEqual(mended.findings.map(({ code, severity, subject }) => [code, severity, subject]), [["flake-failed", "warning", "flake at base"]]);
      repository.git("reset", "--quiet", "--hard", head);
    });
  }

  const PATHS: readonly [what: string, outputs: string, attribute: string, hosts: readonly string[], words: RegExp | undefined][] = [
    ["below packages", "packages.x86_64-linux.nixosConfigurations = hosts;", "packages.x86_64-linux.nixosConfigurations", ["falcon", "kestrel"], undefined],
    ["in a hive of colmena", "colmenaHive.nodes = builtins.mapAttrs (_: host: removeAttrs host [ \"pkgs\" ]) hosts;", "colmenaHive.nodes", ["falcon", "kestrel"], undefined],
    ["below every system, of which one has none", 'packages = { x86_64-linux.nixosConfigurations = { inherit (hosts) falcon; }; aarch64-linux.tool = 1; riscv64-linux = throw "not supported"; };', "packages.*.nixosConfigurations", ["falcon"], /^Hosts are taken from where they are: packages\.aarch64-linux has no nixosConfigurations; it has tool\. packages\.riscv64-linux has no nixosConfigurations; it is empty\.$/],
    ["below two systems by one name", "packages = { x86_64-linux.nixosConfigurations = { inherit (hosts) falcon; }; aarch64-linux.nixosConfigurations = hosts; };", "packages.*.nixosConfigurations", ["aarch64-linux/falcon", "kestrel", "x86_64-linux/falcon"], /each is named with its system, as in `x86_64-linux\/falcon`: falcon\.$/],
    ["below another system than the configured one", "packages.aarch64-linux.nixosConfigurations = hosts;", "packages.x86_64-linux.nixosConfigurations", [], /so no host is planned\. packages has no x86_64-linux; it has aarch64-linux\.$/],
    ["below another name", "hive = hosts;", "nixosConfigurations", [], /The flake has no nixosConfigurations; it has hive\.$/],
  ];
  for (const [what, outputs, attribute, hosts, words] of PATHS) {
    it(`takes hosts ${what}`, async () => {
      const flake = `{ outputs = inputs: let hosts = ((import ./original.nix).outputs { }).nixosConfigurations; in { ${outputs} }; }`;
      const moved = repository.commit({ write: { "flake.nix": flake, "original.nix": repository.git("show", "HEAD:flake.nix") } });
      const found = await evaluate(repository, { base: moved, head: moved, config: { "hosts-attribute": attribute } });
      assert.deepEqual(found.value.map(({ name, status }) => [name, status]), hosts.map((name) => [name, "evaluated"]), JSON.stringify(found.findings));
      if (words === undefined) assert.deepEqual(found.findings, []);
      else assert.match(found.findings.map(({ code, message }) => (code === "config-invalid" ? message : code)).join("\n"), words);
      repository.git("reset", "--quiet", "--hard", head);
    });
  }

  it("calls a host by one name at both sides where a second one of its name comes", async () => {
    const commit = (systems: readonly string[]): string => {
      const packages = systems.map((system) => `${system}.nixosConfigurations = { inherit (hosts) kestrel; };`).join(" ");
      const flake = `{ outputs = inputs: let hosts = ((import ./original.nix).outputs { }).nixosConfigurations; in { packages = { ${packages} }; }; }`;
      return repository.commit({ write: { "flake.nix": flake, "original.nix": repository.git("show", `${head}:flake.nix`) } });
    };
    const [one, two] = [commit(["x86_64-linux"]), commit(["x86_64-linux", "aarch64-linux"])];
    const config = { "hosts-attribute": "packages.*.nixosConfigurations" };
    const [comes, goes] = [await evaluate(repository, { base: one, head: two, config }), await evaluate(repository, { base: two, head: one, config })];
    assert.deepEqual(comes.value.map(({ name, status }) => [name, status]), [["aarch64-linux/kestrel", "added"], ["x86_64-linux/kestrel", "evaluated"]]);
    assert.deepEqual(goes.value.map(({ name, status }) => [name, status]), [["aarch64-linux/kestrel", "removed"], ["x86_64-linux/kestrel", "evaluated"]]);
    repository.git("reset", "--quiet", "--hard", head);
  });

  it("finds no hosts where the flake has none", async () => {
    const empty = repository.commit({ write: { "flake.nix": "{ outputs = inputs: { }; }" } });
    const found = await evaluate(repository, { base: empty, head: empty });
    assert.deepEqual([found.value, found.findings.map(({ code, severity }) => `${severity} ${code}`)], [[], ["info config-invalid"]]);
    repository.git("reset", "--quiet", "--hard", head);
  });

  it("stops a host that does not end, and one that grows, and goes on with the rest", async () => {
    const endless = "builtins.foldl' (a: b: a + builtins.foldl' (c: d: c + d) 0 (builtins.genList (x: x) 1000)) 0 (builtins.genList (x: x) 1000000)";
    const growing = "builtins.length (builtins.deepSeq (map (n: { inherit n; }) (builtins.genList (n: n) 50000000)) [ ])";
    const write = { "hosts/falcon/redis.nix": `{ networking.hostName = toString (${endless}); virtualisation.oci-containers.containers.redis.image = toString (${endless}); }` };
    const slow = repository.commit({ write });
    const started = performance.now();
    await evaluate(repository, { base, head });
    // So much more than the hosts that end take on this machine, as busy as it is now.
    const seconds = 2 + Math.ceil((performance.now() - started) / 250);
    const timeout = await evaluate(repository, { base, head: slow, config: { evaluation: { timeout: seconds } } });
    assert.deepEqual(timeout.findings.map(({ code }) => code), ["host-timeout"]);
    assert.deepEqual(timeout.value.map(({ status }) => status), ["failed", "evaluated"]);
    repository.git("reset", "--quiet", "--hard", head);
    const large = repository.commit({ write: { "hosts/kestrel/files.nix": `{ networking.hostName = toString (${growing}); virtualisation.podman.autoPrune.dates = toString (${growing}); }` } });
    const memory = await evaluate(repository, { base, head: large, config: { evaluation: { "max-memory": 256 }, hosts: { include: ["kestrel"] } } });
    assert.deepEqual(memory.findings.map(({ code }) => code), ["host-memory"]);
    repository.git("reset", "--quiet", "--hard", head);
  });

  it("refuses to read what is outside the flake, and to build while it evaluates", async () => {
    const attempts: readonly (readonly [expression: string, words: RegExp, code: string])[] = [
      ["builtins.readFile /etc/hostname", /pure|access to|forbidden/, "host-failed"],
      ['builtins.readFile (derivation { name = "x"; system = "x86_64-linux"; builder = "/bin/sh"; args = [ "-c" "echo hi > $out" ]; })', /allow-import-from-derivation|import from derivation/i, "import-from-derivation"],
    ];
    for (const [expression, words, expected] of attempts) {
      const hostile = repository.commit({ write: { "hosts/kestrel/files.nix": `{ virtualisation.podman.autoPrune.dates = ${expression}; }` } });
      const { findings } = await evaluate(repository, { base, head: hostile, config: { hosts: { include: ["kestrel"] } } });
      assert.deepEqual(findings.map(({ code }) => code), [expected]);
      assert.match(findings[0]?.message ?? "", words);
      repository.git("reset", "--quiet", "--hard", head);
    }
  });
});
