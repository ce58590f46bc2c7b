// A Nix file -> its marks, in the order of the text.
import type { SourceTree } from "../../ports.ts";
import { flakeMarks } from "./flake-marks.ts";
import type { Mark } from "./mark.ts";
import { pathMarks } from "./path-marks.ts";
import { quietText } from "./quiet-text.ts";

/** Larger files are generated, and nobody can say what they read. */
const LONGEST_TEXT = 400_000;

/** A file as it is written, without comments (`code`), and as quiet text, in which an input that is used stands by its name. */
export type ScannedFile = { readonly path: string; readonly source: string; readonly code: string; readonly text: string; readonly marks: readonly Mark[] };

/** The files of a tree, each read and scanned once. */
export type Scanner = (path: string) => Promise<ScannedFile>;

function scanFile(path: string, source: string | undefined): ScannedFile {
  if (source === undefined || source.length > LONGEST_TEXT) {
    return { path, source: "", code: "", text: "", marks: [{ kind: "doubt", start: 0, reason: source === undefined ? "cannot be read" : "is too long to be looked at" }] };
  }
  const quiet = quietText(source);
  const marks = [...flakeMarks(quiet), ...pathMarks({ path, ...quiet })].toSorted((left, right) => left.start - right.start);
  return { path, source, code: quiet.code, text: quiet.text, marks };
}

export function openScanner(tree: SourceTree): Scanner {
  const known = new Map<string, Promise<ScannedFile>>();
  return async (path) => {
    const scan = known.get(path) ?? tree.read(path).then((text) => scanFile(path, text));
    known.set(path, scan);
    return scan;
  };
}

/** The other side's scanner: only what changed is read and scanned once more. */
export function openSecondScanner(tree: SourceTree, { first, changed }: { first: Scanner; changed: ReadonlySet<string> }): Scanner {
  const own = openScanner(tree);
  return async (path) => (changed.has(path) ? own(path) : first(path));
}
