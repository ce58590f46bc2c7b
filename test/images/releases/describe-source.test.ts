// What two images say of their source -> the page to compare it, and the notes; asked only where versions moved, and cut.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { ImageSummary } from "../../../src/images/index.ts";
import { describeSource } from "../../../src/images/releases/describe-source.ts";
import type { Release, Releases } from "../../../src/ports.ts";

const SOURCE = "https://github.com/galley/web";
const [OLD_COMMIT, NEW_COMMIT] = ["0".repeat(39) + "1", "0".repeat(39) + "2"];

type Facts = Partial<Pick<ImageSummary, "version" | "revision" | "source">>;

function summary(tag: string, facts: Facts = {}): ImageSummary {
  return { reference: `ghcr.io/galley/web:${tag}`, source: SOURCE, layers: [], ...facts };
}

function release(tag: string, notes = `Notes of ${tag}`): Release {
  return { tag, name: tag, published: "2026-03-01T08:00:00Z", notes, url: `${SOURCE}/releases/tag/${tag}` };
}

function fakeReleases(releases: readonly Release[]): Releases & { readonly asked: string[] } {
  const asked: string[] = [];
  return {
    asked,
    list: (source, { until }) => {
      asked.push(`${source} ${until}`);
      return Promise.resolve(releases);
    },
  };
}

const LINKS: readonly (readonly [what: string, old: ImageSummary, next: ImageSummary, releases: readonly string[], compare: string | undefined])[] = [
  ["commits, the surest", summary("1.0", { revision: OLD_COMMIT }), summary("1.1", { revision: NEW_COMMIT }), ["v1.0", "v1.1"], `${SOURCE}/compare/${OLD_COMMIT}...${NEW_COMMIT}`],
  ["tags of releases", summary("1.0"), summary("1.1"), ["web-1.1", "web-1.0"], `${SOURCE}/compare/web-1.0...web-1.1`],
  ["the images' own tags", summary("v1.0", { version: "1.0" }), summary("v1.1", { version: "1.1" }), [], `${SOURCE}/compare/v1.0...v1.1`],
  ["tags alone", summary("v1.0"), summary("v1.1"), [], `${SOURCE}/compare/v1.0...v1.1`],
  ["nothing for a packager's tags", summary("7.2-alpine", { version: "7.2.5" }), summary("7.4-alpine", { version: "7.4.0" }), [], undefined],
  ["nothing for words", summary("stable"), summary("edge"), [], undefined],
  ["nothing where nothing moved", summary("stable", { revision: NEW_COMMIT }), summary("edge", { revision: NEW_COMMIT }), [], undefined],
  ["nothing between two projects", summary("v1.0", { source: "https://github.com/crew/web" }), summary("v1.1"), [], undefined],
  ["nothing for a revision that is no commit", summary("a", { revision: "](https://evil.example)" }), summary("b", { revision: "x" }), [], undefined],
  ["nothing without a source", summary("v1.0"), summary("v1.1", { source: "https://galley.example" }), [], undefined],
  ["GitLab's page", summary("v1.0", { source: "https://gitlab.com/a/b" }), summary("v1.1", { source: "https://gitlab.com/a/b" }), [], "https://gitlab.com/a/b/-/compare/v1.0...v1.1"],
];

describe("the page that compares", () => {
  for (const [what, old, next, tags, compare] of LINKS) {
    it(what, async () => assert.equal((await describeSource({ old, new: next }, fakeReleases(tags.map((tag) => release(tag))))).compare, compare));
  }
});

describe("release notes of an image", () => {
  it("are asked for where the version moved, once, back to the old one", async () => {
    const releases = fakeReleases([release("v1.1"), release("v1.0")]);
    const facts = await describeSource({ old: summary("v1.0"), new: summary("v1.1") }, releases);
    assert.deepEqual([facts.releases?.map(({ tag }) => tag), releases.asked], [["v1.1"], [`${SOURCE} v1.0`]]);
  });

  it("are not asked for where it did not, or where nobody may be asked", async () => {
    const releases = fakeReleases([release("v1.1")]);
    assert.deepEqual(await describeSource({ old: summary("latest"), new: summary("latest") }, releases), {});
    assert.deepEqual(releases.asked, []);
    assert.equal((await describeSource({ old: summary("v1.0"), new: summary("v1.1") }, undefined)).releases, undefined);
  });

  it("are cut one by one, together, and in number", async () => {
    const many = Array.from({ length: 50 }, (_, index) => release(`v1.${index + 1}`, "x".repeat(20_000)));
    const { releases = [], moreReleases } = await describeSource({ old: summary("v1.0"), new: summary("v1.50") }, fakeReleases(many));
    assert.deepEqual([releases.length, moreReleases, releases[0]?.tag], [30, 20, "v1.50"]);
    assert.ok(releases.every(({ notes }) => notes.length <= 6000));
    assert.ok(releases.reduce((sum, { notes }) => sum + notes.length, 0) <= 40_100);
  });
});
