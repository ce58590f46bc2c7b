// Configuration files and inputs: what counts, what is found, and what a pull request may not loosen.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { listOptions, readConfig } from "../../src/config/index.ts";
import { fakeTree } from "../fakes/source-tree.ts";

const FILE = ".github/stowplan.yml";

async function read(sides: { base?: string; head?: string; inputs?: Record<string, string> }) {
  const tree = (text: string | undefined) => fakeTree(text === undefined ? {} : { [FILE]: text });
  const { value, findings } = await readConfig({ base: tree(sides.base), head: tree(sides.head), inputs: sides.inputs ?? {} });
  return { config: value, findings, lines: findings.map((finding) => `${finding.code} ${finding.subject} ${String(finding.place?.line)}:${String(finding.place?.column)}`) };
}

describe("readConfig", () => {
  it("gives every option its default where there is no file and no input", async () => {
    const { config, findings } = await read({});
    assert.deepEqual(findings, []);
    assert.equal(config.flake, ".");
    assert.deepEqual(config.hosts, { include: ["*"], exclude: [] });
    assert.equal(config.evaluation["max-memory"], 4096);
  });

  it("takes ordinary options from head and lets inputs win", async () => {
    const head = "flake: nix\nhosts:\n  exclude: [testbed]\n";
    const { config, findings } = await read({ base: "flake: old\n", head, inputs: { hosts: "falcon, kestrel", updates: "false" } });
    assert.deepEqual(findings, []);
    assert.equal(config.flake, "nix");
    assert.deepEqual(config.hosts, { include: ["falcon", "kestrel"], exclude: ["testbed"] });
    assert.equal(config.updates.enabled, false);
  });

  it("keeps the options that decide on trust as base has them", async () => {
    const head = "convert:\n  write: commit\nevaluation:\n  allow-import-from-derivation: true\n  timeout: 9000\nregistries:\n  allow-private: ['10.0.0.1:5000']\nfail-on: none\n";
    const { config, lines } = await read({ base: "evaluation:\n  timeout: 30\n", head });
    assert.equal(config.evaluation["allow-import-from-derivation"], false);
    assert.equal(config.evaluation.timeout, 30);
    assert.deepEqual(config.registries["allow-private"], []);
    assert.deepEqual(config["fail-on"], ["error"]);
    assert.equal(config.convert.write, "off");
    assert.deepEqual(lines.map((line) => line.split(" ").slice(0, 3).join(" ")), [
      "config-untrusted option convert.write",
      "config-untrusted option evaluation.timeout",
      "config-untrusted option evaluation.allow-import-from-derivation",
      "config-untrusted option registries.allow-private",
      "config-untrusted option fail-on",
    ]);
  });

  it("keeps what a pull request could loosen in its updates as base has it", async () => {
    const head = "updates:\n  automerge: true\n  database-majors: true\n  extends: [automerge-digests]\n  rules: [{match-kinds: [major], automerge: true}]\n  labels: [images]\n";
    const { config, lines } = await read({ base: "updates: {rules: [{match-images: [postgres], enabled: false}]}\n", head });
    assert.deepEqual([config.updates.automerge, config.updates["database-majors"], config.updates.extends, config.updates.rules.length, config.updates.labels], [false, false, ["recommended"], 1, ["images"]]);
    assert.deepEqual(lines.map((line) => line.split(" ")[2]), ["updates.extends", "updates.rules", "updates.database-majors", "updates.automerge"]);
  });

  it("takes true or false for the whole section of updates, and drops a wrong rule or schedule alone", async () => {
    assert.equal((await read({ head: "updates: false\n" })).config.updates.enabled, false);
    const text = "updates:\n  schedule: [every weekend, whenever]\n  timezone: Harbour/Quay\n  rules:\n    - {match-images: ['/(/'], enabled: false}\n    - {match-images: [redis], allowed-versions: newest}\n    - {match-images: [redis], enabled: false}\n";
    const { config, findings } = await read({ base: text, head: text });
    assert.deepEqual([config.updates.schedule, config.updates.timezone, config.updates.rules[0]], [["every weekend"], "UTC", { "match-images": ["redis"], enabled: false }]);
    assert.deepEqual(findings.map(({ code, subject }) => `${code} ${subject}`).toSorted(), ["config-invalid option updates.rules.0.match-images.0", "config-invalid option updates.rules.1.allowed-versions", "config-invalid option updates.schedule.1", "config-invalid option updates.timezone"]);
  });

  const CLOSING: readonly (readonly [text: string, closed: readonly object[], why: string])[] = [
    ["rules: [{match-images: [redis], allowed-versions: newest}]", [{ "match-images": ["redis"] }], "a range that cannot be read closes the images of its rule"],
    ["rules: [{match-images: [redis], ignored-versions: [newest, '8.x']}]", [{ "match-images": ["redis"] }], "so does one of several"],
    ["rules: [{match-images: [redis], minimum-age: a while, labels: [x]}]", [{ "match-images": ["redis"] }], "so does an age"],
    ["rules: [{match-images: [redis], alowed-versions: '<8'}]", [{ "match-images": ["redis"] }], "so does an option that nobody knows"],
    ["rules: [{match-images: ['/(/'], match-kinds: [major], enabled: false}]", [{ "match-kinds": ["major"] }], "a pattern that cannot be read might mean any image"],
    ["rules: [{match-image: [redis], enabled: false}]", [{}], "so might a condition that nobody knows"],
    ["rules: never", [{}], "rules that are none close everything"],
    ["rules: [never]", [{}], "so does a rule that is none"],
    ["ignore-images: [redis, '/(/']", [{}], "so does a pattern of images to ignore"],
    ["ignore-paths: {a: b}", [{}], "so do paths to ignore"],
    ["minimum-age: a while", [{}], "so does an age for all"],
    ["extends: [no-majros]", [{}], "so does a preset that nobody knows"],
    ["kinds: ptach", [{}], "so do kinds"],
    ["enabled: perhaps", [{}], "so does the switch"],
    ["ignore-image: [redis]", [{}], "so does an option that nobody knows"],
    ["timezone: Harbour/Quay\n  labels: 1\n  schedule: [whenever]\n  database-majors: perhaps", [], "what forbids nothing by its default closes nothing"],
  ];
  for (const [text, closed, why] of CLOSING) {
    it(`\`${text.split("\n")[0] ?? ""}\`: ${why}`, async () => {
      for (const sides of [{ head: `updates:\n  ${text}\n` }, { base: `updates:\n  ${text}\n` }]) {
        const { config, findings } = await read(sides);
        const rules = config.updates.rules.filter(({ enabled, description }) => enabled === false && description !== undefined);
        assert.deepEqual(rules, closed.map((conditions) => ({ ...conditions, enabled: false, description: "The configuration has a mistake." })));
        assert.equal(findings.some(({ hint, message }) => `${hint} ${message}`.includes('no newer versions are offered where it could forbid them')), closed.length > 0);
      }
    });
  }

  it("closes all updates where the file or the input cannot be read at all", async () => {
    for (const sides of [{ head: "hosts: [\n" }, { base: "- a\n" }, { inputs: { updates: "treu" } }]) assert.equal((await read(sides)).config.updates.rules.at(-1)?.enabled, false);
  });

  it("drops each wrong value alone, and says where it stands", async () => {
    const head = [
      "key: Not A Key",
      "hosts:",
      "  inclued: [falcon]",
      "  exclude: [old]",
      "projects:",
      "  - output: a.nix",
      "  - inputs: [b/compose.yml]",
      "    runtime: containerd",
      "  - inputs: [c/compose.yml]",
    ].join("\n");
    const { config, lines, findings } = await read({ head });
    assert.equal(config.key, "default");
    assert.deepEqual(config.hosts, { include: ["*"], exclude: ["old"] });
    assert.deepEqual(config.projects.map((project) => project.inputs), [["b/compose.yml"], ["c/compose.yml"]]);
    assert.deepEqual(lines.toSorted(), [
      "config-invalid option hosts.inclued 3:3",
      "config-invalid option key 1:1",
      "config-invalid option projects.0.inputs 6:5",
      "config-invalid option projects.1.runtime 8:5",
    ]);
    assert.match(findings.find((finding) => finding.subject.endsWith("inclued"))?.message ?? "", /did you mean `include`\?/);
  });

  for (const [text, message] of [
    ["hosts: {inclued: [a]}", "is not an option; did you mean `include`?"],
    ["projects: [{imputs: [a.yml], inputs: [b.yml]}]", "is not an option; did you mean `inputs`?"],
    ["updates: {rules: [{match-image: [redis]}]}", "is not an option; did you mean `match-images`?"],
    ["projects: [{inputs: [b.yml], a: 1}]", "is not an option"],
    ["projects: [{output: a.nix}]", "has a wrong value: a list is missing"],
    ["policy: {pinned: wraning}", "has a wrong value: it is none of `off`, `info`, `warning`, `error`; did you mean `warning`?"],
    ["fail-on: [eror]", "has a wrong value: it is not a word that is known here; did you mean `error`?"],
    ["flake: [nixos]", "has a wrong value: it is a list, but has to be a text"],
    ["hosts: {include: falcon}", "has a wrong value: it is a text, but has to be a list"],
    ["evaluation: {max-jobs: }", "has a wrong value: it is empty, but has to be a number"],
    ["evaluation: {max-jobs: 1.5}", "has a wrong value: it is a number, but has to be a whole number"],
    ["evaluation: {max-jobs: 65}", "has a wrong value: 64 is the most that can stand here"],
    ["evaluation: {max-jobs: 0}", "has a wrong value: 1 is the least that can stand here"],
    ["updates: {schedule: []}", "has a wrong value: it is empty"],
    ["key: Not A Key", "has a wrong value: small letters, digits, `.`, `_` and `-` can stand here, at most 63"],
    ["hosts: [", "is not valid YAML, so every option has its default: Flow sequence in block collection must be sufficiently indented and end with a ]"],
  ] as const) {
    it(`says of \`${text}\` that it ${message}`, async () => {
      const { findings } = await read({ base: text, head: text });
      assert.deepEqual(findings.map((finding) => finding.message), [message]);
      assert.match(findings[0]?.hint ?? "", /^https:\/\/.*\/docs\/configuration\.md /);
    });
  }

  for (const [title, text, place] of [
    ["not YAML", "hosts: [\n", "2:1"],
    ["a list", "- a\n", "1:undefined"],
    ["aliases that unfold beyond measure", `a: &a [x]\nb: &b [${"*a,".repeat(90)}]\nc: [${"*b,".repeat(90)}]\n`, "1:undefined"],
  ] as const) {
    it(`answers a file that is ${title} with a finding and the defaults`, async () => {
      const { config, lines } = await read({ head: text });
      assert.equal(config.flake, ".");
      assert.deepEqual(lines, [`config-invalid ${FILE} ${place}`]);
    });
  }

  it("does not follow a link, and says so", async () => {
    const tree = fakeTree({}, [FILE]);
    const { findings } = await readConfig({ base: tree, head: tree, inputs: {} });
    assert.deepEqual(findings.map(({ code, subject }) => `${code} ${subject}`), [`config-invalid ${FILE}`]);
  });

  it("takes one word of fail-on for a list, and drops a wrong word alone", async () => {
    const one = "fail-on: warning\n";
    assert.deepEqual((await read({ base: one, head: one })).config["fail-on"], ["warning"]);
    const list = "fail-on: [error, left-stopped, everything, database-major]\n";
    const { config, lines } = await read({ base: list, head: list });
    assert.deepEqual(config["fail-on"], ["error", "left-stopped", "database-major"]);
    assert.equal(lines.length, 1);
  });

  it("keeps policy, check and labels as base has them", async () => {
    const head = "policy: {privileged: off, exempt: ['*']}\ncheck: {enabled: false}\nlabels: {enabled: true, restarts: safe to test}\n";
    const { config, lines } = await read({ base: "", head });
    assert.deepEqual([config.policy.privileged, config.policy.exempt, config.check.enabled, config.labels.enabled, config.labels.restarts], ["warning", [], true, false, "stowplan: restarts"]);
    assert.deepEqual(lines.map((line) => line.split(" ")[2]), ["policy.privileged", "policy.exempt", "check.enabled", "labels.enabled", "labels.restarts"]);
  });

  it("reports an input with a wrong value and goes on with the default", async () => {
    const { config, lines } = await read({ inputs: { "max-jobs": "many", "timeout": "", "fail-on": "warning, left-stopped" } });
    assert.equal(config.evaluation["max-jobs"], 2);
    assert.deepEqual(config["fail-on"], ["warning", "left-stopped"]);
    assert.deepEqual(lines, ["config-invalid input max-jobs undefined:undefined"]);
  });
});

describe("listOptions", () => {
  it("describes every option in a sentence", () => {
    for (const option of listOptions()) assert.match(option.description, /^[A-Z].*\.$/s, option.path.join("."));
  });

  it("names no input twice", () => {
    const inputs = listOptions().flatMap((option) => option.input ?? []);
    assert.equal(new Set(inputs).size, inputs.length);
  });
});
