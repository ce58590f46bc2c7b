// What is suggested of a plan's updates: the table is the rule.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { StowplanError } from "../../src/errors.ts";
import type { PullRequest } from "../../src/ports.ts";
import { addedLines, shownLines } from "../../src/publish/shown-lines.ts";
import { writeSuggestions } from "../../src/publish/index.ts";
import type { Plan } from "../../src/report/index.ts";
import type { Update } from "../../src/updates/index.ts";
import { fakeForge, type FakeForge, pullRequestWith, silentLog } from "../fakes/forge.ts";
import { HEAD, planWith } from "../fakes/plans.ts";

const DIGEST = `sha256:${"4be6a72c".repeat(8)}`;
const TEXT = '{\n  image = "galley/web:1.0";\n  ports = [ "80:80" ];\n}\n';
/** Line 2 is the pull request's, the others are context. */
const PATCH = '@@ -1,4 +1,4 @@\n {\n-  image = "galley/web:0.9";\n+  image = "galley/web:1.0";\n   ports = [ "80:80" ];\n }\n';

function update(parts: Partial<Update> & { from?: string; to?: string } = {}): Update {
  const { from = "galley/web:1.0", to = "galley/web:1.1", ...rest } = parts;
  const edit = { file: "web.nix", line: 2, old: `  image = "${from}";`, new: `  image = "${to}";` };
  return { kind: "minor", reference: from, proposed: to, places: [{ file: "web.nix", line: 2 }], edits: [edit], ...rest };
}

function planOf(updates: readonly Update[]): Plan {
  return planWith({ updates: [...updates] });
}

type Row = {
  readonly what: string;
  readonly plan: Plan;
  readonly text?: string;
  readonly patch?: string;
  readonly pullRequest?: Partial<PullRequest>;
  readonly expected: readonly string[];
};

const MOVED = `# more\n${TEXT}`;
const LINE = { file: "web.nix", line: 2, old: '  image = "galley/web:1.0";' };

const ROWS: readonly Row[] = [
  { what: "a newer version", plan: planOf([update()]), expected: ["2   image = \"galley/web:1.1\";"] },
  { what: "a digest", plan: planOf([update({ kind: "pin", to: `galley/web:1.0@${DIGEST}` })]), expected: [`2   image = "galley/web:1.0@${DIGEST}";`] },
  { what: "nothing without lines", plan: planOf([update({ edits: [] })]), expected: [] },
  { what: "nothing on a closed pull request", plan: planOf([update()]), pullRequest: { isOpen: false }, expected: [] },
  { what: "nothing on another head", plan: planOf([update()]), pullRequest: { headCommit: HEAD }, expected: [] },
  { what: "nothing on lines that are only context", plan: planOf([update()]), patch: PATCH.replace("-  image = \"galley/web:0.9\";\n+", " "), expected: [] },
  { what: "nothing in files that the forge shows no diff of", plan: planOf([update()]), patch: "", expected: [] },
  { what: "the line where base has moved it", plan: planOf([update()]), text: MOVED, patch: PATCH.replace("@@ -1,4 +1,4 @@", "@@ -2,4 +2,4 @@"), expected: ["3   image = \"galley/web:1.1\";"] },
  { what: "nothing where the line is another by now", plan: planOf([update()]), text: TEXT.replace("web:1.0", "web:1.2"), expected: [] },
  { what: "one thing on one line", plan: planOf([update(), update({ to: "galley/web:1.2" })]), expected: ["2   image = \"galley/web:1.1\";"] },
  { what: "no other image, which a forged plan may hold", plan: planOf([update({ to: "wrecker/web:1.1" })]), expected: [] },
  { what: "no change beside the reference", plan: planOf([update({ edits: [{ ...LINE, new: '  image = "galley/web:1.1"; privileged = true;' }] })]), expected: [] },
  { what: "no other line", plan: planOf([update({ edits: [{ ...LINE, new: "" }] })]), expected: [] },
];

function forgeWith({ text = TEXT, patch = PATCH, pullRequest = {} }: Partial<Row>): FakeForge {
  const forge = fakeForge([], pullRequestWith(pullRequest));
  forge.files.set("web.nix", text);
  forge.changed.push({ path: "web.nix", patch });
  return forge;
}

describe("suggestions of updates", () => {
  for (const row of ROWS) {
    it(row.what, async () => {
      const forge = forgeWith(row);
      await writeSuggestions({ plan: row.plan, pullRequest: 7 }, { forge, log: silentLog });
      const told = forge.reviews.map(({ line, body }) => `${line} ${/```suggestion\n(.*)\n```/.exec(body)?.[1] ?? body}`);
      assert.deepEqual(told, row.expected);
      assert.deepEqual(forge.calls, row.expected.length === 0 ? [] : ["review 7"]);
    });
  }

  it("says once what it says, also when something newer comes", async () => {
    const forge = forgeWith({});
    for (const to of ["galley/web:1.1", "galley/web:1.1", "galley/web:1.2"]) await writeSuggestions({ plan: planOf([update({ to })]), pullRequest: 7 }, { forge, log: silentLog });
    assert.equal(forge.reviews.length, 1);
    await writeSuggestions({ plan: planOf([update({ kind: "pin", to: `galley/web:1.0@${DIGEST}` })]), pullRequest: 7 }, { forge, log: silentLog });
    assert.equal(forge.reviews.length, 1);
  });

  it("only warns where the forge refuses", async () => {
    const warnings: string[] = [];
    const refusal = new StowplanError({ code: "forge-denied", subject: "review", message: "Refused.", hint: "" });
    const forge = { ...forgeWith({}), review: () => Promise.reject(refusal) };
    await writeSuggestions({ plan: planOf([update()]), pullRequest: 7 }, { forge, log: { ...silentLog, warn: (text) => warnings.push(text) } });
    assert.equal(warnings.length, 1);
  });
});

describe("lines of a diff", () => {
  const TWO = "@@ -1,2 +1,3 @@\n a\n+b\n-c\n+d\n@@ -9 +10,2 @@ e\n+f\n g\n\\ No newline at end of file";
  it("are those that are shown", () => assert.deepEqual(shownLines(TWO), [{ first: 1, last: 3 }, { first: 10, last: 11 }]));
  it("are those that are written", () => assert.deepEqual([...addedLines(TWO)], [2, 3, 10]));
});
