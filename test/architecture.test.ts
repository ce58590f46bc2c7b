// The rules of the house (docs/design.md): who may import whom, who may touch the outside, how large things get, what they are called.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { readSourceFiles, type SourceFile } from "./support/source-files.ts";

/** Rooms in the order of the pipeline: each may import only those to its left. */
const PIPELINE = [
  "config", "discover", "compose", "convert", "evaluate", "switch", "images", "pins", "updates", "report", "publish",
] as const;
/** Rooms of a language or of nothing in particular, open to every room; they import no room. */
const FOUNDATIONS = ["nix"];
const ENTRIES = ["action.ts", "bot.ts", "cli.ts"];
/** What lets the rooms follow each other. */
const CONTENTS = ["plan.ts", "update-run.ts", "update-survey.ts"];
/** What only host/ and the entries may import: programs, files, the network, frameworks. */
const OUTSIDE = /^(?:@actions\/|@octokit\/|probot$|commander$|node:(?:child_process|fs|net|http|https|tls|dns|os|process|readline|worker_threads)(?:\/|$))/;

const files = readSourceFiles();
const roomOf = (path: string): string | undefined => (path.includes("/") ? path.slice(0, path.indexOf("/")) : undefined);
const isHost = (file: SourceFile): boolean => roomOf(file.path) === "host" || ENTRIES.includes(file.path);
const ours = (file: SourceFile): readonly string[] => file.imports.filter((path) => files.some((other) => other.path === path));

/** Every violation as one readable line; an empty list is a tidy house. */
function violations(check: (file: SourceFile) => readonly string[]): readonly string[] {
  return files.flatMap((file) => check(file).map((what) => `${file.path}: ${what}`));
}

function isAllowed(from: string, to: string): boolean {
  if (FOUNDATIONS.includes(to)) return true;
  return PIPELINE.findIndex((room) => room === to) < PIPELINE.findIndex((room) => room === from);
}

describe("imports", () => {
  it("go to rooms on the left only", () => {
    const wrong = violations((file) => {
      const room = roomOf(file.path);
      if (room === undefined || isHost(file)) return [];
      return ours(file)
        .filter((path) => roomOf(path) !== undefined && roomOf(path) !== room)
        .filter((path) => FOUNDATIONS.includes(room) || !isAllowed(room, roomOf(path) ?? ""));
    });
    assert.deepEqual(wrong, []);
  });

  it("go through the other room's index.ts", () => {
    const wrong = violations((file) =>
      ours(file).filter((path) => roomOf(path) !== undefined && roomOf(path) !== roomOf(file.path) && roomOf(path) !== "host" && !path.endsWith("/index.ts")),
    );
    assert.deepEqual(wrong, []);
  });

  it("never reach a room from a module that stands outside the rooms, save the tables of contents and the entries", () => {
    const wrong = violations((file) =>
      roomOf(file.path) !== undefined || CONTENTS.includes(file.path) || ENTRIES.includes(file.path) ? [] : ours(file).filter((path) => roomOf(path) !== undefined),
    );
    assert.deepEqual(wrong, []);
  });

  it("touch the outside only in host/ and the entries", () => {
    assert.deepEqual(violations((file) => (isHost(file) ? [] : file.imports.filter((name) => OUTSIDE.test(name)))), []);
    const ambient = /\bprocess\.(?!platform)\w|\bfetch\(|\bconsole\./;
    assert.deepEqual(violations((file) => (isHost(file) ? [] : file.text.split("\n").filter((line) => ambient.test(line) && !/^\s*(?:\/\/|\*|\/\*)/.test(line)))), []);
  });

  it("name only files that exist", () => {
    const known = (path: string): boolean => files.some((other) => other.path === path) || !path.endsWith(".ts");
    assert.deepEqual(violations((file) => file.imports.filter((path) => !known(path))), []);
  });

  it("make no circle", () => {
    const state = new Map<string, "open" | "closed">();
    const circles: string[] = [];
    const graph = new Map(files.map((file) => [file.path, ours(file)]));
    function walk(path: string, trail: readonly string[]): void {
      if (state.get(path) === "closed") return;
      if (state.get(path) === "open") {
        circles.push([...trail.slice(trail.indexOf(path)), path].join(" -> "));
        return;
      }
      state.set(path, "open");
      for (const next of graph.get(path) ?? []) walk(next, [...trail, path]);
      state.set(path, "closed");
    }
    for (const file of files) walk(file.path, []);
    assert.deepEqual(circles, []);
  });
});

describe("modules", () => {
  it("do nothing when they are imported, save the entries", () => {
    assert.deepEqual(violations((file) => (ENTRIES.includes(file.path) ? [] : file.effects)), []);
  });

  it("say in their first line what they turn into what", () => {
    assert.deepEqual(violations((file) => (/^(?:#!.*\n)?\/\/ \S/.test(file.text) ? [] : ["no opening comment"])), []);
  });

  it("give a schema and its type one name", () => {
    const wrong = violations((file) =>
      [...file.text.matchAll(/^export const ([A-Z][a-z]\w*) = z\b/gm)].flatMap(([, name = ""]) =>
        file.text.includes(`export type ${name} = z.`) ? [] : [`schema ${name} has no type of its name`],
      ),
    );
    // CommitId and Pattern are strings to the compiler: a type of that name would promise more than it checks.
    assert.deepEqual(wrong.filter((line) => !/ (?:CommitId) /.test(line)), []);
  });
});

describe("sizes", () => {
  const limits: Readonly<Record<string, number>> = { "action.ts": 60, "bot.ts": 60, "cli.ts": 60, "plan.ts": 80, "update-run.ts": 80, "update-survey.ts": 80 };

  it("keep every file within 300 lines, the entries within 60, the tables of contents within 80", () => {
    assert.deepEqual(violations((file) => (file.lines > (limits[file.path] ?? 300) ? [`${String(file.lines)} lines`] : [])), []);
  });

  it("keep the median at 60 lines and the 95th percentile at 240", () => {
    const sorted = files.map((file) => file.lines).toSorted((left, right) => left - right);
    const at = (share: number): number => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
    assert.ok(at(0.5) <= 60, `median ${String(at(0.5))}`);
    assert.ok(at(0.95) <= 240, `95th percentile ${String(at(0.95))}`);
  });

  it("keep folders two deep", () => {
    assert.deepEqual(violations((file) => (file.path.split("/").length > 3 ? ["too deep"] : [])), []);
  });
});

describe("names", () => {
  it("are in kebab-case and say what the thing is", () => {
    const parts = (path: string): readonly string[] => path.replace(/\.ts$/, "").split("/");
    assert.deepEqual(violations((file) => parts(file.path).filter((part) => !/^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(part))), []);
    assert.deepEqual(violations((file) => parts(file.path).filter((part) => /(?:^|-)(?:utils?|helpers?|common|misc|shared)$/.test(part))), []);
  });

  it("match the rooms of the design", () => {
    const rooms = new Set(files.flatMap((file) => roomOf(file.path) ?? []));
    assert.deepEqual([...rooms].toSorted(), [...PIPELINE, ...FOUNDATIONS, "host"].toSorted());
  });
});
