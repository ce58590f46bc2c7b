// The server as a process: how it starts, what it says when it cannot, and how it ends.
import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { generateKeyPairSync } from "node:crypto";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, it } from "node:test";
import { pullRequestPayload, signatureOf } from "../../fakes/probot.ts";
import { isRunning } from "../../support/is-running.ts";
import { listeningAddress } from "../../support/listening-address.ts";
import { ROOT } from "../../support/source-files.ts";
import { isWhole, until } from "../../support/until.ts";

const KEY = generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey.export({ type: "pkcs8", format: "pem" }).toString();
const PAYLOAD = pullRequestPayload("opened", { number: 1, head: "a".repeat(40), base: "b".repeat(40), repositoryId: 1 });

let folder: string;
let bot: ChildProcess;
let log: string;

function start(environment: Record<string, string>, { seconds = 0, port = "0" }: { readonly seconds?: number; readonly port?: string } = {}): void {
  bot = spawn(process.execPath, [join(ROOT, "test/support/bot-process.ts"), String(seconds)], {
    cwd: folder,
    env: { PATH: process.env["PATH"], HOME: folder, LOG_FORMAT: "json", HOST: "127.0.0.1", PORT: port, ...environment },
  });
  for (const stream of [bot.stdout, bot.stderr]) stream?.setEncoding("utf8").on("data", (text: string) => (log += text));
}
const says = (text: string): Promise<void> => until(() => log.includes(text), () => `"${text}" in\n${log}\n`);
/** Its end, with all that it said. */
const end = (): Promise<unknown> => once(bot, "close");

const address = (): Promise<string> => listeningAddress(() => log);

async function deliver(url: string): Promise<number> {
  const headers = { "content-type": "application/json", "x-github-event": "pull_request", "x-github-delivery": "d-1", "x-hub-signature-256": signatureOf(PAYLOAD, "hush") };
  return (await fetch(`${url}/api/github/webhooks`, { method: "POST", headers, body: PAYLOAD })).status;
}

async function startPlan(seconds: number, environment: Record<string, string> = {}): Promise<number> {
  start({ NODE_ENV: "production", APP_ID: "1", PRIVATE_KEY: KEY, WEBHOOK_SECRET: "hush", ...environment }, { seconds });
  assert.equal(await deliver(await address()), 200);
  await until(() => isWhole(join(folder, "plan.pid")), "the plan's start");
  return Number(readFileSync(join(folder, "plan.pid"), "utf8"));
}

describe("serveBot", () => {
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "stowplan-serve-"));
    log = "";
  });
  afterEach(async () => {
    if (bot.kill("SIGKILL")) await end();
    rmSync(folder, { recursive: true });
  });

  for (const signal of ["SIGTERM", "SIGINT"] as const) {
    it(`lets a plan come to its end on ${signal}, and ends with 0`, async () => {
      await startPlan(1);
      bot.kill(signal);
      await end();
      assert.deepEqual([bot.exitCode, bot.signalCode], [0, null], log);
      assert.match(log, /plan ada\/attic#1 done/);
    });
  }

  it("interrupts a plan that takes longer than the patience, with its program, and ends with 0", async () => {
    const pid = await startPlan(60, { STOWPLAN_PATIENCE: "0" });
    assert.ok(isRunning(pid));
    bot.kill("SIGTERM");
    await end();
    assert.deepEqual([bot.exitCode, bot.signalCode], [0, null], log);
    assert.match(log, /plan ada\/attic#1 returned/);
    await until(() => !isRunning(pid), "the program's end");
  });

  it("ends at once on the second signal, and its programs with it", async () => {
    const pid = await startPlan(60);
    bot.kill("SIGTERM");
    await says("no more jobs are taken");
    bot.kill("SIGTERM");
    await end();
    assert.equal(bot.exitCode, 1);
    await until(() => !isRunning(pid), "the program's end");
  });

  it("looks for what was missed when it starts, and survives that it cannot", async () => {
    start({ NODE_ENV: "production", APP_ID: "1", PRIVATE_KEY: KEY, WEBHOOK_SECRET: "hush" });
    await says("looked around");
    await says("it is tried again in an hour");
    assert.equal((await fetch(`${await address()}/healthz`)).status, 200);
  });

  it("says what is missing, without the key, and ends with 1", async () => {
    start({ NODE_ENV: "production", APP_ID: "1", PRIVATE_KEY: KEY });
    await end();
    assert.equal(bot.exitCode, 1);
    assert.match(log, /Without a secret .* Set it to .* \(WEBHOOK_SECRET\)/);
    assert.doesNotMatch(log, /PRIVATE KEY|^ *at /m, "neither the key nor a stack");
  });

  it("says that its port is taken", async () => {
    start({ NODE_ENV: "production", APP_ID: "1", PRIVATE_KEY: KEY, WEBHOOK_SECRET: "hush" });
    const { port } = new URL(await address());
    const first = bot;
    start({ NODE_ENV: "production", APP_ID: "1", PRIVATE_KEY: KEY, WEBHOOK_SECRET: "hush" }, { port });
    await end();
    first.kill("SIGKILL");
    assert.equal(bot.exitCode, 1);
    assert.match(log, /EADDRINUSE/);
  });

  it("offers to make an App where it has none", async () => {
    start({});
    const page = await fetch(`${await address()}/probot`);
    assert.equal(page.status, 200);
    assert.match(await page.text(), /Register/i);
  });
});
