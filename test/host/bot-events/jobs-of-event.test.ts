// GitHub's own examples of webhooks, with what matters set, and the jobs that they ask for.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { fc } from "../../support/fast-check.ts";
import { BOT_EVENTS, type BotEventName, jobsOfEvent } from "../../../src/host/bot-events/jobs-of-event.ts";
import { BotJob } from "../../../src/host/bot/job.ts";
import { renderDashboard } from "../../../src/report/index.ts";
import { webhookExamples, type WebhookParts, webhookPayload } from "../../fakes/webhooks.ts";

const REPOSITORY = { owner: "ada", repo: "homelab", repositoryId: 7, installationId: 100 };
const HEAD = "2222222222222222222222222222222222222222";

const entry = { branch: "stowplan/redis-7.4.x", title: "Update redis to 7.4.1", state: "waiting", text: "", findings: [], isRequestable: true } as const;
const dashboard = (ticked: readonly string[]): string => renderDashboard({ baseBranch: "main", entries: [entry], ignored: [], findings: [], ticked: new Set(ticked) });
const TICKED = dashboard(["stowplan/redis-7.4.x"]);

const pull = (parts: WebhookParts = {}): WebhookParts => ({ pull_request: { number: 7, state: "open", head: { sha: HEAD } }, ...parts });
const comment = (body: string, parts: WebhookParts = {}): WebhookParts => ({
  comment: { id: 41, body, created_at: "2026-03-01T08:00:00Z", user: { login: "ada", type: "User" } },
  issue: { number: 7, pull_request: { url: "" } },
  sender: { type: "User" },
  ...parts,
});
const asker = { number: 7, commentId: 41, login: "ada", created: "2026-03-01T08:00:00Z" };
const issue = (body: string, parts: WebhookParts = {}): WebhookParts => ({ changes: { body: { from: "" } }, issue: { state: "open", body, user: { type: "Bot" } }, sender: { type: "User" }, ...parts });
const plan: BotJob = { kind: "plan", repository: REPOSITORY, number: 7, headCommit: HEAD };
const command = (text: string, isPullRequest = true): BotJob => ({ kind: "command", repository: REPOSITORY, isPullRequest, asker: { ...asker, text } });
const update: BotJob = { kind: "update", repository: REPOSITORY };
const rerun: BotJob = { kind: "rerun", repository: REPOSITORY, headCommit: HEAD };
const reconcile: BotJob = { kind: "reconcile", repository: REPOSITORY };

const TABLE: readonly (readonly [what: string, event: readonly [BotEventName, string | undefined, WebhookParts], jobs: readonly BotJob[]])[] = [
  ["opened", ["pull_request", "opened", pull()], [plan]],
  ["pushed to", ["pull_request", "synchronize", pull()], [plan]],
  ["opened again", ["pull_request", "reopened", pull()], [plan]],
  ["no draft any more", ["pull_request", "ready_for_review", pull()], [plan]],
  ["given another base branch", ["pull_request", "edited", pull({ changes: { base: { ref: { from: "old" } } } })], [plan]],
  ["given another title", ["pull_request", "edited", pull({ changes: { title: { from: "old" } } })], []],
  ["labelled", ["pull_request", "labeled", pull()], []],
  ["pushed to when it was closed already", ["pull_request", "synchronize", pull({ pull_request: { number: 7, state: "closed", head: { sha: HEAD } } })], []],
  ["closed", ["pull_request", "closed", pull({ pull_request: { number: 7, state: "closed", head: { sha: HEAD } } })], [{ kind: "forget", repository: REPOSITORY, number: 7 }]],

  ["a push to the default branch", ["push", undefined, { ref: "refs/heads/main", deleted: false }], [{ kind: "warm", repository: REPOSITORY }, update]],
  ["a push to another branch", ["push", undefined, { ref: "refs/heads/topic", deleted: false }], []],
  ["a tag of that name", ["push", undefined, { ref: "refs/tags/main", deleted: false }], []],
  ["the default branch deleted", ["push", undefined, { ref: "refs/heads/main", deleted: true }], []],

  ["a command", ["issue_comment", "created", comment("/stowplan plan")], [command("/stowplan plan")]],
  ["a command with more below", ["issue_comment", "created", comment("  /stowplan plan falcon\r\nThank you!")], [command("/stowplan plan falcon")]],
  ["a command on an issue", ["issue_comment", "created", comment("/stowplan update redis", { issue: { number: 7 } })], [command("/stowplan update redis", false)]],
  ["a command in the second line", ["issue_comment", "created", comment("Please:\n/stowplan plan")], []],
  ["a quoted command", ["issue_comment", "created", comment("> /stowplan plan")], []],
  ["plain words", ["issue_comment", "created", comment("Looks good.")], []],
  ["an edited comment", ["issue_comment", "edited", comment("/stowplan plan")], []],
  ["a deleted comment", ["issue_comment", "deleted", comment("/stowplan plan")], []],
  ["a bot's comment", ["issue_comment", "created", comment("/stowplan plan", { comment: { id: 41, body: "/stowplan plan", created_at: "2026-03-01T08:00:00Z", user: { login: "ada", type: "Bot" } } })], []],
  ["a comment that a bot sent", ["issue_comment", "created", comment("/stowplan plan", { sender: { type: "Bot" } })], []],

  ["a check that is asked for again", ["check_run", "rerequested", { check_run: { head_sha: HEAD } }], [rerun]],
  ["a check that is done", ["check_run", "completed", { check_run: { head_sha: HEAD } }], []],
  ["all checks asked for again", ["check_suite", "rerequested", { check_suite: { head_sha: HEAD } }], [rerun]],
  ["checks asked for by a push", ["check_suite", "requested", { check_suite: { head_sha: HEAD } }], []],

  ["a ticked box", ["issues", "edited", issue(TICKED)], [update]],
  ["no ticked box", ["issues", "edited", issue(dashboard([]))], []],
  ["a box ticked by ourselves", ["issues", "edited", issue(TICKED, { sender: { type: "Bot" } })], []],
  ["a person's copy of the dashboard", ["issues", "edited", issue(TICKED, { issue: { state: "open", body: TICKED, user: { type: "User" } } })], []],
  ["a record below other text", ["issues", "edited", issue(`Hello\n${TICKED}`)], []],
  ["a new title of the dashboard", ["issues", "edited", issue(TICKED, { changes: { title: { from: "" } } })], []],
  ["a closed dashboard", ["issues", "edited", issue(TICKED, { issue: { state: "closed", body: TICKED, user: { type: "Bot" } } })], []],

  ["the App installed", ["installation", "created", { repositories: [{ id: 7, full_name: "ada/homelab" }] }], [reconcile]],
  ["the App taken away", ["installation", "deleted", { repositories: [{ id: 7, full_name: "ada/homelab" }] }], []],
  ["a repository added", ["installation_repositories", "added", { repositories_added: [{ id: 7, full_name: "ada/homelab" }] }], [reconcile]],
  ["a repository taken away", ["installation_repositories", "removed", { repositories_removed: [{ id: 7, full_name: "ada/homelab" }] }], []],
];

describe("jobsOfEvent", () => {
  for (const [what, [name, action, parts], jobs] of TABLE) {
    it(`${name}: ${what}`, () => assert.deepEqual(jobsOfEvent({ name, payload: webhookPayload(name, { action, parts, repositoryId: 7 }) }), jobs));
  }

  it("gives jobs as their schema has them for every example of GitHub's", () => {
    for (const name of BOT_EVENTS) {
      for (const payload of webhookExamples(name)) {
        for (const job of jobsOfEvent({ name, payload })) assert.deepEqual(BotJob.parse(job), job);
      }
    }
  });

  it("asks for nothing where GitHub names no installation", () => {
    const payload = { ...webhookPayload("pull_request", { action: "opened", parts: pull(), repositoryId: 7 }), installation: undefined };
    assert.deepEqual(jobsOfEvent({ name: "pull_request", payload }), []);
  });

  it("asks for nothing, and does not throw, at anything else", () => {
    fc.assert(fc.property(fc.constantFrom(...BOT_EVENTS), fc.anything(), (name, payload) => assert.deepEqual(jobsOfEvent({ name, payload }), [])));
  });
});
