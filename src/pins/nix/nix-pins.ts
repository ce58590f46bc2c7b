// A parsed Nix file -> the image references written in it.
import { parseImageReference } from "../../image-reference.ts";
import type { NixNode } from "../../nix/index.ts";
import { looksLikeImage } from "../image-words.ts";
import { type FoundPin, makePin, type Piece, type PinMechanism } from "../pin.ts";
import { placeAt } from "../source-text.ts";
import { chartPieces } from "./chart-values.ts";
import { fillHoles } from "./fill-holes.ts";
import { type ImageUse, imageUses } from "./image-uses.ts";
import { functionName, literalOf, type NixFile, textOf, childIn } from "./nix-tree.ts";
import { callSites, indexCalls } from "./call-sites.ts";
import { literalPins } from "./literal-pins.ts";
import { isComplete, type NixText, resolveTerm, resolveTexts } from "./nix-texts.ts";
import { pullImagePins } from "./pull-image-pins.ts";
import { startSearch } from "./reach.ts";
import { stringPins } from "./string-pins.ts";
import { unknownPins, uptixPins } from "./unknown-pins.ts";

const OUTER_BLANK = "a blank stands inside the quotes, which no engine takes as part of a reference";

/** The whole of what is written: the first literal's place where the value stands elsewhere in the file. */
function rangeOf(value: NixNode, pieces: readonly Piece[]): { start: number; end: number } {
  if (value.kind === "string_expression") return { start: value.start + 1, end: value.end - 1 };
  const placed = pieces.flatMap(({ start, text, file }) => (start === undefined || file !== undefined || text === "" ? [] : [{ start, end: start + text.length }]));
  const [first] = placed;
  return placed.length === 1 && first !== undefined ? first : { start: value.start, end: value.end };
}

function mechanismOf(file: NixFile, value: NixNode): PinMechanism {
  if (value.kind === "apply_expression" && functionName(file, childIn(value, "function")).endsWith("Option")) return "nix-option-default";
  return literalOf(file, value) === undefined ? "nix-composed" : "nix-literal";
}

/** A blank at an end is a mistake that hides the whole reference, so it is told instead of the reference being passed over. */
function trimmed(pieces: readonly Piece[]): { readonly pieces: readonly Piece[]; readonly notEditable?: string } {
  const [only, ...others] = pieces;
  const text = only?.text.trim() ?? "";
  if (only === undefined || others.length > 0 || text === only.text || parseImageReference(text)?.digest === undefined) return { pieces };
  return { pieces: [{ ...only, text }], notEditable: OUTER_BLANK };
}

/** A text that an image may be, and the expression that gives it: the use itself, or a call of the function that it stands in. */
type UseText = { readonly text: NixText; readonly at: NixNode };

function pinOfText(file: NixFile, { use, text: { text, at }, live }: { readonly use: ImageUse; readonly text: UseText; readonly live: ReadonlySet<string> }): FoundPin | undefined {
  const known = isComplete(text) ? text : fillHoles(text, live);
  if (known === undefined) return undefined;
  const { pieces, notEditable } = trimmed(known);
  const reference = pieces.map((piece) => piece.text).join("");
  if (!live.has(reference) && !looksLikeImage(reference, use.context)) return undefined;
  const { value } = use;
  const pin = makePin(file, {
    range: rangeOf(value, pieces),
    mechanism: mechanismOf(file, value),
    pieces,
    ...(notEditable === undefined ? {} : { notEditable }),
    ...(use.isLoaded ? { isLoaded: true } : {}),
  });
  return pin && { ...pin, usedAt: { ...placeAt(file, at.start), raw: rawOf(file, at) } };
}

const MAXIMUM_RAW = 1000;

function rawOf(file: NixFile, value: NixNode): string {
  const literal = literalOf(file, value);
  return (literal?.text ?? textOf(file, value)).slice(0, MAXIMUM_RAW);
}

/** What a function around the use is called with fills in what it does not know by itself. */
function calledTexts(file: NixFile, { value, calls }: { readonly value: NixNode; readonly calls: ReturnType<typeof indexCalls> }): readonly UseText[] {
  return callSites(file, { node: value, index: calls }).flatMap((site) =>
    resolveTerm(startSearch(file), { file, node: value, calls: site.calls }).flatMap((text) => {
      const place = text.find((part) => !("hole" in part) && part.start !== undefined && part.file === undefined);
      const start = place !== undefined && "start" in place ? place.start : undefined;
      const argument = site.args.find((one) => start !== undefined && one.start <= start && start < one.end);
      return [{ text, at: argument ?? site.node }];
    }),
  );
}

function textsOfUse(file: NixFile, { value, calls }: { readonly value: NixNode; readonly calls: ReturnType<typeof indexCalls> }): readonly UseText[] {
  const isSet = value.kind === "attrset_expression" || value.kind === "rec_attrset_expression";
  const chart = isSet ? chartPieces(file, value) : undefined;
  if (chart !== undefined) return [{ text: chart, at: value }];
  const own = resolveTexts(file, value).map((text) => ({ text, at: value }));
  const called = own.every(({ text }) => isComplete(text)) ? [] : calledTexts(file, { value, calls });
  return called.some(({ text }) => isComplete(text)) ? [...own.filter(({ text }) => isComplete(text)), ...called] : own;
}

/** Where the first character of a reference is written. */
function firstPlace({ pieces }: FoundPin): number | undefined {
  return pieces.find(({ start, text, file }) => start !== undefined && file === undefined && text !== "")?.start;
}

/** `imageName = "galley/web"` that some `image` is put together with. */
function pinsOfName(file: NixFile, { use, starts }: { readonly use: ImageUse; readonly starts: ReadonlySet<number | undefined> }): readonly FoundPin[] {
  return resolveTexts(file, use.value).flatMap((text) => {
    const pin = isComplete(text) ? makePin(file, { range: rangeOf(use.value, text), mechanism: mechanismOf(file, use.value), pieces: text }) : undefined;
    if (pin === undefined || !starts.has(firstPlace(pin))) return [];
    return [{ ...pin, usedAt: { ...placeAt(file, use.value.start), raw: rawOf(file, use.value) } }];
  });
}

/** A pin whose text others only begin with is their name and nothing that anybody runs by itself. */
function markNames(pins: readonly FoundPin[]): readonly FoundPin[] {
  const wholes = new Map(pins.filter(({ reference }) => hasEnd(reference)).map((pin) => [firstPlace(pin), pin.reference]));
  return pins.map((pin) => {
    const place = firstPlace(pin);
    const isName = place !== undefined && !hasEnd(pin.reference) && wholes.get(place)?.startsWith(pin.reference) === true;
    return isName ? { ...pin, isListedOnly: true, notEditable: "it is the name in a reference that is put together elsewhere" } : pin;
  });
}

/** A name with its tag in the next attribute is no image of its own, unless a host runs it as it is. */
function markHalf(pin: FoundPin, { use, live }: { readonly use: ImageUse; readonly live: ReadonlySet<string> }): FoundPin {
  if (!use.hasTagBeside || hasEnd(pin.reference) || live.has(pin.reference)) return pin;
  return { ...pin, isListedOnly: true, notEditable: "it is a name whose tag stands beside it" };
}

/** True for a reference with a tag or a digest. */
function hasEnd(reference: string): boolean {
  return /@|:[^/]*$/.test(reference);
}

/** Renovate's own comment above a version tells which image it is of. */
const RENOVATE = /renovate:(?=.*\bdatasource=docker\b).*\b(?:depName|packageName)=(?<name>[^\s"']+)/;

/** `# renovate: datasource=docker depName=galley/web` above `version = "1.2";`, where no reference is put together with it. */
function renovatePins(file: NixFile, pins: readonly FoundPin[]): readonly FoundPin[] {
  const known = new Set(pins.flatMap(({ pieces }) => pieces.map(({ start, file: other }) => (other === undefined ? start : undefined))));
  const comments = file.nodes.filter(({ kind }) => kind === "comment").map(({ start, end }) => ({ end, name: RENOVATE.exec(file.text.slice(start, end))?.groups?.["name"] }));
  const byEnd = new Map(comments.flatMap(({ end, name }) => (name === undefined ? [] : [[end, name] as const])));
  if (byEnd.size === 0) return [];
  return file.nodes.flatMap((node) => {
    const value = node.kind === "binding" ? childIn(node, "expression") : undefined;
    const literal = value && literalOf(file, value);
    const above = file.text.slice(Math.max(0, node.start - MAXIMUM_RAW), node.start).trimEnd().length + Math.max(0, node.start - MAXIMUM_RAW);
    const name = byEnd.get(above);
    if (name === undefined || literal === undefined || known.has(literal.start)) return [];
    return makePin(file, { range: { start: literal.start, end: literal.start + literal.text.length }, mechanism: "nix-composed", pieces: [{ text: `${name}:` }, literal] }) ?? [];
  });
}

/**
 * Finds references. `live` are the references that evaluated hosts run: they decide what a text means where the file alone
 * does not tell, and fill in what comes from other files.
 */
export function nixPins(file: NixFile, live: ReadonlySet<string>): readonly FoundPin[] {
  const calls = indexCalls(file);
  const judged = imageUses(file).map((use) => {
    const texts = use.isName ? [] : textsOfUse(file, { value: use.value, calls });
    const found = texts.flatMap((text) => pinOfText(file, { use, text, live }) ?? []).map((pin) => markHalf(pin, { use, live }));
    return { use, pins: found.length > 0 ? found : unknownPins(file, { use, texts: texts.map(({ text }) => text) }) };
  });
  const whole = judged.flatMap(({ pins }) => pins);
  const starts = new Set(whole.filter(({ isLoaded }) => isLoaded !== true).map(firstPlace));
  // `appImage = "galley/web"` is told from a picture by the image that is put together with it.
  const named = judged.filter(({ pins }) => pins.length === 0).flatMap(({ use }) => pinsOfName(file, { use, starts }));
  const pins = markNames([...whole, ...named, ...pullImagePins(file), ...uptixPins(file), ...stringPins(file, live)]);
  return [...pins, ...renovatePins(file, pins), ...literalPins(file, { live, pins })];
}
