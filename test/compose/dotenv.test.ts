// Environment files as a table: what each line sets.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { parseDotenv } from "../../src/compose/dotenv.ts";

const LOOKUP: Readonly<Record<string, string>> = { HOME: "/home/mara", SET: "outer" };

describe("parseDotenv", () => {
  for (const [text, expected] of [
    ["A=1", { A: "1" }],
    ["A = 1 \n", { A: "1" }],
    ["export A=1", { A: "1" }],
    ["A: yaml", { A: "yaml" }],
    ["# comment\n\nA=1 # trailing\nB=a#b", { A: "1", B: "a#b" }],
    ["A=", { A: "" }],
    ["A= # nothing", { A: "" }],
    ['A="with spaces # kept"', { A: "with spaces # kept" }],
    ["A='p$w#1'", { A: "p$w#1" }],
    ['A="a\\nb\\t\\"c\\""', { A: 'a\nb\t"c"' }],
    ["A='a\\nb'", { A: "a\\nb" }],
    ['A="two\nlines"\nB=2', { A: "two\nlines", B: "2" }],
    ["A=1\nB=${A}-$HOME", { A: "1", B: "1-/home/mara" }],
    ["SET=inner\nB=$SET", { SET: "inner", B: "outer" }],
    ['A="\\$HOME"', { A: "$HOME" }],
    ["A='it\\'s'", { A: "it's" }],
    ["HOME\nNOPE\nB=2", { HOME: "/home/mara", B: "2" }],
    ["A=1\r\nB=2\r\n", { A: "1", B: "2" }],
    ["\uFEFFA=1", { A: "1" }],
    ["A=1\nA=2", { A: "2" }],
  ] as const) {
    it(JSON.stringify(text), () => {
      const parsed = parseDotenv(text, (name) => LOOKUP[name]);
      assert.deepEqual(parsed.problems, []);
      assert.deepEqual(Object.fromEntries(parsed.variables.map(({ name, value }) => [name, value])), expected);
    });
  }

  it("says on which line a variable is set and a line is none", () => {
    const parsed = parseDotenv("# first\nA=1\n?? what\nB='open\n", () => undefined);
    assert.deepEqual(parsed.variables, [{ name: "A", value: "1", line: 2 }]);
    assert.deepEqual(parsed.problems.map(({ line }) => line), [3, 4]);
  });
});
