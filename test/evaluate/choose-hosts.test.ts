// Which hosts the patterns of the configuration choose.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { chooseHosts } from "../../src/evaluate/choose-hosts.ts";

const NAMES = ["falcon", "kestrel", "site/kestrel", "site/attic", ".hidden"];

const CASES: readonly (readonly [readonly string[], readonly string[], readonly string[]])[] = [
  [["*"], [], [".hidden", "falcon", "kestrel", "site/attic", "site/kestrel"]],
  [["site/*"], [], ["site/attic", "site/kestrel"]],
  [["*kestrel"], ["site/*"], ["kestrel"]],
  [["?alcon", "kestrel"], [], ["falcon", "kestrel"]],
  [["nobody"], [], []],
];

describe("chooseHosts", () => {
  for (const [include, exclude, expected] of CASES) {
    it(`includes ${include.join(" ")}${exclude.length === 0 ? "" : `, leaves out ${exclude.join(" ")}`}`, () => {
      assert.deepEqual(chooseHosts(NAMES, { include: [...include], exclude: [...exclude] }), expected);
    });
  }
});
