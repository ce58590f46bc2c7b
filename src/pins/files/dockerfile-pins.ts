// A Dockerfile -> the images it builds on (Dockerfile reference: FROM, ARG, COPY --from, RUN --mount, and the syntax directive).
import { type FoundPin, makePin, type Piece } from "../pin.ts";
import type { SourceText } from "../source-text.ts";
import { dockerfileInstructions, type Instruction } from "./dockerfile-lines.ts";

const FROM = /^(?<lead>\s*FROM\s+(?:--\S+\s+)*)(?<image>[^\s#]\S*)(?:\s+AS\s+(?<stage>\S+))?\s*$/i;
const COPY_FROM = /\s--from=(?<image>\S+)/gi;
const MOUNT = /\s--mount=(?<options>\S+)/gi;
const MOUNT_FROM = /(?:^|,)from=(?<image>[^,]+)/;
const ARG = /(?<=\s)(?<name>[A-Za-z_]\w*)=(?:(?<quote>["'])(?<quoted>[^"'$]*)\k<quote>|(?<bare>[^\s"'$]*))(?=\s|$)/g;
const SYNTAX = /^\s*#\s*syntax\s*=\s*(?<image>\S+)/im;
/** Parser directives stand before everything else, each on a line of its own. */
const DIRECTIVES = /^(?:#[ \t]*\w+[ \t]*=.*(?:\r?\n|$))+/;
const VARIABLE = /\$(?:\{(?<braced>\w+)(?<operator>:?[-+])?(?<fallback>[^}$]*)\}|(?<plain>\w+))/g;

/** Values of ARGs before the first FROM, and names of stages; both grow from line to line. */
type Scope = { readonly known: Map<string, Piece>; readonly stages: Set<string>; readonly given: ReadonlyMap<string, Piece>; isGlobal: boolean };
type Written = { readonly image: string; readonly start: number };

function variablePiece(match: RegExpExecArray, { start, known }: { readonly start: number; readonly known: ReadonlyMap<string, Piece> }): Piece | undefined {
  const { braced, plain, operator, fallback = "" } = match.groups ?? {};
  const value = known.get(braced ?? plain ?? "");
  const isSet = value !== undefined && (operator?.startsWith(":") !== true || value.text !== "");
  if (operator?.endsWith("+") === true) return isSet ? { text: fallback, start: start + match[0].length - 1 - fallback.length } : { text: "" };
  if (isSet || operator === undefined) return value;
  return { text: fallback, start: start + match[0].length - 1 - fallback.length };
}

/** Splits `node:${VERSION}-alpine` into pieces; undefined where a variable has no value in the file. */
function piecesOf({ image, start }: Written, known: ReadonlyMap<string, Piece>): readonly Piece[] | undefined {
  const pieces: Piece[] = [];
  let at = 0;
  for (const match of image.matchAll(VARIABLE)) {
    const value = variablePiece(match, { start: start + match.index, known });
    if (value === undefined) return undefined;
    pieces.push({ text: image.slice(at, match.index), start: start + at }, value);
    at = match.index + match[0].length;
  }
  const written = [...pieces, { text: image.slice(at), start: start + at }].filter(({ text }) => text !== "");
  // Where a variable ends the text, a digest is put in behind it.
  return at === image.length && image.includes("$") && written.length > 1 ? [...written, { text: "", start: start + at }] : written;
}

function pinOf(source: SourceText, { written, scope }: { readonly written: Written; readonly scope: Scope }): FoundPin | undefined {
  const { image, start } = written;
  if (image === "scratch" || scope.stages.has(image.toLowerCase()) || /^\d+$/.test(image)) return undefined;
  const pieces = piecesOf(written, scope.known);
  if (pieces === undefined || scope.stages.has(pieces.map(({ text }) => text).join("").toLowerCase())) return undefined;
  return makePin(source, { range: { start, end: start + image.length }, mechanism: "dockerfile", pieces });
}

/** `ARG NAME=value NAME=value`. After a FROM they belong to the stage and are not seen by the next FROM. */
function readArguments({ text, start }: Instruction, scope: Scope): void {
  if (!scope.isGlobal) return;
  for (const match of text.matchAll(ARG)) {
    const { name = "", quoted, bare = "" } = match.groups ?? {};
    const value = quoted ?? bare;
    const end = start + match.index + match[0].length - (quoted === undefined ? 0 : 1);
    scope.known.set(name, scope.given.get(name) ?? { text: value, start: end - value.length });
  }
  // `ARG NAME` alone has only what is given.
  for (const [name] of text.matchAll(/(?<=\s)[A-Za-z_]\w*(?=\s|$)/g)) {
    const piece = scope.given.get(name);
    if (piece !== undefined) scope.known.set(name, piece);
  }
}

function readFrom({ text, start }: Instruction, { source, scope }: { readonly source: SourceText; readonly scope: Scope }): readonly FoundPin[] {
  scope.isGlobal = false;
  const { lead = "", image, stage } = FROM.exec(text)?.groups ?? {};
  const pin = image === undefined ? undefined : pinOf(source, { written: { image, start: start + lead.length }, scope });
  // A stage's own name may be that of the image it starts from.
  if (stage !== undefined) scope.stages.add(stage.toLowerCase());
  return pin === undefined ? [] : [pin];
}

function flagged({ text, start }: Instruction): readonly Written[] {
  const copied = /^\s*(?:COPY|ADD)\s/i.test(text) ? [...text.matchAll(COPY_FROM)].map((match) => ({ image: match.groups?.["image"] ?? "", at: match.index + match[0].length })) : [];
  const mounted = /^\s*RUN\s/i.test(text) ? [...text.matchAll(MOUNT)].flatMap((match) => {
    const options = match.groups?.["options"] ?? "";
    const from = MOUNT_FROM.exec(options);
    const image = from?.groups?.["image"] ?? "";
    return from === null ? [] : [{ image, at: match.index + match[0].length - options.length + from.index + from[0].length }];
  }) : [];
  return [...copied, ...mounted].filter(({ image }) => !image.includes("$")).map(({ image, at }) => ({ image, start: start + at - image.length }));
}

function syntaxPin(source: SourceText): readonly FoundPin[] {
  const directives = DIRECTIVES.exec(source.text)?.[0] ?? "";
  const match = SYNTAX.exec(directives);
  const image = match?.groups?.["image"] ?? "";
  if (match === null) return [];
  const start = match.index + match[0].length - image.length;
  const pin = makePin(source, { range: { start, end: start + image.length }, mechanism: "dockerfile", pieces: [{ text: image, start }] });
  return pin === undefined ? [] : [pin];
}

/** Finds references; stages of the same file and `scratch` are none. `given` are arguments that come from outside the file. */
export function dockerfilePins(source: SourceText, given: ReadonlyMap<string, Piece> = new Map()): readonly FoundPin[] {
  const scope: Scope = { known: new Map(), stages: new Set(), given, isGlobal: true };
  const pins = dockerfileInstructions(source.text).flatMap((instruction) => {
    if (/^\s*ARG\s/i.test(instruction.text)) readArguments(instruction, scope);
    if (/^\s*FROM\s/i.test(instruction.text)) return readFrom(instruction, { source, scope });
    return flagged(instruction).flatMap((written) => pinOf(source, { written, scope }) ?? []);
  });
  return [...syntaxPin(source), ...pins];
}
