// A short description of an image -> its blobs, manifests and index as the OCI image specification has them, always the same bytes.
import { createHash } from "node:crypto";
import { gzipStored, tarOf } from "./tar.ts";

const INDEX = "application/vnd.oci.image.index.v1+json";
const MANIFEST = "application/vnd.oci.image.manifest.v1+json";
const CONFIG = "application/vnd.oci.image.config.v1+json";
const LAYER = "application/vnd.oci.image.layer.v1.tar+gzip";

/** The `config` object of an image, with the specification's names. */
export type ImageSettings = {
  readonly User?: string;
  readonly ExposedPorts?: Readonly<Record<string, Record<string, never>>>;
  readonly Env?: readonly string[];
  readonly Entrypoint?: readonly string[];
  readonly Cmd?: readonly string[];
  readonly Volumes?: Readonly<Record<string, Record<string, never>>>;
  readonly WorkingDir?: string;
  readonly Labels?: Readonly<Record<string, string>>;
  readonly StopSignal?: string;
  readonly Healthcheck?: { readonly Test: readonly string[]; readonly Interval?: number; readonly Timeout?: number };
};

/** An image to build. With one platform it is a plain manifest, with more an index. */
export type ImageSpec = {
  /** OCI platforms such as `linux/amd64` or `linux/arm/v7`. */
  readonly platforms: readonly string[];
  /** RFC 3339 time. */
  readonly created: string;
  readonly settings: ImageSettings;
  /** Files of each layer, lowest layer first: path without a leading slash to text or bytes. `{platform}` in a text is filled in. */
  readonly layers: readonly Readonly<Record<string, string | Buffer>>[];
};

/** Bytes with their digest (`sha256:…`) and media type. */
export type Content = { readonly digest: string; readonly mediaType: string; readonly bytes: Buffer };

/** A built image. `root` is what a tag names; `manifests` holds root and platform manifests, children first. */
export type BuiltImage = {
  readonly root: Content;
  readonly manifests: readonly Content[];
  /** Configs and layers, each once. */
  readonly blobs: readonly Content[];
};

type Descriptor = { readonly mediaType: string; readonly digest: string; readonly size: number };

function content(mediaType: string, bytes: Buffer): Content {
  return { digest: `sha256:${createHash("sha256").update(bytes).digest("hex")}`, mediaType, bytes };
}

function json(mediaType: string, value: unknown): Content {
  return content(mediaType, Buffer.from(JSON.stringify(value), "utf8"));
}

function describe({ mediaType, digest, bytes }: Content): Descriptor {
  return { mediaType, digest, size: bytes.length };
}

function platformObject(platform: string): Record<string, string> {
  const [os = "linux", architecture = "amd64", variant] = platform.split("/");
  return { architecture, os, ...(variant === undefined ? {} : { variant }) };
}

type PlatformImage = { readonly manifest: Content; readonly blobs: readonly Content[]; readonly platform: Record<string, string> };

function buildPlatform(spec: ImageSpec, platformName: string): PlatformImage {
  const platform = platformObject(platformName);
  const archives = spec.layers.map((files) =>
    tarOf(Object.fromEntries(Object.entries(files).map(([path, file]) => [path, typeof file === "string" ? file.replaceAll("{platform}", platformName) : file]))),
  );
  const layers = archives.map((archive) => content(LAYER, gzipStored(archive)));
  const config = json(CONFIG, {
    created: spec.created,
    ...platform,
    config: spec.settings,
    rootfs: { type: "layers", diff_ids: archives.map((archive) => content(LAYER, archive).digest) },
    history: layers.map(() => ({ created: spec.created, created_by: "stowplan demo" })),
  });
  const manifest = json(MANIFEST, {
    schemaVersion: 2,
    mediaType: MANIFEST,
    config: describe(config),
    layers: layers.map(describe),
  });
  return { manifest, blobs: [config, ...layers], platform };
}

/** Builds an image (OCI image specification 1.1); the same description gives the same digests everywhere. */
export function buildImage(spec: ImageSpec): BuiltImage {
  const images = spec.platforms.map((platform) => buildPlatform(spec, platform));
  const blobs = [...new Map(images.flatMap((image) => image.blobs).map((blob) => [blob.digest, blob])).values()];
  const manifests = images.map((image) => image.manifest);
  const [only, ...others] = manifests;
  if (only !== undefined && others.length === 0) return { root: only, manifests, blobs };
  const root = json(INDEX, {
    schemaVersion: 2,
    mediaType: INDEX,
    manifests: images.map(({ manifest, platform }) => ({ ...describe(manifest), platform })),
  });
  return { root, manifests: [...manifests, root], blobs };
}
