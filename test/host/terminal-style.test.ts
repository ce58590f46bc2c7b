// Environment and stream -> colour and width.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { terminalStyle } from "../../src/host/terminal-style.ts";

const terminal = { isTTY: true, columns: 120 };

const ROWS: readonly (readonly [what: string, environment: Record<string, string>, stream: { isTTY?: boolean; columns?: number }, isColoured: boolean, width: number])[] = [
  ["a terminal", {}, terminal, true, 120],
  ["a terminal that does not know its width", {}, { isTTY: true, columns: 0 }, true, 80],
  ["a pipe", {}, {}, false, Number.POSITIVE_INFINITY],
  ["a pipe with COLUMNS", { COLUMNS: "72" }, {}, false, 72],
  ["COLUMNS over the terminal's own width", { COLUMNS: "60" }, terminal, true, 60],
  ["COLUMNS that is no number", { COLUMNS: "wide" }, terminal, true, 120],
  ["COLUMNS of 0", { COLUMNS: "0" }, terminal, true, 120],
  ["NO_COLOR", { NO_COLOR: "1" }, terminal, false, 120],
  ["NO_COLOR with any text", { NO_COLOR: "0" }, terminal, false, 120],
  ["an empty NO_COLOR", { NO_COLOR: "" }, terminal, true, 120],
  ["FORCE_COLOR in a pipe", { FORCE_COLOR: "1" }, {}, true, Number.POSITIVE_INFINITY],
  ["FORCE_COLOR=0", { FORCE_COLOR: "0" }, terminal, false, 120],
  ["FORCE_COLOR and NO_COLOR", { FORCE_COLOR: "1", NO_COLOR: "1" }, terminal, true, 120],
  ["a terminal without colours", { TERM: "dumb" }, terminal, false, 120],
];

describe("terminalStyle", () => {
  for (const [what, environment, stream, isColoured, width] of ROWS) {
    it(what, () => assert.deepEqual(terminalStyle(environment, stream), { isColoured, width }));
  }
});
