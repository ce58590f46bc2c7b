// The example and the demo's images belong together: what the flake names, the demo's registry has.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { it } from "node:test";
import { homelabImages } from "../../scripts/demo/homelab-images.ts";
import { parseImageReference } from "../../src/image-reference.ts";
import { ROOT } from "../support/source-files.ts";

const FILES = [
  "base/hosts/falcon/proxy.nix",
  "head/hosts/falcon/proxy.nix",
  "base/hosts/falcon/mealie/compose.yml",
  "head/hosts/falcon/mealie/compose.yml",
  "head/hosts/falcon/mealie/docker-compose.nix",
  "head/hosts/falcon/redis.nix",
];

function referencesIn(file: string): readonly string[] {
  const text = readFileSync(join(ROOT, "examples", "homelab", file), "utf8");
  return [...text.matchAll(/^\s*(?:image: |.*\bimage = ")([^"\s;]+)/gm)].map(([, reference = ""]) => reference);
}

for (const file of FILES) {
  it(`the registry has every image of ${file}`, () => {
    const references = referencesIn(file);
    assert.notEqual(references.length, 0);
    for (const reference of references) {
      const parsed = parseImageReference(reference);
      const found = homelabImages().some(
        ({ registry, path, tags, image }) =>
          registry === parsed?.registry && path === parsed.path && (parsed.digest === undefined ? tags.includes(parsed.tag ?? "latest") : image.root.digest === parsed.digest),
      );
      assert.ok(found, reference);
    }
  });
}
