// A text and replacements in it -> the text with all of them made.
import type { Splice } from "./change-pin.ts";

/** Two places that lead to the same characters ask for the same replacement. */
function withoutRepeats(splices: readonly Splice[]): readonly Splice[] {
  const distinct = new Map(splices.map((splice) => [JSON.stringify([splice.at, splice.old, splice.replacement]), splice]));
  return [...distinct.values()].toSorted((left, right) => left.at - right.at || left.old.length - right.old.length);
}

/** True where two replacements want the same characters, or the same gap, for different texts. */
export function doSplicesClash(splices: readonly Splice[]): boolean {
  const sorted = withoutRepeats(splices);
  return sorted.some((splice, index) => {
    const next = sorted[index + 1];
    return next !== undefined && (next.at < splice.at + splice.old.length || next.at === splice.at);
  });
}

/** Makes the replacements; undefined where the text is not what they were made for, or two of them clash. */
export function applySplices(text: string, splices: readonly Splice[]): string | undefined {
  if (doSplicesClash(splices)) return undefined;
  const pieces: string[] = [];
  let copied = 0;
  for (const { at, old, replacement } of withoutRepeats(splices)) {
    if (!text.startsWith(old, at)) return undefined;
    pieces.push(text.slice(copied, at), replacement);
    copied = at + old.length;
  }
  return pieces.join("") + text.slice(copied);
}
