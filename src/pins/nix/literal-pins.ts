// The literals of a Nix file -> those that are images wherever they stand: of a known registry, or run by a host as they are.
import type { NixNode } from "../../nix/index.ts";
import { isPlainlyImage } from "../image-words.ts";
import { type FoundPin, makePin } from "../pin.ts";
import { literalOf, type NixFile, pathTo } from "./nix-tree.ts";

/** A value, an argument or a member of a list; not a name, and nothing that is compared. */
function isGiven(file: NixFile, node: NixNode): boolean {
  const owner = file.parents.get(node);
  return node.field !== "attr" && owner?.kind !== "binary_expression" && owner?.kind !== "has_attr_expression";
}

/** Arguments of functions, members of lists, sets of images that other files read. `pins` are found already. */
export function literalPins(file: NixFile, { live, pins }: { readonly live: ReadonlySet<string>; readonly pins: readonly FoundPin[] }): readonly FoundPin[] {
  const known = new Set(pins.flatMap(({ pieces }) => pieces.flatMap(({ start, file: other }) => (start === undefined || other !== undefined ? [] : [start]))));
  return file.nodes.flatMap((node) => {
    const literal = literalOf(file, node);
    if (literal === undefined || !/[:/]/.test(literal.text) || known.has(literal.start)) return [];
    const isImage = live.has(literal.text) || (isGiven(file, node) && isPlainlyImage(literal.text, pathTo(file, node)));
    return isImage ? (makePin(file, { range: { start: literal.start, end: literal.start + literal.text.length }, mechanism: "nix-literal", pieces: [literal] }) ?? []) : [];
  });
}
