// A flake whose hosts are planned by several jobs and published by one, with GitHub's cache between the runs; the bundle as the runner starts it.
import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import * as z from "zod";
import { buildInto } from "../../scripts/build.ts";
import { parsePlan } from "../../src/report/index.ts";
import { commitFile, type GitHub, openPullRequest, pushTopic, startGitHub } from "../fakes/github.ts";
import { makeOrigin, type Origin } from "../fakes/origin.ts";
import { type RunnerCache, startRunnerCache } from "../fakes/runner-cache.ts";
import { needs } from "../needs.ts";
import { checkoutCommit, runActionStep, type Step } from "../support/run-action.ts";

const HOSTS = ["attic", "cellar", "porch"] as const;

/** Hosts with one service each, whose port is the host's own. */
function flake(ports: Readonly<Record<string, number>>): string {
  const text = (port: number): string => `[Service]\\nExecStart=/run/current-system/sw/bin/serve --port ${port}\\n`;
  const host = (name: string): string => `    ${name}.config = {
      nixpkgs.system = "x86_64-linux";
      systemd.units."serve.service" = { enable = true; wantedBy = [ "multi-user.target" ]; text = "${text(ports[name] ?? 80)}"; };
    };`;
  return `{\n  outputs = _: {\n    nixosConfigurations = {\n${HOSTS.map(host).join("\n")}\n    };\n  };\n}\n`;
}

const FILE = "flake.nix";
const Matrix = z.object({ include: z.array(z.object({ shard: z.string(), hosts: z.string() })) });

/** Also what a broken start has left behind is taken away, or its servers would keep the process alive. */
const cleanUps: (() => void | Promise<void>)[] = [];
const lifetime = { after: (cleanUp: () => void): void => void cleanUps.push(cleanUp) };

let folder: string;
let github: GitHub;
let cache: RunnerCache;
let origin: Origin;
let base: string;
let number: number;

async function commit(ports: Readonly<Record<string, number>>, parents: readonly string[] = [base]): Promise<string> {
  const made = origin.commit({ [FILE]: flake(ports) }, ...parents);
  const parent = Object.fromEntries(parents.map((name) => ["parent", name]));
  assert.equal(await commitFile(github, { path: FILE, content: flake(ports), ...parent }), made);
  return made;
}

/** A job on a fresh machine: nothing in its home and its temporary folder, whose path is every runner's, because entries belong to paths. */
async function job(inputs: Readonly<Record<string, string>>, event: { readonly name: string; readonly payload: unknown; readonly sha: string; readonly workspace?: string }): Promise<Step> {
  const temporary = join(folder, "_temp");
  rmSync(temporary, { recursive: true, force: true });
  mkdirSync(temporary);
  const environment = {
    HOME: temporary, RUNNER_TEMP: temporary, GITHUB_SERVER_URL: "https://github.com",
    ACTIONS_RESULTS_URL: `${cache.url}/`, ACTIONS_CACHE_SERVICE_V2: "true", ACTIONS_RUNTIME_TOKEN: "runtime-token",
  };
  const workspace = event.workspace ?? checkoutCommit({ folder, url: origin.url }, event.sha);
  return runActionStep({ folder, apiUrl: github.url, environment }, { inputs: { updates: "false", ...inputs }, event: { ...event, workspace } });
}

describe("hosts that several jobs share", needs("nix"), () => {
  before(async () => {
    folder = mkdtempSync(join(tmpdir(), "stowplan-matrix-"));
    cleanUps.push(() => rmSync(folder, { recursive: true, force: true }));
    await buildInto(join(folder, "dist"));
    github = await startGitHub();
    cleanUps.push(() => github.close());
    cache = await startRunnerCache();
    cleanUps.push(() => cache.close());
    origin = makeOrigin(lifetime);
    origin.git("config", "uploadpack.allowAnySHA1InWant", "true");
    base = await commit({}, []);
    number = await openPullRequest(github, { base, head: await commit({ attic: 81 }) });
  });
  after(async () => {
    for (const cleanUp of cleanUps.toReversed()) await cleanUp();
  });

  let head: string;
  let merge: string;
  let shards: readonly { readonly shard: string; readonly hosts: string }[] = [];
  const plans = new Map<string, Step>();
  const pullRequest = (): { name: string; payload: unknown; sha: string } => ({ name: "pull_request", payload: { pull_request: { number, head: { sha: head } } }, sha: merge });

  it("are evaluated for the cache by a push to the default branch", async () => {
    const step = await job({ mode: "plan" }, { name: "push", payload: {}, sha: base });
    assert.equal(step.status, 0, step.log);
    assert.match(step.log, /^head attic: 1 units, \d/m);
    assert.match(step.log, /^Hosts that the next pull requests find evaluated: 3\.$/m);
    assert.equal(cache.keys().length, 1);
  });

  it("are printed as jobs", async () => {
    head = await commit({ attic: 81, porch: 82 });
    await pushTopic(github, head);
    merge = origin.mergePullRequest(number, { base, head });
    const step = await job({ mode: "matrix", "matrix-size": "2" }, pullRequest());
    assert.equal(step.status, 0, step.log);
    shards = Matrix.parse(JSON.parse(step.outputs["matrix"] ?? "")).include;
    assert.deepEqual(shards, [{ shard: "1/2", hosts: "attic, porch" }, { shard: "2/2", hosts: "cellar" }]);
    assert.equal(step.outputs["matrix-hosts"], JSON.stringify(HOSTS));
  });

  it("are planned each by one of them, with the base from the cache", async () => {
    for (const { shard } of shards) {
      const step = await job({ mode: "plan", shard }, pullRequest());
      assert.equal(step.status, 0, step.log);
      plans.set(shard, step);
      assert.doesNotMatch(step.log, /^base \w+: \d+ units, \d+\.\d s/m, "base is known from before");
      assert.match(step.log, /^base \w+: 1 units, known from before$/m);
    }
    const names = [...plans.values()].map(({ workspace }) => parsePlan(readFileSync(join(workspace, "stowplan/plan.json"), "utf8")).hosts.map(({ name }) => name));
    assert.deepEqual(names, [["attic", "porch"], ["cellar"]]);
  });

  it("let no token near a log", () => assert.doesNotMatch(JSON.stringify([...plans.values()]), /runtime-token/));

  /** The job that publishes, with what it downloaded. */
  async function publish(downloaded: readonly string[]): Promise<Step> {
    const workspace = mkdtempSync(join(folder, "publish-"));
    for (const [index, shard] of downloaded.entries()) {
      mkdirSync(join(workspace, `plans/plan-${index}`), { recursive: true });
      writeFileSync(join(workspace, `plans/plan-${index}/plan.json`), readFileSync(join(plans.get(shard)?.workspace ?? folder, "stowplan/plan.json")));
    }
    return job({ mode: "publish", token: "workflow-token", plan: "plans/*/plan.json" }, { ...pullRequest(), workspace });
  }

  it("are published as one plan", async () => {
    const step = await publish(["1/2", "2/2"]);
    assert.deepEqual([step.status, step.outputs["publication"], step.outputs["hosts"], step.outputs["findings-error"]], [0, "created", '["attic","porch"]', "0"], step.log);
    assert.match(step.summary, /2 hosts: 2 units restart/);
  });

  it("are published without those of a job that died, which is said", async () => {
    const step = await publish(["1/2"]);
    assert.deepEqual([step.status, step.outputs["publication"], step.outputs["findings-error"]], [0, "updated", "1"], step.log);
    assert.match(step.summary, /### 2 hosts: 2 units restart; \S+ \*\*1 share of the hosts was not planned\*\*/);
  });

  it("cost nothing when the same commits are planned again", async () => {
    const step = await job({ mode: "plan", shard: "1/2" }, pullRequest());
    assert.equal(step.status, 0, step.log);
    assert.doesNotMatch(step.log, /units, \d+\.\d s/);
  });
});
