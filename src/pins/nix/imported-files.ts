// A repository -> for any of its Nix files, the parsed files that it imports, and those that these import.
import { parseNix } from "../../nix/index.ts";
import type { SourceTree } from "../../ports.ts";
import { type SourceText, sourceText } from "../source-text.ts";
import { besidePath, indexNixFile, type NixFile } from "./nix-tree.ts";

/** Gives the files by their paths; the map may hold more than one file asks for. */
export type ImportsOf = (source: SourceText) => Promise<ReadonlyMap<string, NixFile>>;

const IMPORT = /\bimport\s+(?<path>\.{1,2}\/[\w./+-]+)/g;
/** Imports are followed by name; a repository in which everything imports everything is not read as a whole. */
const MOST_FILES = 1000;

/** Reads each file once, however many ask for it. */
export function importReader(tree: SourceTree): ImportsOf {
  const files = new Map<string, NixFile>();
  const asked = new Set<string>();
  async function load({ file, text }: SourceText): Promise<void> {
    const written = [...text.matchAll(IMPORT)].map((match) => besidePath(file, match.groups?.["path"] ?? ""));
    const paths = written.map((path) => (tree.entries.get(path)?.kind === "file" ? path : `${path}/default.nix`));
    for (const path of paths) {
      if (asked.has(path) || asked.size >= MOST_FILES || tree.entries.get(path)?.kind !== "file") continue;
      asked.add(path);
      const source = sourceText(path, (await tree.read(path)) ?? "");
      const parsed = await parseNix(source.text);
      if (parsed !== undefined) files.set(path, indexNixFile(source, { root: parsed.root, imports: files }));
      await load(source);
    }
  }
  return async (source) => {
    await load(source);
    return files;
  };
}
