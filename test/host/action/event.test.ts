import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, describe, it } from "node:test";
import { StowplanError } from "../../../src/errors.ts";
import { type ActionEvent, type EventRules, isTrusted, readEvent, readRepository } from "../../../src/host/action/event.ts";

const folder = mkdtempSync(join(tmpdir(), "stowplan-event-"));
after(() => rmSync(folder, { recursive: true }));

function eventOf(name: string, payload: unknown): ActionEvent {
  return eventUnder({}, { name, payload });
}

function eventUnder(rules: Partial<EventRules>, { name, payload }: { readonly name: string; readonly payload: unknown }): ActionEvent {
  const file = join(folder, "event.json");
  writeFileSync(file, typeof payload === "string" ? payload : JSON.stringify(payload));
  return readEvent({ GITHUB_EVENT_NAME: name, GITHUB_EVENT_PATH: file, GITHUB_SHA: "c".repeat(40) }, { mode: "plan", allowsTarget: false, ...rules });
}

const repo = (name: string) => ({ repo: { full_name: name } });
const pull = { pull_request: { number: 7, head: { sha: "a".repeat(40), ...repo("ada/homelab") }, base: repo("ada/homelab") }, number: 7 };
const run = { workflow_run: { head_sha: "a".repeat(40), head_branch: "topic", head_repository: { owner: { login: "bob" } }, pull_requests: [] } };

describe("readEvent", () => {
  it("knows a pull request", () => {
    assert.deepEqual(eventOf("pull_request", pull), { kind: "pull-request", number: 7, headCommit: "a".repeat(40), mergeCommit: "c".repeat(40), isFork: false });
  });
  for (const [what, parts] of [["another repository", repo("bob/homelab")], ["a repository that is gone", { repo: null }], ["no repository", {}]] as const) {
    it(`takes a head of ${what} for a fork's`, () => {
      const { pull_request: own } = pull;
      const event = eventOf("pull_request", { pull_request: { ...own, head: { sha: own.head.sha, ...parts } } });
      assert.ok(event.kind === "pull-request" && event.isFork);
    });
  }
  it("knows the run of another workflow", () => {
    assert.deepEqual(eventOf("workflow_run", run), { kind: "workflow-run", headCommit: "a".repeat(40), headBranch: "topic", headOwner: "bob" });
  });
  it("knows a push, which compares nothing", () => assert.deepEqual(eventOf("push", "{}"), { kind: "push" }));
  it("knows a comment on a pull request, which nobody has to trust", () => {
    const comment = { issue: { number: 7, pull_request: { url: "https://github.example/7" } }, comment: { body: "/stowplan plan" } };
    const event = eventOf("issue_comment", comment);
    assert.deepEqual(event, { kind: "comment", number: 7 });
    assert.equal(isTrusted(event), false);
    assert.deepEqual(eventOf("issue_comment", { issue: { number: 7 } }), { kind: "other", name: "issue_comment" });
    for (const mode of ["all", "update", "warm"] as const) assert.throws(() => eventUnder({ mode }, { name: "issue_comment", payload: comment }), { code: "event-unsupported" });
  });
  it("takes pull_request_target only where the workflow says so, and never beside a token that may write", () => {
    for (const mode of ["plan", "publish", "matrix", "all", "warm", "update"] as const) assert.throws(() => eventUnder({ mode }, { name: "pull_request_target", payload: pull }), { code: "event-unsupported" });
    const event = eventUnder({ allowsTarget: true }, { name: "pull_request_target", payload: pull });
    assert.deepEqual(event, { kind: "pull-request", number: 7, headCommit: "a".repeat(40), mergeCommit: "", isFork: false });
    for (const mode of ["all", "warm", "update"] as const) assert.throws(() => eventUnder({ mode, allowsTarget: true }, { name: "pull_request_target", payload: pull }), { code: "event-unsupported" });
  });
  it("leaves other events to the inputs", () => assert.deepEqual(eventOf("workflow_dispatch", "{}"), { kind: "other", name: "workflow_dispatch" }));
  for (const [name, expected] of [["schedule", true], ["workflow_dispatch", true], ["merge_group", true], ["push", true], ["pull_request_review", false], ["pull_request_review_comment", false]] as const) {
    it(`${expected ? "trusts" : "does not trust"} what ${name} runs on`, () => assert.equal(isTrusted(eventOf(name, "{}")), expected));
  }

  const wrong: readonly (readonly [string, string, unknown, RegExp])[] = [
    ["pull_request_target", "pull_request_target", pull, /mode: plan.*mode: publish/],
    ["a file that is no JSON", "pull_request", "{", /command line/],
    ["a file without a pull request", "pull_request", { issue: {} }, /form that GitHub documents/],
  ];
  for (const [what, name, payload, hint] of wrong) {
    it(`refuses ${what}`, () => {
      assert.throws(() => eventOf(name, payload), (error) => error instanceof StowplanError && error.code === "event-unsupported" && hint.test(error.hint));
    });
  }
});

describe("readRepository", () => {
  it("splits GITHUB_REPOSITORY", () => assert.deepEqual(readRepository({ GITHUB_REPOSITORY: "ada/homelab" }), { owner: "ada", repo: "homelab" }));
  it("wants it set", () => assert.throws(() => readRepository({}), { code: "event-unsupported" }));
});
