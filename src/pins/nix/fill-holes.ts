// A text with parts that another file decides, and the references that hosts run -> the one reference that it must be.
import type { NixText } from "./nix-texts.ts";
import type { Piece } from "../pin.ts";

/** What has to be known before a guess is worth anything: a few letters of the name. */
const MINIMUM_KNOWN = 4;

/** Matches known parts in order; a hole takes as little as it can. Undefined where a part is not found. */
function matchParts(parts: NixText, reference: string): readonly Piece[] | undefined {
  const pieces: Piece[] = [];
  let at = 0;
  let hasHole = false;
  for (const [index, part] of parts.entries()) {
    if ("hole" in part) {
      hasHole = true;
      continue;
    }
    const isLast = index === parts.length - 1;
    const found = isLast && hasHole ? reference.length - part.text.length : reference.indexOf(part.text, at);
    if (found < at || !reference.startsWith(part.text, found) || (!hasHole && found !== at)) return undefined;
    if (found > at) pieces.push({ text: reference.slice(at, found) });
    pieces.push(part);
    at = found + part.text.length;
    hasHole = false;
  }
  if (!hasHole && at !== reference.length) return undefined;
  return at < reference.length ? [...pieces, { text: reference.slice(at) }] : pieces;
}

/** Fills the holes from the only running reference that fits; undefined where none or several do, or too little is known. */
export function fillHoles(parts: NixText, live: ReadonlySet<string>): readonly Piece[] | undefined {
  const known = parts.reduce((sum, part) => sum + ("hole" in part ? 0 : part.text.length), 0);
  if (known < MINIMUM_KNOWN) return undefined;
  const fits = [...live].flatMap((reference) => {
    const pieces = matchParts(parts, reference);
    return pieces === undefined ? [] : [pieces];
  });
  return fits.length === 1 ? fits[0] : undefined;
}
