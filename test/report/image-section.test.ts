// Changed images -> their sections: words first, packages and release notes folded, strangers' Markdown without any effect.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { fc } from "../support/fast-check.ts";
import { marked } from "marked";
import { ImageChange } from "../../src/images/index.ts";
import { tellNotes } from "../../src/report/images/tell-notes.ts";
import { COMMENT_LIMIT, renderHtml, renderMarkdown, renderTerminalImages } from "../../src/report/index.ts";
import { planWith } from "../fakes/plans.ts";

const SOURCE = "https://github.com/mealie-recipes/mealie";

function release(tag: string, notes: string): NonNullable<ImageChange["releases"]>[number] {
  return { tag, name: "The kitchen", published: "2026-03-01T08:00:00Z", url: `${SOURCE}/releases/tag/${tag}`, notes };
}

const NOTES = `<!-- made by hand -->
## What's Changed
* Add a **kitchen** timer by @ilse in https://github.com/mealie-recipes/mealie/pull/12
* See [the docs](https://docs.example/x) ![x](https://tracker.example/p.png)

### Nothing below

#### Fixes
- <script>alert(1)</script> \`meal plan\` <img src=x onerror=y>
Plain words.
---
**Full Changelog**: https://github.com/mealie-recipes/mealie/compare/v1.3.2...v1.4.0`;

const change: ImageChange = {
  platform: "linux/amd64",
  old: { reference: "ghcr.io/mealie-recipes/mealie:v1.3.2", size: 170_000_000, layers: [] },
  new: { reference: "ghcr.io/mealie-recipes/mealie:v1.4.0", size: 180_000_000, layers: [] },
  usedBy: [{ kind: "container", host: "falcon", name: "mealie" }],
  differences: Array.from({ length: 10 }, (_, index) => ({ field: "environment", text: `variable V${index} is gone` })),
  download: 64_300_000,
  unpacked: 190_000_000,
  packages: { from: "layers", isSystemOnly: false, more: 0, changes: [{ ecosystem: "deb", name: "openssl", from: "3.0.11", to: "3.0.13" }, { ecosystem: "npm", name: "@galley/web", to: "1.0" }] },
  compare: `${SOURCE}/compare/v1.3.2...v1.4.0`,
  releases: [release("v1.4.0", NOTES)],
  moreReleases: 2,
  gaps: ["Packages are not compared: nothing was read."],
  isSameContent: false,
};

function markdownOf(images: readonly ImageChange[], limit = COMMENT_LIMIT): string {
  return renderMarkdown(planWith({ images: [...images] }), { limit });
}

describe("release notes", () => {
  it("become lines of words", () => {
    assert.deepEqual(tellNotes(NOTES).lines.map(({ kind, text }) => `${kind}: ${text}`), [
      "heading: What's Changed",
      "item: Add a kitchen timer by @ilse in #12",
      "item: See the docs",
      "heading: Fixes",
      "item: alert(1) `meal plan`",
      "text: Plain words.",
    ]);
  });

  it("end with any text, in few and short lines", () => {
    const markdown = fc.array(fc.oneof(fc.string(), fc.constantFrom("#", "- ", "[", "](", "<!--", "-->", "**", "`", "\n", "<a ", "https://github.com/a/b/pull/1", "![")), { maxLength: 200 }).map((parts) => parts.join(""));
    fc.assert(
      fc.property(markdown, (text) => {
        const { lines } = tellNotes(text);
        assert.ok(lines.length <= 40 && lines.every((line) => line.text !== "" && line.text.length <= 300 && !line.text.includes("\n")));
      }),
    );
  });

  it("are quick whatever they are", () => {
    for (const text of ["[".repeat(9000), "<!--".repeat(2000), "**a".repeat(3000), "![](".repeat(2000), "<a ".repeat(3000)]) assert.ok(tellNotes(text).lines.length <= 1);
  });
});

describe("the image section", () => {
  it("tells in the open what matters, and folds what is long", () => {
    const text = markdownOf([change]);
    assert.match(text, /- variable V7 is gone\n {2}- and 2 more differences\n {2}- to download: 64 MB of 180 MB, 190 MB on disk\n {2}- Packages are not compared/);
    assert.ok(text.includes(`- changes: [\`v1.3.2...v1.4.0\`](${SOURCE}/compare/v1.3.2...v1.4.0)`));
    assert.ok(text.includes(`- release notes: [\`v1.4.0\`](${SOURCE}/releases/tag/v1.4.0) and 2 more`));
    const [, folded = ""] = text.split("<summary>Packages and release notes (2)</summary>");
    for (const part of ["variable V8 is gone", "Debian: 1 package", "openssl 3.0.11 → 3.0.13", "`@galley/web` 1.0 added", "3 releases of", "of 2026-03-01: The kitchen", "Add a kitchen timer by `@ilse` in `#12`", "and 2 older releases"]) {
      assert.ok(folded.includes(part), `${part}\n${folded}`);
    }
  });

  it("says the same on the page and on the terminal", () => {
    const page = renderHtml(planWith({ images: [change] }));
    const screen = renderTerminalImages([change], { isColoured: false, width: 160 });
    for (const part of ["openssl 3.0.11 → 3.0.13", "3 releases of", "190 MB on disk", `${SOURCE}/compare/v1.3.2...v1.4.0`]) {
      assert.ok(page.includes(part), part);
      assert.ok(screen.includes(part), `${part}\n${screen}`);
    }
    assert.match(page, /<a href="https:\/\/github\.com\/mealie-recipes\/mealie\/releases\/tag\/v1\.4\.0" rel="noreferrer noopener">/);
  });

  it("gives up release notes first, then packages, and keeps the words", () => {
    const long = Array.from({ length: 20 }, (_, index) => ({
      ...change,
      releases: Array.from({ length: 20 }, (__, release_) => release(`v1.${release_}.0`, `- ${`note ${index} `.repeat(10)}\n`.repeat(30).slice(0, 6000))),
      packages: { from: "layers" as const, isSystemOnly: false, more: 0, changes: Array.from({ length: 200 }, (__, at) => ({ ecosystem: "deb", name: `package-${at}`, from: "1", to: "2" })) },
    }));
    const text = markdownOf(long);
    assert.ok(text.length <= COMMENT_LIMIT);
    assert.match(text, /Left out for lack of room: .*release notes/);
    assert.ok(text.includes("variable V7 is gone"));
  });

  it("lets nothing of a stranger's text through: no mention, no element, no link of theirs", () => {
    const hostile = fc.array(fc.oneof(fc.string(), fc.constantFrom("@crew", "<img src=x>", "[x](https://evil.example)", "#12", "\n- ", "\n# ", "```", "</details>", "|", "https://evil.example/a")), { maxLength: 30 }).map((parts) => parts.join(" "));
    fc.assert(
      fc.property(hostile, (notes) => {
        const text = markdownOf([{ ...change, releases: [{ ...release("v1", notes), name: notes.slice(0, 256) }], packages: { from: "sbom", isSystemOnly: false, more: 0, changes: [{ ecosystem: "npm", name: notes.slice(0, 256), from: "1" }] } }]);
        const html = marked.parse(text, { async: false }).replace(/<code>[^]*?<\/code>/g, "");
        assert.doesNotMatch(html, /@crew|<img|evil\.example|<script/);
        assert.equal(html.match(/<details>/g)?.length, html.match(/<\/details>/g)?.length);
      }),
      { numRuns: 60 },
    );
  });

  it("fits its own schema", () => assert.deepEqual(ImageChange.parse(change), change));
});
