// A repository's files -> every place where an image is given to something, without evaluating: the document of `stowplan pins --json`.
import * as z from "zod";
import { compareTexts } from "../compare-texts.ts";
import type { ProjectPair } from "../compose/index.ts";
import { Finding, type Found } from "../errors.ts";
import type { SourceTree } from "../ports.ts";
import { findUses } from "./find-pins.ts";
import type { FoundPin } from "./pin.ts";
import { placeAt, sourceText, type SourceText } from "./source-text.ts";

const position = { line: z.int().min(1), column: z.int().min(1) };

/** A part of a reference and where its characters stand; without a place it comes from elsewhere. */
export const ListedPart = z.object({
  text: z.string().max(4096),
  file: z.string().max(4096).optional(),
  line: position.line.optional(),
  column: position.column.optional(),
});
export type ListedPart = z.infer<typeof ListedPart>;

/** One use of a reference. Lines and columns count from 1, columns in UTF-16 units. */
export const ListedPin = z.object({
  file: z.string().max(4096).describe("Path from the repository's root."),
  line: position.line.describe("Line of the expression that gives the reference to something."),
  column: position.column,
  raw: z.string().max(4096).describe("What is written there: the reference, or a name that leads to it."),
  reference: z.string().max(4096).describe("The reference with everything filled in, as it is spelled. Where something is not known, what is written: `web:${TAG}`."),
  mechanism: z.string().max(64).describe("How it is written: `nix-literal`, `compose-image`, `dockerfile`, …"),
  parts: z.array(ListedPart).max(64).describe("The parts of the reference in order; those with a place can be edited there."),
  notEditable: z.string().max(1024).optional().describe("Why stowplan does not edit it; absent where it does."),
});
export type ListedPin = z.infer<typeof ListedPin>;

/** The whole document; `version` grows when a field changes its meaning. */
export const PinList = z.object({
  version: z.literal(1),
  revision: z.string().max(64).describe("The commit that was looked at; zeros for a folder as it is."),
  pins: z.array(ListedPin).max(100_000),
  findings: z.array(Finding).max(1000),
});
export type PinList = z.infer<typeof PinList>;

type Sources = ReadonlyMap<string, SourceText>;

function partOf({ text, start, file }: FoundPin["pieces"][number], { pin, sources }: { readonly pin: FoundPin; readonly sources: Sources }): ListedPart {
  const path = file ?? pin.file;
  const source = sources.get(path);
  if (start === undefined || source === undefined) return { text };
  return { text, ...(path === pin.file ? {} : { file: path }), ...placeAt(source, start) };
}

const MOST_RAW = 1000;

/** What stands at the use; of an expression over several lines the reference's own place, if it has one. */
function rawOf({ usedAt, raw }: FoundPin): string {
  const written = usedAt === undefined || usedAt.raw.includes("\n") ? raw : usedAt.raw;
  const [first = ""] = written.split("\n");
  return first === written ? written.slice(0, MOST_RAW) : `${first.slice(0, MOST_RAW)} …`;
}

function listed(pin: FoundPin, sources: Sources): ListedPin {
  const { file, line, column, usedAt, reference, mechanism, pieces, notEditable } = pin;
  return {
    file,
    // Of a literal the place is that of its text, inside the quotes.
    ...(usedAt === undefined || (usedAt.line === line && usedAt.raw === pin.raw) ? { line, column } : { line: usedAt.line, column: usedAt.column }),
    raw: rawOf(pin),
    reference,
    mechanism,
    parts: pieces.filter(({ text }) => text !== "").slice(0, 64).map((piece) => partOf(piece, { pin, sources })),
    ...(notEditable === undefined ? {} : { notEditable }),
  };
}

function compare(left: ListedPin, right: ListedPin): number {
  return compareTexts(left.file, right.file) || left.line - right.line || left.column - right.column || compareTexts(left.reference, right.reference);
}

/** A variable's value is one place, however many images it is a part of; they are listed where they use it. */
function placeKey({ file, line, column, reference, mechanism }: ListedPin): string {
  return JSON.stringify([file, line, column, mechanism === "compose-variable" ? "" : reference]);
}

async function sourcesOf(pins: readonly FoundPin[], tree: SourceTree): Promise<Sources> {
  const files = new Set(pins.flatMap((pin) => [pin.file, ...pin.pieces.flatMap(({ file }) => file ?? [])]));
  return new Map(await Promise.all([...files].map(async (file) => [file, sourceText(file, (await tree.read(file)) ?? "")] as const)));
}

/** Lists every use in every file of a tree, once each. Files that cannot be read are findings. */
export async function listPins({ tree, projects }: { readonly tree: SourceTree; readonly projects: readonly ProjectPair[] }): Promise<Found<readonly ListedPin[]>> {
  const changes = [...tree.entries.values()].map(({ path }) => ({ path, status: "added" as const }));
  const { value, findings } = await findUses({ head: tree, changes, hosts: [], projects });
  const sources = await sourcesOf(value, tree);
  const pins = new Map(value.map((pin) => listed(pin, sources)).map((pin) => [placeKey(pin), pin]));
  return { value: [...pins.values()].toSorted(compare), findings };
}
