// Texts are cut where a reader can see it, to the length that schemas count, and never through a character.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { fc } from "./support/fast-check.ts";
import { shorten } from "../src/shorten.ts";

describe("shorten", () => {
  const cases: readonly (readonly [text: string, limit: number, shown: string])[] = [
    ["cellar", 6, "cellar"],
    ["cellars", 6, "cella…"],
    ["cellar", 1, "…"],
    ["", 0, ""],
    // The wine glass takes two code units, of which the first would fit.
    ["cella🍷 red", 7, "cella…"],
    ["cella🍷 red", 8, "cella🍷…"],
  ];
  for (const [text, limit, shown] of cases) it(`gives ${JSON.stringify(shown)} for ${JSON.stringify(text)} in ${limit}`, () => assert.equal(shorten(text, limit), shown));

  it("keeps within the limit, and keeps whole characters", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), fc.integer({ min: 1, max: 20 }), (text, limit) => {
        const shown = shorten(text, limit);
        assert.ok(shown.length <= limit);
        assert.ok(shown.isWellFormed());
        assert.ok(text === shown || (text.startsWith(shown.slice(0, -1)) && shown.endsWith("…")));
      }),
    );
  });
});
