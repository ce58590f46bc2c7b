// The releases port against a server on loopback: what is asked, how often, with which token, and that no answer ever throws.
import assert from "node:assert/strict";
import { createServer, type IncomingHttpHeaders } from "node:http";
import { after, before, beforeEach, describe, it } from "node:test";
import { openReleases, type ReleasesOptions } from "../../src/host/github-releases.ts";
import { openPlanPorts } from "../../src/host/plan-ports.ts";
import type { Log } from "../../src/ports.ts";
import { fakeCache } from "../fakes/cache.ts";
import { makeRepository } from "../support/git-repository.ts";

const SOURCE = "https://github.com/mealie-recipes/mealie";

type Asked = { readonly url: string; readonly headers: IncomingHttpHeaders };

let asked: Asked[] = [];
let answer: (url: string) => { readonly status?: number; readonly body: string };
const told: string[] = [];
const log: Log = { progress: () => undefined, info: (text) => told.push(text), warn: () => undefined };

const server = createServer((request, response) => {
  asked.push({ url: request.url ?? "", headers: request.headers });
  const { status = 200, body } = answer(request.url ?? "");
  response.writeHead(status, { "content-type": "application/json" }).end(body);
});

before(() => new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve)));
after(() => {
  server.close();
  server.closeAllConnections();
});
beforeEach(() => {
  asked = [];
  told.length = 0;
});

function address(): string {
  const bound = server.address();
  return `http://127.0.0.1:${typeof bound === "object" && bound !== null ? bound.port : 0}`;
}

function open(parts: Partial<ReleasesOptions> = {}) {
  return openReleases({ environment: { GITHUB_API_URL: address() }, log, ...parts });
}

function release(tag: string, parts: Readonly<Record<string, unknown>> = {}): Readonly<Record<string, unknown>> {
  return { tag_name: tag, name: null, published_at: "2026-03-01T08:00:00Z", body: `Notes of ${tag}`, html_url: `${SOURCE}/releases/tag/${tag}`, draft: false, ...parts };
}

/** 100 releases on each page, counting down from v9.99. */
function page(url: string): string {
  const number = Number(new URL(url, "http://x").searchParams.get("page"));
  return JSON.stringify(Array.from({ length: 100 }, (_, index) => release(`v${10 - number}.${99 - index}`)));
}

describe("openReleases", () => {
  it("lists releases, and asks once in a run", async () => {
    answer = () => ({ body: JSON.stringify([release("v1.4.0", { name: "The kitchen" }), release("v1.3.2", { body: null }), release("v1.5.0", { draft: true })]) });
    const releases = open();
    const [first, second] = await Promise.all([releases.list(SOURCE, { until: "1.3.2" }), releases.list(`${SOURCE}.git`, { until: "1.3.2" })]);
    assert.deepEqual(first, [
      { tag: "v1.4.0", name: "The kitchen", published: "2026-03-01T08:00:00Z", notes: "Notes of v1.4.0", url: `${SOURCE}/releases/tag/v1.4.0` },
      { tag: "v1.3.2", name: "v1.3.2", published: "2026-03-01T08:00:00Z", notes: "", url: `${SOURCE}/releases/tag/v1.3.2` },
    ]);
    assert.equal(second, first);
    assert.deepEqual(asked.map(({ url }) => url), ["/repos/mealie-recipes/mealie/releases?per_page=100&page=1"]);
    assert.equal(asked[0]?.headers.authorization, undefined);
  });

  it("turns pages until the old version is there, and no more than five", async () => {
    answer = (url) => ({ body: page(url) });
    assert.equal((await open().list(SOURCE, { until: "8.50" })).length, 200);
    assert.equal(asked.length, 2);
    asked = [];
    await open().list(SOURCE, { until: "0.1" });
    assert.equal(asked.length, 5);
  });

  it("sends the token to the environment's own server only", async () => {
    answer = () => ({ body: "[]" });
    await open({ token: "harbour" }).list(SOURCE, { until: "1" });
    assert.equal(asked[0]?.headers.authorization, "Bearer harbour");
  });

  it("keeps what it read for another run", async () => {
    answer = () => ({ body: JSON.stringify([release("v1.4.0")]) });
    const cache = fakeCache();
    const first = await open({ cache }).list(SOURCE, { until: "1.3.2" });
    const second = await open({ cache }).list(SOURCE, { until: "1.3.2" });
    assert.deepEqual([second, asked.length], [first, 1]);
  });

  it("does not give what a token let it read to those who have none", async () => {
    answer = () => ({ body: JSON.stringify([release("v1.4.0")]) });
    const cache = fakeCache();
    await open({ cache, token: "harbour" }).list(SOURCE, { until: "1.3.2" });
    answer = () => ({ status: 404, body: "{}" });
    assert.deepEqual(await open({ cache }).list(SOURCE, { until: "1.3.2" }), []);
  });

  for (const [whose, isForStranger, expected] of [["our own", false, "Bearer harbour"], ["a stranger's", true, undefined]] as const) {
    it(`is asked ${expected === undefined ? "without" : "with"} the environment's token for ${whose} pull request`, async () => {
      answer = () => ({ body: "[]" });
      const repository = makeRepository();
      const environment = { PATH: process.env["PATH"], GITHUB_TOKEN: "harbour", GITHUB_API_URL: address() };
      const ports = await openPlanPorts({ directory: repository.folder, environment, isForStranger }, log);
      await ports.releases?.list(SOURCE, { until: "1" });
      assert.deepEqual(asked.map(({ headers }) => headers.authorization), [expected]);
      repository.remove();
    });
  }

  it("asks nobody about sources elsewhere", async () => {
    for (const source of ["https://gitlab.com/a/b", "https://codeberg.org/a/b", "nothing", "https://github.com/../../user"]) assert.deepEqual(await open().list(source, { until: "1" }), []);
    assert.equal(asked.length, 0);
  });

  const FAILURES: readonly (readonly [what: string, status: number, body: string])[] = [
    ["no such repository", 404, '{"message":"Not Found"}'],
    ["the limit on requests", 403, '{"message":"API rate limit exceeded"}'],
    ["no JSON", 200, "<html>"],
    ["another form", 200, '[{"tag":"v1"}]'],
    ["a list without an end", 200, `["${"x".repeat(17 * 1024 * 1024)}"]`],
  ];
  for (const [what, status, body] of FAILURES) {
    it(`is silent about ${what}, and keeps no such answer`, async () => {
      answer = () => ({ status, body });
      const cache = fakeCache();
      assert.deepEqual(await open({ cache }).list(SOURCE, { until: "1" }), []);
      answer = () => ({ body: JSON.stringify([release("v1")]) });
      assert.equal((await open({ cache }).list(SOURCE, { until: "1" })).length, 1);
      assert.match(told[0] ?? "", /^No release notes of mealie-recipes\/mealie: /);
    });
  }

  it("is silent where nobody answers", async () => {
    assert.deepEqual(await open({ environment: { GITHUB_API_URL: "http://127.0.0.1:9" } }).list(SOURCE, { until: "1" }), []);
  });
});
