// What stands behind a tag's numbers -> the stage before a release, the distribution's version, the build, and what must stay as it is.
import type { Version } from "./version.ts";

/** Stages before a release, in their order; words of other orders (nightly, dev) come first. */
export const STAGES = ["snapshot", "nightly", "canary", "edge", "unstable", "dev", "next", "test", "preview", "pre", "milestone", "m", "alpha", "a", "beta", "b", "rc"];
const PRERELEASE = /^(?:[-._+~]?(?<word>snapshot|nightly|canary|edge|unstable|dev|next|test|preview|pre|milestone|alpha|beta|rc)|(?<letter>[-.]m|a|b))(?<number>[-._]?\d+)?(?=$|[-._+])/i;
/** A distribution's name and its version; what has no number (`-alpine`, `-bookworm`) is a word like any other. */
const DISTRIBUTION = /^(?<before>(?:.*?[-._])?(?:alpine|debian|ubuntu|ubi|fedora|centos|rocky|alma|almalinux|amazonlinux|bci|leap)[-._]?)(?<numbers>\d{1,4}(?:\.\d{1,4})*)(?=$|[-._])/i;
/** A number of its own at the end, or behind one of these words or a word with a dot (`-ce.0`); behind a runtime's name it is the runtime's version. */
const BUILD =
  /^(?<text>(?:.*(?<!(?:jdk|jre|java|openjdk|temurin|corretto|zulu|node|php|python|py|pg|postgres|cuda|ruby|go))[-_]|\.)(?:(?:ls|r|rev|build|b|pl?|k3s|rke2r|eksbuild|post|hotfix|fix|[a-z]{1,8}(?=\.))\.?|(?<=_)v)?)(?<build>\d{1,15}(?:\.\d{1,15})*)$/i;
/** Numbers of builds before other words: Alpine's `-r4-ls166`, Java's `-b06-jre`, a library's `_v2.0.10-ls341`, PostGIS's in `16-3.4-alpine`. */
const INNER_BUILDS = /(?<=[-_](?:r|b|p)|_v)\d{1,15}(?:\.\d{1,15})*(?=[-_])|(?<=^-)\d{1,15}(?:\.\d{1,15})+(?=-[a-z])/gi;
/** A commit behind the version, as `-g1a2b3c4` or `-1a2b3c4d`: it says nothing of the order. Before other words it may be digits alone. */
const COMMIT = /(?<=[-._])(?:g|sha-?|git-?)?(?:(?=[0-9a-f]*\d)(?=[0-9a-f]*[a-f])[0-9a-f]{7,40}(?=$|-)|\d{7,40}(?=-))/gi;

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
  return { distribution: numbersOf(numbers), head: before + numbers.replace(/\d+/g, "#"), rest: rest.slice(match[0].length) };
}

function numbersOf(text: string): readonly number[] {
  return text.split(".").map(Number);
}

function splitBuild(text: string): { build?: readonly number[]; rest: string } {
  const { text: before = text, build } = BUILD.exec(text)?.groups ?? {};
  const inner = [...before.matchAll(INNER_BUILDS)].flatMap(([numbers]) => numbersOf(numbers));
  const numbers = [...inner, ...(build === undefined ? [] : numbersOf(build))];
  return { rest: before.replace(INNER_BUILDS, "#") + (build === undefined ? "" : "#"), ...(numbers.length === 0 ? {} : { build: numbers }) };
}

/** Takes a suffix apart, from the left: the stage, the distribution, and the builds. */
export function splitSuffix(text: string): SuffixParts {
  const { prerelease, rest: released } = splitPrerelease(text);
  const { distribution, head, rest: behind } = splitDistribution(released.replace(COMMIT, "#"));
  const { build, rest } = splitBuild(behind);
  return {
    suffix: head + rest,
    ...(prerelease === undefined ? {} : { prerelease }),
    ...(distribution === undefined ? {} : { distribution }),
    ...(build === undefined ? {} : { build }),
  };
}
