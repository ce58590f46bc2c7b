// A place where an image reference is written, piece by piece.
import { parseImageReference } from "../image-reference.ts";
import { placeAt, type SourceText } from "./source-text.ts";

/** How a reference is written. */
export type PinMechanism =
  | "compose-image"
  | "compose-variable"
  | "dockerfile"
  | "nix-literal"
  | "nix-composed"
  | "nix-option-default"
  | "nix-pull-image"
  | "nix-docker-uri"
  | "nix-run-command";

/** A part of a reference. With `start` it stands in the pin's file, as it is; without, it comes from elsewhere and cannot be edited. */
export type Piece = { readonly text: string; readonly start?: number };

/** A place and the reference that it gives. The pieces' texts, one after the other, are the reference. */
export type Pin = {
  readonly file: string;
  /** Offsets in the file's text (UTF-16 units) of the whole written thing without its quotes. */
  readonly range: { readonly start: number; readonly end: number };
  /** Both from 1. */
  readonly line: number;
  readonly column: number;
  readonly raw: string;
  /** The reference with everything filled in; as Docker takes it, not normalised. */
  readonly reference: string;
  readonly mechanism: PinMechanism;
  readonly pieces: readonly Piece[];
  /** Why an edit in this place alone would be wrong; absent where it can be made. */
  readonly notEditable?: string;
  /** The Compose files that the pin's file is generated from: they are the place to edit. */
  readonly generatedFrom?: readonly string[];
  /** True where the pull request changes the file. */
  readonly isTouched: boolean;
  /** OCI platforms of the hosts that run it; empty where no host is known to. */
  readonly platforms: readonly string[];
};

/** A pin as one file's text alone tells it. */
export type FoundPin = Omit<Pin, "isTouched" | "platforms" | "generatedFrom">;

/** What a finder knows of a pin; the rest follows from the text. */
export type PinParts = {
  readonly range: Pin["range"];
  readonly mechanism: PinMechanism;
  readonly pieces: readonly Piece[];
  readonly notEditable?: string;
};

/** Completes a pin; undefined where the pieces make no reference that Docker would take. */
export function makePin(source: SourceText, parts: PinParts): FoundPin | undefined {
  const reference = parts.pieces.map((piece) => piece.text).join("");
  if (parseImageReference(reference) === undefined) return undefined;
  const { start, end } = parts.range;
  const isFixed = parts.pieces.every((piece) => piece.start === undefined);
  const notEditable = parts.notEditable ?? (isFixed ? "no part of the reference is written here" : undefined);
  return {
    file: source.file,
    raw: source.text.slice(start, end),
    reference,
    ...placeAt(source, start),
    ...parts,
    ...(notEditable === undefined ? {} : { notEditable }),
  };
}
