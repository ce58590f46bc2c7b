// A newer version and the policy -> why it is not offered, in a sentence; nothing where it is.
import { parseVersionRange, type UpdateKind } from "../../config/index.ts";
import { formatImageReference, type ImageReference } from "../../image-reference.ts";
import { compareReleases, databaseOf } from "../../switch/index.ts";
import { parseVersion } from "../versions/parse-version.ts";
import type { UpdatePolicy } from "./open-policy.ts";

/** A step from one tag of an image to another. */
export type Step = { readonly image: ImageReference; readonly files: readonly string[]; readonly tag: string; readonly kind: UpdateKind };

function named(image: ImageReference, tag: string): string {
  const { registry, path } = image;
  return formatImageReference({ registry, path, tag });
}

/** True where a step leaves a database's release line, which counts as major however small the numbers are: MariaDB 10.6 to 10.11. */
export function isDatabaseMajor({ image, tag }: Pick<Step, "image" | "tag">): boolean {
  const [old, next] = [databaseOf(named(image, image.tag ?? "latest")), databaseOf(named(image, tag))];
  return old !== undefined && next !== undefined && compareReleases(old.release, next.release) !== 0;
}

function isIn(range: string, tag: string): boolean {
  return parseVersionRange(range)?.({ tag, numbers: parseVersion(tag)?.numbers ?? [] }) ?? false;
}

/** Undefined where the version may be offered. */
export function refusal(step: Step, policy: UpdatePolicy): string | undefined {
  const { image, files, kind, tag } = step;
  if (!policy.kinds.has(kind)) return `updates of the kind ${kind} are not asked for`;
  const { enabled, allowedVersions, ignoredVersions, databaseMajors } = policy.settings({ image, files, kind });
  if (!enabled) return "a rule turns these updates off";
  if (kind === "pin" || kind === "digest") return undefined;
  if (allowedVersions !== undefined && !isIn(allowedVersions, tag)) return `the allowed versions are ${allowedVersions}`;
  const ignored = ignoredVersions.find((range) => isIn(range, tag));
  if (ignored !== undefined) return `the versions ${ignored} are ignored`;
  if (!databaseMajors && kind === "major" && isDatabaseMajor(step)) return "a database's major version has to be asked for (`updates.database-majors`)";
  return undefined;
}
