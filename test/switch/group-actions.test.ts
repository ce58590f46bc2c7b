// Many units that a new nixpkgs moves: each keeps its own causes, and all are in one group.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { nixpkgsMove } from "../../src/switch/group-actions.ts";
import { planHosts, type UnitAction } from "../../src/switch/index.ts";
import { host, type HostParts, storePath, unit } from "./host-builder.ts";

const MOVES: readonly (readonly [old: string, fresh: string, told: string | undefined])[] = [
  ["26.11.20260701.aaaaaaa", "26.11.20260714.bbbbbbb", "nixpkgs 2026-07-01 → 2026-07-14"],
  ["26.11pre900000.20260701", "26.11.20260714.bbbbbbb", "nixpkgs 2026-07-01 → 2026-07-14"],
  ["26.05.20260701.aaaaaaa", "26.11.20260714.bbbbbbb", "nixpkgs 26.05 (2026-07-01) → 26.11 (2026-07-14)"],
  ["26.11.20260701.aaaaaaa", "26.11.20260701.bbbbbbb", "nixpkgs aaaaaaa → bbbbbbb"],
  ["26.11.20260701.dirty", "26.11.20260714.dirty", "nixpkgs 2026-07-01 → 2026-07-14"],
  ["26.11.20260701.aaaaaaa", "26.11.20260701.aaaaaaa", undefined],
  ["26.11", "27.05", undefined],
];

describe("the move of nixpkgs", () => {
  for (const [old, fresh, told] of MOVES) it(`${old} → ${fresh}`, () => assert.equal(nixpkgsMove({ old, new: fresh }), told));
});

const NAMES = ["a.service", "b.service", "c.service"];

function hostOf(side: string, { nixos, level = "1" }: { nixos: string; level?: string }): HostParts {
  const path = `Environment="PATH=${storePath(`git-2.45.${side}`, side)}/bin"\nEnvironment="LOCALE_ARCHIVE=${storePath("glibc-locales-2.42", side)}/lib"`;
  const text = (name: string): string => `[Service]\nExecStart=/bin/agent\n${path}\nEnvironment="LEVEL=${name === "c.service" ? level : "1"}"\n`;
  return { nixos, units: Object.fromEntries(NAMES.map((name) => [name, unit({ text: text(name) })])) };
}

function actions(old: HostParts, fresh: HostParts): readonly UnitAction[] {
  return planHosts([{ name: "falcon", base: host(old), head: host(fresh), status: "evaluated" }]).value[0]?.switch?.units ?? [];
}

describe("units that nixpkgs moves", () => {
  const OLD = "26.11.20260701.aaaaaaa";
  const NEW = "26.11.20260714.bbbbbbb";

  it("are one group, each with its own causes", () => {
    const moved = actions(hostOf("1", { nixos: OLD }), hostOf("2", { nixos: NEW }));
    assert.deepEqual(moved.map(({ unit: name, group }) => [name, group]), NAMES.map((name) => [name, "nixpkgs 2026-07-01 → 2026-07-14: PATH, LOCALE_ARCHIVE"]));
    assert.deepEqual(moved[0]?.causes.map(({ text }) => text), ["git 2.45.1 → 2.45.2", "glibc-locales-2.42 built anew"]);
  });

  it("are apart from one that has a cause of its own", () => {
    const moved = actions(hostOf("1", { nixos: OLD }), hostOf("2", { nixos: NEW, level: "2" }));
    assert.deepEqual(moved.map(({ group }) => group !== undefined), [true, true, false]);
  });

  it("are no group where nixpkgs did not move", () => {
    assert.deepEqual(actions(hostOf("1", { nixos: OLD }), hostOf("2", { nixos: OLD })).map(({ group }) => group), [undefined, undefined, undefined]);
  });
});
