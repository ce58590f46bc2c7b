// Updates that could be made -> a folded section.
import type { Update } from "../updates/index.ts";
import { code, count, type Inline, type Line, type ListItem, type Section, shortDigests, shorten } from "./blocks.ts";
import { tellPlace } from "./place.ts";

const MAX_PLACES = 5;

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

/** What kind of step an update is, in a few words. */
export function tellStep(kind: Update["kind"]): string {
  return STEP[kind];
}

function placesLine(update: Update): readonly Line[] {
  if (update.places.length === 0) return [];
  const shown = update.places.slice(0, MAX_PLACES).flatMap((place, index): Line => [...(index === 0 ? [] : [", "]), code(tellPlace(place))]);
  const rest = update.places.length - MAX_PLACES;
  return [["in ", ...shown, ...(rest > 0 ? [` and ${rest} more`] : [])]];
}

function tellReference(reference: string): Inline {
  return code(shorten(shortDigests(reference), 240));
}

function updateItem(update: Update): ListItem {
  const line: Line = [tellReference(update.reference), " → ", tellReference(update.proposed), ` (${tellStep(update.kind)})`];
  return { line, details: placesLine(update) };
}

export function updateSections(updates: readonly Update[]): readonly Section[] {
  if (updates.length === 0) return [];
  const list = { kind: "list", items: updates.map(updateItem) } as const;
  const fold = { kind: "fold", summary: [`${count(updates.length, "update")} offered`], blocks: [list] } as const;
  return [{ rank: 20, loses: ["the offered updates", "lists of updates"], forms: [[fold], []] }];
}
