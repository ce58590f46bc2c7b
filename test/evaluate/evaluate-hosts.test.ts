// Evaluating both sides with a Nix in memory: what is asked, in which order of need, and what each failure leaves of the plan.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { Config } from "../../src/config/index.ts";
import { evaluateHosts, type HostPair } from "../../src/evaluate/index.ts";
import type { Found } from "../../src/errors.ts";
import type { Cache, NixRun, Progress } from "../../src/ports.ts";
import { fakeCache } from "../fakes/cache.ts";
import { fakeGit } from "../fakes/git.ts";
import { type FakeAnswers, type FakeNix, fakeNix, nixRun } from "../fakes/nix.ts";
import { fakeTree } from "../fakes/source-tree.ts";

const BASE = fakeTree({ "flake.nix": "base", "hosts/falcon.nix": "x" });
const HEAD = fakeTree({ "flake.nix": "head", "hosts/falcon.nix": "y" });
const ROOT = "/nix/store/nm1nvaj2lkypvg2flfbnshi5j8329c0p-source";
const SCRIPT = "/nix/store/0123456789abcdfghijklmnpqrsvwxyz-unit-script-a-start";

const list = (...hosts: readonly string[]): NixRun => nixRun({ stdout: JSON.stringify({ root: ROOT, hosts }) });
const state = (name: string, more: object = {}): NixRun =>
  nixRun({ stdout: JSON.stringify({ host: name, system: "x86_64-linux", storeDir: "/nix/store", derivations: [], units: {}, ...more }) });
const GOOD: FakeAnswers = { list: () => list("falcon", "kestrel"), host: (_, name) => state(name) };

type Outcome = Found<readonly HostPair[]> & { readonly nix: FakeNix; readonly progress: readonly Progress[] };

async function evaluated(answers: FakeAnswers, changed: { config?: unknown; sameTree?: boolean; hosts?: object; cache?: Cache } = {}): Promise<Outcome> {
  const nix = fakeNix(answers);
  const progress: Progress[] = [];
  const log = { progress: (step: Progress) => progress.push(step), info: () => undefined, warn: () => undefined };
  const [base, head] = changed.sameTree === true ? [HEAD, HEAD] : [BASE, HEAD];
  const found = await evaluateHosts({
    scope: { projects: [], inputs: [], hosts: { baseFlake: ".", headFlake: ".", affected: { kind: "all" }, ...changed.hosts } },
    base: base.revision,
    head: head.revision,
    config: Config.parse(changed.config ?? {}),
    ports: { git: fakeGit({ base, head }), nix, log, ...(changed.cache === undefined ? {} : { cache: changed.cache }) },
  });
  return { ...found, nix, progress };
}

const isHead = (reference: string): boolean => reference === `flake:${HEAD.revision.commit}`;
const statuses = ({ value }: Outcome): readonly string[] => value.map(({ name, status, base, head }) => `${name} ${status}${base ? " base" : ""}${head ? " head" : ""}`);
const codes = ({ findings }: Outcome): readonly string[] => findings.map(({ code, severity, subject }) => `${severity} ${code} ${subject}`);
const questions = ({ nix }: Outcome): readonly string[] => nix.asked.map((question) => question.replace(/flake:\S+/, (reference) => (isHead(reference) ? "head" : "base"))).toSorted();

describe("evaluateHosts", () => {
  it("evaluates each host once at each side", async () => {
    const outcome = await evaluated(GOOD);
    assert.deepEqual(statuses(outcome), ["falcon evaluated base head", "kestrel evaluated base head"]);
    assert.deepEqual(questions(outcome), ["host base falcon", "host base kestrel", "host head falcon", "host head kestrel", "list base", "list head"]);
    assert.deepEqual(outcome.findings, []);
  });

  it("evaluates equal trees once", async () => {
    const outcome = await evaluated(GOOD, { sameTree: true });
    assert.deepEqual(statuses(outcome), ["falcon evaluated base head", "kestrel evaluated base head"]);
    assert.deepEqual(questions(outcome), ["host head falcon", "host head kestrel", "list head"]);
  });

  it("asks nothing where no host can change, or where there is no flake", async () => {
    assert.deepEqual((await evaluated(GOOD, { hosts: { affected: { kind: "some", hosts: [] } } })).nix.asked, []);
    assert.deepEqual((await evaluated(GOOD, { hosts: { baseFlake: undefined, headFlake: undefined } })).nix.asked, []);
  });

  it("says so where the flake has no hosts: a note, or a warning where the place is configured", async () => {
    const none = { ...GOOD, list: () => list() };
    assert.deepEqual(codes(await evaluated(none)), ["info config-invalid hosts-attribute nixosConfigurations"]);
    assert.deepEqual(codes(await evaluated(none, { config: { "hosts-attribute": "hive.nodes" } })), ["warning config-invalid hosts-attribute hive.nodes"]);
  });

  it("tells hosts that are added and removed", async () => {
    const outcome = await evaluated({ ...GOOD, list: (reference) => (isHead(reference) ? list("falcon", "merlin") : list("falcon", "kestrel")) });
    assert.deepEqual(statuses(outcome), ["falcon evaluated base head", "kestrel removed base", "merlin added head"]);
  });

  it("plans a flake that is new, and one that is gone", async () => {
    assert.deepEqual(statuses(await evaluated(GOOD, { hosts: { baseFlake: undefined } })), ["falcon added head", "kestrel added head"]);
    assert.deepEqual(statuses(await evaluated(GOOD, { hosts: { headFlake: undefined } })), ["falcon removed base", "kestrel removed base"]);
  });

  it("keeps to the configured hosts, and says which pattern names none", async () => {
    const outcome = await evaluated(GOOD, { config: { hosts: { include: ["f*", "flacon", "site-*"], exclude: ["*x"] } } });
    assert.deepEqual(statuses(outcome), ["falcon evaluated base head"]);
    assert.deepEqual(codes(outcome), ["error host-unmatched hosts pattern flacon", "warning host-unmatched hosts pattern site-*"]);
    assert.match(outcome.findings[0]?.message ?? "", /falcon, kestrel/);
    assert.match(outcome.findings[0]?.hint ?? "", /Did you mean falcon\?$/);
    assert.doesNotMatch(outcome.findings[1]?.hint ?? "", /Did you mean/);
  });

  it("leaves out hosts with names that nobody can have meant, and says so", async () => {
    const outcome = await evaluated({ ...GOOD, list: () => list("falcon", "x".repeat(254)) });
    assert.deepEqual(statuses(outcome), ["falcon evaluated base head"]);
    assert.deepEqual(codes(outcome), ["warning plan-cut hosts"]);
  });

  it("tells progress of each host at each side", async () => {
    const { progress } = await evaluated(GOOD);
    const done = progress.filter((step) => step.state === "done").map((step) => step.subject);
    assert.deepEqual(done.toSorted(), ["base falcon", "base flake", "base kestrel", "head falcon", "head flake", "head kestrel"]);
  });
});

describe("a missing or old Nix", () => {
  it("is a finding that says how to install it", async () => {
    const outcome = await evaluated({ program: undefined });
    assert.deepEqual(codes(outcome), ["warning nix-missing nix"]);
    assert.match(outcome.findings[0]?.hint ?? "", /apt-get install nix-bin/);
    assert.deepEqual(outcome.value, []);
  });

  it("is a finding that names the version", async () => {
    const outcome = await evaluated({ program: { path: "/usr/bin/nix", product: "Nix", version: "2.3.16", hasFlakes: false } });
    assert.deepEqual(codes(outcome), ["warning nix-too-old nix 2.3.16"]);
    assert.deepEqual(outcome.nix.asked, []);
  });
});

describe("a failing host", () => {
  const trace = nixRun({ status: 1, stderr: `error: undefined variable 'x'\n\n       at ${ROOT}/hosts/falcon.nix:3:5:\n` });

  it("is a finding with the place, and the other host is planned", async () => {
    const outcome = await evaluated({ ...GOOD, host: (reference, name) => (isHead(reference) && name === "falcon" ? trace : state(name)) });
    assert.deepEqual(statuses(outcome), ["falcon failed base", "kestrel evaluated base head"]);
    assert.deepEqual(codes(outcome), ["error host-failed host falcon at head"]);
    assert.deepEqual(outcome.findings[0]?.place, { file: "hosts/falcon.nix", line: 3, column: 5 });
    assert.equal(outcome.findings[0].message, "undefined variable 'x'");
  });

  it("gives a command to try, but never one that a name could turn against who pastes it", async () => {
    const hintFor = async (name: string): Promise<string> => (await evaluated({ list: () => list(name), host: () => trace })).findings[0]?.hint ?? "";
    assert.match(await hintFor("falcon"), /`nix eval \.#nixosConfigurations\.falcon\.config/);
    for (const name of ["$(id)", "a;b", "a b", "a`b", "a\nb", "a'b", "--help", "a.b"]) assert.doesNotMatch(await hintFor(name), /nixosConfigurations/);
  });

  it("at base alone is a warning: the pull request mends it", async () => {
    const outcome = await evaluated({ ...GOOD, host: (reference, name) => (isHead(reference) ? state(name) : trace) });
    assert.deepEqual(codes(outcome), ["warning host-failed host falcon at base", "warning host-failed host kestrel at base"]);
  });

  it("at both sides alike is told once, as a warning", async () => {
    const outcome = await evaluated({ ...GOOD, list: () => list("falcon"), host: () => trace });
    assert.deepEqual(codes(outcome), ["warning host-failed host falcon at head"]);
    assert.match(outcome.findings[0]?.message ?? "", /fails at base in the same way/);
  });

  const limits: readonly [stopped: NonNullable<NixRun["stopped"]>, code: string, words: RegExp][] = [
    ["timeout", "host-timeout", /within 600 s/],
    ["memory", "host-memory", /4096 MiB/],
    ["output", "host-memory", /printed more/],
  ];
  for (const [stopped, code, words] of limits) {
    it(`that reaches its limit (${stopped}) is ${code}`, async () => {
      const outcome = await evaluated({ ...GOOD, list: () => list("falcon"), host: (reference, name) => (isHead(reference) ? nixRun({ stopped, status: 129 }) : state(name)) });
      assert.deepEqual(codes(outcome), [`error ${code} host falcon at head`]);
      assert.match(outcome.findings[0]?.message ?? "", words);
      assert.match(outcome.findings[0]?.hint ?? "", /base branch|max-jobs/);
    });
  }

  for (const [status, words] of [[137, /was killed .* ran out of memory/], [134, /was aborted .* ran out of memory/]] as const) {
    it(`that the machine ends with status ${status} is host-memory, and the other host is planned`, async () => {
      const outcome = await evaluated({ ...GOOD, host: (reference, name) => (isHead(reference) && name === "falcon" ? nixRun({ status }) : state(name)) });
      assert.deepEqual(statuses(outcome), ["falcon failed base", "kestrel evaluated base head"]);
      assert.deepEqual(codes(outcome), ["error host-memory host falcon at head"]);
      assert.match(outcome.findings[0]?.message ?? "", words);
    });
  }

  it("that prints something else is a finding, not an exception", async () => {
    const outcome = await evaluated({ ...GOOD, list: () => list("falcon"), host: () => nixRun({ stdout: "{}" }) });
    assert.deepEqual(statuses(outcome), ["falcon failed"]);
    assert.match(outcome.findings[0]?.message ?? "", /not as expected/);
  });

  it("that cannot be built is told by its assertions", async () => {
    const outcome = await evaluated({ ...GOOD, list: () => list("falcon"), host: (_, name) => state(name, { failedAssertions: ["podman and docker both own /run/docker.sock\n"] }) });
    assert.deepEqual(codes(outcome), ["error host-assertion host falcon"]);
    assert.match(outcome.findings[0]?.message ?? "", /docker\.sock$/);
  });
});

describe("a failing flake", () => {
  const broken = nixRun({ status: 1, stderr: `error: syntax error, unexpected ID\n\n       at ${ROOT}/flake.nix:2:3:\n` });

  it("at head leaves every host of base failed, and evaluates none of them in vain", async () => {
    const outcome = await evaluated({ ...GOOD, list: (reference) => (isHead(reference) ? broken : list("falcon")) });
    assert.deepEqual(statuses(outcome), ["falcon failed"]);
    assert.deepEqual(codes(outcome), ["error flake-failed flake at head"]);
    assert.deepEqual(outcome.findings[0]?.place, { file: "flake.nix", line: 2, column: 3 });
    assert.ok(!outcome.nix.asked.some((question) => question.startsWith("host")));
  });

  it("at base leaves head as new", async () => {
    const outcome = await evaluated({ ...GOOD, list: (reference) => (isHead(reference) ? list("falcon") : broken) });
    assert.deepEqual(statuses(outcome), ["falcon added head"]);
    assert.deepEqual(codes(outcome), ["warning flake-failed flake at base"]);
  });
});

describe("scripts", () => {
  const withScript: FakeAnswers = {
    ...GOOD,
    list: () => list("falcon"),
    host: (_, name) => state(name, { derivations: [`${SCRIPT}.drv`], units: { "a.service": { text: `ExecStart=${SCRIPT}/bin/a-start \n` }, "b.service": { text: "ExecStart=/bin/true\n" } } }),
  };
  const shown = JSON.stringify({ [`${SCRIPT}.drv`]: { outputs: { out: { path: SCRIPT } }, inputDrvs: {}, env: { text: "echo hello" } } });

  it("are read in one run for all hosts, and given to the units that name them", async () => {
    const outcome = await evaluated({ ...withScript, derivations: () => nixRun({ stdout: shown }) });
    assert.deepEqual(outcome.value[0]?.head?.units["a.service"]?.files, { [SCRIPT]: "echo hello" });
    assert.deepEqual(outcome.value[0].head.units["b.service"]?.files, {});
    assert.equal(outcome.nix.asked.filter((question) => question === "derivations").length, 1);
  });

  it("that cannot be read are a finding, and the units are planned", async () => {
    const outcome = await evaluated({ ...withScript, derivations: () => nixRun({ status: 1, stderr: "error: path is not valid" }) });
    assert.deepEqual(statuses(outcome), ["falcon evaluated base head"]);
    assert.deepEqual(codes(outcome), ["warning host-partial scripts of units"]);
  });

  it("are looked for in a text without end", async () => {
    const text = `ExecStart=${"/".repeat(500_000)}${SCRIPT}/bin/a-start`;
    const outcome = await evaluated({ ...withScript, host: (_, name) => state(name, { derivations: [`${SCRIPT}.drv`], units: { "a.service": { text } } }), derivations: () => nixRun({ stdout: shown }) });
    assert.deepEqual(outcome.value[0]?.head?.units["a.service"]?.files, { [SCRIPT]: "echo hello" });
  });

  it("behind scripts and triggers are followed", async () => {
    const inner = "/nix/store/zyxwvsrqpnmlkjihgfdcba9876543210-inner";
    const outer = { outputs: { out: { path: SCRIPT } }, inputDrvs: { [`${inner}.drv`]: ["out"] }, env: { text: `exec ${inner}` } };
    const answers = { [`${SCRIPT}.drv`]: outer, [`${inner}.drv`]: { outputs: { out: { path: inner } }, inputDrvs: {}, env: { text: "deep" } } };
    const outcome = await evaluated({
      ...withScript,
      derivations: (paths) => nixRun({ stdout: JSON.stringify(Object.fromEntries(Object.entries(answers).filter(([path]) => paths.includes(path)))) }),
    });
    assert.deepEqual(outcome.value[0]?.head?.units["a.service"]?.files, { [SCRIPT]: `exec ${inner}`, [inner]: "deep" });
  });
});

describe("a cache", () => {
  it("saves the second plan every evaluation", async () => {
    const cache = fakeCache();
    const first = await evaluated(GOOD, { cache });
    const second = await evaluated(GOOD, { cache });
    assert.deepEqual(second.nix.asked, []);
    assert.deepEqual(second.value, first.value);
    assert.ok(second.progress.every((step) => step.state === "done" && step.text.includes("known from before")));
  });

  it("serves what was head as the base of the next plan", async () => {
    const cache = fakeCache();
    await evaluated(GOOD, { cache, hosts: { baseFlake: undefined } });
    assert.deepEqual(questions(await evaluated(GOOD, { cache })), ["host base falcon", "host base kestrel", "list base"]);
  });

  it("keeps nothing of hosts that failed, or whose scripts could not be read", async () => {
    const cache = fakeCache();
    await evaluated({ ...GOOD, host: () => nixRun({ status: 1, stderr: "error: x" }) }, { cache });
    assert.ok((await evaluated(GOOD, { cache })).nix.asked.includes(`host flake:${HEAD.revision.commit} falcon`));
    const partial = fakeCache();
    const broken = { ...GOOD, host: (_: string, name: string) => state(name, { derivations: ["/nix/store/a.drv"] }), derivations: () => nixRun({ status: 1 }) };
    await evaluated(broken, { cache: partial });
    assert.equal(partial.texts.size, 2, "only the lists of hosts");
  });

  const others: readonly [what: string, answers: FakeAnswers, changed: { config?: unknown; hosts?: object }][] = [
    ["another Nix", { ...GOOD, program: { path: "/nix", product: "Nix", version: "2.34.7", hasFlakes: true } }, {}],
    ["a fork of Nix", { ...GOOD, program: { path: "/nix", product: "Lix, like Nix", version: "2.8.0", hasFlakes: true } }, {}],
    ["another setting of trust", GOOD, { config: { evaluation: { "allow-import-from-derivation": true } } }],
    ["another folder", GOOD, { hosts: { baseFlake: "nix", headFlake: "nix" } }],
  ];
  for (const [what, answers, changed] of others) {
    it(`is not asked for ${what}`, async () => {
      const cache = fakeCache();
      await evaluated(GOOD, { cache });
      assert.equal((await evaluated(answers, { cache, ...changed })).nix.asked.filter((question) => question.startsWith("host")).length, 4);
    });
  }

  it("that holds something else is passed over", async () => {
    const cache = fakeCache();
    await evaluated(GOOD, { cache });
    for (const key of cache.texts.keys()) cache.texts.set(key, '{"host":3}');
    const again = await evaluated(GOOD, { cache });
    assert.equal(again.nix.asked.filter((question) => question.startsWith("host")).length, 4);
    assert.deepEqual(statuses(again), ["falcon evaluated base head", "kestrel evaluated base head"]);
  });
});
