// A question -> its answer once it is yes: waiting for what a process or a queue does in its own time.
import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { setTimeout } from "node:timers/promises";

/** Asks until it is true. A minute is far more than anything takes, also on a busy machine: it only ends a test that would wait for ever. */
export async function until(ask: () => boolean | Promise<boolean>, what: string | (() => string) = "it"): Promise<void> {
  const deadline = performance.now() + 60_000;
  while (performance.now() < deadline) {
    if (await ask()) return;
    await setTimeout(20);
  }
  assert.fail(`${typeof what === "string" ? what : what()} did not come`);
}

/** Whether a line was written to a file: a shell makes the file first and writes then. */
export function isWhole(file: string): boolean {
  return existsSync(file) && readFileSync(file, "utf8").endsWith("\n");
}
