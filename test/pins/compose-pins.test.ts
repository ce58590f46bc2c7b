// Where Compose projects write their images: a file, what is found, and what an edit makes of it.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { readProject } from "../../src/compose/index.ts";
import { ProjectConfig } from "../../src/config/index.ts";
import { composePins } from "../../src/pins/files/compose-pins.ts";
import { editPin, editReferences, findPins, listPins, type Pin } from "../../src/pins/index.ts";
import type { FoundPin } from "../../src/pins/pin.ts";
import { sourceText } from "../../src/pins/source-text.ts";
import { fakeTree } from "../fakes/source-tree.ts";
import { composePair } from "./compose-pair.ts";

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

/** Pins as `file:line:column raw => reference`, with why they are not edited. */
function told(pins: readonly FoundPin[]): readonly string[] {
  return pins.map(({ file, line, column, raw, reference, notEditable }) => `${file}:${line}:${column} ${raw} => ${reference}${notEditable === undefined ? "" : ` (${notEditable})`}`);
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
  ["a default for what is not set at all", { "compose.yml": compose("redis:${TAG-7.2}") }, ["compose.yml:3:12 redis:${TAG-7.2} => redis:7.2"]],
  ["a plain variable", { "compose.yml": compose("redis:$TAG"), ".env": "export TAG=7.2\n" }, ["compose.yml:3:12 redis:$TAG => redis:7.2", ".env:1:12 7.2 => redis:7.2"]],
  ["the whole reference in an environment file", { "compose.yml": compose("${IMAGE}"), ".env": 'IMAGE="redis:7.2"\n' }, ["compose.yml:3:12 ${IMAGE} => redis:7.2", ".env:1:8 redis:7.2 => redis:7.2"]],
  ["a quoted key", { "compose.yml": 'services:\n  "web":\n    "image": redis:7.2\n' }, ["compose.yml:3:14 redis:7.2 => redis:7.2"]],
  ["a service of another profile", { "compose.yml": "services:\n  web:\n    profiles: [tools]\n    image: redis:7.2\n" }, ["compose.yml:4:12 redis:7.2 => redis:7.2"]],
  ["an anchor for the image alone", { "compose.yml": "x-image: &image redis:7.2\nservices:\n  web:\n    image: *image\n" }, ["compose.yml:1:17 redis:7.2 => redis:7.2"]],
  ["another file's service", { "compose.yml": "services:\n  web:\n    extends: { file: base.yml, service: base }\n", "base.yml": "services:\n  base:\n    image: redis:7.2\n" }, ["base.yml:3:12 redis:7.2 => redis:7.2"]],
  ["an included file", { "compose.yml": "include: [base.yml]\nservices: {}\n", "base.yml": "services:\n  base:\n    image: redis:7.2\n" }, ["base.yml:3:12 redis:7.2 => redis:7.2"]],
  ["a default of a default", { "compose.yml": compose('"redis:${A:-${B:-7.2}}"') }, ["compose.yml:3:13 redis:${A:-${B:-7.2}} => redis:7.2"]],
  ["a variable as a default", { "compose.yml": compose("redis:${A:-$B}"), ".env": "B=7.2\n" }, ["compose.yml:3:12 redis:${A:-$B} => redis:7.2", ".env:1:3 7.2 => redis:7.2"]],
  ["a text for what is set", { "compose.yml": compose("redis:7.2${A:+-alpine}"), ".env": "A=1\n" }, ["compose.yml:3:12 redis:7.2${A:+-alpine} => redis:7.2-alpine"]],
  ["a block with a comment in its header", { "compose.yml": compose(">- # redis:7.2\n      redis:7.2") }, ["compose.yml:4:7 redis:7.2 => redis:7.2"]],
  [
    "a variable that nothing sets",
    { "compose.yml": compose("redis:${TAG}") },
    ["compose.yml:3:12 redis:${TAG} => redis:${TAG} (TAG has no value here, neither set in a file nor by default)"],
  ],
  ["a variable that must be set", { "compose.yml": compose("${IMAGE:?needed}") }, ["compose.yml:3:12 ${IMAGE:?needed} => ${IMAGE:?needed} (IMAGE has no value here, neither set in a file nor by default)"]],
  [
    "escapes",
    { "compose.yml": compose('"galley\\x2Fweb:1.2"') },
    ['compose.yml:3:12 "galley\\x2Fweb:1.2" => galley/web:1.2 (it is written with escapes or over several lines, so its characters do not stand there as they are)'],
  ],
  [
    "one variable of several services",
    { "compose.yml": "services:\n  a:\n    image: redis:$TAG\n  b:\n    image: redis:$TAG\n", ".env": "TAG=7.2\n" },
    ["compose.yml:3:12 redis:$TAG => redis:7.2", ".env:1:5 7.2 => redis:7.2", "compose.yml:5:12 redis:$TAG => redis:7.2"],
  ],
  ["only a build", { "compose.yml": "services:\n  web:\n    build: .\n" }, []],
];

const EDITS: readonly (readonly [what: string, files: Files, file: string, edited: string])[] = [
  ["keeps quotes and comments", { "compose.yml": compose('"redis:7.2" # cache') }, "compose.yml", compose('"redis:7.4" # cache')],
  ["edits the default", { "compose.yml": compose("redis:${TAG:-7.2}") }, "compose.yml", compose("redis:${TAG:-7.4}")],
  ["edits the inner default", { "compose.yml": compose('"redis:${A:-${B:-7.2}}"') }, "compose.yml", compose('"redis:${A:-${B:-7.4}}"')],
  ["edits the environment file", { "compose.yml": compose("redis:${TAG}"), ".env": "TAG=7.2 # cache\n" }, ".env", "TAG=7.4 # cache\n"],
];

const INLINE = "services:\n  web:\n    build:\n      context: .\n      dockerfile_inline: |\n        # FROM decoy:1\n        FROM node:20 AS one\n        FROM tool:${TAG:-1}\n        COPY --from=galley/tool:1 /a /a\n";

/** What findPins finds in all files as if they were new. */
async function foundIn(files: Files): Promise<readonly Pin[]> {
  const changes = Object.keys(files).map((path) => ({ path, status: "added" as const }));
  return (await findPins({ head: fakeTree(files), changes, hosts: [], projects: [await composePair(files)] })).value;
}

describe("builds of Compose projects", () => {
  it("have their Dockerfile in the Compose file", async () => {
    const pins = await foundIn({ "compose.yml": INLINE });
    assert.deepEqual(told(pins), ["compose.yml:7:14 node:20 => node:20", "compose.yml:9:21 galley/tool:1 => galley/tool:1"]);
  });

  it("list what a variable in such a Dockerfile decides, and why it is not followed", async () => {
    const files = { "compose.yml": INLINE };
    const { value } = await listPins({ tree: fakeTree(files), projects: [await composePair(files)] });
    const open = value.filter(({ notEditable }) => notEditable !== undefined);
    assert.deepEqual(open.map(({ line, reference, notEditable = "" }) => [line, reference, notEditable.endsWith("not followed")]), [[8, "tool:${TAG:-1}", true]]);
  });

  it("have a Dockerfile of any name, and arguments for it", async () => {
    const files = { "compose.yml": "services:\n  web:\n    build:\n      context: web\n      dockerfile: build.txt\n      args:\n        V: '20'\n", "web/build.txt": "ARG V=18\nFROM node:${V}-slim\n" };
    const [pin, ...others] = await foundIn(files);
    assert.ok(pin !== undefined && others.length === 0);
    assert.deepEqual(told([pin]), ["web/build.txt:2:6 node:${V}-slim => node:20-slim"]);
    const { value } = await editReferences({ edits: [{ reference: "node:20-slim", proposed: "node:22-slim" }], pins: [pin], tree: fakeTree(files) });
    assert.deepEqual(Object.fromEntries(value), { "compose.yml": files["compose.yml"].replace("'20'", "'22'") });
  });
});

describe("a variable of several services", () => {
  const files = { "compose.yml": "services:\n  a:\n    image: galley/web:$V\n  b:\n    image: galley/worker:$V\n", ".env": "V=1.2\n" };
  const edit = async (...names: readonly string[]): ReturnType<typeof editReferences> =>
    editReferences({ edits: names.map((name) => ({ reference: `${name}:1.2`, proposed: `${name}:1.3` })), pins: await foundIn(files), tree: fakeTree(files) });

  it("moves for all of them at once", async () => {
    assert.deepEqual(Object.fromEntries((await edit("galley/web", "galley/worker")).value), { ".env": "V=1.3\n" });
  });

  it("does not move for one alone", async () => {
    const { value, findings } = await edit("galley/web");
    assert.deepEqual([value.size, findings.map(({ code }) => code)], [0, ["edit-withdrawn"]]);
  });
});

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
