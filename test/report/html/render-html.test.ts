import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { renderHtml } from "../../../src/report/index.ts";
import { piecesOf, skeletonOf } from "../../fakes/github-html.ts";
import { hostileText, planOfTexts } from "../../fakes/hostile.ts";
import { homelabPlan, nixpkgsPlan, planWith } from "../../fakes/plans.ts";

describe("renderHtml", () => {
  const page = renderHtml(homelabPlan);

  it("is one whole page in both colour schemes", () => {
    assert.match(page, /^<!doctype html>\n<html lang="en">/);
    assert.match(page, /<title>2 hosts: 4 units restart, 1 starts, 1 stays stopped<\/title>/);
    assert.match(page, /light-dark\(/);
    assert.match(page, /<\/html>\n$/);
  });

  it("asks for nothing outside and runs nothing", () => {
    assert.match(page, /Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"/);
    assert.doesNotMatch(page, /<(?:script|link|img|iframe|object|embed|form|base)\b|\bsrc=|\bhref=|url\(|@import|\bon\w+=/i);
  });

  it("leaves nothing out", () => {
    for (const action of nixpkgsPlan.hosts.flatMap((host) => host.switch?.units ?? [])) {
      assert.ok(renderHtml(nixpkgsPlan).includes(action.unit), action.unit);
    }
  });

  it("says that nothing changes", () => assert.match(renderHtml(planWith()), /<h1>No change: /));

  it("keeps its structure whatever comes from outside", () => {
    const plain = skeletonOf(renderHtml(planOfTexts(["word"])));
    fc.assert(
      fc.property(fc.array(hostileText, { minLength: 3, maxLength: 12 }), (list) => {
        const html = renderHtml(planOfTexts(list));
        assert.deepEqual(skeletonOf(html), plain);
        assert.equal(piecesOf(html).filter(({ tag }) => tag === "script" || tag === "img").length, 0);
        // Controls, separators and bidirectional signs are made visible; line breaks and tabs of diffs stay.
        assert.doesNotMatch(html, /[\p{Cf}\p{Zl}\p{Zp}\p{Cs}]|(?![\n\t])\p{Cc}/u);
      }),
      { numRuns: 300 },
    );
  });
});
