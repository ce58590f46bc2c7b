// A whole update run: real git, a registry in memory, the GitHub emulator; what people find there afterwards.
import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { getOctokit } from "@actions/github";
import { buildImage } from "../scripts/demo/oci-image.ts";
import type { HostedImage } from "../scripts/demo/homelab-images.ts";
import { StowplanError } from "../src/errors.ts";
import { openGit } from "../src/host/git.ts";
import { createOctokitUpdateForge } from "../src/host/octokit-update-forge.ts";
import type { UpdateRun } from "../src/publish/index.ts";
import { findPullRecord } from "../src/report/index.ts";
import { runUpdates, type UpdatePorts } from "../src/update-run.ts";
import { silentLog } from "./fakes/forge.ts";
import { commitFile, type GitHub, REPOSITORY, startGitHub } from "./fakes/github.ts";
import { valueIn } from "./fakes/github-rules.ts";
import { fakeNix } from "./fakes/nix.ts";
import { makeOrigin, type Origin } from "./fakes/origin.ts";
import { fakeRegistry } from "./fakes/registry.ts";

const FILE = "compose.yaml";
const ROOT = `/repos/${REPOSITORY.owner}/${REPOSITORY.repo}`;

function hosted(path: string, tags: readonly string[]): HostedImage {
  const settings = { Labels: { "org.opencontainers.image.version": tags[0] ?? "" } };
  return { registry: "docker.io", path, tags, image: buildImage({ created: "2026-01-01T00:00:00Z", settings, platforms: ["linux/amd64"], layers: [{ "app/version": tags.join() }] }) };
}

const web = [hosted("galley/web", ["1.0.0"]), hosted("galley/web", ["1.0.1"])];
const [D100 = "", D101 = ""] = web.map(({ image }) => image.root.digest);
const compose = (reference: string): string => `name: galley\nservices:\n  web:\n    # The menu.\n    image: "${reference}"\n`;

let github: GitHub;
let origin: Origin;
let base: string;
const cleanUps: (() => void)[] = [];

function ports(images: readonly HostedImage[]): Promise<UpdatePorts> {
  const octokit = getOctokit("person-token", { baseUrl: github.url });
  const forge = createOctokitUpdateForge({ octokit, ...REPOSITORY, pauses: [], pace: { pause: 0 } });
  return openGit({ directory: origin.folder, environment: process.env }).then((git) => ({ git, nix: fakeNix({ program: undefined }), openRegistry: () => fakeRegistry(images), log: silentLog, forge }));
}

async function run(images: readonly HostedImage[] = web, inputs: Readonly<Record<string, string>> = {}): Promise<UpdateRun> {
  return runUpdates({ revision: base, baseBranch: "main", inputs, now: new Date() }, await ports(images));
}

/** Commits to the repository on disk and to the emulator: equal content has equal names. */
async function push(text: string): Promise<void> {
  const parents = base === "" ? [] : [base];
  const next = origin.commit({ [FILE]: text }, ...parents);
  assert.equal(await commitFile(github, { path: FILE, content: text, ...(base === "" ? {} : { parent: base }) }), next);
  base = next;
  await github.ask(`PATCH ${ROOT}/git/refs/heads/main`, { sha: base, force: true });
}

describe("runUpdates", () => {
  before(async () => {
    github = await startGitHub();
    origin = makeOrigin({ after: (cleanUp) => void cleanUps.push(cleanUp) });
    base = "";
    await push(compose(`galley/web:1.0.0@${D100}`));
  });
  after(async () => {
    for (const cleanUp of cleanUps) cleanUp();
    await github.close();
  });

  it("opens a pull request that edits the reference alone, with its plan", async () => {
    const { outcomes, dashboard } = await run();
    assert.deepEqual(outcomes.map(({ state }) => state), ["opened"], JSON.stringify(outcomes, null, 1));
    const [pull] = [await github.ask(`GET ${ROOT}/pulls/${outcomes[0]?.pull?.number ?? 0}`)];
    const [branch, body] = [String(valueIn(pull, "head", "ref")), String(valueIn(pull, "body"))];
    assert.match(branch, /^stowplan\/galley-web-1\.0\.x$/);
    const record = findPullRecord(body);
    assert.deepEqual([record?.branch, record?.base, record?.commit, record?.isReady], [branch, base, valueIn(pull, "head", "sha"), true]);
    assert.match(body, /^\| Update \| Written in \|$/m);
    assert.match(body, /^\| `galley\/web:1\.0\.0@sha256:[0-9a-f]{12}` → `1\.0\.1@sha256:[0-9a-f]{12}` \(patch\) \| `compose\.yaml:5` \|$/m);
    assert.match(body, /### .*1 Compose project changes/);
    assert.match(body, /#### Images[^]*galley\/web/);
    const file = await github.ask(`GET ${ROOT}/contents/${FILE}?ref=${branch}`);
    assert.equal(Buffer.from(String(valueIn(file, "content")), "base64").toString(), compose(`galley/web:1.0.1@${D101}`));
    const commit = await github.ask(`GET ${ROOT}/git/commits/${String(valueIn(pull, "head", "sha"))}`);
    assert.deepEqual([valueIn(commit, "parents", 0, "sha"), valueIn(commit, "author", "name")], [base, "ada"]);
    assert.match(String(valueIn(await github.ask(`GET ${ROOT}/issues/${dashboard?.number ?? 0}`), "body")), /#### Open[^]*- \[ \] <!-- stowplan-now/);
  });

  it("changes nothing when it runs again", async () => {
    const writes = github.exchanges.filter(({ method }) => method !== "GET").length;
    assert.deepEqual((await run()).outcomes.map(({ state }) => state), ["kept"]);
    assert.equal(github.exchanges.filter(({ method }) => method !== "GET").length, writes);
  });

  it("keeps the pull request while the registry does not answer", async () => {
    assert.deepEqual((await run([])).outcomes.map(({ step }) => (step.kind === "keep" ? step.reason : step.kind)), ["unknown"]);
  });

  it("closes it with a word when the base branch has the new version", async () => {
    await push(compose(`galley/web:1.0.1@${D101}`));
    const { outcomes } = await run();
    assert.deepEqual(outcomes.map(({ state }) => state), ["closed"]);
    const pull = await github.ask(`GET ${ROOT}/pulls/${outcomes[0]?.pull?.number ?? 0}`);
    assert.equal(valueIn(pull, "state"), "closed");
    assert.match(String(valueIn(pull, "body")), /^<!-- stowplan-update .*\n> \[!NOTE\]\n> Closed by stowplan/);
  });

  it("proposes nothing where the configuration is not understood", async () => {
    await assert.rejects(run(web, { updates: "perhaps" }), (error) => error instanceof StowplanError && error.code === "config");
  });

  it("asked GitHub only as GitHub's description has it", () => github.assertDescribed());
});
