import assert from "node:assert/strict";
import { generateKeyPairSync } from "node:crypto";
import { request, type Server } from "node:http";
import { afterEach, beforeEach, describe, it } from "node:test";
import { createProbot, type Probot } from "probot";
import type { Queue } from "../../../src/host/bot/queue.ts";
import { createBotLog } from "../../../src/host/bot-server/bot-log.ts";
import { type BotMetrics, createBotMetrics } from "../../../src/host/bot-server/bot-metrics.ts";
import { closeHttpServer, portOf, startHttpServer } from "../../../src/host/bot-server/http-server.ts";
import { createMemoryQueue } from "../../../src/host/queue/memory-queue.ts";
import { unreachable } from "../../../src/host/queue/postgres-store.ts";
import { pullRequestPayload, signatureOf } from "../../fakes/probot.ts";
import { planJob } from "../queue/contract.ts";

const SECRET = "hush";
const PRIVATE_KEY = generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey.export({ type: "pkcs8", format: "pem" }).toString();
const PAYLOAD = pullRequestPayload("opened", { number: 1, head: "a".repeat(40), base: "b".repeat(40), repositoryId: 1 });

let lines: string[];
let app: Probot;
let queue: Queue;
let isReachable: boolean;
let metrics: BotMetrics;
let server: Server;

/** The queue, or what it is while its database is away. */
const switched: Pick<Queue, "add" | "depth"> = {
  add: (queued) => (isReachable ? queue.add(queued) : Promise.reject(unreachable(new Error("connect ECONNREFUSED")))),
  depth: () => (isReachable ? queue.depth() : Promise.reject(unreachable(undefined))),
};

async function start(webhookPath: string | undefined): Promise<void> {
  server = await startHttpServer({ app, metrics, depth: () => switched.depth(), webhookPath }, { host: "127.0.0.1", port: 0 });
}

function address(path: string): string {
  return `http://127.0.0.1:${portOf(server)}${path}`;
}

type Delivery = { readonly payload?: string; readonly event?: string; readonly headers?: Record<string, string> };

async function deliver({ payload = PAYLOAD, event = "pull_request", headers = {} }: Delivery = {}): Promise<{ status: number; text: string }> {
  const all = { "content-type": "application/json", "x-github-event": event, "x-github-delivery": "d-1", "x-hub-signature-256": signatureOf(payload, SECRET), ...headers };
  const answer = await fetch(address("/api/github/webhooks"), { method: "POST", headers: all, body: payload });
  return { status: answer.status, text: await answer.text() };
}

describe("startHttpServer", () => {
  beforeEach(async () => {
    lines = [];
    isReachable = true;
    queue = createMemoryQueue();
    metrics = createBotMetrics({ version: "0.1.0", now: () => new Date() });
    const log = await createBotLog({ LOG_FORMAT: "json" }, (line) => lines.push(line));
    app = await createProbot({ env: { APP_ID: "1", PRIVATE_KEY, WEBHOOK_SECRET: SECRET }, overrides: { log } }).ready();
    app.on("pull_request", async ({ id }) => switched.add({ job: planJob("attic#1"), delivery: id }));
    await start("/api/github/webhooks");
  });
  afterEach(() => closeHttpServer(server, 0));

  it("keeps the job of a signed webhook before it answers", async () => {
    assert.deepEqual(await deliver(), { status: 200, text: "ok\n" });
    assert.deepEqual(await queue.depth(), { waiting: 1, running: 0 });
  });

  it("says 200 to events that nobody listens to", async () => assert.equal((await deliver({ event: "watch" })).status, 200));

  const refused: readonly (readonly [what: string, delivery: Delivery, status: number])[] = [
    ["signed with another secret", { headers: { "x-hub-signature-256": signatureOf(PAYLOAD, "guessed") } }, 400],
    ["signed for another payload", { headers: { "x-hub-signature-256": signatureOf(`${PAYLOAD} `, SECRET) } }, 400],
    ["whose signature is none", { headers: { "x-hub-signature-256": "sha256=" } }, 400],
    ["signed as GitHub no longer does", { headers: { "x-hub-signature-256": "sha1=00" } }, 400],
    ["without a payload", { payload: "" }, 400],
    ["whose payload is no JSON", { payload: "{" }, 400],
    ["whose payload is no object", { payload: "1" }, 400],
    ["whose content type is not JSON", { headers: { "content-type": "application/x-www-form-urlencoded" } }, 400],
    ["of an event that cannot be one", { event: "pull request" }, 400],
    ["without a delivery's name", { headers: { "x-github-delivery": "" } }, 400],
  ];
  for (const [what, delivery, status] of refused) {
    it(`refuses one ${what}, and adds nothing`, async () => {
      assert.equal((await deliver(delivery)).status, status);
      assert.deepEqual(await queue.depth(), { waiting: 0, running: 0 });
    });
  }

  it("refuses one that is larger than any of GitHub's before it reads it", async () => {
    const status = await new Promise((resolve, reject) => {
      const headers = { "content-type": "application/json", "x-github-event": "push", "x-github-delivery": "d", "x-hub-signature-256": "sha256=0", "content-length": 30_000_000 };
      const asked = request(address("/api/github/webhooks"), { method: "POST", headers }, (response) => {
        resolve(response.statusCode);
        asked.destroy();
      });
      asked.on("error", reject);
      asked.flushHeaders();
    });
    assert.equal(status, 413);
  });

  it("refuses what is not posted", async () => assert.equal((await fetch(address("/api/github/webhooks"))).status, 405));

  it("says 500 where the job cannot be kept, without the reason, and goes on when the queue is back", async () => {
    isReachable = false;
    const { status, text } = await deliver();
    assert.equal(status, 500);
    assert.doesNotMatch(text, /ECONNREFUSED|Postgre/);
    isReachable = true;
    assert.equal((await deliver()).status, 200);
    assert.equal((await queue.depth()).waiting, 1);
    assert.ok(lines.some((line) => line.includes("queue-unreachable")));
    assert.ok(lines.every((line) => !line.includes("Codertocat")), "the payload is not logged");
  });

  it("tells whether the queue answers", async () => {
    await queue.add({ job: planJob("attic#1") });
    const well = await fetch(address("/healthz"));
    assert.deepEqual([well.status, await well.json()], [200, { status: "ok", waiting: 1, running: 0 }]);
    await closeHttpServer(server, 0);
    isReachable = false;
    await start(undefined);
    const ill = await fetch(address("/healthz"));
    assert.deepEqual([ill.status, await ill.json()], [503, { status: "queue unreachable" }]);
  });

  it("counts webhooks by events that were signed, and others as one", async () => {
    await deliver();
    await deliver({ event: "invented", headers: { "x-hub-signature-256": "sha256=0" } });
    const answer = await fetch(address("/metrics"));
    assert.equal(answer.headers.get("content-type"), "text/plain; version=0.0.4; charset=utf-8");
    const text = await answer.text();
    assert.match(text, /^stowplan_webhooks_total\{event="pull_request",status="200"\} 1$/m);
    assert.match(text, /^stowplan_webhooks_total\{event="other",status="400"\} 1$/m);
    assert.match(text, /^stowplan_webhook_duration_seconds_count 2$/m);
    assert.match(text, /^stowplan_queue_jobs\{state="waiting"\} 1$/m);
    assert.doesNotMatch(text, /invented/);
  });

  it("takes no webhooks in a worker", async () => {
    await closeHttpServer(server, 0);
    await start(undefined);
    assert.equal((await deliver()).status, 404);
    assert.equal((await fetch(address("/healthz"))).status, 200);
  });

  it("knows few other paths", async () => {
    assert.equal((await fetch(address("/"))).status, 200);
    assert.equal((await fetch(address("/.env"))).status, 404);
    assert.equal((await fetch(address("/healthz?verbose"))).status, 200);
  });
});
