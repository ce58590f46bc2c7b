// Updates that could be made -> a folded table.
import { parseImageReference } from "../image-reference.ts";
import { shorten } from "../shorten.ts";
import type { Update } from "../updates/index.ts";
import { code, count, type Inline, joinSome, type Line, type Section, shortDigests } from "./blocks.ts";
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

function placesLine({ places }: Update): Line {
  return joinSome(places.map((place) => [code(tellPlace(place))]), { most: MAX_PLACES });
}

function tellReference(reference: string): Inline {
  return code(shorten(shortDigests(reference), 240));
}

/** Tag and digest alone where the name stays; the row begins with it. */
function tellProposed({ reference, proposed }: Update): Inline {
  const [old, next] = [parseImageReference(reference), parseImageReference(proposed)];
  if (next === undefined || old?.registry !== next.registry || old.path !== next.path) return tellReference(proposed);
  return tellReference((next.tag ?? "") + (next.digest === undefined ? "" : `@${next.digest}`));
}

/** The table of offered updates, folded. */
export function updateSections(updates: readonly Update[]): readonly Section[] {
  if (updates.length === 0) return [];
  const rows = updates.map((update): readonly Line[] => [[tellReference(update.reference)], [tellProposed(update)], [tellStep(update.kind)], placesLine(update)]);
  const table = { kind: "table", head: ["Image", "Newer", "Step", "Where"], rows } as const;
  const fold = { kind: "fold", summary: [`${count(updates.length, "update")} offered`], blocks: [table] } as const;
  return [{ rank: 20, loses: ["the offered updates", "lists of updates"], forms: [[fold], []] }];
}
