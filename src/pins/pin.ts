// A place where an image reference is written, piece by piece.
import { parseImageReference } from "../image-reference.ts";
import { placeAt, type SourceText } from "./source-text.ts";

/** How a reference is written. */
export type PinMechanism =
  | "compose-image"
  | "compose-variable"
  | "compose-dockerfile"
  | "dockerfile"
  | "nix-literal"
  | "nix-composed"
  | "nix-option-default"
  | "nix-pull-image"
  | "nix-docker-uri"
  | "nix-quadlet-text"
  | "nix-run-command"
  | "run-command"
  | "quadlet"
  | "lock-json"
  | "lock-npins"
  | "lock-nvfetcher"
  | "lock-uptix";

/**
 * A part of a reference. With `start` it stands in a file as it is: in the pin's own, or in `file`. Without, it comes from elsewhere
 * and cannot be edited. An empty piece with a place says where something may be put in: at the end of a text with variables.
 */
export type Piece = { readonly text: string; readonly start?: number; readonly file?: string };

/** The archive that Nix makes of an image: what its hash depends on beside the digest. */
export type PinnedArchive = {
  /** The literal between the quotes; absent where it is written elsewhere, or is no SHA-256. */
  readonly hash?: { readonly text: string; readonly start: number };
  /** `finalImageName`, where it is not the image's own. */
  readonly finalName?: string;
  /** OCI platform, where the call or the file names one; else it is the host's. */
  readonly platform?: string;
};

/** The expression that gives a reference to something; lines and columns from 1. */
export type Use = { readonly line: number; readonly column: number; readonly raw: string };

/** A place and the reference that it gives. The pieces' texts, one after the other, are the reference. */
export type Pin = {
  readonly file: string;
  /** Offsets in the file's text (UTF-16 units) of the whole written thing without its quotes. */
  readonly range: { readonly start: number; readonly end: number };
  /** Both from 1. */
  readonly line: number;
  readonly column: number;
  readonly raw: string;
  /** The reference with everything filled in; as Docker takes it, not normalised. Of one that is only listed it may hold variables. */
  readonly reference: string;
  readonly mechanism: PinMechanism;
  readonly pieces: readonly Piece[];
  /** Why an edit in this place alone would be wrong; absent where it can be made. */
  readonly notEditable?: string;
  /** Of an image that Nix pulls: its digest and the archive's hash must change together. */
  readonly archive?: PinnedArchive;
  /** True where Nix loads the container's image from an archive: the name only has to be the archive's. */
  readonly isLoaded?: true;
  /** The Compose files that the pin's file is generated from: they are the place to edit. */
  readonly generatedFrom?: readonly string[];
  /** True where it is listed and nothing else: the name in references that are put together of it, or a text with parts that nothing here gives. */
  readonly isListedOnly?: boolean;
  /** Where it is given to a container, if the file tells; the text there may be a name that leads to the pin. */
  readonly usedAt?: Use;
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
  readonly archive?: PinnedArchive;
  readonly isLoaded?: true;
};

/** What a place says whose reference is not known as a whole: `reference` is what is written, with variables. */
export type ListedParts = Required<Pick<PinParts, "range" | "mechanism" | "notEditable">> & { readonly reference: string; readonly pieces?: readonly Piece[] };

/** A pin for the list alone. */
export function listedPin(source: SourceText, { pieces = [], ...parts }: ListedParts): FoundPin {
  const { start, end } = parts.range;
  return { file: source.file, raw: source.text.slice(start, end), ...placeAt(source, start), ...parts, pieces, isListedOnly: true };
}

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
