// A tree with Git LFS -> findings about files that Nix reads and that are only pointers in git.
import type { Finding } from "../errors.ts";
import type { SourceTree } from "../ports.ts";
import { joinPath } from "../repository-paths.ts";
import { closureOf } from "./reach/closure.ts";
import { openScanner } from "./reach/scan-file.ts";
import { indexTree } from "./reach/tree-index.ts";

/** The first line of every pointer (git-lfs, docs/spec.md). */
const POINTER = "version https://git-lfs.github.com/spec/";
const MOST_FILES = 500;
const MOST_FINDINGS = 20;

/** Nix takes what git holds, so it gets the pointer's text in place of the file (only `lfs = 1` of newer Nix fetches it). */
export async function findPointers(tree: SourceTree, folder: string): Promise<readonly Finding[]> {
  const attributes = [...tree.entries.keys()].filter((path) => /(?:^|\/)\.gitattributes$/.test(path)).slice(0, MOST_FILES);
  const texts = await Promise.all(attributes.map((path) => tree.read(path)));
  if (!texts.some((text) => text !== undefined && /\bfilter=lfs\b/.test(text))) return [];
  const scan = openScanner(tree);
  const flake = await scan(joinPath(folder, "flake.nix"));
  const { exact } = await closureOf(flake.marks.filter(({ kind }) => kind !== "doubt").map((mark) => ({ file: flake, mark })), { index: indexTree(tree), scan });
  const read = [...exact].filter((path) => !path.endsWith(".nix") && tree.entries.get(path)?.kind === "file").slice(0, MOST_FILES);
  const pointers = await Promise.all(read.map(async (path) => ((await tree.read(path))?.startsWith(POINTER) === true ? [path] : [])));
  return pointers.flat().slice(0, MOST_FINDINGS).map(pointerFinding);
}

function pointerFinding(path: string): Finding {
  return {
    code: "file-lfs",
    severity: "warning",
    subject: path.slice(0, 1024),
    message: "A Nix file names it, but it is kept in Git LFS: Nix reads the pointer's text and not the file.",
    hint: "Keep what Nix reads in git itself, or set `inputs.self.lfs = true` (Nix 2.27 and later).",
    place: { file: path },
  };
}
