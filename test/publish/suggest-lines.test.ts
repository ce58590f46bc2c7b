// Suggestions as GitHub takes them: whole lines that the pull request's diff shows, and nothing that ends the block early.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { fc } from "../support/fast-check.ts";
import { suggestLines } from "../../src/publish/suggest-lines.ts";

const OLD = "a\nb\nc\nd\ne\nf\n";
const WHOLE = "@@ -1,6 +1,6 @@\n";

type Row = { readonly what: string; readonly old?: string; readonly fresh: string; readonly patch?: string; readonly expected: readonly string[]; readonly left?: number };

const rows: readonly Row[] = [
  { what: "a line that changes", fresh: OLD.replace("c", "C"), expected: ["3-3 C"] },
  { what: "lines that change together", fresh: OLD.replace("b\nc", "B\nC\nD"), expected: ["2-3 B|C|D"] },
  { what: "a line that is added", fresh: OLD.replace("c\n", "c\nnew\n"), expected: ["3-3 c|new"] },
  { what: "a line that is added at the top", fresh: `new\n${OLD}`, expected: ["1-1 new|a"] },
  { what: "lines that are taken away", fresh: OLD.replace("c\nd\n", ""), expected: ["3-4 "] },
  { what: "two changes", fresh: OLD.replace("b", "B").replace("e", "E"), expected: ["2-2 B", "5-5 E"] },
  { what: "no change", fresh: OLD, expected: [] },
  { what: "a change above the diff", fresh: OLD.replace("a", "A"), patch: "@@ -2,2 +2,3 @@\n", expected: [], left: 1 },
  { what: "a change at the diff's last line", fresh: OLD.replace("d", "D"), patch: "@@ -2,2 +2,3 @@ x\n", expected: ["4-4 D"] },
  { what: "a change that begins in the diff and ends below it", fresh: OLD.replace("d\ne", "D\nE"), patch: "@@ -2,2 +2,3 @@\n", expected: [], left: 1 },
  { what: "a change in the second hunk", fresh: OLD.replace("e", "E"), patch: "@@ -1 +1 @@\n@@ -5,2 +5,2 @@\n", expected: ["5-5 E"] },
  { what: "a file without a diff", fresh: OLD.replace("c", "C"), patch: "", expected: [], left: 1 },
  { what: "a secret", old: 'DB_PASSWORD = "one";\n', fresh: 'DB_PASSWORD = "two";\n', expected: [], left: 1 },
  { what: "the hash of an input", old: `#   ${"0a1b2c3d".repeat(8)}  compose.yml\n`, fresh: `#   ${"4e5f6a7b".repeat(8)}  compose.yml\n`, expected: [`1-1 #   ${"4e5f6a7b".repeat(8)}  compose.yml`] },
  { what: "a carriage return", fresh: OLD.replace("c", "c\r"), expected: [], left: 1 },
];

describe("suggestLines", () => {
  for (const { what, old = OLD, fresh, patch = WHOLE, expected, left = 0 } of rows) {
    it(what, () => {
      const suggestions = suggestLines({ path: "web.nix", old, new: fresh, patch });
      const told = suggestions.comments.map(({ startLine, line, body }) => `${startLine}-${line} ${(body.split("```suggestion\n")[1] ?? "").replace(/```\n$/, "").trimEnd().replaceAll("\n", "|")}`);
      assert.deepEqual([told, suggestions.left], [expected, left]);
    });
  }

  it("gives up texts that have nothing in common", () => {
    const text = (word: string): string => Array.from({ length: 3000 }, (_, line) => `${word} ${line}\n`).join("");
    assert.deepEqual(suggestLines({ path: "web.nix", old: text("old"), new: text("new"), patch: "@@ -1,3000 +1,3000 @@\n" }), { comments: [], left: 1 });
  });

  it("gives the new text when every suggestion is taken, whatever the texts are", () => {
    const text = fc.array(fc.constantFrom("a", "b", "  c = 1;", "```", "````suggestion", "@team"), { maxLength: 12 }).map((lines) => lines.map((line) => `${line}\n`).join(""));
    fc.assert(
      fc.property(text, text, (old, fresh) => {
        fc.pre(old !== "" && fresh !== "");
        const { comments, left } = suggestLines({ path: "web.nix", old, new: fresh, patch: "@@ -1,99 +1,99 @@\n" });
        assert.equal(left, 0);
        const lines = old.split("\n");
        for (const { startLine, line, body } of comments.toReversed()) lines.splice(startLine - 1, line - startLine + 1, ...blockOf(body));
        assert.equal(lines.join("\n"), fresh);
      }),
    );
  });
});

/** The lines of a comment's one fenced block (CommonMark, "Fenced code blocks"). */
function blockOf(body: string): readonly string[] {
  const lines = body.split("\n");
  const first = lines.findIndex((line) => /^`{3,}suggestion$/.test(line));
  const fence = (lines[first] ?? "").replace("suggestion", "");
  const last = lines.findIndex((line, index) => index > first && /^`+$/.test(line) && line.length >= fence.length);
  assert.deepEqual(lines.slice(last + 1), [""], "the block ends the comment");
  return lines.slice(first + 1, last);
}
