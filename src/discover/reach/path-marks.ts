// Nix text -> the paths in it, wherever they stand: what is no path but looks like one reads nothing and only costs precision.
import { folderOf, joinPath } from "../../repository-paths.ts";
import type { Mark, PathMark } from "./mark.ts";
import type { QuietText } from "./quiet-text.ts";

/**
 * A path as a literal (Nix manual, "Path"): a word with a slash in it. The second form is the beginning of an interpolated one.
 * Absolute paths, which pure evaluation refuses, begin with their slash and are told by it.
 */
const PATH = /(?<![\w.+~/-])(?:[\w.+-]*(?:\/[\w.+-]+)+\/?|[\w.+-]+\/(?=\$\{))/g;
const LONGEST_PATH = 1000;

const IMPORT = /\b(?:import|callPackage|importApply)\s*\(?\s*$/;
/**
 * What comes before a path whose content alone matters: functions that read or copy it, and options of sops-nix, agenix,
 * home-manager and NixOS that do.
 */
const CONTENT = new RegExp(
  [
    String.raw`\b(?:readFile|readDir|pathExists|fileContents|importJSON|importTOML|filterSource|cleanSource|import-tree|hashFile\s+"sha256")\s*\(?\s*$`,
    String.raw`\$\{\s*$`,
    String.raw`\b(?:src|source|sopsFile|defaultSopsFile|rekeyFile|root|nugetDeps|lockFile|yarnLock|gemset|gemfile)\s*=\s*(?:lib\.mk(?:Default|Force)\s+)?\(?\s*$`,
    String.raw`\b(?:keyFiles|patches|imports|modules)\s*=\s*\[[^\]=;]{0,400}$`,
  ].join("|"),
);
/** Pictures, keys, patches and what is encrypted: read and copied, and never the text of a command. */
const CONTENT_NAME = /\.(?:png|jpe?g|webp|gif|svg|avif|age|gpg|asc|pub|patch|diff)$|(?:\.enc|\.sops|(?:^|\/)secrets?)\.(?:ya?ml|json|env|ini)$/;
/** Words that make a path of something that is none, or go up from one. */
const UPWARDS = /\b(?:dirOf|storePath|toPath|getFlake|unsafeGetAttrPos|definitionsWithLocations|declarationPositions|config\.nix\.registry|includeAllModules|__curPos|sourceInfo|narHash|splitRoot)\b|\btoString\s{0,20}\(*\s{0,20}\.{1,2}\/|\bmap\s{1,20}\(?(?:builtins\.)?toString\b|\/\.\s*\+/g;
const DOTS = /(?<![\w.+-])\/(?:[\w.+-]+\/)*\.\.(?![\w.])/g;
/** A text that goes up: wherever it stands, it may be put behind a path. */
const UPWARDS_TEXT = /"(?:[^"\n]*\/)?\.\.(?:\/[^"\n]*)?"|''\s*\.\.(?:\/|'')/g;

export type NixFile = { readonly path: string } & Pick<QuietText, "code" | "text">;

export function pathMarks({ path, code, text }: NixFile): readonly Mark[] {
  const paths = [...text.matchAll(PATH)].flatMap((match): readonly Mark[] => {
    if (match[0].startsWith("/")) return [];
    if (match[0].length > LONGEST_PATH) return [{ kind: "doubt", start: match.index, reason: "names a very long path" }];
    return [markOf({ path, code, text }, match)];
  });
  const words = [...text.matchAll(UPWARDS)].map((match): Mark => ({ kind: "doubt", start: match.index, reason: `uses \`${match[0].trim().slice(0, 40)}\`` }));
  const dots = [...code.matchAll(DOTS), ...code.matchAll(UPWARDS_TEXT)].map((match): Mark => ({ kind: "doubt", start: match.index, reason: "goes up in a path that is put together" }));
  return [...paths, ...words, ...dots];
}

function markOf({ path, code, text }: NixFile, { 0: written, index }: RegExpExecArray): PathMark | Mark {
  const start = index;
  const named = joinPath(folderOf(path), written);
  if (named === ".." || named.startsWith("../")) return { kind: "doubt", start, reason: "names a path outside the repository" };
  const before = text.slice(Math.max(0, index - 420), index);
  const rest = code.slice(index + written.length, index + written.length + 720);
  const tail = joinedTail(rest) ?? tailOf(rest);
  if (tail === undefined) return { kind: "doubt", start, reason: "computes a path" };
  if (isBound(text, { before, written })) return { kind: "doubt", start, reason: "gives a path a name beside `toString`, which makes a text with the hash of the whole source" };
  const isContent = CONTENT.test(before) || CONTENT_NAME.test(tail.isPresent ? tail.text : written);
  const isImport = IMPORT.test(before);
  if (!tail.isPresent) return { kind: "path", start, path: named.replace(/(?<=.)\/$/, ""), isImport, isContent };
  return { kind: "path", start, path: prefixOf(named, written), tail: tail.text, isImport, isContent };
}

/** `./hosts/` before `${name}` is a folder, `./hosts/a-` a part of a name; normalizing must not take the slash away. */
function prefixOf(named: string, written: string): string {
  const folder = named.replace(/\/$/, "");
  if (!written.endsWith("/")) return folder;
  return folder === "." ? "" : `${folder}/`;
}

/** `p = ./x.nix` in a file that has `toString` at all: nobody follows which names it is applied to. */
function isBound(text: string, { before, written }: { before: string; written: string }): boolean {
  return /[\w'"]\s*=\s*\(?\s*$/.test(before) && /\btoString\b/.test(text) && !CONTENT.test(before) && !CONTENT_NAME.test(written);
}

/** `./hosts + "/${name}.nix"` names whatever begins with `./hosts`: never the folder's default.nix alone. */
function joinedTail(rest: string): Tail | undefined {
  const joined = /^\s*\)?\s*\+(?:\s*"(?<text>[^"]*)"(?!\s*\+))?/.exec(rest);
  if (joined === null) return undefined;
  const text = joined.groups?.["text"] ?? "";
  return { isPresent: true, text: text.slice(text.lastIndexOf("}") + 1) };
}

type Tail = { readonly isPresent: boolean; readonly text: string };

/** What stands behind the last expression that is put into the path; undefined where one is too long to be looked at, or may go up. */
function tailOf(rest: string): Tail | undefined {
  let tail = { isPresent: false, text: "" };
  for (let at = 0; rest.startsWith("${", at); ) {
    const end = closingBrace(rest, at + 1);
    if (end === undefined || rest.slice(at, end).includes("..")) return undefined;
    const text = /^[\w.+/-]*/.exec(rest.slice(end + 1))?.[0] ?? "";
    if (text.includes("..")) return undefined;
    tail = { isPresent: true, text };
    at = end + 1 + text.length;
  }
  return tail;
}

function closingBrace(text: string, open: number): number | undefined {
  let depth = 0;
  for (let index = open; index < text.length; index += 1) {
    if (text.charAt(index) === "{") depth += 1;
    if (text.charAt(index) === "}") depth -= 1;
    if (depth === 0) return index;
  }
  return undefined;
}
