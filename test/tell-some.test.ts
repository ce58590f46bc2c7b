// Lists in sentences: the first names, and the number of the others.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { tellSome } from "../src/tell-some.ts";

describe("tellSome", () => {
  const cases: readonly (readonly [names: readonly string[], most: number, told: string])[] = [
    [[], 2, ""],
    [["falcon"], 2, "falcon"],
    [["falcon", "kestrel"], 2, "falcon, kestrel"],
    [["falcon", "kestrel", "merlin"], 2, "falcon, kestrel and 1 more"],
  ];
  for (const [names, most, told] of cases) it(`tells ${names.length} names, at most ${most}, as ${JSON.stringify(told)}`, () => assert.equal(tellSome(names, most), told));
});
