// A pin and the reference that shall stand there -> the few characters to replace, in whichever files they are written.
import { parseImageReference } from "../../image-reference.ts";
import type { Piece, Pin } from "../pin.ts";
import { referenceSpans, type Span } from "./reference-spans.ts";

/** What an edit needs to know of a pin. */
export type EditablePin = Pick<Pin, "pieces" | "reference" | "notEditable" | "archive">;

/** The text `old` at an offset becomes `replacement`; without `file` it is the pin's own. */
export type Splice = { readonly file?: string; readonly at: number; readonly old: string; readonly replacement: string };

/** The splices in the reference's order, or why there are none. */
export type PinChange = { readonly kind: "splices"; readonly splices: readonly Splice[] } | { readonly kind: "refused"; readonly why: string };

const ELSEWHERE = "the part that changes is not written in this place alone";

/** A piece with its offsets in the reference. */
type PlacedPiece = Span & { readonly piece: Piece };

function placePieces(pieces: readonly Piece[]): readonly PlacedPiece[] {
  let start = 0;
  return pieces.map((piece) => {
    const placed = { piece, start, end: start + piece.text.length };
    start = placed.end;
    return placed;
  });
}

/** A part of the reference that becomes another text. */
type Difference = Span & { readonly replacement: string };

/** Name, tag and digest one by one, so that parts that stand in several places change each in its own. */
function differencesOf(old: string, next: string): readonly Difference[] {
  const [before, after] = [referenceSpans(old), referenceSpans(next)];
  return (["name", "tag", "digest"] as const).flatMap((part) => {
    const [from, to] = [before[part], after[part]];
    const [was, becomes] = [old.slice(from.start, from.end), next.slice(to.start, to.end)];
    if (was === becomes) return [];
    const separator = part === "digest" ? "@" : ":";
    if (was === "") return [{ ...from, replacement: separator + becomes }];
    // The separator goes with the part.
    return becomes === "" ? [{ start: from.start - 1, end: from.end, replacement: "" }] : [{ ...from, replacement: becomes }];
  });
}

/** The same difference without what both texts begin and end with. */
function narrow({ start, end, replacement }: Difference, reference: string): Difference {
  const old = reference.slice(start, end);
  const limit = Math.min(old.length, replacement.length);
  let head = 0;
  while (head < limit && old[head] === replacement[head]) head += 1;
  let tail = 0;
  while (tail < limit - head && old[old.length - 1 - tail] === replacement[replacement.length - 1 - tail]) tail += 1;
  return { start: start + head, end: end - tail, replacement: replacement.slice(head, replacement.length - tail) };
}

/**
 * The piece that takes a text put in between two: the one before it if it has the whole name, so that a digest follows a reference
 * that stands alone; else the end of the text that puts the parts together, because a variable may be of use to others.
 */
function pieceAtSeam(pieces: readonly PlacedPiece[], offset: number): PlacedPiece | undefined {
  const touching = pieces.filter(({ piece, start, end }) => piece.start !== undefined && start <= offset && offset <= end);
  const whole = touching.find(({ start, end }) => start === 0 && end > 0);
  const anchor = touching.findLast(({ piece }) => piece.text === "");
  return whole ?? anchor ?? touching[0];
}

function spliceOf(pieces: readonly PlacedPiece[], { start, end, replacement }: Difference): Splice | undefined {
  const isSeam = start === end;
  const found = isSeam ? pieceAtSeam(pieces, start) : pieces.find((candidate) => candidate.piece.start !== undefined && candidate.start <= start && end <= candidate.end);
  if (found?.piece.start === undefined) return undefined;
  const { text, start: at, file } = found.piece;
  const from = start - found.start;
  return { ...(file === undefined ? {} : { file }), at: at + from, old: text.slice(from, from + end - start), replacement };
}

/** Why a reference cannot be the new one of a pin, whatever its pieces are. */
function refusalOf(pin: EditablePin, reference: string): string | undefined {
  if (pin.notEditable !== undefined) return pin.notEditable;
  const parsed = parseImageReference(reference);
  if (parsed === undefined) return "the new text is not an image reference";
  if (pin.archive === undefined) return undefined;
  return parsed.digest === undefined ? "an image that Nix pulls needs a digest" : undefined;
}

/** Works out what to replace. Of an archive the hash is not among the splices: it depends on the image. */
export function changePin(pin: EditablePin, reference: string): PinChange {
  const why = refusalOf(pin, reference);
  if (why !== undefined) return { kind: "refused", why };
  const pieces = placePieces(pin.pieces);
  const splices = differencesOf(pin.reference, reference).map((difference) => spliceOf(pieces, difference) ?? spliceOf(pieces, narrow(difference, pin.reference)));
  const known = splices.filter((splice) => splice !== undefined);
  return known.length < splices.length ? { kind: "refused", why: ELSEWHERE } : { kind: "splices", splices: known };
}
