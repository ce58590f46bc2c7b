// The releases of a project and two versions of its image -> the releases that lie between them.
import type { Release } from "../../ports.ts";
import { compareReleaseTags, parseReleaseTag, type ReleaseTag } from "./release-tag.ts";

/** How an image may call its own version, the surest first: its label, its tag. */
export type VersionNames = readonly string[];

/** Releases newest first, and the tags of both ends where releases have them. */
export type ReleasesBetween = { readonly releases: readonly Release[]; readonly from?: string; readonly to?: string };

type Tagged = { readonly release: Release; readonly tag: ReleaseTag };

const NONE: ReleasesBetween = { releases: [] };

/** `1.25.3-alpine3.19` is the release 1.25.3 in another dress; tried only where nothing has the whole name. */
function withShorter(names: VersionNames): readonly ReleaseTag[] {
  const shorter = names.flatMap((name) => /^v?\d+(?:\.\d+)+(?=[-_+])/.exec(name)?.[0] ?? []);
  return [...names, ...shorter].flatMap((name) => parseReleaseTag(name) ?? []);
}

function matchesOf(tagged: readonly Tagged[], names: VersionNames): readonly Tagged[] {
  for (const version of withShorter(names)) {
    const same = tagged.filter(({ tag }) => tag.parts.length === version.parts.length && compareReleaseTags(tag, version) === 0);
    if (same.length > 0) return same;
  }
  return [];
}

/** Of several programs in one repository the one that both versions belong to, or whose prefix names the image, or the plainest. */
function choosePrefix(matches: { readonly old: readonly Tagged[]; readonly new: readonly Tagged[] }, imageName: string): string | undefined {
  const prefixes = new Set([...matches.new, ...matches.old].map(({ tag }) => tag.prefix));
  const score = (prefix: string): number => {
    const has = (side: readonly Tagged[]): number => Number(side.some(({ tag }) => tag.prefix === prefix));
    return has(matches.new) * 4 + has(matches.old) * 4 + Number(imageName !== "" && prefix.toLowerCase().includes(imageName.toLowerCase())) * 2;
  };
  return [...prefixes].toSorted((left, right) => score(right) - score(left) || left.length - right.length)[0];
}

function bound(side: readonly Tagged[], { prefix, names }: { prefix: string; names: VersionNames }): Tagged | { readonly tag: ReleaseTag; readonly release?: undefined } | undefined {
  const [released] = side.filter(({ tag }) => tag.prefix === prefix);
  const [named] = names.flatMap((name) => parseReleaseTag(name) ?? []);
  return released ?? (named === undefined ? undefined : { tag: named });
}

/** What is asked: the project's releases, both versions' names, and the last part of the image's name. */
export type BetweenRequest = {
  readonly releases: readonly Release[];
  readonly old: VersionNames;
  readonly new: VersionNames;
  readonly imageName: string;
};

/**
 * Releases after the old version up to the new one, by the order of their versions. Early versions (`-rc.1`) only where the new one
 * is one. Empty where neither version is a release of the project, and for a step back.
 */
export function releasesBetween(request: BetweenRequest): ReleasesBetween {
  const tagged = request.releases.flatMap((release) => {
    const tag = parseReleaseTag(release.tag);
    return tag === undefined ? [] : [{ release, tag }];
  });
  const matches = { old: matchesOf(tagged, request.old), new: matchesOf(tagged, request.new) };
  const prefix = choosePrefix(matches, request.imageName);
  if (prefix === undefined) return NONE;
  const [from, to] = [bound(matches.old, { prefix, names: request.old }), bound(matches.new, { prefix, names: request.new })];
  if (from === undefined || to === undefined || compareReleaseTags(from.tag, to.tag) >= 0) return NONE;
  const between = tagged
    .filter(({ tag }) => tag.prefix === prefix && (to.tag.isEarly || !tag.isEarly))
    .filter(({ tag }) => compareReleaseTags(tag, from.tag) > 0 && compareReleaseTags(tag, to.tag) <= 0)
    .toSorted((left, right) => compareReleaseTags(right.tag, left.tag));
  return {
    releases: between.map(({ release }) => release),
    ...(from.release === undefined ? {} : { from: from.release.tag }),
    ...(to.release === undefined ? {} : { to: to.release.tag }),
  };
}
