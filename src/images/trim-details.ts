// Changes of all images of a plan -> the same with no more packages and notes together than a plan should carry.
import type { ImageChange } from "./image-change.ts";

/** Package changes and characters of notes of all images: one image alone may have 3,000 and 40,000. */
const MOST_PACKAGES = 20_000;
const MOST_NOTES = 400_000;

function lengthOfNotes({ releases = [] }: ImageChange): number {
  return releases.reduce((sum, { notes }) => sum + notes.length, 0);
}

function withPackages(change: ImageChange, most: number): ImageChange {
  const { packages } = change;
  if (packages === undefined || packages.changes.length <= most) return change;
  const changes = packages.changes.slice(0, most);
  return { ...change, packages: { ...packages, changes, more: packages.more + packages.changes.length - changes.length } };
}

/** The first images keep everything; of the later ones what is left out is counted, and of releases only the notes go. */
export function trimDetails(changes: readonly ImageChange[]): readonly ImageChange[] {
  let [packages, notes] = [MOST_PACKAGES, MOST_NOTES];
  return changes.map((change) => {
    const shown = withPackages(change, packages);
    packages -= shown.packages?.changes.length ?? 0;
    const length = lengthOfNotes(change);
    const hasRoom = length <= notes;
    if (hasRoom) notes -= length;
    return hasRoom || shown.releases === undefined ? shown : { ...shown, releases: shown.releases.map((release) => ({ ...release, notes: "" })) };
  });
}
