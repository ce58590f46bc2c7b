// Nix text -> where it uses the flake itself or all of its inputs at once, and outputs by their names.
import { isHandedOn } from "./handed-on.ts";
import type { Mark } from "./mark.ts";
import type { QuietText } from "./quiet-text.ts";

/** Outputs that modules and hosts are made of. */
const PARTS = new Set(["nixosModules", "nixosModule", "homeModules", "homeManagerModules", "homeManagerModule", "overlays", "overlay", "lib", "modules", "inputs"]);
/** Outputs beside the hosts; they may be taken from there. */
const OTHERS = new Set([
  "packages", "legacyPackages", "checks", "apps", "devShells", "devShell", "formatter", "templates", "deploy", "hydraJobs",
  "darwinModules", "darwinConfigurations", "homeConfigurations", "nixOnDroidConfigurations",
]);
/** Flake-parts modules that make outputs beside the hosts, and read the flake's folder for those alone. */
const CALM_MODULES = new Set(["treefmt-nix", "devshell", "git-hooks", "git-hooks-nix", "pre-commit-hooks", "pre-commit-hooks-nix", "home-manager", "flake-parts", "flake-root", "process-compose-flake"]);

/** Each use costs a look at what is around it. */
const MOST_USES = 1000;

const SELF = /(?<![\w'-])self(?![\w'-])/g;
/** An overlay's arguments, in the older names. */
const OVERLAY = /(?<![\w'-])self\s*:(?=\s*(?:super|prev|previous|_\w*)\s*:)/g;
const MEMBER = /^\s*\.\s*(?:outputs\s*\.\s*)?(?:"(?<quoted>[\w-]+)"|(?<plain>[A-Za-z_][\w'-]*))/;
const FLAKE_MODULE = /(?<![\w'-])(?<input>[A-Za-z_][\w'-]*)\s*\.\s*(?:flakeModules?|flakeModule\.\w+|modules\.flake)\b/g;
const OUTPUTS = /(?<![\w'.-])outputs\s*\.\s*(?<name>[\w'-]+|\$)/g;
/** All outputs under another name, or as flake-parts hands them to its modules. */
const ALL_OUTPUTS = /\binherit\s*\(\s*outputs\s*\)|\bconfig\s*\.\s*flake\b|\binherit\s*\(\s*config\s*\)[^;]*\bflake\b/g;
const HOSTS = /(?<![\w'-])nixosConfigurations(?![\w'-])/g;
/** How flake-parts hands the outputs of one system to what is outside of `perSystem`. */
const SYSTEMS = /(?<![\w'-])(?:withSystem|moduleWithSystem|getSystem|allSystems|self')(?![\w'-])/g;

export function flakeMarks(file: QuietText): readonly Mark[] {
  return [...selfMarks(file), ...inputMarks(file), ...outputMarks(file), ...moduleMarks(file)];
}

/** In a file that takes no `self` from anywhere else, an overlay's `self` is the packages. */
function isOverlay({ text, takesSelf }: QuietText): boolean {
  const lambdas = [...text.matchAll(/(?<![\w'-])self\s*:/g)].length;
  if (takesSelf || /\.\s*self(?![\w'-])|\binherit\s*\([^)]*\)[^;]*(?<![\w'-])self(?![\w'-])/.test(text)) return false;
  return lambdas > 0 && lambdas === [...text.matchAll(OVERLAY)].length;
}

function selfMarks(file: QuietText): readonly Mark[] {
  if (isOverlay(file)) return [];
  const { text } = file;
  const uses = [...text.matchAll(SELF)];
  if (uses.length > MOST_USES) return [{ kind: "doubt", start: 0, reason: "uses `self` more often than is looked at" }];
  return uses.flatMap(({ index }): readonly Mark[] => {
    const rest = text.slice(index + 4, index + 600);
    const names = selfNames(text.slice(Math.max(0, index - 60), index), rest);
    // Arguments, and attributes of that name: what they are given has a name of its own.
    if (/^(?:\s*:(?!:)|(?:\s*\.\s*[\w'-]+){0,5}\s*=(?!=))/.test(rest)) return [];
    const imported = importedFrom(file, index);
    if (imported !== undefined) return [{ kind: "path", start: index, path: imported, isImport: false, isContent: true }];
    if (names === undefined) return isHandedOn(file, { start: index, name: "self" }) ? [] : [{ kind: "doubt", start: index, reason: "uses `self` as a whole" }];
    return names.flatMap((name) => nameMarks(name, index));
  });
}

const IMPORTS = /\b(?:imports|modules)\s*=\s*\[[^\]=;]{0,600}$|\bimport\s*\(?\s*$/;

/** `imports = [ "${self}/hosts/common.nix" ]`: the file's path from the flake's folder, where nothing but its content is taken. */
function importedFrom({ code, text }: QuietText, index: number): string | undefined {
  const start = /(?:"\$\{|\()\s*(?:inputs\s*\.\s*)?$/.exec(code.slice(Math.max(0, index - 40), index));
  const path = /^self\s*(?:\}\/(?<text>[\w.+/-]+)"|\+\s*"?\/(?<joined>[\w.+/-]+)"?\s*\))/.exec(code.slice(index, index + 400))?.groups;
  const written = path?.["text"] ?? path?.["joined"];
  if (start === null || written === undefined || written.includes("..")) return undefined;
  return IMPORTS.test(text.slice(Math.max(0, index - start[0].length - 640), index - start[0].length)) ? written : undefined;
}

/** The outputs that are selected or inherited; undefined where it is something else. */
function selfNames(before: string, rest: string): readonly string[] | undefined {
  const inherited = /\binherit\s*\(\s*(?:inputs\s*\.\s*)?$/.test(before) ? /^\s*(?:\.\s*outputs\s*)?\)([\w\s'-]*);/.exec(rest)?.[1] : undefined;
  if (inherited !== undefined) return inherited.split(/\s+/).filter((name) => name !== "");
  // All outputs at once may be taken apart under any name.
  if (/^\s*\.\s*outputs\s*(?:;|\)|$)/.test(rest)) return undefined;
  const { quoted, plain } = MEMBER.exec(rest)?.groups ?? {};
  const name = quoted ?? plain;
  return name === undefined ? undefined : [name];
}

function nameMarks(name: string, start: number): readonly Mark[] {
  if (name === "nixosConfigurations") return [];
  if (OTHERS.has(name)) return [{ kind: "output", start }];
  return PARTS.has(name) ? [] : [{ kind: "doubt", start, reason: `uses \`self.${name.slice(0, 40)}\`` }];
}

/** `inputs`, and every other name for all arguments of a function: fine where one of them is selected, or handed on within the repository. */
function inputMarks(file: QuietText): readonly Mark[] {
  const { text, aliases } = file;
  const names = ["inputs", ...[...aliases].filter((name) => name !== "self" && name !== "inputs" && name !== "_")];
  const pattern = new RegExp(String.raw`(?<![\w'-])(?:${names.join("|")})(?![\w'-])`, "g");
  const uses = [...text.matchAll(pattern)];
  if (uses.length > MOST_USES) return [{ kind: "doubt", start: 0, reason: "uses its arguments more often than is looked at" }];
  return uses.flatMap(({ 0: name, index }): readonly Mark[] => {
    const isMember = text.charAt(index - 1) === ".";
    if (isMember && name !== "inputs") return [];
    const rest = text.slice(index + name.length, index + name.length + 200);
    // What `self` is then used for is looked at where the word stands.
    if (/^\s*(?:\.\s*[A-Za-z_"]|=(?!=)|:(?!:)|\?|@)/.test(rest)) return [];
    return isHandedOn(file, { start: index, name }) ? [] : [{ kind: "doubt", start: index, reason: `uses all of \`${name.slice(0, 40)}\` at once` }];
  });
}

function outputMarks({ text }: QuietText): readonly Mark[] {
  const selected = [...text.matchAll(OUTPUTS)].flatMap(({ index, groups = {} }): readonly Mark[] => {
    const name = groups["name"] ?? "";
    if (PARTS.has(name) || name === "nixosConfigurations") return [];
    return name === "$" ? [{ kind: "output", start: index }, { kind: "host", start: index }] : [{ kind: "output", start: index }];
  });
  const [hosts, systems] = [text.matchAll(HOSTS), text.matchAll(SYSTEMS)];
  const all = Array.from(text.matchAll(ALL_OUTPUTS), ({ index }): Mark => ({ kind: "doubt", start: index, reason: "takes the flake's outputs under other names" }));
  return [...selected, ...all, ...Array.from(hosts, ({ index }): Mark => ({ kind: "host", start: index })), ...Array.from(systems, ({ index }): Mark => ({ kind: "output", start: index }))];
}

function moduleMarks({ text }: QuietText): readonly Mark[] {
  if (!/flakeModule|modules\s*\.\s*flake\b/.test(text)) return [];
  return [...text.matchAll(FLAKE_MODULE)].flatMap(({ index, groups = {} }): readonly Mark[] => {
    const input = groups["input"] ?? "";
    return CALM_MODULES.has(input) || input === "self" ? [] : [{ kind: "doubt", start: index, reason: `imports a flake module of ${input.slice(0, 40)}, which gets the whole flake` }];
  });
}
