import { createRequire as __createRequire } from "node:module";
const require = __createRequire(import.meta.url);
import {
  CONFIG_FILES,
  ProjectConfig,
  parseNix,
  printNixString
} from "./chunk-ZWLGDFVE.js";
import {
  parseImageReference
} from "./chunk-MOTAEG37.js";
import {
  compareLink,
  parseForgeRepository
} from "./chunk-RAA42EKT.js";
import {
  _enum,
  array,
  boolean,
  custom,
  discriminatedUnion,
  int,
  literal,
  looseObject,
  number,
  object,
  prettifyError,
  record,
  strictObject,
  string,
  union,
  unknown
} from "./chunk-6FVXE4FK.js";

// src/discover/paths.ts
import { posix } from "node:path";
function folderOf(path) {
  return posix.dirname(path);
}
function normalPath(path) {
  return posix.normalize(path).replace(/\/$/, "");
}
function isInside(path, folder) {
  return folder === "." || path === folder || path.startsWith(`${folder}/`);
}
function joinPath(folder, name) {
  return posix.normalize(posix.join(folder, name));
}
function relativePath(folder, path) {
  return posix.relative(folder, path);
}

// src/discover/reach/closure.ts
async function closureOf(begin, ground) {
  const [exact, prefixes, seen, outputs] = [/* @__PURE__ */ new Set(), /* @__PURE__ */ new Set(), /* @__PURE__ */ new Set(), /* @__PURE__ */ new Set()];
  const files = [];
  for (let marks = begin; marks.length > 0; ) {
    const next = /* @__PURE__ */ new Set();
    for (const { file, mark } of marks) {
      if (mark.kind === "host" || mark.kind === "output") outputs.add(mark.kind);
      const step = mark.kind === "doubt" ? { next: [], doubt: mark.reason } : mark.kind === "path" ? follow(mark, ground.index) : { next: [] };
      if (step.doubt !== void 0) return { exact, prefixes, files, outputs, doubt: `${file.path}:${lineOf(file, mark)} ${step.doubt}` };
      if (step.read?.exact !== void 0) exact.add(step.read.exact);
      if (step.read?.prefix !== void 0) prefixes.add(step.read.prefix);
      for (const path of step.next) if (!seen.has(path)) next.add(path);
    }
    for (const path of next) seen.add(path);
    const scanned = await Promise.all([...next].map(ground.scan));
    files.push(...scanned);
    marks = scanned.flatMap((file) => file.marks.map((mark) => ({ file, mark })));
  }
  return { exact, prefixes, files, outputs };
}
function lineOf({ text: text2 }, { start }) {
  return text2.slice(0, start).split("\n").length;
}
function nixFiles(entries) {
  return entries.filter(({ path }) => path.endsWith(".nix")).map(({ path }) => path);
}
var LEAK = "has a path as a value, which may become text with the hash of the whole source";
var ELSEWHERE = "reads through a link or submodule";
function follow(mark, index) {
  if (index.leadsElsewhere(mark.path)) return { next: [], doubt: ELSEWHERE };
  if (mark.tail !== void 0) return followMany({ ...mark, tail: mark.tail }, index);
  const entry = index.entries.get(mark.path);
  if (entry !== void 0) {
    if (!mark.path.endsWith(".nix") && !mark.isContent) return { next: [], doubt: LEAK };
    return { read: { exact: mark.path }, next: nixFiles([entry]) };
  }
  return followFolder(mark, index);
}
function followFolder({ path, isImport, isContent }, index) {
  const below = index.startingWith(path === "." ? "" : `${path}/`);
  if (below.length === 0) return { read: { prefix: path }, next: nixFiles(index.startingWith(path)) };
  const main = joinPath(path, "default.nix");
  const isModule = index.entries.has(main);
  if (isImport && isModule) return { read: { exact: main }, next: [main] };
  if (below.some(({ kind }) => kind !== "file")) return { next: [], doubt: ELSEWHERE };
  if (nixFiles(below).length === 0 && !isContent) return { next: [], doubt: LEAK };
  return { read: { prefix: path === "." ? "" : `${path}/` }, next: nixFiles(below) };
}
function followMany({ path, tail, isContent }, index) {
  const entries = index.startingWith(path);
  if (entries.some(({ kind }) => kind !== "file")) return { next: [], doubt: ELSEWHERE };
  if (!isContent && !tail.endsWith(".nix") && !areModules(path, { tail, index })) return { next: [], doubt: LEAK };
  return { read: { prefix: path }, next: nixFiles(entries) };
}
function areModules(path, { tail, index }) {
  if (tail.replace(/\/$/, "") !== "") return false;
  const folder = path.slice(0, path.lastIndexOf("/") + 1);
  const entries = index.startingWith(path);
  const names = Map.groupBy(entries, (entry) => entry.path.slice(folder.length).split("/")[0]);
  return [...names.values()].every((below) => nixFiles(below).length > 0);
}

// src/discover/reach/handed-on.ts
var FARTHEST_BRACE = 6e3;
var PATH_WORD = String.raw`[\w.+-]*(?:\/(?:[\w.+-]|\$\{[^{}]*\})*)+`;
var IMPORT_OF_FILE = new RegExp(String.raw`(?:\bimport|\bcallPackage|\bimportApply)\s*(?:${PATH_WORD}|\(\s*${PATH_WORD}\s*(?:\+[^()]*)?\))\s*\(?\s*$`);
var MODULE_ARGUMENTS = /(?:pecialArgs|\b_module\.args)\s*=\s*(?:rec\s*)?(?:\(?[\w.'-]+\s*\/\/\s*|\(?\{[^{};]*(?:;\s*)?\}\s*\/\/\s*)*\(?$/;
var REGISTRY = /\bregistry(?:\.[\w-]+)?\s*=\s*$|\bregistry\s*=\s*(?:[^;{}]|\{[^{}]*\}){1,300}$|\bregistry\.[\w-]+\.flake\s*=\s*(?:inputs\s*\.\s*)?$/;
var FLAKE_PARTS = /(?<![\w'-])flake-parts\.lib\.mkFlake\s*$/;
function isHandedOn({ text: text2, code }, { start, name }) {
  const before = text2.slice(Math.max(0, start - 400), start);
  if (name !== "self") {
    if (/\binherit\s*\(\s*$|\bwith\s+$/.test(before)) return true;
    if (MODULE_ARGUMENTS.test(before) || IMPORT_OF_FILE.test(before)) return true;
  }
  if (REGISTRY.test(before)) return true;
  const isAttribute = /\binherit\s+(?:[\w'-]+\s+)*$/.test(before) || new RegExp(String.raw`(?<![\w.'-])${name}\s*=\s*$`).test(before);
  const isFlake = /(?:\bflake)\s*=\s*(?:inputs\s*\.\s*)?$/.test(before);
  const brace = isAttribute || isFlake ? braceBefore(text2, start) : void 0;
  if (brace === void 0) return false;
  const target = text2.slice(Math.max(0, brace - 400), brace);
  if (isFlake) return REGISTRY.test(target);
  if (MODULE_ARGUMENTS.test(target) || IMPORT_OF_FILE.test(target) || FLAKE_PARTS.test(target)) return true;
  const { name: called, text: given } = /(?<![\w.'-])(?<name>[A-Za-z_][\w'-]*)\s*(?<text>"[\w.-]*"\s*)?$/.exec(target)?.groups ?? {};
  return called !== void 0 && isFunctionHere(code, { name: called, isSecond: given !== void 0 });
}
function braceBefore(text2, start) {
  let depth = 0;
  for (let index = start - 1; index >= 0 && start - index < FARTHEST_BRACE; index -= 1) {
    const letter = text2.charAt(index);
    if (letter === "}") depth += 1;
    if (letter === "{" && depth === 0) return index;
    if (letter === "{") depth -= 1;
  }
  return void 0;
}
function isFunctionHere(code, { name, isSecond }) {
  const escaped = name.replaceAll(/[^\w]/g, String.raw`\$&`);
  const before = isSecond ? String.raw`[\w'-]+\s*:\s*` : "";
  return new RegExp(String.raw`(?<![\w.'-])${escaped}\s*=\s*(?:import\s+${PATH_WORD}|${before}(?:[\w'-]+\s*@\s*)?\{[^{}]*\}\s*(?:@\s*[\w'-]+\s*)?:)`).test(code);
}

// src/discover/reach/flake-marks.ts
var PARTS = /* @__PURE__ */ new Set(["nixosModules", "nixosModule", "homeModules", "homeManagerModules", "homeManagerModule", "overlays", "overlay", "lib", "modules", "inputs"]);
var OTHERS = /* @__PURE__ */ new Set([
  "packages",
  "legacyPackages",
  "checks",
  "apps",
  "devShells",
  "devShell",
  "formatter",
  "templates",
  "deploy",
  "hydraJobs",
  "darwinModules",
  "darwinConfigurations",
  "homeConfigurations",
  "nixOnDroidConfigurations"
]);
var CALM_MODULES = /* @__PURE__ */ new Set(["treefmt-nix", "devshell", "git-hooks", "git-hooks-nix", "pre-commit-hooks", "pre-commit-hooks-nix", "home-manager", "flake-parts", "flake-root", "process-compose-flake"]);
var MOST_USES = 1e3;
var SELF = /(?<![\w'-])self(?![\w'-])/g;
var OVERLAY = /(?<![\w'-])self\s*:(?=\s*(?:super|prev|previous|_\w*)\s*:)/g;
var MEMBER = /^\s*\.\s*(?:outputs\s*\.\s*)?(?:"(?<quoted>[\w-]+)"|(?<plain>[A-Za-z_][\w'-]*))/;
var FLAKE_MODULE = /(?<![\w'-])(?<input>[A-Za-z_][\w'-]*)\s*\.\s*(?:flakeModules?|flakeModule\.\w+|modules\.flake)\b/g;
var OUTPUTS = /(?<![\w'.-])outputs\s*\.\s*(?<name>[\w'-]+|\$)/g;
var ALL_OUTPUTS = /\binherit\s*\(\s*outputs\s*\)|\bconfig\s*\.\s*flake\b|\binherit\s*\(\s*config\s*\)[^;]*\bflake\b/g;
var HOSTS = /(?<![\w'-])nixosConfigurations(?![\w'-])/g;
var SYSTEMS = /(?<![\w'-])(?:withSystem|moduleWithSystem|getSystem|allSystems|self')(?![\w'-])/g;
function flakeMarks(file) {
  return [...selfMarks(file), ...inputMarks(file), ...outputMarks(file), ...moduleMarks(file)];
}
function isOverlay({ text: text2, takesSelf }) {
  const lambdas = [...text2.matchAll(/(?<![\w'-])self\s*:/g)].length;
  if (takesSelf || /\.\s*self(?![\w'-])|\binherit\s*\([^)]*\)[^;]*(?<![\w'-])self(?![\w'-])/.test(text2)) return false;
  return lambdas > 0 && lambdas === [...text2.matchAll(OVERLAY)].length;
}
function selfMarks(file) {
  if (isOverlay(file)) return [];
  const { text: text2 } = file;
  const uses = [...text2.matchAll(SELF)];
  if (uses.length > MOST_USES) return [{ kind: "doubt", start: 0, reason: "uses `self` more often than is looked at" }];
  return uses.flatMap(({ index }) => {
    const rest = text2.slice(index + 4, index + 600);
    const names = selfNames(text2.slice(Math.max(0, index - 60), index), rest);
    if (/^(?:\s*:(?!:)|(?:\s*\.\s*[\w'-]+){0,5}\s*=(?!=))/.test(rest)) return [];
    const imported = importedFrom(file, index);
    if (imported !== void 0) return [{ kind: "path", start: index, path: imported, isImport: false, isContent: true }];
    if (names === void 0) return isHandedOn(file, { start: index, name: "self" }) ? [] : [{ kind: "doubt", start: index, reason: "uses `self` as a whole" }];
    return names.flatMap((name) => nameMarks(name, index));
  });
}
var IMPORTS = /\b(?:imports|modules)\s*=\s*\[[^\]=;]{0,600}$|\bimport\s*\(?\s*$/;
function importedFrom({ code, text: text2 }, index) {
  const start = /(?:"\$\{|\()\s*(?:inputs\s*\.\s*)?$/.exec(code.slice(Math.max(0, index - 40), index));
  const path = /^self\s*(?:\}\/(?<text>[\w.+/-]+)"|\+\s*"?\/(?<joined>[\w.+/-]+)"?\s*\))/.exec(code.slice(index, index + 400))?.groups;
  const written = path?.["text"] ?? path?.["joined"];
  if (start === null || written === void 0 || written.includes("..")) return void 0;
  return IMPORTS.test(text2.slice(Math.max(0, index - start[0].length - 640), index - start[0].length)) ? written : void 0;
}
function selfNames(before, rest) {
  const inherited = /\binherit\s*\(\s*(?:inputs\s*\.\s*)?$/.test(before) ? /^\s*(?:\.\s*outputs\s*)?\)([\w\s'-]*);/.exec(rest)?.[1] : void 0;
  if (inherited !== void 0) return inherited.split(/\s+/).filter((name2) => name2 !== "");
  if (/^\s*\.\s*outputs\s*(?:;|\)|$)/.test(rest)) return void 0;
  const { quoted, plain } = MEMBER.exec(rest)?.groups ?? {};
  const name = quoted ?? plain;
  return name === void 0 ? void 0 : [name];
}
function nameMarks(name, start) {
  if (name === "nixosConfigurations") return [];
  if (OTHERS.has(name)) return [{ kind: "output", start }];
  return PARTS.has(name) ? [] : [{ kind: "doubt", start, reason: `uses \`self.${name.slice(0, 40)}\`` }];
}
function inputMarks(file) {
  const { text: text2, aliases } = file;
  const names = ["inputs", ...[...aliases].filter((name) => name !== "self" && name !== "inputs" && name !== "_")];
  const pattern = new RegExp(String.raw`(?<![\w'-])(?:${names.join("|")})(?![\w'-])`, "g");
  const uses = [...text2.matchAll(pattern)];
  if (uses.length > MOST_USES) return [{ kind: "doubt", start: 0, reason: "uses its arguments more often than is looked at" }];
  return uses.flatMap(({ 0: name, index }) => {
    const isMember = text2.charAt(index - 1) === ".";
    if (isMember && name !== "inputs") return [];
    const rest = text2.slice(index + name.length, index + name.length + 200);
    if (/^\s*(?:\.\s*[A-Za-z_"]|=(?!=)|:(?!:)|\?|@)/.test(rest)) return [];
    return isHandedOn(file, { start: index, name }) ? [] : [{ kind: "doubt", start: index, reason: `uses all of \`${name.slice(0, 40)}\` at once` }];
  });
}
function outputMarks({ text: text2 }) {
  const selected = [...text2.matchAll(OUTPUTS)].flatMap(({ index, groups = {} }) => {
    const name = groups["name"] ?? "";
    if (PARTS.has(name) || name === "nixosConfigurations") return [];
    return name === "$" ? [{ kind: "output", start: index }, { kind: "host", start: index }] : [{ kind: "output", start: index }];
  });
  const [hosts, systems] = [text2.matchAll(HOSTS), text2.matchAll(SYSTEMS)];
  const all = Array.from(text2.matchAll(ALL_OUTPUTS), ({ index }) => ({ kind: "doubt", start: index, reason: "takes the flake's outputs under other names" }));
  return [...selected, ...all, ...Array.from(hosts, ({ index }) => ({ kind: "host", start: index })), ...Array.from(systems, ({ index }) => ({ kind: "output", start: index }))];
}
function moduleMarks({ text: text2 }) {
  if (!/flakeModule|modules\s*\.\s*flake\b/.test(text2)) return [];
  return [...text2.matchAll(FLAKE_MODULE)].flatMap(({ index, groups = {} }) => {
    const input = groups["input"] ?? "";
    return CALM_MODULES.has(input) || input === "self" ? [] : [{ kind: "doubt", start: index, reason: `imports a flake module of ${input.slice(0, 40)}, which gets the whole flake` }];
  });
}

// src/discover/reach/path-marks.ts
var PATH = /(?<![\w.+~/-])(?:[\w.+-]*(?:\/[\w.+-]+)+\/?|[\w.+-]+\/(?=\$\{))/g;
var LONGEST_PATH = 1e3;
var IMPORT = /\b(?:import|callPackage|importApply)\s*\(?\s*$/;
var CONTENT = new RegExp(
  [
    String.raw`\b(?:readFile|readDir|pathExists|fileContents|importJSON|importTOML|filterSource|cleanSource|import-tree|hashFile\s+"sha256")\s*\(?\s*$`,
    String.raw`\$\{\s*$`,
    String.raw`\b(?:src|source|sopsFile|defaultSopsFile|rekeyFile|root|nugetDeps|lockFile|yarnLock|gemset|gemfile)\s*=\s*(?:lib\.mk(?:Default|Force)\s+)?\(?\s*$`,
    String.raw`\b(?:keyFiles|patches|imports|modules)\s*=\s*\[[^\]=;]{0,400}$`
  ].join("|")
);
var CONTENT_NAME = /\.(?:png|jpe?g|webp|gif|svg|avif|age|gpg|asc|pub|patch|diff)$|(?:\.enc|\.sops|(?:^|\/)secrets?)\.(?:ya?ml|json|env|ini)$/;
var UPWARDS = /\b(?:dirOf|storePath|toPath|getFlake|unsafeGetAttrPos|definitionsWithLocations|declarationPositions|config\.nix\.registry|includeAllModules|__curPos|sourceInfo|narHash|splitRoot)\b|\btoString\s{0,20}\(*\s{0,20}\.{1,2}\/|\bmap\s{1,20}\(?(?:builtins\.)?toString\b|\/\.\s*\+/g;
var DOTS = /(?<![\w.+-])\/(?:[\w.+-]+\/)*\.\.(?![\w.])/g;
var UPWARDS_TEXT = /"(?:[^"\n]*\/)?\.\.(?:\/[^"\n]*)?"|''\s*\.\.(?:\/|'')/g;
function pathMarks({ path, code, text: text2 }) {
  const paths = [...text2.matchAll(PATH)].flatMap((match) => {
    if (match[0].startsWith("/")) return [];
    if (match[0].length > LONGEST_PATH) return [{ kind: "doubt", start: match.index, reason: "names a very long path" }];
    return [markOf({ path, code, text: text2 }, match)];
  });
  const words = [...text2.matchAll(UPWARDS)].map((match) => ({ kind: "doubt", start: match.index, reason: `uses \`${match[0].trim().slice(0, 40)}\`` }));
  const dots = [...code.matchAll(DOTS), ...code.matchAll(UPWARDS_TEXT)].map((match) => ({ kind: "doubt", start: match.index, reason: "goes up in a path that is put together" }));
  return [...paths, ...words, ...dots];
}
function markOf({ path, code, text: text2 }, { 0: written, index }) {
  const start = index;
  const named = joinPath(folderOf(path), written);
  if (named === ".." || named.startsWith("../")) return { kind: "doubt", start, reason: "names a path outside the repository" };
  const before = text2.slice(Math.max(0, index - 420), index);
  const rest = code.slice(index + written.length, index + written.length + 720);
  const tail = joinedTail(rest) ?? tailOf(rest);
  if (tail === void 0) return { kind: "doubt", start, reason: "computes a path" };
  if (isBound(text2, { before, written })) return { kind: "doubt", start, reason: "gives a path a name beside `toString`, which makes a text with the hash of the whole source" };
  const isContent = CONTENT.test(before) || CONTENT_NAME.test(tail.isPresent ? tail.text : written);
  const isImport = IMPORT.test(before);
  if (!tail.isPresent) return { kind: "path", start, path: named.replace(/(?<=.)\/$/, ""), isImport, isContent };
  return { kind: "path", start, path: prefixOf(named, written), tail: tail.text, isImport, isContent };
}
function prefixOf(named, written) {
  const folder = named.replace(/\/$/, "");
  if (!written.endsWith("/")) return folder;
  return folder === "." ? "" : `${folder}/`;
}
function isBound(text2, { before, written }) {
  return /[\w'"]\s*=\s*\(?\s*$/.test(before) && /\btoString\b/.test(text2) && !CONTENT.test(before) && !CONTENT_NAME.test(written);
}
function joinedTail(rest) {
  const joined2 = /^\s*\)?\s*\+(?:\s*"(?<text>[^"]*)"(?!\s*\+))?/.exec(rest);
  if (joined2 === null) return void 0;
  const text2 = joined2.groups?.["text"] ?? "";
  return { isPresent: true, text: text2.slice(text2.lastIndexOf("}") + 1) };
}
function tailOf(rest) {
  let tail = { isPresent: false, text: "" };
  for (let at = 0; rest.startsWith("${", at); ) {
    const end = closingBrace(rest, at + 1);
    if (end === void 0 || rest.slice(at, end).includes("..")) return void 0;
    const text2 = /^[\w.+/-]*/.exec(rest.slice(end + 1))?.[0] ?? "";
    if (text2.includes("..")) return void 0;
    tail = { isPresent: true, text: text2 };
    at = end + 1 + text2.length;
  }
  return tail;
}
function closingBrace(text2, open) {
  let depth = 0;
  for (let index = open; index < text2.length; index += 1) {
    if (text2.charAt(index) === "{") depth += 1;
    if (text2.charAt(index) === "}") depth -= 1;
    if (depth === 0) return index;
  }
  return void 0;
}

// src/discover/reach/lexical-parts.ts
var CODE = /["#{}]|\/\*|(?<![\w'-])''/g;
var STRING = /[\\"]|\$\$|\$\{/g;
var INDENTED = /'''|''\$|''\\|''|\$\$|\$\{/g;
function blank(text2) {
  return text2.includes("\n") ? text2.replaceAll(/[^\n]+/g, (line) => " ".repeat(line.length)) : " ".repeat(text2.length);
}
var NAME = /^[\w-]+$/;
function lexicalParts(source) {
  const reader = new Reader(source);
  while (reader.step()) continue;
  return reader.parts();
}
var Reader = class {
  #at = 0;
  #code = [];
  #text = [];
  /** What each open brace or quote ends with; the innermost last. */
  #open = [];
  #source;
  constructor(source) {
    this.#source = source;
  }
  parts() {
    this.#take(this.#source.length, "both");
    return { code: this.#code.join(""), text: this.#text.join("") };
  }
  /** False at the end. */
  step() {
    const state = this.#open.at(-1) ?? "code";
    const pattern = state === "code" ? CODE : state === "string" ? STRING : INDENTED;
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#source);
    if (found === null) return false;
    if (state === "code") this.#inCode(found[0], found.index);
    else this.#inString(found[0], { index: found.index, state });
    return true;
  }
  #inCode(token, index) {
    if (token === "#" || token === "/*") {
      const end = token === "#" ? this.#source.indexOf("\n", index) : this.#source.indexOf("*/", index + 2) + 2;
      this.#take(index, "both");
      this.#take(end < index + 1 ? this.#source.length : end, "neither");
      return;
    }
    this.#take(index + token.length, "both");
    if (token === "}") this.#open.pop();
    if (token === "{") this.#open.push("code");
    if (token === '"') this.#open.push("string");
    if (token === "''") this.#open.push("indented");
  }
  #inString(token, { index, state }) {
    const isEnd = token === (state === "string" ? '"' : "''");
    this.#take(index, NAME.test(this.#source.slice(this.#at, index)) ? "both" : "code");
    const length = token.endsWith("\\") ? token.length + 1 : token.length;
    this.#take(Math.min(index + length, this.#source.length), isEnd || token === "${" ? "both" : "code");
    if (isEnd) this.#open.pop();
    if (token === "${") this.#open.push("code");
  }
  /** Moves on to an offset; what is passed stays in the parts that are named. */
  #take(end, kept) {
    const piece = this.#source.slice(this.#at, end);
    this.#code.push(kept === "neither" ? blank(piece) : piece);
    this.#text.push(kept === "both" ? piece : blank(piece));
    this.#at = end;
  }
};

// src/discover/reach/quiet-text.ts
var ARGUMENTS = /\{(?:[\w\s,'-]|\.\.\.|\?\s*(?:null|true|false|\d+)\b)*\}\s*(?:@\s*(?<behind>[\w'-]+)\s*)?:/g;
var NAME_BEFORE = /@\s*(?=\{)/g;
var WHOLE = /\boutputs\s*=\s*([\w'-]+)\s*:|^\s*([\w'-]+)\s*:/g;
var STAMP = /\b(?:configurationRevision|nixos\.(?:label|versionSuffix|revision))\s*=\s*(?<value>(?:[^;{}]|\$\{[^{}]*\}){0,400});/g;
var STAMP_OF_SELF = /\bself\s*[.?]\s*(?:rev|shortRev|dirtyRev|dirtyShortRev|revCount|lastModified|lastModifiedDate)\b/g;
function quietStamp(statement, value) {
  const rest = value.replaceAll(STAMP_OF_SELF, "");
  return /\bself\b|[/]/.test(rest) ? statement : blank(statement);
}
function quietText(source) {
  const aliases = /* @__PURE__ */ new Set();
  let takesSelf = false;
  const { code, text: text2 } = lexicalParts(source);
  for (const [, behindOutputs, first] of text2.matchAll(WHOLE)) aliases.add(behindOutputs ?? first ?? "");
  for (const { 0: written, groups = {} } of text2.matchAll(ARGUMENTS)) {
    aliases.add(groups["behind"] ?? "");
    takesSelf ||= /(?<![\w'-])self(?![\w'-])/.test(written);
  }
  for (const { index } of text2.matchAll(NAME_BEFORE)) aliases.add(/([\w'-]{1,100})\s{0,10}$/.exec(text2.slice(Math.max(0, index - 110), index))?.[1] ?? "");
  aliases.delete("");
  return { code, text: text2.replaceAll(ARGUMENTS, blank).replaceAll(STAMP, quietStamp), aliases, takesSelf };
}

// src/discover/reach/scan-file.ts
var LONGEST_TEXT = 4e5;
function scanFile(path, source) {
  if (source === void 0 || source.length > LONGEST_TEXT) {
    return { path, source: "", code: "", text: "", marks: [{ kind: "doubt", start: 0, reason: source === void 0 ? "cannot be read" : "is too long to be looked at" }] };
  }
  const quiet = quietText(source);
  const marks = [...flakeMarks(quiet), ...pathMarks({ path, ...quiet })].toSorted((left, right) => left.start - right.start);
  return { path, source, code: quiet.code, text: quiet.text, marks };
}
function openScanner(tree) {
  const known2 = /* @__PURE__ */ new Map();
  return async (path) => {
    const scan = known2.get(path) ?? tree.read(path).then((text2) => scanFile(path, text2));
    known2.set(path, scan);
    return scan;
  };
}
function openSecondScanner(tree, { first, changed }) {
  const own = openScanner(tree);
  return async (path) => changed.has(path) ? own(path) : first(path);
}

// src/discover/reach/tree-index.ts
function indexTree({ entries }) {
  const paths = [...entries.keys()].toSorted();
  const hasOthers = [...entries.values()].some(({ kind }) => kind !== "file");
  return {
    entries,
    startingWith: (prefix) => {
      const found = [];
      for (let index = firstFrom(paths, prefix); paths[index]?.startsWith(prefix) === true; index += 1) {
        const entry = entries.get(paths[index] ?? "");
        if (entry !== void 0) found.push(entry);
      }
      return found;
    },
    leadsElsewhere: (path) => hasOthers && partsOf(path).some((part) => (entries.get(part)?.kind ?? "file") !== "file")
  };
}
function partsOf(path) {
  return Array.from(path.matchAll(/\/|$/g), ({ index }) => path.slice(0, index));
}
function firstFrom(sorted, text2) {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = low + high >> 1;
    if ((sorted[middle] ?? "") < text2) low = middle + 1;
    else high = middle;
  }
  return low;
}

// src/discover/lfs-pointers.ts
var POINTER = "version https://git-lfs.github.com/spec/";
var MOST_FILES = 500;
var MOST_FINDINGS = 20;
async function findPointers(tree, folder) {
  const attributes = [...tree.entries.keys()].filter((path) => /(?:^|\/)\.gitattributes$/.test(path)).slice(0, MOST_FILES);
  const texts2 = await Promise.all(attributes.map((path) => tree.read(path)));
  if (!texts2.some((text2) => text2 !== void 0 && /\bfilter=lfs\b/.test(text2))) return [];
  const scan = openScanner(tree);
  const flake = await scan(joinPath(folder, "flake.nix"));
  const { exact } = await closureOf(flake.marks.filter(({ kind }) => kind !== "doubt").map((mark) => ({ file: flake, mark })), { index: indexTree(tree), scan });
  const read = [...exact].filter((path) => !path.endsWith(".nix") && tree.entries.get(path)?.kind === "file").slice(0, MOST_FILES);
  const pointers = await Promise.all(read.map(async (path) => (await tree.read(path))?.startsWith(POINTER) === true ? [path] : []));
  return pointers.flat().slice(0, MOST_FINDINGS).map(pointerFinding);
}
function pointerFinding(path) {
  return {
    code: "file-lfs",
    severity: "warning",
    subject: path.slice(0, 1024),
    message: "A Nix file names it, but it is kept in Git LFS: Nix reads the pointer's text and not the file.",
    hint: "Keep what Nix reads in git itself, or set `inputs.self.lfs = true` (Nix 2.27 and later).",
    place: { file: path }
  };
}

// src/discover/inputs/lock-file.ts
var Text = string().max(2048);
var SourceAttributes = object({
  type: Text.default(""),
  id: Text.optional(),
  owner: Text.optional(),
  repo: Text.optional(),
  host: Text.optional(),
  url: Text.optional(),
  path: Text.optional(),
  dir: Text.optional(),
  ref: Text.optional(),
  rev: Text.optional(),
  narHash: Text.optional(),
  lastModified: number().optional()
});
var Edge = union([Text, array(Text).max(64)]);
var Node = looseObject({
  inputs: record(Text, Edge).default({}),
  locked: SourceAttributes.optional(),
  original: SourceAttributes.optional()
});
var LockFile = looseObject({ version: int().min(5).max(7), root: Text, nodes: record(Text, Node) });
var MOST_INPUTS = 2e3;
var DEEPEST = 12;
function parseLockFile(text2) {
  try {
    return LockFile.safeParse(JSON.parse(text2)).data;
  } catch {
    return void 0;
  }
}
function rootNode(lock) {
  return nodeOf(lock, lock.root);
}
function nodeOf({ nodes }, name) {
  return Object.hasOwn(nodes, name) ? nodes[name] : void 0;
}
function lockedInputs(lock) {
  const found = /* @__PURE__ */ new Map();
  let level = [["", lock.root]];
  for (let depth = 0; depth < DEEPEST && level.length > 0; depth += 1) {
    level = level.flatMap(([path, name]) => inputsBelow({ lock, path, name, found }));
  }
  return found;
}
function inputsBelow({ lock, path, name, found }) {
  return Object.entries(nodeOf(lock, name)?.inputs ?? {}).flatMap(([input, edge]) => {
    const below = path === "" ? input : `${path}/${input}`;
    if (found.size >= MOST_INPUTS) return [];
    if (typeof edge !== "string") {
      found.set(below, { kind: "follows", target: edge.join("/") });
      return [];
    }
    const node = nodeOf(lock, edge);
    const locked = node?.locked ?? { type: "" };
    found.set(below, { kind: "locked", locked, original: node?.original ?? locked });
    return [[below, edge]];
  });
}

// src/discover/reach/moved-inputs.ts
function movedInputs(base, head) {
  const [before, after] = [printsOf(base), printsOf(head)];
  if (before === void 0 || after === void 0) return void 0;
  return [.../* @__PURE__ */ new Set([...before.keys(), ...after.keys()])].filter((name) => before.get(name) !== after.get(name));
}
function printsOf(lock) {
  if (liesInRepository(lock)) return void 0;
  const inputs = nodeOf(lock, lock.root)?.inputs ?? {};
  return new Map(Object.keys(inputs).map((name) => [name, printOf(lock, name)]));
}
function liesInRepository({ nodes }) {
  const isRelative = (source) => source?.type === "path" && source.path?.startsWith("/") !== true;
  return Object.values(nodes).some(({ locked, original, parent }) => (isRelative(locked) || isRelative(original)) && !(Array.isArray(parent) && parent.length > 0));
}
function printOf(lock, input) {
  const first = resolve(lock, [input]);
  const numbers = /* @__PURE__ */ new Map();
  const waiting = first === void 0 ? [] : [first];
  const printed = [];
  const numberOf = (name) => {
    if (name === void 0) return -1;
    const known2 = numbers.get(name) ?? numbers.size;
    if (!numbers.has(name)) waiting.push(name);
    numbers.set(name, known2);
    return known2;
  };
  for (const start of waiting.splice(0)) numberOf(start);
  for (let name = waiting.shift(); name !== void 0; name = waiting.shift()) {
    const { inputs, ...node } = nodeOf(lock, name) ?? { inputs: {} };
    const edges = Object.entries(inputs).toSorted(([left], [right]) => left < right ? -1 : 1);
    printed.push([node, edges.map(([edge, target]) => [edge, numberOf(typeof target === "string" ? target : resolve(lock, target))])]);
  }
  return JSON.stringify(printed);
}
var DEEPEST2 = 64;
function resolve(lock, path) {
  return resolveWithin(lock, { path, depth: 0 });
}
function resolveWithin(lock, { path, depth }) {
  if (depth > DEEPEST2) return void 0;
  let name = lock.root;
  for (const step of path) {
    const edge = nodeOf(lock, name)?.inputs[step];
    const next = typeof edge === "string" || edge === void 0 ? edge : resolveWithin(lock, { path: edge, depth: depth + 1 });
    if (next === void 0) return void 0;
    name = next;
  }
  return name;
}

// src/discover/reach/nix-nodes.ts
function indexParents(root) {
  const parents = /* @__PURE__ */ new Map();
  const waiting = [root];
  for (let node = waiting.pop(); node !== void 0; node = waiting.pop()) {
    for (const child of node.children) {
      parents.set(child, node);
      waiting.push(child);
    }
  }
  return parents;
}
function childIn(node, field) {
  return node?.children.find((child) => child.field === field);
}
function textOf({ source }, node) {
  return source.slice(node.start, node.end);
}
function literalOf(file, node) {
  const [only, ...others] = node?.kind === "string_expression" ? node.children : [];
  return only?.kind === "string_fragment" && others.length === 0 ? textOf(file, only) : void 0;
}
function attributesOf(file, set) {
  const bindings = set.children.find(({ kind }) => kind === "binding_set")?.children ?? [];
  return bindings.flatMap((binding) => {
    const [path, value] = [childIn(binding, "attrpath"), childIn(binding, "expression")];
    if (binding.kind !== "binding" || path === void 0 || value === void 0) return [];
    const names = path.children.filter(({ field }) => field === "attr").map((name) => name.kind === "identifier" ? textOf(file, name) : literalOf(file, name));
    return [{ binding, names, value }];
  });
}
function callOf(node) {
  const given = [];
  let callee = node;
  for (; callee.kind === "apply_expression"; callee = childIn(callee, "function") ?? callee.children[0] ?? node) {
    const argument = childIn(callee, "argument");
    if (argument !== void 0) given.unshift(argument);
    if (given.length > 50) break;
  }
  return { callee, given };
}
function bodyOf(node) {
  const field = node.kind === "parenthesized_expression" ? "expression" : ["let_expression", "with_expression", "assert_expression"].includes(node.kind) ? "body" : void 0;
  const inner = field === void 0 ? void 0 : childIn(node, field);
  return inner === void 0 ? node : bodyOf(inner);
}

// src/discover/reach/named-paths.ts
function namesByHost(split, mark) {
  const { file } = split;
  const path = nodeAt(file.root, mark.start);
  const holes = path?.kind === "path_expression" ? path.children.filter(({ kind }) => kind === "interpolation") : [];
  const variable = holes.length === 1 ? childIn(holes[0], "expression") : void 0;
  if (path === void 0 || variable?.kind !== "variable_expression") return void 0;
  const name = textOf(file, variable);
  const found = functionOf(file, { node: path, name });
  return found === void 0 ? void 0 : callsOf(split, { ...found, name });
}
function nodeAt(root, start) {
  let node = root;
  while (node !== void 0 && !(node.kind === "path_expression" && node.start === start)) {
    node = node.children.find((child) => child.start <= start && start < child.end);
  }
  return node;
}
function functionOf(file, { node, name }) {
  for (let at = file.parents.get(node); at !== void 0; at = file.parents.get(at)) {
    if ((at.kind === "let_expression" || at.kind === "rec_attrset_expression") && gives(file, { set: at, name })) return void 0;
    if (at.kind !== "function_expression") continue;
    const [formals, universal] = [childIn(at, "formals"), childIn(at, "universal")];
    const isByName = formals?.children.some((formal) => formal.kind === "formal" && textOf(file, childIn(formal, "name") ?? formal) === name) === true;
    const isWhole = universal !== void 0 && textOf(file, universal) === name;
    if (isWhole && formals !== void 0) return void 0;
    if (isByName || isWhole) return { ...outermostOf(file, at), isByName };
  }
  return void 0;
}
function gives(file, { set, name }) {
  const inherited = set.children.find(({ kind }) => kind === "binding_set")?.children.filter(({ kind }) => kind !== "binding") ?? [];
  return attributesOf(file, set).some(({ names }) => names[0] === name) || inherited.some((node) => new RegExp(String.raw`(?<![\w'-])${name}(?![\w'-])`).test(textOf(file, node)));
}
function outermostOf({ parents }, node) {
  let [outermost, position] = [node, 0];
  for (let parent = parents.get(outermost); parent?.kind === "function_expression"; parent = parents.get(outermost)) [outermost, position] = [parent, position + 1];
  return { outermost, position };
}
function callsOf(split, sought) {
  const { file } = split;
  const parent = file.parents.get(sought.outermost);
  const value = parent?.kind === "parenthesized_expression" ? parent : sought.outermost;
  const called = hostsOfCall(split, value);
  if (called !== void 0) return sought.position === 0 && !sought.isByName ? new Map(called.map((host) => [host, [host]])) : void 0;
  const attribute = parent?.kind === "binding" ? childIn(parent, "attrpath") : void 0;
  if (attribute?.children.length !== 1) return void 0;
  return valuesAt(split, { ...sought, uses: usesOf(file, attribute) });
}
function hostsOfCall({ calls }, node) {
  return calls.find((call) => call.function === node)?.hosts;
}
function usesOf(file, binding) {
  const name = textOf(file, binding);
  const uses = [];
  for (const node of file.parents.keys()) {
    if (node.kind === "identifier" && textOf(file, node) === name && !(binding.start <= node.start && node.end <= binding.end)) uses.push(node);
  }
  return uses;
}
function valuesAt(split, { uses, ...sought }) {
  const { file, stretches } = split;
  const names = /* @__PURE__ */ new Map();
  for (const use of uses) {
    const variable = file.parents.get(use);
    if (variable?.kind !== "variable_expression") return void 0;
    const called = sought.position === 0 && !sought.isByName ? hostsOfCall(split, variable) : void 0;
    for (const host2 of called ?? []) names.set(host2, [...names.get(host2) ?? [], host2]);
    if (called !== void 0) continue;
    const host = stretches.find(({ start, end, host: owner }) => owner !== void 0 && start <= use.start && use.end <= end)?.host;
    const value = givenTo(file, { variable, sought });
    if (host === void 0 || value === void 0) return void 0;
    names.set(host, [...names.get(host) ?? [], value]);
  }
  return names;
}
function givenTo(file, { variable, sought }) {
  let call = variable;
  for (let parent = file.parents.get(call); parent?.kind === "apply_expression" && childIn(parent, "function") === call; parent = file.parents.get(call)) call = parent;
  const argument = callOf(call).given[sought.position];
  if (argument === void 0) return void 0;
  if (!sought.isByName) return literalOf(file, argument);
  if (argument.kind !== "attrset_expression") return void 0;
  return literalOf(file, attributesOf(file, argument).find(({ names }) => names.length === 1 && names[0] === sought.name)?.value);
}

// src/discover/reach/split-file.ts
var BESIDE = /* @__PURE__ */ new Set(["packages", "legacyPackages", "checks", "apps", "devShells", "devShell", "formatter", "templates", "deploy", "hydraJobs", "darwinConfigurations", "homeConfigurations", "nixOnDroidConfigurations", "colmena", "colmenaHive", "githubActions", "perSystem"]);
var HOSTS2 = "nixosConfigurations";
var MOST_STEPS = 2e4;
async function splitFile({ path, source }, role) {
  const tree = await parseNix(source);
  const root = tree === void 0 || tree.hasError ? void 0 : tree.root.children.find(({ field }) => field === "expression");
  if (root === void 0) return void 0;
  const draft = { file: { path, source, root, parents: indexParents(root) }, stretches: [], declarations: [], calls: [], hosts: [], sets: [], steps: 0 };
  if (role === "hosts") splitSet(draft, functionBody(root));
  if (role === "outputs") splitOutputs(draft, root);
  if (role === "flake") splitFlake(draft, root);
  return draft;
}
function functionBody(node) {
  const inner = bodyOf(node);
  const body = inner.kind === "function_expression" ? childIn(inner, "body") : void 0;
  return body === void 0 ? inner : functionBody(body);
}
function splitFlake(draft, root) {
  for (const { names, value, binding } of attributesOf(draft.file, root)) {
    if (names[0] === "outputs" && names.length === 1) splitOutputs(draft, value);
    else if (names[0] === "inputs" || names[0] === "description" || names[0] === "nixConfig") draft.stretches.push({ start: binding.start, end: binding.end });
  }
}
function splitOutputs(draft, node) {
  draft.steps += 1;
  if (draft.steps > MOST_STEPS) return;
  const body = functionBody(node);
  if (body.kind === "binary_expression") for (const side of body.children) splitOutputs(draft, side);
  if (body.kind === "apply_expression" && textOf(draft.file, callOf(body).callee).endsWith("mkFlake")) {
    const last = callOf(body).given.at(-1);
    if (last !== void 0) splitOutputs(draft, last);
  }
  if (body.kind !== "attrset_expression" && body.kind !== "rec_attrset_expression") return;
  for (const attribute of attributesOf(draft.file, body)) splitOutput(draft, { attribute, isRecursive: body.kind === "rec_attrset_expression" });
}
function splitOutput(draft, { attribute: { names, value, binding }, isRecursive }) {
  const [first, ...others] = names[0] === "flake" ? names.slice(1) : names;
  if (first === void 0 && names[0] === "flake") splitOutputs(draft, value);
  if (first !== void 0 && BESIDE.has(first) && !isRecursive) draft.stretches.push({ start: binding.start, end: binding.end });
  if (first !== HOSTS2) return;
  const path = childIn(binding, "attrpath");
  if (path !== void 0) draft.declarations.push({ start: path.start, end: path.end });
  const [host, ...deeper] = others;
  if (others.length === 0) splitSet(draft, value);
  else if (host !== void 0 && deeper.length === 0) addHost(draft, { host, stretch: binding });
}
function addHost(draft, { host, stretch }) {
  draft.hosts.push(host);
  draft.stretches.push({ start: stretch.start, end: stretch.end, host });
}
function splitSet(draft, node) {
  draft.steps += 1;
  if (draft.steps > MOST_STEPS) return;
  const body = bodyOf(node);
  if (body.kind === "binary_expression") for (const side of body.children) splitSet(draft, side);
  if (body.kind === "apply_expression") splitCall(draft, body);
  if (body.kind !== "attrset_expression") return;
  for (const { names, binding } of attributesOf(draft.file, body)) {
    const [host] = names;
    if (host !== void 0 && names.length === 1) addHost(draft, { host, stretch: binding });
  }
}
function splitCall(draft, node) {
  const { file } = draft;
  const { callee, given } = callOf(node);
  const [first, second] = given;
  const name = textOf(file, callee);
  if (name === "import" && first?.kind === "path_expression") {
    draft.sets.push(joinPath(folderOf(file.path), textOf(file, first)));
    draft.declarations.push({ start: first.start, end: first.end });
  }
  if (first === void 0 || second === void 0 || given.length !== 2) return;
  const before = draft.hosts.length;
  if (/(?:^|\.)mapAttrs$/.test(name) && bodyOf(second).kind === "attrset_expression") {
    splitSet(draft, second);
    draft.calls.push({ function: first, hosts: draft.hosts.slice(before) });
  }
  const names = /(?:^|\.)genAttrs$/.test(name) && first.kind === "list_expression" ? first.children.map((element) => literalOf(file, element)) : [];
  const hosts = names.filter((host) => host !== void 0);
  if (hosts.length === 0 || hosts.length < names.length) return;
  draft.hosts.push(...hosts);
  draft.calls.push({ function: second, hosts });
}

// src/discover/reach/side-reads.ts
var MOST_SPLITS = 40;
async function sideReads(flake, { ground, whole }) {
  const splits = await splitFiles(flake, { ground, whole });
  if (splits === void 0) return "its hosts are declared in a way that cannot be taken apart";
  const named = new Map(splits.flatMap(namedMarks));
  const scan = withoutParts(ground.scan, { splits, named });
  const sets = splits.filter(({ role }) => role === "hosts").map(({ scanned }) => scanned.path);
  const files = await Promise.all([flake, ...sets].map(scan));
  const shared = await closureOf(files.flatMap((file) => file.marks.map((mark) => ({ file, mark }))), { ...ground, scan });
  const names = new Set(splits.flatMap(({ split }) => split.hosts));
  const hosts = /* @__PURE__ */ new Map();
  for (const name of names) hosts.set(name, await closureOf(hostMarks(name, { splits, named }), { ...ground, scan }));
  const all = [shared, ...hosts.values()];
  const isMixed = all.some(({ outputs }) => outputs.has("host") || outputs.has("output"));
  const isImported = all.some((reads) => reads.files.some(({ path }) => path === flake || sets.includes(path) || reads !== shared && splits.some(({ scanned }) => scanned.path === path)));
  if (isMixed) return "hosts, or what they share, take outputs of the flake by their names";
  if (isImported) return "hosts import files that declare hosts";
  return { shared, hosts, parts: new Map(splits.map((split) => [split.scanned.path, partsOf2(split)])) };
}
async function splitFiles(flake, { ground, whole }) {
  const declaring = whole.files.filter(({ path, marks }) => path !== flake && marks.some(({ kind }) => kind === "host"));
  const queue = [[flake, "flake"], ...declaring.map(({ path }) => [path, "outputs"])];
  const splits = [];
  for (let next = queue.shift(); next !== void 0; next = queue.shift()) {
    const [path, role] = next;
    if (splits.length === MOST_SPLITS) return void 0;
    if (splits.some(({ scanned: scanned2 }) => scanned2.path === path)) continue;
    const scanned = await ground.scan(path);
    const split = await splitFile(scanned, role);
    if (split === void 0) return void 0;
    splits.push({ split, scanned, role });
    for (const set of split.sets) queue.push([ground.index.entries.has(set) ? set : `${set}/default.nix`, "hosts"]);
  }
  return splits;
}
var PLAIN_NAME = /^[\w+-][\w.+-]*(?:\/[\w+-][\w.+-]*)*$/;
var isWithin = (start, stretch) => stretch.start <= start && start < stretch.end;
function namedMarks({ split, scanned }) {
  return scanned.marks.flatMap((mark) => {
    if (mark.kind !== "path" || mark.tail === void 0 || split.stretches.some((stretch) => isWithin(mark.start, stretch))) return [];
    const names = namesByHost(split, mark);
    return names === void 0 || ![...names.values()].flat().every((name) => PLAIN_NAME.test(name)) ? [] : [[mark, names]];
  });
}
function withoutParts(scan, { splits, named }) {
  const shared = new Map(splits.map(({ split, scanned }) => {
    const hidden = [...split.stretches, ...split.declarations];
    const marks = scanned.marks.filter((mark) => !hidden.some((stretch) => isWithin(mark.start, stretch)) && !(mark.kind === "path" && named.has(mark)));
    return [scanned.path, { ...scanned, marks }];
  }));
  return async (path) => shared.get(path) ?? scan(path);
}
function hostMarks(name, { splits, named }) {
  return splits.flatMap(({ split, scanned: file }) => {
    const own = split.stretches.filter(({ host }) => host === name);
    const written = file.marks.filter(({ start }) => own.some((stretch) => isWithin(start, stretch)) && !split.declarations.some((stretch) => isWithin(start, stretch)));
    const filled = file.marks.flatMap((mark) => {
      const names = mark.kind === "path" ? named.get(mark)?.get(name) : void 0;
      return mark.kind === "path" && names !== void 0 ? names.map((text2) => filledMark(mark, text2)) : [];
    });
    return [...written, ...filled].map((mark) => ({ file, mark }));
  });
}
function filledMark({ tail = "", path, ...mark }, text2) {
  return { ...mark, path: `${path}${text2}${tail}`.replace(/\/$/, "") };
}
function partsOf2({ split, scanned: { code, text: text2 } }) {
  const texts2 = /* @__PURE__ */ new Map();
  for (const { start, end, host } of split.stretches) {
    if (host !== void 0) texts2.set(host, `${texts2.get(host) ?? ""}
${code.slice(start, end)}`);
  }
  const declared = split.stretches.filter(({ host, start, end }) => host === void 0 && /^(?:inputs|nixConfig|description)\b/.test(code.slice(start, end)));
  return {
    shared: cutOut(code, split.stretches),
    inputs: declared.map(({ start, end }) => code.slice(start, end)).join("\n"),
    named: cutOut(text2, split.stretches),
    hosts: texts2
  };
}
function cutOut(text2, stretches) {
  const pieces = [];
  let from = 0;
  for (const { start, end } of stretches.toSorted((left, right) => left.start - right.start)) {
    if (start >= from) pieces.push(text2.slice(from, start).trim());
    from = Math.max(from, end);
  }
  return [...pieces, text2.slice(from).trim()].filter((piece) => piece !== "").join("\n");
}

// src/discover/reach/affected-hosts.ts
async function affectedHosts(request) {
  const { base, head, changes, folder } = request;
  const everything = changes.find(({ path }) => CONFIG_FILES.some((file) => file === path) || /(?:^|\/)\.git(?:attributes|modules)$/.test(path));
  if (everything !== void 0) return { kind: "all", reason: `${everything.path} changed` };
  const inputs = await inputsOf(request);
  if (inputs.kind === "all") return inputs;
  const flake = joinPath(folder, "flake.nix");
  const first = openScanner(base);
  const second = openSecondScanner(head, { first, changed: new Set(changes.map(({ path }) => path)) });
  const sides = [await openSide(flake, { tree: base, scan: first }), await openSide(flake, { tree: head, scan: second })];
  const changed = { flake, paths: changes.map(({ path }) => path), inputs: inputs.names };
  const news = sides.map(({ whole }) => newsFor(whole, changed)).find((reason2) => reason2 !== void 0) ?? (changed.inputs.length > 0 ? "flake.lock changed" : void 0);
  const reason = news ?? (changed.paths.includes(flake) ? `${flake} changed` : void 0);
  if (reason === void 0) return { kind: "some", hosts: [] };
  const [before, after] = request.canSplit ? await Promise.all(sides.map(({ ground, whole }) => sideReads(flake, { ground, whole }))) : [];
  if (before === void 0 || after === void 0) return { kind: "all", reason };
  if (typeof before === "string" || typeof after === "string") return { kind: "all", reason: `${reason}, and ${[before, after].find((side) => typeof side === "string") ?? ""}` };
  return comparedHosts({ before, after }, changed);
}
async function openSide(flake, { tree, scan }) {
  const ground = { index: indexTree(tree), scan };
  const file = await ground.scan(flake);
  return { flake, ground, whole: await closureOf(file.marks.map((mark) => ({ file, mark })), ground) };
}
async function inputsOf({ base, head, folder, changes }) {
  const path = joinPath(folder, "flake.lock");
  const [before, after] = (await Promise.all([base.read(path), head.read(path)])).map((text2) => text2 === void 0 ? void 0 : parseLockFile(text2));
  if ([before, after].some((lock) => lock !== void 0 && liesInRepository(lock))) return { kind: "all", reason: "an input lies in the repository itself" };
  if (!changes.some((change) => change.path === path)) return { kind: "named", names: [] };
  const names = before === void 0 || after === void 0 ? void 0 : movedInputs(before, after);
  return names === void 0 ? { kind: "all", reason: "flake.lock changed" } : { kind: "named", names };
}
function newsFor(reads, { paths }) {
  if (reads.doubt !== void 0) return reads.doubt;
  const read = paths.find((path) => reads.exact.has(path) || partsOf3(path).some((part) => reads.prefixes.has(part)) || [...reads.exact].some((folder) => isInside(path, folder)));
  return read === void 0 ? void 0 : `${read} is read`;
}
function partsOf3(path) {
  return Array.from(path, (_, index) => path.slice(0, index)).concat(path);
}
function namesInput(texts2, inputs) {
  return inputs.find((input) => {
    const pattern = new RegExp(String.raw`(?<![\w'-])${input.replaceAll(/[^\w-]/g, String.raw`\$&`)}(?![\w'-])`);
    return texts2.some((text2) => pattern.test(text2));
  });
}
function comparedHosts({ before, after }, changed) {
  const declaring = new Set([...before.parts.keys()].filter((path) => after.parts.has(path)));
  const others = { ...changed, paths: changed.paths.filter((path) => !declaring.has(path)) };
  for (const side of [before, after]) {
    const texts2 = [...side.parts.values()].map(({ named }) => named).concat(side.shared.files.filter(({ path }) => !side.parts.has(path)).map(({ text: text2 }) => text2));
    const input = namesInput(texts2, changed.inputs);
    const reason = newsFor(side.shared, others) ?? (input === void 0 ? void 0 : `input ${input} moved`);
    if (reason !== void 0) return { kind: "all", reason };
  }
  const different = [...declaring].find((path) => partsDiffer(before.parts.get(path), after.parts.get(path)));
  if (different !== void 0) return { kind: "all", reason: `${different} changed beside its hosts` };
  const names = /* @__PURE__ */ new Set([...before.hosts.keys(), ...after.hosts.keys()]);
  return { kind: "some", hosts: [...names].filter((name) => isAffected(name, { sides: { before, after }, others })).toSorted() };
}
function partsDiffer(before, after) {
  return before?.shared !== after?.shared || before?.inputs !== after?.inputs;
}
function isAffected(name, { sides: { before, after }, others }) {
  const textOf3 = ({ parts }) => [...parts.values()].map(({ hosts }) => hosts.get(name) ?? "").join("\n");
  if (!before.hosts.has(name) || !after.hosts.has(name) || textOf3(before) !== textOf3(after)) return true;
  return [before, after].some((side) => {
    const reads = side.hosts.get(name);
    if (reads === void 0) return true;
    return newsFor(reads, others) !== void 0 || namesInput([textOf3(side), ...reads.files.map(({ text: text2 }) => text2)], others.inputs) !== void 0;
  });
}

// src/discover/hosts-in-scope.ts
async function findHosts(trees, { config, changes }) {
  const folder = normalPath(config.flake);
  const hasFlake = (tree) => tree.entries.get(joinPath(folder, "flake.nix"))?.kind === "file";
  const [atBase, atHead] = [hasFlake(trees.base), hasFlake(trees.head)];
  if (!atBase && !atHead) return { value: { canChange: false }, findings: [flakeMissing(folder)] };
  const where = { ...atBase ? { baseFlake: folder } : {}, ...atHead ? { headFlake: folder } : {} };
  if (trees.base.revision.tree === trees.head.revision.tree) return { value: { ...where, canChange: changes.length > 0 }, findings: [] };
  const findings = atHead ? await findPointers(trees.head, folder) : [];
  if (!atBase || !atHead) return { value: { ...where, canChange: true }, findings };
  if (config.evaluation["leave-out"] === "never") return { value: { ...where, canChange: changes.length > 0 }, findings: [] };
  const canSplit = config["hosts-attribute"] === "nixosConfigurations";
  const affected = await affectedHosts({ ...trees, folder, changes, canSplit });
  if (affected.kind === "all") return { value: { ...where, canChange: true, why: affected.reason }, findings };
  return { value: { ...where, ...affected.hosts.length === 0 ? { canChange: false } : { canChange: true, only: affected.hosts } }, findings };
}
function flakeMissing(folder) {
  return {
    code: "flake-missing",
    severity: "warning",
    subject: folder === "." ? "flake.nix" : `${folder}/flake.nix`,
    message: "There is no such file at base or head, so no host is planned.",
    hint: "Name the flake's folder in the `flake` option, relative to the repository's root."
  };
}

// src/discover/inputs/locked-version.ts
var FORGES = { github: "github.com", gitlab: "gitlab.com", sourcehut: "git.sr.ht" };
var REVISION_IN_URL = /\b[0-9a-f]{40}\b|(?<=\bnix(?:os|pkgs)[\w.-]*\.)[0-9a-f]{7,12}(?=\/)/;
var LAST_SECOND = 253402300799;
function versionOf(input) {
  if (input.kind === "follows") return { kind: "follows", target: input.target.slice(0, 1024) };
  const { locked, original } = input;
  const [revision, date] = [revisionOf(locked), dateOf(locked)];
  return {
    kind: "locked",
    type: locked.type.slice(0, 64),
    source: sourceOf(original.type === "" ? locked : original).slice(0, 1024),
    ...revision === void 0 ? {} : { revision },
    ...date === void 0 ? {} : { date },
    ...revision !== void 0 || locked.narHash === void 0 ? {} : { hash: locked.narHash.slice(0, 128) }
  };
}
function revisionOf({ rev, url = "" }) {
  return rev?.slice(0, 128) ?? REVISION_IN_URL.exec(url)?.[0];
}
function dateOf({ lastModified = 0 }) {
  if (!Number.isInteger(lastModified) || lastModified <= 0 || lastModified > LAST_SECOND) return void 0;
  return new Date(lastModified * 1e3).toISOString().slice(0, 10);
}
function sourceOf(source) {
  const { type, ref } = source;
  const behind = ref === void 0 ? "" : `/${ref}`;
  if (type in FORGES) return `${type}:${decoded(source.owner)}/${decoded(source.repo)}${behind}`;
  if (type === "indirect") return `${source.id ?? ""}${behind}`;
  if (type === "path") return `path:${source.path ?? ""}`;
  const url = withoutSecrets(source.url ?? "");
  if (type === "git" || type === "hg") return `${type}+${url.replace(/^(?:git|hg)\+/, "")}${ref === void 0 ? "" : `?ref=${ref}`}`;
  return url === "" ? type : url;
}
function decoded(text2 = "") {
  return text2.replaceAll(/%2f/gi, "/");
}
function withoutSecrets(url) {
  return url.replace(/[?#].*$/s, "").replace(/^([\w+.-]+:\/\/)[^/]*@/, "$1");
}
function repositoryOf({ type, owner, repo, host, url = "" }) {
  const forge = FORGES[type];
  if (forge !== void 0) return parseForgeRepository(`https://${host ?? forge}/${decoded(owner)}/${decoded(repo)}`);
  if (/^https:\/\/releases\.nixos\.org\/(?:nixos|nixpkgs)\//.test(url)) return parseForgeRepository("https://github.com/NixOS/nixpkgs");
  const address = url.replace(/[?#].*$/s, "");
  return parseForgeRepository(address.replace(/\/(?:-\/)?(?:archive|tarball|get)\/.*$/, ""));
}

// src/discover/inputs/compare-inputs.ts
function compareInputs({ base, head }) {
  const [before, after] = [base, head].map((lock) => lock === void 0 ? /* @__PURE__ */ new Map() : lockedInputs(lock));
  if (before === void 0 || after === void 0) return [];
  const paths = [.../* @__PURE__ */ new Set([...before.keys(), ...after.keys()])].toSorted(byDepth);
  return paths.filter((path) => !isSame(before.get(path), after.get(path))).map((path) => changeOf(path, { old: before.get(path), new: after.get(path) }));
}
function isDirect({ path }) {
  return !path.includes("/");
}
function byDepth(left, right) {
  return Number(left.includes("/")) - Number(right.includes("/")) || (left < right ? -1 : 1);
}
function isSame(old, fresh) {
  return JSON.stringify(identityOf(old)) === JSON.stringify(identityOf(fresh));
}
function identityOf(input) {
  if (input?.kind !== "locked") return input;
  const { lastModified, ...locked } = input.locked;
  return { locked, original: input.original, ...locked.rev === void 0 && locked.narHash === void 0 ? { lastModified } : {} };
}
function changeOf(path, { old, new: fresh }) {
  const compare = compareOf({ old, new: fresh });
  return {
    path: path.slice(0, 1024),
    ...old === void 0 ? {} : { old: versionOf(old) },
    ...fresh === void 0 ? {} : { new: versionOf(fresh) },
    ...compare === void 0 ? {} : { compare }
  };
}
function compareOf({ old, new: fresh }) {
  if (old?.kind !== "locked" || fresh?.kind !== "locked") return void 0;
  const [from, to] = [versionOf(old), versionOf(fresh)];
  const [before, after] = [repositoryOf(old.locked), repositoryOf(fresh.locked)];
  if (from.kind !== "locked" || to.kind !== "locked" || from.revision === void 0 || to.revision === void 0) return void 0;
  if (after === void 0 || before?.host !== after.host || before.path !== after.path) return void 0;
  return compareLink(after, { from: from.revision, to: to.revision });
}

// src/discover/inputs/find-inputs.ts
async function findInputs({ base, head, changes, folder }) {
  const path = joinPath(folder, "flake.lock");
  if (!changes.some((change) => change.path === path)) return { value: [], findings: [] };
  const [before, after] = await Promise.all([base.read(path), head.read(path)]);
  const [old, fresh] = [before, after].map((text2) => text2 === void 0 ? void 0 : parseLockFile(text2));
  if (after !== void 0 && fresh === void 0) return { value: [], findings: [lockInvalid(path)] };
  if (before !== void 0 && old === void 0) return { value: [], findings: [] };
  return { value: compareInputs({ base: old, head: fresh }), findings: [] };
}
function lockInvalid(path) {
  return {
    code: "flake-lock-invalid",
    severity: "error",
    subject: path,
    message: "It is no lock file that Nix reads: not JSON, or of another version than 5 to 7.",
    hint: "Look for conflict markers; `nix flake lock` writes a missing file anew.",
    place: { file: path }
  };
}

// src/discover/default-files.ts
var MAIN_FILES = ["compose.yaml", "compose.yml", "docker-compose.yml", "docker-compose.yaml"];
var OVERRIDE_FILES = ["compose.override.yml", "compose.override.yaml", "docker-compose.override.yml", "docker-compose.override.yaml"];
function groupFiles(names) {
  const main = MAIN_FILES.find((name) => names.includes(name));
  const override = OVERRIDE_FILES.find((name) => names.includes(name));
  const known2 = /* @__PURE__ */ new Set([...MAIN_FILES, ...OVERRIDE_FILES]);
  const others = names.filter((name) => !known2.has(name)).map((name) => ({ files: [name], isMain: false }));
  if (main === void 0) return [...others, ...override === void 0 ? [] : [{ files: [override], isMain: false }]];
  return [{ files: override === void 0 ? [main] : [main, override], isMain: true }, ...others];
}

// src/discover/generated-module.ts
var HEADER = /^#\s*(?:auto-generated (?:by|using) compose2nix|generated by stowplan)\b/im;
var HEADER_LENGTH = 400;
async function findGeneratedModule(tree, project) {
  const folder = folderOf(project.input);
  for (const place of /* @__PURE__ */ new Set([folder, folderOf(folder)])) {
    const modules = await generatedModules(tree, place);
    const mine = modules.filter(({ path, text: text2 }) => place === folder || isNamed(text2, project.label) || sameStem(path, project.input));
    const best = mine.find(({ path }) => sameStem(path, project.input)) ?? mine.find(({ text: text2 }) => isNamed(text2, project.label)) ?? mine[0];
    if (best !== void 0) return best.path;
  }
  return void 0;
}
var known = /* @__PURE__ */ new WeakMap();
function generatedModules(tree, folder) {
  const ofTree = known.get(tree) ?? /* @__PURE__ */ new Map();
  known.set(tree, ofTree);
  const modules = ofTree.get(folder) ?? readModules(tree, folder);
  ofTree.set(folder, modules);
  return modules;
}
async function readModules(tree, folder) {
  const paths = [...tree.entries.values()].filter(({ path, kind }) => kind === "file" && path.endsWith(".nix") && folderOf(path) === folder);
  const modules = await Promise.all(paths.map(async ({ path }) => ({ path, text: await tree.read(path) ?? "" })));
  return modules.filter(({ text: text2 }) => HEADER.test(text2.slice(0, HEADER_LENGTH)));
}
function sameStem(module, input) {
  return module === joinPath(folderOf(module), `${input.slice(input.lastIndexOf("/") + 1).replace(/\.ya?ml$/, "")}.nix`);
}
function isNamed(text2, label) {
  return text2.includes(`-compose-${label}-root`) || text2.includes(`${label}_default`);
}

// src/discover/glob.ts
function matchSequence({ tokens, items, isMany, matches }) {
  let [token, item] = [0, 0];
  let retry;
  while (item < items.length) {
    const [wanted, given] = [tokens[token], items[item]];
    if (wanted !== void 0 && isMany(wanted)) {
      retry = { token, item };
      token += 1;
    } else if (wanted !== void 0 && given !== void 0 && matches(wanted, given)) {
      token += 1;
      item += 1;
    } else if (retry !== void 0) {
      retry = { token: retry.token, item: retry.item + 1 };
      token = retry.token + 1;
      item = retry.item;
    } else {
      return false;
    }
  }
  return tokens.slice(token).every(isMany);
}
function matchSegment(pattern, segment) {
  return matchSequence({
    tokens: Array.from(pattern),
    items: Array.from(segment),
    isMany: (token) => token === "*",
    matches: (token, character) => token === "?" || token === character
  });
}
function compileGlob(pattern) {
  const tokens = pattern.replace(/^(?:\.\/)+/, "").split("/");
  return (path) => matchSequence({ tokens, items: path.split("/"), isMany: (token) => token === "**", matches: matchSegment });
}
function compileNameGlob(pattern) {
  return (name) => matchSegment(pattern, name);
}

// src/discover/list-projects.ts
var LONGEST_LABEL = 255;
async function listProjects(trees, config) {
  const configured = config.projects.map(configuredDraft);
  const taken = new Set(configured.flatMap((draft) => draft.inputs));
  const drafts = [...configured, ...foundDrafts(trees, { patterns: config.compose, taken })];
  const sources = await Promise.all(drafts.map((draft) => complete(draft, trees)));
  return {
    value: sources.filter(({ existsIn }) => existsIn.base || existsIn.head),
    findings: configured.flatMap((draft) => missingInputs(draft, trees))
  };
}
function configuredDraft(options) {
  const inputs = options.inputs.map(normalPath);
  return { label: options.project ?? labelOf(inputs[0] ?? ".", { isMain: true }), inputs, options };
}
function foundDrafts(trees, { patterns, taken }) {
  const tests = patterns.map(compileGlob);
  const drafts = /* @__PURE__ */ new Map();
  for (const tree of [trees.head, trees.base]) {
    const matching = [...tree.entries.values()].filter(({ path, kind }) => kind === "file" && !taken.has(path) && tests.some((test) => test(path)));
    for (const [folder, entries] of Map.groupBy(matching, ({ path }) => folderOf(path))) {
      for (const { files, isMain } of groupFiles(entries.map(({ path }) => path.slice(path.lastIndexOf("/") + 1)))) {
        const inputs = files.map((name) => joinPath(folder, name));
        const [first = ""] = inputs;
        const known2 = drafts.get(first);
        if (known2 === void 0) drafts.set(first, { label: labelOf(first, { isMain }), inputs, options: ProjectConfig.parse({ inputs }) });
        else if (known2.inputs.join("\0") !== inputs.join("\0")) drafts.set(first, { ...known2, baseInputs: inputs });
      }
    }
  }
  return [...drafts.values()].toSorted((left, right) => (left.inputs[0] ?? "") < (right.inputs[0] ?? "") ? -1 : 1);
}
function labelOf(input, { isMain }) {
  const folder = folderOf(input);
  const label = isMain && folder !== "." ? folder.slice(folder.lastIndexOf("/") + 1) : input;
  return label.slice(0, LONGEST_LABEL);
}
async function complete(draft, { base, head }) {
  const [input = ""] = draft.inputs;
  const isIn = (tree) => tree.entries.get(input)?.kind === "file";
  const existsIn = { base: isIn(base), head: isIn(head) };
  const found = draft.options.output ?? await findGeneratedModule(existsIn.head ? head : base, { input, label: draft.label });
  return { ...draft, folder: folderOf(input), existsIn, ...found === void 0 ? {} : { output: normalPath(found) } };
}
function missingInputs({ inputs, label }, { base, head }) {
  return inputs.filter((input) => !head.entries.has(input) && !base.entries.has(input)).map((input) => ({
    code: "compose-file-missing",
    severity: "warning",
    subject: `project ${label}`,
    message: `the configuration names ${input}, which is neither at base nor at head`,
    hint: "Correct `inputs` of the project in .github/stowplan.yml; paths start at the repository's root."
  }));
}

// src/discover/touched.ts
async function isTouched(project, { changes, trees }) {
  const variables = [joinPath(project.folder, ".env"), ...project.options.env_files.map(normalPath)];
  const own = /* @__PURE__ */ new Set([...project.inputs, ...project.baseInputs ?? [], ...variables, project.output ?? ""]);
  if (changes.some(({ path }) => own.has(path))) return true;
  const texts2 = await Promise.all(project.inputs.flatMap((input) => [trees.head.read(input), trees.base.read(input)]));
  return changes.some(({ path }) => {
    const written = relativePath(project.folder, path);
    return texts2.some((text2) => text2 !== void 0 && mentions(text2, written));
  });
}
function mentions(text2, path) {
  for (let start = text2.indexOf(path); start >= 0; start = text2.indexOf(path, start + 1)) {
    const before = text2.slice(Math.max(0, start - 3), start);
    const isStart = /(?:^|[^\w./-])(?:\.\/)?$/.test(before);
    if (isStart && !/[\w/-]/.test(text2.charAt(start + path.length))) return true;
  }
  return false;
}

// src/discover/discover.ts
async function discover({ base, head, changes, config }) {
  const trees = { base, head };
  if (changes.length === 0) return { value: { projects: [], inputs: [], hosts: { canChange: false } }, findings: [] };
  const hosts = await findHosts(trees, { config, changes });
  const inputs = await findInputs({ ...trees, changes, folder: normalPath(config.flake) });
  const projects = await listProjects(trees, config);
  const isConfigChanged = changes.some(({ path }) => CONFIG_FILES.some((file) => file === path));
  const isConfigured = (project) => config.projects.includes(project.options);
  const touched = await Promise.all(
    projects.value.map(async (project) => isConfigChanged && isConfigured(project) || await isTouched(project, { changes, trees }))
  );
  return {
    value: { projects: projects.value.filter((_, index) => touched[index] === true), inputs: inputs.value, hosts: hosts.value },
    findings: [...projects.findings, ...inputs.findings, ...hosts.findings]
  };
}

// src/discover/inputs/flake-url.ts
var INDIRECT = /^(?:flake:)?(?<id>[A-Za-z][\w-]*)(?:\/(?<rest>[^?#:]+))?$/;
var FORGE = /^(?<type>github|gitlab|sourcehut):(?<owner>[^/?#]+)\/(?<repo>[^/?#]+)(?:\/(?<rest>[^?#]+))?(?:\?(?<query>[^#]*))?$/;
var GIT = /^(?<type>git|hg)\+(?<url>[^?#]+)(?:\?(?<query>[^#]*))?$/;
var PATH2 = /^(?:path:)?(?<path>\.{0,2}\/[^?#]*)(?:\?(?<query>[^#]*))?$/;
var COMMIT = /^[0-9a-f]{40}$/;
function parseFlakeUrl(url) {
  return parseForge(url) ?? parseGit(url) ?? parsePath(url) ?? parseIndirect(url);
}
function parseForge(url) {
  const { type, owner, repo, rest, query } = FORGE.exec(url)?.groups ?? {};
  if (type === void 0 || owner === void 0 || repo === void 0) return void 0;
  return { type, owner, repo, ...refOrRevision(rest), ...queryOf(query) };
}
function parseGit(url) {
  const { type, url: address, query } = GIT.exec(url)?.groups ?? {};
  return type === void 0 || address === void 0 ? void 0 : { type, url: address, ...queryOf(query) };
}
function parsePath(url) {
  const { path, query } = PATH2.exec(url)?.groups ?? {};
  return path === void 0 ? void 0 : { type: "path", path, ...queryOf(query) };
}
function parseIndirect(url) {
  const { id, rest } = INDIRECT.exec(url)?.groups ?? {};
  if (id === void 0) return void 0;
  const [first, second] = rest?.split("/") ?? [];
  return { type: "indirect", id, ...refOrRevision(first), ...second === void 0 ? {} : { rev: second } };
}
function refOrRevision(text2) {
  if (text2 === void 0) return {};
  return COMMIT.test(text2) ? { rev: text2 } : { ref: decodeURIComponentSafely(text2) };
}
function queryOf(query = "") {
  const parameters = new URLSearchParams(query);
  const names = ["ref", "rev", "dir", "host"];
  return Object.fromEntries(names.flatMap((name) => parameters.has(name) ? [[name, parameters.get(name) ?? ""]] : []));
}
function decodeURIComponentSafely(text2) {
  try {
    return decodeURIComponent(text2);
  } catch {
    return text2;
  }
}
var FIELDS = ["type", "id", "owner", "repo", "host", "url", "path", "dir", "ref", "rev"];
function isSameSource(left, right) {
  const written = (text2 = "") => decodeURIComponentSafely(text2).replace(/^git\+/, "").replace(/\?.*$/s, "").replace(/\/+$/, "");
  return FIELDS.every((field) => written(left[field]) === written(right[field]));
}

// src/discover/inputs/lock-differences.ts
var Declared = SourceAttributes.extend({
  type: string().optional(),
  follows: string().optional(),
  inputs: record(string(), looseObject({ follows: string().optional() })).default({})
});
var DeclaredInputs = object({ inputs: record(string(), Declared), arguments: array(string()) });
function lockDifferences({ inputs, arguments: names }, lock) {
  const implied = names.filter((name) => !Object.hasOwn(inputs, name)).map((name) => [name, Declared.parse({ type: "indirect", id: name })]);
  const declared = new Map([...Object.entries(inputs), ...implied].filter(([name]) => name !== "self"));
  if (lock === void 0) return declared.size === 0 ? [] : [`there is none, but flake.nix has inputs: ${[...declared.keys()].join(", ")}`];
  const root = rootNode(lock);
  const extra = Object.keys(root?.inputs ?? {}).filter((name) => !declared.has(name));
  return [
    ...[...declared].flatMap(([name, input]) => inputDifferences(name, { input, root, lock })),
    ...extra.map((name) => `it has the input ${name}, which flake.nix does not`)
  ];
}
function inputDifferences(name, { input, root, lock }) {
  const edge = root !== void 0 && Object.hasOwn(root.inputs, name) ? root.inputs[name] : void 0;
  if (edge === void 0) return [`it lacks the input ${name}`];
  if (input.follows !== void 0) return followsDifference(name, { asked: input.follows, edge });
  if (typeof edge !== "string") return [`the input ${name} follows ${edge.join("/")} there, but not in flake.nix`];
  const node = nodeOf(lock, edge);
  const original = node?.original;
  const asked = sourceAsked(name, input);
  const isOther = asked !== void 0 && original !== void 0 && !isSameSource(asked, original);
  const other = isOther ? [`the input ${name} is ${sourceOf(original)} there, but ${sourceOf(asked)} in flake.nix`] : [];
  const nested2 = Object.entries(input.inputs).flatMap(([below, { follows }]) => {
    const inner = node?.inputs[below];
    return follows === void 0 || inner === void 0 ? [] : followsDifference(`${name}/${below}`, { asked: follows, edge: inner });
  });
  return [...other, ...nested2];
}
function followsDifference(path, { asked, edge }) {
  const there = typeof edge === "string" ? void 0 : edge.join("/");
  if (there === asked) return [];
  return [`the input ${path} ${there === void 0 ? "follows no other" : `follows ${there}`} there, but ${asked === "" ? "the flake itself" : asked} in flake.nix`];
}
function sourceAsked(name, input) {
  if (input.url !== void 0 && input.type === void 0) {
    const parsed = parseFlakeUrl(input.url);
    return parsed === void 0 ? void 0 : { ...parsed, ...input.ref === void 0 ? {} : { ref: input.ref }, ...input.rev === void 0 ? {} : { rev: input.rev }, ...input.dir === void 0 ? {} : { dir: input.dir } };
  }
  return input.type === void 0 ? { type: "indirect", id: name } : { ...input, type: input.type };
}

// src/discover/inputs/input-change.ts
var InputVersion = discriminatedUnion("kind", [
  strictObject({
    kind: literal("locked"),
    /** How it is fetched: `github`, `git`, `tarball`, `path`, …. */
    type: string().max(64),
    /** Where it comes from, as flake.nix says it: `github:NixOS/nixpkgs/nixos-26.05`. Without credentials and queries. */
    source: string().max(1024),
    /** Commit, as far as the lock file tells one; some tarballs have only the first letters of it. */
    revision: string().max(128).optional(),
    /** Day of the last change, in UTC: `2026-07-14`. */
    date: string().max(16).optional(),
    /** Hash of the content, for inputs that have no revision. */
    hash: string().max(128).optional()
  }),
  strictObject({
    kind: literal("follows"),
    /** The input that it is, by its path; empty for the flake itself. */
    target: string().max(1024)
  })
]);
var InputChange = strictObject({
  /** Its path from the flake: `nixpkgs`, or `home-manager/nixpkgs` for an input of an input. */
  path: string().max(1024),
  /** Absent where the input is new. */
  old: InputVersion.optional(),
  /** Absent where the input is gone. */
  new: InputVersion.optional(),
  /** Page that shows what lies between the two revisions. */
  compare: string().max(4096).optional()
});

// src/evaluate/container-state.ts
var strings = array(string()).default([]);
var ContainerState = looseObject({
  image: string(),
  imageFile: string().nullable().optional(),
  imageStream: string().nullable().optional(),
  serviceName: string().optional(),
  autoStart: boolean().default(true),
  pull: string().optional(),
  environment: record(string(), string()).default({}),
  environmentFiles: strings,
  labels: record(string(), string()).default({}),
  ports: strings,
  volumes: strings,
  extraOptions: strings,
  cmd: strings,
  dependsOn: strings,
  networks: strings,
  entrypoint: string().nullable().optional(),
  /** Of an image file that dockerTools makes: the image's name, tag and, where it is pulled, digest. */
  archive: object({ imageName: string().nullish(), imageTag: string().nullish(), imageDigest: string().nullish() }).optional(),
  user: string().nullable().optional(),
  hostname: string().nullable().optional()
});
var OciState = object({
  backend: _enum(["docker", "podman"]).nullable().default(null),
  containers: record(string(), ContainerState).default({})
});
var NspawnState = looseObject({
  autoStart: boolean().optional(),
  privateNetwork: boolean().optional(),
  hostAddress: string().nullable().optional(),
  localAddress: string().nullable().optional(),
  bindMounts: record(string(), looseObject({ hostPath: string().nullable().optional() })).optional()
});

// src/evaluate/unit-state.ts
var strings2 = array(string()).default([]);
var UnitState = object({
  text: string().default(""),
  enable: boolean().default(true),
  overrideStrategy: _enum(["asDropin", "asDropinIfExists"]).default("asDropinIfExists"),
  aliases: strings2,
  wantedBy: strings2,
  requiredBy: strings2,
  upheldBy: strings2,
  files: record(string(), string()).default({})
});
var NestedUnit = union([string().transform((text2) => UnitState.parse({ text: text2 })), UnitState]);

// src/evaluate/other-declarations.ts
var ArionProject = object({
  serviceName: string().nullish(),
  services: record(string(), record(string(), unknown())).default({})
});
var HomeState = object({
  /** `services.podman.containers`, `.images` (name to reference) and `.builds`. */
  containers: record(string(), record(string(), unknown())).default({}),
  images: record(string(), string().nullable()).default({}),
  builds: array(string()).default([]),
  /** Quadlet files by their path below the home folder. */
  files: record(string(), string()).default({}),
  /** `systemd.user.services` as unit files. */
  units: record(string(), UnitState).default({})
});

// src/evaluate/host-state.ts
var texts = record(string(), string()).default({});
var filesByName = record(string(), array(string()).default([]));
var DefinedIn = object({
  oci: filesByName,
  nspawn: filesByName,
  /** `virtualisation.quadlet.containers` of quadlet-nix, and files of `environment.etc`. */
  quadlet: filesByName.optional(),
  etc: filesByName.optional(),
  arion: filesByName.optional(),
  /** `fileSystems`, by mount point. */
  mounts: filesByName.optional(),
  /** By user: inside a user's configuration nothing is told apart. */
  home: filesByName.optional(),
  /** `systemd.services` and `systemd.user.services`, without `.service`. */
  services: filesByName.optional(),
  userServices: filesByName.optional()
});
var HostState = looseObject({
  /** The attribute name under nixosConfigurations. */
  host: string(),
  /** A Nix system such as `x86_64-linux`. */
  system: string(),
  /** `system.nixos.version`, for example `26.11.20260714.abcdef`. */
  nixos: string().default(""),
  /** `system.configurationRevision`, usually the flake's own commit. */
  configurationRevision: string().nullish(),
  /** Store paths (or names) of `environment.systemPackages`. */
  systemPackages: array(string()).optional(),
  ociBackend: _enum(["docker", "podman"]).nullable().default(null),
  ociContainers: record(string(), ContainerState).default({}),
  nspawnContainers: record(string(), NspawnState).default({}),
  /** Containers whose systems, units and .conf files were asked for apart from the host. */
  nspawnApart: array(string()).optional(),
  /** Units and engine containers of the systems inside nspawn containers, by container; absent where they were not evaluated. */
  nspawnUnits: record(string(), record(string(), NestedUnit)).optional(),
  nspawnOci: record(string(), OciState).optional(),
  arionProjects: record(string(), ArionProject).optional(),
  /** Users of home-manager's NixOS module. */
  homes: record(string(), HomeState).optional(),
  /** Names of users by their id, where a quadlet belongs to one. */
  userNames: texts.optional(),
  /** Where secrets are put on the host: `sops.secrets.traefik` to `/run/secrets/traefik`. Paths only. */
  secrets: record(string(), string().nullable()).optional(),
  units: record(string(), UnitState).default({}),
  userUnits: record(string(), UnitState).default({}),
  /** `virtualisation.docker` and `virtualisation.podman`: enable, daemon and network settings, …, as plain data. */
  docker: record(string(), unknown()).default({}),
  podman: record(string(), unknown()).default({}),
  /** Texts of `environment.etc` that belong to containers, quadlets among them, by name below /etc. */
  etc: texts,
  /** The text of /etc/fstab, which holds `fileSystems` and `swapDevices`. */
  fstab: string().nullish(),
  definedIn: DefinedIn.optional(),
  /** Messages of NixOS assertions that fail: such a host evaluates here, but cannot be built. */
  failedAssertions: array(string()).optional()
});

// src/evaluate/flake-inputs.nix
var flake_inputs_default = '# What flake.nix holds -> the inputs that it declares, as plain data. Nix allows no computation there, so nothing is evaluated.\nflake:\nlet\n  plain =\n    value:\n    if builtins.isAttrs value then\n      builtins.mapAttrs (_: plain) value\n    else if builtins.isPath value then\n      toString value\n    else\n      value;\n  outputs = flake.outputs or null;\nin\n{\n  inputs = plain (flake.inputs or { });\n  arguments =\n    if builtins.isFunction outputs then\n      builtins.filter (name: name != "self") (builtins.attrNames (builtins.functionArgs outputs))\n    else\n      [ ];\n}\n';

// src/evaluate/host-state.nix
var host_state_default = '# One host of a flake -> what src/evaluate/host-state.ts describes, as plain data. Nothing is built, and options that this\n# NixOS does not have are left out. An nspawn container\'s own system is forced by the text of its unit and of its .conf file,\n# which hold its store path; its units are evaluated by then, so they are taken along. Several such systems in one process take\n# 0.7 GB each, so they are left out of the host (`nspawnApart` names them), to be asked for one by one.\n{\n  flake,\n  hosts,\n  name,\n  # Assertions take longer than everything else that is no unit, and only the head has to be buildable.\n  withAssertions,\n  # Null for the host; else the nspawn container whose system, unit and .conf file are asked for alone.\n  inside,\n}:\nlet\n  inherit (builtins) attrNames attrValues concatStringsSep elem filter getContext intersectAttrs listToAttrs mapAttrs substring stringLength;\n  inherit (builtins) baseNameOf isAttrs isBool isFunction isList isPath isString match readDir readFile;\n\n  host = hosts.${name};\n  inherit (host) config;\n  virtualisation = config.virtualisation or { };\n\n  # Text without its context: printing it must never make Nix build what it names.\n  bare = value: builtins.unsafeDiscardStringContext (toString value);\n  startsWith = prefix: text: substring 0 (stringLength prefix) text == prefix;\n\n  plain =\n    value:\n    if isFunction value then\n      null\n    else if isAttrs value then\n      if value ? outPath || value ? __toString then bare value else mapAttrs (_: plain) value\n    else if isList value then\n      map plain value\n    else if isPath value || isString value then\n      bare value\n    else\n      value;\n  only = keep: set: intersectAttrs (listToAttrs (map (key: { name = key; value = null; }) (filter keep (attrNames set)))) set;\n  # Named keys only: a removed option throws as soon as somebody looks at it.\n  pick = names: set: plain (intersectAttrs (listToAttrs (map (key: { name = key; value = null; }) names)) set);\n  merge = builtins.foldl\' (all: some: all // some) { };\n  flatten = builtins.concatMap attrValues;\n\n  # Where a container\'s options are written, as paths below the flake\'s source. A definition elsewhere is not looked at.\n  root = bare (flake.sourceInfo or flake).outPath;\n  place = file: let text = bare file; in if startsWith "${root}/" text then substring (stringLength root + 1) (-1) text else null;\n  definitions = option: builtins.concatMap (\n    definition:\n    let\n      file = place definition.file;\n    in\n    if file == null || !(isAttrs definition.value) then [ ] else map (key: { name = key; inherit file; }) (attrNames definition.value)\n  ) (option.definitionsWithLocations or [ ]);\n  filesByName = option: mapAttrs (_: map (entry: entry.file)) (builtins.groupBy (entry: entry.name) (definitions option));\n\n  ociKeys = [\n    "autoRemoveOnStop" "autoStart" "capabilities" "cmd" "dependsOn" "devices" "entrypoint" "environment" "environmentFiles"\n    "extraOptions" "hostname" "image" "imageFile" "imageStream" "labels" "log-driver" "login" "networks" "podman" "ports"\n    "preRunExtraOptions" "privileged" "pull" "serviceName" "user" "volumes" "workdir"\n  ];\n  # `config`, `path` and `nixpkgs` are left out: they are, or force, a whole system of their own.\n  nspawnKeys = [\n    "additionalCapabilities" "allowedDevices" "autoStart" "bindMounts" "enableTun" "ephemeral" "extraFlags" "extraVeths" "flake"\n    "forwardPorts" "hostAddress" "hostAddress6" "hostBridge" "interfaces" "localAddress" "localAddress6" "localMacAddress"\n    "macvlans" "networkNamespace" "privateNetwork" "privateUsers" "restartIfChanged" "timeoutStartSec" "tmpfs"\n  ];\n  arionKeys = [\n    "command" "container_name" "depends_on" "entrypoint" "env_file" "environment" "hostname" "image" "labels" "network_mode"\n    "networks" "ports" "privileged" "user" "volumes"\n  ];\n  homeKeys = [\n    "autoStart" "dropCapabilities" "entrypoint" "environment" "environmentFile" "exec" "extraPodmanArgs" "image" "labels" "network"\n    "ports" "user" "volumes"\n  ];\n\n  # What dockerTools.pullImage and buildImage say about the archive they make.\n  archive = package: if isAttrs package then { archive = pick [ "imageName" "imageTag" "imageDigest" ] package; } else { };\n  container = options: pick ociKeys options // archive (options.imageFile or null);\n  ociOf = system: {\n    backend = system.virtualisation.oci-containers.backend or null;\n    containers = mapAttrs (_: container) (system.virtualisation.oci-containers.containers or { });\n  };\n\n  unit = options: {\n    text = bare (options.text or "");\n    enable = options.enable or true;\n    overrideStrategy = options.overrideStrategy or "asDropinIfExists";\n    aliases = options.aliases or [ ];\n    wantedBy = options.wantedBy or [ ];\n    requiredBy = options.requiredBy or [ ];\n    upheldBy = options.upheldBy or [ ];\n  };\n  # `path` may be a whole system like `config`; which of them is set cannot be asked without forcing it.\n  mayNest = key: (config.containers.${key}.flake or null) == null;\n  nesting = filter mayNest (attrNames (config.containers or { }));\n  apart = if inside == null && builtins.length nesting > 1 then nesting else [ ];\n  isMine = nameOf: key: if inside == null then !(elem key (map nameOf apart)) else key == nameOf inside;\n  units = only (isMine (key: "container@${key}.service")) (config.systemd.units or { });\n  userUnits = if inside == null then config.systemd.user.units or { } else { };\n\n  # Files about containers: NixOS\'s own .conf files, the engines\' settings, and quadlets.\n  isQuadlet = file: match "(.*/)?containers/systemd(/.*)?" file != null;\n  isContainerFile =\n    file:\n    startsWith "nixos-containers/" file\n    || isQuadlet file\n    || (startsWith "containers/" file && match ".*\\\\.(conf|json|ya?ml)" file != null);\n  isFolder = path: ((readDir (dirOf path)).${baseNameOf path} or "") == "directory";\n  filesIn = folder: filter (file: (readDir folder).${file} == "regular") (attrNames (readDir folder));\n  # A file with a source of its own: a path of the flake is read here, a derivation\'s text is found by its store path later.\n  fileEntries =\n    file: entry:\n    if !(entry.enable or true) then\n      { }\n    else if (entry.text or null) != null then\n      { ${file} = { inherit (entry) text; }; }\n    else if !(isPath entry.source) then\n      { ${file} = { source = toString entry.source; }; }\n    else if isFolder entry.source then\n      merge (map (inner: { "${file}/${inner}" = { text = readFile (entry.source + "/${inner}"); }; }) (filesIn entry.source))\n    else\n      { ${file} = { text = readFile entry.source; }; };\n  isMyFile = isMine (key: "nixos-containers/${key}.conf");\n  etcEntries = only (file: isContainerFile file && isMyFile file) (config.environment.etc or { });\n  etc = merge (map (file: fileEntries file etcEntries.${file}) (attrNames etcEntries));\n  # /etc/containers/systemd/users/UID belongs to one user.\n  userQuadlets = filter (startsWith "containers/systemd/users/") (attrNames etc);\n  hasQuadlets = user: (user.uid or null) != null && builtins.any (startsWith "containers/systemd/users/${toString user.uid}/") userQuadlets;\n  userIds = if userQuadlets == [ ] then [ ] else filter hasQuadlets (attrValues (config.users.users or { }));\n\n  # Users of home-manager\'s NixOS module. A unit is a set of sections there; its text is only read here, never written.\n  homes = if inside == null then config.home-manager.users or { } else { };\n  podmanOf = user: user.services.podman or { };\n  homeUnits = user: user.systemd.user.services or { };\n  homeFiles =\n    user: merge (map (file: fileEntries file.target file) (filter (file: isQuadlet file.target) (attrValues (user.home.file or { }))));\n  word = value: if isBool value then (if value then "true" else "false") else toString value;\n  lines = key: value: concatStringsSep "" (map (entry: "${key}=${word entry}\\n") (if isList value then value else [ value ]));\n  keysOf = section: concatStringsSep "" (map (key: if section.${key} == null then "" else lines key section.${key}) (attrNames section));\n  sectionsOf = inner: concatStringsSep "\\n" (map (key: "[${key}]\\n${keysOf inner.${key}}") (filter (key: isAttrs inner.${key}) (attrNames inner)));\n  home = user: {\n    containers = mapAttrs (_: pick homeKeys) ((podmanOf user).containers or { });\n    images = mapAttrs (_: image: plain (image.image or null)) ((podmanOf user).images or { });\n    builds = attrNames ((podmanOf user).builds or { });\n    files = mapAttrs (_: mapAttrs (_: bare)) (homeFiles user);\n    units = merge (map (key: { "${key}.service" = { text = bare (sectionsOf (homeUnits user).${key}); }; }) (attrNames (homeUnits user)));\n  };\n\n  # The systems inside nspawn containers; those given by `path` or `flake` have no configuration here, which throws when read.\n  hasConfig = key: let read = builtins.tryEval (config.containers.${key}.config or null); in read.success && isAttrs read.value;\n  nested = only (key: elem key (if inside == null then nesting else [ inside ]) && !(elem key apart) && hasConfig key) (config.containers or { });\n  nestedUnits = mapAttrs (_: inner: inner.config.systemd.units or { }) nested;\n\n  arion = project: {\n    serviceName = project.serviceName or null;\n    services = mapAttrs (\n      _: service: pick arionKeys service.service // { isBuilt = service.image.nixBuild or false || (service.service.build.context or null) != null; }\n    ) (project.settings.services or { });\n  };\n\n  # Paths only: where sops-nix and agenix put what they decrypt.\n  paths = prefix: secrets: listToAttrs (map (key: { name = "${prefix}.${key}"; value = plain (secrets.${key}.path or null); }) (attrNames secrets));\n  secrets =\n    paths "sops.secrets" (config.sops.secrets or { })\n    // paths "sops.templates" (config.sops.templates or { })\n    // paths "age.secrets" (config.age.secrets or { });\n\n  # All that may name the derivation of a script: every text with its context.\n  texts = map (options: options.text or "") (attrValues units ++ attrValues userUnits ++ flatten (attrValues nestedUnits));\n  homeTexts = map sectionsOf (flatten (map homeUnits (attrValues homes)));\n  sources = map (entry: entry.source or "") (attrValues etc ++ flatten (map homeFiles (attrValues homes)));\n  context = getContext (concatStringsSep "" (texts ++ homeTexts ++ sources));\n\n  oci = ociOf config;\n  platform = config.nixpkgs.hostPlatform or null;\n  failed = filter (assertion: !assertion.assertion) (if withAssertions then config.assertions or [ ] else [ ]);\n  # What the host and a system inside it are told by alike.\n  common = {\n    host = name;\n    # Hosts of a hive may have no `pkgs` beside their configuration.\n    system = host.pkgs.stdenv.hostPlatform.system or platform.system or (if isString platform then platform else config.nixpkgs.system);\n    units = mapAttrs (_: unit) units;\n    etc = mapAttrs (_: mapAttrs (_: bare)) etc;\n    nspawnUnits = mapAttrs (_: mapAttrs (_: unit)) nestedUnits;\n    nspawnOci = mapAttrs (_: inner: ociOf inner.config) nested;\n    inherit (builtins) storeDir;\n    derivations = filter (path: match ".*\\\\.drv" path != null) (attrNames context);\n  };\nin\nif inside != null then common else common // {\n  nixos = config.system.nixos.version or "";\n  # Both tell a unit that changed from one that only names the commit. The packages are forced by the units of dbus anyway.\n  configurationRevision = plain (config.system.configurationRevision or null);\n  systemPackages = map bare (config.environment.systemPackages or [ ]);\n  ociBackend = oci.backend;\n  ociContainers = oci.containers;\n  nspawnContainers = mapAttrs (_: pick nspawnKeys) (config.containers or { });\n  nspawnApart = apart;\n  arionProjects = mapAttrs (_: arion) (virtualisation.arion.projects or { });\n  homes = mapAttrs (_: home) homes;\n  userNames = listToAttrs (map (user: { name = toString user.uid; value = user.name; }) userIds);\n  inherit secrets;\n  definedIn = {\n    oci = filesByName (host.options.virtualisation.oci-containers.containers or { });\n    nspawn = filesByName (host.options.containers or { });\n    quadlet = filesByName (host.options.virtualisation.quadlet.containers or { });\n    etc = only isContainerFile (filesByName (host.options.environment.etc or { }));\n    arion = filesByName (host.options.virtualisation.arion.projects or { });\n    mounts = filesByName (host.options.fileSystems or { });\n    home = filesByName (host.options.home-manager.users or { });\n    services = filesByName (host.options.systemd.services or { });\n    userServices = filesByName (host.options.systemd.user.services or { });\n  };\n  userUnits = mapAttrs (_: unit) userUnits;\n  docker =\n    pick [ "enable" "enableOnBoot" "extraOptions" "listenOptions" "liveRestore" "logDriver" "storageDriver" ] (virtualisation.docker or { })\n    // {\n      daemonSettings = plain (virtualisation.docker.daemon.settings or { });\n      autoPrune = pick [ "enable" "dates" "flags" ] (virtualisation.docker.autoPrune or { });\n      rootless =\n        pick [ "enable" "setSocketVariable" ] (virtualisation.docker.rootless or { })\n        // { daemonSettings = plain (virtualisation.docker.rootless.daemon.settings or { }); };\n    };\n  podman =\n    pick [ "enable" "dockerCompat" ] (virtualisation.podman or { })\n    // {\n      dockerSocket = virtualisation.podman.dockerSocket.enable or false;\n      autoPrune = pick [ "enable" "dates" "flags" ] (virtualisation.podman.autoPrune or { });\n      defaultNetwork = plain (virtualisation.podman.defaultNetwork.settings or { });\n      containersConf = plain (virtualisation.containers.containersConf.settings or { });\n      # Without a value where nothing enables it, and asking for it then ends the evaluation.\n      storage = if virtualisation.containers.enable or false then plain (virtualisation.containers.storage.settings or { }) else { };\n      registries = plain (virtualisation.containers.registries or { });\n    };\n  fstab = plain (config.environment.etc.fstab.text or null);\n  failedAssertions = map (assertion: bare assertion.message) failed;\n}\n';

// src/evaluate/hosts-at.nix
var hosts_at_default = "# A flake and the steps of an attribute path -> the hosts there, the branches that end before, and the names that two branches have.\n# The step `*` stands for every attribute: systems under `packages`, some of which may not evaluate at all.\nflake: path:\nlet\n  inherit (builtins) attrNames attrValues concatMap concatStringsSep filter foldl' groupBy head isAttrs length map tryEval;\n\n  setOf = value: if isAttrs value then value else { };\n  open =\n    at:\n    let\n      tried = tryEval (setOf at.value);\n    in\n    if !at.isGuess then setOf at.value else if tried.success then tried.value else { };\n  below = at: isGuess: name: { path = at.path ++ [ name ]; value = (open at).${name}; isGuess = isGuess || at.isGuess; };\n  named = at: attrNames (if at.path == [ ] then flake.outputs or flake else open at);\n\n  walk =\n    found: step:\n    foldl' (\n      all: at:\n      if step == \"*\" then\n        all // { ends = all.ends ++ map (below at true) (named at); }\n      else if open at ? ${step} then\n        all // { ends = all.ends ++ [ (below at false step) ]; }\n      else\n        all // { missing = all.missing ++ [ { path = concatStringsSep \".\" at.path; inherit step; present = named at; } ]; }\n    ) { ends = [ ]; inherit (found) missing; } found.ends;\n  walked = foldl' walk { ends = [ { path = [ ]; value = flake; isGuess = false; } ]; missing = [ ]; } path;\n  sets = map open walked.ends;\nin\n{\n  # Of two hosts of one name the first is taken, in the order of the branches' names.\n  hosts = foldl' (all: set: set // all) { } sets;\n  inherit (walked) missing;\n  twice = map head (filter (names: length names > 1) (attrValues (groupBy (name: name) (concatMap attrNames sets))));\n}\n";

// src/evaluate/argv.ts
function hostListArgs({ reference, attribute, folder }, evaluation) {
  const file = printNixString(folder === "." ? "/flake.nix" : `/${folder}/flake.nix`);
  const source = "(flake.sourceInfo or flake).outPath";
  const found = `((${hosts_at_default}) flake ${stepsOf(attribute)})`;
  const hosts = "hosts = builtins.attrNames found.hosts; inherit (found) missing twice;";
  const declared = `(${flake_inputs_default}) (import (${source} + ${file}))`;
  return evalArgs(`let flake = ${flakeOf(reference)}; root = builtins.unsafeDiscardStringContext ${source}; found = ${found}; in { inherit root; ${hosts} declared = ${declared}; }`, evaluation);
}
function declaredInputsArgs(text2, evaluation) {
  return evalArgs(`(${flake_inputs_default}) (${text2}
)`, { ...evaluation, "allow-import-from-derivation": false });
}
function hostStateArgs(host, evaluation) {
  const [name, inside] = [printNixString(host.name), host.container === void 0 ? "null" : printNixString(host.container)];
  const argument = `inherit flake; hosts = ${hostsOf(host.attribute)}; inside = ${inside}; name = ${name}; withAssertions = ${host.withAssertions};`;
  return evalArgs(`let flake = ${flakeOf(host.reference)}; in (${host_state_default}) { ${argument} }`, evaluation);
}
function showDerivationArgs(paths, version) {
  const [major = 0, minor = 0] = version.split(".").map((part) => Number.parseInt(part, 10));
  const command = major > 2 || major === 2 && minor >= 15 ? ["derivation", "show"] : ["show-derivation"];
  return [...command, ...paths];
}
function flakeOf(reference) {
  return `builtins.getFlake ${printNixString(reference)}`;
}
function stepsOf(attribute) {
  return `[ ${attribute.split(".").map(printNixString).join(" ")} ]`;
}
function hostsOf(attribute) {
  const steps = attribute.split(".");
  return steps.includes("*") ? `((${hosts_at_default}) flake ${stepsOf(attribute)}).hosts` : ["flake", ...steps.map(printNixString)].join(".");
}
function evalArgs(expression, evaluation) {
  const canBuild = evaluation["allow-import-from-derivation"];
  const settings = {
    "pure-eval": true,
    "accept-flake-config": false,
    "eval-cache": false,
    "allow-import-from-derivation": canBuild,
    // Nothing is built, so nothing has to be downloaded; flake inputs are fetched from their own addresses.
    substitute: canBuild
  };
  const options = Object.entries(settings).flatMap(([name, value]) => ["--option", name, String(value)]);
  return ["eval", "--json", "--show-trace", ...options, "--expr", expression];
}

// src/evaluate/parse-json.ts
function parseJson(text2) {
  try {
    const value = JSON.parse(text2);
    return value;
  } catch {
    return void 0;
  }
}

// src/evaluate/decode.ts
var HostList = object({
  root: string(),
  hosts: array(string()),
  missing: array(object({ path: string(), step: string(), present: array(string()) })).default([]),
  twice: array(string()).default([]),
  declared: DeclaredInputs.optional().catch(void 0)
});
var FileEntry = union([object({ text: string() }), object({ source: string() })]);
var FileEntries = record(string(), FileEntry).default({});
var Evaluated = looseObject({
  etc: FileEntries,
  homes: record(string(), looseObject({ files: FileEntries })).default({}),
  storeDir: string(),
  derivations: array(string())
});
function decodeHostList(stdout) {
  return HostList.safeParse(parseJson(stdout)).data;
}
function decodeDeclaredInputs(stdout) {
  return DeclaredInputs.safeParse(parseJson(stdout)).data;
}
function decodeHost(stdout) {
  const evaluated = Evaluated.safeParse(parseJson(stdout));
  if (!evaluated.success) return { failure: prettifyError(evaluated.error) };
  const { derivations, storeDir, etc, homes: homes2, ...rest } = evaluated.data;
  const withTexts2 = mapValues(homes2, (home) => ({ ...home, files: textsOf(home.files) }));
  const state = HostState.safeParse({ ...rest, etc: textsOf(etc), homes: withTexts2 });
  if (!state.success) return { failure: prettifyError(state.error) };
  const homeSources = mapValues(homes2, ({ files }) => sourcesOf(files));
  return { host: { state: state.data, etcSources: sourcesOf(etc), homeSources, storeDir, derivations } };
}
function mapValues(record2, change) {
  return Object.fromEntries(Object.entries(record2).map(([name, value]) => [name, change(value)]));
}
function textsOf(files) {
  return Object.fromEntries(Object.entries(files).flatMap(([name, entry]) => "text" in entry ? [[name, entry.text]] : []));
}
function sourcesOf(files) {
  return Object.fromEntries(Object.entries(files).flatMap(([name, entry]) => "source" in entry ? [[name, entry.source]] : []));
}

// src/evaluate/trace.ts
function sourcesOf2(tree, root) {
  const submodules = [...tree.entries.values()].filter(({ kind }) => kind === "submodule").map(({ path }) => path);
  return { files: new Set(tree.entries.keys()), submodules, ...root === void 0 ? {} : { root } };
}
var ANSI = new RegExp(`${String.fromCodePoint(27)}\\[[0-9;]*[A-Za-z]`, "g");
var POSITION = /^\s*at (?<file>.+?):(?<line>\d+)(?::(?<column>\d+))?:?\s*$/;
var FRAME = /^\s*(?:…|\.\.\.)\s?(?<text>.+)$|^(?<program>fatal: .+)$/;
var TELLING = /\b(?:option|definitions? from|module argument|derivation|assertion)\b|^fatal: /;
var ERROR = /^\s*error:\s*(?<text>.*)$/;
var SOURCE_LINE = /^\s*(?:\d+\||\|)/;
var STORE_HASH = /(?:\/nix\/store)?\/[0-9a-df-np-sv-z]{32}-/g;
var QUOTED_PATH = /[`'"«](?<file>\/[^`'"»\n]+)['"`»]/g;
var UNBUILT = /'[^'\n]{0,1000}\/[0-9a-df-np-sv-z]{32}-(?<name>[^'/\n]{1,300}\.drv)(?:\^[^'\n]*)?'/;
var IMPORT_OPTION = "'allow-import-from-derivation'";
var LAZY_SOURCE = /«git\+file:[^«»]*»\/?/g;
var FRAMES_SHOWN = 4;
var LONGEST_PATH2 = 1e3;
var LONGEST_MESSAGE = 8e3;
function parseTrace(stderr, sources) {
  const lines = stderr.replace(ANSI, "").split(/\r?\n/);
  const start = errorStart(lines);
  if (start === void 0) return { message: "", frames: [] };
  const [before, after] = [lines.slice(0, start), lines.slice(start)];
  const outwards = [...after, ...before.toReversed()];
  const message = messageAt(after);
  const place = quotedPlace(message, sources) ?? placeOf(outwards, sources);
  const missing = missingPath(message, sources);
  const unbuilt = message.includes(IMPORT_OPTION) ? UNBUILT.exec(message.slice(0, LONGEST_MESSAGE))?.groups?.["name"] : void 0;
  const frames = outwards.map(frameText).filter((text2) => TELLING.test(text2));
  return {
    message: readable(message, sources),
    frames: [...new Set(frames)].slice(0, FRAMES_SHOWN).map((frame) => readable(frame, sources)),
    ...place === void 0 ? {} : { place },
    ...missing === void 0 ? {} : { missing },
    ...unbuilt === void 0 ? {} : { unbuilt }
  };
}
function frameText(line) {
  const groups = FRAME.exec(line)?.groups;
  return groups?.["text"] ?? groups?.["program"] ?? "";
}
function errorStart(lines) {
  const starts = lines.flatMap((line, index) => ERROR.test(line) ? [index] : []);
  const worded = starts.filter((index) => ERROR.exec(lines[index] ?? "")?.groups?.["text"] !== "");
  return worded.at(-1) ?? starts.at(-1);
}
function messageAt(lines) {
  const [first = "", ...rest] = lines;
  const end = rest.findIndex((line) => POSITION.test(line) || FRAME.test(line) || SOURCE_LINE.test(line));
  const paragraph = end < 0 ? rest : rest.slice(0, end);
  const words = [ERROR.exec(first)?.groups?.["text"] ?? "", ...paragraph.map((line) => line.trim())];
  return words.filter((line) => line !== "" && !line.startsWith("(use '--show-trace'")).join("\n");
}
function placeOf(lines, sources) {
  for (const line of lines) {
    const place = positionPlace(line, sources) ?? (FRAME.test(line) ? quotedPlace(line, sources) : void 0);
    if (place !== void 0) return place;
  }
  return void 0;
}
function positionPlace(text2, sources) {
  const { file, line, column } = POSITION.exec(text2)?.groups ?? {};
  const path = file === void 0 ? void 0 : repositoryPath(file, sources);
  if (path === void 0) return void 0;
  return { file: path, line: Math.max(1, Number(line)), ...column === void 0 ? {} : { column: Math.max(1, Number(column)) } };
}
function quotedPlace(text2, sources) {
  for (const match of text2.matchAll(QUOTED_PATH)) {
    const path = repositoryPath(match.groups?.["file"] ?? "", sources);
    if (path !== void 0) return { file: path };
  }
  return void 0;
}
function repositoryPath(file, { root, files }) {
  const path = sourcePath(file, root);
  return path !== void 0 && files.has(path) ? path : void 0;
}
function sourcePath(file, root) {
  const path = insideRoot(file, root) ?? (root === void 0 ? /^\/nix\/store\/[^/]+-source\/(.+)$/.exec(file)?.[1] : void 0);
  return path ?? /^«git\+file:[^»]*»\/?(.+)$/.exec(file)?.[1];
}
function missingPath(message, sources) {
  for (const match of message.slice(0, LONGEST_MESSAGE).matchAll(/'(?<file>[/«][^'\n]{1,4096})'/g)) {
    const path = sourcePath(match.groups?.["file"] ?? "", sources.root);
    if (path === void 0 || path.length > LONGEST_PATH2 || holds(sources, path)) continue;
    const folder = path.includes("/") ? path.slice(0, path.lastIndexOf("/")) : "";
    if (sources.root !== void 0 || folder === "" || holds(sources, folder)) return path;
  }
  return void 0;
}
function holds({ files }, path) {
  return files.has(path) || [...files].some((file) => file.startsWith(`${path}/`));
}
function insideRoot(file, root) {
  return root !== void 0 && file.startsWith(`${root}/`) ? file.slice(root.length + 1) : void 0;
}
function readable(text2, { root }) {
  const ours = root === void 0 ? text2 : text2.replaceAll(`${root}/`, "…/");
  return ours.replaceAll(LAZY_SOURCE, "…/").replaceAll(STORE_HASH, "…-").replaceAll("…-source/", "…/");
}

// src/evaluate/findings.ts
var INSTALL = "Install Nix in the job (for example with a nix-installer action) or on the machine (https://nixos.org/download; Debian and Ubuntu: `apt-get install nix-bin`).";
var LONGEST_NAME = 253;
function nixMissing() {
  return {
    code: "nix-missing",
    severity: "warning",
    subject: "nix",
    message: "No Nix program was found, so no host was evaluated and nothing is known about units.",
    hint: INSTALL
  };
}
function nixTooOld(program) {
  return {
    code: "nix-too-old",
    severity: "warning",
    subject: `nix ${program.version}`,
    message: `${program.path} (${program.product.slice(0, 100)} ${program.version.slice(0, 100)}) is older than Nix 2.8 and cannot evaluate flakes as stowplan asks it to.`,
    hint: "Install Nix 2.8 or later, Lix, or Determinate Nix, before any older one on the PATH."
  };
}
function evaluationFinding(subject, failure) {
  const { run, limits, sources } = failure;
  if (run.stopped === "timeout") {
    return stopped(subject, {
      code: "host-timeout",
      message: `The evaluation did not end within ${limits.seconds} s.`,
      hint: "Raise `evaluation.timeout` on the base branch, or look for a loop in the configuration."
    });
  }
  if (run.stopped !== void 0 || isOutOfMemory(run)) {
    return stopped(subject, {
      code: "host-memory",
      message: memoryMessage(run, limits),
      hint: "Raise `evaluation.max-memory` on the base branch, or lower `max-jobs` on a small machine."
    });
  }
  const trace = parseTrace(run.stderr, sources);
  const words = trace.message === "" ? `Nix ended with status ${run.status} and no message.` : trace.message;
  return {
    code: trace.unbuilt !== void 0 ? "import-from-derivation" : failedCode(subject),
    severity: "error",
    subject: nameOf(subject),
    message: limit([...withoutContainer(subject), ...trace.unbuilt === void 0 ? [] : [tellUnbuilt(trace.unbuilt)], words, ...trace.frames.map((frame) => `… ${frame}`)].join("\n")),
    hint: trace.unbuilt !== void 0 ? UNBUILT_HINT : trace.missing !== void 0 ? missingHint(trace.missing, sources) : hintOf(subject),
    ...trace.place === void 0 ? {} : { place: trace.place }
  };
}
function failedCode({ host, container }) {
  if (container !== void 0) return "container-failed";
  return host === void 0 ? "flake-failed" : "host-failed";
}
function withoutContainer({ container }) {
  return container === void 0 ? [] : [`What the switch does to container@${container.slice(0, LONGEST_NAME)}.service is not known; the rest of the host is planned.`];
}
var UNBUILT_HINT = "Commit what the derivation makes and read that, or, where everyone who opens pull requests is trusted, set `evaluation.allow-import-from-derivation: true` on the base branch.";
function tellUnbuilt(derivation) {
  return `Import from derivation: the evaluation reads what ${derivation.slice(0, 200)} makes, so it would have to be built first.`;
}
function missingHint(path, { submodules = [] }) {
  const submodule = submodules.find((folder) => path === folder || path.startsWith(`${folder}/`));
  if (submodule !== void 0) return `${path} lies in the submodule ${submodule}, whose files Nix does not see unless the flake sets \`inputs.self.submodules = true\` or the option \`submodules\` is \`on\`.`;
  return `${path} is not in the commit, and Nix sees only files that git knows: \`git add\` and commit it, unless .gitignore leaves it out.`;
}
function unreadableFinding(subject, failure) {
  return {
    code: failedCode(subject),
    severity: "error",
    subject: nameOf(subject),
    message: limit(`The host evaluated, but its state is not as expected: ${failure}`),
    hint: "Please report this with the NixOS release that the host uses."
  };
}
function sha256Finding(side) {
  return {
    code: "flake-failed",
    severity: "error",
    subject: `flake at ${side}`,
    message: "The repository names its objects by SHA-256, and Nix cannot read such a repository, so no host is evaluated.",
    hint: "Keep the flake in a repository with SHA-1 names, as `git init` makes it."
  };
}
var KILLED = 137;
var ABORTED = 134;
function isOutOfMemory({ status, stopped: why }) {
  return why === void 0 && (status === KILLED || status === ABORTED);
}
function memoryMessage(run, limits) {
  if (run.stopped === "output") return "The evaluation printed more than stowplan reads.";
  if (run.stopped === "processes") return "The evaluation started more processes than it may.";
  if (run.stopped === "memory") return `The evaluation needed more than ${limits.memory} MiB of memory.`;
  return `The evaluation was ${run.status === KILLED ? "killed" : "aborted"} within its own limit of ${limits.memory} MiB: the machine most likely ran out of memory.`;
}
function partialFinding() {
  return {
    code: "host-partial",
    severity: "warning",
    subject: "scripts of units",
    message: "Nix would not print some derivations, so changes inside their scripts cannot be told.",
    hint: "Check that the Nix store is not collected while stowplan runs."
  };
}
function stopped(subject, parts) {
  return { severity: "error", subject: nameOf(subject), ...parts, message: [parts.message, ...withoutContainer(subject)].join(" ") };
}
function nameOf({ side, host, container }) {
  const inside = container === void 0 ? "" : `container ${container.slice(0, LONGEST_NAME)} of `;
  return host === void 0 ? `flake at ${side}` : `${inside}host ${host.slice(0, LONGEST_NAME)} at ${side}`;
}
var PASTEABLE = /^[\w./][\w./-]*$/;
var PLAIN_NAME2 = /^[A-Za-z_][\w-]*$/;
function hintOf({ host, container, flake, attribute }) {
  const names = [host, container].filter((name) => name !== void 0);
  if (!PASTEABLE.test(flake) || !PASTEABLE.test(attribute) || !names.every((name) => PLAIN_NAME2.test(name))) return "Evaluate it by hand with `nix eval` to see the whole trace.";
  const inside = container === void 0 ? "" : `.config.containers.${container}`;
  if (host !== void 0) return `Try \`nix eval ${flake}#${attribute}.${host}${inside}.config.system.build.toplevel.drvPath\`.`;
  return `Try \`nix flake show ${flake}\`. Where an input is not locked, run \`nix flake lock\` and commit flake.lock.`;
}
function limit(text2) {
  return text2.length <= 4e3 ? text2 : `${text2.slice(0, 4e3)} …`;
}

// src/evaluate/state-cache.ts
import { createHash } from "node:crypto";
var FORM = 9;
function keyOf(tree, parts) {
  return createHash("sha256").update(JSON.stringify([FORM, tree, parts.folder, parts.version, parts.question])).digest("hex");
}
function releaseOf({ product, version }) {
  return `${product} ${version}`;
}
function listKey({ revision, folder }, { evaluation, program, attribute }) {
  const question = hostListArgs({ reference: "", attribute, folder }, evaluation);
  return keyOf(revision.tree, { folder, question, version: releaseOf(program) });
}
async function recallHostList(flake, workshop) {
  const text2 = await workshop.ports.cache?.read(listKey(flake, workshop));
  return text2 === void 0 ? void 0 : decodeHostList(text2);
}
async function keepHostList({ list, ...flake }, workshop) {
  await workshop.ports.cache?.write(listKey(flake, workshop), JSON.stringify(list));
}
function hostKey({ flake, name, container }, { workshop, withAssertions }) {
  const question = hostStateArgs({ reference: "", attribute: workshop.attribute, name, container, withAssertions }, workshop.evaluation);
  return keyOf(flake.revision.tree, { folder: flake.folder, question, version: releaseOf(workshop.program) });
}
function checksAssertions({ flake, container }) {
  return flake.side === "head" && container === void 0;
}
async function recallHost(task, workshop) {
  const checks = checksAssertions(task) ? [true] : task.container === void 0 ? [true, false] : [false];
  for (const withAssertions of checks) {
    const text2 = await workshop.ports.cache?.read(hostKey(task, { workshop, withAssertions }));
    const state = text2 === void 0 ? void 0 : HostState.safeParse(parseJson(text2)).data;
    if (state !== void 0) return state;
  }
  return void 0;
}
async function keepHost(result, workshop) {
  if (result.state === void 0) return;
  const key = hostKey(result, { workshop, withAssertions: checksAssertions(result) });
  await workshop.ports.cache?.write(key, JSON.stringify(result.state));
}

// src/evaluate/evaluate-host.ts
async function evaluateHost(task, workshop) {
  const { log, nix } = workshop.ports;
  const subject = [task.flake.side, task.name, ...task.container === void 0 ? [] : ["container", task.container]].join(" ");
  const state = await recallHost(task, workshop);
  if (state !== void 0) {
    log.progress({ subject, state: "done", text: `${Object.keys(state.units).length} units, known from before` });
    return { ...task, state };
  }
  log.progress({ subject, state: "running", text: "evaluating" });
  const { flake: { reference }, name, container } = task;
  const argument = { reference, attribute: workshop.attribute, name, container, withAssertions: checksAssertions(task) };
  const run = await nix.run(hostStateArgs(argument, workshop.evaluation), workshop.limits);
  const decoded2 = run.status === 0 && run.stopped === void 0 ? decodeHost(run.stdout) : void 0;
  if (decoded2?.host !== void 0) {
    const units = Object.keys(decoded2.host.state.units).length;
    log.progress({ subject, state: "done", text: `${units} units, ${run.seconds.toFixed(1)} s` });
    return { ...task, host: decoded2.host };
  }
  log.progress({ subject, state: "failed", text: run.stopped === void 0 ? "did not evaluate" : `stopped: ${run.stopped}` });
  return { ...task, finding: await failureOf(task, { run, decoded: decoded2, workshop }) };
}
async function failureOf({ flake, name, container }, { run, decoded: decoded2, workshop }) {
  const folder = flake.folder === "." ? "." : `./${flake.folder}`;
  const subject = { side: flake.side, host: name, container, flake: folder, attribute: workshop.attribute };
  if (decoded2?.failure !== void 0) return unreadableFinding(subject, decoded2.failure);
  const tree = await workshop.ports.git.tree(flake.revision);
  return evaluationFinding(subject, { run, limits: workshop.limits, sources: sourcesOf2(tree, flake.root) });
}

// src/evaluate/side-by-side.ts
async function sideBySide(tasks, run) {
  const results = /* @__PURE__ */ new Map();
  const queue = tasks.entries();
  async function work() {
    for (const [index, task] of queue) results.set(index, await run.each(task));
  }
  await Promise.all(Array.from({ length: Math.min(run.jobs, tasks.length) }, work));
  return [...results].toSorted(([left], [right]) => left - right).map(([, result]) => result);
}

// src/evaluate/inside-containers.ts
async function evaluateInside(hosts, workshop) {
  const tasks = hosts.flatMap(({ flake, name, host, state = host?.state }) => (state?.nspawnApart ?? []).map((container) => ({ flake, name, container })));
  return sideBySide(tasks, { jobs: workshop.jobs, each: (task) => evaluateHost(task, workshop) });
}
function joinInside(results) {
  const inside = results.filter(({ container }) => container !== void 0);
  return results.filter(({ container }) => container === void 0).map((host) => {
    const own = inside.filter(({ flake, name }) => flake === host.flake && name === host.name);
    const failures = own.flatMap(({ container = "", finding: finding2 }) => finding2 === void 0 ? [] : [{ container, finding: finding2 }]);
    return { ...host, state: host.state === void 0 ? void 0 : joined([host.state, ...own.flatMap(({ state }) => state ?? [])]), failures };
  });
}
function joined(states) {
  return states.reduce((host, { units, etc, nspawnUnits, nspawnOci }) => ({
    ...host,
    units: { ...host.units, ...units },
    etc: { ...host.etc, ...etc },
    nspawnUnits: { ...host.nspawnUnits, ...nspawnUnits },
    nspawnOci: { ...host.nspawnOci, ...nspawnOci }
  }));
}
function withoutInside(state, containers) {
  const without = (values, nameOf4) => {
    const names = new Set(containers.map(nameOf4));
    return Object.fromEntries(Object.entries(values).filter(([name]) => !names.has(name)));
  };
  const itself = (container) => container;
  return {
    ...state,
    units: without(state.units, (container) => `container@${container}.service`),
    etc: without(state.etc, (container) => `nixos-containers/${container}.conf`),
    nspawnUnits: without(state.nspawnUnits ?? {}, itself),
    nspawnOci: without(state.nspawnOci ?? {}, itself)
  };
}

// src/evaluate/left-out-hosts.ts
function splitHosts(names, { flakes: { base, head }, only }) {
  const mayDiffer = only === void 0 ? void 0 : new Set(only);
  const isLeftOut = (name) => mayDiffer?.has(name) === false && base !== head && base.hosts.includes(name) && head.hosts.includes(name);
  return { evaluated: names.filter((name) => !isLeftOut(name)), leftOut: names.filter(isLeftOut) };
}
function leaveOut(names, { log }) {
  if (names.length === 0) return [];
  log.info(`${names.length} of the hosts not evaluated, because nothing that they read changed: ${names.slice(0, 10).join(", ")}${names.length > 10 ? ", …" : ""}`);
  return names.map((name) => ({ name, status: "left-out" }));
}

// src/evaluate/choose-hosts.ts
function chooseHosts(names, patterns) {
  const included = patterns.include.map(compileNameGlob);
  const excluded = patterns.exclude.map(compileNameGlob);
  const isChosen = (name) => included.some((matches) => matches(name)) && !excluded.some((matches) => matches(name));
  return [...new Set(names)].filter((name) => name.length <= LONGEST_NAME && isChosen(name)).toSorted();
}
function unreadableNames(names) {
  const long = names.filter((name) => name.length > LONGEST_NAME);
  if (long.length === 0) return [];
  return [
    {
      code: "plan-cut",
      severity: "warning",
      subject: "hosts",
      message: `${long.length} hosts have names of more than ${LONGEST_NAME} characters and are left out.`,
      hint: "Give them shorter names under nixosConfigurations."
    }
  ];
}
function unmatchedPatterns(names, patterns) {
  return patterns.include.filter((pattern) => names.length > 0 && !names.some(compileNameGlob(pattern))).map((pattern) => ({
    code: "host-unmatched",
    severity: "warning",
    subject: `hosts pattern ${pattern}`,
    message: `It matches none of the flake's hosts (${names.slice(0, 20).join(", ")}).`,
    hint: "Correct the name in `hosts.include`, the `hosts` input or `--host`."
  }));
}

// src/evaluate/jobs-in-memory.ts
function jobsInMemory(evaluation, freeMemory) {
  const wanted = evaluation["max-jobs"];
  const fitting = freeMemory === void 0 ? wanted : Math.max(1, Math.floor(freeMemory / evaluation["max-memory"]));
  return { count: Math.min(wanted, fitting), isReduced: fitting < wanted };
}
function tellReducedJobs({ count }, evaluation) {
  const hosts = count === 1 ? "One host is" : `${count} hosts are`;
  return `${hosts} evaluated at a time instead of ${evaluation["max-jobs"]}: each may take ${evaluation["max-memory"]} MiB, and the machine has no more memory free.`;
}

// src/evaluate/missing-hosts.ts
var SHOWN_NAMES = 10;
function tellNames(names) {
  const shown = names.slice(0, SHOWN_NAMES).map((name) => name.slice(0, 100));
  return shown.join(", ") + (names.length > SHOWN_NAMES ? `, and ${names.length - SHOWN_NAMES} more` : "");
}
function tellBranch({ path, step, present }) {
  const where = path === "" ? "The flake" : path.slice(0, 256);
  const instead = present.length === 0 ? "it is empty" : `it has ${tellNames(present)}`;
  return `${where} has no ${step.slice(0, 100)}; ${instead}.`;
}
function finding(attribute, parts) {
  return { code: "config-invalid", subject: `hosts-attribute ${attribute}`, ...parts };
}
function noHosts(attribute, { missing }) {
  const branches = missing.slice(0, SHOWN_NAMES).map(tellBranch).join(" ");
  return finding(attribute, {
    severity: attribute === "nixosConfigurations" ? "info" : "warning",
    message: `The flake has no hosts there, neither at base nor at head, so no host is planned.${branches === "" ? "" : ` ${branches}`}`,
    hint: "Name the outputs that hold the hosts in `hosts-attribute`."
  });
}
function unevenHosts(attribute, { hosts, missing, twice }) {
  const uneven = hosts.length === 0 || missing.length === 0 ? [] : [
    finding(attribute, {
      severity: "info",
      message: `Hosts are taken from where they are: ${missing.slice(0, SHOWN_NAMES).map(tellBranch).join(" ")}`,
      hint: "Nothing has to be done where that is meant; else name one system in `hosts-attribute` in place of `*`."
    })
  ];
  const doubled = twice.length === 0 ? [] : [
    finding(attribute, {
      severity: "warning",
      message: `Several systems have hosts of the same name, and only the first of each is planned: ${tellNames(twice)}.`,
      hint: "Name one system in `hosts-attribute` in place of `*`."
    })
  ];
  return [...uneven, ...doubled];
}

// src/evaluate/check-lock.ts
var LONGEST_TEXT2 = 1e5;
var LIMITS = { seconds: 30, memory: 1024 };
var DIFFERENCES_SHOWN = 10;
async function checkLock(check, workshop) {
  const path = check.folder === "." ? "flake.lock" : `${check.folder}/flake.lock`;
  const tree = await workshop.ports.git.tree(check.revision);
  const text2 = await tree.read(path);
  const lock = text2 === void 0 ? void 0 : parseLockFile(text2);
  if (text2 !== void 0 && lock === void 0) return [];
  const declared = check.declared ?? (check.isFailed ? await askText(await tree.read(path.replace(/lock$/, "nix")), workshop) : void 0);
  const differences = declared === void 0 ? [] : lockDifferences(declared, lock);
  const outdated = differences.length === 0 ? [] : [lockOutdated(path, { differences, check, isThere: text2 !== void 0 })];
  return [...check.isFailed && lock !== void 0 ? relativeInputs(lock, workshop.program) : [], ...outdated];
}
function relativeInputs(lock, { version }) {
  const [major = 0, minor = 0] = version.split(".").map((part) => Number.parseInt(part, 10));
  const paths = Object.values(lock.nodes).flatMap(({ locked }) => locked?.type === "path" && locked.narHash === void 0 ? [locked.path ?? ""] : []);
  if (paths.length === 0 || major > 2 || minor >= 26) return [];
  return [
    {
      code: "nix-too-old",
      severity: "error",
      subject: `nix ${version}`,
      message: `flake.lock has inputs by relative path (${paths.slice(0, 5).join(", ").slice(0, 500)}), which Nix reads from 2.26 on.`,
      hint: "Install a newer Nix where stowplan runs."
    }
  ];
}
async function askText(text2, { ports, evaluation }) {
  if (text2 === void 0 || Buffer.byteLength(text2) > LONGEST_TEXT2) return void 0;
  const run = await ports.nix.run(declaredInputsArgs(text2, evaluation), LIMITS);
  return run.status === 0 && run.stopped === void 0 ? decodeDeclaredInputs(run.stdout) : void 0;
}
function lockOutdated(path, { differences, check, isThere }) {
  const rest = differences.length - DIFFERENCES_SHOWN;
  const shown = [...differences.slice(0, DIFFERENCES_SHOWN), ...rest > 0 ? [`and ${rest} more`] : []].join("; ");
  return {
    code: "flake-lock-outdated",
    severity: check.isFailed ? "error" : "warning",
    subject: path,
    message: `It does not say what flake.nix asks for, and nothing here changes it: ${shown}.`.slice(0, 4e3),
    hint: "Run `nix flake lock` in the flake's folder and commit flake.lock.",
    place: { file: isThere ? path : path.replace(/lock$/, "nix") }
  };
}

// src/evaluate/flake-source.ts
var ASKS_FOR_SUBMODULES = /\bself\s*(?:\.\s*|=\s*\{[^}]*\b)submodules\s*=\s*true\b/;
async function openSource({ revision, folder }, { ports, submodules }) {
  const tree = await ports.git.tree(revision);
  const hasSubmodules = [...tree.entries.values()].some(({ kind }) => kind === "submodule");
  if (!hasSubmodules || submodules === "off") return { revision, findings: [] };
  const text2 = await tree.read(folder === "." ? "flake.nix" : `${folder}/flake.nix`) ?? "";
  if (submodules === "auto" && !ASKS_FOR_SUBMODULES.test(text2)) return { revision, findings: [] };
  const { missing, ...source } = await ports.git.withSubmodules(revision);
  return { ...source, findings: missing.map(submoduleMissing) };
}
function submoduleMissing(path) {
  return {
    code: "submodule-missing",
    severity: "warning",
    subject: `submodule ${path.slice(0, 1e3)}`,
    message: "Its commit is not in the checkout and could not be fetched, so its folder is empty for Nix.",
    hint: "Give actions/checkout `submodules: recursive`, or run `git submodule update --init --recursive`.",
    place: { file: ".gitmodules" }
  };
}

// src/evaluate/open-flake.ts
var SHA1_LETTERS = 40;
async function openFlake({ side, revision, folder }, workshop) {
  const flake = { side, revision, folder: folder ?? ".", reference: "", hosts: [], missing: [], twice: [] };
  if (folder === void 0) return flake;
  if (revision.commit.length > SHA1_LETTERS) return { ...flake, finding: sha256Finding(side) };
  const source = await openSource({ revision, folder }, workshop);
  const reference = workshop.ports.git.flakeReference(source.revision, folder);
  const listed = await listFlake({ side, revision: source.revision, folder, reference }, workshop);
  const { declared, ...list } = listed.list ?? {};
  const lock = side === "base" ? [] : await checkLock({ revision, folder, declared, isFailed: listed.finding !== void 0 }, workshop);
  const notes = [...side === "base" ? [] : source.findings, ...lock];
  return { ...flake, revision: source.revision, reference, ...list, notes, ...listed.finding === void 0 ? {} : { finding: listed.finding } };
}
async function listFlake({ side, revision, folder, reference }, workshop) {
  const { nix, log } = workshop.ports;
  const progress = { subject: `${side} flake` };
  const known2 = await recallHostList({ revision, folder }, workshop);
  if (known2 !== void 0) {
    log.progress({ ...progress, state: "done", text: `${known2.hosts.length} hosts, known from before` });
    return { list: known2 };
  }
  log.progress({ ...progress, state: "running", text: "listing hosts" });
  const run = await nix.run(hostListArgs({ reference, attribute: workshop.attribute, folder }, workshop.evaluation), workshop.limits);
  const list = run.status === 0 && run.stopped === void 0 ? decodeHostList(run.stdout) : void 0;
  if (list === void 0) {
    log.progress({ ...progress, state: "failed", text: "did not evaluate" });
    return { finding: await listFailure({ side, flake: folder, attribute: workshop.attribute }, { run, revision, workshop }) };
  }
  log.progress({ ...progress, state: "done", text: `${list.hosts.length} hosts, ${run.seconds.toFixed(1)} s` });
  await keepHostList({ revision, folder, list }, workshop);
  return { list };
}
async function listFailure(subject, { run, revision, workshop }) {
  if (run.status === 0 && run.stopped === void 0) return unreadableFinding(subject, "the list of hosts");
  const tree = await workshop.ports.git.tree(revision);
  return evaluationFinding(subject, { run, limits: workshop.limits, sources: sourcesOf2(tree) });
}

// src/evaluate/open-hosts.ts
async function openHosts(request) {
  const { scope, config, ports } = request;
  const hasFlake = scope.hosts.baseFlake !== void 0 || scope.hosts.headFlake !== void 0;
  if (!scope.hosts.canChange || !hasFlake) return { findings: [] };
  const program = await ports.nix.probe();
  if (program === void 0) return { findings: [nixMissing()] };
  if (!program.hasFlakes) return { findings: [nixTooOld(program)] };
  const workshop = openWorkshop({ program, config, ports });
  if (scope.hosts.why !== void 0) ports.log.info(`every host is evaluated: ${scope.hosts.why}`);
  const flakes = await openFlakes(request, workshop);
  const all = [.../* @__PURE__ */ new Set([...flakes.base.hosts, ...flakes.head.hosts])].toSorted();
  const notes = flakes.head.notes ?? [];
  if (all.length === 0 && flakes.base.finding === void 0 && flakes.head.finding === void 0) {
    return { findings: [noHosts(workshop.attribute, flakes.head), ...notes] };
  }
  const findings = [...notes, ...unevenHosts(workshop.attribute, flakes.head), ...unreadableNames(all), ...unmatchedPatterns(all, config.hosts)];
  return { open: { workshop, flakes, names: chooseHosts(all, config.hosts) }, findings };
}
function openWorkshop({ program, config, ports }) {
  const { evaluation } = config;
  const jobs = jobsInMemory(evaluation, ports.freeMemory?.());
  if (jobs.isReduced) ports.log.info(tellReducedJobs(jobs, evaluation));
  const limits = { seconds: evaluation.timeout, memory: evaluation["max-memory"] };
  return { ports, program, evaluation, attribute: config["hosts-attribute"], submodules: config.submodules, limits, jobs: jobs.count };
}
async function openFlakes({ scope, base, head }, workshop) {
  const { baseFlake, headFlake } = scope.hosts;
  const opening = openFlake({ side: "head", revision: head, folder: headFlake }, workshop);
  if (base.tree === head.tree && baseFlake === headFlake) {
    const flake = await opening;
    return { base: flake, head: flake };
  }
  const [flakeAtHead, flakeAtBase] = await Promise.all([opening, openFlake({ side: "base", revision: base, folder: baseFlake }, workshop)]);
  return { base: flakeAtBase, head: flakeAtHead };
}

// src/evaluate/pair-hosts.ts
function pairHosts({ names, flakes, results }) {
  const find = (name, side) => results.find((result) => result.name === name && result.flake === flakes[side]);
  const pairs = names.map((name) => pairOf(name, { base: find(name, "base"), head: find(name, "head"), flakes }));
  const ofFlake = tellOnce(flakes.base.finding, flakes.head.finding);
  const ofHosts = names.flatMap((name) => tellOnce(find(name, "base")?.finding, find(name, "head")?.finding));
  const ofInside = names.flatMap((name) => failuresInside(find(name, "base"), find(name, "head")));
  const ofAssertions = names.flatMap((name) => unbuildable(find(name, "head")));
  return { value: pairs, findings: [...ofFlake, ...ofHosts, ...ofInside, ...ofAssertions] };
}
function pairOf(name, { base, head, flakes }) {
  const unknown2 = [...new Set([base, head].flatMap((side) => (side?.failures ?? []).map(({ container }) => container)))];
  const comparable = (state) => unknown2.length === 0 ? state : withoutInside(state, unknown2);
  const states = {
    ...base?.state === void 0 ? {} : { base: comparable(base.state) },
    ...head?.state === void 0 ? {} : { head: comparable(head.state) },
    ...unknown2.length === 0 ? {} : { unknown: unknown2 }
  };
  const sides = { base: sideOf(name, { result: base, flake: flakes.base }), head: sideOf(name, { result: head, flake: flakes.head }) };
  return { name, ...states, status: statusOf(sides) };
}
function sideOf(name, { result, flake }) {
  if (result?.state !== void 0) return "evaluated";
  return flake.finding !== void 0 || flake.hosts.includes(name) ? "failed" : "absent";
}
function statusOf({ base, head }) {
  if (base === "failed" || head === "failed") return "failed";
  if (base === "absent") return "added";
  return head === "absent" ? "removed" : "evaluated";
}
function tellOnce(base, head) {
  if (base === void 0) return head === void 0 ? [] : [head];
  if (head === void 0) return [{ ...base, severity: "warning" }];
  if (base === head) return [head];
  if (base.code !== head.code || base.message !== head.message) return [{ ...base, severity: "warning" }, head];
  return [{ ...head, severity: "warning", message: `${head.message}
It fails at base in the same way.` }];
}
function failuresInside(base, head) {
  const of = (side, name) => side?.failures.find(({ container }) => container === name)?.finding;
  const names = [...base?.failures ?? [], ...head?.failures ?? []].map(({ container }) => container);
  return [...new Set(names)].flatMap((name) => tellOnce(of(base, name), of(head, name)));
}
function unbuildable(result) {
  const failed = result?.state?.failedAssertions ?? [];
  return failed.slice(0, 10).map((message) => ({
    code: "host-assertion",
    severity: "error",
    subject: `host ${result?.name ?? ""}`,
    message: `An assertion of the configuration fails, so this host cannot be built: ${message.trim().slice(0, 4e3)}`,
    hint: "Change the options that the message names; `nixos-rebuild build` shows the same message."
  }));
}

// src/evaluate/derivation.ts
var Attributes = custom((value) => typeof value === "object" && value !== null && !Array.isArray(value));
var Shown = looseObject({
  outputs: record(string(), looseObject({ path: string().nullish() })),
  env: Attributes.default({}),
  structuredAttrs: Attributes.nullish(),
  inputDrvs: Attributes.optional(),
  inputs: looseObject({ drvs: Attributes.default({}) }).optional()
});
var Answer = union([
  looseObject({ version: int(), derivations: record(string(), Shown) }).transform((answer) => answer.derivations),
  record(string(), Shown)
]);
var LARGEST_TEXT = 1e6;
function parseDerivations(stdout, storeDir) {
  const answer = Answer.safeParse(parseJson(stdout));
  if (!answer.success) return void 0;
  const absolute = (path) => path.startsWith("/") ? path : `${storeDir}/${path}`;
  return Object.entries(answer.data).flatMap(([path, shown]) => {
    const text2 = textOf2(shown);
    const output = shown.outputs["out"]?.path;
    if (text2 === void 0 || text2.length > LARGEST_TEXT || output === void 0 || output === null) return [];
    const inputs = Object.keys(shown.inputs?.drvs ?? shown.inputDrvs ?? {}).map(absolute);
    return [{ path: absolute(path), output: absolute(output), text: text2, inputs }];
  });
}
function textOf2(shown) {
  const attributes = { ...structured(shown), ...shown.env };
  const text2 = attributes["text"] ?? attributes["value"];
  if (text2 === void 0 || typeof text2 === "string") return text2;
  return JSON.stringify(text2, void 0, 2);
}
function structured(shown) {
  const packed = shown.env["__json"];
  return shown.structuredAttrs ?? Attributes.safeParse(typeof packed === "string" ? parseJson(packed) : void 0).data ?? {};
}

// src/evaluate/containers/option-words.ts
function scalarText(value) {
  return typeof value === "string" || typeof value === "number" || typeof value === "boolean" ? String(value) : void 0;
}
function isRecord(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
function text(value, key) {
  return isRecord(value) ? scalarText(value[key]) ?? "" : "";
}
function shortForm(value) {
  if (!isRecord(value) || text(value, "target") === "") return void 0;
  if (value["published"] !== void 0) {
    const parts2 = [text(value, "host_ip"), text(value, "published"), text(value, "target")];
    const protocol = text(value, "protocol");
    return parts2.filter((part) => part !== "").join(":") + (protocol === "" ? "" : `/${protocol}`);
  }
  const parts = [text(value, "source"), text(value, "target"), value["read_only"] === true ? "ro" : ""];
  return parts.filter((part) => part !== "").join(":");
}
function listWords(value) {
  if (Array.isArray(value)) return value.flatMap((entry) => scalarText(entry) ?? shortForm(entry) ?? []);
  if (isRecord(value)) return Object.keys(value);
  const only = scalarText(value);
  return only === void 0 ? [] : [only];
}
function assignment(entry) {
  const equals = entry.indexOf("=");
  return equals < 0 ? [entry, ""] : [entry.slice(0, equals), entry.slice(equals + 1)];
}
function assignments(words) {
  return Object.fromEntries(words.map(assignment).filter(([name]) => name !== ""));
}
function namedTexts(value) {
  if (!isRecord(value)) return assignments(listWords(value));
  return Object.fromEntries(Object.entries(value).map(([name, entry]) => [name, scalarText(entry) ?? ""]));
}

// src/evaluate/containers/quadlet-file.ts
var MAXIMUM_LINES = 2e4;
function logicalLines(text2) {
  const lines = [];
  let open;
  for (const line of text2.split(/\r?\n/).slice(0, MAXIMUM_LINES)) {
    if (/^\s*[#;]/.test(line)) continue;
    const whole = open === void 0 ? line : `${open} ${line.trim()}`;
    open = whole.endsWith("\\") ? whole.slice(0, -1) : void 0;
    if (open === void 0) lines.push(whole.trim());
  }
  return open === void 0 ? lines : [...lines, open.trim()];
}
function parseQuadlet(texts2) {
  const file = /* @__PURE__ */ new Map();
  for (const text2 of texts2) {
    let section = "";
    for (const line of logicalLines(text2)) {
      const name = /^\[(?<name>[^\]]+)\]$/.exec(line)?.groups?.["name"];
      const equals = line.indexOf("=");
      if (name !== void 0) section = name;
      else if (equals > 0) {
        const keys = file.get(section) ?? /* @__PURE__ */ new Map();
        const [key, value] = [line.slice(0, equals).trim(), line.slice(equals + 1).trim()];
        file.set(section, keys.set(key, value === "" ? [] : [...keys.get(key) ?? [], value]));
      }
    }
  }
  return file;
}

// src/evaluate/containers/unit-words.ts
var ESCAPES = /* @__PURE__ */ new Map([["n", "\n"], ["t", "	"], ["s", " "], ["r", "\r"]]);
function takeEscape(scanner) {
  const next = scanner.text[scanner.position + 1] ?? "";
  scanner.position += 2;
  return ESCAPES.get(next) ?? next;
}
function takeQuoted(scanner, quote) {
  let value = "";
  scanner.position += 1;
  for (let next = scanner.text[scanner.position]; next !== void 0 && next !== quote; next = scanner.text[scanner.position]) {
    if (next === "\\") value += takeEscape(scanner);
    else {
      value += next;
      scanner.position += 1;
    }
  }
  scanner.position += 1;
  return value;
}
function takeWord(scanner) {
  let word = "";
  for (let next = scanner.text[scanner.position]; next !== void 0 && !/\s/.test(next); next = scanner.text[scanner.position]) {
    if (next === '"' || next === "'") word += takeQuoted(scanner, next);
    else if (next === "\\") word += takeEscape(scanner);
    else {
      word += next;
      scanner.position += 1;
    }
  }
  return word;
}
function splitUnitWords(text2) {
  const scanner = { text: text2, position: 0 };
  const words = [];
  while (scanner.position < text2.length) {
    if (/\s/.test(text2[scanner.position] ?? "")) scanner.position += 1;
    else words.push(takeWord(scanner));
  }
  return words;
}

// src/evaluate/containers/quadlet-containers.ts
var FILE = /(?:^|\/)(?<name>(?<stem>[^/]+)\.(?<type>container|volume|network|pod|kube|image|build))$/;
function dropInsOf({ name, type }, texts2) {
  const folders = [`${type}.d`, `${name}.d`];
  const isOwn = (path) => path.endsWith(".conf") && folders.includes(path.split("/").at(-2) ?? "");
  return Object.keys(texts2).filter(isOwn).toSorted().map((path) => texts2[path] ?? "");
}
function filesByName2(texts2) {
  const files = Object.entries(texts2).flatMap(([path, text2]) => {
    const { name, stem, type } = FILE.exec(path)?.groups ?? {};
    if (name === void 0 || stem === void 0 || type === void 0) return [];
    return [[name, { path, stem, content: parseQuadlet([text2, ...dropInsOf({ name, type }, texts2)]) }]];
  });
  return new Map(files);
}
function keysOf(content, section) {
  const all = (key) => content.get(section)?.get(key) ?? [];
  return { all, last: (key) => all(key).at(-1), words: (key) => all(key).flatMap(splitUnitWords) };
}
var TRANSPORT = /^(?:docker-archive|docker-daemon|oci|oci-archive|dir|containers-storage|sif):/;
function imageOf(reference, files) {
  const file = files.get(reference);
  if (!reference.endsWith(".build")) {
    const pulled = reference.endsWith(".image") && file !== void 0 ? keysOf(file.content, "Image").last("Image") : void 0;
    const image = (pulled ?? reference).replace(/^docker:\/\//, "");
    return { image, isBuilt: TRANSPORT.test(image) };
  }
  const tag = file === void 0 ? void 0 : keysOf(file.content, "Build").last("ImageTag");
  return { image: tag ?? `localhost/${reference.slice(0, -".build".length)}`, isBuilt: true };
}
function resourceOf(word, files) {
  const [source = "", ...rest] = word.split(":");
  const { stem, type } = /^(?<stem>.+)\.(?<type>volume|network)$/.exec(source)?.groups ?? {};
  if (stem === void 0 || type === void 0) return word;
  const [section, key] = type === "volume" ? ["Volume", "VolumeName"] : ["Network", "NetworkName"];
  const file = files.get(source);
  const name = file === void 0 ? void 0 : keysOf(file.content, section).last(key);
  return [name ?? `systemd-${stem}`, ...rest].join(":");
}
function optionsOf(content, { image, files }) {
  const { all, last, words } = keysOf(content, "Container");
  const install = keysOf(content, "Install");
  const addresses = [...all("IP").map((address) => `--ip=${address}`), ...all("IP6").map((address) => `--ip6=${address}`)];
  return ContainerState.parse({
    image,
    autoStart: [...install.all("WantedBy"), ...install.all("RequiredBy")].length > 0,
    ...last("Pull") === void 0 ? {} : { pull: last("Pull") },
    environment: assignments(words("Environment")),
    environmentFiles: words("EnvironmentFile"),
    labels: assignments(words("Label")),
    ports: [...all("PublishPort")],
    volumes: all("Volume").map((volume) => resourceOf(volume, files)),
    networks: all("Network").map((network) => resourceOf(network, files)),
    extraOptions: [...addresses, ...words("PodmanArgs")],
    cmd: splitUnitWords(last("Exec") ?? ""),
    entrypoint: last("Entrypoint"),
    user: last("User"),
    hostname: last("HostName")
  });
}
var SECTIONS = /* @__PURE__ */ new Map([
  ["container", "Container"],
  ["kube", "Kube"],
  ["pod", "Pod"],
  ["volume", "Volume"],
  ["network", "Network"],
  ["image", "Image"],
  ["build", "Build"]
]);
function unitOf(name, { stem, content }) {
  const type = name.slice(stem.length + 1);
  const ownName = keysOf(content, SECTIONS.get(type) ?? "").last("ServiceName");
  return `${ownName ?? (type === "container" || type === "kube" ? stem : `${stem}-${type}`)}.service`;
}
function quadletUnits(texts2) {
  return new Map([...filesByName2(texts2)].map(([name, file]) => [unitOf(name, file), file.path]));
}
function quadletContainers(texts2) {
  const files = filesByName2(texts2);
  return [...files].flatMap(([name, file]) => {
    const { path, stem, content } = file;
    const { last } = keysOf(content, "Container");
    const [reference, rootfs] = [last("Image"), last("Rootfs")];
    if (!name.endsWith(".container") || (reference ?? rootfs) === void 0) return [];
    const { image, isBuilt } = reference === void 0 ? { image: rootfs ?? "", isBuilt: true } : imageOf(reference, files);
    return [
      {
        name: last("ContainerName") ?? `systemd-${stem}`,
        unit: unitOf(name, file),
        file: path,
        isBuilt,
        options: optionsOf(content, { image, files })
      }
    ];
  });
}

// src/evaluate/quadlet-units.ts
var SYSTEM_QUADLET = /^containers\/systemd\/(?!users\/)/;
function withQuadletTexts(state) {
  const texts2 = Object.fromEntries(Object.entries(state.etc).filter(([file]) => SYSTEM_QUADLET.test(file)));
  const declared = [...quadletUnits(texts2)].flatMap(([name, path]) => {
    const unit = state.units[name];
    return unit === void 0 ? [] : [[name, { ...unit, files: { ...unit.files, [`/etc/${path}`]: texts2[path] ?? "" } }]];
  });
  return { ...state, units: { ...state.units, ...Object.fromEntries(declared) } };
}

// src/evaluate/read-texts.ts
var BATCH = 1e3;
var DEPTH = 3;
async function readTexts(request) {
  const byOutput = /* @__PURE__ */ new Map();
  const seen = /* @__PURE__ */ new Set();
  let isWhole = true;
  let wanted = request.derivations;
  for (let depth = 0; depth < DEPTH && wanted.length > 0; depth += 1) {
    for (const path of wanted) seen.add(path);
    const shown = await showAll(request, wanted);
    isWhole &&= shown.isWhole;
    for (const { output, text: text2 } of shown.found) byOutput.set(output, text2);
    wanted = [...new Set(shown.found.flatMap(namedInputs))].filter((path) => !seen.has(path));
  }
  return { byOutput, isWhole };
}
async function showAll(request, paths) {
  const batches = Array.from({ length: Math.ceil(paths.length / BATCH) }, (_, index) => paths.slice(index * BATCH, (index + 1) * BATCH));
  const shown = await sideBySide(batches, { jobs: request.jobs, each: (batch) => showBatch(request, batch) });
  return { found: shown.flatMap(({ found }) => found), isWhole: shown.every(({ isWhole }) => isWhole) };
}
async function showBatch({ nix, program, limits, storeDir }, paths) {
  const run = await nix.run(showDerivationArgs(paths, program.version), limits);
  const found = run.status === 0 && run.stopped === void 0 ? parseDerivations(run.stdout, storeDir) : void 0;
  return { found: found ?? [], isWhole: found !== void 0 };
}
function namedInputs(derivation) {
  return derivation.inputs.filter((path) => derivation.text.includes(nameOf2(path)));
}
function nameOf2(path) {
  const base = path.slice(path.lastIndexOf("/") + 1);
  return base.slice(base.indexOf("-")).replace(/\.drv$/, "");
}
function withTexts({ state, etcSources, homeSources }, texts2) {
  const byName = new Map([...texts2].map(([output, text2]) => [output.slice(output.lastIndexOf("/")), { output, text: text2 }]));
  const fillUnits = mapUnits((unit) => ({ ...unit, files: filesOf(unit.text, byName) }));
  const known2 = (sources = {}) => Object.fromEntries(Object.entries(sources).flatMap(([name, source]) => texts2.has(source) ? [[name, texts2.get(source) ?? ""]] : []));
  const homes2 = Object.entries(state.homes ?? {}).map(([user, home]) => {
    return [user, { ...home, units: fillUnits(home.units), files: { ...home.files, ...known2(homeSources[user]) } }];
  });
  const nested2 = Object.entries(state.nspawnUnits ?? {}).map(([name, units]) => [name, fillUnits(units)]);
  return withQuadletTexts({
    ...state,
    units: fillUnits(state.units),
    userUnits: fillUnits(state.userUnits),
    nspawnUnits: Object.fromEntries(nested2),
    homes: Object.fromEntries(homes2),
    etc: { ...state.etc, ...known2(etcSources) }
  });
}
function mapUnits(change) {
  return (units) => Object.fromEntries(Object.entries(units).map(([name, unit]) => [name, change(unit)]));
}
var STORE_NAME = /\/[0-9a-df-np-sv-z]{32}-[0-9A-Za-z+\-._?=]+/g;
function filesOf(text2, texts2) {
  const files = /* @__PURE__ */ new Map();
  const queue = [text2];
  for (const next of queue) {
    for (const [name] of next.matchAll(STORE_NAME)) {
      const found = texts2.get(name);
      if (found === void 0 || files.has(found.output)) continue;
      files.set(found.output, found.text);
      queue.push(found.text);
    }
  }
  return Object.fromEntries(files);
}

// src/evaluate/share.ts
function hostsOfShare(names, share) {
  return share === void 0 ? names : names.filter((_, index) => index % share.of === share.number - 1);
}
function makeShares(hosts, most) {
  const of = Math.max(1, Math.min(hosts, most));
  return Array.from({ length: of }, (_, index) => ({ number: index + 1, of }));
}

// src/evaluate/evaluate-hosts.ts
async function evaluateHosts(request) {
  const { open, findings } = await openHosts(request);
  if (open === void 0) return { value: [], findings };
  const { flakes, workshop } = open;
  const { evaluated: names, leftOut } = splitHosts(hostsOfShare(open.names, request.share), { flakes, only: request.scope.hosts.only });
  const hosts = await evaluateSides(flakes, { names, workshop });
  const results = [...hosts, ...await evaluateInside(hosts, workshop)];
  const texts2 = await readAllTexts(results, workshop);
  const finished = results.map((result) => ({ ...result, state: stateOf(result, texts2.byOutput) }));
  if (texts2.isWhole) await Promise.all(finished.filter(({ host }) => host !== void 0).map((result) => keepHost(result, workshop)));
  const pairs = pairHosts({ names, flakes, results: joinInside(finished) });
  const others = leaveOut(leftOut, request.ports);
  const value = [...pairs.value, ...others].toSorted((left, right) => left.name < right.name ? -1 : 1);
  return { value, findings: [...findings, ...pairs.findings, ...texts2.isWhole ? [] : [partialFinding()]] };
}
async function evaluateSides({ base, head }, plan) {
  const { names, workshop } = plan;
  const sides = base === head || head.finding !== void 0 ? [head] : [head, base];
  const tasks = names.flatMap((name) => sides.filter((flake) => flake.hosts.includes(name)).map((flake) => ({ flake, name })));
  return sideBySide(tasks, { jobs: workshop.jobs, each: (task) => evaluateHost(task, workshop) });
}
async function readAllTexts(results, { ports, program, limits, jobs }) {
  const hosts = results.flatMap(({ host }) => host === void 0 ? [] : [host]);
  const derivations = [...new Set(hosts.flatMap((host) => host.derivations))];
  const storeDir = hosts[0]?.storeDir ?? "/nix/store";
  return readTexts({ derivations, storeDir, nix: ports.nix, program, limits, jobs });
}
function stateOf({ host, state }, texts2) {
  return host === void 0 ? state : withTexts(host, texts2);
}

// src/evaluate/list-hosts.ts
async function listHosts(request) {
  const { open, findings } = await openHosts(request);
  return { value: open?.names ?? [], findings };
}

// src/evaluate/containers/arion-containers.ts
function imageOf2({ image, isBuilt }) {
  const text2 = scalarText(image) ?? "";
  return isBuilt === true ? text2.replace(/:[0-9a-df-np-sv-z]{32}$/, "") : text2;
}
function optionsOf2(service) {
  const mode = scalarText(service["network_mode"]);
  return ContainerState.parse({
    image: imageOf2(service),
    environment: namedTexts(service["environment"]),
    environmentFiles: listWords(service["env_file"]),
    labels: namedTexts(service["labels"]),
    ports: listWords(service["ports"]),
    volumes: listWords(service["volumes"]),
    networks: mode === void 0 ? listWords(service["networks"]) : [mode],
    extraOptions: service["privileged"] === true ? ["--privileged"] : [],
    cmd: listWords(service["command"]),
    dependsOn: listWords(service["depends_on"]),
    entrypoint: listWords(service["entrypoint"]).join(" ") || null,
    user: scalarText(service["user"]) ?? null,
    hostname: scalarText(service["hostname"]) ?? null
  });
}
function arionContainers(project, { serviceName, services }) {
  return Object.entries(services).map(([name, service]) => ({
    name: scalarText(service["container_name"]) ?? `${project}-${name}-1`,
    unit: `${serviceName ?? `arion-${project}`}.service`,
    isBuilt: service["isBuilt"] === true,
    options: optionsOf2(service)
  }));
}

// src/evaluate/containers/home-containers.ts
function imageOf3(written, { images, builds }) {
  if (builds.includes(written)) return { image: `localhost/homemanager/${written}`, isBuilt: true };
  return { image: images[written] ?? written, isBuilt: false };
}
function optionsOf3(options, image) {
  return ContainerState.parse({
    image,
    autoStart: options["autoStart"] !== false,
    environment: namedTexts(options["environment"]),
    environmentFiles: listWords(options["environmentFile"]),
    labels: namedTexts(options["labels"]),
    ports: listWords(options["ports"]),
    volumes: listWords(options["volumes"]),
    networks: listWords(options["network"]),
    extraOptions: listWords(options["extraPodmanArgs"]),
    cmd: splitUnitWords(scalarText(options["exec"]) ?? ""),
    entrypoint: scalarText(options["entrypoint"]) ?? null,
    user: scalarText(options["user"]) ?? null
  });
}
function homeContainers(home) {
  return Object.entries(home.containers).map(([name, options]) => {
    const { image, isBuilt } = imageOf3(scalarText(options["image"]) ?? "", home);
    return { name, unit: `podman-${name}.service`, isBuilt, options: optionsOf3(options, image) };
  });
}

// src/shell-words.ts
var GAP = /(?:[ \t]|\\\r?\n)*/y;
var END = /[\r\n;&|()<>]|#/y;
var PLAIN = /[^\s"'`;&|()<>$\\]+/y;
var SINGLE = /'([^']*)'/y;
var VARIABLE = /\$(?:[A-Za-z_]\w*|[0-9@*#?$!-])?/y;
var MAXIMUM_WORDS = 500;
var LONGEST_EXPANSION = 4096;
function take(pattern, { text: text2, position }) {
  pattern.lastIndex = position;
  return pattern.exec(text2) ?? void 0;
}
function endOfExpansion(text2, start) {
  const [open, close] = text2[start + 1] === "{" ? ["{", "}"] : ["(", ")"];
  const limit2 = Math.min(text2.length, start + LONGEST_EXPANSION);
  let depth = 0;
  for (let position = start + 1; position < limit2; position += 1) {
    if (text2[position] === open) depth += 1;
    if (text2[position] === close) depth -= 1;
    if (depth === 0) return position + 1;
  }
  return limit2;
}
function expansion(text2, start) {
  const next = text2[start + 1];
  if (next === "{" || next === "(") return { value: "", end: endOfExpansion(text2, start), isKnown: false };
  const end = start + (take(VARIABLE, { text: text2, position: start })?.[0].length ?? 1);
  return { value: "", end, isKnown: false };
}
function doubleQuoted(text2, start) {
  let value = "";
  let isKnown = true;
  let position = start + 1;
  while (position < text2.length) {
    const next = text2[position] ?? "";
    if (next === '"') return { value, end: position + 1, isKnown };
    if (next === "$") {
      isKnown = false;
      position = expansion(text2, position).end;
    } else if (next === "\\") {
      value += text2[position + 1] ?? "";
      position += 2;
    } else {
      if (next === "`") isKnown = false;
      value += next;
      position += 1;
    }
  }
  return void 0;
}
function partAt(text2, position) {
  const next = text2[position];
  if (next === "$") return expansion(text2, position);
  if (next === '"') return doubleQuoted(text2, position);
  if (next === "'") {
    const match = take(SINGLE, { text: text2, position });
    return match === void 0 ? void 0 : { value: match[1] ?? "", end: position + match[0].length, isKnown: true };
  }
  if (next === "\\") {
    const escaped = text2[position + 1] ?? "";
    return /^[\s\w]?$/.test(escaped) ? void 0 : { value: escaped, end: position + 2, isKnown: true };
  }
  const plain = take(PLAIN, { text: text2, position })?.[0];
  return plain === void 0 ? void 0 : { value: plain, end: position + plain.length, isKnown: true };
}
function wordAt(text2, start) {
  let word;
  for (let part = partAt(text2, start); part !== void 0 && part.end > (word?.end ?? start); part = partAt(text2, word.end)) {
    word = { value: (word?.value ?? "") + part.value, start, end: part.end, isKnown: (word?.isKnown ?? true) && part.isKnown };
  }
  return word;
}
function shellWords(text2, start) {
  const words = [];
  let position = start;
  while (words.length < MAXIMUM_WORDS) {
    position += take(GAP, { text: text2, position })?.[0].length ?? 0;
    if (position >= text2.length || take(END, { text: text2, position }) !== void 0) break;
    const word = wordAt(text2, position);
    if (word === void 0) break;
    words.push(word);
    position = word.end;
  }
  return words;
}

// src/run-commands.ts
var COMMAND = /\b(?<engine>docker|podman)(?:[ \t]+--?[\w-]+(?:=[^\s"'$]+)?)*[ \t]+(?:container[ \t]+|image[ \t]+)?(?<verb>run|create|pull)(?=\s)/g;
var SWITCHES = /* @__PURE__ */ new Set([
  "--detach",
  "--init",
  "--interactive",
  "--no-healthcheck",
  "--no-hosts",
  "--oom-kill-disable",
  "--privileged",
  "--publish-all",
  "--quiet",
  "--read-only",
  "--replace",
  "--rm",
  "--rmi",
  "--tls-verify",
  "--tty",
  "--all-tags",
  "--disable-content-trust",
  "--no-hostname",
  "--env-host",
  "--http-proxy",
  "--passwd",
  "--read-only-tmpfs",
  "--sig-proxy",
  "--systemd",
  "--use-api-socket"
]);
var SHORT_SWITCHES = /^-[ditPqa]+$/;
var JOINED = /^(?<flag>-[cehlmpuvw])(?<value>[^-=].*)$/;
function isSwitch(flag) {
  return SWITCHES.has(flag) || SHORT_SWITCHES.test(flag);
}
function wholeFlag(word) {
  const equals = word.indexOf("=");
  if (word.startsWith("--") && equals > 0) return [word.slice(0, equals), word.slice(equals + 1)];
  if (isSwitch(word)) return [word, ""];
  const { flag, value } = JOINED.exec(word)?.groups ?? {};
  return flag === void 0 || value === void 0 ? void 0 : [flag, value];
}
function readArguments(words) {
  const flags = [];
  const queue = words.entries();
  for (const [index, word] of queue) {
    if (!word.value.startsWith("-")) return { flags, image: word, words: words.slice(index + 1).map(({ value }) => value) };
    const flag = wholeFlag(word.value);
    if (flag !== void 0) flags.push(word.isKnown ? flag : [flag[0], ""]);
    else {
      const next = queue.next().value?.[1];
      flags.push([word.value, next?.isKnown === true ? next.value : ""]);
    }
  }
  return { flags, words: [] };
}
function startOf(text2, { value, start, end }) {
  const at = text2.indexOf(value, start);
  return at < 0 || at + value.length > end ? void 0 : at;
}
function commandOf({ text: text2, match, words: all }) {
  const { image, flags, words } = readArguments(all);
  if (image?.isKnown !== true || image.value === "") return void 0;
  const start = startOf(text2, image);
  const verb = match.groups?.["verb"];
  if (start === void 0 || verb !== "run" && verb !== "create" && verb !== "pull") return void 0;
  return { engine: match.groups?.["engine"] === "docker" ? "docker" : "podman", verb, reference: image.value, start, flags, words };
}
var TALK = /^\s*(?:#|(?:echo|printf|logger|die|fail|log|warn)\s)/;
function isTalk(text2, position) {
  const start = text2.lastIndexOf("\n", position) + 1;
  return TALK.test(text2.slice(start, Math.min(position, start + 100)));
}
function runCommands(text2) {
  const found = [];
  const pattern = new RegExp(COMMAND);
  for (let match = pattern.exec(text2); match !== null; match = pattern.exec(text2)) {
    if (isTalk(text2, match.index)) continue;
    const words = shellWords(text2, match.index + match[0].length);
    pattern.lastIndex = words.at(-1)?.end ?? pattern.lastIndex;
    found.push(...[commandOf({ text: text2, match, words })].filter((command) => command !== void 0));
  }
  return found;
}
function imagesOfRunCommands(text2) {
  return runCommands(text2).map(({ reference, start }) => ({ reference, start }));
}

// src/evaluate/containers/script-containers.ts
var EXEC = /^Exec\w+=(?<command>(?:[^\n]*\\\n)*[^\n]*)/gm;
var SHELL_SCRIPT = /^#!.*\b(?:ba|da|z|k)?sh\b/;
function commandsOf(unit) {
  const lines = [...unit.text.matchAll(EXEC)].map((match) => match.groups?.["command"] ?? "");
  const scripts2 = Object.values(unit.files).filter((text2) => SHELL_SCRIPT.test(text2));
  return [...lines, ...scripts2].flatMap((text2) => runCommands(text2)).filter(({ verb }) => verb !== "pull");
}
function valuesOf({ flags }, names) {
  return flags.flatMap(([flag, value]) => names.includes(flag) && value !== "" ? [value] : []);
}
var NAMED = /* @__PURE__ */ new Set([
  "-e",
  "--env",
  "--env-file",
  "-l",
  "--label",
  "-p",
  "--publish",
  "-v",
  "--volume",
  "--network",
  "--net",
  "--pull",
  "--entrypoint",
  "-u",
  "--user",
  "-h",
  "--hostname",
  "--name"
]);
function otherFlags({ flags }) {
  return flags.filter(([flag]) => flag.startsWith("--") && !NAMED.has(flag)).map(([flag, value]) => value === "" ? flag : `${flag}=${value}`);
}
function optionsOf4(command) {
  const values = (...names) => valuesOf(command, names);
  return ContainerState.parse({
    image: command.reference,
    environment: assignments(values("-e", "--env")),
    environmentFiles: values("--env-file"),
    labels: assignments(values("-l", "--label")),
    ports: values("-p", "--publish"),
    volumes: values("-v", "--volume"),
    networks: values("--network", "--net"),
    extraOptions: otherFlags(command),
    cmd: command.words,
    ...values("--pull")[0] === void 0 ? {} : { pull: values("--pull")[0] },
    entrypoint: values("--entrypoint")[0] ?? null,
    user: values("-u", "--user")[0] ?? null,
    hostname: values("-h", "--hostname")[0] ?? null
  });
}
function nameOf3(command, { unit, isOnly }) {
  const stem = unit.replace(/\.\w+$/, "");
  return valuesOf(command, ["--name"])[0] ?? (isOnly ? stem : `${stem}: ${command.reference}`);
}
function scriptContainers(units, known2) {
  return Object.entries(units).flatMap(([unit, state]) => {
    if (!state.enable || known2.has(unit)) return [];
    const commands = commandsOf(state).filter(({ reference }) => parseImageReference(reference) !== void 0);
    const images = new Set(commands.map(({ reference }) => reference));
    const found = commands.map((command) => ({ name: nameOf3(command, { unit, isOnly: images.size === 1 }), unit, engine: command.engine, options: optionsOf4(command) }));
    return [...new Map(found.map((container) => [container.name, container])).values()];
  });
}

// src/evaluate/live-containers.ts
var ContainerKind = _enum(["oci", "nspawn", "quadlet", "arion", "home-manager", "script"]);
var ContainerScope = _enum(["system", "user", "nested"]);
function isBuiltByNix({ imageFile, imageStream }) {
  return typeof imageFile === "string" || typeof imageStream === "string";
}
function ociContainers({ backend, containers }, { files, ...place }) {
  return Object.entries(containers).map(([name, options]) => ({
    ...place,
    name,
    kind: "oci",
    unit: `${options.serviceName ?? `${backend ?? "podman"}-${name}`}.service`,
    engine: backend ?? "podman",
    isBuilt: isBuiltByNix(options),
    options,
    files: files[name] ?? []
  }));
}
function quadlets({ place, texts: texts2, filesOf: filesOf2 }) {
  return quadletContainers(texts2).map(({ file, ...container }) => ({ ...place, ...container, kind: "quadlet", engine: "podman", files: filesOf2(file) }));
}
var QUADLET = /^containers\/systemd\/(?<users>users\/(?:(?<id>\d+)\/)?)?/;
function definitionsOf(state, file) {
  const stem = /(?<stem>[^/]+)\.container$/.exec(file)?.groups?.["stem"] ?? "";
  const { quadlet = {}, etc = {} } = state.definedIn ?? {};
  return quadlet[stem] ?? etc[file] ?? etc[file.slice(0, file.lastIndexOf("/"))] ?? [];
}
function startedByUnit(container, { units }) {
  const wantedBy = units[container.unit]?.wantedBy ?? [];
  return wantedBy.length === 0 ? container : { ...container, options: { ...container.options, autoStart: true } };
}
function systemQuadlets(state) {
  const folders = Map.groupBy(Object.entries(state.etc).filter(([file]) => QUADLET.test(file)), ([file]) => QUADLET.exec(file)?.[0] ?? "");
  return [...folders].flatMap(([folder, entries]) => {
    const { users, id } = QUADLET.exec(folder)?.groups ?? {};
    const owner = id === void 0 ? {} : { owner: state.userNames?.[id] ?? id };
    const place = users === void 0 ? { scope: "system" } : { scope: "user", ...owner };
    const found = quadlets({ place, texts: Object.fromEntries(entries), filesOf: (file) => definitionsOf(state, file) });
    return users === void 0 ? found.map((container) => startedByUnit(container, state)) : found;
  });
}
function arion(state) {
  const engine = state.docker["enable"] === true || state.podman["enable"] !== true ? "docker" : "podman";
  const place = { kind: "arion", scope: "system", engine };
  return Object.entries(state.arionProjects ?? {}).flatMap(
    ([name, project]) => arionContainers(name, project).map((container) => ({ ...place, ...container, files: state.definedIn?.arion?.[name] ?? [] }))
  );
}
function scripts({ units, declared, files = {}, ...place }) {
  const known2 = new Set(declared.map(({ unit }) => unit));
  return scriptContainers(units, known2).map((container) => {
    const name = container.unit.replace(/\.service$/, "");
    return { ...place, ...container, kind: "script", isBuilt: false, files: files[name] ?? files[name.replace(/@.*$/, "@")] ?? [] };
  });
}
function homes(state) {
  return Object.entries(state.homes ?? {}).flatMap(([owner, home]) => {
    const place = { scope: "user", owner };
    const files = state.definedIn?.home?.[owner] ?? [];
    const podman = homeContainers(home).map((container) => ({ ...place, ...container, kind: "home-manager", engine: "podman", files }));
    const declared = [...podman, ...quadlets({ place, texts: home.files, filesOf: () => files })];
    return [...declared, ...scripts({ ...place, units: home.units, declared }).map((container) => ({ ...container, files }))];
  });
}
function nested(state) {
  return Object.entries(state.nspawnUnits ?? {}).flatMap(([owner, units]) => {
    const place = { scope: "nested", owner };
    const outside = state.definedIn?.nspawn[owner] ?? [];
    const oci = state.nspawnOci?.[owner];
    const declared = oci === void 0 ? [] : ociContainers(oci, { ...place, files: {} });
    return [...declared, ...scripts({ ...place, units, declared })].map((container) => ({ ...container, files: outside }));
  });
}
function liveContainers(state) {
  const { definedIn, units, userUnits } = state;
  const oci = ociContainers({ backend: state.ociBackend, containers: state.ociContainers }, { scope: "system", files: definedIn?.oci ?? {} });
  const declared = [...oci, ...systemQuadlets(state), ...arion(state)];
  return [
    ...declared,
    ...scripts({ scope: "system", units, declared: declared.filter(({ scope }) => scope === "system"), files: definedIn?.services }),
    ...scripts({ scope: "user", units: userUnits, declared: declared.filter(({ scope }) => scope === "user"), files: definedIn?.userServices }),
    ...homes(state),
    ...nested(state)
  ];
}

// src/evaluate/live-images.ts
function liveImages(state) {
  return liveContainers(state).map(({ name, kind, scope, owner, unit, isBuilt, options, files }) => ({
    reference: options.image,
    container: name,
    kind,
    scope,
    ...owner === void 0 ? {} : { owner },
    unit,
    // `localhost/…` without a port is how Podman names what it built itself.
    isLocal: isBuilt || options.image.startsWith("localhost/"),
    options,
    files
  }));
}

export {
  isDirect,
  compileGlob,
  discover,
  InputChange,
  ContainerState,
  HostState,
  hostsOfShare,
  makeShares,
  evaluateHosts,
  imagesOfRunCommands,
  ContainerKind,
  ContainerScope,
  liveContainers,
  liveImages,
  listHosts
};
