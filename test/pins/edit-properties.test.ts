// Edits as properties, for every mechanism: what is written parses back to exactly the intended change, and nothing else moves.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { fc } from "../support/fast-check.ts";
import { editReferences, findPins, type Pin } from "../../src/pins/index.ts";
import { fakeTree } from "../fakes/source-tree.ts";
import { composePair } from "./compose-pair.ts";

type Files = Readonly<Record<string, string>>;
type End = { readonly tag: string; readonly digest?: string | undefined };

const tag = fc.stringMatching(/^[a-zA-Z0-9][a-zA-Z0-9._-]{0,12}$/);
const digest = fc.stringMatching(/^[0-9a-f]{64}$/).map((hex) => `sha256:${hex}`);
const end = fc.record({ tag, digest: fc.option(digest, { nil: undefined }) });
const pinned = fc.record({ tag, digest });
const blank = fc.constantFrom("", " ", "  ", "\t");
const note = fc.constantFrom("", " # é", " # image: decoy:1", " # ⛵");
const quote = fc.constantFrom("", '"', "'");
const SRI = `sha256-${"B".repeat(43)}=`;

function written(name: string, { tag: version, digest: hash }: End): string {
  return `${name}:${version}${hash === undefined ? "" : `@${hash}`}`;
}

async function pinsOf(files: Files): Promise<readonly Pin[]> {
  const changes = Object.keys(files).map((path) => ({ path, status: "modified" as const }));
  const projects = "compose.yml" in files ? [await composePair(files)] : [];
  return (await findPins({ head: fakeTree(files), changes, hosts: [], projects })).value;
}

function references(pins: readonly Pin[]): readonly string[] {
  return [...new Set(pins.map(({ reference }) => reference))].toSorted();
}

/** Edits one of two images and looks again: that one is the other's text, everything else is as it was. */
async function check(files: Files, { from, to, other }: { readonly from: string; readonly to: string; readonly other: string }): Promise<void> {
  const pins = await pinsOf(files);
  assert.deepEqual(references(pins), [from, other].toSorted(), JSON.stringify(files));
  const pinsWithPlatform = pins.map((pin) => ({ ...pin, platforms: ["linux/amd64"] }));
  const { value, findings } = await editReferences({ edits: [{ reference: from, proposed: to }], pins: pinsWithPlatform, tree: fakeTree(files), archiveHash: () => Promise.resolve(SRI) });
  assert.deepEqual(findings, [], JSON.stringify(files));
  assert.deepEqual(references(await pinsOf({ ...files, ...Object.fromEntries(value) })), [to, other].toSorted(), JSON.stringify([...value]));
  for (const [path, text] of value) assert.equal(text.split("\n").length, files[path]?.split("\n").length);
}

const OTHER = { tag: "9.9" };

/** How a file says `galley/web` with one end and `galley/db:9.9`, which must stay. */
const MECHANISMS: Readonly<Record<string, { readonly ends: fc.Arbitrary<readonly [End, End]>; readonly files: (name: string, parts: { readonly end: End; readonly space: string; readonly comment: string; readonly mark: string }) => Files }>> = {
  "Compose, block style": {
    ends: fc.tuple(end, end),
    files: (name, { end: old, space, comment, mark }) => ({ "compose.yml": `services:\n  web:\n    image: ${space.replace("\t", "")}${mark}${written(name, old)}${mark}${comment}\n  db:\n    image: galley/db:9.9\n` }),
  },
  "Compose, flow style": {
    ends: fc.tuple(end, end),
    files: (name, { end: old, mark }) => ({ "compose.yml": `services: {web: {"image": ${mark === "" ? '"' : mark}${written(name, old)}${mark === "" ? '"' : mark}}, db: {image: galley/db:9.9}}\n` }),
  },
  "Compose, a default": {
    ends: fc.tuple(fc.record({ tag }), end),
    files: (name, { end: old, comment }) => ({ "compose.yml": `services:\n  web:\n    image: ${name}:\${TAG:-${old.tag}}${comment}\n  db:\n    image: galley/db:9.9\n` }),
  },
  "Compose, an environment file": {
    ends: fc.tuple(fc.record({ tag }), end),
    files: (name, { end: old, comment, mark }) => ({ "compose.yml": `services:\n  web:\n    image: ${name}:\${TAG}\n  db:\n    image: galley/db:9.9\n`, ".env": `A=1\nTAG=${mark}${old.tag}${mark}${comment}\n` }),
  },
  "a Dockerfile": {
    ends: fc.tuple(end, end),
    files: (name, { end: old, space }) => ({ Dockerfile: `FROM ${space}--platform=linux/amd64 ${written(name, old)} AS one\n# FROM decoy:1\nFROM galley/db:9.9\n` }),
  },
  "a Dockerfile's argument": {
    ends: fc.tuple(fc.record({ tag }), end),
    files: (name, { end: old, mark }) => ({ Dockerfile: `ARG V=${mark}${old.tag}${mark}\nFROM ${name}:\${V} \\\n  AS one\nFROM galley/db:9.9\n` }),
  },
  pullImage: {
    ends: fc.tuple(pinned, pinned),
    files: (name, { end: old, space, comment }) => ({
      "web.nix": `{ pkgs }: [\n(pkgs.dockerTools.pullImage rec {${comment}\n  imageName =${space}"${name}"; imageDigest =${space} "${old.digest ?? ""}";\n  finalImageTag = "${old.tag}"; sha256 = "${"0".repeat(52)}"; })\n{ containers.image = "galley/db:9.9"; } ]\n`,
    }),
  },
  npins: {
    ends: fc.tuple(pinned, pinned),
    files: (name, { end: old, space }) => ({
      "npins/sources.json": `{${space} "pins": { "web": { "type": "Container", "image_name": "${name}",${space} "image_tag": "${old.tag}", "image_digest": "${old.digest ?? ""}", "hash": "sha256-${"A".repeat(43)}=" } } }`,
      "db.nix": '{ containers.image = "galley/db:9.9"; }',
    }),
  },
  "a quadlet": {
    ends: fc.tuple(end, end),
    files: (name, { end: old, space }) => ({ "web.container": `[Container]\n#Image=decoy:1\nImage${space}=${space}${written(name, old)}\n`, "db.container": "[Container]\nImage=galley/db:9.9\n" }),
  },
  "a script in Nix": {
    ends: fc.tuple(end, end),
    files: (name, { end: old, comment }) => ({ "web.nix": `{ script = ''\n  podman run --rm \\\n    -v \${dir}:/data ${written(name, old)} serve${comment}\n''; containers.image = "galley/db:9.9"; }\n` }),
  },
  "a runner's label": {
    ends: fc.tuple(end, end),
    files: (name, { end: old, space }) => ({ "web.nix": `{ labels = [${space}"a:docker://${written(name, old)}" ]; containers.image = "galley/db:9.9"; }\n` }),
  },
};

describe("an edit parses back to exactly the intended change", () => {
  for (const [mechanism, { ends, files }] of Object.entries(MECHANISMS)) {
    it(mechanism, async () => {
      await fc.assert(
        fc.asyncProperty(fc.record({ ends, space: blank, comment: note, mark: quote }), async ({ ends: [old, next], ...layout }) => {
          fc.pre(written("", old) !== written("", next));
          const name = "galley/web";
          await check(files(name, { end: old, ...layout }), { from: written(name, old), to: written(name, next), other: written("galley/db", OTHER) });
        }),
        { numRuns: 40 },
      );
    });
  }
});
