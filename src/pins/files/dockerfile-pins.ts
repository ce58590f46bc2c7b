// A Dockerfile -> the images it builds on (Dockerfile reference: FROM, ARG, COPY --from, and the syntax directive).
import { type FoundPin, makePin, type Piece } from "../pin.ts";
import type { SourceText } from "../source-text.ts";

const FROM = /^(?<lead>\s*FROM\s+(?:--platform=\S+\s+)?)(?<image>\S+)(?:\s+AS\s+(?<stage>\S+))?\s*$/i;
const COPY_FROM = /^(?<lead>\s*(?:COPY|ADD)\s+(?:--\S+\s+)*?--from=)(?<image>\S+)\s/i;
const ARG = /^(?<lead>\s*ARG\s+(?<name>\w+)=(?<quote>["']?))(?<value>[^"'\s]*)\k<quote>\s*$/i;
const SYNTAX = /^(?<lead>#\s*syntax\s*=\s*)(?<image>\S+)\s*$/i;
const VARIABLE = /\$(?:\{(?<braced>\w+)(?::-(?<fallback>[^}$]*))?\}|(?<plain>\w+))/g;

type Arguments = ReadonlyMap<string, Piece>;

/** Splits `node:${VERSION}-alpine` into pieces; undefined where a variable has no value in the file. */
function piecesOf({ image, start }: { image: string; start: number }, known: Arguments): readonly Piece[] | undefined {
  const pieces: Piece[] = [];
  let at = 0;
  for (const match of image.matchAll(VARIABLE)) {
    const name = match.groups?.["braced"] ?? match.groups?.["plain"] ?? "";
    const fallback = match.groups?.["fallback"];
    const value = known.get(name) ?? (fallback === undefined ? undefined : { text: fallback, start: start + match.index + name.length + 4 });
    if (value === undefined) return undefined;
    pieces.push({ text: image.slice(at, match.index), start: start + at }, value);
    at = match.index + match[0].length;
  }
  return [...pieces, { text: image.slice(at), start: start + at }].filter(({ text }) => text !== "");
}

/** Finds references; stages of the same file and `scratch` are none. */
export function dockerfilePins(source: SourceText): readonly FoundPin[] {
  const known = new Map<string, Piece>();
  const stages = new Set<string>();
  const pins: FoundPin[] = [];
  let offset = 0;
  for (const line of source.text.split("\n")) {
    const argument = ARG.exec(line)?.groups;
    if (argument !== undefined) known.set(argument["name"] ?? "", { text: argument["value"] ?? "", start: offset + (argument["lead"] ?? "").length });
    const match = (FROM.exec(line) ?? COPY_FROM.exec(line) ?? (offset === 0 ? SYNTAX.exec(line) : null))?.groups;
    const image = match?.["image"] ?? "";
    const start = offset + (match?.["lead"] ?? "").length;
    const pieces = image === "" || image === "scratch" || stages.has(image) || /^\d+$/.test(image) ? undefined : piecesOf({ image, start }, known);
    const pin = pieces && makePin(source, { range: { start, end: start + image.length }, mechanism: "dockerfile", pieces });
    if (pin !== undefined) pins.push(pin);
    if (match?.["stage"] !== undefined) stages.add(match["stage"]);
    offset += line.length + 1;
  }
  return pins;
}
