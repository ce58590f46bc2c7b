// Where Compose projects write their images: a file, what is found, and what an edit makes of it.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { readProject } from "../../src/compose/index.ts";
import { ProjectConfig } from "../../src/config/index.ts";
import { composePins } from "../../src/pins/files/compose-pins.ts";
import { editPin } from "../../src/pins/index.ts";
import type { FoundPin } from "../../src/pins/pin.ts";
import { sourceText } from "../../src/pins/source-text.ts";
import { fakeTree } from "../fakes/source-tree.ts";

type Files = Readonly<Record<string, string>>;

async function pinsOf(files: Files): Promise<readonly FoundPin[]> {
  const inputs = ["compose.yml"];
  const source = { label: "galley", folder: ".", inputs, options: ProjectConfig.parse({ inputs }), existsIn: { base: true, head: true } };
  const { value } = await readProject(source, fakeTree(files));
  assert.ok(value);
  return composePins(value, new Map(Object.entries(files).map(([path, text]) => [path, sourceText(path, text)])));
}

function compose(image: string): string {
  return `services:\n  web:\n    image: ${image}\n`;
}

/** Pins as `file:line:column raw => reference`. */
function told(pins: readonly FoundPin[]): readonly string[] {
  return pins.map(({ file, line, column, raw, reference }) => `${file}:${line}:${column} ${raw} => ${reference}`);
}

const PLACES: readonly (readonly [what: string, files: Files, pins: readonly string[]])[] = [
  ["plain", { "compose.yml": compose("redis:7.2") }, ["compose.yml:3:12 redis:7.2 => redis:7.2"]],
  ["quoted", { "compose.yml": compose('"redis:7.2" # cache') }, ["compose.yml:3:13 redis:7.2 => redis:7.2"]],
  ["single quotes", { "compose.yml": compose("'redis:7.2'") }, ["compose.yml:3:13 redis:7.2 => redis:7.2"]],
  ["flow style", { "compose.yml": "services: {web: {image: redis:7.2}}\n" }, ["compose.yml:1:25 redis:7.2 => redis:7.2"]],
  ["a default", { "compose.yml": compose("redis:${TAG:-7.2}-alpine") }, ["compose.yml:3:12 redis:${TAG:-7.2}-alpine => redis:7.2-alpine"]],
  [
    "an environment file",
    { "compose.yml": compose("redis:${TAG}-alpine"), ".env": "OTHER=1\nTAG=7.2 # cache\n" },
    ["compose.yml:3:12 redis:${TAG}-alpine => redis:7.2-alpine", ".env:2:5 7.2 => redis:7.2-alpine"],
  ],
  [
    "an environment file over a default",
    { "compose.yml": compose("redis:${TAG:-6}"), ".env": "TAG='7.2'\n" },
    ["compose.yml:3:12 redis:${TAG:-6} => redis:7.2", ".env:1:6 7.2 => redis:7.2"],
  ],
  ["only a build", { "compose.yml": "services:\n  web:\n    build: .\n" }, []],
];

const EDITS: readonly (readonly [what: string, files: Files, file: string, edited: string])[] = [
  ["keeps quotes and comments", { "compose.yml": compose('"redis:7.2" # cache') }, "compose.yml", compose('"redis:7.4" # cache')],
  ["edits the default", { "compose.yml": compose("redis:${TAG:-7.2}") }, "compose.yml", compose("redis:${TAG:-7.4}")],
  ["edits the environment file", { "compose.yml": compose("redis:${TAG}"), ".env": "TAG=7.2 # cache\n" }, ".env", "TAG=7.4 # cache\n"],
];

describe("pins of Compose projects", () => {
  for (const [what, files, pins] of PLACES) it(what, async () => assert.deepEqual(told(await pinsOf(files)), pins));

  it("finds the place behind an anchor and a merged fragment", async () => {
    const text = "x-base: &base\n  image: redis:7.2\nservices:\n  one:\n    <<: *base\n  two:\n    <<: *base\n";
    assert.deepEqual(new Set(told(await pinsOf({ "compose.yml": text }))), new Set(["compose.yml:2:10 redis:7.2 => redis:7.2"]));
  });

  for (const [what, files, file, edited] of EDITS) {
    it(what, async () => {
      const edits = (await pinsOf(files)).map((pin) => ({ file: pin.file, edit: editPin({ text: files[pin.file] ?? "", pin, reference: "redis:7.4" }) }));
      const made = edits.filter(({ edit }) => edit.kind === "edited");
      assert.deepEqual(made, [{ file, edit: { kind: "edited", text: edited } }]);
    });
  }
});
