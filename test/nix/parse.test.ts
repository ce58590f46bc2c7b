// The Nix parser: places are right in any file, commas of formals are no mistake, and nothing hostile ends the run.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { fc } from "../support/fast-check.ts";
import { type NixNode, type NixTree, parseNix } from "../../src/nix/index.ts";
import { maskTrailingCommas } from "../../src/nix/mask-commas.ts";

async function parse(source: string): Promise<NixTree> {
  const tree = await parseNix(source);
  assert.ok(tree);
  return tree;
}

function nodesOf(root: NixNode): readonly NixNode[] {
  const nodes: NixNode[] = [];
  const waiting = [root];
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    nodes.push(node);
    waiting.push(...node.children);
  }
  return nodes;
}

async function textsOf(kind: string, source: string): Promise<readonly string[]> {
  const { root } = await parse(source);
  const found = nodesOf(root).filter((node) => node.kind === kind);
  return found.toSorted((left, right) => left.start - right.start).map(({ start, end }) => source.slice(start, end));
}

const MASKS: readonly (readonly [source: string, masked: string])[] = [
  ["{ a, }: a", "{ a  }: a"],
  ["{ a, b ? 1, }@c: a", "{ a, b ? 1  }@c: a"],
  ["{ a,\n  # the last, }: of all\n}\n: a", "{ a \n  # the last, }: of all\n}\n: a"],
  ["{ a, /* , */ }: a", "{ a  /* , */ }: a"],
  ["{ a, ... }: a", "{ a, ... }: a"],
  ["{ a, b }: a", "{ a, b }: a"],
  ["# { a, }: a", "# { a, }: a"],
  ["/* { a, }: a", "/* { a, }: a"],
  ["{ a, }", "{ a, }"],
  [",", ","],
];

const SOUND = ["{ a, }: a", "{ a\n, b ? [ ]\n,\n}:\na", "{ config, lib, ... }@args: args", "let a = 1; in a", "{ a.b.\"c d\".${e} = 1; }", "''\n  ''${x} ${y} ''$\n''", "a.b or c", "x: y: x y", "assert a; with b; c", "<nixpkgs/lib>", "[ ./a ~/b /c ]", "inherit", "a ++ b // c -> !d ? e.f"];

describe("parseNix", () => {
  for (const [source, masked] of MASKS) it(`masks ${JSON.stringify(source)}`, () => assert.equal(maskTrailingCommas(source), masked));

  for (const source of SOUND.filter((text) => text !== "inherit")) {
    it(`reads ${JSON.stringify(source)}`, async () => assert.equal((await parse(source)).hasError, false));
  }

  it("says where a file is no Nix, and keeps the rest", async () => {
    const tree = await parse('{ a = ; b = "c"; }');
    assert.equal(tree.hasError, true);
    assert.deepEqual(await textsOf("string_fragment", '{ a = ; b = "c"; }'), ["c"]);
  });

  it("counts as JavaScript does, past every kind of letter", async () => {
    assert.deepEqual(await textsOf("string_fragment", '# é ⛵ 🐳\r\n{ a = "🐳"; b = "x${c}y"; }'), ["🐳", "x", "y"]);
  });

  it("takes any text, and every node lies inside its parent", async () => {
    const piece = fc.constantFrom("{", "}", ",", ":", "=", ";", '"', "''", "${", "a", "let", "in", " ", "\n", "#", "/*", "*/", "(", "[", "]", ")", "é", "🐳", ".", "inherit", "rec");
    await fc.assert(
      fc.asyncProperty(fc.array(piece, { maxLength: 60 }), async (pieces) => {
        const source = pieces.join("");
        const masked = maskTrailingCommas(source);
        assert.equal(masked.length, source.length);
        const { root } = await parse(source);
        for (const node of nodesOf(root)) {
          for (const child of node.children) assert.ok(node.start <= child.start && child.start <= child.end && child.end <= node.end);
        }
        assert.ok(root.start >= 0 && root.end <= source.length);
      }),
      { numRuns: 300 },
    );
  });

  it("survives deep nesting", async () => {
    const depth = 20_000;
    const { root } = await parse(`${"[".repeat(depth)}${"]".repeat(depth)}`);
    assert.ok(nodesOf(root).length >= depth);
  });

  it("leaves files alone that nobody wrote, and reads the next", async () => {
    assert.equal(await parseNix(" ".repeat(1024 * 1024 + 1)), undefined);
    assert.equal(await parseNix("/*,".repeat(100_000)), undefined);
    assert.equal((await parse("{ a = 1; }")).hasError, false);
  });
});
