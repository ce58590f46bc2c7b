// Interpolation as a table: the Compose Specification's section on it, read row by row.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { interpolate } from "../../src/compose/interpolate.ts";

const VARIABLES: Readonly<Record<string, string>> = { SET: "value", EMPTY: "", OTHER: "more" };

describe("interpolate", () => {
  for (const [text, expected, missing = [], isInvalid = false] of [
    ["plain", "plain"],
    ["$SET", "value"],
    ["${SET}", "value"],
    ["pre${SET}post", "prevaluepost"],
    ["$SET_x", "", ["unset SET_x"]],
    ["$$SET", "$SET"],
    ["$${SET}", "${SET}"],
    ["100% $ 5$", "100% $ 5$"],
    ["^[0-9]{4}$", "^[0-9]{4}$"],
    ["${UNSET}", "", ["unset UNSET"]],
    ["${UNSET:-default}", "default"],
    ["${EMPTY:-default}", "default"],
    ["${EMPTY-default}", ""],
    ["${UNSET-default}", "default"],
    ["${SET:-default}", "value"],
    ["${UNSET:-a:b/c=d e}", "a:b/c=d e"],
    ["${UNSET-}", ""],
    ["${SET:+other}", "other"],
    ["${EMPTY:+other}", ""],
    ["${EMPTY+other}", "other"],
    ["${UNSET+other}", ""],
    ["${SET:?needed}", "value"],
    ["${UNSET:?needed}", "", ["required UNSET needed"]],
    ["${EMPTY:?needed}", "", ["required EMPTY needed"]],
    ["${EMPTY?needed}", ""],
    ["${UNSET?}", "", ["required UNSET "]],
    ["${UNSET:-${SET:-inner}}", "value"],
    ["${UNSET:-${ALSO:-inner}}", "inner"],
    ["${UNSET:-$OTHER}", "more"],
    ["${SET:-${UNSET}}", "value"],
    ['${UNSET:-{"a":{"b":1}}}', '{"a":{"b":1}}'],
    ["${UNSET:-^(\\d{4})$}", "^(\\d{4})$"],
    ["${}", "${}", [], true],
    ["${1}", "${1}", [], true],
    ["${SET", "${SET", [], true],
    ["${SET!x}", "${SET!x}", [], true],
  ] as const satisfies readonly (readonly [string, string, (readonly string[])?, boolean?])[]) {
    it(text, () => {
      const result = interpolate(text, (name) => VARIABLES[name]);
      const told = result.missing.map((variable) => (variable.kind === "unset" ? `unset ${variable.name}` : `required ${variable.name} ${variable.message}`));
      assert.deepEqual({ text: result.text, missing: told, isInvalid: result.isInvalid }, { text: expected, missing: [...missing], isInvalid });
    });
  }

  for (const [text, parts] of [
    ["a${SET}b", ["0:a", "SET=value", "7:b"]],
    ["${UNSET:-default}", ["9:default"]],
    ["a:${UNSET:-${ALSO:-x}y}", ["0:a:", "19:x", "21:y"]],
    ["${SET:-default}$$", ["SET=value", "$"]],
    ["${UNSET}", []],
  ] as const) {
    it(`tells of ${text} where each part comes from`, () => {
      const told = interpolate(text, (name) => VARIABLES[name]).parts.map((part) => (part.variable === undefined ? `${part.at === undefined ? "" : `${part.at}:`}${part.text}` : `${part.variable}=${part.text}`));
      assert.deepEqual(told, parts);
    });
  }
});
