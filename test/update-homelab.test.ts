// An update run of the example homelab with the real Nix: the pull requests say what a merge does to its hosts.
import assert from "node:assert/strict";
import { globSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { getOctokit } from "@actions/github";
import { homelabImages } from "../scripts/demo/homelab-images.ts";
import { openGit } from "../src/host/git.ts";
import { openNix } from "../src/host/nix.ts";
import { createOctokitUpdateForge } from "../src/host/octokit-update-forge.ts";
import type { Nix } from "../src/ports.ts";
import { branchOf, type UpdateRun } from "../src/publish/index.ts";
import { runUpdates } from "../src/update-run.ts";
import { fakeCache } from "./fakes/cache.ts";
import { silentLog } from "./fakes/forge.ts";
import { type GitHub, REPOSITORY, startGitHub } from "./fakes/github.ts";
import { valueIn } from "./fakes/github-rules.ts";
import { makeOrigin, type Origin } from "./fakes/origin.ts";
import { fakeRegistry } from "./fakes/registry.ts";
import { needs } from "./needs.ts";

const ROOT = `/repos/${REPOSITORY.owner}/${REPOSITORY.repo}`;
const EXAMPLE = join(import.meta.dirname, "../examples/homelab/base");
const AUTHOR = { name: "Ada", email: "ada@harbour.example", date: "2026-03-01T08:00:00Z" };
/** Two updates: one of a Compose project with a generated module, one of a literal in Nix. */
const CONFIG = "updates:\n  kinds: [minor]\n  pr-hourly-limit: 0\n";

describe("an update run of the homelab", needs("nix"), () => {
  let github: GitHub;
  let run: UpdateRun;
  const evaluated: string[] = [];

  /** Remembers each evaluation of one host: its revision and name. */
  function counted(nix: Nix): Nix {
    return {
      probe: () => nix.probe(),
      run: (args, limits) => {
        const [, name] = /; name = "([^"]*)";/.exec(args.at(-1) ?? "") ?? [];
        if (name !== undefined) evaluated.push(`${name} ${/rev=(\w+)/.exec(args.at(-1) ?? "")?.[1] ?? ""}`);
        return nix.run(args, limits);
      },
    };
  }
  const cleanUps: (() => void)[] = [];

  async function commit(origin: Origin): Promise<string> {
    const paths = globSync("**/{*,.*}", { cwd: EXAMPLE }).filter((path) => statSync(join(EXAMPLE, path)).isFile());
    const files = { ...Object.fromEntries(paths.map((path) => [path, readFileSync(join(EXAMPLE, path), "utf8")])), ".github/stowplan.yml": CONFIG };
    const tree = await github.ask(`POST ${ROOT}/git/trees`, { tree: Object.entries(files).map(([path, content]) => ({ path, content, mode: "100644", type: "blob" })) });
    const made = await github.ask(`POST ${ROOT}/git/commits`, { message: "Change", tree: valueIn(tree, "sha"), parents: [], author: AUTHOR, committer: AUTHOR });
    const name = origin.commit(files);
    assert.equal(valueIn(made, "sha"), name);
    await github.ask(`PATCH ${ROOT}/git/refs/heads/main`, { sha: name, force: true });
    return name;
  }

  before(async () => {
    github = await startGitHub();
    const origin = makeOrigin({ after: (cleanUp) => void cleanUps.push(cleanUp) });
    const revision = await commit(origin);
    const forge = createOctokitUpdateForge({ octokit: getOctokit("person-token", { baseUrl: github.url }), ...REPOSITORY, pauses: [], pace: { pause: 0 } });
    const git = await openGit({ directory: origin.folder, environment: process.env });
    const ports = { git, nix: counted(openNix(process.env)), cache: fakeCache(), openRegistry: () => fakeRegistry(homelabImages()), log: silentLog, forge };
    run = await runUpdates({ revision, baseBranch: "main", inputs: {}, now: new Date() }, ports);
  });
  after(async () => {
    for (const cleanUp of cleanUps) cleanUp();
    await github.close();
  });

  async function pullOf(branch: string): Promise<{ readonly body: string; readonly files: (path: string) => Promise<string> }> {
    const outcome = run.outcomes.find(({ step }) => branchOf(step) === branch);
    assert.equal(outcome?.state, "opened", JSON.stringify(run.outcomes, null, 1));
    const pull = await github.ask(`GET ${ROOT}/pulls/${outcome.pull?.number ?? 0}`);
    async function files(path: string): Promise<string> {
      return Buffer.from(String(valueIn(await github.ask(`GET ${ROOT}/contents/${path}?ref=${branch}`), "content")), "base64").toString();
    }
    return { body: String(valueIn(pull, "body")), files };
  }

  it("edits the Compose file and its module in one commit, and tells what the merge does", async () => {
    const { body, files } = await pullOf("stowplan/ghcr.io-mealie-recipes-mealie-1.4.x");
    assert.match(body, /### 1 host: 1 unit restarts/);
    assert.match(body, /- `docker-mealie\.service` restarts: image v1\.3\.2 → v1\.4\.1/);
    assert.match(body, /#### Images[^]*runs as uid 911, gid 911 instead of root/);
    assert.match(body, /#### Back up before the merge[^]*mealie_mealie-data/);
    assert.match(body, /module `hosts\/falcon\/mealie\/docker-compose\.nix` matches the Compose file/);
    for (const path of ["hosts/falcon/mealie/compose.yml", "hosts/falcon/mealie/docker-compose.nix"]) assert.match(await files(path), /mealie-recipes\/mealie:v1\.4\.1/);
  });

  it("evaluates each host once at the base and once for each branch", () => {
    assert.deepEqual(evaluated.toSorted(), [...new Set(evaluated)].toSorted());
    assert.equal(evaluated.length, 6);
  });

  it("moves tag and digest of a literal in Nix", async () => {
    const { body, files } = await pullOf("stowplan/traefik-3.2.x");
    assert.match(body, /- `docker-traefik\.service` restarts: image v3\.1 → v3\.2/);
    assert.match(await files("hosts/falcon/proxy.nix"), /"traefik:v3\.2@sha256:[0-9a-f]{64}"/);
  });

  it("asked GitHub only as GitHub's description has it", () => github.assertDescribed());
});
