// Systems inside nspawn containers: asked for one by one where a host has several, joined to their host, and unknown where they fail.
import assert from "node:assert/strict";
import { join } from "node:path";
import { before, describe, it } from "node:test";
import { Config } from "../../src/config/index.ts";
import { evaluateHosts, type HostPair, type HostState } from "../../src/evaluate/index.ts";
import type { Finding } from "../../src/errors.ts";
import type { Cache, NixRun } from "../../src/ports.ts";
import { planHosts } from "../../src/switch/index.ts";
import { fakeCache } from "../fakes/cache.ts";
import { fakeGit } from "../fakes/git.ts";
import { type FakeAnswers, fakeNix, nixRun } from "../fakes/nix.ts";
import { fakeTree } from "../fakes/source-tree.ts";
import { needs } from "../needs.ts";
import { evaluateRepository } from "../support/evaluate-repository.ts";
import { makeRepository } from "../support/git-repository.ts";

const BASE = fakeTree({ "flake.nix": "base" });
const HEAD = fakeTree({ "flake.nix": "head" });
const HEAD_FLAKE = `flake:${HEAD.revision.commit}`;

const unitOf = (container: string, system: string): object => ({ [`container@${container}.service`]: { text: `[Unit]\nX-Restart-Triggers=${system}\n`, wantedBy: ["machines.target"] } });
const MACHINES = { "machines.target": { text: "[Unit]\n", wantedBy: ["multi-user.target"] }, "multi-user.target": { text: "[Unit]\n" } };
const answer = (more: object): NixRun => nixRun({ stdout: JSON.stringify({ host: "falcon", system: "x86_64-linux", storeDir: "/nix/store", derivations: [], etc: {}, ...more }) });
const outside = (...names: readonly string[]): NixRun =>
  answer({ nspawnApart: names, units: MACHINES, nspawnContainers: Object.fromEntries(names.map((name) => [name, { autoStart: true }])) });
const inside = (name: string, system: string): NixRun =>
  answer({ units: unitOf(name, system), etc: { [`nixos-containers/${name}.conf`]: { text: `SYSTEM_PATH=${system}\n` } }, nspawnUnits: { [name]: { "web.service": { text: system } } }, nspawnOci: { [name]: { backend: "podman", containers: {} } } });

/** Every inside is `s` at base, and `s2` at head where the container is called `web`. */
const GOOD: FakeAnswers = {
  list: () => nixRun({ stdout: JSON.stringify({ root: "/nix/store/x-source", hosts: ["falcon"] }) }),
  host: () => outside("db", "web"),
  inside: (reference, name) => inside(name, reference === HEAD_FLAKE && name === "web" ? "s2" : "s"),
};

type Outcome = { readonly pair: HostPair | undefined; readonly findings: readonly Finding[]; readonly asked: readonly string[] };

async function evaluated(answers: FakeAnswers, changed: { cache?: Cache; base?: typeof BASE } = {}): Promise<Outcome> {
  const nix = fakeNix(answers);
  const { base = BASE } = changed;
  const log = { progress: () => undefined, info: () => undefined, warn: () => undefined };
  const found = await evaluateHosts({
    scope: { projects: [], inputs: [], hosts: { baseFlake: ".", headFlake: ".", affected: { kind: "all" } } },
    base: base.revision,
    head: HEAD.revision,
    config: Config.parse({}),
    ports: { git: fakeGit({ base, head: HEAD }), nix, log, ...(changed.cache === undefined ? {} : { cache: changed.cache }) },
  });
  const asked = nix.asked.map((question) => question.replace(/flake:\S+/, (reference) => (reference === HEAD_FLAKE ? "head" : "base"))).toSorted();
  return { pair: found.value[0], findings: found.findings, asked };
}

const containerUnits = (state: HostState | undefined): readonly string[] => Object.keys(state?.units ?? {}).filter((name) => name.startsWith("container@")).toSorted();
const insides = (state: HostState | undefined): readonly (readonly string[])[] =>
  [containerUnits(state), Object.keys(state?.etc ?? {}), Object.keys(state?.nspawnUnits ?? {}), Object.keys(state?.nspawnOci ?? {})].map((names) => names.toSorted());
const failing = (run: Partial<NixRun>, where: (reference: string) => boolean): FakeAnswers =>
  ({ ...GOOD, inside: (reference, name) => (name === "web" && where(reference) ? nixRun({ status: 1, ...run }) : GOOD.inside?.(reference, name) ?? nixRun({})) });

describe("systems inside containers that a host leaves out", () => {
  it("are asked for one by one at both sides, and joined to their host", async () => {
    const { pair, findings, asked } = await evaluated(GOOD);
    const sides = (question: string): readonly string[] => [question.replace("SIDE", "base"), question.replace("SIDE", "head")];
    assert.deepEqual(asked, ["host SIDE falcon", "inside SIDE falcon db", "inside SIDE falcon web", "list SIDE"].flatMap(sides).toSorted());
    assert.deepEqual(findings, []);
    const whole = [["container@db.service", "container@web.service"], ["nixos-containers/db.conf", "nixos-containers/web.conf"], ["db", "web"], ["db", "web"]];
    assert.deepEqual([insides(pair?.base), insides(pair?.head)], [whole, whole]);
    assert.equal(pair?.unknown, undefined);
  });

  it("are known from before by themselves: a base that was head, and a container that failed alone", async () => {
    const cache = fakeCache();
    const broken = failing({ stderr: "error: no" }, (reference) => reference === HEAD_FLAKE);
    assert.deepEqual((await evaluated(broken, { cache })).pair?.unknown, ["web"]);
    const again = await evaluated(GOOD, { cache });
    assert.deepEqual([again.asked, again.findings, again.pair?.unknown], [["inside head falcon web"], [], undefined]);
    assert.deepEqual((await evaluated(GOOD, { cache })).asked, []);
    assert.deepEqual(insides(again.pair?.head), insides((await evaluated(GOOD)).pair?.head));
  });

  const FAILURES: readonly (readonly [what: string, run: Partial<NixRun>, code: string, message: RegExp])[] = [
    ["does not evaluate", { stderr: "error: the tide is out" }, "container-failed", /^What the switch does to container@web\.service is not known; the rest of the host is planned\.\nthe tide is out/],
    ["gives what is no state", { status: 0, stdout: "[]" }, "container-failed", /its state is not as expected/],
    ["takes too long", { stopped: "timeout" }, "host-timeout", /did not end within .*container@web\.service is not known/],
    ["takes too much memory", { stopped: "memory" }, "host-memory", /more than 4096 MiB.*container@web\.service is not known/],
  ];
  for (const [what, run, code, message] of FAILURES) {
    it(`are unknown where one ${what}; everything else is planned`, async () => {
      const { pair, findings } = await evaluated(failing(run, (reference) => reference === HEAD_FLAKE));
      assert.deepEqual(findings.map((finding) => [finding.code, finding.severity, finding.subject]), [[code, "error", "container web of host falcon at head"]]);
      assert.match(findings[0]?.message ?? "", message);
      assert.equal(pair?.status, "evaluated");
      assert.deepEqual(pair.unknown, ["web"]);
      const rest = [["container@db.service"], ["nixos-containers/db.conf"], ["db"], ["db"]];
      assert.deepEqual([insides(pair.base), insides(pair.head)], [rest, rest]);
      const [plan] = planHosts([pair]).value;
      assert.deepEqual([plan?.status, plan?.switch?.unknown, plan?.switch?.units], ["changed", ["container@web.service"], []]);
    });
  }

  it("that fail at both sides alike are told once, as a warning, and those that fail at base alone too", async () => {
    const both = await evaluated(failing({ stderr: "error: no" }, () => true));
    assert.deepEqual(both.findings.map(({ severity, subject }) => [severity, subject]), [["warning", "container web of host falcon at head"]]);
    const base = await evaluated(failing({ stderr: "error: no" }, (reference) => reference !== HEAD_FLAKE));
    assert.deepEqual(base.findings.map(({ severity, subject }) => [severity, subject]), [["warning", "container web of host falcon at base"]]);
  });

  it("say how to evaluate one by hand", async () => {
    const { findings } = await evaluated(failing({ stderr: "error: no" }, (reference) => reference === HEAD_FLAKE));
    assert.equal(findings[0]?.hint, "Try `nix eval .#nixosConfigurations.falcon.config.containers.web.config.system.build.toplevel.drvPath`.");
  });
});

const EXAMPLE = join(import.meta.dirname, "..", "..", "examples", "homelab", "base");
const SYSTEM = "x86_64-linux";
const container = (nice: number): string => `{ autoStart = true; config = { system.stateVersion = "26.05"; systemd.services.quay = { wantedBy = [ "multi-user.target" ]; script = "nice -n ${nice} quay"; }; }; }`;
const hostWith = (containers: Readonly<Record<string, string>>): string => {
  const entries = Object.entries(containers).map(([name, value]) => `${name} = ${value};`).join(" ");
  return `(import ./nixpkgs-standin).lib.nixosSystem { system = "${SYSTEM}"; modules = [ { system.stateVersion = "26.05"; containers = { ${entries} }; } ]; }`;
};
const flakeOf = (nice: number): string => `{ outputs = _: { nixosConfigurations = {
  one = ${hostWith({ box: container(1) })};
  two = ${hostWith({ box: container(1), cave: container(nice), given: "{ path = \"/nix/var/nix/profiles/given\"; }" })};
  bad = ${hostWith({ box: container(1), cave: '{ config = throw "the cave is flooded"; }' })};
}; }; }`;

describe("a flake of hosts with containers", needs("nix"), () => {
  let outcome: Awaited<ReturnType<typeof evaluateRepository>>;
  const pairOf = (name: string): HostPair | undefined => outcome.pairs.find((pair) => pair.name === name);

  before(async () => {
    const repository = makeRepository();
    const base = repository.commit({ copy: [EXAMPLE], write: { "flake.nix": flakeOf(1) } });
    const head = repository.commit({ write: { "flake.nix": flakeOf(2) } });
    outcome = await evaluateRepository({ folder: repository.folder, base, head });
    repository.remove();
  });

  it("asks for a single container with its host, for several one by one", () => {
    const asked = [...new Set(outcome.asked)].filter((question) => question.startsWith("inside")).toSorted();
    assert.deepEqual(asked, ["inside bad box", "inside bad cave", "inside two box", "inside two cave", "inside two given"]);
  });

  it("gives the same of a container whichever way it was asked for", () => {
    const partsOf = (state: HostState | undefined): readonly unknown[] =>
      [state?.units["container@box.service"], state?.etc["nixos-containers/box.conf"], state?.nspawnUnits?.["box"], state?.nspawnOci?.["box"]];
    const [alone, together] = [pairOf("one")?.head, pairOf("two")?.head];
    assert.ok(partsOf(alone).every((part) => part !== undefined));
    assert.deepEqual(partsOf(together), partsOf(alone));
    assert.match(Object.values(together?.nspawnUnits?.["box"]?.["quay.service"]?.files ?? {}).join("\n"), /nice -n 1 quay/);
  });

  it("knows the unit of a container that names its system by path, and nothing inside it", () => {
    const state = pairOf("two")?.head;
    assert.deepEqual(Object.keys(state?.nspawnUnits ?? {}).toSorted(), ["box", "cave"]);
    assert.ok(state?.units["container@given.service"]);
  });

  it("plans what changed inside one of them, and nothing of the others", () => {
    const [plan] = planHosts([pairOf("two") ?? assert.fail()]).value;
    assert.deepEqual(plan?.switch?.units.map(({ unit, action }) => [unit, action]), [["container@cave.service", "restart"]]);
  });

  it("plans the rest of a host of which one container does not evaluate", () => {
    assert.deepEqual([pairOf("bad")?.status, pairOf("bad")?.unknown], ["evaluated", ["cave"]]);
    const failed = outcome.findings.filter(({ code }) => code === "container-failed");
    assert.deepEqual(failed.map(({ subject, severity }) => [subject, severity]), [["container cave of host bad at head", "warning"]]);
    assert.match(failed[0]?.message ?? "", /the cave is flooded/);
  });
});
