import assert from "node:assert/strict";
import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, it } from "node:test";
import { createBotMetrics } from "../../../src/host/bot-server/bot-metrics.ts";
import { readStart } from "../../../src/host/bot-server/server-settings.ts";

const ROOT = join(import.meta.dirname, "..", "..", "..");
const APP = { APP_ID: "7", PRIVATE_KEY: "key", WEBHOOK_SECRET: "hush" };
const DEFAULTS = { role: "all", host: "localhost", port: 3000, webhookPath: "/api/github/webhooks", patience: 60_000 };
const DATABASE = "postgres://stowplan@localhost/stowplan?host=/run/postgresql";

/** Every environment variable that the bot's code reads: by name, from an environment taken apart, or by the schema of the settings. */
function variablesRead(): ReadonlySet<string> {
  const files = globSync(["src/bot.ts", "src/host/**/*.ts"], { cwd: ROOT }).filter((path) => !/src\/host\/(?:action|commands|terminal)/.test(path));
  return new Set(
    files.flatMap((path) => {
      const text = readFileSync(join(ROOT, path), "utf8");
      const named = [...text.matchAll(/(?:environment|variables|process\.env)\["([A-Z_]+)"\]/g), ...text.matchAll(/^ {2}([A-Z][A-Z_]+): (?:z|Role)\./gm)];
      const takenApart = [...text.matchAll(/\{([^{}]*)\} = environment;/g)].flatMap(([, names = ""]) => [...names.matchAll(/\b([A-Z][A-Z_]+):/g)]);
      return [...named, ...takenApart].flatMap(([, name]) => name ?? []);
    }),
  );
}

describe("docs/bot.md", () => {
  const page = readFileSync(join(ROOT, "docs/bot.md"), "utf8");
  const rows = page.slice(page.indexOf("## Settings"), page.indexOf("## Strangers' code")).split("\n").filter((line) => line.startsWith("| `"));
  const told = new Set(rows.flatMap((row) => [...(row.split(" | ")[0] ?? "").matchAll(/`([A-Za-z_]+)`/g)].flatMap(([, name]) => name ?? [])));

  it("names every variable that the bot reads", () => {
    const read = variablesRead();
    for (const name of ["STOWPLAN_ROLE", "STOWPLAN_PATIENCE", "DATABASE_URL", "STOWPLAN_FORKS", "STOWPLAN_CLONES_GIB", "REGISTRY_AUTH_FILE"]) assert.ok(read.has(name), name);
    assert.deepEqual([...read].filter((name) => !told.has(name)), []);
  });

  it("names no other of ours", () => {
    const read = variablesRead();
    assert.deepEqual([...told].filter((name) => name.startsWith("STOWPLAN_") && !read.has(name)), []);
  });

  it("names metrics that there are", () => {
    const text = createBotMetrics({ version: "0.1.0", now: () => new Date() }).render({ depth: undefined, memory: 0 });
    const names = [...page.matchAll(/`(stowplan_[a-z_]+)`/g)].flatMap(([, name]) => name ?? []);
    assert.ok(names.length > 5);
    assert.deepEqual(names.filter((name) => !text.includes(`# TYPE ${name} `)), []);
  });
});

describe("readStart", () => {
  const served: readonly (readonly [what: string, environment: Record<string, string>, settings: object])[] = [
    ["an App and nothing else", APP, DEFAULTS],
    ["a key in a file", { APP_ID: "7", PRIVATE_KEY_PATH: "/run/key", WEBHOOK_SECRET: "hush" }, DEFAULTS],
    ["empty variables like none", { ...APP, DATABASE_URL: "", STOWPLAN_ROLE: "", PORT: "" }, DEFAULTS],
    ["address and path", { ...APP, HOST: "0.0.0.0", PORT: "8080", WEBHOOK_PATH: "/hooks" }, { ...DEFAULTS, host: "0.0.0.0", port: 8080, webhookPath: "/hooks" }],
    ["one that only takes webhooks", { ...APP, DATABASE_URL: DATABASE, STOWPLAN_ROLE: "web" }, { ...DEFAULTS, role: "web", database: DATABASE }],
    ["a worker, which needs no secret", { APP_ID: "7", PRIVATE_KEY: "key", DATABASE_URL: DATABASE, STOWPLAN_ROLE: "worker" }, { ...DEFAULTS, role: "worker", database: DATABASE }],
    ["a patience in seconds", { ...APP, STOWPLAN_PATIENCE: "300" }, { ...DEFAULTS, patience: 300_000 }],
  ];
  for (const [what, environment, settings] of served) {
    it(`reads ${what}`, () => assert.deepEqual(readStart({ NODE_ENV: "production", ...environment }), { kind: "serve", settings }));
  }

  for (const environment of [{}, { APP_ID: "7" }, { PRIVATE_KEY: "key" }, { APP_ID: "", PRIVATE_KEY: "key" }]) {
    it(`offers to make an App where there is none: ${JSON.stringify(environment)}`, () => assert.deepEqual(readStart(environment), { kind: "setup" }));
    it(`does not in production: ${JSON.stringify(environment)}`, () => {
      assert.throws(() => readStart({ NODE_ENV: "production", ...environment }), { code: "usage", subject: "APP_ID" });
    });
  }

  const refused: readonly (readonly [subject: string, environment: Record<string, string>])[] = [
    ["WEBHOOK_SECRET", { APP_ID: "7", PRIVATE_KEY: "key" }],
    ["WEBHOOK_SECRET", { ...APP, WEBHOOK_SECRET: "" }],
    ["STOWPLAN_ROLE", { ...APP, STOWPLAN_ROLE: "both" }],
    ["STOWPLAN_ROLE", { ...APP, STOWPLAN_ROLE: "web" }],
    ["STOWPLAN_ROLE", { ...APP, STOWPLAN_ROLE: "worker" }],
    ["DATABASE_URL", { ...APP, DATABASE_URL: "mysql://root:swordfish@localhost" }],
    ["PORT", { ...APP, PORT: "http" }],
    ["PORT", { ...APP, PORT: "70000" }],
    ["WEBHOOK_PATH", { ...APP, WEBHOOK_PATH: "hooks" }],
    ["STOWPLAN_PATIENCE", { ...APP, STOWPLAN_PATIENCE: "soon" }],
  ];
  for (const [subject, environment] of refused) {
    it(`refuses ${JSON.stringify(environment)}`, () => {
      assert.throws(() => readStart(environment), (error) => error instanceof Error && "subject" in error && error.subject === subject && !error.message.includes("swordfish"));
    });
  }
});
