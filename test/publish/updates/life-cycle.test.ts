// The life of pull requests against the emulator, and every run of it cut off after each request that changes anything.
import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { type GitHub, startGitHub } from "../../fakes/github.ts";
import { valueIn } from "../../fakes/github-rules.ts";
import type { NewCommit } from "../../../src/ports.ts";
import type { OpenUpdates } from "../../../src/updates/index.ts";
import { silentLog } from "../../fakes/forge.ts";
import { finding } from "../../fakes/plans.ts";
import { branchWith, mortalFetch, type RunOptions, UpdateRepository } from "../../fakes/update-repository.ts";

const BRANCH = "stowplan/redis-7.4.x";
const CREATE: RunOptions = { branches: [branchWith({ labels: ["images"], assignees: ["ada"], reviewers: ["bob"] })] };
const NEXT: RunOptions = { branches: [branchWith({ to: "redis:7.4.2" })] };

let github: GitHub;
let count = 0;

function fresh(): Promise<UpdateRepository> {
  count += 1;
  return new UpdateRepository(github, `homelab-${count}`).open();
}

async function closeByHand(repository: UpdateRepository): Promise<void> {
  const [pull] = await repository.pulls();
  await repository.ask(`PATCH /pulls/${String(valueIn(pull, "number"))}`, { state: "closed" });
}

async function pushToBranch(repository: UpdateRepository): Promise<void> {
  const ref = await repository.ask(`GET /git/ref/heads/${BRANCH}`);
  const commit = await repository.commit(new Map([["compose.yaml", "mine\n"]]), String(valueIn(ref, "object", "sha")));
  await repository.ask(`PATCH /git/refs/heads/${BRANCH}`, { sha: commit });
}

async function tick(repository: UpdateRepository): Promise<void> {
  const issues = await repository.ask("GET /issues");
  const body = String(valueIn(issues, 0, "body"));
  assert.match(body, /- \[ \] <!-- stowplan-now /);
  await repository.ask(`PATCH /issues/${String(valueIn(issues, 0, "number"))}`, { body: body.replaceAll("- [ ]", "- [x]") });
}

async function passChecks(repository: UpdateRepository): Promise<void> {
  const ref = await repository.ask(`GET /git/ref/heads/${BRANCH}`);
  await repository.ask("POST /check-runs", { name: "build", head_sha: valueIn(ref, "object", "sha"), status: "completed", conclusion: "success" });
}

/** `expected`: state of every pull request, and which tag the branch holds; undefined where it is gone. */
type Scenario = {
  readonly what: string;
  readonly before: (repository: UpdateRepository) => Promise<unknown>;
  readonly run: RunOptions;
  readonly pulls: readonly string[];
  readonly tag: string | undefined;
  readonly dashboard?: RegExp;
};

const MERGING: RunOptions = { branches: [branchWith({ automerge: "pull-request" })] };

const scenarios: readonly Scenario[] = [
  { what: "creates, with labels and people", before: () => Promise.resolve(), run: CREATE, pulls: ["open"], tag: "redis:7.4.1", dashboard: /#### Open[^]*Update redis/ },
  { what: "refreshes for a newer version", before: (repository) => repository.run(CREATE), run: NEXT, pulls: ["open"], tag: "redis:7.4.2" },
  {
    what: "makes it anew when the base branch moves",
    before: async (repository) => {
      await repository.run(CREATE);
      await repository.push("README.md", "Our homelab\n");
    },
    run: CREATE, pulls: ["open"], tag: "redis:7.4.1",
  },
  { what: "closes what is no longer needed, with a word, and deletes the branch", before: (repository) => repository.run(CREATE), run: { branches: [] }, pulls: ["closed"], tag: undefined, dashboard: /as new as/ },
  {
    what: "leaves closed what a person closed",
    before: async (repository) => {
      await repository.run(CREATE);
      await closeByHand(repository);
    },
    run: CREATE, pulls: ["closed"], tag: "redis:7.4.1", dashboard: /#### Closed by hand/,
  },
  {
    what: "opens another one for a newer version than the one that a person closed",
    before: async (repository) => {
      await repository.run(CREATE);
      await closeByHand(repository);
    },
    run: NEXT, pulls: ["closed", "open"], tag: "redis:7.4.2",
  },
  {
    what: "leaves alone what somebody pushed to",
    before: async (repository) => {
      await repository.run(CREATE);
      await pushToBranch(repository);
    },
    run: NEXT, pulls: ["open"], tag: "mine", dashboard: /#### Left alone/,
  },
  {
    what: "replaces it when somebody ticks its box, and clears the box",
    before: async (repository) => {
      await repository.run(CREATE);
      await pushToBranch(repository);
      await repository.run(NEXT);
      await tick(repository);
    },
    run: NEXT, pulls: ["open"], tag: "redis:7.4.2", dashboard: /- \[ \] <!-- stowplan-now/,
  },
  {
    what: "merges when checks pass, and deletes the branch",
    before: async (repository) => {
      await repository.run(MERGING);
      await passChecks(repository);
    },
    run: MERGING, pulls: ["merged"], tag: undefined,
  },
];

async function prepared(scenario: Scenario): Promise<UpdateRepository> {
  const repository = await fresh();
  await scenario.before(repository);
  return repository;
}

/** The next scheduled run. */
async function settle(repository: UpdateRepository, run: RunOptions): Promise<unknown> {
  await repository.run(run);
  return repository.state();
}

async function pullStates(repository: UpdateRepository): Promise<readonly string[]> {
  return (await repository.pulls()).map((pull) => (typeof valueIn(pull, "merged_at") === "string" ? "merged" : String(valueIn(pull, "state"))));
}

async function textOfBranch(repository: UpdateRepository): Promise<string | undefined> {
  const refs = await repository.ask("GET /git/matching-refs/heads/stowplan/");
  if (!Array.isArray(refs) || refs.length === 0) return undefined;
  const file = await repository.ask(`GET /contents/compose.yaml?ref=${BRANCH}`);
  return Buffer.from(String(valueIn(file, "content")), "base64").toString();
}

describe("the life of a pull request", () => {
  before(async () => {
    github = await startGitHub();
  });
  after(() => github.close());

  for (const scenario of scenarios) {
    it(`${scenario.what}, also where the run dies after any request`, async () => {
      const whole = await prepared(scenario);
      const counted = mortalFetch(Number.POSITIVE_INFINITY);
      await whole.run({ ...scenario.run, forge: whole.forge(counted) });
      const expected = await whole.state();
      assert.deepEqual(await pullStates(whole), scenario.pulls);
      const text = await textOfBranch(whole);
      assert.equal(text?.includes(scenario.tag ?? ""), scenario.tag === undefined ? undefined : true, text);
      if (scenario.dashboard !== undefined) assert.match(String(valueIn(expected, "issues", 0, "body")), scenario.dashboard);
      assert.deepEqual(await settle(whole, scenario.run), expected, "a second run changes something");
      // A run that dies after a request that only reads leaves what the writing request before it left.
      for (let writes = 0; writes < counted.count(); writes += 1) {
        const repository = await prepared(scenario);
        const dying = mortalFetch(writes);
        await repository.run({ ...scenario.run, forge: repository.forge(dying) }).catch(() => undefined);
        assert.equal(dying.count(), writes);
        assert.deepEqual(await settle(repository, scenario.run), expected, `after ${writes} requests`);
      }
    });
  }

  it("opens one pull request and one dashboard where two runs are at work at once", async () => {
    const repository = await fresh();
    await Promise.all([repository.run(CREATE), repository.run(CREATE)]);
    await repository.run(CREATE);
    assert.deepEqual(await pullStates(repository), ["open"]);
    const issues = await repository.ask("GET /issues?state=open");
    assert.equal(Array.isArray(issues) ? issues.length : 0, 1);
  });

  it("keeps a pull request whose image could not be asked about, and one of an incomplete run", async () => {
    const repository = await fresh();
    await repository.run(CREATE);
    await repository.run({ branches: [], unread: ["redis:7.4.0"] });
    assert.deepEqual(await pullStates(repository), ["open"]);
    await repository.run({ branches: [], unread: ["postgres:16.4"] });
    assert.deepEqual(await pullStates(repository), ["closed"]);
  });

  it("does not merge what has findings, nor what nothing checks", async () => {
    const repository = await fresh();
    await repository.run(MERGING);
    await repository.run(MERGING);
    assert.deepEqual(await pullStates(repository), ["open"]);
    const risky: RunOptions = { branches: [branchWith({ automerge: "pull-request", to: "redis:7.4.3" })], plan: { findings: [finding({ code: "database-major", severity: "warning" })] } };
    await repository.run(risky);
    await passChecks(repository);
    await repository.run(risky);
    assert.deepEqual(await pullStates(repository), ["open"]);
    await repository.run({ ...MERGING, updates: { "automerge-without-checks": true } });
    await repository.run({ ...MERGING, updates: { "automerge-without-checks": true } });
    assert.deepEqual(await pullStates(repository), ["merged"]);
  });

  it("opens the pull request although a label, an assignee and a reviewer are refused, and warns", async () => {
    const repository = await fresh();
    const warnings: string[] = [];
    github.refuse(({ method, path }) => (method === "POST" && /labels|assignees|requested_reviewers/.test(path) ? { status: 403 } : undefined));
    await repository.run({ ...CREATE, log: { ...silentLog, warn: (text) => void warnings.push(text) } });
    github.refuse(undefined);
    assert.deepEqual(await pullStates(repository), ["open"]);
    assert.equal(warnings.length, 3);
    assert.match(warnings[0] ?? "", /images: The token may not do this\./);
  });

  it("tells on the dashboard and goes on where one branch cannot be made", async () => {
    const repository = await fresh();
    github.refuse(({ method, path }) => (method === "POST" && path.endsWith("/pulls") ? { status: 403 } : undefined));
    const { outcomes } = await repository.run({ branches: [...CREATE.branches, branchWith({ name: "postgres-16.x", from: "postgres:16.4", to: "postgres:16.5" })] });
    github.refuse(undefined);
    assert.deepEqual(outcomes.map(({ state }) => state), ["failed", "failed"]);
    assert.match(outcomes[0]?.text ?? "", /settings \(Actions, General\)/);
    assert.match(JSON.stringify(await repository.state()), /#### Needs a look/);
    await repository.run(CREATE);
    assert.deepEqual(await pullStates(repository), ["open"]);
  });

  it("does not overwrite what somebody pushes while the run is at work", async () => {
    const repository = await fresh();
    await repository.run(CREATE);
    const forge = repository.forge();
    async function createCommit(commit: NewCommit): Promise<string> {
      const made = await forge.createCommit(commit);
      await pushToBranch(repository);
      return made;
    }
    const { outcomes } = await repository.run({ ...NEXT, forge: { ...forge, createCommit } });
    assert.deepEqual(outcomes.map(({ state }) => state), ["overtaken"]);
    assert.equal(await textOfBranch(repository), "mine\n");
  });

  it("refuses a commit whose files are not those that were planned", async () => {
    const repository = await fresh();
    await assert.rejects(repository.forge().createCommit({ parent: repository.base, message: "x", files: new Map([["a", { text: "b", isExecutable: true }]]), tree: "0".repeat(40) }), { code: "internal" });
    assert.equal(await textOfBranch(repository), undefined);
  });

  it("leaves other people's branches of the same name, and needs no dashboard", async () => {
    const repository = await fresh();
    await repository.ask("POST /git/refs", { ref: `refs/heads/${BRANCH}`, sha: await repository.commit(new Map([["a", "mine"]]), repository.base) });
    const run = { ...CREATE, updates: { dashboard: false } };
    const { outcomes, dashboard } = await repository.run(run);
    assert.deepEqual([outcomes.map(({ step }) => (step.kind === "keep" ? step.reason : step.kind)), dashboard], [["taken"], undefined]);
    assert.deepEqual(await repository.pulls(), []);
  });

  it("tells the policy what is open, what the last hour brought, also what is closed by now, and what is asked for", async () => {
    const repository = await fresh();
    const told: OpenUpdates[] = [];
    const run = { ...CREATE, onPlan: (open: OpenUpdates) => void told.push(open) };
    await repository.run(run);
    await repository.run(run);
    await closeByHand(repository);
    await repository.run(run);
    await tick(repository);
    await repository.run(run);
    assert.deepEqual(told, [
      { branches: [], openedLastHour: 0, approved: [] },
      { branches: ["redis-7.4.x"], openedLastHour: 1, approved: [] },
      { branches: [], openedLastHour: 1, approved: [] },
      { branches: [], openedLastHour: 1, approved: ["redis-7.4.x"] },
    ]);
    assert.deepEqual(await pullStates(repository), ["closed", "open"]);
  });

  it("names no author, so that GitHub takes the token's account and can sign", () => {
    const commits = github.exchanges.filter(({ method, path }) => method === "POST" && path.endsWith("/git/commits"));
    assert.ok(commits.length > 0);
    for (const { body } of commits) assert.deepEqual(Object.keys(body ?? {}).toSorted(), ["message", "parents", "tree"]);
  });

  it("asked GitHub only as GitHub's description has it", () => github.assertDescribed());
});
