import assert from "node:assert/strict";
import { after, afterEach, before, beforeEach, describe, it } from "node:test";
import { Probot } from "probot";
import { type BotCollaborators, createBot } from "../src/bot.ts";
import { StowplanError } from "../src/errors.ts";
import type { PlanTask } from "../src/host/bot/plan-job.ts";
import { jobOf } from "../src/host/bot/pull-request-job.ts";
import { findMarker, type Plan } from "../src/report/index.ts";
import { APP, commitFile, type GitHub, openPullRequest, pushTopic, REPOSITORY, startGitHub } from "./fakes/github.ts";
import { homelabPlan } from "./fakes/plans.ts";
import { type PayloadParts, pullRequestExamples, pullRequestPayload, signatureOf, silentLogger } from "./fakes/probot.ts";

const SECRET = "hush";

let github: GitHub;
let number: number;
let base: string;
let head: string;
let tasks: PlanTask[];

async function planFor(task: PlanTask): Promise<Plan> {
  tasks.push(task);
  return Promise.resolve({ ...homelabPlan, base, tip: task.job.headCommit });
}

/** A bot whose work is done before the webhook is answered. */
async function bot(some: Partial<BotCollaborators> = {}): Promise<Probot> {
  const probot = new Probot({ appId: APP.id, privateKey: github.privateKey, baseUrl: github.url, secret: SECRET, log: silentLogger() });
  await probot.load(createBot({ planFor, allowsForks: false, schedule: (_key, work) => work(), ...some }));
  return probot;
}

/** Delivers the event of an action, signed; parts of it may be others than those of the emulator's pull request. */
async function receive(probot: Probot, { action, ...parts }: Partial<PayloadParts> & { readonly action: string }): Promise<void> {
  const payload = pullRequestPayload(action, { number, head, base, repositoryId: github.repositoryId, ...parts });
  await probot.webhooks.verifyAndReceive({ id: "1", name: "pull_request", payload, signature: signatureOf(payload, SECRET) });
}

async function comments(): Promise<readonly string[]> {
  const answer = await github.ask(`GET /repos/${REPOSITORY.owner}/${REPOSITORY.repo}/issues/${number}/comments`);
  assert.ok(Array.isArray(answer));
  return answer.map((comment: unknown) => String(typeof comment === "object" && comment !== null && "body" in comment ? comment.body : ""));
}

describe("the bot", () => {
  before(async () => {
    github = await startGitHub();
    base = await commitFile(github, { path: "flake.nix", content: "1" });
    head = await commitFile(github, { path: "flake.nix", content: "2", parent: base });
    number = await openPullRequest(github, { base, head });
  });
  after(() => github.close());
  beforeEach(() => {
    tasks = [];
  });
  afterEach(() => github.assertDescribed());

  it("answers a new pull request with a comment", async () => {
    await receive(await bot(), { action: "opened" });
    const [body = ""] = await comments();
    assert.match(body, /### 2 hosts: 4 units restart/);
    assert.equal(findMarker(body)?.head, head);
    assert.deepEqual(tasks.map(({ job }) => [job.number, job.headCommit]), [[number, head]]);
  });

  it("gives git a token that may read this repository and nothing else", () => {
    const asked = github.exchanges.filter(({ path }) => path.endsWith("/access_tokens")).map(({ body }) => body);
    assert.deepEqual(asked.at(-1), { repository_ids: [github.repositoryId], permissions: { contents: "read" } });
  });

  it("updates it after a push", async () => {
    head = await commitFile(github, { path: "flake.nix", content: "3", parent: base });
    await pushTopic(github, head);
    await receive(await bot(), { action: "synchronize" });
    const bodies = await comments();
    assert.deepEqual(bodies.map((body) => findMarker(body)?.head), [head]);
  });

  it("does nothing for an event of an older head", async () => {
    await receive(await bot(), { action: "synchronize", head: base });
    assert.deepEqual(tasks, []);
  });

  for (const action of ["reopened", "ready_for_review"]) {
    it(`plans when it is ${action}`, async () => {
      await receive(await bot(), { action });
      assert.equal(tasks.length, 1);
    });
  }

  it("plans when the base branch changes, and not when the title does", async () => {
    await receive(await bot(), { action: "edited", changes: { base: { ref: { from: "old" }, sha: { from: base } } } });
    assert.equal(tasks.length, 1);
    await receive(await bot(), { action: "edited", changes: { title: { from: "Old" } } });
    assert.equal(tasks.length, 1);
  });

  it("tells in the comment why there is no plan", async () => {
    const broken = (): Promise<Plan> => Promise.reject(new StowplanError({ code: "revision-missing", subject: "pull request 1", message: "GitHub has no merge commit.", hint: "Resolve the conflicts." }));
    await receive(await bot({ planFor: broken }), { action: "opened" });
    const [body = ""] = await comments();
    assert.match(body, /\*\*What this merge does could not be found out\*\*/);
    assert.match(body, /GitHub has no merge commit\.\n {2}- Resolve the conflicts\./);
  });

  it("keeps what an unexpected error says out of the comment", async () => {
    await receive(await bot({ planFor: () => Promise.reject(new Error("/root/.ssh/id_ed25519")) }), { action: "opened" });
    const [body = ""] = await comments();
    assert.match(body, /could not be found out/);
    assert.doesNotMatch(body, /id_ed25519/);
  });

  it("refuses a fork, and says so", async () => {
    await receive(await bot(), { action: "opened", fork: "bob/homelab" });
    assert.deepEqual(tasks, []);
    assert.match((await comments())[0] ?? "", /does not evaluate code from forks/);
  });

  it("plans a fork where it is allowed", async () => {
    await receive(await bot({ allowsForks: true }), { action: "opened", fork: "bob/homelab" });
    assert.equal(tasks.length, 1);
  });

  it("survives a forge that refuses", async () => {
    github.refuse(() => ({ status: 403 }));
    await assert.doesNotReject(receive(await bot(), { action: "opened" }));
    github.refuse(undefined);
  });
});

describe("jobOf", () => {
  it("reads every example of a pull request's event that GitHub publishes", () => {
    const payloads = pullRequestExamples();
    assert.ok(payloads.length > 10);
    for (const payload of payloads) assert.doesNotThrow(() => jobOf(payload));
  });
});
