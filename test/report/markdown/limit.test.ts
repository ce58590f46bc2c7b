import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { fc } from "../../support/fast-check.ts";
import { COMMENT_LIMIT, findMarker, type Plan, renderMarkdown, SUMMARY_LIMIT } from "../../../src/report/index.ts";
import { skeletonOf, toHtml } from "../../fakes/github-html.ts";
import { action, digest, finding, homelabPlan, host, planWith } from "../../fakes/plans.ts";

const letters = (text: string): number => Array.from(text).length;
const bytes = (text: string): number => new TextEncoder().encode(text).length;

/** The part before the first section, without the record and the note about what was cut. */
function firstScreenOf(markdown: string): string {
  return markdown.slice(markdown.indexOf("\n") + 1).split(/\n\n(?:####|>|<)/)[0] ?? "";
}

function diffs(number: number, line: string): Plan["hosts"] {
  const diff = `@@ -1 +1,50 @@\n${`+${line}\n`.repeat(50)}`;
  const units = Array.from({ length: number }, (_, index) =>
    action({ unit: `docker-app${index}.service`, action: index === 0 ? "left-stopped" : "restart", diff, causes: [{ kind: "option", subject: "image", text: `image ${index}` }] }),
  );
  return [host("falcon", units)];
}

const many = <T>(number: number, make: (index: number) => T): T[] => Array.from({ length: number }, (_, index) => make(index));

const large: Readonly<Record<string, Plan>> = {
  "many diffs": { ...homelabPlan, hosts: diffs(300, "x".repeat(60)) },
  "diffs full of backticks": { ...homelabPlan, hosts: diffs(300, "`".repeat(60)) },
  "diffs of letters beyond the first plane": { ...homelabPlan, hosts: diffs(300, "🚢".repeat(60)) },
  "one diff larger than everything": { ...homelabPlan, hosts: diffs(1, "y".repeat(19_000)) },
  "many hosts": planWith({ hosts: many(2000, (index) => ({ ...host(`host-${index}-${"n".repeat(900)}`, diffs(3, "x")[0]?.switch?.units ?? []) })) }),
  "many findings": planWith({ findings: many(3000, (index) => finding({ code: "port-conflict", severity: "error", subject: `container ${index}`, message: "m".repeat(300), hint: "h".repeat(300) })) }),
  "many warnings, notes, images and updates": planWith({
    findings: many(2000, (index) => finding({ code: "moving-tag", severity: index % 2 === 0 ? "warning" : "info", subject: `image ${index}` })),
    images: many(1000, (index) => ({ platform: "linux/amd64", new: { reference: `r/${index}@${digest("a")}`, layers: [] }, usedBy: [], differences: [], isSameContent: false })),
    updates: many(1000, (index) => ({ kind: "minor", reference: `r/${index}:1`, proposed: `r/${index}:2`, places: [] })),
  }),
};

describe("a comment that would be too long", () => {
  for (const [what, plan] of Object.entries(large)) {
    it(`is cut to the limit: ${what}`, () => {
      const body = renderMarkdown(plan, { limit: COMMENT_LIMIT });
      assert.ok(letters(body) <= COMMENT_LIMIT, `${letters(body)} characters`);
      assert.ok(letters(body) > COMMENT_LIMIT / 10, `only ${letters(body)} characters are left`);
      assert.equal(findMarker(body)?.truncated, true);
      assert.match(body, /Left out for lack of room: .*plan\.html/);
      assert.match(body, /<sub>stowplan of .*<\/sub>\n$/);
    });

    it(`keeps the first screen: ${what}`, () => {
      const whole = renderMarkdown(plan, { limit: Number.POSITIVE_INFINITY });
      assert.equal(findMarker(whole)?.truncated, false);
      assert.equal(firstScreenOf(renderMarkdown(plan, { limit: COMMENT_LIMIT })), firstScreenOf(whole));
      assert.equal(firstScreenOf(renderMarkdown(plan, { limit: 16_384 })), firstScreenOf(whole));
    });
  }

  it("is whole Markdown at every limit, also one that no report fits", () => {
    fc.assert(
      fc.property(fc.constantFrom(...Object.values(large)), fc.integer({ min: 1000, max: COMMENT_LIMIT }), (plan, limit) => {
        const body = renderMarkdown(plan, { limit });
        assert.ok(letters(body) <= Math.max(limit, 16_384), `${letters(body)} characters of ${limit}`);
        const tags = skeletonOf(toHtml(body));
        for (const tag of ["details", "pre", "table", "ul"]) {
          assert.equal(tags.filter((name) => name === tag).length, tags.filter((name) => name === `/${tag}`).length, tag);
        }
        // An open fence or table would take what follows into itself.
        assert.match(toHtml(body), /<p><sub>stowplan of [^\n]*<\/sub><\/p>\n$/);
      }),
      { numRuns: 25 },
    );
  });

  it("gives way from the exact diffs to the errors", () => {
    const [plan] = Object.values(large);
    assert.ok(plan !== undefined);
    const body = renderMarkdown(plan, { limit: COMMENT_LIMIT });
    assert.match(body, /Left out for lack of room: \d+ diffs\. /);
    for (const kept of ["#### Host", "#### Images", "#### Errors", "#### Warnings", "#### Compose projects", "2 updates offered", "1 note"]) assert.ok(body.includes(kept), kept);
    assert.match(body, /<summary><code>docker&#45;app0&#46;service<\/code> on/, "the most dangerous unit's diff stays");
  });

  it("does not lose all diffs to one huge list", () => {
    const units = many(5000, (index) => action({ unit: `u${index}.service`, action: "restart", diff: `@@ -1 +1 @@\n-${index}\n+x\n`, causes: [{ kind: "option", subject: "image", text: "image 1 → 2" }] }));
    const body = renderMarkdown(planWith({ hosts: [host("falcon", units)] }), { limit: COMMENT_LIMIT });
    assert.match(body, /<summary>Exact diffs \(\d{2,}\)<\/summary>/);
    assert.ok(letters(body) > COMMENT_LIMIT * 0.9 && letters(body) <= COMMENT_LIMIT, `${letters(body)}`);
  });

  it("counts bytes for a step summary", () => {
    const plan = { ...homelabPlan, hosts: diffs(300, "🚢".repeat(60)) };
    const summary = renderMarkdown(plan, { limit: SUMMARY_LIMIT, unit: "bytes" });
    assert.ok(bytes(summary) <= SUMMARY_LIMIT);
    assert.ok(bytes(summary) > SUMMARY_LIMIT / 2);
    assert.ok(bytes(renderMarkdown(plan, { limit: SUMMARY_LIMIT })) > SUMMARY_LIMIT);
  });
});
