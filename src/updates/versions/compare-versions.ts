// Two versions -> their order, whether one may take the other's place, and how large the step is.
import { STAGES } from "./suffix.ts";
import type { Version } from "./version.ts";

/** The size of a step between two versions. */
export type StepKind = "patch" | "minor" | "major";

/** Orders lists of numbers; what is missing counts as 0. */
export function compareNumbers(left: readonly number[], right: readonly number[]): number {
  const length = Math.max(left.length, right.length);
  for (let index = 0; index < length; index += 1) {
    const difference = (left[index] ?? 0) - (right[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

function comparePrereleases(left: Version["prerelease"], right: Version["prerelease"]): number {
  if (left === undefined || right === undefined) return (left === undefined ? 1 : 0) - (right === undefined ? 1 : 0);
  return STAGES.indexOf(left[0]) - STAGES.indexOf(right[0]) || left[1] - right[1];
}

/** Orders two versions of one form: numbers, then a release after its pre-releases, then the distribution, then builds. */
export function compareVersions(left: Version, right: Version): number {
  return (
    compareNumbers(left.numbers, right.numbers) ||
    comparePrereleases(left.prerelease, right.prerelease) ||
    compareNumbers(left.distribution ?? [], right.distribution ?? []) ||
    compareNumbers(left.build ?? [], right.build ?? [])
  );
}

/** Same text around, on the same distribution or a later version of it, no pre-release unless already on one; the precision may differ. */
export function isSameTrack(current: Version, candidate: Version): boolean {
  const isSameText = current.prefix === candidate.prefix && current.suffix === candidate.suffix && current.scale === candidate.scale;
  const goesBack = compareNumbers(candidate.distribution ?? [], current.distribution ?? []) < 0;
  return isSameText && !goesBack && (candidate.prerelease === undefined || current.prerelease !== undefined);
}

/** Versions do not grow a hundredfold: `5` is followed by 6, and `4217` beside it counts builds. */
const OTHER_ORDER = 100;
/** Numbers that stand alone and count builds are larger than any major version. */
const BUILD_NUMBERS = 1000;

/** True where a tag could take another's place: the same track, the same precision, and numbers of the same order. */
export function isCompatible(current: Version, candidate: Version): boolean {
  const [old = 0, next = 0] = [current.numbers[0], candidate.numbers[0]];
  const isSameOrder = current.scale !== "plain" || next < (old + 1) * OTHER_ORDER;
  return isSameTrack(current, candidate) && current.separators === candidate.separators && isSameOrder;
}

function distributionStep(current: Version, candidate: Version): StepKind {
  const [old, next] = [current.distribution ?? [], candidate.distribution ?? []];
  if (compareNumbers(old, next) === 0) return "patch";
  // Debian 11 to 12 brings another libc and other locales; Alpine 3.19 to 3.20 is its usual half-yearly step.
  return old[0] === next[0] ? "minor" : "major";
}

/** `b3460`, `stable-9646`: a count of builds is no major version; a code name's number is. */
function isBuildNumber({ prefix, numbers: [first = 0, ...others] }: Version): boolean {
  return others.length === 0 && first >= BUILD_NUMBERS && !prefix.endsWith(" ");
}

function numbersStep(current: Version, candidate: Version): StepKind {
  const index = current.numbers.findIndex((number, at) => number !== candidate.numbers[at]);
  // Years and dates are no majors: a new year breaks nothing by itself.
  if (current.scale !== "plain" || isBuildNumber(current)) return index === 0 || index === 1 ? "minor" : "patch";
  return index === 0 ? "major" : index === 1 ? "minor" : "patch";
}

/** The size of a step; that of the distribution counts as well. */
export function stepKind(current: Version, candidate: Version): StepKind {
  const steps = [numbersStep(current, candidate), distributionStep(current, candidate)];
  return steps.includes("major") ? "major" : steps.includes("minor") ? "minor" : "patch";
}
