// An image at its registry -> the hash that `dockerTools.pullImage` wants, without skopeo and without writing the archive.
import { createHash } from "node:crypto";
import { StowplanError } from "../../errors.ts";
import { type ImageReference, parseImageReference } from "../../image-reference.ts";
import type { Registry } from "../../ports.ts";
import { type ArchiveHash, openArchiveHash } from "./archive-hash.ts";
import { type ImageContent, type ImageSource, readImageContent, unusable } from "./image-content.ts";
import { guessLayer, type LayerDescriptor, type UnpackedLayer } from "./layer-guess.ts";
import { legacyLayers } from "./legacy-layers.ts";
import { formatHash } from "./nix-hash.ts";
import { LARGEST_ENTRY } from "./tar-header.ts";
import { unpackLayer } from "./unpack-layer.ts";

const GIBIBYTE = 1024 ** 3;
const DEFAULT_LIMIT = 4 * GIBIBYTE;
/** Layers unpack to a multiple of what is sent; a bomb to a thousandfold. */
const MOST_UNPACKED = 20 * GIBIBYTE;

/** The arguments of `pullImage`, with its defaults. */
export type PullImage = {
  readonly imageName: string;
  /** Of an index or a manifest. */
  readonly imageDigest: string;
  /** GOARCH: `amd64`, `arm64`, `arm`, `386`. */
  readonly arch: string;
  /** GOOS; Nix's default is `linux`. */
  readonly os?: string;
  readonly finalImageName?: string;
  /** Nix's default is `latest`. */
  readonly finalImageTag?: string;
};

/** What pullImageHash needs; `limit` are the bytes that may be downloaded, 4 GiB where none is given. */
export type PullImageRequest = { readonly image: PullImage; readonly registry: Registry; readonly limit?: number };

type Writing = { readonly source: ImageSource; readonly layer: LayerDescriptor; readonly unpackLimit: number };

/** Unpacks a layer, gives every piece to `take` and says in the end what it was. */
async function readLayer({ source, layer, unpackLimit }: Writing, take?: (piece: Uint8Array) => void): Promise<UnpackedLayer> {
  const { registry, repository, subject } = source;
  const hash = createHash("sha256");
  let size = 0;
  for await (const piece of unpackLayer(registry.openBlob(repository, { digest: layer.digest, limit: layer.size }), { subject, limit: unpackLimit })) {
    hash.update(piece);
    size += piece.length;
    take?.(piece);
  }
  return { diffId: hash.digest("hex"), size };
}

/** The archive with one more layer: read once where the guess is right, twice where it is not. A known layer is not written again. */
async function addLayer(archive: ArchiveHash, { guess, known, ...writing }: Writing & { guess: UnpackedLayer | undefined; known: ReadonlySet<string> }): Promise<UnpackedLayer & { archive: ArchiveHash }> {
  const attempt = guess === undefined ? undefined : archive.withFile(`${guess.diffId}.tar`, guess.size);
  const unpacked = await readLayer(writing, attempt?.write);
  const { diffId, size } = unpacked;
  if (known.has(diffId)) return { ...unpacked, archive };
  if (attempt !== undefined && guess?.diffId === diffId && guess.size === size) return { ...unpacked, archive: attempt.close() };
  if (size > LARGEST_ENTRY) throw unusable(writing.source.subject, "A layer unpacks to 8 GiB or more; its hash is not known how to compute.");
  const file = archive.withFile(`${diffId}.tar`, size);
  await readLayer(writing, file.write);
  return { ...unpacked, archive: file.close() };
}

function checkDownload(layers: readonly LayerDescriptor[], { subject, limit }: { subject: string; limit: number }): void {
  const sum = [...new Map(layers.map(({ digest, size }) => [digest, size])).values()].reduce((total, size) => total + size, 0);
  if (sum <= limit) return;
  const message = `The image has ${sum} bytes to download, more than the ${limit} that are allowed.`;
  throw new StowplanError({ code: "registry-limit", subject, message, hint: "Compute the hash with `nix-prefetch-docker` and write it yourself." });
}

/** Everything after the layers: the configuration, a folder for each layer, and the names. */
function finish(archive: ArchiveHash, { content, diffIds, name, tag }: { content: ImageContent; diffIds: readonly string[]; name: string; tag: string }): Buffer {
  const configName = `${content.configDigest.replace(/^.*:/, "")}.json`;
  archive.file(configName, content.config);
  const folders = legacyLayers(content.config, diffIds);
  for (const { id, diffId, json } of folders) {
    archive.link(`${id}/layer.tar`, `../${diffId}.tar`);
    archive.file(`${id}/VERSION`, Buffer.from("1.0"));
    archive.file(`${id}/json`, json);
  }
  const top = folders.at(-1);
  const manifest = [{ Config: configName, RepoTags: [`${name}:${tag}`], Layers: diffIds.map((diffId) => `${diffId}.tar`) }];
  archive.file("manifest.json", Buffer.from(JSON.stringify(manifest)));
  archive.file("repositories", Buffer.from(JSON.stringify(top === undefined ? {} : { [name]: { [tag]: top.id } })));
  return archive.end();
}

function parse(text: string): ImageReference {
  const parsed = parseImageReference(text);
  if (parsed !== undefined) return parsed;
  throw new StowplanError({ code: "registry-invalid", subject: text, message: "This is no image reference.", hint: "Correct the name." });
}

/**
 * Computes the flat SHA-256 of the archive that skopeo writes for `pullImage` (nixpkgs, pkgs/build-support/docker), in SRI form.
 * Layers are streamed and nothing is kept. Throws what the registry throws, `registry-limit` for images that are too large, and
 * `registry-invalid` for what is no image.
 */
export async function pullImageHash({ image, registry, limit = DEFAULT_LIMIT }: PullImageRequest): Promise<string> {
  const { imageName, imageDigest, arch, os = "linux", finalImageName = imageName, finalImageTag = "latest" } = image;
  const [repository, final] = [parse(imageName), parse(`${finalImageName}:${finalImageTag}`)];
  const subject = `${imageName}@${imageDigest}`;
  const source = { repository, registry, subject };
  const content = await readImageContent(source, { digest: imageDigest, wanted: { os, architecture: arch } });
  checkDownload(content.layers, { subject, limit });
  const known = new Map<string, string>();
  let archive = openArchiveHash();
  let unpackLimit = MOST_UNPACKED;
  for (const [index, layer] of content.layers.entries()) {
    if (known.has(layer.digest)) continue;
    const guess = await guessLayer({ repository, layer, diffId: content.claimedDiffIds[index] }, registry);
    const added = await addLayer(archive, { source, layer, unpackLimit, guess, known: new Set(known.values()) });
    archive = added.archive;
    known.set(layer.digest, added.diffId);
    unpackLimit -= added.size;
  }
  const diffIds = content.layers.map(({ digest }) => known.get(digest) ?? "");
  return formatHash(finish(archive, { content, diffIds, name: `${final.registry}/${final.path}`, tag: final.tag ?? "latest" }), "sri");
}
