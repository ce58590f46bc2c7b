// Platforms: Nix systems, and what an engine pulls from an index.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { choosePlatform, formatPlatform, parsePlatform, platformOfSystem } from "../../src/images/platform.ts";

const SYSTEMS: readonly (readonly [system: string, platform: string])[] = [
  ["x86_64-linux", "linux/amd64"],
  ["aarch64-linux", "linux/arm64"],
  ["armv7l-linux", "linux/arm/v7"],
  ["armv6l-linux", "linux/arm/v6"],
  ["i686-linux", "linux/386"],
  ["riscv64-linux", "linux/riscv64"],
  ["powerpc64le-linux", "linux/ppc64le"],
];

const CHOICES: readonly (readonly [wanted: string, offered: readonly string[], chosen: string | undefined])[] = [
  ["linux/amd64", ["linux/arm64", "linux/amd64"], "linux/amd64"],
  ["linux/amd64", ["windows/amd64"], undefined],
  ["linux/amd64", ["linux/amd64/v3", "linux/amd64"], "linux/amd64"],
  ["linux/arm64", ["linux/arm64/v8"], "linux/arm64/v8"],
  ["linux/arm64/v8", ["linux/arm64"], "linux/arm64"],
  ["linux/arm64", ["linux/arm/v7"], undefined],
  ["linux/arm/v7", ["linux/arm/v6", "linux/arm/v7"], "linux/arm/v7"],
  ["linux/arm/v7", ["linux/arm/v5", "linux/arm/v6"], "linux/arm/v6"],
  ["linux/arm/v6", ["linux/arm/v7"], undefined],
  ["linux/arm", ["linux/arm/v7"], "linux/arm/v7"],
  ["linux/amd64", ["unknown/unknown"], undefined],
  ["linux/amd64", [], undefined],
];

describe("platforms", () => {
  for (const [system, platform] of SYSTEMS) it(`${system} is ${platform}`, () => assert.equal(platformOfSystem(system), platform));
  for (const [wanted, offered, chosen] of CHOICES) {
    it(`${wanted} of ${offered.join(", ") || "nothing"} takes ${chosen ?? "nothing"}`, () => {
      const entries = offered.map((text) => ({ platform: parsePlatform(text) }));
      const found = choosePlatform(entries, parsePlatform(wanted))?.platform;
      assert.equal(found === undefined ? undefined : formatPlatform(found), chosen);
    });
  }
});
