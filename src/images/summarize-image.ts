// What a registry has behind a reference -> the summary that the plan keeps.
import type { ImageSummary } from "./image-change.ts";
import type { RemoteImage } from "./read-image.ts";

/** The labels that say the same, the newer name first (OCI annotations; label-schema.org before them). */
const LABELS = {
  version: ["org.opencontainers.image.version", "org.label-schema.version"],
  revision: ["org.opencontainers.image.revision", "org.label-schema.vcs-ref"],
  source: ["org.opencontainers.image.source", "org.label-schema.vcs-url"],
} as const;

function label(image: RemoteImage, names: readonly string[]): string | undefined {
  return names.map((name) => image.config.config.Labels[name]).find((value) => value !== undefined && value !== "");
}

/** Text from a registry that fits the plan's schema, or nothing: half a URL is worth less than none. */
function fitting(value: string | null | undefined, limit: number): string | undefined {
  return value === null || value === undefined || value.length > limit ? undefined : value;
}

/** The version that an image gives itself. */
export function versionOf(image: RemoteImage): string | undefined {
  return label(image, LABELS.version);
}

/** Compressed size of all layers, bytes. */
export function sizeOf(image: RemoteImage): number {
  return image.layers.reduce((sum, { size }) => sum + size, 0);
}

/** The summary of a reference; without an image only the reference is known. */
export function summarizeImage(reference: string, image: RemoteImage | undefined): ImageSummary {
  const text = reference.slice(0, 4096);
  if (image === undefined) return { reference: text, layers: [] };
  const created = fitting(image.config.created, 64);
  const version = fitting(versionOf(image), 256);
  const revision = fitting(label(image, LABELS.revision), 256);
  const source = fitting(label(image, LABELS.source), 2048);
  return {
    reference: text,
    digest: image.digest,
    platformDigest: image.platformDigest,
    ...(created === undefined ? {} : { created }),
    ...(version === undefined ? {} : { version }),
    ...(revision === undefined ? {} : { revision }),
    ...(source === undefined ? {} : { source }),
    size: sizeOf(image),
    layers: image.layers.slice(0, 1000).map(({ digest, size }) => ({ digest: digest.slice(0, 256), size })),
  };
}
