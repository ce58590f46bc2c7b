// The printer: its layout as a table, and that no text can become code, judged by the real Nix.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { fc } from "../support/fast-check.ts";
import { StowplanError } from "../../src/errors.ts";
import { isNixText, nixApply, nixAttributes, nixBinding, nixBoolean, nixInteger, nixList, nixReference, nixString, type NixValue, printNix } from "../../src/nix/index.ts";
import { needs } from "../needs.ts";
import { evaluateNix } from "./evaluate.ts";

const LAYOUT: readonly (readonly [string, NixValue, string])[] = [
  ["a string", nixString("plain"), '"plain"'],
  ["quotes and backslashes", nixString('say "hi" \\ bye'), '"say \\"hi\\" \\\\ bye"'],
  ["an interpolation that is none", nixString("${HOME} $${x}"), '"\\${HOME} $\\${x}"'],
  ["line breaks", nixString("a\nb\r\n\t"), '"a\\nb\\r\\n\\t"'],
  ["a negative number", nixList([nixInteger(-1)]), "[ (-1) ]"],
  ["an empty list", nixList([]), "[ ]"],
  ["one item", nixList(["a"]), '[ "a" ]'],
  ["several items", nixList(["a", "b"]), '[\n  "a"\n  "b"\n]'],
  ["one item as long as a line may be", nixList(["x".repeat(54)]), `[ "${"x".repeat(54)}" ]`],
  ["one longer item", nixList(["x".repeat(55)]), `[\n  "${"x".repeat(55)}"\n]`],
  ["several items that stand on a line", nixList(["a", "b"], "line"), '[ "a" "b" ]'],
  ["one item that stands in a block", nixList(["a"], "block"), '[\n  "a"\n]'],
  ["one item of several lines, which no line can hold", nixList([nixAttributes({ a: nixInteger(1) })], "line"), "[\n  {\n    a = 1;\n  }\n]"],
  ["an empty list in a block", nixList([], "block"), "[ ]"],
  ["names that need quotes", nixAttributes({ "a.b": nixBoolean(true), in: nixInteger(1), "log-driver": nixString("x") }), '{\n  "a.b" = true;\n  "in" = 1;\n  log-driver = "x";\n}'],
  ["an application in a list", nixList([nixApply(nixReference("lib", "mkOverride"), nixInteger(90), nixString("no"))]), '[ (lib.mkOverride 90 "no") ]'],
  ["a selection with a name in quotes", nixReference("config", "sops", "secrets", "a/b", "path"), 'config.sops.secrets."a/b".path'],
  ["a script", { kind: "lines", value: "cd /srv\necho ${x} 'y z'\n" }, "''\n  cd /srv\n  echo ''${x} 'y z'\n''"],
  ["a script with quotes before a dollar sign", { kind: "lines", value: "echo '${x}'\n" }, '"echo \'\\${x}\'\\n"'],
  ["a script that an indented string would change", { kind: "lines", value: "  cd\n" }, '"  cd\\n"'],
];

describe("printNix", () => {
  for (const [name, value, expected] of LAYOUT) {
    it(name, () => {
      assert.equal(printNix(value), expected);
    });
  }

  it("keeps a comment from ending", () => {
    const value: NixValue = { kind: "attributes", bindings: [{ ...nixBinding(["a"], nixInteger(1)), comment: "one\n} evil = 2;\rx" }] };
    assert.equal(printNix(value), "{\n  # one\n  # } evil = 2;\n  # x\n  a = 1;\n}");
  });

  it("refuses what Nix cannot hold", () => {
    for (const value of [nixString("a\0b"), nixString("\ud800"), nixInteger(0.5), nixReference("a b"), nixAttributes({ "x\0": nixInteger(1) })]) {
      assert.throws(() => printNix(value), (error) => error instanceof StowplanError && error.code === "internal");
    }
    assert.equal(isNixText("a\0"), false);
  });
});

/** Texts rich in what has a meaning in Nix strings. */
const special = fc.string({
  unit: fc.oneof(
    fc.constantFrom('"', "'", "''", "$", "${", "}", "$$", "\\", "\n", "\r", "\t", " ", ";", "#", "''\\", "''$", "\\${", "= builtins.abort", "/*", "*/"),
    fc.string({ unit: "grapheme", maxLength: 4 }),
  ),
  maxLength: 40,
});
const texts = fc.oneof({ weight: 9, arbitrary: special }, { weight: 1, arbitrary: special.map((text) => text.repeat(200)) }).filter(isNixText);

describe("the printed text, evaluated", needs("nix"), () => {
  it("gives back every text: 10,000 random cases", () => {
    const samples = fc.sample(texts, 10_000);
    const whole = nixList(samples.map((text, index): NixValue => (index % 3 === 0 ? { kind: "lines", value: `${text}\n` } : nixString(text))));
    const expected = samples.map((text, index) => (index % 3 === 0 ? `${text}\n` : text));
    assert.deepEqual(evaluateNix(printNix(whole)), expected);
  });

  it("gives back every attribute name and structure", () => {
    const value = fc.letrec<{ tree: NixValue }>((tie) => ({
      tree: fc.oneof(
        { maxDepth: 4 },
        texts.map(nixString),
        texts.map((text): NixValue => ({ kind: "lines", value: text })),
        fc.maxSafeInteger().map(nixInteger),
        fc.boolean().map(nixBoolean),
        fc.array(tie("tree"), { maxLength: 4 }).map(nixList),
        fc.dictionary(texts.filter((name) => name !== "__functor"), tie("tree"), { maxKeys: 4 }).map(nixAttributes),
      ),
    })).tree;
    const samples = fc.sample(value, 400);
    assert.deepEqual(evaluateNix(printNix(nixList(samples))), samples.map(plain));
  });
});

function plain(value: NixValue): unknown {
  if (value.kind === "list") return value.items.map(plain);
  if (value.kind === "attributes") return Object.fromEntries(value.bindings.map(({ path, value: inner }) => [path[0], plain(inner)]));
  return "value" in value ? value.value : null;
}
