// A file's text, a pin in it and another reference -> the text with only the differing characters changed.
import { parseImageReference } from "../image-reference.ts";
import type { Pin } from "./pin.ts";

/** The text after the edit, or why it cannot be made. */
export type PinEdit = { readonly kind: "edited"; readonly text: string } | { readonly kind: "refused"; readonly why: string };

/** What an edit needs to know of a pin. */
export type EditablePin = Pick<Pin, "pieces" | "reference" | "notEditable">;

/** What to edit: the text of the pin's file, the pin, the reference that shall stand there. */
export type PinEditRequest = {
  readonly text: string;
  readonly pin: EditablePin;
  readonly reference: string;
};

/** The part of two texts that differs: `old` from `start` to `end` becomes `replacement`. */
type Difference = { readonly start: number; readonly end: number; readonly replacement: string };

function differenceOf(old: string, next: string): Difference {
  const limit = Math.min(old.length, next.length);
  let start = 0;
  while (start < limit && old[start] === next[start]) start += 1;
  let tail = 0;
  while (tail < limit - start && old[old.length - 1 - tail] === next[next.length - 1 - tail]) tail += 1;
  return { start, end: old.length - tail, replacement: next.slice(start, next.length - tail) };
}

/** Pieces with their offsets in the reference. */
function placedPieces(pin: Pick<Pin, "pieces">): readonly { readonly from: number; readonly to: number; readonly start?: number }[] {
  let from = 0;
  return pin.pieces.map(({ text, start }) => {
    const piece = { from, to: from + text.length, ...(start === undefined ? {} : { start }) };
    from = piece.to;
    return piece;
  });
}

/** An edit as offsets in the pin's file: the text `old` at `at` becomes `replacement`. */
type Splice = { readonly kind: "splice"; readonly at: number; readonly old: string; readonly replacement: string };

function spliceOf(pin: EditablePin, reference: string): Splice | Extract<PinEdit, { kind: "refused" }> {
  if (pin.notEditable !== undefined) return { kind: "refused", why: pin.notEditable };
  if (parseImageReference(reference) === undefined) return { kind: "refused", why: "the new text is not an image reference" };
  const { start, end, replacement } = differenceOf(pin.reference, reference);
  const piece = placedPieces(pin).find(({ from, to, ...rest }) => rest.start !== undefined && from <= start && end <= to);
  if (piece?.start === undefined) return { kind: "refused", why: "the part that changes is not written in this place alone" };
  return { kind: "splice", at: piece.start + start - piece.from, old: pin.reference.slice(start, end), replacement };
}

/** True where a pin's own place is the one to edit for another reference: a tag from `.env` is not edited in the Compose file. */
export function canEdit(pin: EditablePin, reference: string): boolean {
  return spliceOf(pin, reference).kind === "splice";
}

/**
 * Writes another reference in a pin's place. Quotes, comments and everything else stay. The change must lie within one
 * piece; at a seam the piece before it takes what is put in, so that a digest follows the tag that it belongs to.
 */
export function editPin({ text, pin, reference }: PinEditRequest): PinEdit {
  const splice = spliceOf(pin, reference);
  if (splice.kind === "refused") return splice;
  const { at, old, replacement } = splice;
  if (text.slice(at, at + old.length) !== old) return { kind: "refused", why: "the file has changed since it was read" };
  return { kind: "edited", text: text.slice(0, at) + replacement + text.slice(at + old.length) };
}
