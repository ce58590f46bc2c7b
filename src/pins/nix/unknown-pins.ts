// Images of a Nix file that its text does not tell as a whole -> pins for the list, with what is missing.
import type { NixNode } from "../../nix/index.ts";
import { couldBeImage, isInContainer } from "../image-words.ts";
import { type FoundPin, listedPin } from "../pin.ts";
import type { ImageUse } from "./image-uses.ts";
import { childIn, functionName, type NixFile, textOf } from "./nix-tree.ts";
import { isComplete, type NixText, resolveTexts } from "./nix-texts.ts";

const UPTIX = "uptix gives the digest from uptix.lock; it is changed there, by `uptix`";
const LONGEST_HOLE = 80;
const NAMES: ReadonlySet<string> = new Set(["variable_expression", "select_expression", "identifier"]);

function shortened(hole: string): string {
  const line = hole.replace(/\s+/g, " ");
  return line.length > LONGEST_HOLE ? `${line.slice(0, LONGEST_HOLE)}…` : line;
}

/** A name alone is told inside containers only: elsewhere it could be anything. */
function isTold({ value, context }: ImageUse, text: NixText): boolean {
  const known = text.map((part) => ("hole" in part ? "x" : part.text)).join("");
  if (!couldBeImage(known) || text.some((part) => "hole" in part && /^(?:null|true|false)$/.test(part.hole))) return false;
  const hasText = text.some((part) => !("hole" in part) && part.text !== "");
  return isInContainer(context) && (hasText || NAMES.has(value.kind));
}

/** `image = "galley/web:${config.tag}"`: what another file decides stays as it is written. An archive that is loaded decides for itself. */
export function unknownPins(file: NixFile, { use, texts }: { readonly use: ImageUse; readonly texts: readonly NixText[] }): readonly FoundPin[] {
  if (use.isLoaded || use.isName) return [];
  const text = texts.find((candidate) => !isComplete(candidate));
  if (text === undefined || !isTold(use, text)) return [];
  const holes = [...new Set(text.flatMap((part) => ("hole" in part ? [shortened(part.hole)] : [])))];
  const { start, end } = use.value;
  return [
    listedPin(file, {
      range: { start, end },
      mechanism: "nix-composed",
      reference: text.map((part) => ("hole" in part ? `\${${shortened(part.hole)}}` : part.text)).join("").slice(0, 4096),
      pieces: text.flatMap((part) => ("hole" in part ? [] : [part])),
      notEditable: `no text of this file says what ${holes.slice(0, 5).join(" and ")} is; the evaluation knows`,
    }),
  ];
}

/** `uptix.dockerImage "postgres:16"`, which is the image with the digest of uptix.lock. */
export function uptixPins(file: NixFile): readonly FoundPin[] {
  return file.nodes.flatMap((node: NixNode) => {
    const called = node.kind === "apply_expression" ? childIn(node, "function") : undefined;
    const argument = childIn(node, "argument");
    const isUptix = called !== undefined && /^(?:dockerImage|pullDockerImage)$/.test(functionName(file, called)) && textOf(file, called).includes("uptix");
    if (!isUptix || argument === undefined) return [];
    const [text] = resolveTexts(file, argument).filter(isComplete);
    if (text === undefined) return [];
    const reference = text.map((piece) => piece.text).join("");
    return [listedPin(file, { range: { start: argument.start, end: argument.end }, mechanism: "lock-uptix", reference, notEditable: UPTIX })];
  });
}
