// Tags as people use them on container images -> versions that can be compared, and the newer ones among a registry's tags.

/** A tag that names a version: `v3.1.1`, `16-alpine`, `4.0.4.1491-ls185`, `2024.6.1`. */
export type Version = {
  /** What must stay as it is: the text around the numbers, with `#` for a build number. */
  readonly form: string;
  readonly numbers: readonly number[];
  /** How the first number counts: plainly, as a year, as a whole date. */
  readonly scale: "plain" | "year" | "date";
  /** `rc.1` -> `["rc", 1]`; absent on a release. */
  readonly prerelease?: readonly [stage: string, number: number];
  /** The number of a rebuild: `-ls185`, `-r4`, `-2`. */
  readonly build?: number;
};

/** How a tag can be updated: by comparing versions, or by its digest alone. A commit's hash is left alone. */
export type TagKind = "version" | "word" | "hash";

/** Stages before a release, in their order; words of other orders (nightly, dev) come first. */
const STAGES = ["snapshot", "nightly", "canary", "edge", "unstable", "dev", "next", "test", "preview", "pre", "milestone", "m", "alpha", "a", "beta", "b", "rc"];
const PRERELEASE = /^(?:[-._+~]?(?<word>snapshot|nightly|canary|edge|unstable|dev|next|test|preview|pre|milestone|alpha|beta|rc)|(?<letter>[-.]m|a|b))(?<number>[-._]?\d+)?(?=$|[-._+])/i;
const BUILD = /^(?<text>.*[-._](?:ls|r|rev|build|b|pl?)?\.?)(?<build>\d{1,15})$/i;
const DATE_TIME = /^(?<prefix>.*?)(?<date>\d{4}-\d{2}-\d{2})(?:T(?<time>\d{2}-\d{2}-\d{2})Z)?(?<rest>.*)$/;
const NUMBERS = /^(?<prefix>v?)(?<numbers>\d{1,15}(?:[._]\d{1,15})*)(?<rest>.*)$/i;
/** A name in front: the dotted number is the version if there is one (`pg14-v0.2.0`), else the first number. */
const DOTTED_AFTER_NAME = /^(?<prefix>[a-z].*?)(?<numbers>\d{1,15}(?:\.\d{1,15})+)(?<rest>.*)$/i;
const NUMBER_AFTER_NAME = /^(?<prefix>[a-z][a-z._-]*?)(?<numbers>\d{1,15})(?<rest>.*)$/i;
const HASH = /^(?:(?:sha|git|commit|g)-?)?(?=.*\d)(?=.*[a-f])[0-9a-f]{7,64}$/i;
const NAMED_HASH = /^(?:sha|git|commit)-?[0-9a-f]{7,64}$/i;

function scaleOf(first: number, digits: number): Version["scale"] {
  if (digits === 8 && first >= 19_900_000 && first < 21_000_000) return "date";
  return digits === 4 && first >= 1990 && first < 2100 ? "year" : "plain";
}

function splitParts(tag: string): { prefix: string; numbers: string; rest: string } | undefined {
  const dated = DATE_TIME.exec(tag)?.groups;
  if (dated !== undefined) {
    const { prefix = "", date = "", time, rest = "" } = dated;
    return { prefix, numbers: time === undefined ? date : `${date}-${time}`, rest };
  }
  const groups = (NUMBERS.exec(tag) ?? DOTTED_AFTER_NAME.exec(tag) ?? NUMBER_AFTER_NAME.exec(tag))?.groups;
  return groups === undefined ? undefined : { prefix: groups["prefix"] ?? "", numbers: groups["numbers"] ?? "", rest: groups["rest"] ?? "" };
}

function splitPrerelease(rest: string): { prerelease?: readonly [string, number]; rest: string } {
  const match = PRERELEASE.exec(rest);
  if (match?.groups === undefined) return { rest };
  const stage = (match.groups["word"] ?? match.groups["letter"] ?? "").toLowerCase().replace(/^[-.]/, "");
  const number = Number(match.groups["number"]?.replace(/\D/g, "") ?? "0");
  return { prerelease: [stage, number], rest: rest.slice(match[0].length) };
}

/** A commit's hash has digits and letters and nothing else; `deadbeef` alone would be a word, but nobody tags so. */
function isHash(tag: string): boolean {
  return HASH.test(tag) || NAMED_HASH.test(tag);
}

/** Reads a tag; undefined for words and hashes. */
export function parseVersion(tag: string): Version | undefined {
  const parts = isHash(tag) ? undefined : splitParts(tag);
  if (parts === undefined) return undefined;
  const written = parts.numbers.split(/[._-]/);
  const numbers = written.map(Number);
  const { prerelease, rest } = splitPrerelease(parts.rest);
  // A number behind a distribution's name is its version and not a build: `-alpine3.19`, `-debian-12`.
  const build = /(?:alpine|debian|ubuntu|ubi|fedora|jammy|noble)[-._]?\d[\d.]*$/i.test(rest) ? undefined : BUILD.exec(rest)?.groups;
  const separators = parts.numbers.replace(/\d+/g, "#");
  return {
    form: `${parts.prefix}${separators}${build === undefined ? rest : `${build["text"] ?? ""}#`}`,
    numbers,
    scale: scaleOf(numbers[0] ?? 0, written[0]?.length ?? 0),
    ...(prerelease === undefined ? {} : { prerelease }),
    ...(build === undefined ? {} : { build: Number(build["build"]) }),
  };
}

/** Says how a tag can be updated. */
export function tagKind(tag: string): TagKind {
  if (isHash(tag)) return "hash";
  return parseVersion(tag) === undefined ? "word" : "version";
}

function comparePrereleases(left: Version["prerelease"], right: Version["prerelease"]): number {
  if (left === undefined || right === undefined) return (left === undefined ? 1 : 0) - (right === undefined ? 1 : 0);
  return STAGES.indexOf(left[0]) - STAGES.indexOf(right[0]) || left[1] - right[1];
}

/** Orders two versions of one form: numbers, then a release after its pre-releases, then builds. */
export function compareVersions(left: Version, right: Version): number {
  for (const [index, number] of left.numbers.entries()) {
    const difference = number - (right.numbers[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return comparePrereleases(left.prerelease, right.prerelease) || (left.build ?? 0) - (right.build ?? 0);
}

/** True where a tag could take another's place: same text around, same precision, no pre-release unless already on one. */
function isCompatible(current: Version, candidate: Version): boolean {
  const isSameForm = current.form === candidate.form && current.scale === candidate.scale && current.numbers.length === candidate.numbers.length;
  return isSameForm && (candidate.prerelease === undefined || current.prerelease !== undefined);
}

/** The size of a step. Years and dates are no majors: a new year breaks nothing by itself. */
export function stepKind(current: Version, candidate: Version): "major" | "minor" | "patch" {
  const index = current.numbers.findIndex((number, at) => number !== candidate.numbers[at]);
  if (current.scale !== "plain") return index === 0 || index === 1 ? "minor" : "patch";
  return index === 0 ? "major" : index === 1 ? "minor" : "patch";
}

/** A newer tag and how far away it is. */
export type NewerTag = { readonly tag: string; readonly kind: "major" | "minor" | "patch" };

/**
 * The newest tag within the same major version, and the newest beyond it: at most two. Empty for words and hashes.
 * The rules are those of Docker tags in use, not of semver: `16-alpine` stays `-alpine` and one number long.
 */
export function newerTags(current: string, tags: readonly string[]): readonly NewerTag[] {
  const version = parseVersion(current);
  if (version === undefined) return [];
  const best = new Map<boolean, { tag: string; version: Version }>();
  for (const tag of tags) {
    const candidate = parseVersion(tag);
    if (candidate === undefined || !isCompatible(version, candidate) || compareVersions(candidate, version) <= 0) continue;
    const isMajor = stepKind(version, candidate) === "major";
    const known = best.get(isMajor);
    if (known === undefined || compareVersions(candidate, known.version) > 0) best.set(isMajor, { tag, version: candidate });
  }
  return [best.get(false), best.get(true)].flatMap((found) => (found === undefined ? [] : [{ tag: found.tag, kind: stepKind(version, found.version) }]));
}
