// What a difference between two unit files asks for: pairs of files with their drop-ins, and the answer.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { compareUnits } from "../../../src/switch/units/compare-units.ts";
import { createContentReader } from "../../../src/switch/units/unit-content.ts";
import type { UnitFile, UnitSet } from "../../../src/switch/units/unit-set.ts";

/** The unit's file, then its drop-ins. */
type Files = readonly string[];

const CASES: readonly (readonly [old: Files, fresh: Files, result: "equal" | "reload" | "restart"])[] = [
  [["[Service]\nA=1\nB=2\n"], ["[Service]\nB=2\n\n# note\nA = 1\n"], "equal"],
  [["[Service]\nA=1\n"], ["[Service]\nA=1\nB=2\n"], "restart"],
  [["[Service]\nA=1\nA=2\n"], ["[Service]\nA=2\nA=1\n"], "restart"],
  [["[Service]\nA=yes\n"], ["[Service]\nA=true\n"], "restart"],
  // Ignored keys and [Install].
  [["[Unit]\nDescription=one\n"], ["[Unit]\nDescription=two\nDocumentation=man:a\n"], "equal"],
  [["[Unit]\nDescription=one\n[Service]\nA=1\n"], ["[Service]\nA=1\n"], "equal"],
  [["[Install]\nWantedBy=a.target\n"], ["[Install]\nWantedBy=b.target\n"], "equal"],
  [["[Unit]\nAfter=a.service\n"], ["[Unit]\nAfter=b.service\n"], "restart"],
  // Reloads.
  [["[Unit]\nX-Reload-Triggers=1\n"], ["[Unit]\nX-Reload-Triggers=2\n"], "reload"],
  [["[Unit]\nX-Reload-Triggers=1\n"], ["[Unit]\nDescription=a\n"], "equal"],
  [["[Service]\nA=1\nExecReload=1\n"], ["[Service]\nA=1\nExecReload=2\n"], "reload"],
  [["[Service]\nA=1\n"], ["[Service]\nA=1\nExecReload=1\n"], "reload"],
  [["[Service]\nA=1\n"], ["[Service]\nA=1\nExecReload=1\nB=1\n"], "restart"],
  [["[Service]\nA=1\nExecReload=1\n"], ["[Service]\nA=1\n"], "equal"],
  [["[Mount]\nOptions=ro\n"], ["[Mount]\nOptions=rw\n"], "reload"],
  [["[Mount]\nWhat=a\n"], ["[Mount]\nWhat=a\nOptions=rw\n"], "restart"],
  [["[Unit]\nX-Reload-Triggers=1\nAfter=a\n"], ["[Unit]\nX-Reload-Triggers=2\nAfter=b\n"], "restart"],
  // Sections that come and go.
  [["[Service]\nA=1\n"], ["[Service]\nA=1\n[X-Note]\n"], "restart"],
  [["[Service]\nA=1\n[X-Note]\n"], ["[Service]\nA=1\n"], "restart"],
  [["[Service]\nA=1\n"], ["[Unit]\nDescription=a\n[Service]\nA=1\n"], "equal"],
  // Drop-ins and resets.
  [["[Service]\nA=1\n", "[Service]\nB=2\n"], ["[Service]\nA=1\nB=2\n"], "equal"],
  [["[Service]\nA=1\n", "[Service]\nA=\nA=2\n"], ["[Service]\nA=2\n"], "equal"],
  [["[Service]\nA=1\n", "[Service]\nA=2\n"], ["[Service]\nA=1\nA=2\n"], "restart"],
  [["[Service]\nA=1\n", "[Service]\nA=2\n"], ["[Service]\nA=\nA=1\nA=2\n"], "equal"],
  [["[Service]\nA=\nA=1\nA=2\n"], ["[Service]\nA=1\nA=2\n"], "restart"],
];

function setOf([text = "", ...dropIns]: Files): UnitSet {
  const files = (texts: readonly string[]): readonly UnitFile[] => texts.map((content) => ({ kind: "text", text: content }));
  return { files: new Map([["a.service", { kind: "text", text }]]), dropIns: new Map([["a.service", files(dropIns)]]), links: [], isComplete: true };
}

describe("comparison of two unit files", () => {
  for (const [old, fresh, result] of CASES) {
    it(`${JSON.stringify(old)} to ${JSON.stringify(fresh)}: ${result}`, () => {
      const reader = createContentReader();
      const read = (files: Files): ReturnType<typeof reader.read> => reader.read(setOf(files), { unit: "a.service", base: "a.service" });
      assert.equal(compareUnits(read(old), read(fresh)).result, result);
    });
  }
});
