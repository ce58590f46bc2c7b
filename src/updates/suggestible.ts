// The offers for one reference -> the one to suggest on a pull request's lines.
import type { UpdateKind } from "../config/index.ts";
import type { UpdateSettings } from "./policy/settings.ts";
import type { Offer } from "./offers/question.ts";

/** One line takes one suggestion. A major step, or another image, is more than a click should do. */
const KINDS: readonly UpdateKind[] = ["patch", "minor", "precise", "rollback", "digest", "pin"];

export type SuggestibleContext = { readonly now: Date; readonly settings: (kind: UpdateKind) => UpdateSettings };

/** The newest version within the major, else the digest; none that is younger than the configuration wants. */
export function suggestible(offers: readonly Offer[], { now, settings }: SuggestibleContext): Offer | undefined {
  const old = offers.filter(({ kind, released }) => released === undefined || now.getTime() - Date.parse(released) >= settings(kind).minimumAge);
  const fitting = old.filter(({ kind }) => KINDS.includes(kind));
  return fitting.toSorted((left, right) => KINDS.indexOf(left.kind) - KINDS.indexOf(right.kind))[0];
}
