// What stands behind a tag's numbers -> the stage before a release, the distribution's version, the build, and what must stay as it is.
import type { Version } from "./version.ts";

/** Stages before a release, in their order; words of other orders (nightly, dev) come first. */
export const STAGES = ["snapshot", "nightly", "canary", "edge", "unstable", "dev", "next", "test", "preview", "pre", "milestone", "m", "alpha", "a", "beta", "b", "rc"];
const PRERELEASE = /^(?:[-._+~]?(?<word>snapshot|nightly|canary|edge|unstable|dev|next|test|preview|pre|milestone|alpha|beta|rc)|(?<letter>[-.]m|a|b))(?<number>[-._]?\d+)?(?=$|[-._+])/i;
/** A distribution's name and its version; what has no number (`-alpine`, `-bookworm`) is a word like any other. */
const DISTRIBUTION = /^(?<before>(?:.*?[-._])?(?:alpine|debian|ubuntu|ubi|fedora|centos|rocky|alma|almalinux|amazonlinux|bci|leap)[-._]?)(?<numbers>\d{1,4}(?:\.\d{1,4})*)(?=$|[-._])/i;
const BUILD = /^(?<text>.*[-._](?:ls|r|rev|build|b|pl?|k3s|rke2r|eksbuild\.?|post|hotfix|fix)?\.?)(?<build>\d{1,15})$/i;
/** A commit behind the version, as `-g1a2b3c4` or `-1a2b3c4d`: it says nothing of the order. */
const COMMIT = /(?<=[-._])(?:g|sha-?|git-?)?(?=[0-9a-f]*\d)(?=[0-9a-f]*[a-f])[0-9a-f]{7,40}$/i;

/** The parts of a suffix. */
export type SuffixParts = Pick<Version, "suffix" | "prerelease" | "distribution" | "build">;

function splitPrerelease(rest: string): { prerelease?: readonly [string, number]; rest: string } {
  const match = PRERELEASE.exec(rest);
  if (match?.groups === undefined) return { rest };
  const stage = (match.groups["word"] ?? match.groups["letter"] ?? "").toLowerCase().replace(/^[-.]/, "");
  const number = Number(match.groups["number"]?.replace(/\D/g, "") ?? "0");
  return { prerelease: [stage, number], rest: rest.slice(match[0].length) };
}

function splitDistribution(rest: string): { distribution?: readonly number[]; head: string; rest: string } {
  const match = DISTRIBUTION.exec(rest);
  const { before = "", numbers = "" } = match?.groups ?? {};
  if (match === null) return { head: "", rest };
  return { distribution: numbers.split(".").map(Number), head: before + numbers.replace(/\d+/g, "#"), rest: rest.slice(match[0].length) };
}

/** Takes a suffix apart, from the left: the stage, the distribution, and the build at its end. */
export function splitSuffix(text: string): SuffixParts {
  const { prerelease, rest: released } = splitPrerelease(text);
  const { distribution, head, rest } = splitDistribution(released.replace(COMMIT, "#"));
  const build = BUILD.exec(rest)?.groups;
  return {
    suffix: head + (build === undefined ? rest : `${build["text"] ?? ""}#`),
    ...(prerelease === undefined ? {} : { prerelease }),
    ...(distribution === undefined ? {} : { distribution }),
    ...(build === undefined ? {} : { build: Number(build["build"]) }),
  };
}
