// Store paths in texts: with and without what moves, by two ways to say the same.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { fc } from "../../support/fast-check.ts";
import { shortenStorePaths, splitStoreName, storePackages, withoutVersions } from "../../../src/switch/causes/store-path.ts";
import { storePath } from "../host-builder.ts";

const NAMES: readonly (readonly [name: string, versionless: string])[] = [
  ["docker-28.0.1", "docker"],
  ["glibc-locales-2.42-67", "glibc-locales"],
  ["unit-script-web-start", "unit-script-web-start"],
  ["dbus-1", "dbus"],
  ["7zip-24.09", "7zip"],
  ["lib-x86-64", "lib-x86"],
];

describe("store paths", () => {
  for (const [name, versionless] of NAMES) {
    it(name, () => {
      assert.equal(withoutVersions(`A=${storePath(name, "a")}/bin:b`), `A=…-${versionless}/bin:b`);
      assert.equal(splitStoreName(name).name, versionless);
      assert.equal(shortenStorePaths(storePath(name, "a")), `…-${name}`);
      assert.equal([...storePackages(storePath(name, "a")).values()][0]?.name, versionless);
    });
  }

  it("lose their version as a name alone does", () => {
    const name = fc.stringMatching(/^[a-z0-9][a-z0-9+._?=-]{0,30}$/);
    fc.assert(fc.property(name, (text) => assert.equal(withoutVersions(storePath(text, "a")), `…-${splitStoreName(text).name}`)));
  });
});
