// A layer's descriptor and a look at its last bytes -> what it probably unpacks to, so that it need be read only once.
import type { Registry, Repository } from "../../ports.ts";

/** A layer as a manifest names it. */
export type LayerDescriptor = { readonly digest: string; readonly size: number; readonly mediaType?: string | undefined };

/** An unpacked layer: SHA-256 in hexadecimal digits, and size in bytes. */
export type UnpackedLayer = { readonly diffId: string; readonly size: number };

/** The unpacked size that ends a gzip member (RFC 1952, section 2.3.1, ISIZE); right where there is one member of less than 4 GiB. */
const TRAILER = 4;

async function lastBytes(registry: Registry, { repository, layer }: { repository: Repository; layer: LayerDescriptor }): Promise<Buffer> {
  const pieces: Uint8Array[] = [];
  const part = { digest: layer.digest, from: layer.size - TRAILER, limit: TRAILER };
  for await (const piece of registry.openBlob(repository, part)) pieces.push(piece);
  return Buffer.concat(pieces);
}

/** What to guess from. `diffId` is what the image's configuration says of the layer, if anything. */
export type GuessRequest = { readonly repository: Repository; readonly layer: LayerDescriptor; readonly diffId: string | undefined };

/** Guesses what a layer unpacks to; undefined where that costs as much as looking. A guess is checked against what really comes. */
export async function guessLayer({ repository, layer, diffId }: GuessRequest, registry: Registry): Promise<UnpackedLayer | undefined> {
  if (diffId === undefined) return undefined;
  if (`sha256:${diffId}` === layer.digest) return { diffId, size: layer.size };
  if (layer.mediaType?.endsWith("gzip") !== true || layer.size <= TRAILER) return undefined;
  const trailer = await lastBytes(registry, { repository, layer });
  return trailer.length === TRAILER ? { diffId, size: trailer.readUInt32LE(0) } : undefined;
}
