import assert from "node:assert/strict";
import { after, afterEach, before, describe, it } from "node:test";
import { getOctokit } from "@actions/github";
import { StowplanError } from "../../src/errors.ts";
import { createOctokitForge } from "../../src/host/octokit-forge.ts";
import type { Forge } from "../../src/ports.ts";
import { applyPublication, decidePublication, readThread } from "../../src/publish/index.ts";
import { findMarker } from "../../src/report/index.ts";
import { silentLog } from "../fakes/forge.ts";
import { commitFile, type GitHub, openPullRequest, pushTopic, REPOSITORY, startGitHub } from "../fakes/github.ts";
import { type Exchange, openApiCheck } from "../fakes/openapi.ts";
import { homelabPlan, planWith } from "../fakes/plans.ts";

let github: GitHub;
let number: number;
let base: string;
let head: string;

function forgeOf(token: string, owner: string = REPOSITORY.owner): Forge {
  const octokit = getOctokit(token, { baseUrl: github.url });
  return createOctokitForge({ octokit, owner, repo: REPOSITORY.repo, pauses: [0, 0], settling: 0 });
}

/** A forge whose requests are kept and answered by the end of their path. */
function scripted(answers: Readonly<Record<string, unknown>>): { readonly forge: Forge; readonly asked: readonly Exchange[] } {
  const asked: Exchange[] = [];
  function answer(address: string, { method = "GET", body }: RequestInit): Promise<Response> {
    const { pathname, search } = new URL(address);
    asked.push({ method, path: pathname + search, headers: { "content-type": "application/json" }, body: typeof body === "string" ? JSON.parse(body) : undefined, status: 500, answer: undefined });
    const [, found = {}] = Object.entries(answers).find(([end]) => pathname.endsWith(end)) ?? [];
    return Promise.resolve(new Response(JSON.stringify(found), { headers: { "content-type": "application/json" } }));
  }
  const octokit = getOctokit("workflow-token", { baseUrl: github.url, request: { fetch: answer } });
  return { forge: createOctokitForge({ octokit, ...REPOSITORY, pauses: [] }), asked };
}

async function failure(promise: Promise<unknown>): Promise<StowplanError> {
  try {
    await promise;
  } catch (error) {
    assert.ok(error instanceof StowplanError, String(error));
    return error;
  }
  return assert.fail("nothing was thrown");
}

describe("octokit-forge", () => {
  before(async () => {
    github = await startGitHub();
    base = await commitFile(github, { path: "a.nix", content: "1" });
    head = await commitFile(github, { path: "a.nix", content: "2", parent: base });
    number = await openPullRequest(github, { base, head });
  });
  after(() => github.close());
  afterEach(() => {
    github.refuse(undefined);
    github.assertDescribed();
  });

  it("reads a pull request, also after a push", async () => {
    const forge = forgeOf("workflow-token");
    assert.deepEqual(await forge.pullRequest(number), { number, headCommit: head, headRef: "topic", baseRef: "main", isFork: false, isOpen: true });
    const next = await commitFile(github, { path: "a.nix", content: "3", parent: base });
    await pushTopic(github, next);
    assert.equal((await forge.pullRequest(number)).headCommit, next);
    await pushTopic(github, head);
  });

  it("knows whose token it has", async () => {
    assert.equal(await forgeOf("workflow-token").author(), "github-actions[bot]");
    assert.equal(await forgeOf("person-token").author(), "ada");
  });

  it("falls back to REST where GraphQL is missing, and then to the workflow's account", async () => {
    github.refuse(({ path }) => (path === "/graphql" ? { status: 404 } : undefined));
    assert.equal(await forgeOf("person-token").author(), "ada");
    github.refuse(({ path }) => (path === "/graphql" || path === "/user" ? { status: 403 } : undefined));
    assert.equal(await forgeOf("person-token").author(), "github-actions[bot]");
  });

  it("does not take a GitHub that is out of order for one that refuses", async () => {
    let times = 0;
    github.refuse(({ path }) => (path === "/graphql" && ++times === 1 ? { status: 502 } : undefined));
    assert.equal(await forgeOf("person-token").author(), "ada");
    assert.equal(times, 2);
    for (const status of [502, 429]) {
      github.refuse(({ path }) => (path === "/graphql" ? { status } : undefined));
      assert.equal((await failure(forgeOf("workflow-token").author())).code, "forge-failed");
    }
  });

  it("creates, reads, updates and deletes a comment", async () => {
    const forge = forgeOf("workflow-token");
    const created = await forge.createComment(number, "one");
    assert.equal(created.author, "github-actions[bot]");
    assert.match(created.url, /#issuecomment-\d+$/);
    await forge.updateComment(created.id, "two");
    assert.equal((await forge.comments(number)).at(-1)?.body, "two");
    assert.equal((await forge.comment(created.id))?.body, "two");
    await forge.deleteComment(created.id);
    assert.equal((await forge.comments(number)).length, 0);
    assert.equal(await forge.comment(created.id), undefined);
  });

  it("reads all pages, oldest first", async () => {
    for (let index = 0; index < 205; index += 1) {
      await github.ask(`POST /repos/${REPOSITORY.owner}/${REPOSITORY.repo}/issues/${number}/comments`, { body: `comment ${index}` });
    }
    const comments = await forgeOf("workflow-token").comments(number);
    assert.deepEqual(comments.map(({ body }) => body), Array.from({ length: 205 }, (_, index) => `comment ${index}`));
  });

  it("finds our comment behind 200 others, updates it in place and leaves it when it is the same", async () => {
    const forge = forgeOf("workflow-token");
    const plan = { ...homelabPlan, tip: head };
    const publish = async (next: typeof plan): Promise<string> => {
      const published = await applyPublication(decidePublication(next, await readThread(number, forge)), { forge, log: silentLog });
      return `${published.kind} ${published.reason ?? ""} ${published.url ?? ""}`.trim();
    };
    const first = await publish(plan);
    const url = first.split(" ").at(-1) ?? "";
    assert.match(first, /^created {2}http/);
    assert.equal(await publish({ ...plan, images: [] }), `updated  ${url}`);
    assert.equal(await publish({ ...plan, images: [] }), `skipped same ${url}`);
    assert.equal(await publish(planWith({ tip: head })), `updated  ${url}`);
  });

  it("leaves one comment where three runs publish at once", async () => {
    const plan = { ...homelabPlan, tip: head, key: "three" };
    const publish = async (): Promise<string | undefined> => {
      const forge = forgeOf("workflow-token");
      return (await applyPublication(decidePublication(plan, await readThread(number, forge)), { forge, log: silentLog })).url;
    };
    const urls = await Promise.all([publish(), publish(), publish()]);
    const left = (await forgeOf("workflow-token").comments(number)).filter(({ body }) => findMarker(body)?.key === "three");
    assert.deepEqual(left.map(({ url }) => url), [...new Set(urls)]);
    assert.equal(left.length, 1);
  });

  it("knows which commit was made on top of which", async () => {
    const forge = forgeOf("workflow-token");
    assert.equal(await forge.descends({ commit: head, from: base }), true);
    assert.equal(await forge.descends({ commit: base, from: head }), false);
    assert.equal(await forge.descends({ commit: head, from: "e".repeat(40) }), false);
  });

  it("reads a file at a commit, and nothing where there is none", async () => {
    const forge = forgeOf("workflow-token");
    assert.equal(await forge.file("a.nix", base), "1");
    assert.equal(await forge.file("a.nix", head), "2");
    assert.equal(await forge.file("none.nix", head), undefined);
  });

  it("reads files below folders", async () => {
    const commit = await commitFile(github, { path: "hosts/falcon/wëb site.nix", content: "{ \u2026 }\n" });
    assert.equal(await forgeOf("workflow-token").file("hosts/falcon/wëb site.nix", commit), "{ \u2026 }\n");
    assert.equal(await forgeOf("workflow-token").file("hosts/falcon", commit), undefined);
  });

  it("commits files on the branch, beside what is there, and leaves a branch that has moved on", async () => {
    const forge = forgeOf("person-token");
    const change = { branch: "topic", parent: head, message: "Regenerate a module", files: new Map([["web/web.nix", "{ }\n"]]) };
    const commit = await forge.commit(change);
    assert.ok(commit !== undefined);
    assert.equal((await forge.pullRequest(number)).headCommit, commit);
    assert.deepEqual([await forge.file("web/web.nix", commit), await forge.file("a.nix", commit)], ["{ }\n", "2"]);
    // The emulator moves a branch wherever it is told to; GitHub answers so.
    github.refuse(({ method }) => (method === "PATCH" ? { status: 422 } : undefined));
    assert.equal(await forge.commit(change), undefined);
    github.refuse(({ method }) => (method === "PATCH" ? { status: 403 } : undefined));
    const error = await failure(forge.commit(change));
    assert.deepEqual([error.code, error.subject], ["forge-denied", "branch topic"]);
    assert.match(error.hint, /contents: write/);
    github.refuse(undefined);
    await pushTopic(github, head);
  });

  it("reads the files and the comments on lines of a pull request", async () => {
    // The emulator knows neither, so only the requests are GitHub's.
    const { forge, asked } = scripted({ "/files": [{ filename: "a.nix", patch: "@@ -1 +1 @@" }, { filename: "image.png" }], "/comments": [{ path: "a.nix", body: "x", user: { login: "ada" } }, { path: "a.nix", body: "y", user: null }] });
    assert.deepEqual(await forge.changedFiles(number), [{ path: "a.nix", patch: "@@ -1 +1 @@" }, { path: "image.png", patch: "" }]);
    assert.deepEqual(await forge.reviewComments(number), [{ path: "a.nix", body: "x", author: "ada" }, { path: "a.nix", body: "y", author: "" }]);
    assert.deepEqual(asked.flatMap(openApiCheck()), []);
  });

  it("asks for a review as GitHub describes it", async () => {
    const { forge, asked } = scripted({});
    await forge.review(number, { commit: head, comments: [{ path: "a.nix", startLine: 2, line: 4, body: "x" }, { path: "a.nix", startLine: 7, line: 7, body: "y" }] });
    assert.deepEqual(asked.map(({ body }) => body), [
      { commit_id: head, event: "COMMENT", comments: [{ path: "a.nix", body: "x", line: 4, side: "RIGHT", start_line: 2, start_side: "RIGHT" }, { path: "a.nix", body: "y", line: 7, side: "RIGHT" }] },
    ]);
    assert.deepEqual(asked.flatMap(openApiCheck()), []);
  });

  const refusals: readonly (readonly [number, Record<string, string>, string, RegExp])[] = [
    [401, {}, "forge-denied", /token/],
    [403, {}, "forge-denied", /pull-requests: write/],
    [403, { "x-accepted-github-permissions": "issues=write; pull_requests=write" }, "forge-denied", /pull_requests=write/],
    [403, { "x-ratelimit-remaining": "0" }, "forge-failed", /later/],
    [403, { "retry-after": "60" }, "forge-failed", /later/],
    [404, {}, "forge-missing", /pull-requests: write/],
    [422, {}, "forge-failed", /debug/],
    [429, {}, "forge-failed", /later/],
    [502, {}, "forge-failed", /again/],
  ];
  for (const [status, headers, code, hint] of refusals) {
    it(`maps ${status} ${JSON.stringify(headers)} to ${code}`, async () => {
      github.refuse(({ method }) => (method === "POST" ? { status, headers } : undefined));
      const error = await failure(forgeOf("workflow-token").createComment(number, "x"));
      assert.equal(error.code, code);
      assert.match(error.hint, hint);
      assert.match(error.subject, /pull request 1$/);
    });
  }

  it("repeats what may be repeated while GitHub is out of order", async () => {
    let refused = 0;
    github.refuse(({ path }) => (path.includes("/pulls/") && (refused += 1) <= 2 ? { status: 503 } : undefined));
    assert.equal((await forgeOf("workflow-token").pullRequest(number)).number, number);
    assert.equal(refused, 3);
  });

  it("never repeats the creation of a comment", async () => {
    let refused = 0;
    github.refuse(({ method }) => (method === "POST" ? { status: (refused += 1) === 0 ? 500 : 502 } : undefined));
    await failure(forgeOf("workflow-token").createComment(number, "x"));
    assert.equal(refused, 1);
  });

  it("says that GitHub did not answer", async () => {
    const octokit = getOctokit("workflow-token", { baseUrl: "http://127.0.0.1:9" });
    const error = await failure(createOctokitForge({ octokit, ...REPOSITORY, pauses: [] }).pullRequest(1));
    assert.deepEqual([error.code, error.message], ["forge-failed", "GitHub did not answer."]);
  });

  it("does not find what is not there", async () => {
    assert.equal((await failure(forgeOf("workflow-token").pullRequest(999))).code, "forge-missing");
    assert.equal((await failure(forgeOf("workflow-token").updateComment(999_999, "x"))).code, "forge-missing");
  });
});

describe("the check against GitHub's description", () => {
  const exchange: Exchange = { method: "POST", path: "/repos/a/b/issues/1/comments", headers: { "content-type": "application/json" }, body: { body: "x" }, status: 422, answer: {} };
  const check = openApiCheck();
  it("accepts what is right", () => assert.deepEqual(check(exchange), []));
  const wrong: Readonly<Record<string, Partial<Exchange>>> = {
    "another path": { path: "/repos/a/b/labels" },
    "a body of another type": { body: { body: 1 } },
    "a body that is too long": { body: { body: "x".repeat(65_537) } },
    "an answer without its parts": { status: 201, answer: {} },
  };
  for (const [what, parts] of Object.entries(wrong)) it(`sees ${what}`, () => assert.notDeepEqual(check({ ...exchange, ...parts }), []));
});
