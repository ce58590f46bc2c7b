// `mode: update` of the bundle as a scheduled workflow starts it: real git, a registry that speaks HTTP, the GitHub emulator.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { promisify } from "node:util";
import { buildInto } from "../../scripts/build.ts";
import { buildImage } from "../../scripts/demo/oci-image.ts";
import { type RunningRegistry, startPullOnlyRegistry } from "../../scripts/demo/registry.ts";
import { type GitHub, REPOSITORY, startGitHub, TOKENS } from "../fakes/github.ts";
import { valueIn } from "../fakes/github-rules.ts";
import { makeOrigin, type Origin } from "../fakes/origin.ts";
import { commandsIn } from "../fakes/runner.ts";
import { checkoutCommit, runActionStep, type Step } from "../support/run-action.ts";

const ROOT = `/repos/${REPOSITORY.owner}/${REPOSITORY.repo}`;
const AUTHOR = { name: "Ada", email: "ada@harbour.example", date: "2026-03-01T08:00:00Z" };
const BRANCH = "renewal/web";

/** Also what a broken start has left behind is taken away, or its servers would keep the process alive. */
const cleanUps: (() => void | Promise<void>)[] = [];
let folder: string;
let github: GitHub;
let origin: Origin;
let registry: RunningRegistry;
let base: string;

/** Commits to the repository on disk and to the emulator: equal content has equal names. */
async function commit(files: Readonly<Record<string, string>>): Promise<string> {
  const name = origin.commit(files);
  const tree = await github.ask(`POST ${ROOT}/git/trees`, { tree: Object.entries(files).map(([path, content]) => ({ path, content, mode: "100644", type: "blob" })) });
  const made = await github.ask(`POST ${ROOT}/git/commits`, { message: "Change", tree: valueIn(tree, "sha"), parents: [], author: AUTHOR, committer: AUTHOR });
  assert.equal(valueIn(made, "sha"), name);
  await github.ask(`PATCH ${ROOT}/git/refs/heads/main`, { sha: name, force: true });
  return name;
}

function run(inputs: Readonly<Record<string, string>> = {}, name = "schedule"): Promise<Step> {
  origin.git("update-ref", "refs/heads/main", base);
  const workspace = checkoutCommit({ folder, url: origin.url }, base);
  return runActionStep({ folder, apiUrl: github.url }, { inputs: { mode: "update", token: "workflow-token", ...inputs }, event: { name, payload: {}, sha: base, workspace } });
}

describe("dist/action.js in mode update", () => {
  before(async () => {
    folder = mkdtempSync(join(tmpdir(), "stowplan-update-"));
    cleanUps.push(() => rmSync(folder, { recursive: true, force: true }));
    await buildInto(join(folder, "dist"));
    github = await startGitHub();
    cleanUps.push(() => github.close());
    await github.ask(`PUT ${ROOT}/collaborators/${encodeURIComponent(TOKENS["workflow-token"])}`, { permission: "push" });
    const image = (version: string): ReturnType<typeof buildImage> => buildImage({ created: "2026-01-01T00:00:00Z", settings: {}, platforms: ["linux/amd64"], layers: [{ version }] });
    registry = await startPullOnlyRegistry(["1.0.0", "1.0.1"].map((version) => ({ registry: "registry", path: "galley/web", tags: [version], image: image(version) })));
    cleanUps.push(() => registry.stop());
    origin = makeOrigin({ after: (cleanUp) => void cleanUps.push(cleanUp) });
    const host = new URL(registry.url).host;
    base = await commit({
      ".github/stowplan.yml": `registries:\n  allow-private: ["${host}"]\nupdates:\n  branch-prefix: renewal/\n  kinds: [patch]\n  rules:\n    - match-images: ["**"]\n      group: web\n`,
      "compose.yaml": `services:\n  web:\n    image: ${host}/registry/galley/web:1.0.0\n`,
    });
  });
  after(async () => {
    for (const cleanUp of cleanUps.toReversed()) await cleanUp();
  });

  it("opens a pull request as the workflow's account, and says which", async () => {
    const step = await run();
    assert.equal(step.status, 0, step.log);
    assert.deepEqual([step.outputs["branches"], JSON.parse(step.outputs["pull-requests"] ?? "[]")], [JSON.stringify([BRANCH]), [1]], step.log);
    assert.match(step.log, /Pull request 1 was opened\./);
    assert.match(step.outputs["dashboard-url"] ?? "", /\/issues\/2$/);
    const pull = await github.ask(`GET ${ROOT}/pulls/1`);
    assert.deepEqual([valueIn(pull, "user", "login"), valueIn(pull, "base", "ref"), valueIn(pull, "head", "ref")], [TOKENS["workflow-token"], "main", BRANCH]);
    const file = await github.ask(`GET ${ROOT}/contents/compose.yaml?ref=${BRANCH}`);
    assert.match(Buffer.from(String(valueIn(file, "content")), "base64").toString(), /galley\/web:1\.0\.1$/m);
    assert.doesNotMatch(step.log, /workflow-token/);
  });

  it("leaves it when nothing is new", async () => {
    const step = await run();
    assert.deepEqual([step.status, step.outputs["branches"]], [0, JSON.stringify([BRANCH])], step.log);
    assert.doesNotMatch(step.log, /was (?:opened|made anew)/);
  });

  it("is the same from the command line", async () => {
    const workspace = checkoutCommit({ folder, url: origin.url }, base);
    const env = { PATH: process.env["PATH"], HOME: folder, GITHUB_API_URL: github.url, GITHUB_TOKEN: "workflow-token" };
    const args = [join(folder, "dist/cli.js"), "updates", "--open", "--repo", workspace, "--repository", `${REPOSITORY.owner}/${REPOSITORY.repo}`];
    const { stdout } = await promisify(execFile)(process.execPath, args, { env });
    assert.match(stdout, /^kept +renewal\/web +http.*\/pull\/1/);
    assert.match(stdout, /^dashboard: http.*\/issues\/2$/m);
  });

  for (const name of ["pull_request", "merge_group"]) {
    it(`refuses to run on ${name}, whose files are a pull request's`, async () => {
      const workspace = checkoutCommit({ folder, url: origin.url }, base);
      const payload = { pull_request: { number: 1, head: { sha: base } } };
      const step = await runActionStep({ folder, apiUrl: github.url }, { inputs: { mode: "update", token: "workflow-token" }, event: { name, payload, sha: base, workspace } });
      assert.equal(step.status, 1);
      assert.match(commandsIn(step.log).join("\n"), /event-unsupported::mode update/);
    });
  }

  it("asked GitHub only as GitHub's description has it", () => github.assertDescribed());
});
