// Versioning of tags: the tables are the rules.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { fc } from "../support/fast-check.ts";
import { compareVersions, stepKind } from "../../src/updates/versions/compare-versions.ts";
import { newerTags, olderTags, preciseTags } from "../../src/updates/versions/newer-tags.ts";
import { parseVersion, tagKind } from "../../src/updates/versions/parse-version.ts";

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
  ["bookworm", "version"],
  ["bookworm-slim", "version"],
  ["noble-20240605", "version"],
  ["sid", "word"],
  ["unstable", "word"],
  ["rolling", "word"],
  ["develop", "word"],
  ["latest-alpine3.20", "word"],
  ["stable-slim", "word"],
  ["arm64v8", "word"],
  ["amd64", "word"],
  ["pr-481", "word"],
  ["release-1.2.3", "version"],
  ["arm64v8-1.2.3", "version"],
  ["main-1a2b3c4d", "hash"],
  ["v0.9.1-5e14bb9", "version"],
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
  ["1.25-alpine3.18", ["1.26-alpine3.18", "1.27-alpine3.19"], ["minor 1.27-alpine3.19"], "a later version of the same distribution"],
  ["1.27-alpine3.19", ["1.27-alpine3.20", "1.27-alpine3.18", "1.27-alpine", "1.27-alpine4.0"], ["minor 1.27-alpine3.20", "major 1.27-alpine4.0"], "a newer Alpine under the same version, never an older one"],
  ["1.27-alpine3.19", ["1.28-alpine3.18"], [], "nothing on an older distribution"],
  ["1.27-alpine3.19", ["1.27.1-alpine3.20"], [], "the same precision before the distribution, too"],
  ["3.12-slim-debian-11", ["3.12-slim-debian-12", "3.13-slim-debian-11"], ["minor 3.13-slim-debian-11", "major 3.12-slim-debian-12"], "another Debian is a major step"],
  ["9.3-ubi8", ["9.3-ubi9", "9.4-ubi8"], ["minor 9.4-ubi8", "major 9.3-ubi9"], "another UBI is a major step"],
  ["8.3-fpm-alpine3.19", ["8.3-fpm-alpine3.20", "8.3-alpine3.20"], ["minor 8.3-fpm-alpine3.20"], "the variant stays"],
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
  ["bookworm-20240701", ["bookworm-20240722", "trixie-20240722"], ["minor bookworm-20240722", "major trixie-20240722"], "dates of one code name, and the next"],
  ["bookworm", ["trixie", "bullseye", "sid", "forky", "trixie-slim"], ["major trixie"], "Debian's next stable release"],
  ["bookworm-slim", ["trixie", "trixie-slim"], ["major trixie-slim"], "the same suffix behind a code name"],
  ["jammy", ["noble", "oracular", "plucky"], ["major noble"], "Ubuntu's next long-term release, nothing between"],
  ["mantic", ["noble", "oracular"], ["major oracular"], "from a release between to the newest"],
  ["22-bookworm", ["22-trixie", "24-bookworm"], ["major 24-bookworm"], "a code name behind a version stays"],
  ["pg14-v0.2.0", ["pg14-v0.3.0", "pg15-v0.3.0"], ["minor pg14-v0.3.0"], "the dotted number behind a name is the version"],
  ["14-vectorchord0.3.0", ["15-vectorchord0.3.0", "14-vectorchord0.4.0"], ["major 15-vectorchord0.3.0"], "a leading number is the version"],
  ["version-1.2.3", ["version-1.3.0", "1.4.0"], ["minor version-1.3.0"], "prefixed versions among themselves"],
  ["release-1.2", ["release-1.3", "v1.4"], ["minor release-1.3"], "prefixed versions among themselves"],
  ["RELEASE_2_4", ["RELEASE_2_5"], ["minor RELEASE_2_5"], "underscores between numbers"],
  ["v1.30.2-k3s1", ["v1.30.2-k3s2", "v1.30.3-k3s1"], ["patch v1.30.3-k3s1"], "builds with a name"],
  ["16.3.0-ce.0", ["16.3.1-ce.0", "16.3.1-ee.0"], ["patch 16.3.1-ce.0"], "editions stay"],
  ["1.2.3-1", ["1.2.3-2"], ["patch 1.2.3-2"], "a plain rebuild"],
  ["v0.9.1-5e14bb9", ["v0.9.2-a1b2c3d", "v0.9.2"], ["patch v0.9.2-a1b2c3d"], "a commit behind the version may be another"],
  ["2024.6.1", ["20240701", "2024.06.2"], ["patch 2024.06.2"], "leading zeros of a calendar mean nothing"],
  ["20240601.1", ["20240601.2"], ["minor 20240601.2"], "builds of a day"],
  ["5", ["5.4", "6", "5-alpine"], ["major 6"], "a major alone"],
  ["amd64-1.2.3", ["amd64-1.2.4", "arm64-1.2.5"], ["patch amd64-1.2.4"], "an architecture in front stays"],
  ["1.2.3-nginx", ["1.2.4-apache", "1.2.4-nginx"], ["patch 1.2.4-nginx"], "a variant behind stays"],
  ["1.2.3-beta.1", ["1.2.3-beta.2", "1.2.3-rc.1", "1.3.0-alpha.1"], ["minor 1.3.0-alpha.1"], "pre-releases of later versions where on one"],
  ["latest", ["1.2.3"], [], "words have no order"],
  ["c059188a3", ["d159188a4", "1.0.0"], [], "hashes are left alone"],
  ["1.2.3", ["1.2.3", "1.2.2", "0.9.0", "latest", "not/a/tag", ""], [], "nothing older, nothing else"],
];

/** The newest tag within the same major and the newest beyond it, as they are offered where nothing forbids them. */
function nearest(current: string, tags: readonly string[]): readonly string[] {
  const newer = newerTags(current, tags);
  const offered = [newer.find(({ kind }) => kind !== "major"), newer.find(({ kind }) => kind === "major")];
  return offered.flatMap((one) => (one === undefined ? [] : [`${one.kind} ${one.tag}`]));
}

describe("tag kinds", () => {
  for (const [tag, kind] of KINDS) it(`${tag} is a ${kind}`, () => assert.equal(tagKind(tag), kind));
});

describe("newer tags", () => {
  for (const [current, tags, offered, why] of STEPS) {
    it(`${current}: ${why}`, () => assert.deepEqual(nearest(current, tags), offered));
  }

  it("offers only what is greater, whatever the tags", () => {
    const part = fc.nat({ max: 40 });
    const tag = fc.tuple(part, part, part).map((numbers) => numbers.join("."));
    fc.assert(
      fc.property(tag, fc.array(tag), (current, tags) => {
        const version = parseVersion(current);
        assert.ok(version);
        const offered = newerTags(current, tags);
        for (const { tag: newer, kind } of offered) {
          const candidate = parseVersion(newer);
          assert.ok(candidate !== undefined && compareVersions(candidate, version) > 0);
          assert.equal(kind, stepKind(version, candidate));
        }
        const kept = new Set(offered.map((one) => one.tag));
        for (const other of tags) {
          const candidate = parseVersion(other);
          assert.equal(kept.has(other), candidate !== undefined && compareVersions(candidate, version) > 0);
        }
        assert.deepEqual(offered, newerTags(current, tags.toReversed()).map((one) => offered.find(({ tag: same }) => same === one.tag)));
      }),
    );
  });

  it("takes any text for a tag without failing", () => {
    fc.assert(fc.property(fc.string(), fc.array(fc.string()), (current, tags) => assert.ok(newerTags(current, tags).length <= tags.length)));
  });
});

const PRECISE: readonly (readonly [current: string, tags: readonly string[], offered: readonly string[], why: string])[] = [
  ["16", ["16.3", "16.4", "17.1", "16"], ["16.4", "16.3"], "the newest of the same version"],
  ["1", ["1.27", "1.27.2", "1.26.3"], ["1.27.2", "1.26.3"], "as precise as there is"],
  ["16-alpine", ["16.4", "16.4-alpine", "16.4-alpine3.20"], ["16.4-alpine"], "the same suffix"],
  ["16", ["16.5-rc1", "16beta1"], [], "no pre-releases"],
  ["1.2.3", ["1.2.3", "1.3"], [], "nothing where it is precise"],
  ["latest", ["16.4"], [], "nothing for words"],
];

describe("precise tags", () => {
  for (const [current, tags, offered, why] of PRECISE) it(`${current}: ${why}`, () => assert.deepEqual(preciseTags(current, tags), offered));
});

const OLDER: readonly (readonly [current: string, tags: readonly string[], offered: string | undefined, why: string])[] = [
  ["1.2.3", ["1.2.1", "1.2.2", "1.1.9", "1.2.2-rc1"], "1.2.2", "the nearest below"],
  ["1.2.3-alpine", ["1.2.2", "1.2.0-alpine"], "1.2.0-alpine", "the same suffix"],
  ["1.2.3", ["1.3.0", "latest"], undefined, "nothing above, no words"],
];

describe("older tags", () => {
  for (const [current, tags, offered, why] of OLDER) it(`${current}: ${why}`, () => assert.equal(olderTags(current, tags)[0], offered));
});
