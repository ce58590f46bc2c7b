// A Dockerfile -> the images it builds on (Dockerfile reference: FROM, ARG, COPY --from, RUN --mount, and the syntax directive).
import { type FoundPin, listedPin, makePin, type Piece } from "../pin.ts";
import type { SourceText } from "../source-text.ts";
import { dockerfileInstructions, type Instruction } from "./dockerfile-lines.ts";
import { textOfPieces, variablePieces, type WrittenText } from "./variable-pieces.ts";

const FROM = /^(?<lead>\s*FROM\s+(?:--\S+\s+)*)(?<image>[^\s#]\S*)(?:\s+AS\s+(?<stage>\S+))?\s*$/i;
const COPY_FROM = /\s--from=(?<image>\S+)/gi;
const MOUNT = /\s--mount=(?<options>\S+)/gi;
const MOUNT_FROM = /(?:^|,)from=(?<image>[^,]+)/;
const ARG = /(?<=\s)(?<name>[A-Za-z_]\w*)=(?:(?<quote>["'])(?<quoted>[^"']*)\k<quote>|(?<bare>[^\s"']*))(?=\s|$)/g;
const SYNTAX = /^\s*#\s*syntax\s*=\s*(?<image>\S+)/im;
/** Parser directives stand before everything else, each on a line of its own. */
const DIRECTIVES = /^(?:#[ \t]*\w+[ \t]*=.*(?:\r?\n|$))+/;
/** An instruction for the images that build on this one; it can be neither FROM nor another ONBUILD (Dockerfile reference, "ONBUILD"). */
const ONBUILD = /^\s*ONBUILD(?=\s)/i;

/** Stands for a dollar sign that is not to be followed; no reference has this character. */
export const UNFOLLOWED = "\uE000";

/** Stages that a variable may choose from. */
const MOST_STAGES = 200;

/** Values of ARGs before the first FROM, and names of stages; both grow from line to line. */
type Scope = { readonly known: Map<string, readonly Piece[]>; readonly stages: Set<string>; readonly given: ReadonlyMap<string, Piece>; isGlobal: boolean };

/** `base-${TARGETARCH}`, whose value only the build knows, chooses one of several stages. */
function choosesStage(text: string, stages: ReadonlySet<string>): boolean {
  const [first = "", ...others] = text.toLowerCase().split(/\$\{[^{}]*\}|\$\w+/);
  const last = others.at(-1) ?? "";
  return first + last !== "" && stages.values().take(MOST_STAGES).some((stage) => stage.length > first.length + last.length && stage.startsWith(first) && stage.endsWith(last));
}

function pinOf(source: SourceText, { written, scope }: { readonly written: WrittenText; readonly scope: Scope }): FoundPin | undefined {
  const { text, start } = written;
  const place = { range: { start, end: start + text.length }, mechanism: "dockerfile" as const };
  if (text.includes(UNFOLLOWED)) return listedPin(source, { ...place, reference: text.replaceAll(UNFOLLOWED, "$"), notEditable: "it holds a variable of a Dockerfile inside a Compose file, which is not followed" });
  const filled = variablePieces(written, (name) => scope.known.get(name));
  if ("why" in filled) return choosesStage(text, scope.stages) ? undefined : listedPin(source, { ...place, reference: text, notEditable: filled.why });
  const reference = textOfPieces(filled.pieces).toLowerCase();
  return reference === "scratch" || /^\d+$/.test(reference) || scope.stages.has(reference) ? undefined : makePin(source, { ...place, pieces: filled.pieces });
}

/** `ARG NAME=value NAME=value`. After a FROM they belong to the stage and are not seen by the next FROM. */
function readArguments({ text, start }: Instruction, scope: Scope): void {
  if (!scope.isGlobal) return;
  for (const match of text.matchAll(ARG)) {
    const { name = "", quote, quoted, bare = "" } = match.groups ?? {};
    const value = quoted ?? bare;
    const written = { text: value, start: start + match.index + match[0].length - (quote === undefined ? 0 : 1) - value.length };
    const given = scope.given.get(name);
    // Single quotes keep a dollar sign as it is.
    const filled = quote === "'" ? { pieces: [written] } : variablePieces(written, (variable) => scope.known.get(variable));
    if (given !== undefined) scope.known.set(name, [given]);
    else if ("pieces" in filled) scope.known.set(name, filled.pieces);
    else scope.known.delete(name);
  }
  // `ARG NAME` alone has only what is given.
  for (const [name] of text.matchAll(/(?<=\s)[A-Za-z_]\w*(?=\s|$)/g)) {
    const piece = scope.given.get(name);
    if (piece !== undefined) scope.known.set(name, [piece]);
  }
}

function readFrom({ text, start }: Instruction, { source, scope }: { readonly source: SourceText; readonly scope: Scope }): readonly FoundPin[] {
  scope.isGlobal = false;
  const { lead = "", image, stage } = FROM.exec(text)?.groups ?? {};
  const pin = image === undefined ? undefined : pinOf(source, { written: { text: image, start: start + lead.length }, scope });
  // A stage's own name may be that of the image it starts from.
  if (stage !== undefined) scope.stages.add(stage.toLowerCase());
  return pin === undefined ? [] : [pin];
}

function flagged({ text, start }: Instruction): readonly WrittenText[] {
  const copied = /^\s*COPY\s/i.test(text) ? [...text.matchAll(COPY_FROM)].map((match) => ({ image: match.groups?.["image"] ?? "", at: match.index + match[0].length })) : [];
  const mounted = /^\s*RUN\s/i.test(text) ? [...text.matchAll(MOUNT)].flatMap((match) => {
    const options = match.groups?.["options"] ?? "";
    const from = MOUNT_FROM.exec(options);
    const image = from?.groups?.["image"] ?? "";
    return from === null ? [] : [{ image, at: match.index + match[0].length - options.length + from.index + from[0].length }];
  }) : [];
  return [...copied, ...mounted].filter(({ image }) => !image.includes("$")).map(({ image, at }) => ({ text: image, start: start + at - image.length }));
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
    const { text } = instruction;
    if (/^\s*ARG\s/i.test(text)) readArguments(instruction, scope);
    if (/^\s*FROM\s/i.test(text)) return readFrom(instruction, { source, scope });
    const triggered = { ...instruction, text: text.replace(ONBUILD, (trigger) => " ".repeat(trigger.length)) };
    return flagged(triggered).flatMap((written) => pinOf(source, { written, scope }) ?? []);
  });
  return [...syntaxPin(source), ...pins];
}
