// A list of layers and the text of a configuration -> an image with exactly those bytes, in OCI's or Docker's form.
import { createHash } from "node:crypto";
import { gzipSync, zstdCompressSync } from "node:zlib";
import type { BuiltImage, Content } from "../../../scripts/demo/oci-image.ts";
import { tarOf } from "../../../scripts/demo/tar.ts";

const TYPES = {
  oci: {
    index: "application/vnd.oci.image.index.v1+json",
    manifest: "application/vnd.oci.image.manifest.v1+json",
    config: "application/vnd.oci.image.config.v1+json",
    plain: "application/vnd.oci.image.layer.v1.tar",
    gzip: "application/vnd.oci.image.layer.v1.tar+gzip",
    zstd: "application/vnd.oci.image.layer.v1.tar+zstd",
    foreign: "application/vnd.oci.image.layer.nondistributable.v1.tar+gzip",
  },
  docker: {
    index: "application/vnd.docker.distribution.manifest.list.v2+json",
    manifest: "application/vnd.docker.distribution.manifest.v2+json",
    config: "application/vnd.docker.container.image.v1+json",
    plain: "application/vnd.docker.image.rootfs.diff.tar",
    gzip: "application/vnd.docker.image.rootfs.diff.tar.gzip",
    zstd: "application/vnd.docker.image.rootfs.diff.tar.zstd",
    foreign: "application/vnd.docker.image.rootfs.foreign.diff.tar.gzip",
  },
} as const;

export type Form = keyof typeof TYPES;
export type Packing = "plain" | "gzip" | "members" | "zstd" | "disguised" | "foreign";

export function content(mediaType: string, bytes: Buffer): Content {
  return { mediaType, bytes, digest: `sha256:${createHash("sha256").update(bytes).digest("hex")}` };
}

function describe({ mediaType, digest, bytes }: Content): { mediaType: string; digest: string; size: number } {
  return { mediaType, digest, size: bytes.length };
}

/** The archive of a layer with one file. */
export function archive(text: string): Buffer {
  return tarOf({ [`srv/${text.slice(0, 8)}`]: text });
}

/**
 * `members` is gzip in two parts, as stargz writes it: its last four bytes are not the layer's size. `disguised` is zstd that is
 * called gzip.
 */
function pack(tar: Buffer, packing: Packing): Buffer {
  if (packing === "plain") return tar;
  if (packing === "zstd" || packing === "disguised") return zstdCompressSync(tar);
  if (packing === "members") return Buffer.concat([gzipSync(tar.subarray(0, 700)), gzipSync(tar.subarray(700))]);
  return gzipSync(tar);
}

export type TestImage = {
  readonly form: Form;
  readonly layers: readonly { readonly tar: Buffer; readonly packing: Packing }[];
  /** The configuration's text for the diff ids of the layers. */
  readonly config: (diffIds: string) => string;
};

/** One platform's manifest. */
export function testImage({ form, layers, config }: TestImage): BuiltImage {
  const types = TYPES[form];
  const packed = layers.map(({ tar, packing }) => content(types[packing === "members" || packing === "disguised" ? "gzip" : packing], pack(tar, packing)));
  const diffIds = layers.map(({ tar }) => content("", tar).digest);
  const settings = content(types.config, Buffer.from(config(JSON.stringify(diffIds))));
  const manifest = { schemaVersion: 2, mediaType: types.manifest, config: describe(settings), layers: packed.map(describe) };
  const root = content(types.manifest, Buffer.from(JSON.stringify(manifest)));
  return { root, manifests: [root], blobs: [settings, ...packed] };
}

/** An index of images, each with its platform. */
export function testIndex(form: Form, images: readonly { readonly image: BuiltImage; readonly platform: Record<string, string> }[]): BuiltImage {
  const manifests = images.map(({ image, platform }) => ({ ...describe(image.root), platform }));
  const root = content(TYPES[form].index, Buffer.from(JSON.stringify({ schemaVersion: 2, mediaType: TYPES[form].index, manifests })));
  return { root, manifests: [...images.flatMap(({ image }) => image.manifests), root], blobs: images.flatMap(({ image }) => image.blobs) };
}
