import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { fc } from "../../support/fast-check.ts";
import { renderTerminal } from "../../../src/report/index.ts";
import { columnsOf } from "../../../src/report/terminal/wrap-words.ts";
import { hostileText, planOfTexts } from "../../fakes/hostile.ts";
import { brokenPlan, homelabPlan, planWith } from "../../fakes/plans.ts";
import { assertGolden } from "../../golden.ts";

/** Our own escape sequences: a style and its end. */
const STYLE = /\u001b\[(?:0|1|2|1;31|31|32|33|35|36)m/gu;

describe("renderTerminal", () => {
  it("reads like this", () => assertGolden(renderTerminal(homelabPlan, { isColoured: false, width: 80, hasDiffs: true }), new URL("homelab.txt", import.meta.url)));
  it("reads like this where much is broken", () => assertGolden(renderTerminal(brokenPlan, { isColoured: false, width: 60 }), new URL("broken.txt", import.meta.url)));

  it("is the same with colours, apart from them", () => {
    const coloured = renderTerminal(homelabPlan, { isColoured: true, width: 80 });
    assert.match(coloured, STYLE);
    assert.equal(coloured.replaceAll(STYLE, ""), renderTerminal(homelabPlan, { isColoured: false, width: 80 }));
  });

  it("says in one line that nothing changes", () => {
    assert.equal(renderTerminal(planWith(), { isColoured: false, width: 80 }).split("\n")[0], "No change: every unit, container and Compose project stays as it is");
  });

  it("breaks lines at blanks only, and no later than the width", () => {
    fc.assert(
      fc.property(fc.integer({ min: 30, max: 200 }), (width) => {
        for (const line of renderTerminal(homelabPlan, { isColoured: false, width }).split("\n")) {
          const isOneWord = !line.trim().replace(/^[•-] /, "").includes(" ");
          assert.ok(columnsOf(line) <= width || isOneWord, line);
        }
      }),
      { numRuns: 60 },
    );
  });

  it("lets nothing from outside steer the terminal", () => {
    fc.assert(
      fc.property(fc.array(hostileText, { minLength: 3, maxLength: 12 }), fc.boolean(), (list, isColoured) => {
        const text = renderTerminal(planOfTexts(list), { isColoured, width: 80, hasDiffs: true }).replaceAll(STYLE, "");
        assert.doesNotMatch(text, /[\p{Cf}\p{Zl}\p{Zp}\p{Cs}]|(?!\n)\p{Cc}/u);
      }),
      { numRuns: 300 },
    );
  });
});

describe("columnsOf", () => {
  const ROWS: readonly (readonly [text: string, columns: number])[] = [
    ["docker", 6], ["日本", 4], ["한국", 4], ["ｆｕｌｌ", 8], ["é", 1], ["e\u0301", 1], ["🚢", 2], ["✅", 2], ["⚠", 1], ["🇩🇪", 2], ["𠮷", 2], ["→ …", 3],
  ];
  for (const [text, columns] of ROWS) it(`${text} takes ${columns}`, () => assert.equal(columnsOf(text), columns));
});
