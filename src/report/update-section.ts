// Updates that could be made -> a folded list; on a phone no table of them would fit.
import { parseImageReference } from "../image-reference.ts";
import { shorten } from "../shorten.ts";
import type { Update } from "../updates/index.ts";
import { code, count, type Inline, joinSome, type ListItem, type Section, shortDigests } from "./blocks.ts";
import { tellPlace } from "./place.ts";

const MAX_PLACES = 3;

const STEP: Readonly<Record<Update["kind"], string>> = {
  pin: "add the digest",
  digest: "newer build of the same tag",
  patch: "patch",
  minor: "minor",
  major: "major",
  precise: "the same version, written in full",
  rollback: "the written tag is gone",
  replacement: "the image has moved",
};

function tellReference(reference: string): Inline {
  return code(shorten(shortDigests(reference), 200));
}

/** Tag and digest alone where the name stays; the line begins with it. */
function tellProposed({ reference, proposed }: Update): Inline {
  const [old, next] = [parseImageReference(reference), parseImageReference(proposed)];
  if (next === undefined || old?.registry !== next.registry || old.path !== next.path) return tellReference(proposed);
  return tellReference((next.tag ?? "") + (next.digest === undefined ? "" : `@${next.digest}`));
}

/** `redis:7.2-alpine → 7.4-alpine (minor): notes/compose.yml:3`. */
export function updateItem(update: Update): ListItem {
  const places = joinSome(update.places.map((place) => [code(shorten(tellPlace(place), 120))]), { most: MAX_PLACES });
  return { line: [tellReference(update.reference), " → ", tellProposed(update), ` (${STEP[update.kind]})`, ...(places.length === 0 ? [] : [": ", ...places])] };
}

/** The offered updates, folded. */
export function updateSections(updates: readonly Update[]): readonly Section[] {
  if (updates.length === 0) return [];
  const list = { kind: "list", items: updates.map(updateItem) } as const;
  const fold = { kind: "fold", summary: [`${count(updates.length, "update")} offered`], blocks: [list] } as const;
  return [{ rank: 20, loses: ["the offered updates", "lists of updates"], forms: [[fold], []] }];
}
