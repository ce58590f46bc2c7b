// A place in a file -> text as editors and compilers write it.
import type { Place } from "../errors.ts";
import { shorten } from "../shorten.ts";

/** `compose.yaml:12`; the column is left out because readers do not count columns. */
export function tellPlace(place: Place): string {
  const file = shorten(place.file, 200);
  return place.line === undefined ? file : `${file}:${place.line}`;
}
