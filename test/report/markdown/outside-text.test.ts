import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { fc } from "../../support/fast-check.ts";
import { findMarker, planHash, renderMarkdown } from "../../../src/report/index.ts";
import { liveText, piecesOf, skeletonOf, toHtml } from "../../fakes/github-html.ts";
import { hostileText, planOfTexts } from "../../fakes/hostile.ts";

/** What GitHub turns into a ping, a reference, a link or a picture (of an emoji). */
const LIVE = [/@[a-z0-9]/i, /#\d/, /\bgh-\d/i, /https?:|www\.|mailto:/i, /:[a-z0-9_+-]+:/i, /\b(?=\w*\d)[0-9a-f]{7,40}\b/i, /\$/];

/** Tags that our own Markdown gives; nothing else may stand in a comment. */
const TAGS = /^\/?(?:h3|h4|p|ul|li|strong|b|code|pre|table|thead|tbody|tr|th|td|details|summary|sub|blockquote|a)$/;

const plain = skeletonOf(toHtml(renderMarkdown(planOfTexts(["word"]), { limit: 65_536 })));
const FOOTER = /stowplan of/;

describe("text from outside, in a comment", () => {
  const texts = fc.array(hostileText, { minLength: 3, maxLength: 12 });
  const comment = (list: readonly string[]): string => renderMarkdown(planOfTexts(list), { limit: 65_536 });

  it("pings, links and shows nothing", () => {
    fc.assert(
      fc.property(texts, (list) => {
        const live = liveText(toHtml(comment(list)));
        assert.match(live, FOOTER);
        for (const pattern of LIVE) assert.doesNotMatch(live, pattern);
      }),
      { numRuns: 400 },
    );
  });

  it("brings no tags and breaks no structure", () => {
    fc.assert(
      fc.property(texts, (list) => {
        const html = toHtml(comment(list));
        for (const { tag } of piecesOf(html)) if (tag !== undefined) assert.match(tag, TAGS);
        assert.deepEqual(skeletonOf(html), plain);
      }),
      // A release's tag that would make its line the definition of a reference.
      { numRuns: 400, examples: [[["@ada", '"]:::x', " "]]] },
    );
  });

  it("forges and breaks no record", () => {
    fc.assert(
      fc.property(texts, (list) => {
        const plan = planOfTexts(list);
        const body = renderMarkdown(plan, { limit: 65_536 });
        assert.equal(findMarker(body)?.plan, planHash(plan));
        assert.equal(toHtml(body).match(/<!--/g)?.length, 1);
      }),
      { numRuns: 200 },
    );
  });
});
