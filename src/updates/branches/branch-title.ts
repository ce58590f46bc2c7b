// A group of updates -> the title of its pull request. Names and tags are references', so they hold no Markdown and ping nobody.
import { formatFamiliarName, parseImageReference } from "../../image-reference.ts";
import { baseName } from "../../repository-paths.ts";
import { shorten } from "../../shorten.ts";
import type { Update } from "../update.ts";
import type { UpdateGroup } from "./group-updates.ts";

const LONGEST = 120;

/** The last part is how people call an image: `mealie` of `ghcr.io/mealie-recipes/mealie`. */
function shortName(reference: string): string {
  const parsed = parseImageReference(reference);
  return baseName(parsed === undefined ? reference : formatFamiliarName(parsed));
}

function tagOf(reference: string): string {
  return parseImageReference(reference)?.tag ?? "latest";
}

function single({ kind, reference, proposed }: Update): string {
  const name = shortName(reference);
  switch (kind) {
    case "pin":
      return `Pin ${name}:${tagOf(proposed)} to its digest`;
    case "digest":
      return `Update the digest of ${name}:${tagOf(proposed)}`;
    case "rollback":
      return `Go back to ${name}:${tagOf(proposed)}, as ${tagOf(reference)} is gone`;
    case "replacement":
      return `Replace ${name} by ${shortName(proposed) === name ? proposed.replace(/@.*$/, "") : shortName(proposed)}`;
    case "precise":
      return `Write ${name}:${tagOf(reference)} as ${tagOf(proposed)}`;
    case "patch":
    case "minor":
    case "major":
      return `Update ${name} to ${tagOf(proposed)}`;
  }
}

function several(members: readonly Update[], title: string | undefined): string {
  const [first] = members;
  const tags = new Set(members.map(({ proposed }) => tagOf(proposed)));
  const isPin = members.every(({ kind }) => kind === "pin");
  const names = new Set(members.map(({ reference }) => shortName(reference)));
  if (isPin) return `Pin ${members.length} images to their digests`;
  const what = title ?? (names.size === 1 && first !== undefined ? shortName(first.reference) : `${members.length} images`);
  return tags.size === 1 ? `Update ${what} to ${[...tags].join("")}` : `Update ${what}`;
}

/** One line, at most 120 characters: `Update mealie to v1.4.1`, `Pin 12 images to their digests`. */
export function branchTitle({ title, members }: UpdateGroup): string {
  const updates = members.map(({ update }) => update);
  const [first] = updates;
  return shorten(first !== undefined && updates.length === 1 ? single(first) : several(updates, title), LONGEST);
}
