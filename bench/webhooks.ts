// The bot under load: signed webhooks at an even pace to the built bot, one process for webhooks and two workers at one PostgreSQL, of which
// one is killed in the middle. Prints how long webhooks waited, and whether a job was lost. GitHub is a stand-in on loopback.
// Run: node scripts/with-node24.mjs bench/webhooks.ts [webhooks] [seconds]
import { type ChildProcess, spawn } from "node:child_process";
import { generateKeyPairSync } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { buildInto } from "../scripts/build.ts";
import { freePort } from "../test/fakes/github.ts";
import { pullRequestPayload, signatureOf } from "../test/fakes/probot.ts";
import { startPostgres } from "../test/support/postgres.ts";

const SECRET = "hush";
const REPOSITORIES = 40;
/** Pull requests that are pushed to again and again; each push replaces the plan of the one before. */
const PUSHED = 40;
/** One webhook in so many closes a pull request of its own. */
const CLOSED = 10;
const [count = 1000, seconds = 10] = process.argv.slice(2).map(Number);

const folder = mkdtempSync(join(tmpdir(), "stowplan-bench-"));
const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
const key = privateKey.export({ type: "pkcs8", format: "pem" }).toString();
const postgres = await startPostgres();
const url = postgres.createDatabase();

/** Gives tokens, and says of every pull request that it is closed. */
const asked = new Map<string, number>();
const github = createServer((request, response) => {
  const path = request.url ?? "";
  if (/\/pulls\/\d+$/.test(path)) asked.set(path, (asked.get(path) ?? 0) + 1);
  const pull = { number: 1, state: "closed", title: "", draft: false, user: { login: "ada" }, labels: [], head: { sha: "a".repeat(40), ref: "topic", repo: { id: 1, full_name: "ada/homelab", pushed_at: "2026-01-01T00:00:00Z" } }, base: { sha: "b".repeat(40), ref: "main", repo: { id: 1, full_name: "ada/homelab" } } };
  const answer = path.endsWith("/access_tokens") ? { token: "ghs_stand-in", expires_at: "2099-01-01T00:00:00Z" } : path.includes("/pulls/") ? pull : [];
  response.writeHead(path.endsWith("/access_tokens") ? 201 : 200, { "content-type": "application/json" }).end(JSON.stringify(answer));
});
await new Promise<void>((resolve) => github.listen(0, "127.0.0.1", resolve));
function portOf(address: string | AddressInfo | null): number {
  return typeof address === "object" && address !== null ? address.port : 0;
}
const githubPort = portOf(github.address());

async function startBot(role: string): Promise<{ readonly child: ChildProcess; readonly port: number }> {
  const port = await freePort();
  const child = spawn(process.execPath, [join(folder, "dist/bot.js")], {
    cwd: folder,
    stdio: ["ignore", "ignore", "inherit"],
    env: {
      PATH: process.env["PATH"], HOME: folder, NODE_ENV: "production", LOG_FORMAT: "json", APP_ID: "1", PRIVATE_KEY: key, WEBHOOK_SECRET: SECRET,
      HOST: "127.0.0.1", PORT: String(port), GHE_HOST: `127.0.0.1:${githubPort}`, GHE_PROTOCOL: "http", STOWPLAN_ROLE: role, DATABASE_URL: url,
    },
  });
  for (;;) {
    const status = await fetch(`http://127.0.0.1:${port}/healthz`).then((answer) => answer.status, () => 0);
    if (status === 200) return { child, port };
    await setTimeout(100);
  }
}

type Webhook = { readonly body: string; readonly signature: string; readonly delivery: string };

/** Signed before the clock runs. */
function makeWebhooks(): readonly Webhook[] {
  const payload = pullRequestPayload("closed", { number: 424_242, head: "a".repeat(40), base: "b".repeat(40), repositoryId: 1 });
  return Array.from({ length: count }, (_, index) => {
    const isClosed = index % CLOSED === 0;
    const number = isClosed ? 1000 + index : 1 + (index % PUSHED);
    const body = payload
      .replaceAll("424242", String(number))
      .replaceAll("ada/homelab", `ada/house${number % REPOSITORIES}`)
      .replace('"action":"closed"', `"action":"${isClosed ? "closed" : "synchronize"}"`);
    return { body, signature: signatureOf(body, SECRET), delivery: `delivery-${index}` };
  });
}

async function deliver(port: number, { body, signature, delivery }: Webhook): Promise<{ readonly status: number; readonly milliseconds: number }> {
  const started = performance.now();
  const headers = { "content-type": "application/json", "x-github-event": "pull_request", "x-github-delivery": delivery, "x-hub-signature-256": signature };
  const answer = await fetch(`http://127.0.0.1:${port}/api/github/webhooks`, { method: "POST", headers, body });
  await answer.text();
  return { status: answer.status, milliseconds: performance.now() - started };
}

function share(sorted: readonly number[], part: number): string {
  return `${(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0).toFixed(0)} ms`;
}

async function untilDone(): Promise<void> {
  while (postgres.ask(url, "select count(*) from stowplan.job where state < 'completed'") !== "0") await setTimeout(500);
}

await buildInto(join(folder, "dist"));
const web = await startBot("web");
const [first, second] = [await startBot("worker"), await startBot("worker")];
const webhooks = makeWebhooks();
console.log(`${count} webhooks of ${Math.round((webhooks[0]?.body.length ?? 0) / 1024)} KiB in ${seconds} s`);
await deliver(web.port, { ...(webhooks[0] ?? { body: "", signature: "" }), delivery: "warm" });
await untilDone();
postgres.ask(url, "delete from stowplan.job");
asked.clear();

const started = performance.now();
const answers: Promise<{ readonly status: number; readonly milliseconds: number }>[] = [];
for (const [index, webhook] of webhooks.entries()) {
  const due = (index * seconds * 1000) / count;
  const early = due - (performance.now() - started);
  if (early > 1) await setTimeout(early);
  if (index === Math.floor(count / 2)) first.child.kill("SIGKILL");
  answers.push(deliver(web.port, webhook));
  // Every tenth is sent twice, as GitHub does when it heard no answer.
  if (index % 10 === 0) answers.push(deliver(web.port, webhook));
}
const all = await Promise.all(answers);
const sent = (performance.now() - started) / 1000;
const times = all.map(({ milliseconds }) => milliseconds).toSorted((left, right) => left - right);
console.log(`answered with 200: ${all.filter(({ status }) => status === 200).length} of ${all.length}, sent within ${sent.toFixed(1)} s`);
console.log(`median ${share(times, 0.5)}, 95 % ${share(times, 0.95)}, 99 % ${share(times, 0.99)}, longest ${share(times, 1)}`);

await untilDone();
console.log(`all done ${((performance.now() - started) / 1000).toFixed(0)} s after the first webhook, with one worker left`);
const kept = postgres.ask(url, "select count(distinct id) from stowplan.delivery where id like 'delivery-%'");
const wanted = Number(postgres.ask(url, "select count(distinct substring(id from ' (.*)')) from stowplan.delivery where id like 'delivery-%'"));
const done = Number(postgres.ask(url, "select count(distinct singleton_key) from stowplan.job where state = 'completed'"));
console.log(`deliveries kept: ${kept} of ${count}; pull requests: ${wanted}, of which lost: ${wanted - done}; jobs begun again after the kill: ${postgres.ask(url, "select count(*) from stowplan.job where retry_count > 0")}`);
console.log(`pull requests that GitHub was asked for: ${asked.size}`);

for (const { child } of [web, first, second]) child.kill("SIGKILL");
github.close();
github.closeAllConnections();
await postgres.remove();
rmSync(folder, { recursive: true, force: true });
