// Strings of a committed module: however Nix lets them be written, they are compared as the same text.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { readModule } from "../../src/convert/read-module.ts";

async function factOf(value: string): Promise<string | undefined> {
  return (await readModule(`{ text = ${value}; }`))?.facts.get("text");
}

describe("strings of a module", () => {
  /** Nix manual, "String": each line holds forms of one text. */
  const same: readonly (readonly string[])[] = [
    ['"$HOME"', '"\\$HOME"', "''$HOME''", "''''$HOME''"],
    ['"a \\"b\\" \\\\"', "''a \"b\" \\''"],
    ['"a\\tb\\nc"', "''a''\\tb''\\nc''", "''\n  a\tb\n  c''"],
    ['"\'\'"', "'''''''"],
    ['"\\${x}"', "''''${x}''"],
  ];
  for (const [first = "", ...others] of same) {
    for (const other of others) it(`${JSON.stringify(first)} is ${JSON.stringify(other)}`, async () => assert.equal(await factOf(other), await factOf(first)));
  }

  it("with an interpolation are not those that escape it", async () => {
    assert.notEqual(await factOf('"${x}"'), await factOf('"\\${x}"'));
  });
});
