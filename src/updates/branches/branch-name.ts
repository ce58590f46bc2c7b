// An update -> the name of its branch, the same for every later version of the same line.
import { formatFamiliarName, parseImageReference } from "../../image-reference.ts";
import { sha256 } from "../../sha256.ts";
import type { Update } from "../update.ts";
import { parseVersion } from "../versions/parse-version.ts";

/** Git refuses some names (`..`, a dot at the end, `.lock`); of what is left only letters, digits, dots and dashes are plain everywhere. */
export function branchName(text: string): string {
  const plain = text.replace(/[^A-Za-z0-9._-]+/g, "-").replace(/\.{2,}/g, ".").replace(/-{2,}/g, "-").replace(/^[-._]+|(?:[-._]|\.lock)+$/g, "");
  if (plain !== "" && plain.length <= 120) return plain;
  return `${plain.slice(0, 100)}-${sha256(text).slice(0, 12)}`.replace(/^-/, "");
}

/** `1.4.x` for 1.4.1, `2.x` for a major, `16.x` for 16: a later patch goes to the same branch. Dates and words stay whole. */
export function versionLine(tag: string, kind: Update["kind"]): string {
  const version = parseVersion(tag);
  if (version === undefined || version.scale === "date" || version.prefix.endsWith(" ")) return tag;
  const [first = 0, second] = version.numbers;
  return kind === "major" || second === undefined ? `${first}.x` : `${first}.${second}.x`;
}

/** The name of an update that stands alone. */
export function updateBranchName({ kind, reference, proposed }: Update): string {
  const parsed = parseImageReference(proposed) ?? parseImageReference(reference);
  if (parsed === undefined) return branchName(proposed);
  const name = formatFamiliarName(parsed);
  const tag = parsed.tag ?? "latest";
  switch (kind) {
    case "pin":
    case "digest":
    case "rollback":
    case "replacement":
    case "precise":
      return branchName(`${name}-${tag}-${kind}`);
    case "patch":
    case "minor":
    case "major":
      return branchName(`${name}-${versionLine(tag, kind)}`);
  }
}
