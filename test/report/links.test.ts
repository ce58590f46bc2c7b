// Links in a line -> what each printer makes of them: only our own https addresses become links, and no text breaks out of one.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { link, safeUrl } from "../../src/report/blocks.ts";
import { COMMENT_LIMIT, type PlanPages, renderMarkdown } from "../../src/report/index.ts";
import { finding, planWith } from "../fakes/plans.ts";
import { printBlock } from "../../src/report/markdown/print-markdown.ts";

const URLS: readonly (readonly [url: string, safe: string | undefined])[] = [
  ["https://github.com/galley/web/compare/v1.0...v1.1", "https://github.com/galley/web/compare/v1.0...v1.1"],
  ["https://github.com/galley/web/compare/a)b(c", "https://github.com/galley/web/compare/a%29b%28c"],
  ["https://github.com/x y<z>|[1]", "https://github.com/x%20y%3Cz%3E%7C%5B1%5D"],
  ["http://github.com/galley/web", undefined],
  ["https://ilse:harbour@github.com/", undefined],
  ["javascript:alert(1)", undefined],
  ["no address", undefined],
];

describe("links in reports", () => {
  for (const [url, safe] of URLS) it(`${url} is ${safe ?? "no link"}`, () => assert.equal(safeUrl(url), safe));

  it("are code inside brackets in Markdown, so that no text of theirs means anything", () => {
    const print = (text: string, url: string): string => printBlock({ kind: "paragraph", line: [link(text, url)] });
    assert.equal(print("v1.0...v1.1", "https://github.com/a/b"), "[`v1.0...v1.1`](https://github.com/a/b)");
    assert.equal(print("@crew](https://evil.example)", "https://github.com/a/b"), "[<code>&#64;crew&#93;&#40;https&#58;&#47;&#47;evil&#46;example&#41;</code>](https://github.com/a/b)");
    assert.equal(print("v1", "ftp://harbour.example"), "`v1`");
  });
});

describe("the page of the run that made a plan", () => {
  const large = planWith({ findings: Array.from({ length: 3000 }, (_, index) => finding({ code: "moving-tag", severity: "warning", subject: `image ${index}`, message: "m".repeat(100) })) });
  const run = "https://github.com/galley/web/actions/runs/42";
  const artifact = `${run}/artifacts/7`;
  const print = (pages: PlanPages): string => renderMarkdown(large, { limit: COMMENT_LIMIT, ...pages });

  it("is linked where something was cut, and below every comment", () => {
    const text = print({ run });
    assert.match(text, /Left out for lack of room: [^\n]+\. The whole plan is in \[the run's summary\]\(https:\/\/github\.com\/galley\/web\/actions\/runs\/42\), and in/);
    assert.match(text, /<sub>The whole plan: \[`this run's artifacts`\]\(https:\/\/github\.com\/galley\/web\/actions\/runs\/42#artifacts\), \[`this run's summary`\]\(https:\/\/github\.com\/galley\/web\/actions\/runs\/42\)<\/sub>\n$/);
  });

  it("stands beside the files that it keeps, where their address is known", () => {
    const text = print({ run, artifact });
    assert.ok(text.includes(`The whole plan is in [the run's summary](${run}), and in \`plan.html\` of [the run's files](${artifact}).`));
    assert.ok(text.endsWith(`<sub>The whole plan: [\`plan.html and plan.json\`](${artifact}), [\`this run's summary\`](${run})</sub>\n`));
    assert.match(renderMarkdown(large, { limit: COMMENT_LIMIT, unit: "bytes", run, artifact }), /The whole plan is in `plan\.html` of \[the run's files\]\(https:[^)]+\/artifacts\/7\)\./);
  });

  it("is not linked where it is no address; without any, a checkout gives the whole", () => {
    for (const page of [undefined, "javascript:alert(1)", "http://harbour.example"]) {
      const text = print({ run: page, artifact: page });
      assert.match(text, /Left out for lack of room: [^\n]+\. On a checkout of the branch, `stowplan plan --base BASE --html plan\.html` writes the whole plan\./);
      assert.doesNotMatch(text, /<sub>The whole plan/);
    }
  });
});
