// Versioning of tags: the tables are the rules.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { compareVersions, newerTags, parseVersion, tagKind } from "../../src/updates/versioning.ts";

const KINDS: readonly (readonly [tag: string, kind: "version" | "word" | "hash"])[] = [
  ["1.2.3", "version"],
  ["v1.2.3", "version"],
  ["16", "version"],
  ["16-alpine", "version"],
  ["2024.6.1", "version"],
  ["20240601", "version"],
  ["4.0.4.1491-ls185", "version"],
  ["pg14-v0.2.0", "version"],
  ["version-1.2.3", "version"],
  ["bookworm-20240701", "version"],
  ["RELEASE.2024-06-13T22-53-53Z", "version"],
  ["1.2.3-rc.1", "version"],
  ["latest", "word"],
  ["stable", "word"],
  ["main", "word"],
  ["release", "word"],
  ["bookworm", "word"],
  ["bookworm-slim", "word"],
  ["nginx", "word"],
  ["c059188a3", "hash"],
  ["sha-4be6a72", "hash"],
  ["git-9d1c3f0a", "hash"],
  ["4be6a72c1d0f9b8e7a6c5d4e3f2a1b0c9d8e7f60", "hash"],
];

const STEPS: readonly (readonly [current: string, tags: readonly string[], offered: readonly string[], why: string])[] = [
  ["1.2.3", ["1.2.4", "1.2.5", "1.2.3"], ["patch 1.2.5"], "the newest patch"],
  ["1.2.3", ["1.3.0", "1.2.9", "2.0.0", "2.1.0"], ["minor 1.3.0", "major 2.1.0"], "majors apart"],
  ["1.9.0", ["1.10.0"], ["minor 1.10.0"], "numbers and not texts"],
  ["v1.2.3", ["1.9.9", "v1.2.4"], ["patch v1.2.4"], "the same leading v"],
  ["1.2.3", ["v1.2.4"], [], "no leading v where there is none"],
  ["16", ["17", "16.4", "17.1", "17-alpine"], ["major 17"], "the same precision"],
  ["16.4", ["17", "16.5", "16.4.1"], ["minor 16.5"], "the same precision"],
  ["16-alpine", ["17", "17-alpine", "17-alpine3.20", "16-bookworm"], ["major 17-alpine"], "the same suffix"],
  ["7.2-alpine", ["7.4-alpine", "7.4.0-alpine", "7.4"], ["minor 7.4-alpine"], "suffix and precision"],
  ["3.12-slim-bookworm", ["3.13-slim-bookworm", "3.13-slim-trixie"], ["minor 3.13-slim-bookworm"], "the same distribution"],
  ["1.25-alpine3.18", ["1.26-alpine3.18", "1.27-alpine3.19"], ["minor 1.26-alpine3.18"], "the same version of the distribution"],
  ["1.2.3", ["1.3.0-rc.1", "1.3.0-beta", "1.3.0-alpha.2", "1.3.0-dev"], [], "no pre-releases"],
  ["1.3.0-rc.1", ["1.3.0-rc.2", "1.3.0-beta.9"], ["patch 1.3.0-rc.2"], "pre-releases where already on one"],
  ["1.3.0-rc.1", ["1.3.0"], ["patch 1.3.0"], "the release after its pre-release"],
  ["1.3.0b2", ["1.3.0b3", "1.3.0"], ["patch 1.3.0"], "Python's spelling"],
  ["4.0.4.1491-ls185", ["4.0.4.1491-ls190", "4.0.5.1710-ls200", "4.0.5.1710"], ["patch 4.0.5.1710-ls200"], "linuxserver's builds"],
  ["4.0.4.1491-ls185", ["4.0.4.1491-ls186"], ["patch 4.0.4.1491-ls186"], "a rebuild"],
  ["2.6.9-debian-12-r3", ["2.6.9-debian-12-r4", "2.6.10-debian-11-r0"], ["patch 2.6.9-debian-12-r4"], "a rebuild on the same distribution"],
  ["2024.6.1", ["2024.7.0", "2025.1.0"], ["minor 2025.1.0"], "a new year is no major"],
  ["2024.6", ["2024.6.1", "2024.12"], ["minor 2024.12"], "calendar versions keep their precision"],
  ["22.04", ["24.04", "22.10"], ["minor 22.10", "major 24.04"], "two digits are no year"],
  ["16", ["20240601", "2024"], [], "a date is no version 20240601"],
  ["20240601", ["20240715", "3"], ["minor 20240715"], "dates among themselves"],
  ["2024-06-01", ["2024-07-15"], ["minor 2024-07-15"], "dates with dashes"],
  ["RELEASE.2024-06-13T22-53-53Z", ["RELEASE.2024-07-04T14-25-45Z"], ["minor RELEASE.2024-07-04T14-25-45Z"], "dates with a time"],
  ["bookworm-20240701", ["bookworm-20240722", "trixie-20240722"], ["minor bookworm-20240722"], "a code name stays"],
  ["pg14-v0.2.0", ["pg14-v0.3.0", "pg15-v0.3.0"], ["minor pg14-v0.3.0"], "the dotted number behind a name is the version"],
  ["14-vectorchord0.3.0", ["15-vectorchord0.3.0", "14-vectorchord0.4.0"], ["major 15-vectorchord0.3.0"], "a leading number is the version"],
  ["latest", ["1.2.3"], [], "words have no order"],
  ["c059188a3", ["d159188a4", "1.0.0"], [], "hashes are left alone"],
  ["1.2.3", ["1.2.3", "1.2.2", "0.9.0", "latest", "not/a/tag", ""], [], "nothing older, nothing else"],
];

describe("tag kinds", () => {
  for (const [tag, kind] of KINDS) it(`${tag} is a ${kind}`, () => assert.equal(tagKind(tag), kind));
});

describe("newer tags", () => {
  for (const [current, tags, offered, why] of STEPS) {
    it(`${current}: ${why}`, () => assert.deepEqual(newerTags(current, tags).map(({ kind, tag }) => `${kind} ${tag}`), offered));
  }

  it("offers only what is greater, whatever the tags", () => {
    const part = fc.nat({ max: 40 });
    const tag = fc.tuple(part, part, part).map((numbers) => numbers.join("."));
    fc.assert(
      fc.property(tag, fc.array(tag), (current, tags) => {
        const version = parseVersion(current);
        assert.ok(version);
        const offered = newerTags(current, tags);
        assert.ok(offered.length <= 2);
        for (const { tag: newer } of offered) {
          const candidate = parseVersion(newer);
          assert.ok(candidate !== undefined && compareVersions(candidate, version) > 0);
        }
        // Nothing of the same major is greater than what is offered for it.
        const best = offered.find(({ kind }) => kind !== "major")?.tag ?? current;
        const bestVersion = parseVersion(best);
        for (const other of tags.filter((candidate) => candidate.split(".")[0] === current.split(".")[0])) {
          const candidate = parseVersion(other);
          assert.ok(candidate !== undefined && bestVersion !== undefined && compareVersions(candidate, bestVersion) <= 0);
        }
      }),
    );
  });

  it("takes any text for a tag without failing", () => {
    fc.assert(fc.property(fc.string(), fc.array(fc.string()), (current, tags) => assert.ok(newerTags(current, tags).length <= 2)));
  });
});
