// A Nix expression -> the texts that it may give, piece by piece, as far as one file tells.
import type { NixNode } from "../../nix/index.ts";
import type { Piece } from "../pin.ts";
import { childIn, functionName, type NixFile, textOf } from "./nix-tree.ts";
import { MAXIMUM_ALTERNATIVES, reach, type Search, startSearch, type Term, termOf } from "./reach.ts";

/** A part that another file or the evaluation decides: the expression that gives it. */
export type Hole = { readonly hole: string };

/** The parts of a text in order. */
export type NixText = readonly (Piece | Hole)[];

function holeOf({ file, node }: Pick<Term, "file" | "node">): NixText {
  return [{ hole: textOf(file, node) }];
}

/** What stands in the file; other files are named. */
function pieceOf(search: Search, { file, node }: Term): Piece {
  return { text: textOf(file, node), start: node.start, ...(file === search.file ? {} : { file: file.file }) };
}

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
function withAnchor(text: NixText, { anchor, count }: { readonly anchor: Piece; readonly count: number }): NixText {
  if (count === 1) return text;
  return [...text.filter((part) => !isAnchor(part)), anchor];
}

/** Places where an escaped or stripped character stands are holes: what is written is not what it means. */
function childTexts(search: Search, term: Term): readonly (readonly NixText[])[] {
  return term.node.children.map((node) => {
    if (node.kind === "string_fragment") return [[pieceOf(search, { ...term, node })]];
    const expression = node.kind === "interpolation" ? childIn(node, "expression") : undefined;
    return expression === undefined ? [holeOf({ ...term, node })] : textsOf(search, { ...term, node: expression });
  });
}

function stringTexts(search: Search, term: Term): readonly NixText[] {
  const { file, node } = term;
  const quote = node.kind === "indented_string_expression" ? 2 : 1;
  if (quote === 2 && textOf(file, node).includes("\n")) return [holeOf(term)];
  const endsOpen = node.children.at(-1)?.kind === "interpolation";
  const texts = product(childTexts(search, term));
  const anchor = { text: "", start: node.end - quote, ...(file === search.file ? {} : { file: file.file }) };
  return endsOpen ? texts.map((text) => withAnchor(text, { anchor, count: node.children.length })) : texts;
}

/** The texts of several expressions put together: the ends of the parts are none of the whole. */
function joinedTexts(search: Search, terms: readonly Term[]): readonly NixText[] {
  return product(terms.map((term) => textsOf(search, term).map((text) => text.filter((part) => !isAnchor(part)))));
}

function sumTexts(search: Search, term: Term): readonly NixText[] {
  const [left, right] = ["left", "right"].map((field) => childIn(term.node, field));
  if (left === undefined || right === undefined || term.file.text.slice(left.end, right.start).trim() !== "+") return [holeOf(term)];
  return joinedTexts(search, [left, right].map((node) => ({ ...term, node })));
}

/** `concatStrings [ … ]`, with a separator between the members if there is one. */
function listTexts(search: Search, { list, separator }: { readonly list: Term; readonly separator?: Term | undefined }): readonly NixText[] {
  return reach(search, list).flatMap((reached) => {
    if (reached.node.kind !== "list_expression") return [holeOf(list)];
    const members = reached.node.children.filter(({ field }) => field === "element").map((node) => ({ ...reached, node }));
    const parts = members.flatMap((member, index) => (separator === undefined || index === 0 ? [member] : [separator, member]));
    // The separator stands once and is put in many times.
    return joinedTexts(search, parts);
  });
}

/** Functions of lib that put texts together; `optionalString condition text` is the text or nothing. */
function callTexts(search: Search, term: Term): readonly NixText[] {
  const called = childIn(term.node, "function");
  const inner = called?.kind === "apply_expression" ? childIn(called, "function") : undefined;
  const [first, last] = [called, term.node].map((node) => (node === undefined ? undefined : childIn(node, "argument")));
  if (last === undefined) return [holeOf(term)];
  const argument = { ...term, node: last };
  if (functionName(term.file, called) === "concatStrings") return listTexts(search, { list: argument });
  const name = functionName(term.file, inner);
  if (name === "concatStringsSep" && first !== undefined) return listTexts(search, { list: argument, separator: { ...term, node: first } });
  return name === "optionalString" ? [[], ...textsOf(search, argument)] : [holeOf(term)];
}

function reachedTexts(search: Search, term: Term): readonly NixText[] {
  switch (term.node.kind) {
    case "string_expression":
    case "indented_string_expression":
      return stringTexts(search, term);
    case "integer_expression":
    case "float_expression":
      return [[pieceOf(search, term)]];
    case "binary_expression":
      return sumTexts(search, term);
    case "apply_expression":
      return callTexts(search, term);
    default:
      return [holeOf(term)];
  }
}

function textsOf(search: Search, term: Term): readonly NixText[] {
  return reach(search, term).flatMap((reached) => reachedTexts(search, reached)).slice(0, MAXIMUM_ALTERNATIVES);
}

/** The texts that an expression may give; what the file does not tell is a hole. */
export function resolveTexts(file: NixFile, node: NixNode): readonly NixText[] {
  return resolveTerm(startSearch(file), termOf(file, node));
}

/** The same for a term of a search that is under way. */
export function resolveTerm(search: Search, term: Term): readonly NixText[] {
  const texts = textsOf(search, term);
  return texts.map((text) => text.filter((part, index) => "hole" in part || part.text !== "" || index === text.length - 1));
}
