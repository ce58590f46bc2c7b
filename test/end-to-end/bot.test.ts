// The bundled bot as a server of its own: a signed webhook in, a comment out, with real git and the App's own tokens.
import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { buildInto } from "../../scripts/build.ts";
import { findMarker } from "../../src/report/index.ts";
import { APP, commitFile, type GitHub, openPullRequest, REPOSITORY, startGitHub } from "../fakes/github.ts";
import { makeOrigin, type Origin } from "../fakes/origin.ts";
import { pullRequestPayload, signatureOf } from "../fakes/probot.ts";
import { listeningAddress } from "../support/listening-address.ts";
import { until } from "../support/until.ts";

const SECRET = "hush";
const FILE = "compose.yaml";
const compose = (level: string): string => `name: cellar\nservices:\n  cache:\n    image: docker.io/library/redis:7.4\n    environment:\n      LEVEL: ${level}\n`;

const cleanUps: (() => unknown)[] = [];
const lifetime = { after: (cleanUp: () => void): void => void cleanUps.push(cleanUp) };

let folder: string;
let github: GitHub;
let origin: Origin;
let bot: ChildProcess;
let log = "";
let address: string;
let number: number;
let base: string;
let head: string;

async function deliver(payload: string, signature: string): Promise<number> {
  const headers = { "content-type": "application/json", "x-github-event": "pull_request", "x-github-delivery": "d-1", "x-hub-signature-256": signature };
  return (await fetch(`${address}/api/github/webhooks`, { method: "POST", headers, body: payload })).status;
}

async function firstComment(): Promise<{ body: string; author: string } | undefined> {
  const answer = await github.ask(`GET /repos/${REPOSITORY.owner}/${REPOSITORY.repo}/issues/${number}/comments`);
  const comment: unknown = Array.isArray(answer) ? answer[0] : undefined;
  if (typeof comment !== "object" || comment === null || !("body" in comment) || !("user" in comment)) return undefined;
  const { user } = comment;
  return { body: String(comment.body), author: typeof user === "object" && user !== null && "login" in user ? String(user.login) : "" };
}

async function startBot(): Promise<void> {
  bot = spawn(process.execPath, [join(folder, "dist/bot.js")], {
    cwd: folder,
    env: {
      PATH: process.env["PATH"], HOME: folder, TMPDIR: join(folder, "tmp"), NODE_ENV: "production", LOG_LEVEL: "debug", LOG_FORMAT: "json", STOWPLAN_PATIENCE: "0",
      APP_ID: String(APP.id), PRIVATE_KEY: github.privateKey, WEBHOOK_SECRET: SECRET, HOST: "127.0.0.1", PORT: "0",
      GHE_HOST: new URL(github.url).host, GHE_PROTOCOL: "http", GITHUB_SERVER_URL: origin.url.replace(`/${REPOSITORY.owner}/${REPOSITORY.repo}.git`, ""),
    },
  });
  for (const stream of [bot.stdout, bot.stderr]) stream?.setEncoding("utf8").on("data", (text: string) => (log += text));
  address = await listeningAddress(() => log);
}

describe("dist/bot.js", () => {
  before(async () => {
    folder = mkdtempSync(join(tmpdir(), "stowplan-bot-"));
    cleanUps.push(() => rmSync(folder, { recursive: true, force: true }));
    await buildInto(join(folder, "dist"));
    mkdirSync(join(folder, "tmp"));
    github = await startGitHub();
    cleanUps.push(() => github.close());
    origin = makeOrigin(lifetime, `${REPOSITORY.owner}/${REPOSITORY.repo}.git`);
    base = origin.commit({ [FILE]: compose("info") });
    head = origin.commit({ [FILE]: compose("debug") }, base);
    assert.deepEqual([await commitFile(github, { path: FILE, content: compose("info") }), await commitFile(github, { path: FILE, content: compose("debug"), parent: base })], [base, head]);
    number = await openPullRequest(github, { base, head });
    origin.mergePullRequest(number, { base, head });
    await startBot();
    cleanUps.push(async () => {
      if (bot.kill()) await once(bot, "close");
    });
  });
  after(async () => {
    for (const cleanUp of cleanUps.toReversed()) await cleanUp();
  });

  it("refuses a webhook that is not signed with the secret", async () => {
    const payload = pullRequestPayload("opened", { number, head, base, repositoryId: github.repositoryId });
    assert.equal(await deliver(payload, signatureOf(payload, "guessed")), 400);
    assert.equal(await firstComment(), undefined);
  });

  it("answers a signed one at once, and the pull request with the plan", async () => {
    const payload = pullRequestPayload("opened", { number, head, base, repositoryId: github.repositoryId });
    assert.equal(await deliver(payload, signatureOf(payload, SECRET)), 200);
    // A bot works after it has answered.
    await until(async () => (await firstComment()) !== undefined, () => `a comment of a bot that says\n${log}\n`);
    const comment = await firstComment();
    assert.ok(comment);
    assert.equal(comment.author, `${APP.slug}[bot]`);
    assert.match(comment.body, /environment LEVEL info → debug/);
    assert.deepEqual([findMarker(comment.body)?.base, findMarker(comment.body)?.head], [base, head]);
  });

  it("shows no token and no key", () => assert.doesNotMatch(log, /ghs_|PRIVATE KEY/));

  it("leaves no checkout behind", async () => {
    await until(() => readdirSync(join(folder, "tmp")).length === 0, "the checkout's end");
  });

  it("asked GitHub only as GitHub's description has it", () => github.assertDescribed());
});
