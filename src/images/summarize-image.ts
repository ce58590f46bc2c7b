// What a registry has behind a reference -> the summary that the plan keeps.
import type { ImageSummary } from "./image-change.ts";
import { createdOf, readLabel } from "./image-labels.ts";
import type { RemoteImage } from "./read-image.ts";

/** Text from a registry that fits the plan's schema, or nothing: half a URL is worth less than none. */
function fitting(value: string | null | undefined, limit: number): string | undefined {
  return value === null || value === undefined || value.length > limit ? undefined : value;
}

/** Compressed size of all layers, bytes. */
export function sizeOf(image: RemoteImage): number {
  return image.layers.reduce((sum, { size }) => sum + size, 0);
}

function baseOf(image: RemoteImage): ImageSummary["base"] {
  const [name, digest] = [fitting(readLabel(image, "baseName"), 4096), fitting(readLabel(image, "baseDigest"), 256)];
  return name === undefined && digest === undefined ? undefined : { ...(name === undefined ? {} : { name }), ...(digest === undefined ? {} : { digest }) };
}

/** The summary of a reference; without an image only the reference is known. */
export function summarizeImage(reference: string, image: RemoteImage | undefined): ImageSummary {
  const text = reference.slice(0, 4096);
  if (image === undefined) return { reference: text, layers: [] };
  const created = fitting(createdOf(image), 64);
  const version = fitting(readLabel(image, "version"), 256);
  const revision = fitting(readLabel(image, "revision"), 256);
  const source = fitting(readLabel(image, "source"), 2048);
  const base = baseOf(image);
  return {
    reference: text,
    digest: image.digest,
    platformDigest: image.platformDigest,
    ...(created === undefined ? {} : { created }),
    ...(version === undefined ? {} : { version }),
    ...(revision === undefined ? {} : { revision }),
    ...(source === undefined ? {} : { source }),
    ...(base === undefined ? {} : { base }),
    size: sizeOf(image),
    layers: image.layers.slice(0, 1000).map(({ digest, size }) => ({ digest: digest.slice(0, 256), size })),
  };
}
