// Edits of pins, as properties: what is written parses back to exactly the intended change.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { fc } from "../support/fast-check.ts";
import { parseNix } from "../../src/nix/index.ts";
import { dockerfilePins } from "../../src/pins/files/dockerfile-pins.ts";
import { canEdit, editPin } from "../../src/pins/index.ts";
import { nixPins } from "../../src/pins/nix/nix-pins.ts";
import { indexNixFile } from "../../src/pins/nix/nix-tree.ts";
import { sourceText } from "../../src/pins/source-text.ts";
import type { FoundPin } from "../../src/pins/pin.ts";

const word = fc.stringMatching(/^[a-z][a-z0-9]{0,8}$/);
const tag = fc.stringMatching(/^[a-zA-Z0-9][a-zA-Z0-9._-]{0,12}$/);
const digest = fc.stringMatching(/^[0-9a-f]{64}$/).map((hex) => `sha256:${hex}`);
const end = fc.tuple(tag, fc.option(digest, { nil: undefined })).map(([name, hash]) => (hash === undefined ? name : `${name}@${hash}`));

/** How one container of a file writes its image; the variables are its own. */
const SHAPES = {
  literal: { bind: () => "", value: ({ name, end: tail }: Written) => `"${name}:${tail}"` },
  variable: { bind: ({ index, name, end: tail }: Written) => `v${index} = "${name}:${tail}";`, value: ({ index }: Written) => `v${index}` },
  interpolated: { bind: ({ index, end: tail }: Written) => `v${index} = "${tail}";`, value: ({ index, name }: Written) => `"${name}:\${v${index}}"` },
  sum: { bind: ({ index, end: tail }: Written) => `v${index} = "${tail}";`, value: ({ index, name }: Written) => `("${name}:" + v${index})` },
} as const;
type Written = { readonly index: number; readonly name: string; readonly end: string };
const shape = fc.constantFrom(...Object.values(SHAPES));

/** Comments with everything that could shift an offset. */
const comment = fc.constantFrom("", "# é image = \"decoy:1\";\n", "/* ⛵ , }: */", "\r\n", "# 🐳\n");

async function pinsOf(text: string): Promise<readonly FoundPin[]> {
  const tree = await parseNix(text);
  assert.ok(tree !== undefined && !tree.hasError, text);
  return nixPins(indexNixFile(sourceText("web.nix", text), { root: tree.root }), new Set());
}

function unique(pins: readonly FoundPin[]): readonly FoundPin[] {
  return [...new Map(pins.map((pin) => [`${pin.range.start}-${pin.range.end}`, pin])).values()];
}

describe("edits of Nix files", () => {
  const files = fc
    .array(fc.record({ path: fc.tuple(word, word), end, shape, note: comment }), { minLength: 1, maxLength: 5 })
    .map((parts) => {
      const written = parts.map((part, index) => ({ ...part, index, name: `ghcr.io/x${index}${part.path.join("/")}` }));
      const lets = written.map((part) => `  ${part.shape.bind(part)} ${part.note}`).join("\n");
      const containers = written.map((part) => `  containers.c${part.index} = { ${part.note}\n image = ${part.shape.value(part)}; ports = [ ]; };`).join("\n");
      return { written, text: `{ config, lib, }:\nlet\n${lets}\nin {\n${containers}\n}\n` };
    });

  it("change the one reference and leave the others", async () => {
    await fc.assert(
      fc.asyncProperty(fc.record({ file: files, choice: fc.nat(), newEnd: end }), async ({ file: { written, text }, choice, newEnd }) => {
        const chosen = written[choice % written.length];
        assert.ok(chosen);
        const pins = unique(await pinsOf(text));
        const wanted = written.map((part) => `${part.name}:${part.end}`);
        assert.deepEqual(pins.map((found) => found.reference).toSorted(), wanted.toSorted());
        const pin = pins.find((found) => found.reference === `${chosen.name}:${chosen.end}`);
        assert.ok(pin);
        const reference = `${chosen.name}:${newEnd}`;
        const edit = editPin({ text, pin, reference });
        assert.ok(edit.kind === "edited", JSON.stringify(edit));
        const after = unique(await pinsOf(edit.text)).map((found) => found.reference);
        assert.deepEqual(after.toSorted(), wanted.map((other) => (other === pin.reference ? reference : other)).toSorted());
        assert.equal(edit.text.length - text.length, reference.length - pin.reference.length);
      }),
      { numRuns: 150 },
    );
  });

  it("back to what was there give the same text", async () => {
    await fc.assert(
      fc.asyncProperty(files, end, async ({ text }, newEnd) => {
        const [pin] = unique(await pinsOf(text));
        assert.ok(pin);
        // A digest that is added goes where others do not share it, which need not be where one was before.
        fc.pre(pin.reference.includes("@") === newEnd.includes("@"));
        const there = editPin({ text, pin, reference: `${pin.reference.slice(0, pin.reference.indexOf(":"))}:${newEnd}` });
        assert.ok(there.kind === "edited");
        const again = unique(await pinsOf(there.text)).find(({ line, column }) => line === pin.line && column === pin.column);
        assert.ok(again);
        assert.deepEqual(editPin({ text: there.text, pin: again, reference: pin.reference }), { kind: "edited", text });
      }),
      { numRuns: 80 },
    );
  });
});

describe("edits of Dockerfiles", () => {
  const TEXT = "# syntax=docker/dockerfile:1.7\nARG VERSION=20\nFROM --platform=$BUILDPLATFORM node:${VERSION}-slim AS build # none\nFROM node:${VERSION}-slim AS build\nFROM build\nFROM scratch\nCOPY --from=build /a /a\nCOPY --from=ghcr.io/galley/tool:1.2 /b /b\n";

  it("find what is pulled and nothing else", () => {
    const found = dockerfilePins(sourceText("Dockerfile", TEXT)).map(({ line, raw, reference }) => `${line} ${raw} ${reference}`);
    assert.deepEqual(found, ["1 docker/dockerfile:1.7 docker/dockerfile:1.7", "4 node:${VERSION}-slim node:20-slim", "8 ghcr.io/galley/tool:1.2 ghcr.io/galley/tool:1.2"]);
  });

  it("change an argument's value where the version stands in it", () => {
    const pin = dockerfilePins(sourceText("Dockerfile", TEXT)).find(({ line }) => line === 4);
    assert.ok(pin);
    assert.deepEqual(editPin({ text: TEXT, pin, reference: "node:22-slim" }), { kind: "edited", text: TEXT.replace("VERSION=20", "VERSION=22") });
  });
});

describe("refused edits", () => {
  const pin = { reference: "redis:7.2", pieces: [{ text: "redis:" }, { text: "7.2", start: 4 }] };
  const TABLE: readonly (readonly [what: string, request: Parameters<typeof editPin>[0], why: RegExp])[] = [
    ["a text that moved", { text: "TAG=6.0", pin, reference: "redis:7.4" }, /changed since/],
    ["no reference", { text: "TAG=7.2", pin, reference: "redis: 7" }, /not an image reference/],
    ["a name from another file", { text: "TAG=7.2", pin, reference: "valkey:7.2" }, /this place alone/],
    ["a pin that says so", { text: "TAG=7.2", pin: { ...pin, notEditable: "a hash hangs on it" }, reference: "redis:7.4" }, /hash/],
  ];
  for (const [what, request, why] of TABLE) {
    it(what, () => {
      const edit = editPin(request);
      assert.ok(edit.kind === "refused" && why.test(edit.why), JSON.stringify(edit));
    });
  }

  it("are known without the text where the place alone tells", () => {
    assert.equal(canEdit(pin, "redis:7.4"), true);
    assert.equal(canEdit(pin, "valkey:7.2"), false);
  });
});
