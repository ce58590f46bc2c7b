// A text with variables, as Compose files and Dockerfiles have them -> the pieces of its value, or why it has none.
import { interpolate } from "../../compose/index.ts";
import type { Piece } from "../pin.ts";

/** A text and where it begins in its file. */
export type WrittenText = { readonly text: string; readonly start: number };

/** What a variable's value is put together of; undefined where it has none. */
export type VariablePieces = (name: string) => readonly Piece[] | undefined;

/** The pieces, or why there are none: the end of a sentence. */
export type FilledText = { readonly pieces: readonly Piece[] } | { readonly why: string };

/** Variables of variables could double with every line; no reference has as many characters, and none as many parts. */
const LONGEST_TEXT = 1024;
const MOST_PIECES = 64;

export function textOfPieces(pieces: readonly Piece[]): string {
  return pieces.map(({ text }) => text).join("");
}

/** Fills in variables. Both languages have the same: `$NAME`, `${NAME:-default}`, `${NAME:+other}` (Compose Specification, "Interpolation"; Dockerfile reference, "Environment replacement"). */
export function variablePieces({ text, start }: WrittenText, variables: VariablePieces): FilledText {
  const { parts, missing, isInvalid } = interpolate(text, (name) => {
    const pieces = variables(name);
    return pieces && textOfPieces(pieces);
  });
  if (isInvalid) return { why: "a variable in it is written in a form that is not followed" };
  if (missing.length > 0) return { why: `${[...new Set(missing.map(({ name }) => name))].slice(0, 5).join(", ")} has no value here, neither set in a file nor by default` };
  const pieces = parts.flatMap(({ text: part, at, variable }) => {
    if (variable !== undefined) return variables(variable) ?? [];
    return [at === undefined ? { text: part } : { text: part, start: start + at }];
  });
  if (pieces.length > MOST_PIECES || textOfPieces(pieces).length > LONGEST_TEXT) return { why: "it is longer than any reference" };
  if (parts.length < 2) return { pieces };
  const end = parts.at(-1);
  const inner = pieces.filter((piece) => piece.text !== "");
  // Where a variable ends the text, a digest is put in behind it: it may be of use to other images.
  return { pieces: end?.at !== undefined && end.at + end.text.length === text.length ? inner : [...inner, { text: "", start: start + text.length }] };
}
