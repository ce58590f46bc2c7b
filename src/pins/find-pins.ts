// The pull request's changed files and what its hosts and projects run -> where the image references are written.
import type { ProjectPair } from "../compose/index.ts";
import type { Finding, Found } from "../errors.ts";
import type { ContainerState, HostPair } from "../evaluate/index.ts";
import { formatImageReference, parseImageReference } from "../image-reference.ts";
import { platformOfSystem } from "../images/index.ts";
import { parseNix } from "../nix/index.ts";
import type { FileChange, SourceTree } from "../ports.ts";
import { composePins } from "./files/compose-pins.ts";
import { dockerfilePins } from "./files/dockerfile-pins.ts";
import { nixPins } from "./nix/nix-pins.ts";
import { indexNixFile } from "./nix/nix-tree.ts";
import type { FoundPin, Pin } from "./pin.ts";
import { type SourceText, sourceText } from "./source-text.ts";

/** What findPins needs: the files at head, and everything that says which references are live. */
export type PinRequest = {
  readonly head: SourceTree;
  readonly changes: readonly FileChange[];
  readonly hosts: readonly HostPair[];
  readonly projects: readonly ProjectPair[];
};

const DOCKERFILE = /(?:^|\/)(?:(?:Dockerfile|Containerfile)(?:\.[^/]*)?|[^/]*\.(?:Dockerfile|Containerfile))$/i;
/** A Nix file without any of these words holds no reference, and is not parsed. */
const NIX_WORDS = /image|docker:\/\/|(?:docker|podman)\s+(?:run|pull)/i;
/** Asked for in one turn, files cost one git process; all at once a large tree would fill the memory. */
const FILES_AT_A_TIME = 1000;
/** Files that cannot be read in time before the search ends: each costs seconds. */
const MAXIMUM_GIVEN_UP = 3;

/** Where each running reference runs: reference as evaluated -> OCI platforms. */
type Live = ReadonlyMap<string, readonly string[]>;

function isPulled(container: ContainerState): boolean {
  return typeof container.imageFile !== "string" && typeof container.imageStream !== "string";
}

function liveReferences(hosts: readonly HostPair[]): Live {
  const live = new Map<string, readonly string[]>();
  for (const { head } of hosts) {
    if (head === undefined) continue;
    const platform = platformOfSystem(head.system);
    for (const { image } of Object.values(head.ociContainers).filter(isPulled)) {
      live.set(image, [...new Set([...(live.get(image) ?? []), platform])]);
    }
  }
  return live;
}

/** The last part of a repository's name, which stands in the text even where the rest is put together. */
function shortNames(live: Live): readonly string[] {
  return [...live.keys()].flatMap((reference) => parseImageReference(reference)?.path.split("/").at(-1) ?? []);
}

async function pinsOfNixFile(source: SourceText, live: Live): Promise<Found<readonly FoundPin[]>> {
  const tree = await parseNix(source.text);
  if (tree === undefined) return { value: [], findings: [givenUp(source.file)] };
  return { value: nixPins(indexNixFile(source, tree.root), new Set(live.keys())), findings: [] };
}

function othersLeftOut(): Finding {
  return {
    code: "plan-cut",
    severity: "info",
    subject: "image references",
    message: `After ${MAXIMUM_GIVEN_UP} such files the other Nix files were not searched for image references.`,
    hint: "Mend or shorten the files that the findings beside this one name.",
  };
}

function givenUp(file: string): Finding {
  return {
    code: "plan-cut",
    severity: "info",
    subject: file,
    message: "The file is too long or takes too long to read, so it was not searched for image references.",
    hint: "Keep references in files that people write.",
    place: { file },
  };
}

/** Which Nix files are read: changed ones, and all where there are live references to look for. */
function nixPaths({ head, changes }: PinRequest, isWhole: boolean): readonly string[] {
  const changed = new Set(changes.map(({ path }) => path));
  const entries = [...head.entries.values()].filter(({ kind, path }) => kind === "file" && path.endsWith(".nix"));
  return entries.map(({ path }) => path).filter((path) => isWhole || changed.has(path));
}

async function nixFilesPins(request: PinRequest, live: Live): Promise<Found<readonly FoundPin[]>> {
  const changed = new Set(request.changes.map(({ path }) => path));
  const names = shortNames(live);
  const paths = nixPaths(request, names.length > 0);
  const value: FoundPin[] = [];
  const findings: Finding[] = [];
  for (let start = 0; start < paths.length; start += FILES_AT_A_TIME) {
    const batch = paths.slice(start, start + FILES_AT_A_TIME);
    const texts = await Promise.all(batch.map(async (file) => ({ file, text: (await request.head.read(file)) ?? "" })));
    const wanted = texts.filter(({ file, text }) => NIX_WORDS.test(text) && (changed.has(file) || names.some((name) => text.includes(name))));
    for (const { file, text } of wanted) {
      const found = await pinsOfNixFile(sourceText(file, text), live);
      value.push(...found.value);
      findings.push(...found.findings);
      if (findings.length === MAXIMUM_GIVEN_UP) return { value, findings: [...findings, othersLeftOut()] };
    }
  }
  return { value, findings };
}

async function dockerfilesPins({ head, changes }: PinRequest): Promise<readonly FoundPin[]> {
  const files = changes.filter(({ path, status }) => status !== "deleted" && DOCKERFILE.test(path));
  const texts = await Promise.all(files.map(async ({ path }) => sourceText(path, (await head.read(path)) ?? "")));
  return texts.flatMap(dockerfilePins);
}

async function composeFilesPins({ head, projects }: PinRequest): Promise<readonly FoundPin[]> {
  const found = projects.map(async ({ head: project }) => {
    if (project === undefined) return [];
    const texts = await Promise.all(project.files.map(async ({ path }) => [path, sourceText(path, (await head.read(path)) ?? "")] as const));
    return composePins(project, new Map(texts));
  });
  return (await Promise.all(found)).flat();
}

/** Anchors and inherited names lead to one place several times. */
function withoutRepeats(pins: readonly FoundPin[]): readonly FoundPin[] {
  const byPlace = new Map(pins.map((pin) => [`${pin.file} ${pin.range.start} ${pin.range.end} ${pin.reference}`, pin]));
  return [...byPlace.values()].toSorted((left, right) => (left.file === right.file ? left.range.start - right.range.start : left.file < right.file ? -1 : 1));
}

function normalised(reference: string): string {
  const parsed = parseImageReference(reference);
  return parsed === undefined ? reference : formatImageReference(parsed);
}

/** Only of containers whose image the pull request moves: of the others nobody asks where they are written. */
function notLocated(hosts: readonly HostPair[], found: ReadonlySet<string>): readonly Finding[] {
  const missing = hosts.flatMap(({ name, base, head }) =>
    Object.entries(head?.ociContainers ?? {}).flatMap(([container, state]) => {
      const isMoved = base?.ociContainers[container]?.image !== state.image;
      const isSought = isMoved && isPulled(state) && parseImageReference(state.image) !== undefined && !found.has(normalised(state.image));
      return isSought ? [{ host: name, container, image: state.image }] : [];
    }),
  );
  return missing.map(({ host, container, image }) => ({
    code: "image-not-located",
    severity: "info",
    subject: image,
    message: `Container ${container} of ${host} runs it, but it was found in no file, so no edit can be offered.`,
    hint: "Write the reference as one literal, or in parts that stand in the same file, if stowplan shall find it.",
  }));
}

/** Generated modules and the Compose files that they come from. */
function generatedFiles(projects: readonly ProjectPair[]): ReadonlyMap<string, readonly string[]> {
  return new Map(projects.flatMap(({ source, head }) => (source.output === undefined || head === undefined ? [] : [[source.output, source.inputs]])));
}

/** Adds what the run knows to what the files say. */
function inContext(pins: readonly FoundPin[], { request, live }: { request: PinRequest; live: Live }): readonly Pin[] {
  const touched = new Set(request.changes.map(({ path }) => path));
  const generated = generatedFiles(request.projects);
  const platforms = new Map<string, readonly string[]>();
  for (const [reference, list] of live) {
    // `postgres` and `docker.io/library/postgres` are one image.
    const key = normalised(reference);
    platforms.set(key, [...new Set([...(platforms.get(key) ?? []), ...list])]);
  }
  return pins.map((pin) => {
    const generatedFrom = generated.get(pin.file);
    const where = { isTouched: touched.has(pin.file), platforms: platforms.get(normalised(pin.reference)) ?? [] };
    return { ...pin, ...where, ...(generatedFrom === undefined ? {} : { generatedFrom }) };
  });
}

/**
 * Finds the pins in changed files and those that evaluated hosts run. The evaluation decides what is live; the text says
 * where it is written. Nothing throws but the source tree itself.
 */
export async function findPins(request: PinRequest): Promise<Found<readonly Pin[]>> {
  const live = liveReferences(request.hosts);
  const nix = await nixFilesPins(request, live);
  const found = withoutRepeats([...(await composeFilesPins(request)), ...nix.value, ...(await dockerfilesPins(request))]);
  const missing = notLocated(request.hosts, new Set(found.map(({ reference }) => normalised(reference))));
  return { value: inContext(found, { request, live }), findings: [...nix.findings, ...missing] };
}
