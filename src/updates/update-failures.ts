// References whose registry could not be asked -> findings, one for all that failed alike: a registry that is down is one fact.
import type { Finding, Place, StowplanError } from "../errors.ts";

/** A reference and why nothing newer is known of it. */
export type Failure = { readonly reference: string; readonly failure: StowplanError };

const SAME_CODES = ["registry-denied", "registry-refused", "registry-unreachable", "registry-rate-limited"] as const;

function findingCode(code: StowplanError["code"]): Finding["code"] {
  if (code === "registry-missing") return "image-missing";
  return SAME_CODES.find((same) => same === code) ?? "image-unread";
}

/** A pin whose digest its registry no longer has; `place` is where it is written first. */
export type MissingDigest = { readonly reference: string; readonly error: StowplanError; readonly place: Place | undefined };

/** What runs goes on running, but a host that has not pulled the image yet cannot start it. */
export function missingFindings(missing: readonly MissingDigest[]): readonly Finding[] {
  return missing.map(({ reference, error, place }) => ({
    code: "image-missing",
    severity: "error",
    subject: reference.slice(0, 1024),
    message: `${error.message} No host can pull the digest that is written any more.`,
    hint: "Take a digest from the list of updates, if there is one, or push the image again; until then keep the copy that a host has.",
    ...(place === undefined ? {} : { place }),
  }));
}

/** Info only: what runs is not touched by it. */
export function failureFindings(failures: readonly Failure[]): readonly Finding[] {
  const groups = Map.groupBy(failures, ({ failure }) => `${failure.code} ${failure.message}`);
  return [...groups.values()].flatMap((group) => {
    const subject = group.map(({ reference }) => reference).join(", ").slice(0, 1024);
    return group.slice(0, 1).map(({ failure: { code, message, hint } }) => ({ code: findingCode(code), severity: "info", subject, message: `${message} Newer versions are unknown.`, hint }));
  });
}
