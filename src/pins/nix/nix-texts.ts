// A Nix expression -> the texts that it may give, piece by piece, as far as one file tells.
import type { NixNode } from "../../nix/index.ts";
import type { Piece } from "../pin.ts";
import { childIn, functionName, type NixFile, textOf } from "./nix-tree.ts";
import { MAXIMUM_ALTERNATIVES, reach, type Search, startSearch, type Term, termOf } from "./reach.ts";

/** A part that another file or the evaluation decides. */
export type Hole = { readonly hole: true };

/** The parts of a text in order. */
export type NixText = readonly (Piece | Hole)[];

const HOLE: NixText = [{ hole: true }];

/** True where every part is known. */
export function isComplete(text: NixText): text is readonly Piece[] {
  return text.every((part) => !("hole" in part));
}

function isAnchor(part: Piece | Hole): boolean {
  return !("hole" in part) && part.text === "";
}

/** Every combination of the alternatives of each part, up to a limit. */
function product(parts: readonly (readonly NixText[])[]): readonly NixText[] {
  return parts.reduce<readonly NixText[]>((texts, alternatives) => texts.flatMap((text) => alternatives.map((next) => [...text, ...next])).slice(0, MAXIMUM_ALTERNATIVES), [[]]);
}

/**
 * The end of a text that puts several parts together, if its last part is a variable: there a digest is put in. The ends of the
 * parts are none of the whole.
 */
function withAnchor(text: NixText, { end, count }: { readonly end: number; readonly count: number }): NixText {
  if (count === 1) return text;
  return [...text.filter((part) => !isAnchor(part)), { text: "", start: end }];
}

/** Places where an escaped or stripped character stands are holes: what is written is not what it means. */
function childTexts(search: Search, { node, calls }: Term): readonly (readonly NixText[])[] {
  return node.children.map((child) => {
    if (child.kind === "string_fragment") return [[{ text: textOf(search.file, child), start: child.start }]];
    const expression = child.kind === "interpolation" ? childIn(child, "expression") : undefined;
    return expression === undefined ? [HOLE] : textsOf(search, { node: expression, calls });
  });
}

function stringTexts(search: Search, term: Term): readonly NixText[] {
  const { node } = term;
  const quote = node.kind === "indented_string_expression" ? 2 : 1;
  if (quote === 2 && textOf(search.file, node).includes("\n")) return [HOLE];
  const endsOpen = node.children.at(-1)?.kind === "interpolation";
  const texts = product(childTexts(search, term));
  return endsOpen ? texts.map((text) => withAnchor(text, { end: node.end - quote, count: node.children.length })) : texts;
}

/** `a + b`: the ends of either are none of the sum. */
function sumTexts(search: Search, { node, calls }: Term): readonly NixText[] {
  const [left, right] = [childIn(node, "left"), childIn(node, "right")];
  if (left === undefined || right === undefined || search.file.text.slice(left.end, right.start).trim() !== "+") return [HOLE];
  const sides = [left, right].map((side) => textsOf(search, { node: side, calls }).map((text) => text.filter((part) => !isAnchor(part))));
  return product(sides);
}

/** `optionalString condition text` is the text or nothing. */
function callTexts(search: Search, { node, calls }: Term): readonly NixText[] {
  const called = childIn(node, "function");
  const inner = called?.kind === "apply_expression" ? childIn(called, "function") : undefined;
  const argument = childIn(node, "argument");
  if (functionName(search.file, inner) !== "optionalString" || argument === undefined) return [HOLE];
  return [[], ...textsOf(search, { node: argument, calls })];
}

function reachedTexts(search: Search, term: Term): readonly NixText[] {
  switch (term.node.kind) {
    case "string_expression":
    case "indented_string_expression":
      return stringTexts(search, term);
    case "integer_expression":
    case "float_expression":
      return [[{ text: textOf(search.file, term.node), start: term.node.start }]];
    case "binary_expression":
      return sumTexts(search, term);
    case "apply_expression":
      return callTexts(search, term);
    default:
      return [HOLE];
  }
}

function textsOf(search: Search, term: Term): readonly NixText[] {
  return reach(search, term).flatMap((reached) => reachedTexts(search, reached)).slice(0, MAXIMUM_ALTERNATIVES);
}

/** The texts that an expression may give; what the file does not tell is a hole. */
export function resolveTexts(file: NixFile, node: NixNode): readonly NixText[] {
  return resolveTerm(startSearch(file), termOf(node));
}

/** The same for a term of a search that is under way. */
export function resolveTerm(search: Search, term: Term): readonly NixText[] {
  const texts = textsOf(search, term);
  return texts.map((text) => text.filter((part, index) => "hole" in part || part.text !== "" || index === text.length - 1));
}
