// The layers and dates of two images -> how they differ, in words, and what has to be downloaded.
import { parseForgeRepository, repositoryLink } from "../compare-link.ts";
import type { ImageDifference } from "./image-change.ts";
import { createdOf, readLabel } from "./image-labels.ts";
import type { RemoteImage } from "./read-image.ts";
import { sizeOf } from "./summarize-image.ts";
import { tellSize, tellValue } from "./tell-value.ts";

/** Two images of one platform. */
export type ContentPair = { readonly old: RemoteImage; readonly new: RemoteImage };

/** Bytes of the new image's layers that the old one does not have; a layer that occurs twice is pulled once. */
export function downloadSize({ old, new: next }: ContentPair): number {
  const known = new Set(old.layers.map(({ digest }) => digest));
  const fresh = new Map(next.layers.filter(({ digest }) => !known.has(digest)).map(({ digest, size }) => [digest, size]));
  return [...fresh.values()].reduce((sum, size) => sum + size, 0);
}

function createdDifferences({ old, new: next }: ContentPair): readonly ImageDifference[] {
  const [before, after] = [createdOf(old)?.slice(0, 10), createdOf(next)?.slice(0, 10)];
  if (before === undefined || after === undefined || before === after) return [];
  const direction = after < before ? "older: built" : "built";
  return [{ field: "created", text: `${direction} on ${after}, the old one on ${before}` }];
}

/** `debian:12-slim@sha256:…`, of which only what moved is told. */
function baseDifferences({ old, new: next }: ContentPair): readonly ImageDifference[] {
  const [from, to] = [readLabel(old, "baseName"), readLabel(next, "baseName")];
  if (from !== to) {
    if (from === undefined || to === undefined) return [];
    return [{ field: "base", text: `built on ${tellValue(to)} instead of ${tellValue(from)}` }];
  }
  const [before, after] = [readLabel(old, "baseDigest"), readLabel(next, "baseDigest")];
  if (before === undefined || after === undefined || before === after) return [];
  return [{ field: "base", text: `built on another build of ${to === undefined ? "its base image" : tellValue(to)}` }];
}

/** The repository alone, so that another branch or folder of it is no other source. */
function plainSource(source: string): string {
  const repository = parseForgeRepository(source);
  return (repository === undefined ? source : repositoryLink(repository)).toLowerCase();
}

function sourceDifferences({ old, new: next }: ContentPair): readonly ImageDifference[] {
  const [from, to] = [readLabel(old, "source"), readLabel(next, "source")];
  return from === undefined || to === undefined || plainSource(from) === plainSource(to) ? [] : [{ field: "source", text: `source ${tellValue(from)} → ${tellValue(to)}` }];
}

/** Date, source, base image, layers shared, size. */
export function contentDifferences(pair: ContentPair): readonly ImageDifference[] {
  const known = new Set(pair.old.layers.map(({ digest }) => digest));
  const shared = pair.new.layers.filter(({ digest }) => known.has(digest)).length;
  const [before, after] = [sizeOf(pair.old), sizeOf(pair.new)];
  return [
    ...createdDifferences(pair),
    ...sourceDifferences(pair),
    ...baseDifferences(pair),
    { field: "layers", text: `shares ${shared} of ${pair.new.layers.length} layers with the old image` },
    ...(before === after ? [] : [{ field: "size" as const, text: `${tellSize(Math.abs(after - before))} ${after > before ? "larger" : "smaller"}: ${tellSize(after)}` }]),
  ];
}
