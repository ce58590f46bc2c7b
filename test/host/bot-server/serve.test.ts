// The server as a process: how it starts, what it says when it cannot, and how it ends.
import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { generateKeyPairSync } from "node:crypto";
import { once } from "node:events";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, it } from "node:test";
import { freePort } from "../../fakes/github.ts";
import { pullRequestPayload, signatureOf } from "../../fakes/probot.ts";
import { ROOT } from "../../support/source-files.ts";
import { until } from "../queue/contract.ts";

const KEY = generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey.export({ type: "pkcs8", format: "pem" }).toString();
const PAYLOAD = pullRequestPayload("opened", { number: 1, head: "a".repeat(40), base: "b".repeat(40), repositoryId: 1 });

let folder: string;
let port: number;
let bot: ChildProcess;
let log: string;

function start(environment: Record<string, string>, seconds = 0): void {
  bot = spawn(process.execPath, [join(ROOT, "test/support/bot-process.ts"), String(seconds)], {
    cwd: folder,
    env: { PATH: process.env["PATH"], HOME: folder, LOG_FORMAT: "json", HOST: "127.0.0.1", PORT: String(port), ...environment },
  });
  for (const stream of [bot.stdout, bot.stderr]) stream?.setEncoding("utf8").on("data", (text: string) => (log += text));
}
const says = (text: string): Promise<void> => until(() => log.includes(text), `"${text}" in\n${log}\n`);

async function deliver(): Promise<number> {
  const headers = { "content-type": "application/json", "x-github-event": "pull_request", "x-github-delivery": "d-1", "x-hub-signature-256": signatureOf(PAYLOAD, "hush") };
  return (await fetch(`http://127.0.0.1:${port}/api/github/webhooks`, { method: "POST", headers, body: PAYLOAD })).status;
}

async function startPlan(seconds: number, environment: Record<string, string> = {}): Promise<number> {
  start({ NODE_ENV: "production", APP_ID: "1", PRIVATE_KEY: KEY, WEBHOOK_SECRET: "hush", ...environment }, seconds);
  await says("Listening on");
  assert.equal(await deliver(), 200);
  await until(() => existsSync(join(folder, "plan.pid")) && readFileSync(join(folder, "plan.pid"), "utf8").endsWith("\n"), "the plan's start");
  return Number(readFileSync(join(folder, "plan.pid"), "utf8"));
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

describe("serveBot", () => {
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), "stowplan-serve-"));
    port = await freePort();
    log = "";
  });
  afterEach(() => {
    if (bot.exitCode === null) bot.kill("SIGKILL");
    rmSync(folder, { recursive: true });
  });

  for (const signal of ["SIGTERM", "SIGINT"] as const) {
    it(`lets a plan come to its end on ${signal}, and ends with 0`, async () => {
      await startPlan(1);
      bot.kill(signal);
      await once(bot, "exit");
      assert.deepEqual([bot.exitCode, bot.signalCode], [0, null], log);
      assert.match(log, /plan ada\/attic#1 done/);
    });
  }

  it("interrupts a plan that takes longer than the patience, with its program, and ends with 0", async () => {
    const pid = await startPlan(60, { STOWPLAN_PATIENCE: "0" });
    assert.ok(isRunning(pid));
    bot.kill("SIGTERM");
    await once(bot, "exit");
    assert.deepEqual([bot.exitCode, bot.signalCode], [0, null], log);
    assert.match(log, /plan ada\/attic#1 returned/);
    await until(() => !isRunning(pid), "the program's end");
  });

  it("ends at once on the second signal, and its programs with it", async () => {
    const pid = await startPlan(60);
    bot.kill("SIGTERM");
    await says("no more jobs are taken");
    bot.kill("SIGTERM");
    await once(bot, "exit");
    assert.equal(bot.exitCode, 1);
    await until(() => !isRunning(pid), "the program's end");
  });

  it("looks for what was missed when it starts, and survives that it cannot", async () => {
    start({ NODE_ENV: "production", APP_ID: "1", PRIVATE_KEY: KEY, WEBHOOK_SECRET: "hush" });
    await says("looked around");
    await says("it is tried again in an hour");
    await says("Listening on");
    assert.equal((await fetch(`http://127.0.0.1:${port}/healthz`)).status, 200);
  });

  it("says what is missing, without the key, and ends with 1", async () => {
    start({ NODE_ENV: "production", APP_ID: "1", PRIVATE_KEY: KEY });
    await once(bot, "exit");
    assert.equal(bot.exitCode, 1);
    assert.match(log, /Without a secret .* Set it to .* \(WEBHOOK_SECRET\)/);
    assert.doesNotMatch(log, /PRIVATE KEY/);
  });

  it("says that its port is taken", async () => {
    start({ NODE_ENV: "production", APP_ID: "1", PRIVATE_KEY: KEY, WEBHOOK_SECRET: "hush" });
    await says("Listening on");
    const first = bot;
    start({ NODE_ENV: "production", APP_ID: "1", PRIVATE_KEY: KEY, WEBHOOK_SECRET: "hush" });
    await once(bot, "exit");
    first.kill("SIGKILL");
    assert.equal(bot.exitCode, 1);
    assert.match(log, /EADDRINUSE/);
  });

  it("offers to make an App where it has none", async () => {
    start({});
    await says("Listening on");
    const page = await fetch(`http://127.0.0.1:${port}/probot`);
    assert.equal(page.status, 200);
    assert.match(await page.text(), /Register/i);
  });
});
