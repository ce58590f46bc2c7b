// Many images with long lists -> what a plan carries of them: the first keep theirs, nothing goes uncounted.
import assert from "node:assert/strict";
import { it } from "node:test";
import type { ImageChange } from "../../src/images/index.ts";
import { trimDetails } from "../../src/images/trim-details.ts";

const change: ImageChange = {
  platform: "linux/amd64",
  usedBy: [],
  differences: [],
  isSameContent: false,
  packages: { from: "layers", isSystemOnly: false, more: 5, changes: Array.from({ length: 3000 }, (_, index) => ({ ecosystem: "deb", name: `p${index}`, to: "1" })) },
  releases: Array.from({ length: 7 }, (_, index) => ({ tag: `v${index}`, name: "", published: "", url: "", notes: "x".repeat(6000) })),
};

it("trimDetails keeps the first images whole, and counts what it leaves out of the others", () => {
  const trimmed = trimDetails(Array.from({ length: 20 }, () => change));
  assert.equal(trimmed[0], change);
  const packages = trimmed.map((one) => one.packages ?? { changes: [], more: 0 });
  assert.equal(packages.reduce((sum, { changes }) => sum + changes.length, 0), 20_000);
  assert.ok(packages.every(({ changes, more }) => changes.length + more === 3005));
  const notes = trimmed.map(({ releases = [] }) => releases.reduce((sum, release) => sum + release.notes.length, 0));
  assert.ok(notes.reduce((sum, length) => sum + length, 0) <= 400_000);
  assert.deepEqual([notes[0], notes.at(-1), trimmed.at(-1)?.releases?.length], [42_000, 0, 7]);
});
