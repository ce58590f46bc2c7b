import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { fc } from "../support/fast-check.ts";
import { createActionsLog } from "../../src/host/actions-log.ts";
import { createTerminalLog } from "../../src/host/terminal-log.ts";
import type { Log } from "../../src/ports.ts";
import { commandsIn } from "../fakes/runner.ts";

/** What a log writes, joined. */
function written(make: (write: (text: string) => void) => Log, use: (log: Log) => void): string {
  let text = "";
  use(make((piece) => (text += piece)));
  return text;
}

/** What a terminal shows after cursor movements up and erasures, as a list of lines. */
function screenOf(text: string): readonly string[] {
  let lines: string[] = [""];
  for (const [piece] of text.matchAll(new RegExp("\u001b\\[(\\d+)A|\u001b\\[J|\n|[^\n\u001b]+", "g"))) {
    const up = /\[(\d+)A$/.exec(piece)?.[1];
    if (up !== undefined) lines = lines.slice(0, lines.length - 1 - Number(up)).concat("");
    else if (piece === "\n") lines.push("");
    else if (!piece.endsWith("[J")) lines[lines.length - 1] = (lines.at(-1) ?? "") + piece;
  }
  return lines.slice(0, -1);
}

describe("createActionsLog", () => {
  it("tells what is done, and warns as an annotation", () => {
    const text = written(createActionsLog, (log) => {
      log.progress({ subject: "base falcon", state: "running", text: "evaluating" });
      log.progress({ subject: "base falcon", state: "done", text: "2.1 s" });
      log.info("hello");
      log.warn("one\ntwo 100%");
    });
    assert.equal(text, "base falcon: 2.1 s\nhello\n::warning title=stowplan::one%0Atwo 100%25\n");
  });

  it("starts no command, whatever it is told", () => {
    const piece = fc.constantFrom("::", ":", "##[", "#", "[", "error::", " ", "\n", "\r", "\u2028", "\t", "set-output name=a::b", "%0A", "\u001b[2K");
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const text = pieces.join("");
        assert.deepEqual(commandsIn(written(createActionsLog, (log) => log.info(text))), []);
        assert.deepEqual(commandsIn(written(createActionsLog, (log) => log.progress({ subject: text, state: "done", text }))), []);
        const warned = written(createActionsLog, (log) => log.warn(text));
        assert.equal(commandsIn(warned).filter((line) => !line.startsWith("::warning title=stowplan::")).length, 0);
        assert.equal(warned.trimEnd().split("\n").length, 1);
      }),
    );
  });
});

describe("createTerminalLog", () => {
  function terminal(use: (log: Log & { close(): void }) => void): readonly string[] {
    let text = "";
    const log = createTerminalLog({ isTTY: true, columns: 20, write: (piece: string) => (text += piece) });
    use(log);
    return screenOf(text);
  }

  it("keeps one line for everything under way", () => {
    const screen = terminal((log) => {
      log.progress({ subject: "base falcon", state: "running", text: "1" });
      log.progress({ subject: "head falcon", state: "running", text: "2" });
      log.progress({ subject: "base falcon", state: "running", text: "3" });
    });
    assert.deepEqual(screen, ["base falcon: 3", "head falcon: 2"]);
  });

  it("leaves what is done above, and takes the rest away at the end", () => {
    const screen = terminal((log) => {
      log.progress({ subject: "base", state: "running", text: "…" });
      log.progress({ subject: "head", state: "running", text: "…" });
      log.progress({ subject: "base", state: "done", text: "2 s" });
      log.info("hello");
      log.progress({ subject: "head", state: "failed", text: "no memory" });
      log.close();
    });
    assert.deepEqual(screen, ["base: 2 s", "hello", "head: failed: no memory"]);
  });

  it("cuts live lines to the width", () => {
    const screen = terminal((log) => log.progress({ subject: "x", state: "running", text: "y".repeat(50) }));
    assert.deepEqual(screen, [`x: ${"y".repeat(16)}`]);
  });

  it("writes plain lines without escapes where there is no terminal", () => {
    let text = "";
    const log = createTerminalLog({ write: (piece: string) => (text += piece) });
    log.progress({ subject: "base", state: "running", text: "evaluating" });
    log.warn("\u001b[31mred");
    assert.equal(text, "base: evaluating\nwarning: ␛[31mred\n");
  });
});
