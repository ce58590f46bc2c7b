// What Nix wrote to standard error -> the error's own words, the last useful lines of its trace, and where in the repository it lies.
import type { Place } from "../errors.ts";
import type { SourceTree } from "../ports.ts";

/** `message` is empty where Nix gave no error at all (it was killed). `frames` go from the error outwards. */
export type Trace = {
  readonly message: string;
  readonly frames: readonly string[];
  readonly place?: Place;
  /** Path of the repository that the error names and that is not in the commit. */
  readonly missing?: string;
  /** Name of the derivation that was to be built during evaluation, which is off. */
  readonly unbuilt?: string;
};

/** Whose files count as places: the store path of the flake's source, if known, and the paths of the repository. */
export type Sources = { readonly root?: string; readonly files: ReadonlySet<string>; readonly submodules?: readonly string[] };

/** The paths of a commit. */
export function sourcesOf(tree: SourceTree, root?: string): Sources {
  const submodules = [...tree.entries.values()].filter(({ kind }) => kind === "submodule").map(({ path }) => path);
  return { files: new Set(tree.entries.keys()), submodules, ...(root === undefined ? {} : { root }) };
}

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

/** A derivation in quotes, since Nix 2.13 with its outputs; the option's name is the same in every version. */
const UNBUILT = /'[^'\n]{0,1000}\/[0-9a-df-np-sv-z]{32}-(?<name>[^'/\n]{1,300}\.drv)(?:\^[^'\n]*)?'/;
const IMPORT_OPTION = "'allow-import-from-derivation'";
/** How Nix since 2.24 names the source of a flake that it reads out of git. */
const LAZY_SOURCE = /«git\+file:[^«»]*»\/?/g;

const FRAMES_SHOWN = 4;
const LONGEST_PATH = 1000;
/** What of a message is looked at for names; generated ones can be megabytes long. */
const LONGEST_MESSAGE = 8000;

/** Reads a trace in either order: Nix up to 2.12 prints the error first, later ones print it last. */
export function parseTrace(stderr: string, sources: Sources): Trace {
  const lines = stderr.replace(ANSI, "").split(/\r?\n/);
  const start = errorStart(lines);
  if (start === undefined) return { message: "", frames: [] };
  const [before, after] = [lines.slice(0, start), lines.slice(start)];
  const outwards = [...after, ...before.toReversed()];
  const message = messageAt(after);
  const place = quotedPlace(message, sources) ?? firstPlace(outwards, sources);
  const missing = missingPath(message, sources);
  const unbuilt = message.includes(IMPORT_OPTION) ? UNBUILT.exec(message.slice(0, LONGEST_MESSAGE))?.groups?.["name"] : undefined;
  const frames = outwards.map(frameText).filter((text) => TELLING.test(text));
  return {
    message: readable(message, sources),
    frames: [...new Set(frames)].slice(0, FRAMES_SHOWN).map((frame) => readable(frame, sources)),
    ...(place === undefined ? {} : { place }),
    ...(missing === undefined ? {} : { missing }),
    ...(unbuilt === undefined ? {} : { unbuilt }),
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
function firstPlace(lines: readonly string[], sources: Sources): Place | undefined {
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
  const path = sourcePath(file, root);
  return path !== undefined && files.has(path) ? path : undefined;
}

/** The path below a flake's source, whether or not there is such a file. */
function sourcePath(file: string, root: string | undefined): string | undefined {
  const path = insideRoot(file, root) ?? (root === undefined ? /^\/nix\/store\/[^/]+-source\/(.+)$/.exec(file)?.[1] : undefined);
  return path ?? /^«git\+file:[^»]*»\/?(.+)$/.exec(file)?.[1];
}

/**
 * A path in the message that no file of the commit has or lies below. Where the source's own store path is unknown, another
 * flake's file is only told apart by its folder, which has to be one of ours.
 */
function missingPath(message: string, sources: Sources): string | undefined {
  for (const match of message.slice(0, LONGEST_MESSAGE).matchAll(/'(?<file>[/«][^'\n]{1,4096})'/g)) {
    const path = sourcePath(match.groups?.["file"] ?? "", sources.root);
    if (path === undefined || path.length > LONGEST_PATH || holds(sources, path)) continue;
    const folder = path.includes("/") ? path.slice(0, path.lastIndexOf("/")) : "";
    if (sources.root !== undefined || folder === "" || holds(sources, folder)) return path;
  }
  return undefined;
}

function holds({ files }: Sources, path: string): boolean {
  return files.has(path) || [...files].some((file) => file.startsWith(`${path}/`));
}

function insideRoot(file: string, root: string | undefined): string | undefined {
  return root !== undefined && file.startsWith(`${root}/`) ? file.slice(root.length + 1) : undefined;
}

/** Store hashes mean nothing to a reader: `/nix/store/HASH-source/lib/a.nix` becomes `…/lib/a.nix`. */
function readable(text: string, { root }: Sources): string {
  const ours = root === undefined ? text : text.replaceAll(`${root}/`, "…/");
  return ours.replaceAll(LAZY_SOURCE, "…/").replaceAll(STORE_HASH, "…-").replaceAll("…-source/", "…/");
}
