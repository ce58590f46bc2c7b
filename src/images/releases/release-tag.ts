// Tags of releases and versions of images -> an order: `server/v1.10.0-rc.1` comes after `server/v1.9` and before `server/v1.10.0`.

/** A tag taken apart. */
export type ReleaseTag = {
  /** What stands before the first digit: `v`, `server/v`, `@galley/web@`; a repository of several programs has several. */
  readonly prefix: string;
  /** Numbers and the words between them, without separators. */
  readonly parts: readonly (number | string)[];
  /** True for `1.2.0-rc.1` and its like. */
  readonly isEarly: boolean;
};

const EARLY = /^(?:a|alpha|b|beta|rc|pre|preview|dev|next|canary|nightly|snapshot|ea|m|milestone)$/;
const LONGEST = 256;

/** Takes a tag apart; undefined where it has no number. */
export function parseReleaseTag(tag: string): ReleaseTag | undefined {
  const first = tag.search(/\d/);
  if (first < 0 || tag.length > LONGEST) return undefined;
  // Build metadata says nothing about the order (SemVer 2.0.0, section 10).
  const version = tag.slice(first).replace(/\+.*$/, "").toLowerCase();
  const parts = (version.match(/\d+|[a-z]+/g) ?? []).map((part) => (/^\d/.test(part) ? Number(part) : part));
  return { prefix: tag.slice(0, first), parts, isEarly: parts.some((part) => typeof part === "string" && EARLY.test(part)) };
}

function rank(part: number | string | undefined): number {
  if (typeof part === "number") return 3;
  if (part === undefined) return 1;
  // `1.0-rc1` is before `1.0`, `1.0-ls5` and `1.0a` are after it.
  return EARLY.test(part) ? 0 : 2;
}

/** Below zero where the left is earlier; prefixes are not compared. A missing number counts as zero: `1.2` is `1.2.0`. */
export function compareReleaseTags(left: ReleaseTag, right: ReleaseTag): number {
  for (let index = 0; index < Math.max(left.parts.length, right.parts.length); index += 1) {
    const [one, other] = [left.parts[index], right.parts[index]];
    if (one === other || (one ?? 0) === (other ?? 0)) continue;
    if (rank(one) !== rank(other)) return rank(one) - rank(other);
    return (one ?? 0) < (other ?? 0) ? -1 : 1;
  }
  return 0;
}
