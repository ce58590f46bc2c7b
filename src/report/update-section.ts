// Updates that could be made -> a folded table of two columns: on a phone the first one shows all of an update.
import { parseImageReference } from "../image-reference.ts";
import { shorten } from "../shorten.ts";
import type { Update } from "../updates/index.ts";
import { type Block, code, count, type Inline, joinSome, type Line, type Section, shortDigests } from "./blocks.ts";
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

/** `redis:7.2-alpine → 7.4-alpine (minor)` and `notes/compose.yml:3`. */
function updateRow(update: Update): readonly Line[] {
  const places = update.places.map((place) => [code(shorten(tellPlace(place), 120))]);
  return [[tellReference(update.reference), " → ", tellProposed(update), ` (${STEP[update.kind]})`], joinSome(places, { most: MAX_PLACES })];
}

export function updateTable(updates: readonly Update[]): Block {
  return { kind: "table", head: ["Update", "Written in"], rows: updates.map(updateRow) };
}

/** The offered updates, folded. */
export function updateSections(updates: readonly Update[]): readonly Section[] {
  if (updates.length === 0) return [];
  const fold = { kind: "fold", summary: [`${count(updates.length, "update")} offered`], blocks: [updateTable(updates)] } as const;
  return [{ rank: 20, loses: ["the offered updates", "tables of updates"], forms: [[fold], []] }];
}
