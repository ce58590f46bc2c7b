// The glob matcher: what each wildcard may stand for, and that no pattern can make it slow.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { fc } from "../support/fast-check.ts";
import { compileGlob } from "../../src/discover/index.ts";

const CASES: readonly [pattern: string, path: string, matches: boolean][] = [
  ["compose.yml", "compose.yml", true],
  ["compose.yml", "app/compose.yml", false],
  ["*.yml", "compose.yml", true],
  ["*.yml", "app/compose.yml", false],
  ["**/compose*.yml", "compose.yml", true],
  ["**/compose*.yml", "a/b/compose.prod.yml", true],
  ["**/compose*.yml", "a/b/decompose.yml", false],
  ["hosts/**", "hosts/a/b.nix", true],
  ["hosts/**", "hosts", true],
  ["hosts/**/c.nix", "hosts/c.nix", true],
  ["hosts/**/c.nix", "hosts/a/b/c.nix", true],
  ["**/a/**/b", "x/a/y/a/z/b", true],
  ["**/a/**/b", "x/y/b", false],
  ["host-?", "host-1", true],
  ["host-?", "host-10", false],
  ["host-?", "host-", false],
  ["*", "falcon", true],
  ["*", "", true],
  ["", "", true],
  ["f*n", "falcon", true],
  ["f*n", "falcons", false],
  ["a*b*c", "aXbXbXc", true],
  ["./compose.yml", "compose.yml", true],
  [".*/x", ".github/x", true],
  ["*/x", ".github/x", true],
  ["a[bc]d", "abd", false],
  ["a[bc]d", "a[bc]d", true],
  ["{a,b}", "a", false],
  ["?", "ü", true],
  ["?", "🐳", true],
  ["a.c", "abc", false],
];

describe("compileGlob", () => {
  for (const [pattern, path, matches] of CASES) {
    it(`${matches ? "takes" : "refuses"} ${JSON.stringify(path)} for ${JSON.stringify(pattern)}`, () => {
      assert.equal(compileGlob(pattern)(path), matches);
    });
  }

  it("agrees with the regular expression that the wildcards stand for", () => {
    const word = fc.array(fc.constantFrom("a", "b", "*", "?"), { maxLength: 6 }).map((parts) => parts.join(""));
    const pattern = fc.array(fc.oneof(word, fc.constant("**")), { minLength: 1, maxLength: 4 });
    const path = fc.array(fc.array(fc.constantFrom("a", "b"), { maxLength: 5 }).map((parts) => parts.join("")), { minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(pattern, path, (segments, names) => {
        const isMatch = compileGlob(segments.join("/"))(names.join("/"));
        assert.equal(isMatch, expected(segments, names));
      }),
    );
  });

  it("ends on patterns that make backtracking matchers explode", () => {
    assert.equal(compileGlob(`${"*a".repeat(2000)}b`)("a".repeat(20_000)), false);
    assert.equal(compileGlob(`${"**/a/".repeat(200)}b`)("a/".repeat(5000)), false);
  });
});

/** The same rules, written as the obvious recursion. */
function expected(pattern: readonly string[], path: readonly string[]): boolean {
  const [first, ...rest] = pattern;
  if (first === undefined) return path.length === 0;
  if (first === "**") return Array.from({ length: path.length + 1 }, (_, skipped) => path.slice(skipped)).some((tail) => expected(rest, tail));
  const [name, ...names] = path;
  if (name === undefined) return false;
  const segment = new RegExp(`^${first.replaceAll("?", ".").replaceAll("*", ".*")}$`);
  return segment.test(name) && expected(rest, names);
}
