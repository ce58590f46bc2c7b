// Image references: the table is the grammar.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { fc } from "./support/fast-check.ts";
import {
  formatFamiliarName,
  formatFamiliarReference,
  formatImageReference,
  type ImageReference,
  parseImageReference,
} from "../src/image-reference.ts";

const HEX = "4b825dc642cb6eb9a060e54bf8d69288fbee4904a1b2c3d4e5f60718293a4b5c";

const VALID: readonly (readonly [text: string, parsed: ImageReference, familiar: string])[] = [
  ["postgres", { registry: "docker.io", path: "library/postgres" }, "postgres"],
  ["postgres:16.4-alpine", { registry: "docker.io", path: "library/postgres", tag: "16.4-alpine" }, "postgres:16.4-alpine"],
  ["docker.io/postgres:16", { registry: "docker.io", path: "library/postgres", tag: "16" }, "postgres:16"],
  ["docker.io/library/postgres", { registry: "docker.io", path: "library/postgres" }, "postgres"],
  ["index.docker.io/grafana/loki", { registry: "docker.io", path: "grafana/loki" }, "grafana/loki"],
  ["grafana/grafana:11.0.0", { registry: "docker.io", path: "grafana/grafana", tag: "11.0.0" }, "grafana/grafana:11.0.0"],
  ["ghcr.io/mealie-recipes/mealie:v1.4.0", { registry: "ghcr.io", path: "mealie-recipes/mealie", tag: "v1.4.0" }, "ghcr.io/mealie-recipes/mealie:v1.4.0"],
  ["localhost/site", { registry: "localhost", path: "site" }, "localhost/site"],
  ["localhost:5000/site:dev", { registry: "localhost:5000", path: "site", tag: "dev" }, "localhost:5000/site:dev"],
  ["harbour:5000/a/b/c", { registry: "harbour:5000", path: "a/b/c" }, "harbour:5000/a/b/c"],
  ["[::1]:5000/site", { registry: "[::1]:5000", path: "site" }, "[::1]:5000/site"],
  ["Harbour/site", { registry: "Harbour", path: "site" }, "Harbour/site"],
  ["redis:5000", { registry: "docker.io", path: "library/redis", tag: "5000" }, "redis:5000"],
  [`redis@sha256:${HEX}`, { registry: "docker.io", path: "library/redis", digest: `sha256:${HEX}` }, `redis@sha256:${HEX}`],
  [`quay.io/x/y:1@sha256:${HEX}`, { registry: "quay.io", path: "x/y", tag: "1", digest: `sha256:${HEX}` }, `quay.io/x/y:1@sha256:${HEX}`],
  ["a__b/c--d.e_f", { registry: "docker.io", path: "a__b/c--d.e_f" }, "a__b/c--d.e_f"],
];

const INVALID: readonly (readonly [text: string, why: string])[] = [
  ["", "empty"],
  [":16", "no name"],
  ["postgres:", "an empty tag"],
  ["postgres@", "an empty digest"],
  ["Postgres", "a capital in the path"],
  ["grafana/Loki", "a capital in the path"],
  ["postgres:16:1", "two tags"],
  ["postgres@sha256:abc", "a short digest"],
  [`postgres@sha256:${HEX.toUpperCase()}`, "capitals in the digest"],
  [`postgres@md5:${HEX}`, "an unknown algorithm"],
  [HEX, "an image id"],
  ["a//b", "an empty component"],
  ["/a", "a slash in front"],
  ["a/", "a slash at the end"],
  ["-a", "a dash in front"],
  ["a___b", "three underscores"],
  ["docker://postgres", "a transport"],
  ["postgres:$TAG", "a variable"],
  ["postgres 16", "a blank"],
  ["ghcr.io/", "a registry alone"],
  [`a/${"b".repeat(254)}`, "a path over 255 characters"],
  [`a:${"b".repeat(129)}`, "a tag over 128 characters"],
];

describe("image reference", () => {
  for (const [text, parsed, familiar] of VALID) {
    it(`reads ${text}`, () => {
      const reference = parseImageReference(text);
      assert.deepEqual(reference, parsed);
      assert.equal(formatFamiliarReference(parsed), familiar);
      assert.deepEqual(parseImageReference(formatImageReference(parsed)), parsed);
    });
  }

  for (const [text, why] of INVALID) {
    it(`refuses ${why}: ${text.slice(0, 40)}`, () => assert.equal(parseImageReference(text), undefined));
  }

  it("names the repository without tag and digest", () => {
    assert.equal(formatFamiliarName({ registry: "docker.io", path: "library/redis", tag: "7" }), "redis");
    assert.equal(formatFamiliarName({ registry: "docker.io", path: "library/my.app/redis" }), "docker.io/library/my.app/redis");
  });

  it("formats what it reads so that it reads the same again", () => {
    const part = fc.stringMatching(/^[a-z0-9]{1,8}(?:[._-][a-z0-9]{1,4})?$/);
    const text = fc
      .tuple(fc.array(part, { minLength: 1, maxLength: 4 }), fc.option(fc.stringMatching(/^\w[\w.-]{0,10}$/)))
      .map(([path, tag]) => path.join("/") + (tag === null ? "" : `:${tag}`));
    fc.assert(
      fc.property(text, (written) => {
        const reference = parseImageReference(written);
        assert.ok(reference);
        assert.deepEqual(parseImageReference(formatFamiliarReference(reference)), reference);
        assert.deepEqual(parseImageReference(formatImageReference(reference)), reference);
      }),
    );
  });
});
