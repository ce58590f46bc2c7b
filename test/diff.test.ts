// Unified diffs as the plan shows them.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { unifiedDiff } from "../src/diff.ts";

const NAMES = { oldName: "base/web.service", newName: "head/web.service" };

describe("unified diff", () => {
  it("is empty for equal texts", () => assert.equal(unifiedDiff({ old: "a\n", new: "a\n", ...NAMES }), ""));

  it("has a head, places and three lines of context", () => {
    const old = "1\n2\n3\n4\n5\n6\n7\n8\n9\n";
    assert.equal(
      unifiedDiff({ old, new: old.replace("5", "five"), ...NAMES }),
      "--- base/web.service\n+++ head/web.service\n@@ -2,7 +2,7 @@\n 2\n 3\n 4\n-5\n+five\n 6\n 7\n 8\n",
    );
  });

  it("says where the last line break is missing", () => {
    assert.match(unifiedDiff({ old: "a", new: "b\n", ...NAMES }), /^\\ No newline at end of file$/m);
  });

  it("shows texts that have nothing in common as one block", () => {
    const text = (word: string): string => Array.from({ length: 5000 }, (_, line) => `${word} ${line}\n`).join("");
    const diff = unifiedDiff({ old: text("old"), new: text("new"), ...NAMES });
    assert.match(diff, /^--- base\/web\.service\n\+\+\+ head\/web\.service\n@@ -1,5000 \+1,5000 @@\n-old 0\n/);
    assert.ok(diff.endsWith("+new 4999\n"));
  });
});
