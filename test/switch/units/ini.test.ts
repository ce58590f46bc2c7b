// Unit files as NixOS's switch program reads them (rust-ini 0.21.3): the table is the format.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { fc } from "../../support/fast-check.ts";
import { isPlainIni, parseIni } from "../../../src/switch/units/ini.ts";

type Entries = readonly (readonly [key: string, value: string])[];

/** Lines behind `[Service]`, and the entries that the program gets from them. */
const SECTION: readonly (readonly [text: string, entries: Entries])[] = [
  ["Type=simple", [["Type", "simple"]]],
  ["Type = simple \t", [["Type", "simple"]]],
  ["A=1\r\nB=2\r\n", [["A", "1"], ["B", "2"]]],
  ["A=1\n\n\nB=2", [["A", "1"], ["B", "2"]]],
  ["A=", [["A", ""]]],
  ["A=1\nA=2", [["A", "1"], ["A", "2"]]],
  // A colon separates as well as `=` does.
  ["A: 1", [["A", "1"]]],
  ["A=b:c=d", [["A", "b:c=d"]]],
  // Comments.
  ["# note\n; note\nA=1", [["A", "1"]]],
  ["A=x #1", [["A", "x"]]],
  ["A=x\t;1", [["A", "x"]]],
  ["A=x#1", [["A", "x#1"]]],
  ["A= #1", [["A", "#1"]]],
  ["A=/bin/sh -c 'a ; b'", [["A", "/bin/sh -c 'a"]]],
  ["A=x #1\nB=2", [["A", "x"], ["B", "2"]]],
  // Quotes at the start.
  [`A="X=1"`, [["A", "X=1"]]],
  ["A='X=1'", [["A", "X=1"]]],
  [`A="x #1"`, [["A", "x #1"]]],
  [`A="x" "y"`, [["A", `x "y"`]]],
  [`A="x""y"`, [["A", "xy"]]],
  [`A="x" #1`, [["A", "x"]]],
  [`A="x\\"y"`, [["A", `x\\"y`]]],
  ["A=x 'y", [["A", "x 'y"]]],
  ["A='it's'", [["A", "its'"]]],
  [`A="x\ny"`, [["A", "x\ny"]]],
  // Backslashes.
  ["A=x \\\n  y", [["A", "x   y"]]],
  ["A=x\\x2dy", [["A", "x\\x2dy"]]],
  ["A=x\\\\", [["A", "x\\\\"]]],
  ["A=x\\", [["A", "x\\"]]],
  // Once lines are joined a comment takes its line break with it.
  ["A=x \\\n  y #1\nB=2", [["A", "x   y B=2"]]],
  ["A=x \\\n#1\ny", [["A", "x y"]]],
  // A line without `=` runs on.
  ["noise\nA=1", [["noise\nA", "1"]]],
  ["A=1\n  # note\nB=2", [["A", "1"], ["# note\nB", "2"]]],
  ["  A=1", [["A", "1"]]],
  ["A=1\n   \n\t", [["A", "1"]]],
];

const BROKEN: readonly (readonly [text: string, reason: RegExp])[] = [
  [`[Service]\nA="x`, /value of A starts with a quote/],
  ["[Service]\nA='x", /value of A starts with a quote/],
  ["[Service]\nnoise", /last line has no `=`/],
  ["[Service]\n=x", /no key before/],
  ["[Service", /section's name is not closed/],
];

describe("unit file as the switch program reads it", () => {
  for (const [text, entries] of SECTION) {
    it(JSON.stringify(text), () => {
      assert.deepEqual(parseIni(`[Service]\n${text}`), { kind: "parsed", sections: [{ name: "Service", entries }] });
    });
  }

  for (const [text, reason] of BROKEN) {
    it(`stops at ${JSON.stringify(text)}`, () => {
      const file = parseIni(text);
      assert.ok(file.kind === "broken");
      assert.match(file.reason, reason);
    });
  }

  it("keeps sections apart, also of one name", () => {
    const file = parseIni("A=0\n[Unit]\nA=1\n [ Service ] # note\nB=2\n[Unit]\nC=3\n");
    assert.deepEqual(file, {
      kind: "parsed",
      sections: [
        { name: "Unit", entries: [["A", "1"]] },
        { name: "Service", entries: [["B", "2"]] },
        { name: "Unit", entries: [["C", "3"]] },
      ],
    });
  });

  it("takes an indented comment behind an empty first line for a comment, though not elsewhere", () => {
    const file = parseIni("\n  # note\n[Service]\nA=1");
    assert.deepEqual(file, { kind: "parsed", sections: [{ name: "Service", entries: [["A", "1"]] }] });
  });

  it("ends on every text", () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom("A", "=", ":", " ", "\n", "\\", '"', "'", "#", ";", "[", "]", "\r", "\t") }), (text) => {
        assert.ok(["parsed", "broken"].includes(parseIni(text).kind));
      }),
      { numRuns: 2000 },
    );
  });
});

describe("isPlainIni", () => {
  const PLAIN: readonly (readonly [text: string, isPlain: boolean])[] = [
    ["[Unit]\n\n[Service]\nType=simple\n# note\nEnvironment=\"A=b c\"\nExecStart=\nExecStart=/bin/sh -c 'a; b'\n", true],
    ["", true],
    ["[Service]\nA='b\n", false],
    ["[Service]\nA=\"b\" \n", false],
    ["[Service]\nA=b\\\n", false],
    ["[Service]\n A=b\n", false],
    ["[Service]\nA=b", false],
    ["[Service\n", false],
    ["A\n", false],
  ];
  for (const [text, isPlain] of PLAIN) it(`${isPlain ? "knows" : "leaves"} ${JSON.stringify(text)}`, () => assert.equal(isPlainIni(text), isPlain));

  it("holds of no text that the program cannot read", () => {
    const piece = fc.constantFrom("[", "]", "[A]\n", "A=", "A=b\n", "=", ":", '"', "'", "\\", "\n", "\r", " ", "\t", "#", ";", "A", "b");
    fc.assert(fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => !isPlainIni(pieces.join("")) || parseIni(pieces.join("")).kind === "parsed"), { numRuns: 2000 });
  });
});
