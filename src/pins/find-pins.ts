// The pull request's changed files and what its hosts and projects run -> where the image references are written.
import { compareTexts } from "../compare-texts.ts";
import type { ProjectPair } from "../compose/index.ts";
import type { Finding, Found } from "../errors.ts";
import type { HostPair } from "../evaluate/index.ts";
import type { FileChange, SourceTree } from "../ports.ts";
import { composeFilesPins } from "./files/compose-files.ts";
import { filePins, hasPinWords, mayHoldPins } from "./files/file-pins.ts";
import { normalReference } from "./edits/reference-spans.ts";
import { type LiveReferences, liveReferences, platformsByImage, shortNames } from "./live-references.ts";
import { notLocated } from "./not-located.ts";
import { importReader } from "./nix/imported-files.ts";
import type { FoundPin, Pin } from "./pin.ts";
import { sourceText } from "./source-text.ts";

/** What findPins needs: the files at head, and everything that says which references are live. */
export type PinRequest = {
  readonly head: SourceTree;
  readonly changes: readonly FileChange[];
  readonly hosts: readonly HostPair[];
  readonly projects: readonly ProjectPair[];
};

/** Asked for in one turn, files cost one git process; all at once a large tree would fill the memory. */
const FILES_AT_A_TIME = 1000;
/** Files that cannot be read in time before the search ends: each costs seconds. */
const MAXIMUM_GIVEN_UP = 3;

function othersLeftOut(): Finding {
  return {
    code: "plan-cut",
    severity: "info",
    subject: "image references",
    message: `After ${MAXIMUM_GIVEN_UP} such files the others were not searched for image references.`,
    hint: "Mend or shorten the files that the findings beside this one name.",
  };
}

/** Which files are read: changed ones, and all where there are live references to look for. */
function searchedPaths({ head, changes }: PinRequest, isWhole: boolean): readonly string[] {
  const changed = new Set(changes.map(({ path }) => path));
  const paths = [...head.entries.values()].filter(({ kind, path }) => kind === "file" && mayHoldPins(path)).map(({ path }) => path);
  return paths.filter((path) => isWhole || changed.has(path));
}

/** Looks for any of some texts. */
function anyOf(texts: readonly string[]): (text: string) => boolean {
  if (texts.length === 0) return () => false;
  // Of the characters that references have, only the dot is special.
  const pattern = new RegExp(texts.map((text) => text.replaceAll(/[^\w:@/-]/g, "\\$&")).join("|"));
  return (text) => pattern.test(text);
}

/** Whether a file is looked at closely: where it changed its words decide, elsewhere it must name what a host runs. */
function chooser(request: PinRequest, live: LiveReferences): (file: string, text: string) => boolean {
  const changed = new Set(request.changes.map(({ path }) => path));
  const [hasName, hasReference] = [anyOf(shortNames(live)), anyOf([...live.keys()])];
  return (file, text) => (hasPinWords(file, text) && (changed.has(file) || hasName(text))) || (file.endsWith(".nix") && hasReference(text));
}

async function filesPins(request: PinRequest, live: LiveReferences): Promise<Found<readonly FoundPin[]>> {
  const isWanted = chooser(request, live);
  const around = { live: new Set(live.keys()), importsOf: importReader(request.head) };
  const paths = searchedPaths(request, live.size > 0);
  const value: FoundPin[] = [];
  const findings: Finding[] = [];
  for (let start = 0; start < paths.length; start += FILES_AT_A_TIME) {
    const batch = paths.slice(start, start + FILES_AT_A_TIME);
    const texts = await Promise.all(batch.map(async (file) => ({ file, text: (await request.head.read(file)) ?? "" })));
    const wanted = texts.filter(({ file, text }) => isWanted(file, text));
    for (const { file, text } of wanted) {
      const found = await filePins(sourceText(file, text), around);
      value.push(...found.value);
      findings.push(...found.findings);
      if (findings.length === MAXIMUM_GIVEN_UP) return { value, findings: [...findings, othersLeftOut()] };
    }
  }
  return { value, findings };
}

function piecesKey({ file, pieces, reference, isLoaded }: FoundPin): string {
  const placed = pieces.flatMap((piece) => (piece.start === undefined ? [] : [[piece.file ?? "", piece.start, piece.text]]));
  return JSON.stringify([file, reference, isLoaded, placed]);
}

/** Anchors, inherited names and variables lead to one place several times; the place that is a literal comes first. */
function withoutRepeats(pins: readonly FoundPin[]): readonly FoundPin[] {
  const byPlace = Map.groupBy(pins, piecesKey);
  const distinct = [...byPlace.values()].flatMap((group) => group.find(({ mechanism }) => mechanism === "nix-option-default") ?? group[0] ?? []);
  return distinct.toSorted((left, right) => compareTexts(left.file, right.file) || left.range.start - right.range.start);
}

/** Generated modules and the Compose files that they come from. */
function generatedFiles(projects: readonly ProjectPair[]): ReadonlyMap<string, readonly string[]> {
  return new Map(projects.flatMap(({ source, head }) => (source.output === undefined || head === undefined ? [] : [[source.output, source.inputs]])));
}

/** Adds what the run knows to what the files say. */
function inContext(pins: readonly FoundPin[], { request, live }: { request: PinRequest; live: LiveReferences }): readonly Pin[] {
  const touched = new Set(request.changes.map(({ path }) => path));
  const generated = generatedFiles(request.projects);
  const platforms = platformsByImage(live, request.projects);
  return pins.map((pin) => {
    const generatedFrom = generated.get(pin.file);
    const where = { isTouched: touched.has(pin.file), platforms: platforms.get(normalReference(pin.reference)) ?? [] };
    return { ...pin, ...where, ...(generatedFrom === undefined ? {} : { generatedFrom }) };
  });
}

/** All places of all uses, also where several uses lead to one place. */
export async function findUses(request: PinRequest): Promise<Found<readonly FoundPin[]>> {
  const found = await filesPins(request, liveReferences(request.hosts));
  return { value: [...(await composeFilesPins(request)), ...found.value], findings: found.findings };
}

/**
 * Finds the pins in changed files and those that evaluated hosts run. The evaluation decides what is live; the text says
 * where it is written. Nothing throws but the source tree itself.
 */
export async function findPins(request: PinRequest): Promise<Found<readonly Pin[]>> {
  const uses = await findUses(request);
  const found = withoutRepeats(uses.value.filter(({ isListedOnly }) => isListedOnly !== true));
  const missing = notLocated(request.hosts, new Set(found.map(({ reference }) => normalReference(reference))));
  return { value: inContext(found, { request, live: liveReferences(request.hosts) }), findings: [...uses.findings, ...missing] };
}
