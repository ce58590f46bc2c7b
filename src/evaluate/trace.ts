// What Nix wrote to standard error -> the error's own words, the last useful lines of its trace, and where in the repository it lies.
import type { Place } from "../errors.ts";

/** `message` is empty where Nix gave no error at all (it was killed). `frames` go from the error outwards. */
export type Trace = { readonly message: string; readonly frames: readonly string[]; readonly place?: Place };

/** Whose files count as places: the store path of the flake's source, if known, and the paths of the repository. */
export type Sources = { readonly root?: string; readonly files: ReadonlySet<string> };

// eslint's no-control-regex is about accidents; here the escape character is what is looked for.
const ANSI = new RegExp(`${String.fromCodePoint(27)}\\[[0-9;]*[A-Za-z]`, "g");
/** `at /nix/store/…-source/hosts/a.nix:3:5:`; since Nix 2.19 also `at «git+file:///…?rev=…»/hosts/a.nix:3:5:`. */
const POSITION = /^\s*at (?<file>.+?):(?<line>\d+)(?::(?<column>\d+))?:?\s*$/;
const FRAME = /^\s*(?:…|\.\.\.)\s?(?<text>.+)$|^(?<program>fatal: .+)$/;
/** Frames that NixOS's module system words, and git's own last words; the others name Nix's functions and call sites. */
const TELLING = /\b(?:option|definitions? from|module argument|derivation|assertion)\b|^fatal: /;
const ERROR = /^\s*error:\s*(?<text>.*)$/;
const SOURCE_LINE = /^\s*(?:\d+\||\|)/;
const STORE_HASH = /(?:\/nix\/store)?\/[0-9a-df-np-sv-z]{32}-/g;
/** A path in quotes, as NixOS names the file of a definition. */
const QUOTED_PATH = /[`'"«](?<file>\/[^`'"»\n]+)['"`»]/g;

const FRAMES_SHOWN = 4;

/** Reads a trace in either order: Nix up to 2.12 prints the error first, later ones print it last. */
export function parseTrace(stderr: string, sources: Sources): Trace {
  const lines = stderr.replace(ANSI, "").split(/\r?\n/);
  const start = errorStart(lines);
  if (start === undefined) return { message: "", frames: [] };
  const [before, after] = [lines.slice(0, start), lines.slice(start)];
  const outwards = [...after, ...before.toReversed()];
  const message = messageAt(after);
  const place = quotedPlace(message, sources) ?? placeOf(outwards, sources);
  const frames = outwards.map(frameText).filter((text) => TELLING.test(text));
  return {
    message: withoutStoreHashes(message),
    frames: [...new Set(frames)].slice(0, FRAMES_SHOWN).map(withoutStoreHashes),
    ...(place === undefined ? {} : { place }),
  };
}

/** A frame of the trace, or what git said before Nix gave up on it. */
function frameText(line: string): string {
  const groups = FRAME.exec(line)?.groups;
  return groups?.["text"] ?? groups?.["program"] ?? "";
}

/** Newer traces open with a bare `error:`; the one with words, the last, is the error. */
function errorStart(lines: readonly string[]): number | undefined {
  const starts = lines.flatMap((line, index) => (ERROR.test(line) ? [index] : []));
  const worded = starts.filter((index) => ERROR.exec(lines[index] ?? "")?.groups?.["text"] !== "");
  return worded.at(-1) ?? starts.at(-1);
}

/** The error's paragraph: up to the first position, frame or source line, empty lines taken out. */
function messageAt(lines: readonly string[]): string {
  const [first = "", ...rest] = lines;
  const end = rest.findIndex((line) => POSITION.test(line) || FRAME.test(line) || SOURCE_LINE.test(line));
  const paragraph = end < 0 ? rest : rest.slice(0, end);
  const words = [ERROR.exec(first)?.groups?.["text"] ?? "", ...paragraph.map((line) => line.trim())];
  return words.filter((line) => line !== "" && !line.startsWith("(use '--show-trace'")).join("\n");
}

/** The first place that lies in the repository, from the error outwards: a position, or the file of a definition. */
function placeOf(lines: readonly string[], sources: Sources): Place | undefined {
  for (const line of lines) {
    const place = positionPlace(line, sources) ?? (FRAME.test(line) ? quotedPlace(line, sources) : undefined);
    if (place !== undefined) return place;
  }
  return undefined;
}

function positionPlace(text: string, sources: Sources): Place | undefined {
  const { file, line, column } = POSITION.exec(text)?.groups ?? {};
  const path = file === undefined ? undefined : repositoryPath(file, sources);
  if (path === undefined) return undefined;
  return { file: path, line: Math.max(1, Number(line)), ...(column === undefined ? {} : { column: Math.max(1, Number(column)) }) };
}

function quotedPlace(text: string, sources: Sources): Place | undefined {
  for (const match of text.matchAll(QUOTED_PATH)) {
    const path = repositoryPath(match.groups?.["file"] ?? "", sources);
    if (path !== undefined) return { file: path };
  }
  return undefined;
}

/** A path in Nix's words -> a path of the repository. nixpkgs is a `-source` as well, so the root decides where it is known. */
function repositoryPath(file: string, { root, files }: Sources): string | undefined {
  const path = insideRoot(file, root) ?? (root === undefined ? /^\/nix\/store\/[^/]+-source\/(.+)$/.exec(file)?.[1] : undefined);
  const named = path ?? /^«git\+file:[^»]*»\/?(.+)$/.exec(file)?.[1];
  return named !== undefined && files.has(named) ? named : undefined;
}

function insideRoot(file: string, root: string | undefined): string | undefined {
  return root !== undefined && file.startsWith(`${root}/`) ? file.slice(root.length + 1) : undefined;
}

/** Store hashes mean nothing to a reader: `/nix/store/HASH-source/lib/a.nix` becomes `…/lib/a.nix`. */
function withoutStoreHashes(text: string): string {
  return text.replaceAll(STORE_HASH, "…-").replaceAll("…-source/", "…/");
}
