// Words for the shell and for systemd come back as they were, judged by a real shell.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { describe, it } from "node:test";
import { fc } from "../support/fast-check.ts";
import { escapeSystemdPath, quoteShellWords, quoteSystemdWord } from "../../src/nix/index.ts";

const WORDS: readonly (readonly [readonly string[], string])[] = [
  [["docker", "network", "create", "a_b-c.d"], "docker network create a_b-c.d"],
  [["--label=a=b", "--opt=o=addr=10.0.0.5,rw"], "--label=a=b --opt=o=addr=10.0.0.5,rw"],
  [["--label=a=b c"], "'--label=a=b c'"],
  [["it's"], "'it'\\''s'"],
  [["", "=x", "~", "#c"], "'' '=x' '~' '#c'"],
  [["$(id)", "`id`", "a;b", "a\nb"], "'$(id)' '`id`' 'a;b' 'a\nb'"],
];

describe("quoteShellWords", () => {
  for (const [words, expected] of WORDS) {
    it(JSON.stringify(words), () => {
      assert.equal(quoteShellWords(words), expected);
    });
  }

  it("gives a real shell the same words", () => {
    const words = fc.sample(fc.string({ unit: fc.oneof(fc.constantFrom("'", '"', "$", "`", "\\", "\n", " ", "*", ";", "(", "#", "~", "!"), fc.string({ unit: "grapheme", maxLength: 3 })), maxLength: 20 }), 500).filter((word) => !word.includes("\0"));
    const run = spawnSync("sh", ["-c", `printf '%s\\0' ${quoteShellWords(words)}`], { encoding: "utf8" });
    assert.deepEqual(run.stdout.split("\0").slice(0, -1), words.map((word) => word.toWellFormed()));
  });
});

describe("quoteSystemdWord", () => {
  for (const [word, expected] of [
    ["docker", "docker"],
    ["50%", "50%%"],
    ["$HOME", "$$HOME"],
    ["a b", '"a b"'],
    ['say "hi"', '"say \\"hi\\""'],
    ["a\\b", '"a\\\\b"'],
  ] as const) {
    it(word, () => {
      assert.equal(quoteSystemdWord(word), expected);
    });
  }
});

describe("escapeSystemdPath", () => {
  for (const [path, expected] of [
    ["/srv/data", "/srv/data"],
    ["/srv/my data", "/srv/my\\ data"],
    ["/srv/100%", "/srv/100%%"],
    ["/srv/a\\b", "/srv/a\\\\b"],
  ] as const) {
    it(path, () => {
      assert.equal(escapeSystemdPath(path), expected);
    });
  }
});
