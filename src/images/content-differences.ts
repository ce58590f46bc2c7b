// The layers and dates of two images -> how they differ, in words, and what has to be downloaded.
import type { ImageDifference } from "./image-change.ts";
import type { RemoteImage } from "./read-image.ts";
import { sizeOf } from "./summarize-image.ts";
import { tellSize } from "./tell-value.ts";

/** Two images of one platform. */
export type ContentPair = { readonly old: RemoteImage; readonly new: RemoteImage };

/** Bytes of the new image's layers that the old one does not have; a layer that occurs twice is pulled once. */
export function downloadSize({ old, new: next }: ContentPair): number {
  const known = new Set(old.layers.map(({ digest }) => digest));
  const fresh = new Map(next.layers.filter(({ digest }) => !known.has(digest)).map(({ digest, size }) => [digest, size]));
  return [...fresh.values()].reduce((sum, size) => sum + size, 0);
}

/** The day of an RFC 3339 time. Reproducible builds say 1970 or 1980, which tells nothing. */
function day(image: RemoteImage): string | undefined {
  const text = /^\d{4}-\d\d-\d\d/.exec(image.config.created ?? "")?.[0];
  return text === undefined || text < "1990" ? undefined : text;
}

function createdDifferences({ old, new: next }: ContentPair): readonly ImageDifference[] {
  const [before, after] = [day(old), day(next)];
  if (before === undefined || after === undefined || before === after) return [];
  const direction = after < before ? "older: built" : "built";
  return [{ field: "created", text: `${direction} on ${after}, the old one on ${before}` }];
}

/** Layers shared, size, date. */
export function contentDifferences(pair: ContentPair): readonly ImageDifference[] {
  const known = new Set(pair.old.layers.map(({ digest }) => digest));
  const shared = pair.new.layers.filter(({ digest }) => known.has(digest)).length;
  const [before, after] = [sizeOf(pair.old), sizeOf(pair.new)];
  return [
    ...createdDifferences(pair),
    { field: "layers", text: `shares ${shared} of ${pair.new.layers.length} layers with the old image` },
    ...(before === after ? [] : [{ field: "size" as const, text: `${tellSize(Math.abs(after - before))} ${after > before ? "larger" : "smaller"}: ${tellSize(after)}` }]),
  ];
}
