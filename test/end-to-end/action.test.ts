// The bundle as GitHub's runner starts it, on a real git repository, against the GitHub emulator.
import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import * as z from "zod";
import { buildInto } from "../../scripts/build.ts";
import { findMarker, parsePlan } from "../../src/report/index.ts";
import { commitFile, type GitHub, openPullRequest, pushTopic, REPOSITORY, startGitHub } from "../fakes/github.ts";
import { makeOrigin, type Origin } from "../fakes/origin.ts";
import { commandsIn } from "../fakes/runner.ts";
import { checkoutCommit, runActionStep, type Step, type StepEvent } from "../support/run-action.ts";

const FILE = "compose.yaml";
const compose = (level: string): string => `name: cellar
services:
  cache:
    image: docker.io/library/redis:7.4
    environment:
      LEVEL: ${level}
`;

/** Also what a broken start has left behind is taken away, or its servers would keep the process alive. */
const cleanUps: (() => void | Promise<void>)[] = [];
const lifetime = { after: (cleanUp: () => void): void => void cleanUps.push(cleanUp) };

let folder: string;
let github: GitHub;
let origin: Origin;
let base: string;
let number: number;

/** Commits to the repository on disk and to the emulator: equal content has equal names. */
async function commit(level: string): Promise<string> {
  const head = origin.commit({ [FILE]: compose(level) }, base);
  assert.equal(await commitFile(github, { path: FILE, content: compose(level), parent: base }), head);
  return head;
}

const checkout = (merge: string): string => checkoutCommit({ folder, url: origin.url }, merge);
const runStep = (inputs: Readonly<Record<string, string>>, event: StepEvent): Promise<Step> => runActionStep({ folder, apiUrl: github.url }, { inputs, event });

/** One run of the workflow of a pull request whose branch is at `head`. */
async function runPullRequest(head: string, inputs: Readonly<Record<string, string>> = {}): Promise<Step> {
  await pushTopic(github, head);
  const merge = origin.mergePullRequest(number, { base, head });
  const payload = { pull_request: { number, head: { sha: head } } };
  return runStep({ mode: "all", token: "workflow-token", updates: "false", ...inputs }, { name: "pull_request", payload, sha: merge, workspace: checkout(merge) });
}

async function comments(): Promise<readonly { readonly id: number; readonly body: string }[]> {
  const answer = await github.ask(`GET /repos/${REPOSITORY.owner}/${REPOSITORY.repo}/issues/${number}/comments`);
  assert.ok(Array.isArray(answer));
  return answer.map((comment: unknown) => {
    assert.ok(typeof comment === "object" && comment !== null && "id" in comment && "body" in comment);
    return { id: Number(comment.id), body: String(comment.body) };
  });
}

describe("dist/action.js", () => {
  before(async () => {
    folder = mkdtempSync(join(tmpdir(), "stowplan-action-"));
    cleanUps.push(() => rmSync(folder, { recursive: true, force: true }));
    await buildInto(join(folder, "dist"));
    github = await startGitHub();
    cleanUps.push(() => github.close());
    origin = makeOrigin(lifetime);
    base = origin.commit({ [FILE]: compose("info") });
    assert.equal(await commitFile(github, { path: FILE, content: compose("info") }), base);
    number = await openPullRequest(github, { base, head: await commit("debug") });
  });
  after(async () => {
    for (const cleanUp of cleanUps.toReversed()) await cleanUp();
  });

  let first: Step;
  let url = "";

  it("creates the comment, from a shallow checkout", async () => {
    const head = await commit("debug");
    first = await runPullRequest(head);
    assert.equal(first.status, 0, first.log);
    const [comment, ...others] = await comments();
    assert.deepEqual(others, []);
    assert.match(comment?.body ?? "", /### .*1 Compose project changes\n/);
    assert.match(comment?.body ?? "", /environment LEVEL info → debug/);
    assert.deepEqual([findMarker(comment?.body ?? "")?.head, findMarker(comment?.body ?? "")?.base], [head, base]);
    url = first.outputs["comment-url"] ?? "";
    assert.match(url, /^http.*#issuecomment-\d+$/);
    assert.match(first.outputs["check-url"] ?? "", /^http.*\/checks\/\d+$/);
    assert.match(first.outputs["check-conclusion"] ?? "", /^(?:success|neutral)$/);
  });

  it("sets outputs, writes the summary and leaves the plan", () => {
    const { changed, publication, plan = "", markdown = "", html = "" } = first.outputs;
    assert.deepEqual([changed, first.outputs["exit-code"], first.outputs["hosts"], publication], ["true", "2", "[]", "created"]);
    assert.match(first.summary, /### .*1 Compose project changes\n/);
    const read = (path: string): string => readFileSync(join(first.workspace, path), "utf8");
    assert.equal(parsePlan(read(plan)).projects[0]?.name, "cellar");
    assert.match(read(markdown), /LEVEL info → debug/);
    assert.match(read(html), /^<!doctype html>/);
  });

  it("never shows the token", () => assert.doesNotMatch(JSON.stringify(first), /workflow-token/));

  it("updates the same comment after a push", async () => {
    const step = await runPullRequest(await commit("trace"));
    assert.deepEqual([step.status, step.outputs["publication"], step.outputs["comment-url"]], [0, "updated", url], step.log);
    const bodies = (await comments()).map(({ body }) => body);
    assert.equal(bodies.length, 1);
    assert.match(bodies[0] ?? "", /LEVEL info → trace/);
  });

  it("does nothing when it runs again", async () => {
    const step = await runPullRequest(await commit("trace"));
    assert.deepEqual([step.status, step.outputs["publication"], step.outputs["comment-url"]], [0, "skipped", url], step.log);
  });

  it("says so in the comment when the branch is amended to no change", async () => {
    const step = await runPullRequest(await commit("info"));
    assert.deepEqual([step.status, step.outputs["publication"], step.outputs["changed"], step.outputs["exit-code"]], [0, "updated", "false", "0"], step.log);
    const bodies = (await comments()).map(({ body }) => body);
    assert.equal(bodies.length, 1);
    assert.match(bodies[0] ?? "", /### No change: /);
  });

  it("plans without a token in one job and publishes without a checkout in another", async () => {
    const head = await commit("warn");
    const planned = await runPullRequest(head, { mode: "plan", token: "" });
    assert.deepEqual([planned.status, planned.outputs["publication"]], [0, undefined], planned.log);
    const workspace = mkdtempSync(join(folder, "publish-"));
    writeFileSync(join(workspace, "plan.json"), readFileSync(join(planned.workspace, planned.outputs["plan"] ?? "")));
    const run = { head_sha: head, head_branch: "topic", head_repository: { owner: { login: REPOSITORY.owner } } };
    const event = { name: "workflow_run", payload: { workflow_run: run }, sha: base, workspace };
    const publish = (): Promise<Step> => runStep({ mode: "publish", token: "workflow-token", plan: "plan.json" }, event);
    let refused = false;
    github.refuse(({ path }) => (path.includes("/pulls?") && !refused ? ((refused = true), { status: 502 }) : undefined));
    const published = await publish();
    github.refuse(undefined);
    assert.deepEqual([published.status, published.outputs["comment-url"], refused], [0, url, true], published.log);
    assert.match((await comments())[0]?.body ?? "", /LEVEL info → warn/);
    // Whatever a step may ask for is there, whoever made the plan.
    const told = Object.keys(published.outputs);
    assert.deepEqual(Object.keys(planned.outputs).filter((name) => !told.includes(name)), []);
    for (const name of ["changed", "headline", "hosts", "units-restart"]) assert.equal(published.outputs[name], planned.outputs[name], name);
    // The same branch into another: nothing says which of the two this plan is of.
    const root = `/repos/${REPOSITORY.owner}/${REPOSITORY.repo}`;
    await github.ask(`POST ${root}/git/refs`, { ref: "refs/heads/release", sha: base });
    const other = z.object({ number: z.int() }).parse(await github.ask(`POST ${root}/pulls`, { title: "The same for the release", head: "topic", base: "release" }));
    const ambiguous = await publish();
    await github.ask(`PATCH ${root}/pulls/${other.number}`, { state: "closed" });
    assert.equal(ambiguous.status, 1);
    assert.match(ambiguous.log, /event-unsupported::commit .*several open pull requests/);
  });

  it("refuses a plan of another head", async () => {
    const workspace = mkdtempSync(join(folder, "publish-"));
    writeFileSync(join(workspace, "plan.json"), readFileSync(join(first.workspace, "stowplan/plan.json")));
    const payload = { pull_request: { number, head: { sha: base } } };
    const step = await runStep({ mode: "publish", token: "workflow-token", plan: "plan.json" }, { name: "pull_request", payload, sha: base, workspace });
    assert.deepEqual([step.status, step.outputs["publication"]], [0, "skipped"]);
    assert.match(step.log, /The plan is of .* but pull request 1 is at /);
  });

  type Failure = { readonly what: string; readonly inputs: Readonly<Record<string, string>>; readonly event?: string; readonly refuse?: number; readonly expected: RegExp };
  const failures: readonly Failure[] = [
    { what: "a missing permission", inputs: { mode: "all", updates: "false" }, refuse: 403, expected: /forge-denied::.*%0A.*permissions: pull-requests: write/ },
    { what: "a missing plan", inputs: { mode: "publish" }, expected: /plan-invalid::.*plan\.json: There is no plan to publish\.%0A.*mode: plan/ },
    { what: "no token", inputs: { mode: "publish", token: "", plan: "made.json" }, expected: /usage::input token: Publishing needs a token/ },
    { what: "another event", inputs: { mode: "all" }, event: "issues", expected: /event-unsupported::event issues/ },
    { what: "pull_request_target", inputs: { mode: "plan" }, event: "pull_request_target", expected: /event-unsupported::.*workflow_run/ },
    { what: "an unknown mode", inputs: { mode: "apply" }, expected: /usage::input mode: There is no mode apply/ },
  ];
  for (const { what, inputs, event = "pull_request", refuse, expected } of failures) {
    it(`fails with one clear error for ${what}`, async () => {
      const head = await commit("error");
      await pushTopic(github, head);
      const merge = origin.mergePullRequest(number, { base, head });
      const workspace = checkout(merge);
      writeFileSync(join(workspace, "made.json"), readFileSync(join(first.workspace, "stowplan/plan.json")));
      github.refuse(({ method }) => (refuse !== undefined && method !== "GET" ? { status: refuse } : undefined));
      const step = await runStep({ token: "workflow-token", ...inputs }, { name: event, payload: { pull_request: { number, head: { sha: head } } }, sha: merge, workspace });
      github.refuse(undefined);
      assert.equal(step.status, 1, step.log);
      assert.match(step.log, expected);
      assert.equal(commandsIn(step.log).filter((line) => line.startsWith("::error")).length, 1, step.log);
    });
  }

  it("asked GitHub only as GitHub's description has it", () => github.assertDescribed());
});
