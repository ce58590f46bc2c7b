// The lines that would change, for suggestions: whole edits or none.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { Pin } from "../../src/pins/index.ts";
import { editsOf } from "../../src/updates/places.ts";
import { fakeTree } from "../fakes/source-tree.ts";

const OLD = "galley/web:1.0";

/** The pin of the reference's first occurrence in a text, from an offset on. */
function pinIn(file: string, { text, from = 0, ...parts }: { text: string; from?: number } & Partial<Pin>): Pin {
  const start = text.indexOf(OLD, from);
  const line = text.slice(0, start).split("\n").length;
  return { file, range: { start, end: start + OLD.length }, line, column: 1, raw: OLD, reference: OLD, mechanism: "nix-literal", pieces: [{ text: OLD, start }], isTouched: true, platforms: [], ...parts };
}

const WEB = `{\n  image = "${OLD}"; # ours\n}\n`;
const LONG = `${" ".repeat(3000)}${WEB}`.replace("{\n", "{");
const BOTH = `a = "${OLD}"; b = "${OLD}";\n`;

describe("editsOf", () => {
  it("gives the line as it is and as it would be", async () => {
    const edits = await editsOf([pinIn("web.nix", { text: WEB })], { proposed: "galley/web:1.1", head: fakeTree({ "web.nix": WEB }) });
    assert.deepEqual(edits, [{ file: "web.nix", line: 2, old: `  image = "${OLD}"; # ours`, new: '  image = "galley/web:1.1"; # ours' }]);
  });

  it("keeps carriage returns, so that the line is found again", async () => {
    const text = WEB.replaceAll("\n", "\r\n");
    const [edit] = await editsOf([pinIn("web.nix", { text })], { proposed: "galley/web:1.1", head: fakeTree({ "web.nix": text }) });
    assert.equal(edit?.new, '  image = "galley/web:1.1"; # ours\r');
  });

  const NONE: readonly (readonly [what: string, pins: readonly Pin[], files: Readonly<Record<string, string>>])[] = [
    ["for files that are not touched", [pinIn("web.nix", { text: WEB, isTouched: false })], { "web.nix": WEB }],
    ["for generated modules", [pinIn("web.nix", { text: WEB, generatedFrom: ["compose.yml"] })], { "web.nix": WEB }],
    ["where one place cannot be edited", [pinIn("web.nix", { text: WEB }), pinIn("other.nix", { text: WEB, notEditable: "it is computed" })], { "web.nix": WEB, "other.nix": WEB }],
    ["where an archive's hash has to follow", [pinIn("web.nix", { text: WEB, mechanism: "nix-pull-image", archive: {} })], { "web.nix": WEB }],
    ["for two references on one line", [pinIn("web.nix", { text: BOTH }), pinIn("web.nix", { text: BOTH, from: 10 })], { "web.nix": BOTH }],
    ["where the file is gone", [pinIn("web.nix", { text: WEB })], {}],
    ["for lines beyond reading", [pinIn("web.nix", { text: LONG })], { "web.nix": LONG }],
  ];
  for (const [what, pins, files] of NONE) {
    it(`gives none ${what}`, async () => assert.deepEqual(await editsOf(pins, { proposed: "galley/web:1.1", head: fakeTree(files) }), []));
  }
});
