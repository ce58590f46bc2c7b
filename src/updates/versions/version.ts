// A tag that names a version, as data.

/** `v3.1.1`, `16-alpine3.20`, `4.0.4.1491-ls185`, `2024.6.1`, `bookworm-slim`. */
export type Version = {
  /** The text before the numbers: empty, `v`, `pg14-v`, `debian ` for Debian's code names. */
  readonly prefix: string;
  readonly numbers: readonly number[];
  /** What stands between the numbers: `..` for `1.2.3`, `u` for Java's `8u402`; before it the length of a whole date. */
  readonly separators: string;
  /** The text behind the numbers, with `#` for what may move: a build number, a distribution's version, a commit's hash. */
  readonly suffix: string;
  /** How the first number counts: plainly, as a year, as a whole date. */
  readonly scale: "plain" | "year" | "date";
  /** `rc.1` -> `["rc", 1]`; absent on a release. */
  readonly prerelease?: readonly [stage: string, number: number];
  /** The version of the distribution that the suffix names: `[3, 20]` of `-alpine3.20`. */
  readonly distribution?: readonly number[];
  /** The numbers of rebuilds, from the left: `[185]` of `-ls185`, `[4, 166]` of `-r4-ls166`. */
  readonly build?: readonly number[];
};

/** How a tag can be updated: by comparing versions, or by its digest alone. A commit's hash is left alone. */
export type TagKind = "version" | "word" | "hash";
