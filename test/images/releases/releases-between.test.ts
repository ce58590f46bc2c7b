// Releases as projects tag them, and two versions of an image -> which releases lie between them.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { fc } from "../../support/fast-check.ts";
import { compareReleaseTags, parseReleaseTag } from "../../../src/images/releases/release-tag.ts";
import { releasesBetween } from "../../../src/images/releases/releases-between.ts";

const ORDERED: readonly (readonly string[])[] = [
  ["v1.2.9", "v1.2.10", "v1.10", "v2"],
  ["1.0.0-alpha", "1.0.0-beta.2", "1.0.0-beta.11", "1.0.0-rc.1", "1.0.0", "1.0.0-ls1", "1.0.0-ls12", "1.0.1"],
  ["4.0.4.1491-ls185", "4.0.4.1491-ls186", "4.0.5.1500-ls187"],
  ["2024.1.0", "2024.5.1", "2024.12.0b1", "2024.12.0", "2025.1"],
  ["RELEASE.2024-05-10T01-41-38Z", "RELEASE.2024-05-27T19-17-46Z", "RELEASE.2024-06-04T19-20-08Z"],
  ["version-1.2", "version-1.3"],
  ["r9", "r10"],
];

function sign(left: string, right: string): number {
  const [one, other] = [parseReleaseTag(left), parseReleaseTag(right)];
  assert.ok(one && other);
  return Math.sign(compareReleaseTags(one, other));
}

describe("the order of tags", () => {
  for (const tags of ORDERED) {
    it(tags.join(" < "), () => {
      for (const [index, tag] of tags.entries()) for (const [at, other] of tags.entries()) assert.equal(sign(tag, other), Math.sign(index - at), `${tag} and ${other}`);
    });
  }

  it("takes a missing zero for one, and leaves out what a build adds", () => {
    assert.deepEqual([sign("1.2", "v1.2.0"), sign("1.2.0+build.7", "1.2.0")], [0, 0]);
    assert.equal(parseReleaseTag("latest"), undefined);
  });

  it("is an order: what is before the one is not after it, and orders chain", () => {
    const tag = fc.array(fc.oneof(fc.nat(3).map(String), fc.constantFrom("rc", "ls", "b", "x")), { minLength: 1, maxLength: 4 }).map((parts) => `v1.${parts.join(".")}`);
    fc.assert(
      fc.property(tag, tag, tag, (...[a, b, c]) => {
        assert.equal(sign(a, b) + sign(b, a), 0);
        if (sign(a, b) <= 0 && sign(b, c) <= 0) assert.ok(sign(a, c) <= 0, `${a} ${b} ${c}`);
      }),
    );
  });
});

type Case = readonly [what: string, tags: readonly string[], old: readonly string[], next: readonly string[], imageName: string, between: readonly string[]];

const PLAIN = ["v1.5.0", "v1.4.1", "v1.4.0", "v1.4.0-rc.1", "v1.3.3", "v1.3.2"];
const MONOREPO = ["server/v2.1.0", "web/v2.1.0", "server/v2.0.1", "web/v2.0.5", "server/v2.0.0", "web/v2.0.0"];

const CASES: readonly Case[] = [
  ["after the old up to the new", PLAIN, ["1.3.2"], ["1.4.1"], "mealie", ["v1.4.1", "v1.4.0", "v1.3.3"]],
  ["with the leading v of an image's tag", PLAIN, ["v1.3.3"], ["v1.4.0"], "mealie", ["v1.4.0"]],
  ["early versions where the new one is one", PLAIN, ["1.3.3"], ["1.4.0-rc.1"], "mealie", ["v1.4.0-rc.1"]],
  ["whatever dress the image wears", PLAIN, ["1.3.3-alpine3.19"], ["1.4.0-alpine3.20"], "mealie", ["v1.4.0"]],
  ["the tag where the label is another program's version", PLAIN, ["24.04", "v1.3.3"], ["24.04", "v1.4.0"], "mealie", ["v1.4.0"]],
  ["none for a step back", PLAIN, ["1.4.0"], ["1.3.2"], "mealie", []],
  ["none where neither is a release", PLAIN, ["7.1"], ["7.2"], "mealie", []],
  ["none without releases", [], ["1.3.2"], ["1.4.0"], "mealie", []],
  ["from a version that was never released", PLAIN, ["1.3.1"], ["1.3.3"], "mealie", ["v1.3.3", "v1.3.2"]],
  ["of the program that the image is of", MONOREPO, ["2.0.0"], ["2.1.0"], "server", ["server/v2.1.0", "server/v2.0.1"]],
  ["of the program that the image is of, also in the other order", MONOREPO, ["2.0.0"], ["2.1.0"], "web", ["web/v2.1.0", "web/v2.0.5"]],
  ["of the program that both versions belong to", MONOREPO, ["2.0.0"], ["2.0.5"], "galley", ["web/v2.0.5"]],
  ["in the order of versions, not of days", ["v1.3.4", "v1.4.0", "v1.3.3"], ["1.3.3"], ["1.4.0"], "mealie", ["v1.4.0", "v1.3.4"]],
];

describe("releases between two versions", () => {
  for (const [what, tags, old, next, imageName, between] of CASES) {
    it(what, () => {
      const releases = tags.map((tag) => ({ tag, name: tag, published: "", notes: "", url: "" }));
      assert.deepEqual(releasesBetween({ releases, old, new: next, imageName }).releases.map(({ tag }) => tag), between);
    });
  }
});
