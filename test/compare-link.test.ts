// Sources as labels and lock files write them -> repositories, and the pages that compare two of their revisions.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { compareLink, parseForgeRepository, repositoryLink } from "../src/compare-link.ts";

const SOURCES: readonly (readonly [source: string, link: string | undefined])[] = [
  ["https://github.com/mealie-recipes/mealie", "https://github.com/mealie-recipes/mealie"],
  ["https://github.com/mealie-recipes/mealie.git", "https://github.com/mealie-recipes/mealie"],
  ["http://www.github.com/mealie-recipes/mealie/", "https://github.com/mealie-recipes/mealie"],
  ["https://github.com/immich-app/immich/tree/main/server", "https://github.com/immich-app/immich"],
  ["https://github.com/docker-library/postgres.git#af03580:16/bookworm", "https://github.com/docker-library/postgres"],
  ["git@github.com:galley/web.git", "https://github.com/galley/web"],
  ["git://github.com/galley/web", "https://github.com/galley/web"],
  ["git+https://codeberg.org/galley/web", "https://codeberg.org/galley/web"],
  ["https://gitlab.com/harbour/tools/crane/-/tree/main", "https://gitlab.com/harbour/tools/crane"],
  ["https://gitlab.harbour.example/tools/crane", "https://gitlab.harbour.example/tools/crane"],
  ["https://git.sr.ht/~ilse/log", "https://git.sr.ht/~ilse/log"],
  ["https://forgejo.harbour.example/crew/log", "https://forgejo.harbour.example/crew/log"],
  ["https://github.com/owner", undefined],
  ["https://github.com:8443/owner/name", undefined],
  ["https://example.org/owner/name", undefined],
  ["https://github.com.harbour.example/owner/name", undefined],
  ["https://github.com/owner/na)me", undefined],
  ["javascript:alert(1)", undefined],
  ["", undefined],
];

describe("parseForgeRepository", () => {
  for (const [source, link] of SOURCES) {
    it(`${source} is ${link ?? "at no known forge"}`, () => {
      const repository = parseForgeRepository(source);
      assert.equal(repository === undefined ? undefined : repositoryLink(repository), link);
    });
  }
});

const LINKS: readonly (readonly [source: string, from: string, to: string, link: string | undefined])[] = [
  ["https://github.com/galley/web", "v1.0", "v1.1", "https://github.com/galley/web/compare/v1.0...v1.1"],
  ["https://github.com/galley/web", "server/v1", "@galley/web@2.0", "https://github.com/galley/web/compare/server/v1...@galley/web@2.0"],
  ["https://gitlab.com/a/b", "v1.0", "v1.1", "https://gitlab.com/a/b/-/compare/v1.0...v1.1"],
  ["https://codeberg.org/a/b", "0a1b2c3", "4d5e6f7", "https://codeberg.org/a/b/compare/0a1b2c3...4d5e6f7"],
  ["https://git.sr.ht/~ilse/log", "1.0", "1.1", "https://git.sr.ht/~ilse/log/log/1.1"],
  ["https://github.com/galley/web", "v1.0", "v1.0", undefined],
  ["https://github.com/galley/web", "v1.0", "v1..2", undefined],
  ["https://github.com/galley/web", "v1.0", "v1 ](x", undefined],
  ["https://github.com/galley/web", "-x", "v1", undefined],
];

describe("compareLink", () => {
  for (const [source, from, to, link] of LINKS) {
    it(`${source} from ${from} to ${to}: ${link ?? "no page"}`, () => {
      const repository = parseForgeRepository(source);
      assert.ok(repository);
      assert.equal(compareLink(repository, { from, to }), link);
    });
  }
});
