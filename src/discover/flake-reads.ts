// The Nix files of a repository -> whether any of them may read some paths, or what depends on the whole tree. In doubt they may.
import type { SourceTree } from "../ports.ts";
import { folderOf, isInside, joinPath } from "./paths.ts";

/**
 * Words by which a value can come to depend on files that no path names, or on the store path of the whole source: functions that
 * list, filter or name files, paths that are put together, and paths turned into text.
 */
const DOUBTS = new RegExp(
  [
    String.raw`\b(?:readDir|filterSource|storePath|toPath|getFlake|unsafeGetAttrPos|cleanSource\w*|sourceByRegex|fileset|gitTracked|haumea|import-tree|__curPos|_file|narHash|sourceInfo|outPath)\b`,
    String.raw`\bbuiltins\.path\b|\btoString\s{0,20}\(*\s{0,20}\.|\+\s*["'./]|/\.\s*\+`,
    String.raw`(?<![\w"./])\.{1,2}/[\w./+-]*\$\{|<[\w/.-]+>`,
  ].join("|"),
);
/** A path as a literal (Nix manual, "Path"), also where it stands in a string or comment. */
const PATH = /(?<![\w./~+-])\.{1,2}(?:\/[\w.+-]+)*\/?(?![\w.])/g;
/** What comes before a path whose content alone matters. */
const CONTENT_READER = /(?:\b(?:import|readFile|importJSON|importTOML|callPackage)\s*\(?\s*|\$\{\s*)$/;
/** Arguments of a function: `{ self, nixpkgs, ... }:` names the flake without using it. */
const ARGUMENTS = /\{[\w\s,.?'-]*\}\s*(?:@\s*[\w'-]+\s*)?:/g;
const ALIAS = /@\s*(?<behind>[\w'-]+)\s*:|(?<![\w'-])(?<before>[\w'-]+)\s*@\s*\{|\boutputs\s*=\s*(?<whole>[\w'-]+)\s*:/g;

/** Larger files are generated, and nobody can say what they read. */
const LONGEST_TEXT = 400_000;
const LONGEST_PATH = 1000;

/** True unless every Nix file is plain enough to say that it reads none of the paths. Other files are read only by Nix files. */
export async function mayRead(tree: SourceTree, paths: readonly string[]): Promise<boolean> {
  const entries = [...tree.entries.values()];
  if (entries.some(({ kind }) => kind !== "file")) return true;
  const files = entries.filter(({ path }) => path.endsWith(".nix"));
  const answers = await Promise.all(files.map(async ({ path }) => readsInDoubt({ path, text: await tree.read(path), tree, paths })));
  return answers.includes(true);
}

type NixFile = { readonly path: string; readonly text: string | undefined; readonly tree: SourceTree; readonly paths: readonly string[] };

function readsInDoubt({ path, text, tree, paths }: NixFile): boolean {
  if (text === undefined || text.length > LONGEST_TEXT || DOUBTS.test(text) || usesWholeFlake(text)) return true;
  return [...text.matchAll(PATH)].some((match) => {
    if (match[0].length > LONGEST_PATH) return true;
    const named = joinPath(folderOf(path), match[0]).replace(/\/$/, "");
    if (named.startsWith("..") || paths.some((changed) => isInside(changed, named))) return true;
    const isModule = named.endsWith(".nix") || tree.entries.has(joinPath(named, "default.nix"));
    // Any other path may end in a unit as text, which holds the hash of the whole source (`ExecStart = ./run.sh`).
    return !isModule && !CONTENT_READER.test(text.slice(Math.max(0, match.index - 40), match.index));
  });
}

/** `self`, or all inputs under one name, handed on: whoever gets them can read everything. */
function usesWholeFlake(text: string): boolean {
  const aliases = [...text.matchAll(ALIAS)].flatMap(({ groups = {} }) => [groups["behind"], groups["before"], groups["whole"]]);
  const names = new Set(["inputs", ...aliases.filter((name) => name !== undefined)]);
  const body = text.replaceAll(ALIAS, (match) => (match.includes("{") ? "{" : ":")).replaceAll(ARGUMENTS, ":");
  if (/\bself\b/.test(body)) return true;
  const used = [...body.matchAll(/(?<![\w.'-])(?<name>[\w'-]+)(?<rest>\s*(?:\.\s*[A-Za-z_"]|=(?!=))?)/g)];
  return used.some(({ groups = {} }) => names.has(groups["name"] ?? "") && (groups["rest"] ?? "").trim() === "");
}
