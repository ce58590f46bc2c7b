// Renovate's and Dependabot's configurations -> which pins are left to them, and what is said of it.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { Pin, PinMechanism } from "../../src/pins/index.ts";
import { leaveToOthers } from "../../src/updates/others/leave-to-others.ts";
import { fakeTree } from "../fakes/source-tree.ts";

const MECHANISMS: Readonly<Record<string, PinMechanism>> = { yml: "compose-image", yaml: "compose-image", env: "compose-variable", Dockerfile: "dockerfile", nix: "nix-literal" };

function pin(file: string): Pin {
  const reference = "galley/web:1.0";
  const mechanism = MECHANISMS[/[^./]+$/.exec(file)?.[0] ?? ""] ?? "nix-literal";
  return { file, range: { start: 0, end: reference.length }, line: 1, column: 1, raw: reference, reference, mechanism, pieces: [{ text: reference, start: 0 }], isTouched: true, platforms: [] };
}

const FILES = ["compose.yml", "stacks/media/docker-compose.yaml", "stacks/media/.env", "test/compose.yml", "stacks/notes.yml", "images/Dockerfile", "web.nix"];
const NONE: readonly string[] = [];
const COMPOSE = ["compose.yml", "stacks/media/docker-compose.yaml", "test/compose.yml"];

const BOTS: readonly (readonly [what: string, files: Readonly<Record<string, string>>, left: readonly string[], subjects: readonly string[]])[] = [
  ["nothing without a configuration", {}, NONE, NONE],
  ["Compose files and Dockerfiles to Renovate", { "renovate.json": "{}" }, [...COMPOSE, "images/Dockerfile"], ["Renovate renovate.json"]],
  ["with comments in JSON5", { ".github/renovate.json5": "// ours\n{ extends: ['config:recommended'], }" }, ["compose.yml", "stacks/media/docker-compose.yaml", "images/Dockerfile"], ["Renovate .github/renovate.json5"]],
  ["in .renovaterc", { ".renovaterc": "{}" }, [...COMPOSE, "images/Dockerfile"], ["Renovate .renovaterc"]],
  ["in package.json", { "package.json": '{"renovate": {}}' }, [...COMPOSE, "images/Dockerfile"], ["Renovate package.json"]],
  ["nothing to a package.json without it", { "package.json": '{"name": "x"}' }, NONE, NONE],
  ["nothing where it is off", { "renovate.json": '{"enabled": false}' }, NONE, NONE],
  ["only the managers that are on", { "renovate.json": '{"enabledManagers": ["docker-compose", "nix"]}' }, COMPOSE, ["Renovate renovate.json"]],
  ["not a manager that is off", { "renovate.json": '{"docker-compose": {"enabled": false}}' }, ["images/Dockerfile"], ["Renovate renovate.json"]],
  ["not what it ignores", { "renovate.json": '{"ignorePaths": ["stacks/**", "test"]}' }, ["compose.yml", "images/Dockerfile"], ["Renovate renovate.json"]],
  ["and says that it reads Nix files", { "renovate.json": '{"enabledManagers": ["custom.regex"], "customManagers": [{"customType": "regex", "managerFilePatterns": ["/\\\\.nix$/"]}]}' }, NONE, ["Renovate renovate.json"]],
  ["by the name before", { "renovate.json": '{"enabledManagers": [], "regexManagers": [{"fileMatch": ["\\\\.nix$"]}]}' }, NONE, ["Renovate renovate.json"]],
  ["also where the file is broken", { "renovate.json": "{" }, [...COMPOSE, "images/Dockerfile"], ["Renovate renovate.json"]],
  ["a folder to Dependabot", { ".github/dependabot.yml": "version: 2\nupdates:\n  - {package-ecosystem: docker-compose, directory: /stacks/media}\n  - {package-ecosystem: npm, directory: /}" }, ["stacks/media/docker-compose.yaml"], ["Dependabot .github/dependabot.yml"]],
  ["globs to Dependabot", { ".github/dependabot.yaml": "updates:\n  - package-ecosystem: docker\n    directories: ['**/*']\n  - package-ecosystem: docker-compose\n    directories: [/, 'stacks/*']" }, ["compose.yml", "stacks/media/docker-compose.yaml", "images/Dockerfile"], ["Dependabot .github/dependabot.yaml"]],
  ["nothing to a Dependabot without containers", { ".github/dependabot.yml": "updates: [{package-ecosystem: github-actions, directory: /}]" }, NONE, NONE],
  ["nothing to a broken Dependabot", { ".github/dependabot.yml": "updates: [{{" }, NONE, NONE],
];

describe("other bots", () => {
  for (const [what, files, left, subjects] of BOTS) {
    it(`leaves ${what}`, async () => {
      const pins = FILES.map(pin);
      const { value, findings } = await leaveToOthers({ pins, head: fakeTree(files), choice: "leave" });
      assert.deepEqual(pins.filter((one) => !value.includes(one)).map(({ file }) => file), left);
      assert.deepEqual(findings.map(({ code, subject, place }) => `${code} ${subject} ${place?.file ?? ""}`), subjects.map((subject) => `update-elsewhere ${subject}`));
    });
  }

  it("leaves nothing where that is wished", async () => {
    const pins = FILES.map(pin);
    assert.deepEqual(await leaveToOthers({ pins, head: fakeTree({ "renovate.json": "{}" }), choice: "take" }), { value: pins, findings: [] });
  });

  it("says nothing where nothing of theirs is touched", async () => {
    const pins = [{ ...pin("compose.yml"), isTouched: false }, pin("web.nix")];
    assert.deepEqual((await leaveToOthers({ pins, head: fakeTree({ "renovate.json": "{}" }), choice: "leave" })).findings, []);
  });
});
