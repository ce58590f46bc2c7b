import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { describe, it } from "node:test";
import { fc } from "../../support/fast-check.ts";
import { renderHtml } from "../../../src/report/index.ts";
import { piecesOf, skeletonOf } from "../../fakes/github-html.ts";
import { hostileText, planOfTexts } from "../../fakes/hostile.ts";
import { action, digest, homelabPlan, host, nixpkgsPlan, planWith } from "../../fakes/plans.ts";

describe("renderHtml", () => {
  const page = renderHtml(homelabPlan);

  it("is one whole page in both colour schemes", () => {
    assert.match(page, /^<!doctype html>\n<html lang="en">/);
    assert.match(page, /<title>2 hosts: 4 units restart, 1 starts, 1 stays stopped<\/title>/);
    assert.match(page, /light-dark\(/);
    assert.match(page, /<\/html>\n$/);
  });

  it("asks for nothing outside", () => {
    assert.doesNotMatch(page, /<(?:link|img|iframe|object|embed|form|base)\b|\bsrc=|\bhref="(?!#|https:)|@import|\bon\w+="|url\((?!#)/i);
  });

  it("runs only the script and uses only the style whose hashes its policy names", () => {
    const hash = (text: string): string => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;
    const [, style = ""] = /<style>([\s\S]*?)<\/style>/.exec(page) ?? [];
    const [, script = ""] = /<script>([\s\S]*?)<\/script>/.exec(page) ?? [];
    assert.ok(page.includes(`content="default-src 'none'; style-src ${hash(style)}; script-src ${hash(script)}; base-uri 'none'; form-action 'none'"`));
    assert.equal(page.match(/<script/g)?.length, 1);
    assert.doesNotMatch(page, / style="/);
  });

  it("draws the units that hang on each other, and the layers of images", () => {
    const units = [
      action({ unit: "docker-networks.service", action: "restart" }),
      action({ unit: "proxy-watch.service", action: "left-stopped", causes: [{ kind: "cascade", subject: "docker-networks.service", text: "it goes down" }] }),
    ];
    const images = [{ platform: "linux/amd64", old: { reference: "redis:7.2", layers: [{ digest: digest("a"), size: 30 }, { digest: digest("b"), size: 10 }] }, new: { reference: "redis:7.4", layers: [{ digest: digest("a"), size: 30 }, { digest: digest("c"), size: 20 }] }, usedBy: [], differences: [], isSameContent: false }];
    const drawn = renderHtml(planWith({ hosts: [host("falcon", units)], images }));
    assert.match(drawn, /<path class="edge cascade"[^>]*><title>docker-networks\.service → proxy-watch\.service: drags it along<\/title>/);
    assert.match(drawn, /<g class="unit left-stopped"><title>proxy-watch\.service stays stopped<\/title>/);
    assert.match(drawn, /Old: 2 layers, 40 B.*New: 2 layers, 50 B.*1 layer in both, 1 layer to be pulled \(20 B\)\./);
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
        assert.equal(piecesOf(html).filter(({ tag }) => tag === "script" || tag === "img").length, 1);
        // Controls, separators and bidirectional signs are made visible; line breaks and tabs of diffs stay.
        assert.doesNotMatch(html, /[\p{Cf}\p{Zl}\p{Zp}\p{Cs}]|(?![\n\t])\p{Cc}/u);
      }),
      { numRuns: 300 },
    );
  });
});
