// A place where the flake or all its inputs stand as a whole -> whether they only go to files of the repository, which are looked at.
import type { QuietText } from "./quiet-text.ts";

/** How far back the brace is looked for that a place stands in. */
const FARTHEST_BRACE = 6000;
const PATH_WORD = String.raw`[\w.+-]*(?:\/(?:[\w.+-]|\$\{[^{}]*\})*)+`;
const IMPORT_OF_FILE = new RegExp(String.raw`(?:\bimport|\bcallPackage|\bimportApply)\s*(?:${PATH_WORD}|\(\s*${PATH_WORD}\s*(?:\+[^()]*)?\))\s*\(?\s*$`);
/** Arguments of modules: `specialArgs`, `extraSpecialArgs`, `_module.args`, also put together with `//`. */
const MODULE_ARGUMENTS = /(?:pecialArgs|\b_module\.args)\s*=\s*(?:rec\s*)?(?:\(?[\w.'-]+\s*\/\/\s*|\(?\{[^{};]*(?:;\s*)?\}\s*\/\/\s*)*\(?$/;
/**
 * The registry of Nix on the host (`nix.registry`): it names the source, but only for whoever calls `nix`. No unit holds it, unless
 * it is read again (`config.nix.registry`, a doubt of its own).
 */
const REGISTRY = /\bregistry(?:\.[\w-]+)?\s*=\s*$|\bregistry\s*=\s*(?:[^;{}]|\{[^{}]*\}){1,300}$|\bregistry\.[\w-]+\.flake\s*=\s*(?:inputs\s*\.\s*)?$/;
const FLAKE_PARTS = /(?<![\w'-])flake-parts\.lib\.mkFlake\s*$/;

export type HandedOn = { readonly start: number; readonly name: string };

/** True where the name goes, under its own name, to modules, to a file of the repository, to flake-parts, or to a function of the same file. */
export function isHandedOn({ text, code }: QuietText, { start, name }: HandedOn): boolean {
  const before = text.slice(Math.max(0, start - 400), start);
  if (name !== "self") {
    if (/\binherit\s*\(\s*$|\bwith\s+$/.test(before)) return true;
    if (MODULE_ARGUMENTS.test(before) || IMPORT_OF_FILE.test(before)) return true;
  }
  if (REGISTRY.test(before)) return true;
  const isAttribute = /\binherit\s+(?:[\w'-]+\s+)*$/.test(before) || new RegExp(String.raw`(?<![\w.'-])${name}\s*=\s*$`).test(before);
  const isFlake = /(?:\bflake)\s*=\s*(?:inputs\s*\.\s*)?$/.test(before);
  const brace = isAttribute || isFlake ? braceBefore(text, start) : undefined;
  if (brace === undefined) return false;
  const target = text.slice(Math.max(0, brace - 400), brace);
  if (isFlake) return REGISTRY.test(target);
  if (MODULE_ARGUMENTS.test(target) || IMPORT_OF_FILE.test(target) || FLAKE_PARTS.test(target)) return true;
  const { name: called, text: given } = /(?<![\w.'-])(?<name>[A-Za-z_][\w'-]*)\s*(?<text>"[\w.-]*"\s*)?$/.exec(target)?.groups ?? {};
  return called !== undefined && isFunctionHere(code, { name: called, isSecond: given !== undefined });
}

/** The innermost brace that is open at a place. */
function braceBefore(text: string, start: number): number | undefined {
  let depth = 0;
  for (let index = start - 1; index >= 0 && start - index < FARTHEST_BRACE; index -= 1) {
    const letter = text.charAt(index);
    if (letter === "}") depth += 1;
    if (letter === "{" && depth === 0) return index;
    if (letter === "{") depth -= 1;
  }
  return undefined;
}

/** A function that names its arguments, or that another file of the repository holds. With `isSecond` it takes a text before them. */
function isFunctionHere(code: string, { name, isSecond }: { name: string; isSecond: boolean }): boolean {
  const escaped = name.replaceAll(/[^\w]/g, String.raw`\$&`);
  const before = isSecond ? String.raw`[\w'-]+\s*:\s*` : "";
  return new RegExp(String.raw`(?<![\w.'-])${escaped}\s*=\s*(?:import\s+${PATH_WORD}|${before}(?:[\w'-]+\s*@\s*)?\{[^{}]*\}\s*(?:@\s*[\w'-]+\s*)?:)`).test(code);
}
