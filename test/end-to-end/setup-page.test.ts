// A bot without an App: its setup page offers the manifest of app.yml to GitHub, with the least permissions and a reason for each.
import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { copyFileSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { after, before, describe, it } from "node:test";
import { fileURLToPath } from "node:url";
import { parse } from "yaml";
import * as z from "zod";
import { freePort } from "../fakes/github.ts";
import { listeningAddress } from "../support/listening-address.ts";

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const text = readFileSync(join(root, "app.yml"), "utf8");
const Manifest = z.object({ default_permissions: z.record(z.string(), z.enum(["read", "write"])), default_events: z.array(z.string()), public: z.boolean() });

describe("the setup page", () => {
  let bot: ChildProcess;
  let folder: string;
  let page: string;

  before(async () => {
    folder = mkdtempSync(join(tmpdir(), "stowplan-setup-"));
    copyFileSync(join(root, "app.yml"), join(folder, "app.yml"));
    const args = ["--import", join(root, "scripts/text-imports.mjs"), join(root, "src/bot.ts")];
    // Probot's setup takes 0 for 3000.
    const env: NodeJS.ProcessEnv = { PATH: process.env["PATH"], HOME: folder, HOST: "127.0.0.1", PORT: String(await freePort()), LOG_FORMAT: "json", NO_SMEE_SETUP: "true" };
    bot = spawn(process.execPath, args, { cwd: folder, env, stdio: ["ignore", "pipe", "inherit"] });
    let log = "";
    bot.stdout?.setEncoding("utf8").on("data", (text: string) => (log += text));
    page = await (await fetch(`${await listeningAddress(() => log)}/probot`)).text();
  });
  after(async () => {
    if (bot.kill("SIGKILL")) await once(bot, "close");
    rmSync(folder, { recursive: true, force: true });
  });

  it("hands GitHub what app.yml asks for", () => {
    const json = /name="manifest"[^>]*value='([^']*)'/.exec(page)?.[1] ?? "{}";
    assert.deepEqual(Manifest.parse(JSON.parse(json)), Manifest.parse(parse(text)));
  });
});

describe("app.yml", () => {
  const lines = text.split("\n");
  const isListed = (line: string): boolean => /^ {2}(?:- )?[a-z_]+(?:: (?:read|write))?$/.test(line);
  /** Neighbours may share a reason. */
  const reasonAbove = (index: number): string => lines.slice(0, index).findLast((line) => !isListed(line)) ?? "";
  const listed = lines.flatMap((line, index) => (isListed(line) ? [{ line: line.trim(), before: reasonAbove(index) }] : []));

  it("names permissions and events that are few enough to read", () => {
    const { default_permissions: permissions, default_events: events } = Manifest.parse(parse(text));
    assert.equal(listed.length, Object.keys(permissions).length + events.length);
    assert.deepEqual(Object.keys(permissions).filter((name) => ["administration", "secrets", "workflows", "actions", "members", "organization_administration"].includes(name)), []);
  });

  for (const { line, before: reason } of listed) it(`gives a reason for ${line}`, () => assert.match(reason, /^ {2}# \S/));

  it("is of an App that nobody else can install", () => assert.equal(Manifest.parse(parse(text)).public, false));
});
