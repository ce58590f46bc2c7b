// The tag that is written, and all tags of the registry -> those that could take its place.
import { compareNumbers, compareVersions, isCompatible, isSameTrack, type StepKind, stepKind } from "./compare-versions.ts";
import { parseVersion } from "./parse-version.ts";
import type { Version } from "./version.ts";

/** A newer tag and how far away it is. */
export type NewerTag = { readonly tag: string; readonly kind: StepKind };

type Candidate = { readonly tag: string; readonly version: Version };

/** Tags that a registry may list before the rest is not looked at: each is parsed. */
const MOST_TAGS = 100_000;

function candidates(tags: readonly string[], fits: (version: Version) => boolean): readonly Candidate[] {
  const all = tags.slice(0, MOST_TAGS).flatMap((tag) => {
    const version = parseVersion(tag);
    return version === undefined || !fits(version) ? [] : [{ tag, version }];
  });
  return all.toSorted((left, right) => compareVersions(right.version, left.version));
}

/**
 * Every newer tag that could take the place of the one that is written, the newest first; empty for words and hashes.
 * The rules are those of Docker tags in use, not of semver: `16-alpine` stays `-alpine` and one number long.
 */
export function newerTags(current: string, tags: readonly string[]): readonly NewerTag[] {
  const version = parseVersion(current);
  if (version === undefined) return [];
  const newer = candidates(tags, (candidate) => isCompatible(version, candidate) && compareVersions(candidate, version) > 0);
  return newer.map((candidate) => ({ tag: candidate.tag, kind: stepKind(version, candidate.version) }));
}

/** The newest tags that name the same version with more numbers: for `16` that is `16.4`, for `1` it is `1.27.2` and not `1.27`. */
export function preciseTags(current: string, tags: readonly string[]): readonly string[] {
  const version = parseVersion(current);
  if (version === undefined || version.scale === "date" || version.build !== undefined) return [];
  const isPart = ({ numbers }: Version): boolean => numbers.length > version.numbers.length && compareNumbers(numbers.slice(0, version.numbers.length), version.numbers) === 0;
  const finer = candidates(tags, (candidate) => isSameTrack(version, candidate) && isPart(candidate));
  const longest = Math.max(0, ...finer.map((candidate) => candidate.version.numbers.length));
  return finer.filter((candidate) => candidate.version.numbers.length === longest).map(({ tag }) => tag);
}

/** The nearest tag below one that is gone: of the same form, the newest first. */
export function olderTags(current: string, tags: readonly string[]): readonly string[] {
  const version = parseVersion(current);
  if (version === undefined) return [];
  return candidates(tags, (candidate) => isCompatible(version, candidate) && compareVersions(candidate, version) < 0).map(({ tag }) => tag);
}
