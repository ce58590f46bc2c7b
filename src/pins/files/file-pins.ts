// A file that is no Compose file -> the references in it, by whatever its name says that it is.
import type { Finding, Found } from "../../errors.ts";
import { parseNix } from "../../nix/index.ts";
import type { ImportsOf } from "../nix/imported-files.ts";
import { nixPins } from "../nix/nix-pins.ts";
import { indexNixFile } from "../nix/nix-tree.ts";
import type { FoundPin } from "../pin.ts";
import type { SourceText } from "../source-text.ts";
import { dockerfilePins } from "./dockerfile-pins.ts";
import { lockPins, LOCK_WORDS } from "./lock-pins.ts";
import { nvfetcherPins } from "./nvfetcher-pins.ts";
import { quadletPins, scriptPins } from "./text-pins.ts";

/** What Nix files are read with: the references that hosts run, and the files that they import. */
export type Surroundings = { readonly live: ReadonlySet<string>; readonly importsOf: ImportsOf };

/** What finds references in one kind of file. */
type Finder = {
  readonly path: RegExp;
  /** A file without any of these words holds no reference, and is not looked at closely. */
  readonly words: RegExp;
  readonly find: (source: SourceText, around: Surroundings) => Promise<Found<readonly FoundPin[]>> | readonly FoundPin[] | Promise<readonly FoundPin[]>;
};

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

async function pinsOfNixFile(source: SourceText, { live, importsOf }: Surroundings): Promise<Found<readonly FoundPin[]>> {
  const tree = await parseNix(source.text);
  if (tree === undefined) return { value: [], findings: [givenUp(source.file)] };
  return { value: nixPins(indexNixFile(source, { root: tree.root, imports: await importsOf(source) }), live), findings: [] };
}

/** A binding or an inherited name that may be an image's, a call that pulls one, what stands before one in texts, and known registries. */
const NIX_WORDS = /(?:image|img)[\w-]{0,64}["']?\s*[=;]|uptix|(?:\b(?:registry|docker|dock|cr)\.[\w.-]{1,200}|\b(?:docker|gcr|ghcr|lscr|quay|nvcr)\.io|\.pkg\.dev|registry\.k8s\.io|mcr\.microsoft\.com|public\.ecr\.aws|codeberg\.org)\/|inherit[^;]{1,1000}?image|docker:\/\/|\[(?:container|image)\]|\n[ \t]*FROM\s|(?:docker|podman)[\s\S]{0,400}?\s(?:run|create|pull)\s/i;

const FINDERS: readonly Finder[] = [
  { path: /\.nix$/, words: NIX_WORDS, find: pinsOfNixFile },
  { path: /(?:^|\/)(?:(?:Dockerfile|Containerfile)(?:\.[^/]*)?|[^/]*\.(?:Dockerfile|Containerfile))$/i, words: /from/i, find: (source) => dockerfilePins(source) },
  { path: /\.(?:container|image|volume)$/, words: /^[ \t]*image[ \t]*=/im, find: quadletPins },
  { path: /\.(?:json|lock)$/, words: LOCK_WORDS, find: lockPins },
  { path: /(?:^|\/)nvfetcher[^/]*\.toml$/, words: /docker|container/, find: nvfetcherPins },
  { path: /\.(?:sh|bash)$/, words: /docker|podman/, find: scriptPins },
];

function finderOf(path: string): Finder | undefined {
  return FINDERS.find((finder) => finder.path.test(path));
}

/** True for files that may hold references, as far as their names tell. */
export function mayHoldPins(path: string): boolean {
  return finderOf(path) !== undefined;
}

/** True where a closer look is worth it. */
export function hasPinWords(path: string, text: string): boolean {
  return finderOf(path)?.words.test(text) === true;
}

/** Finds the references of one file. */
export async function filePins(source: SourceText, around: Surroundings): Promise<Found<readonly FoundPin[]>> {
  const found = await finderOf(source.file)?.find(source, around);
  if (found === undefined) return { value: [], findings: [] };
  return "value" in found ? found : { value: found, findings: [] };
}
