// A Compose project's images -> where each is written: in the Compose file, in a default value, or in an environment file.
import type { ComposeProject } from "../../compose/index.ts";
import { type ComposeImage, composeImages } from "../../images/index.ts";
import { type FoundPin, makePin, type Piece } from "../pin.ts";
import type { SourceText } from "../source-text.ts";

/** Texts of files by path. */
export type Texts = ReadonlyMap<string, SourceText>;

/** `$$`, `$NAME`, `${NAME}`, `${NAME:-default}`; nested ones are left to a hole (Compose Specification, "Interpolation"). */
const VARIABLE = /\$(?:\$|(?<plain>[A-Za-z_]\w*)|\{(?<braced>[A-Za-z_]\w*)(?:(?<operator>:?[-?+])(?<word>[^{}$]*))?\})/g;

/** Pieces that may stand in different files. */
type LocatedPiece = Piece & { readonly file: string };
type Scalar = { readonly file: string; readonly start: number; readonly written: string };

/** The last `NAME=value` of an environment file whose value is what the project saw. */
function variableIn(texts: Texts, { file, name, value }: { file: string; name: string; value: string }): LocatedPiece | undefined {
  const text = texts.get(file)?.text ?? "";
  const lines = [...text.matchAll(/^[ \t]*(?:export[ \t]+)?(?<name>\w+)[ \t]*=[ \t]*(?<quote>["']?)(?<value>[^"'\s#]*)\k<quote>[ \t]*(?:#.*)?\r?$/gm)];
  const line = lines.findLast((match) => match.groups?.["name"] === name);
  if (line?.groups?.["value"] !== value || value === "") return undefined;
  const start = line.index + line[0].indexOf(value, line[0].indexOf("=") + 1);
  return { file, text: value, start };
}

function valueOfVariable(match: RegExpExecArray, { project, texts, scalar }: { project: ComposeProject; texts: Texts; scalar: Scalar }): LocatedPiece | undefined {
  const { plain, braced, operator, word = "" } = match.groups ?? {};
  const name = plain ?? braced ?? "";
  const value = project.variables.get(name);
  const usesDefault = operator !== undefined && operator.endsWith("-") && (value === undefined || (operator === ":-" && value === ""));
  if (usesDefault) return { file: scalar.file, text: word, start: scalar.start + match.index + match[0].length - 1 - word.length };
  if (value === undefined || operator?.endsWith("+") === true) return undefined;
  const files = project.files.filter(({ kind }) => kind === "environment").map(({ path }) => path);
  const placed = files.toReversed().map((file) => variableIn(texts, { file, name, value }));
  return placed.find((piece) => piece !== undefined) ?? { file: "", text: value };
}

function locatedPieces(scalar: Scalar, context: { project: ComposeProject; texts: Texts }): readonly LocatedPiece[] | undefined {
  const { file, start, written } = scalar;
  const pieces: LocatedPiece[] = [];
  let at = 0;
  for (const match of written.matchAll(VARIABLE)) {
    const value = match[0] === "$$" ? undefined : valueOfVariable(match, { ...context, scalar });
    if (value === undefined) return undefined;
    pieces.push({ file, text: written.slice(at, match.index), start: start + at }, value);
    at = match.index + match[0].length;
  }
  const parts = [...pieces, { file, text: written.slice(at), start: start + at }].filter(({ text }) => text !== "");
  // Where a variable ends the text, a digest is put in behind it: other services may use the variable for other images.
  return at === written.length && parts.length > 1 ? [...parts, { file, text: "", start: start + at }] : parts;
}

/** A piece as one file sees it: those of other files name theirs. */
function seenFrom(file: string, { text, start, file: own }: LocatedPiece): Piece {
  if (start === undefined) return { text };
  return own === file ? { text, start } : { text, start, file: own };
}

function pinsOfImage(image: ComposeImage, context: { project: ComposeProject; texts: Texts }): readonly FoundPin[] {
  const { file } = image.place;
  const source = context.texts.get(file);
  const { range } = image;
  if (source === undefined || range === undefined) return [];
  const written = image.written ?? image.image;
  // Quotes and escapes: only a text that stands there as it is can be edited.
  const start = source.text.slice(range[0], range[1]).indexOf(written) + range[0];
  if (start < range[0]) return [];
  const pieces = locatedPieces({ file, start, written }, context);
  if (pieces?.map((piece) => piece.text).join("") !== image.image) return [];
  const here = makePin(source, { range: { start, end: start + written.length }, mechanism: "compose-image", pieces: pieces.map((piece) => seenFrom(file, piece)) });
  const elsewhere = pieces.flatMap((piece) => {
    const other = context.texts.get(piece.file);
    if (piece.file === file || other === undefined || piece.start === undefined) return [];
    const parts = pieces.map((part) => seenFrom(piece.file, part));
    return makePin(other, { range: { start: piece.start, end: piece.start + piece.text.length }, mechanism: "compose-variable", pieces: parts }) ?? [];
  });
  return here === undefined ? elsewhere : [here, ...elsewhere];
}

/** Finds the pins of every service, whatever its profiles. `texts` holds the project's files at head. */
export function composePins(project: ComposeProject, texts: Texts): readonly FoundPin[] {
  const inactive = composeImages({ ...project, services: project.inactive });
  return [...composeImages(project), ...inactive].flatMap((image) => pinsOfImage(image, { project, texts }));
}
