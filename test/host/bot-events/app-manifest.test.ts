// app.yml against what the code does: every event that it reads, and every permission that it asks a token for.
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { describe, it } from "node:test";
import { parseDocument } from "yaml";
import * as z from "zod";
import { BOT_EVENTS } from "../../../src/host/bot-events/jobs-of-event.ts";

const Manifest = z.strictObject({
  name: z.string(),
  description: z.string(),
  url: z.url(),
  public: z.literal(false),
  default_permissions: z.record(z.string(), z.enum(["read", "write"])),
  default_events: z.array(z.string()),
});

const text = readFileSync(new URL("../../../app.yml", import.meta.url), "utf8");
const manifest = Manifest.parse(parseDocument(text).toJS());
const folders = ["bot", "bot-jobs"].map((folder) => new URL(`../../../src/host/${folder}/`, import.meta.url));

/** `contents write`, of every list of permissions in the code that jobs ask tokens with. */
function askedFor(): ReadonlySet<string> {
  const sources = folders.flatMap((folder) => readdirSync(folder).map((file) => readFileSync(new URL(file, folder), "utf8")));
  const lists = sources.flatMap((source) => [...source.matchAll(/^const [A-Z]+ = \{([^}]*)\} as const;$/gm)].map(([, list = ""]) => list));
  return new Set(lists.flatMap((list) => [...list.matchAll(/(\w+): "(read|write)"/g)].map(([, name = "", right = ""]) => `${name} ${right}`)));
}

describe("app.yml", () => {
  it("subscribes to the events that are read, save those that every App gets", () => {
    assert.deepEqual(manifest.default_events, BOT_EVENTS.filter((name) => !name.startsWith("installation")).toSorted());
  });

  it("asks for the rights that jobs ask tokens for, and no more", () => {
    const asked = askedFor();
    const names = new Set([...asked].map((right) => right.split(" ")[0] ?? ""));
    const needed = Object.fromEntries([...names].toSorted().map((name) => [name, asked.has(`${name} write`) ? "write" : "read"]));
    assert.deepEqual(manifest.default_permissions, { ...needed, metadata: "read" });
  });

  it("gives a reason for each right and each event", () => {
    const lines = text.split("\n");
    const entries = lines.flatMap((line, index) => (/^ {2}(?:- )?\w+(?::|$)/.test(line) ? [index] : []));
    assert.ok(entries.length >= 12);
    // Two events that mean the same share one.
    for (const index of entries) assert.match(`${lines[index - 1] ?? ""}${lines[index - 2] ?? ""}`, /^ {2}#|^ {2}- \w+ {2}#/);
  });
});
