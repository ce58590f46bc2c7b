// A Compose project's images -> where each is written: in the Compose file, in a default value, or in an environment file.
import type { ComposeProject } from "../../compose/index.ts";
import { type ComposeImage, composeImages } from "../../images/index.ts";
import { type FoundPin, listedPin, makePin, type Piece } from "../pin.ts";
import type { SourceText } from "../source-text.ts";
import { textOfPieces, variablePieces, type WrittenText } from "./variable-pieces.ts";

/** Texts of files by path. */
export type Texts = ReadonlyMap<string, SourceText>;

type Context = { readonly project: ComposeProject; readonly texts: Texts };

const ESCAPED = "it is written with escapes or over several lines, so its characters do not stand there as they are";

/** The last `NAME=value` of an environment file whose value is what the project saw. */
function variableIn(texts: Texts, { file, name, value }: { file: string; name: string; value: string }): Piece | undefined {
  const text = texts.get(file)?.text ?? "";
  const lines = [...text.matchAll(/^[ \t]*(?:export[ \t]+)?(?<name>\w+)[ \t]*=[ \t]*(?<quote>["']?)(?<value>[^"'\s#]*)\k<quote>[ \t]*(?:#.*)?\r?$/gm)];
  const line = lines.findLast((match) => match.groups?.["name"] === name);
  if (line?.groups?.["value"] !== value || value === "") return undefined;
  const start = line.index + line[0].indexOf(value, line[0].indexOf("=") + 1);
  return { file, text: value, start };
}

function valueOfVariable(name: string, { project, texts }: Context): readonly Piece[] | undefined {
  const value = project.variables.get(name);
  if (value === undefined) return undefined;
  const files = project.files.filter(({ kind }) => kind === "environment").map(({ path }) => path);
  const placed = files.toReversed().map((file) => variableIn(texts, { file, name, value }));
  return [placed.find((piece) => piece !== undefined) ?? { text: value }];
}

/** Pieces that the file `here` wrote, as another file sees them. */
function seenFrom(file: string, { pieces, here }: { readonly pieces: readonly Piece[]; readonly here: string }): readonly Piece[] {
  return pieces.map(({ text, start, file: own = here }) => ({ text, ...(start === undefined ? {} : { start, ...(own === file ? {} : { file: own }) }) }));
}

/** Where the text begins that YAML writes as it is; undefined behind escapes and folded lines. A block's header may hold a comment. */
function startOf(source: SourceText, { range: [from, to], written }: { readonly range: readonly [number, number]; readonly written: string }): number | undefined {
  const scalar = source.text.slice(from, to);
  const header = /^[|>].*\n/.exec(scalar)?.[0].length ?? 0;
  const at = scalar.indexOf(written, header);
  return at < 0 ? undefined : from + at;
}

/** The places of a reference's variables in environment files. */
function elsewherePins(pieces: readonly Piece[], { here, texts }: { readonly here: string; readonly texts: Texts }): readonly FoundPin[] {
  return pieces.flatMap(({ file, start, text }) => {
    const other = file === undefined ? undefined : texts.get(file);
    if (other === undefined || start === undefined) return [];
    const parts = { range: { start, end: start + text.length }, mechanism: "compose-variable" as const, pieces: seenFrom(other.file, { pieces, here }) };
    return makePin(other, parts) ?? [];
  });
}

function pinsOfText(source: SourceText, { written, image, context }: { readonly written: WrittenText; readonly image: string; readonly context: Context }): readonly FoundPin[] {
  const filled = variablePieces(written, (name) => valueOfVariable(name, context));
  const place = { range: { start: written.start, end: written.start + written.text.length }, mechanism: "compose-image" as const };
  if ("why" in filled) return [listedPin(source, { ...place, reference: written.text, notEditable: filled.why })];
  const { pieces } = filled;
  if (textOfPieces(pieces) !== image) return [];
  const here = makePin(source, { ...place, pieces });
  return [...(here === undefined ? [] : [here]), ...elsewherePins(pieces, { here: source.file, texts: context.texts })];
}

function pinsOfImage({ image, place, range, written = image }: ComposeImage, context: Context): readonly FoundPin[] {
  const source = context.texts.get(place.file);
  if (source === undefined || range === undefined) return [];
  const start = startOf(source, { range, written });
  if (start !== undefined) return pinsOfText(source, { written: { text: written, start }, image, context });
  const [from, to] = range;
  return [makePin(source, { range: { start: from, end: to }, mechanism: "compose-image", pieces: [{ text: image }], notEditable: ESCAPED })].filter((pin) => pin !== undefined);
}

/** One place in an environment file that gives one reference to several services is one pin. */
function withoutRepeats(pins: readonly FoundPin[]): readonly FoundPin[] {
  const variables = new Map<string, FoundPin>();
  return pins.filter((pin) => {
    if (pin.mechanism !== "compose-variable") return true;
    const key = JSON.stringify([pin.file, pin.range.start, pin.reference]);
    if (variables.has(key)) return false;
    variables.set(key, pin);
    return true;
  });
}

/** Finds the pins of every service, whatever its profiles. `texts` holds the project's files at head. */
export function composePins(project: ComposeProject, texts: Texts): readonly FoundPin[] {
  const inactive = composeImages({ ...project, services: project.inactive });
  return withoutRepeats([...composeImages(project), ...inactive].flatMap((image) => pinsOfImage(image, { project, texts })));
}
