// Compares a text with a file byte for byte; UPDATE_GOLDEN=1 writes the file instead, so that a change is reviewed as a diff.
import assert from "node:assert/strict";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";

/** `file` is a URL beside the test, for example `new URL("homelab.md", import.meta.url)`. */
export function assertGolden(actual: string, file: URL): void {
  if (process.env["UPDATE_GOLDEN"] === "1") {
    mkdirSync(dirname(file.pathname), { recursive: true });
    writeFileSync(file, actual);
    return;
  }
  assert.equal(actual, readFileSync(file, "utf8"), `differs from ${file.pathname}; UPDATE_GOLDEN=1 writes it anew`);
}
