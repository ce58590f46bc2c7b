// Lock files, quadlet files and scripts: which texts are images, and why some are not edited.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { filePins, hasPinWords } from "../../src/pins/files/file-pins.ts";
import type { FoundPin } from "../../src/pins/pin.ts";
import { sourceText } from "../../src/pins/source-text.ts";

const DIGEST = `sha256:${"3c".repeat(32)}`;
const SRI = `sha256-${"A".repeat(43)}=`;

async function pinsOf(file: string, text: string): Promise<readonly FoundPin[]> {
  return hasPinWords(file, text) ? (await filePins(sourceText(file, text), { live: new Set(), importsOf: () => Promise.resolve(new Map()) })).value : [];
}

/** `mechanism reference`, with what an edit would find: the hash, or why there is none. */
async function told(file: string, text: string): Promise<readonly string[]> {
  return (await pinsOf(file, text)).map(({ mechanism, reference, archive, notEditable }) => `${mechanism} ${reference}${archive?.hash === undefined ? "" : " hash"}${notEditable === undefined ? "" : ` (${notEditable})`}`);
}

const npins = JSON.stringify({ version: 7, pins: { web: { type: "Container", image_name: "galley/web", image_tag: "1.2", image_digest: DIGEST, hash: SRI }, nixpkgs: { type: "Channel", name: "nixos", hash: SRI } } }, null, 2);
const own = JSON.stringify({ imageName: "ghcr.io/galley/web", imageDigest: DIGEST, finalImageTag: "1.2", sha256: "0".repeat(52), arch: "arm64" });
const generated = JSON.stringify({ web: { version: "1.2", src: { imageName: "galley/web", imageTag: "1.2", imageDigest: DIGEST, sha256: SRI, type: "docker" } } });

const TABLE: readonly (readonly [what: string, file: string, text: string, pins: readonly string[]])[] = [
  ["npins", "npins/sources.json", npins, [`lock-npins galley/web:1.2@${DIGEST} hash`]],
  ["the arguments of pullImage as JSON", "image.json", own, [`lock-json ghcr.io/galley/web:1.2@${DIGEST} hash`]],
  ["a name and a digest", "images.json", JSON.stringify({ web: { image: "galley/web:1.2", digest: DIGEST } }), [`lock-json galley/web:1.2@${DIGEST}`]],
  ["a hash that is none", "image.json", JSON.stringify({ imageName: "a/b", imageDigest: DIGEST, hash: "later" }), [`lock-json a/b@${DIGEST} (the hash beside the digest is no SHA-256)`]],
  ["uptix", "uptix.lock", JSON.stringify({ "postgres:16": DIGEST, "ghcr.io/galley/web": DIGEST }), [`lock-uptix postgres:16@${DIGEST}`, `lock-uptix ghcr.io/galley/web@${DIGEST}`]],
  ["nvfetcher's own file", "_sources/generated.json", generated, [`lock-nvfetcher galley/web:1.2@${DIGEST} hash (nvfetcher keeps this file; run \`nvfetcher\`)`]],
  ["nvfetcher.toml", "nvfetcher.toml", '[web]\nsrc.manual = "1.2"\nfetch.docker = "galley/web"\n[other]\nsrc.github = "a/b"\nfetch.github = "a/b"\n', ["lock-nvfetcher galley/web:1.2 (nvfetcher makes its sources from this file; change it and run `nvfetcher`)"]],
  ["other JSON", "package.json", '{ "image": "x.png", "integrity": "sha256-x" }', []],
  ["JSON that is broken", "image.json", `{ "imageDigest": "${DIGEST}", `, []],
  ["a quadlet container", "web.container", "[Unit]\nDescription=x\n\n[Container]\nImage=docker.io/galley/web:1.2\nVolume=a:/a\n", ["quadlet docker.io/galley/web:1.2"]],
  ["a quadlet image", "web.image", "[Image]\nImage = galley/web:1.2\n", ["quadlet galley/web:1.2"]],
  ["a quadlet that names another unit", "web.container", "[Container]\nImage=web.image\n", []],
  ["a quadlet with systemd's variables", "web@.container", "[Container]\nImage=galley/web:%i\n", []],
  ["an image of a disk", "disk.image", "Image=galley/web:1.2\n", []],
  ["a script", "run.sh", "#!/bin/sh\n# docker run galley/old:1\nexec podman run --rm -v /a:/b galley/web:1.2 serve\n", ["run-command galley/web:1.2"]],
];

describe("images of other files", () => {
  for (const [what, file, text, pins] of TABLE) it(what, async () => assert.deepEqual(await told(file, text), pins));
});
