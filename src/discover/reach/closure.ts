// Marks to begin with -> everything that can be read from there, through as many Nix files as it takes.
import { joinPath } from "../../repository-paths.ts";
import type { DoubtMark, Mark, OutputMark, PathMark } from "./mark.ts";
import type { ScannedFile, Scanner } from "./scan-file.ts";
import type { TreeIndex } from "./tree-index.ts";

/** A mark with the file that it stands in. */
export type PlacedMark = { readonly file: ScannedFile; readonly mark: Mark };

/** What an expression may read: in doubt everything. */
export type Reads = {
  /** Files that are read or evaluated, by their paths; also ones that do not exist and would be read if they did. */
  readonly exact: ReadonlySet<string>;
  /** Beginnings of paths, all of which may be read: `hosts/`, but also `hosts/a` for what `./hosts/a + ".nix"` comes to. */
  readonly prefixes: ReadonlySet<string>;
  /** The Nix files among them that were looked at. */
  readonly files: readonly ScannedFile[];
  /** Names that other outputs are taken by. */
  readonly outputs: ReadonlySet<OutputMark["kind"]>;
  /** Why everything may be read, for people: `modules/a.nix:3 uses …`. */
  readonly doubt?: string;
};

export type Ground = { readonly index: TreeIndex; readonly scan: Scanner };

type Step = { readonly read?: { readonly exact?: string; readonly prefix?: string }; readonly next: readonly string[]; readonly doubt?: string };

/** Follows marks from file to file. Text that only looks like a path is followed as well: it can only add to what is read. */
export async function closureOf(begin: readonly PlacedMark[], ground: Ground): Promise<Reads> {
  const [exact, prefixes, seen, outputs] = [new Set<string>(), new Set<string>(), new Set<string>(), new Set<OutputMark["kind"]>()];
  const files: ScannedFile[] = [];
  for (let marks = begin; marks.length > 0; ) {
    const next = new Set<string>();
    for (const { file, mark } of marks) {
      if (mark.kind === "host" || mark.kind === "output") outputs.add(mark.kind);
      const step = mark.kind === "doubt" ? { next: [], doubt: mark.reason } : mark.kind === "path" ? follow(mark, ground.index) : { next: [] };
      if (step.doubt !== undefined) return { exact, prefixes, files, outputs, doubt: `${file.path}:${lineOf(file, mark)} ${step.doubt}` };
      if (step.read?.exact !== undefined) exact.add(step.read.exact);
      if (step.read?.prefix !== undefined) prefixes.add(step.read.prefix);
      for (const path of step.next) if (!seen.has(path)) next.add(path);
    }
    for (const path of next) seen.add(path);
    const scanned = await Promise.all([...next].map(ground.scan));
    files.push(...scanned);
    marks = scanned.flatMap((file) => file.marks.map((mark) => ({ file, mark })));
  }
  return { exact, prefixes, files, outputs };
}

function lineOf({ text }: ScannedFile, { start }: DoubtMark | Mark): number {
  return text.slice(0, start).split("\n").length;
}

function nixFiles(entries: readonly { readonly path: string }[]): readonly string[] {
  return entries.filter(({ path }) => path.endsWith(".nix")).map(({ path }) => path);
}

const LEAK = "has a path as a value, which may become text with the hash of the whole source";
const ELSEWHERE = "reads through a link or submodule";

function follow(mark: PathMark, index: TreeIndex): Step {
  if (index.leadsElsewhere(mark.path)) return { next: [], doubt: ELSEWHERE };
  if (mark.tail !== undefined) return followMany({ ...mark, tail: mark.tail }, index);
  const entry = index.entries.get(mark.path);
  if (entry !== undefined) {
    if (!mark.path.endsWith(".nix") && !mark.isContent) return { next: [], doubt: LEAK };
    return { read: { exact: mark.path }, next: nixFiles([entry]) };
  }
  return followFolder(mark, index);
}

function followFolder({ path, isImport, isContent }: PathMark, index: TreeIndex): Step {
  const below = index.startingWith(path === "." ? "" : `${path}/`);
  // Nothing is there; what a text put behind it would name is read, and so is the path itself, should it come to be.
  if (below.length === 0) return { read: { prefix: path }, next: nixFiles(index.startingWith(path)) };
  const main = joinPath(path, "default.nix");
  const isModule = index.entries.has(main);
  if (isImport && isModule) return { read: { exact: main }, next: [main] };
  if (below.some(({ kind }) => kind !== "file")) return { next: [], doubt: ELSEWHERE };
  // A folder of Nix files is one of modules, and nobody's command.
  if (nixFiles(below).length === 0 && !isContent) return { next: [], doubt: LEAK };
  return { read: { prefix: path === "." ? "" : `${path}/` }, next: nixFiles(below) };
}

/** `./hosts/${name}/x.nix`: whatever begins so. */
function followMany({ path, tail, isContent }: PathMark & { readonly tail: string }, index: TreeIndex): Step {
  const entries = index.startingWith(path);
  if (entries.some(({ kind }) => kind !== "file")) return { next: [], doubt: ELSEWHERE };
  if (!isContent && !tail.endsWith(".nix") && !areModules(path, { tail, index })) return { next: [], doubt: LEAK };
  return { read: { prefix: path }, next: nixFiles(entries) };
}

/** True where whatever the name is, a folder with Nix files is meant. */
function areModules(path: string, { tail, index }: { tail: string; index: TreeIndex }): boolean {
  if (tail.replace(/\/$/, "") !== "") return false;
  const folder = path.slice(0, path.lastIndexOf("/") + 1);
  const entries = index.startingWith(path);
  const names = Map.groupBy(entries, (entry) => entry.path.slice(folder.length).split("/")[0]);
  return [...names.values()].every((below) => nixFiles(below).length > 0);
}
