// Texts are cut where a reader can see it, to the length that schemas count, and never through a character.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { fc } from "./support/fast-check.ts";
import { shorten, shortenName } from "../src/shorten.ts";

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

describe("shortenName", () => {
  const cases: readonly (readonly [name: string, limit: number, shown: string])[] = [
    ["cellar", 6, "cellar"],
    ["cellar-1", 6, "cel…-1"],
    ["cellar-2", 7, "cel…r-2"],
    ["cellar", 1, "…"],
    ["a🍷-red🍷", 6, "a🍷…🍷"],
    ["a🍷-red🍷b", 5, "a…b"],
  ];
  for (const [name, limit, shown] of cases) it(`gives ${JSON.stringify(shown)} for ${JSON.stringify(name)} in ${limit}`, () => assert.equal(shortenName(name, limit), shown));

  it("keeps within the limit, whole characters, and both ends", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), fc.integer({ min: 1, max: 20 }), (name, limit) => {
        fc.pre(!name.includes("…"));
        const shown = shortenName(name, limit);
        const [start = "", end = ""] = shown.split("…");
        assert.ok(shown.length <= limit && shown.isWellFormed());
        assert.ok(name.length <= limit ? shown === name : name.startsWith(start) && name.endsWith(end));
      }),
    );
  });
});
