import { createRequire as __createRequire } from "node:module";
const require = __createRequire(import.meta.url);
import {
  CONFIG_FILES,
  ProjectConfig,
  closestName,
  parseNix,
  printNixString
} from "./chunk-ZAI775U2.js";
import {
  baseName,
  folderOf,
  isInside,
  joinPath,
  normalPath,
  relativePath
} from "./chunk-GWVNSTGD.js";
import {
  require_dist
} from "./chunk-CGQZGR63.js";
import {
  tellSome
} from "./chunk-CNDDATOY.js";
import {
  isPlainValue,
  isSecretName,
  shorten
} from "./chunk-P6QGVD7B.js";
import {
  isLocalName,
  isRecord,
  parseImageReference,
  parseJson
} from "./chunk-IZT3ALIO.js";
import {
  compareLink,
  parseForgeRepository
} from "./chunk-RAA42EKT.js";
import {
  sha256
} from "./chunk-W6PA4KH7.js";
import {
  _enum,
  array,
  boolean,
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
} from "./chunk-N3YWGI6C.js";
import {
  __toESM
} from "./chunk-Q3OPO74A.js";

// src/discover/reach/closure.ts
async function closureOf(begin, ground) {
  const [exact, prefixes, seen, outputs] = [/* @__PURE__ */ new Set(), /* @__PURE__ */ new Set(), /* @__PURE__ */ new Set(), /* @__PURE__ */ new Set()];
  const files = [];
  for (let marks = begin; marks.length > 0; ) {
    const next = /* @__PURE__ */ new Set();
    for (const { file: file2, mark } of marks) {
      if (mark.kind === "host" || mark.kind === "output") outputs.add(mark.kind);
      const step = mark.kind === "doubt" ? { next: [], doubt: mark.reason } : mark.kind === "path" ? follow(mark, ground.index) : { next: [] };
      if (step.doubt !== void 0) return { exact, prefixes, files, outputs, doubt: `${file2.path}:${lineOf(file2, mark)} ${step.doubt}` };
      if (step.read?.exact !== void 0) exact.add(step.read.exact);
      if (step.read?.prefix !== void 0) prefixes.add(step.read.prefix);
      for (const path of step.next) if (!seen.has(path)) next.add(path);
    }
    for (const path of next) seen.add(path);
    const scanned = await Promise.all([...next].map(ground.scan));
    files.push(...scanned);
    marks = scanned.flatMap((file2) => file2.marks.map((mark) => ({ file: file2, mark })));
  }
  return { exact, prefixes, files, outputs };
}
function lineOf({ text: text3 }, { start }) {
  return text3.slice(0, start).split("\n").length;
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
function isHandedOn({ text: text3, code }, { start, name }) {
  const before = text3.slice(Math.max(0, start - 400), start);
  if (name !== "self") {
    if (/\binherit\s*\(\s*$|\bwith\s+$/.test(before)) return true;
    if (MODULE_ARGUMENTS.test(before) || IMPORT_OF_FILE.test(before)) return true;
  }
  if (REGISTRY.test(before)) return true;
  const isAttribute = /\binherit\s+(?:[\w'-]+\s+)*$/.test(before) || new RegExp(String.raw`(?<![\w.'-])${name}\s*=\s*$`).test(before);
  const isFlake = /(?:\bflake)\s*=\s*(?:inputs\s*\.\s*)?$/.test(before);
  const brace = isAttribute || isFlake ? braceBefore(text3, start) : void 0;
  if (brace === void 0) return false;
  const target = text3.slice(Math.max(0, brace - 400), brace);
  if (isFlake) return REGISTRY.test(target);
  if (MODULE_ARGUMENTS.test(target) || IMPORT_OF_FILE.test(target) || FLAKE_PARTS.test(target)) return true;
  const { name: called, text: given } = /(?<![\w.'-])(?<name>[A-Za-z_][\w'-]*)\s*(?<text>"[\w.-]*"\s*)?$/.exec(target)?.groups ?? {};
  return called !== void 0 && isFunctionHere(code, { name: called, isSecond: given !== void 0 });
}
function braceBefore(text3, start) {
  let depth = 0;
  for (let index = start - 1; index >= 0 && start - index < FARTHEST_BRACE; index -= 1) {
    const letter = text3.charAt(index);
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
function flakeMarks(file2) {
  return [...selfMarks(file2), ...inputMarks(file2), ...outputMarks(file2), ...moduleMarks(file2)];
}
function isOverlay({ text: text3, takesSelf }) {
  const lambdas = [...text3.matchAll(/(?<![\w'-])self\s*:/g)].length;
  if (takesSelf || /\.\s*self(?![\w'-])|\binherit\s*\([^)]*\)[^;]*(?<![\w'-])self(?![\w'-])/.test(text3)) return false;
  return lambdas > 0 && lambdas === [...text3.matchAll(OVERLAY)].length;
}
function selfMarks(file2) {
  if (isOverlay(file2)) return [];
  const { text: text3 } = file2;
  const uses = [...text3.matchAll(SELF)];
  if (uses.length > MOST_USES) return [{ kind: "doubt", start: 0, reason: "uses `self` more often than is looked at" }];
  return uses.flatMap(({ index }) => {
    const rest = text3.slice(index + 4, index + 600);
    const names = selfNames(text3.slice(Math.max(0, index - 60), index), rest);
    if (/^(?:\s*:(?!:)|(?:\s*\.\s*[\w'-]+){0,5}\s*=(?!=))/.test(rest)) return [];
    const imported = importedFrom(file2, index);
    if (imported !== void 0) return [{ kind: "path", start: index, path: imported, isImport: false, isContent: true }];
    if (names === void 0) return isHandedOn(file2, { start: index, name: "self" }) ? [] : [{ kind: "doubt", start: index, reason: "uses `self` as a whole" }];
    return names.flatMap((name) => nameMarks(name, index));
  });
}
var IMPORTS = /\b(?:imports|modules)\s*=\s*\[[^\]=;]{0,600}$|\bimport\s*\(?\s*$/;
function importedFrom({ code, text: text3 }, index) {
  const start = /(?:"\$\{|\()\s*(?:inputs\s*\.\s*)?$/.exec(code.slice(Math.max(0, index - 40), index));
  const path = /^self\s*(?:\}\/(?<text>[\w.+/-]+)"|\+\s*"?\/(?<joined>[\w.+/-]+)"?\s*\))/.exec(code.slice(index, index + 400))?.groups;
  const written = path?.["text"] ?? path?.["joined"];
  if (start === null || written === void 0 || written.includes("..")) return void 0;
  return IMPORTS.test(text3.slice(Math.max(0, index - start[0].length - 640), index - start[0].length)) ? written : void 0;
}
function selfNames(before, rest) {
  const inherited = /\binherit\s*\(\s*(?:inputs\s*\.\s*)?$/.test(before) ? /^\s*(?:\.\s*outputs\s*)?\)([\w\s'-]*);/.exec(rest)?.[1] : void 0;
  if (inherited !== void 0) return inherited.split(/\s+/).filter((name2) => name2 !== "");
  if (/^\s*\.\s*outputs\s*(?:;|\)|$)/.test(rest)) return void 0;
  const { quoted, plain: plain2 } = MEMBER.exec(rest)?.groups ?? {};
  const name = quoted ?? plain2;
  return name === void 0 ? void 0 : [name];
}
function nameMarks(name, start) {
  if (name === "nixosConfigurations") return [];
  if (OTHERS.has(name)) return [{ kind: "output", start }];
  return PARTS.has(name) ? [] : [{ kind: "doubt", start, reason: `uses \`self.${name.slice(0, 40)}\`` }];
}
function inputMarks(file2) {
  const { text: text3, aliases } = file2;
  const names = ["inputs", ...[...aliases].filter((name) => name !== "self" && name !== "inputs" && name !== "_")];
  const pattern = new RegExp(String.raw`(?<![\w'-])(?:${names.join("|")})(?![\w'-])`, "g");
  const uses = [...text3.matchAll(pattern)];
  if (uses.length > MOST_USES) return [{ kind: "doubt", start: 0, reason: "uses its arguments more often than is looked at" }];
  return uses.flatMap(({ 0: name, index }) => {
    const isMember = text3.charAt(index - 1) === ".";
    if (isMember && name !== "inputs") return [];
    const rest = text3.slice(index + name.length, index + name.length + 200);
    if (/^\s*(?:\.\s*[A-Za-z_"]|=(?!=)|:(?!:)|\?|@)/.test(rest)) return [];
    return isHandedOn(file2, { start: index, name }) ? [] : [{ kind: "doubt", start: index, reason: `uses all of \`${name.slice(0, 40)}\` at once` }];
  });
}
function outputMarks({ text: text3 }) {
  const selected = [...text3.matchAll(OUTPUTS)].flatMap(({ index, groups = {} }) => {
    const name = groups["name"] ?? "";
    if (PARTS.has(name) || name === "nixosConfigurations") return [];
    return name === "$" ? [{ kind: "output", start: index }, { kind: "host", start: index }] : [{ kind: "output", start: index }];
  });
  const [hosts2, systems] = [text3.matchAll(HOSTS), text3.matchAll(SYSTEMS)];
  const all = Array.from(text3.matchAll(ALL_OUTPUTS), ({ index }) => ({ kind: "doubt", start: index, reason: "takes the flake's outputs under other names" }));
  return [...selected, ...all, ...Array.from(hosts2, ({ index }) => ({ kind: "host", start: index })), ...Array.from(systems, ({ index }) => ({ kind: "output", start: index }))];
}
function moduleMarks({ text: text3 }) {
  if (!/flakeModule|modules\s*\.\s*flake\b/.test(text3)) return [];
  return [...text3.matchAll(FLAKE_MODULE)].flatMap(({ index, groups = {} }) => {
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
function pathMarks({ path, code, text: text3 }) {
  const paths = [...text3.matchAll(PATH)].flatMap((match) => {
    if (match[0].startsWith("/")) return [];
    if (match[0].length > LONGEST_PATH) return [{ kind: "doubt", start: match.index, reason: "names a very long path" }];
    return [markOf({ path, code, text: text3 }, match)];
  });
  const words = [...text3.matchAll(UPWARDS)].map((match) => ({ kind: "doubt", start: match.index, reason: `uses \`${match[0].trim().slice(0, 40)}\`` }));
  const dots = [...code.matchAll(DOTS), ...code.matchAll(UPWARDS_TEXT)].map((match) => ({ kind: "doubt", start: match.index, reason: "goes up in a path that is put together" }));
  return [...paths, ...words, ...dots];
}
function markOf({ path, code, text: text3 }, { 0: written, index }) {
  const start = index;
  const named = joinPath(folderOf(path), written);
  if (named === ".." || named.startsWith("../")) return { kind: "doubt", start, reason: "names a path outside the repository" };
  const before = text3.slice(Math.max(0, index - 420), index);
  const rest = code.slice(index + written.length, index + written.length + 720);
  const tail = joinedTail(rest) ?? tailOf(rest);
  if (tail === void 0) return { kind: "doubt", start, reason: "computes a path" };
  if (isBound(text3, { before, written })) return { kind: "doubt", start, reason: "gives a path a name beside `toString`, which makes a text with the hash of the whole source" };
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
function isBound(text3, { before, written }) {
  return /[\w'"]\s*=\s*\(?\s*$/.test(before) && /\btoString\b/.test(text3) && !CONTENT.test(before) && !CONTENT_NAME.test(written);
}
function joinedTail(rest) {
  const joined3 = /^\s*\)?\s*\+(?:\s*"(?<text>[^"]*)"(?!\s*\+))?/.exec(rest);
  if (joined3 === null) return void 0;
  const text3 = joined3.groups?.["text"] ?? "";
  return { isPresent: true, text: text3.slice(text3.lastIndexOf("}") + 1) };
}
function tailOf(rest) {
  let tail = { isPresent: false, text: "" };
  for (let at = 0; rest.startsWith("${", at); ) {
    const end = closingBrace(rest, at + 1);
    if (end === void 0 || rest.slice(at, end).includes("..")) return void 0;
    const text3 = /^[\w.+/-]*/.exec(rest.slice(end + 1))?.[0] ?? "";
    if (text3.includes("..")) return void 0;
    tail = { isPresent: true, text: text3 };
    at = end + 1 + text3.length;
  }
  return tail;
}
function closingBrace(text3, open) {
  let depth = 0;
  for (let index = open; index < text3.length; index += 1) {
    if (text3.charAt(index) === "{") depth += 1;
    if (text3.charAt(index) === "}") depth -= 1;
    if (depth === 0) return index;
  }
  return void 0;
}

// src/discover/reach/lexical-parts.ts
var CODE = /["#{}]|\/\*|(?<![\w'-])''/g;
var STRING = /[\\"]|\$\$|\$\{/g;
var INDENTED = /'''|''\$|''\\|''|\$\$|\$\{/g;
function blank(text3) {
  return text3.includes("\n") ? text3.replaceAll(/[^\n]+/g, (line) => " ".repeat(line.length)) : " ".repeat(text3.length);
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
  const { code, text: text3 } = lexicalParts(source);
  for (const [, behindOutputs, first] of text3.matchAll(WHOLE)) aliases.add(behindOutputs ?? first ?? "");
  for (const { 0: written, groups = {} } of text3.matchAll(ARGUMENTS)) {
    aliases.add(groups["behind"] ?? "");
    takesSelf ||= /(?<![\w'-])self(?![\w'-])/.test(written);
  }
  for (const { index } of text3.matchAll(NAME_BEFORE)) aliases.add(/([\w'-]{1,100})\s{0,10}$/.exec(text3.slice(Math.max(0, index - 110), index))?.[1] ?? "");
  aliases.delete("");
  return { code, text: text3.replaceAll(ARGUMENTS, blank).replaceAll(STAMP, quietStamp), aliases, takesSelf };
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
  const known3 = /* @__PURE__ */ new Map();
  return async (path) => {
    const scan = known3.get(path) ?? tree.read(path).then((text3) => scanFile(path, text3));
    known3.set(path, scan);
    return scan;
  };
}
function openSecondScanner(tree, { first, changed: changed2 }) {
  const own = openScanner(tree);
  return async (path) => changed2.has(path) ? own(path) : first(path);
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
function firstFrom(sorted, text3) {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = low + high >> 1;
    if ((sorted[middle] ?? "") < text3) low = middle + 1;
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
  if (!texts2.some((text3) => text3 !== void 0 && /\bfilter=lfs\b/.test(text3))) return [];
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
function parseLockFile(text3) {
  return LockFile.safeParse(parseJson(text3)).data;
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

// src/compare-texts.ts
function compareTexts(left, right) {
  return left < right ? -1 : left > right ? 1 : 0;
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
  const numberOf2 = (name) => {
    if (name === void 0) return -1;
    const known3 = numbers.get(name) ?? numbers.size;
    if (!numbers.has(name)) waiting.push(name);
    numbers.set(name, known3);
    return known3;
  };
  for (const start of waiting.splice(0)) numberOf2(start);
  for (let name = waiting.shift(); name !== void 0; name = waiting.shift()) {
    const { inputs, ...node } = nodeOf(lock, name) ?? { inputs: {} };
    const edges = Object.entries(inputs).toSorted(([left], [right]) => compareTexts(left, right));
    printed.push([node, edges.map(([edge, target]) => [edge, numberOf2(typeof target === "string" ? target : resolve(lock, target))])]);
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
function literalOf(file2, node) {
  const [only, ...others] = node?.kind === "string_expression" ? node.children : [];
  return only?.kind === "string_fragment" && others.length === 0 ? textOf(file2, only) : void 0;
}
function attributesOf(file2, set) {
  const bindings = set.children.find(({ kind }) => kind === "binding_set")?.children ?? [];
  return bindings.flatMap((binding) => {
    const [path, value] = [childIn(binding, "attrpath"), childIn(binding, "expression")];
    if (binding.kind !== "binding" || path === void 0 || value === void 0) return [];
    const names = path.children.filter(({ field }) => field === "attr").map((name) => name.kind === "identifier" ? textOf(file2, name) : literalOf(file2, name));
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
function namesByHost(split2, mark) {
  const { file: file2 } = split2;
  const path = nodeAt(file2.root, mark.start);
  const holes = path?.kind === "path_expression" ? path.children.filter(({ kind }) => kind === "interpolation") : [];
  const variable = holes.length === 1 ? childIn(holes[0], "expression") : void 0;
  if (path === void 0 || variable?.kind !== "variable_expression") return void 0;
  const name = textOf(file2, variable);
  const found = functionOf(file2, { node: path, name });
  return found === void 0 ? void 0 : callsOf(split2, { ...found, name });
}
function nodeAt(root, start) {
  let node = root;
  while (node !== void 0 && !(node.kind === "path_expression" && node.start === start)) {
    node = node.children.find((child) => child.start <= start && start < child.end);
  }
  return node;
}
function functionOf(file2, { node, name }) {
  for (let at = file2.parents.get(node); at !== void 0; at = file2.parents.get(at)) {
    if ((at.kind === "let_expression" || at.kind === "rec_attrset_expression") && gives(file2, { set: at, name })) return void 0;
    if (at.kind !== "function_expression") continue;
    const [formals, universal] = [childIn(at, "formals"), childIn(at, "universal")];
    const isByName = formals?.children.some((formal) => formal.kind === "formal" && textOf(file2, childIn(formal, "name") ?? formal) === name) === true;
    const isWhole = universal !== void 0 && textOf(file2, universal) === name;
    if (isWhole && formals !== void 0) return void 0;
    if (isByName || isWhole) return { ...outermostOf(file2, at), isByName };
  }
  return void 0;
}
function gives(file2, { set, name }) {
  const inherited = set.children.find(({ kind }) => kind === "binding_set")?.children.filter(({ kind }) => kind !== "binding") ?? [];
  return attributesOf(file2, set).some(({ names }) => names[0] === name) || inherited.some((node) => new RegExp(String.raw`(?<![\w'-])${name}(?![\w'-])`).test(textOf(file2, node)));
}
function outermostOf({ parents }, node) {
  let [outermost, position] = [node, 0];
  for (let parent = parents.get(outermost); parent?.kind === "function_expression"; parent = parents.get(outermost)) [outermost, position] = [parent, position + 1];
  return { outermost, position };
}
function callsOf(split2, sought) {
  const { file: file2 } = split2;
  const parent = file2.parents.get(sought.outermost);
  const value = parent?.kind === "parenthesized_expression" ? parent : sought.outermost;
  const called = hostsOfCall(split2, value);
  if (called !== void 0) return sought.position === 0 && !sought.isByName ? new Map(called.map((host) => [host, [host]])) : void 0;
  const attribute = parent?.kind === "binding" ? childIn(parent, "attrpath") : void 0;
  if (attribute?.children.length !== 1) return void 0;
  return valuesAt(split2, { ...sought, uses: usesOf(file2, attribute) });
}
function hostsOfCall({ calls }, node) {
  return calls.find((call) => call.function === node)?.hosts;
}
function usesOf(file2, binding) {
  const name = textOf(file2, binding);
  const uses = [];
  for (const node of file2.parents.keys()) {
    if (node.kind === "identifier" && textOf(file2, node) === name && !(binding.start <= node.start && node.end <= binding.end)) uses.push(node);
  }
  return uses;
}
function valuesAt(split2, { uses, ...sought }) {
  const { file: file2, stretches } = split2;
  const names = /* @__PURE__ */ new Map();
  for (const use of uses) {
    const variable = file2.parents.get(use);
    if (variable?.kind !== "variable_expression") return void 0;
    const called = sought.position === 0 && !sought.isByName ? hostsOfCall(split2, variable) : void 0;
    for (const host2 of called ?? []) names.set(host2, [...names.get(host2) ?? [], host2]);
    if (called !== void 0) continue;
    const host = stretches.find(({ start, end, host: owner }) => owner !== void 0 && start <= use.start && use.end <= end)?.host;
    const value = givenTo(file2, { variable, sought });
    if (host === void 0 || value === void 0) return void 0;
    names.set(host, [...names.get(host) ?? [], value]);
  }
  return names;
}
function givenTo(file2, { variable, sought }) {
  let call = variable;
  for (let parent = file2.parents.get(call); parent?.kind === "apply_expression" && childIn(parent, "function") === call; parent = file2.parents.get(call)) call = parent;
  const argument = callOf(call).given[sought.position];
  if (argument === void 0) return void 0;
  if (!sought.isByName) return literalOf(file2, argument);
  if (argument.kind !== "attrset_expression") return void 0;
  return literalOf(file2, attributesOf(file2, argument).find(({ names }) => names.length === 1 && names[0] === sought.name)?.value);
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
  const [host, ...deeper2] = others;
  if (others.length === 0) splitSet(draft, value);
  else if (host !== void 0 && deeper2.length === 0) addHost(draft, { host, stretch: binding });
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
  const { file: file2 } = draft;
  const { callee, given } = callOf(node);
  const [first, second] = given;
  const name = textOf(file2, callee);
  if (name === "import" && first?.kind === "path_expression") {
    draft.sets.push(joinPath(folderOf(file2.path), textOf(file2, first)));
    draft.declarations.push({ start: first.start, end: first.end });
  }
  if (first === void 0 || second === void 0 || given.length !== 2) return;
  const before = draft.hosts.length;
  if (/(?:^|\.)mapAttrs$/.test(name) && bodyOf(second).kind === "attrset_expression") {
    splitSet(draft, second);
    draft.calls.push({ function: first, hosts: draft.hosts.slice(before) });
  }
  const names = /(?:^|\.)genAttrs$/.test(name) && first.kind === "list_expression" ? first.children.map((element) => literalOf(file2, element)) : [];
  const hosts2 = names.filter((host) => host !== void 0);
  if (hosts2.length === 0 || hosts2.length < names.length) return;
  draft.hosts.push(...hosts2);
  draft.calls.push({ function: second, hosts: hosts2 });
}

// src/discover/reach/side-reads.ts
var MOST_SPLITS = 40;
async function sideReads(flake, { ground, whole: whole2 }) {
  const splits = await splitFiles(flake, { ground, whole: whole2 });
  if (splits === void 0) return "its hosts are declared in a way that cannot be taken apart";
  const named = new Map(splits.flatMap(namedMarks));
  const scan = withoutParts(ground.scan, { splits, named });
  const sets = splits.filter(({ role }) => role === "hosts").map(({ scanned }) => scanned.path);
  const files = await Promise.all([flake, ...sets].map(scan));
  const shared = await closureOf(files.flatMap((file2) => file2.marks.map((mark) => ({ file: file2, mark }))), { ...ground, scan });
  const names = new Set(splits.flatMap(({ split: split2 }) => split2.hosts));
  const hosts2 = /* @__PURE__ */ new Map();
  for (const name of names) hosts2.set(name, await closureOf(hostMarks(name, { splits, named }), { ...ground, scan }));
  const all = [shared, ...hosts2.values()];
  const isMixed = all.some(({ outputs }) => outputs.has("host") || outputs.has("output"));
  const isImported = all.some((reads) => reads.files.some(({ path }) => path === flake || sets.includes(path) || reads !== shared && splits.some(({ scanned }) => scanned.path === path)));
  if (isMixed) return "hosts, or what they share, take outputs of the flake by their names";
  if (isImported) return "hosts import files that declare hosts";
  return { shared, hosts: hosts2, parts: new Map(splits.map((split2) => [split2.scanned.path, partsOf2(split2)])) };
}
async function splitFiles(flake, { ground, whole: whole2 }) {
  const declaring = whole2.files.filter(({ path, marks }) => path !== flake && marks.some(({ kind }) => kind === "host"));
  const queue = [[flake, "flake"], ...declaring.map(({ path }) => [path, "outputs"])];
  const splits = [];
  for (let next = queue.shift(); next !== void 0; next = queue.shift()) {
    const [path, role] = next;
    if (splits.length === MOST_SPLITS) return void 0;
    if (splits.some(({ scanned: scanned2 }) => scanned2.path === path)) continue;
    const scanned = await ground.scan(path);
    const split2 = await splitFile(scanned, role);
    if (split2 === void 0) return void 0;
    splits.push({ split: split2, scanned, role });
    for (const set of split2.sets) queue.push([ground.index.entries.has(set) ? set : `${set}/default.nix`, "hosts"]);
  }
  return splits;
}
var PLAIN_NAME = /^[\w+-][\w.+-]*(?:\/[\w+-][\w.+-]*)*$/;
var isWithin = (start, stretch) => stretch.start <= start && start < stretch.end;
function namedMarks({ split: split2, scanned }) {
  return scanned.marks.flatMap((mark) => {
    if (mark.kind !== "path" || mark.tail === void 0 || split2.stretches.some((stretch) => isWithin(mark.start, stretch))) return [];
    const names = namesByHost(split2, mark);
    return names === void 0 || ![...names.values()].flat().every((name) => PLAIN_NAME.test(name)) ? [] : [[mark, names]];
  });
}
function withoutParts(scan, { splits, named }) {
  const shared = new Map(splits.map(({ split: split2, scanned }) => {
    const hidden = [...split2.stretches, ...split2.declarations];
    const marks = scanned.marks.filter((mark) => !hidden.some((stretch) => isWithin(mark.start, stretch)) && !(mark.kind === "path" && named.has(mark)));
    return [scanned.path, { ...scanned, marks }];
  }));
  return async (path) => shared.get(path) ?? scan(path);
}
function hostMarks(name, { splits, named }) {
  return splits.flatMap(({ split: split2, scanned: file2 }) => {
    const own = split2.stretches.filter(({ host }) => host === name);
    const written = file2.marks.filter(({ start }) => own.some((stretch) => isWithin(start, stretch)) && !split2.declarations.some((stretch) => isWithin(start, stretch)));
    const filled2 = file2.marks.flatMap((mark) => {
      const names = mark.kind === "path" ? named.get(mark)?.get(name) : void 0;
      return mark.kind === "path" && names !== void 0 ? names.map((text3) => filledMark(mark, text3)) : [];
    });
    return [...written, ...filled2].map((mark) => ({ file: file2, mark }));
  });
}
function filledMark({ tail = "", path, ...mark }, text3) {
  return { ...mark, path: `${path}${text3}${tail}`.replace(/\/$/, "") };
}
function partsOf2({ split: split2, scanned: { code, text: text3 } }) {
  const texts2 = /* @__PURE__ */ new Map();
  for (const { start, end, host } of split2.stretches) {
    if (host !== void 0) texts2.set(host, `${texts2.get(host) ?? ""}
${code.slice(start, end)}`);
  }
  const declared = split2.stretches.filter(({ host, start, end }) => host === void 0 && /^(?:inputs|nixConfig|description)\b/.test(code.slice(start, end)));
  return {
    shared: cutOut(code, split2.stretches),
    inputs: declared.map(({ start, end }) => code.slice(start, end)).join("\n"),
    named: cutOut(text3, split2.stretches),
    hosts: texts2
  };
}
function cutOut(text3, stretches) {
  const pieces = [];
  let from = 0;
  for (const { start, end } of stretches.toSorted((left, right) => left.start - right.start)) {
    if (start >= from) pieces.push(text3.slice(from, start).trim());
    from = Math.max(from, end);
  }
  return [...pieces, text3.slice(from).trim()].filter((piece) => piece !== "").join("\n");
}

// src/discover/reach/affected-hosts.ts
async function affectedHosts(request) {
  const { base, head, changes, folder } = request;
  const everything = changes.find(({ path }) => CONFIG_FILES.some((file2) => file2 === path) || /(?:^|\/)\.git(?:attributes|modules)$/.test(path));
  if (everything !== void 0) return { kind: "all", reason: `${everything.path} changed` };
  const inputs = await inputsOf(request);
  if (inputs.kind === "all") return inputs;
  const flake = joinPath(folder, "flake.nix");
  const first = openScanner(base);
  const second = openSecondScanner(head, { first, changed: new Set(changes.map(({ path }) => path)) });
  const sides = [await openSide(flake, { tree: base, scan: first }), await openSide(flake, { tree: head, scan: second })];
  const changed2 = { flake, paths: changes.map(({ path }) => path), inputs: inputs.names };
  const news = sides.map(({ whole: whole2 }) => newsFor(whole2, changed2)).find((reason2) => reason2 !== void 0) ?? (changed2.inputs.length > 0 ? "flake.lock changed" : void 0);
  const reason = news ?? (changed2.paths.includes(flake) ? `${flake} changed` : void 0);
  if (reason === void 0) return { kind: "some", hosts: [] };
  const [before, after] = request.canSplit ? await Promise.all(sides.map(({ ground, whole: whole2 }) => sideReads(flake, { ground, whole: whole2 }))) : [];
  if (before === void 0 || after === void 0) return { kind: "all", reason };
  if (typeof before === "string" || typeof after === "string") return { kind: "all", reason: `${reason}, and ${[before, after].find((side) => typeof side === "string") ?? ""}` };
  return comparedHosts({ before, after }, changed2);
}
async function openSide(flake, { tree, scan }) {
  const ground = { index: indexTree(tree), scan };
  const file2 = await ground.scan(flake);
  return { flake, ground, whole: await closureOf(file2.marks.map((mark) => ({ file: file2, mark })), ground) };
}
async function inputsOf({ base, head, folder, changes }) {
  const path = joinPath(folder, "flake.lock");
  const [before, after] = (await Promise.all([base.read(path), head.read(path)])).map((text3) => text3 === void 0 ? void 0 : parseLockFile(text3));
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
    return texts2.some((text3) => pattern.test(text3));
  });
}
function comparedHosts({ before, after }, changed2) {
  const declaring = new Set([...before.parts.keys()].filter((path) => after.parts.has(path)));
  const others = { ...changed2, paths: changed2.paths.filter((path) => !declaring.has(path)) };
  for (const side of [before, after]) {
    const texts2 = [...side.parts.values()].map(({ named }) => named).concat(side.shared.files.filter(({ path }) => !side.parts.has(path)).map(({ text: text3 }) => text3));
    const input = namesInput(texts2, changed2.inputs);
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
  const textOf3 = ({ parts }) => [...parts.values()].map(({ hosts: hosts2 }) => hosts2.get(name) ?? "").join("\n");
  if (!before.hosts.has(name) || !after.hosts.has(name) || textOf3(before) !== textOf3(after)) return true;
  return [before, after].some((side) => {
    const reads = side.hosts.get(name);
    if (reads === void 0) return true;
    return newsFor(reads, others) !== void 0 || namesInput([textOf3(side), ...reads.files.map(({ text: text3 }) => text3)], others.inputs) !== void 0;
  });
}

// src/discover/hosts-in-scope.ts
var ALL = { kind: "all" };
var NONE = { kind: "some", hosts: [] };
async function findHosts(trees, { config, flake, changes }) {
  const folder = normalPath(config.flake);
  const { base, head } = flake;
  if (base === void 0 && head === void 0) return { value: { affected: NONE }, findings: [flakeMissing(folder)] };
  const where = { ...base === void 0 ? {} : { baseFlake: base }, ...head === void 0 ? {} : { headFlake: head } };
  if (trees.base.revision.tree === trees.head.revision.tree) return { value: { ...where, affected: changes.length > 0 ? ALL : NONE }, findings: [] };
  const findings = head === void 0 ? [] : [...head === folder ? [] : [flakeMoved({ from: folder, to: head })], ...await findPointers(trees.head, head)];
  if (base === void 0 || base !== head) return { value: { ...where, affected: ALL }, findings };
  if (config.evaluation["leave-out"] === "never") return { value: { ...where, affected: changes.length > 0 ? ALL : NONE }, findings: [] };
  const canSplit = config["hosts-attribute"] === "nixosConfigurations";
  return { value: { ...where, affected: await affectedHosts({ ...trees, folder, changes, canSplit }) }, findings };
}
function flakeMoved({ from, to }) {
  return {
    code: "flake-missing",
    severity: "warning",
    subject: joinPath(from, "flake.nix"),
    message: `The pull request moves it to ${joinPath(to, "flake.nix")}. Its hosts are compared, but after the merge they are looked for in the old folder.`,
    hint: `Set the option \`flake\` to ${to}.`
  };
}
function flakeMissing(folder) {
  return {
    code: "flake-missing",
    severity: "warning",
    subject: joinPath(folder, "flake.nix"),
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
function decoded(text3 = "") {
  return text3.replaceAll(/%2f/gi, "/");
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
  return Number(left.includes("/")) - Number(right.includes("/")) || compareTexts(left, right);
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
async function findInputs({ base, head, changes, flake }) {
  const folder = flake.head ?? flake.base ?? ".";
  const path = joinPath(folder, "flake.lock");
  if (!changes.some((change) => change.path === path)) return { value: [], findings: [] };
  const [before, after] = await Promise.all([base.read(joinPath(flake.base ?? folder, "flake.lock")), head.read(path)]);
  const [old, fresh] = [before, after].map((text3) => text3 === void 0 ? void 0 : parseLockFile(text3));
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

// src/discover/linked-files.ts
function linkedFiles(head, { changes, patterns }) {
  const tests = patterns.map(compileGlob);
  const linked = changes.filter(({ path }) => head.entries.get(path)?.kind === "link" && tests.some((test) => test(path)));
  return linked.map(({ path }) => ({
    code: "compose-linked",
    severity: "warning",
    subject: path.slice(0, 1024),
    message: "It is a symbolic link, which is not followed, so there is no project in its folder.",
    hint: "Put the file itself there, or name the file behind the link under `projects` in .github/stowplan.yml.",
    place: { file: path }
  }));
}

// src/discover/default-files.ts
var MAIN_FILES = ["compose.yaml", "compose.yml", "docker-compose.yml", "docker-compose.yaml"];
var OVERRIDE_FILES = ["compose.override.yml", "compose.override.yaml", "docker-compose.override.yml", "docker-compose.override.yaml"];
function groupFiles(names) {
  const main = MAIN_FILES.find((name) => names.includes(name));
  const override = OVERRIDE_FILES.find((name) => names.includes(name));
  const known3 = /* @__PURE__ */ new Set([...MAIN_FILES, ...OVERRIDE_FILES]);
  const others = names.filter((name) => !known3.has(name)).map((name) => ({ files: [name], isMain: false }));
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
    const mine = modules.filter(({ path, text: text3 }) => place === folder || isNamed(text3, project.label) || sameStem(path, project.input));
    const best = mine.find(({ path }) => sameStem(path, project.input)) ?? mine.find(({ text: text3 }) => isNamed(text3, project.label)) ?? mine[0];
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
  return modules.filter(({ text: text3 }) => HEADER.test(text3.slice(0, HEADER_LENGTH)));
}
function sameStem(module, input) {
  return module === joinPath(folderOf(module), `${baseName(input).replace(/\.ya?ml$/, "")}.nix`);
}
function isNamed(text3, label) {
  return text3.includes(`-compose-${label}-root`) || text3.includes(`${label}_default`);
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
function configuredDraft(options2) {
  const inputs = options2.inputs.map(normalPath);
  return { label: options2.project ?? labelOf(inputs[0] ?? ".", { isMain: true }), inputs, options: options2 };
}
function foundDrafts(trees, { patterns, taken }) {
  const tests = patterns.map(compileGlob);
  const drafts = /* @__PURE__ */ new Map();
  for (const tree of [trees.head, trees.base]) {
    const matching = [...tree.entries.values()].filter(({ path, kind }) => kind === "file" && !taken.has(path) && tests.some((test) => test(path)));
    for (const [folder, entries] of Map.groupBy(matching, ({ path }) => folderOf(path))) {
      for (const { files, isMain } of groupFiles(entries.map(({ path }) => baseName(path)))) {
        const inputs = files.map((name) => joinPath(folder, name));
        const [first = ""] = inputs;
        const known3 = drafts.get(first);
        if (known3 === void 0) drafts.set(first, { label: labelOf(first, { isMain }), inputs, options: ProjectConfig.parse({ inputs }) });
        else if (known3.inputs.join("\0") !== inputs.join("\0")) drafts.set(first, { ...known3, baseInputs: inputs });
      }
    }
  }
  return [...drafts.values()].toSorted((left, right) => compareTexts(left.inputs[0] ?? "", right.inputs[0] ?? ""));
}
function labelOf(input, { isMain }) {
  const folder = folderOf(input);
  const label = isMain && folder !== "." ? baseName(folder) : input;
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

// src/discover/locate-flake.ts
import { posix } from "node:path";
function hasFlake(tree, folder) {
  return tree.entries.get(joinPath(folder, "flake.nix"))?.kind === "file";
}
function otherFolder(changes, status) {
  const [first, ...others] = changes.filter((change) => change.status === status && posix.basename(change.path) === "flake.nix");
  return first === void 0 || others.length > 0 ? void 0 : posix.dirname(first.path);
}
function locateFlake({ base, head }, { folder, changes }) {
  const [atBase, atHead] = [hasFlake(base, folder), hasFlake(head, folder)];
  const before = atBase ? folder : atHead ? otherFolder(changes, "deleted") : void 0;
  const after = atHead ? folder : atBase ? otherFolder(changes, "added") : void 0;
  return { ...before === void 0 ? {} : { base: before }, ...after === void 0 ? {} : { head: after } };
}

// src/discover/touched.ts
async function isTouched(project, { changes, trees }) {
  const variables2 = [joinPath(project.folder, ".env"), ...project.options.env_files.map(normalPath)];
  const own = /* @__PURE__ */ new Set([...project.inputs, ...project.baseInputs ?? [], ...variables2, project.output ?? ""]);
  if (changes.some(({ path }) => own.has(path))) return true;
  const texts2 = await Promise.all(project.inputs.flatMap((input) => [trees.head.read(input), trees.base.read(input)]));
  return changes.some(({ path }) => {
    const written = relativePath(project.folder, path);
    return texts2.some((text3) => text3 !== void 0 && mentions(text3, written));
  });
}
function mentions(text3, path) {
  for (let start = text3.indexOf(path); start >= 0; start = text3.indexOf(path, start + 1)) {
    const before = text3.slice(Math.max(0, start - 3), start);
    const isStart = /(?:^|[^\w./-])(?:\.\/)?$/.test(before);
    if (isStart && !/[\w/-]/.test(text3.charAt(start + path.length))) return true;
  }
  return false;
}

// src/discover/discover.ts
async function discover({ base, head, changes, config }) {
  const trees = { base, head };
  if (changes.length === 0) return { value: { projects: [], inputs: [], hosts: { affected: { kind: "some", hosts: [] } } }, findings: [] };
  const flake = locateFlake(trees, { folder: normalPath(config.flake), changes });
  const hosts2 = await findHosts(trees, { config, flake, changes });
  const inputs = await findInputs({ ...trees, changes, flake });
  const projects = await listProjects(trees, config);
  const isConfigChanged = changes.some(({ path }) => CONFIG_FILES.some((file2) => file2 === path));
  const isConfigured = (project) => config.projects.includes(project.options);
  const touched = await Promise.all(
    projects.value.map(async (project) => isConfigChanged && isConfigured(project) || await isTouched(project, { changes, trees }))
  );
  return {
    value: { projects: projects.value.filter((_, index) => touched[index] === true), inputs: inputs.value, hosts: hosts2.value },
    findings: [...projects.findings, ...linkedFiles(head, { changes, patterns: config.compose }), ...inputs.findings, ...hosts2.findings]
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
function refOrRevision(text3) {
  if (text3 === void 0) return {};
  return COMMIT.test(text3) ? { rev: text3 } : { ref: decodeURIComponentSafely(text3) };
}
function queryOf(query = "") {
  const parameters = new URLSearchParams(query);
  const names = ["ref", "rev", "dir", "host"];
  return Object.fromEntries(names.flatMap((name) => parameters.has(name) ? [[name, parameters.get(name) ?? ""]] : []));
}
function decodeURIComponentSafely(text3) {
  try {
    return decodeURIComponent(text3);
  } catch {
    return text3;
  }
}
var FIELDS = ["type", "id", "owner", "repo", "host", "url", "path", "dir", "ref", "rev"];
function isSameSource(left, right) {
  const written = (text3 = "") => decodeURIComponentSafely(text3).replace(/^git\+/, "").replace(/\?.*$/s, "").replace(/\/+$/, "");
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
var UnitStates = record(string(), UnitState).default({});
var NestedUnit = union([string().transform((text3) => UnitState.parse({ text: text3 })), UnitState]);

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
var linesByName = record(string(), int().min(1).nullable());
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
  userServices: filesByName.optional(),
  /** Lines of the first of these files, null where a function gives the name. */
  lines: object({ oci: linesByName, nspawn: linesByName }).optional()
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
  units: UnitStates,
  userUnits: UnitStates,
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
var host_state_default = '# One host of a flake -> what src/evaluate/host-state.ts describes, as plain data. Nothing is built, and options that this\n# NixOS does not have are left out. An nspawn container\'s own system is forced by the text of its unit and of its .conf file,\n# which hold its store path; its units are evaluated by then, so they are taken along. Several such systems in one process take\n# 0.7 GB each, so they are left out of the host (`nspawnApart` names them), to be asked for one by one.\n{\n  flake,\n  hosts,\n  name,\n  # Assertions take longer than everything else that is no unit, and only the head has to be buildable.\n  withAssertions,\n  # Null for the host; else the nspawn container whose system, unit and .conf file are asked for alone.\n  inside,\n}:\nlet\n  inherit (builtins) attrNames attrValues concatStringsSep elem filter getContext intersectAttrs listToAttrs mapAttrs substring stringLength;\n  inherit (builtins) baseNameOf isAttrs isBool isFunction isList isPath isString match readDir readFile;\n\n  host = hosts.${name};\n  inherit (host) config;\n  virtualisation = config.virtualisation or { };\n\n  # Text without its context: printing it must never make Nix build what it names.\n  bare = value: builtins.unsafeDiscardStringContext (toString value);\n  startsWith = prefix: text: substring 0 (stringLength prefix) text == prefix;\n\n  plain =\n    value:\n    if isFunction value then\n      null\n    else if isAttrs value then\n      if value ? outPath || value ? __toString then bare value else mapAttrs (_: plain) value\n    else if isList value then\n      map plain value\n    else if isPath value || isString value then\n      bare value\n    else\n      value;\n  only = keep: set: intersectAttrs (listToAttrs (map (key: { name = key; value = null; }) (filter keep (attrNames set)))) set;\n  # Named keys only: a removed option throws as soon as somebody looks at it.\n  pick = names: set: plain (intersectAttrs (listToAttrs (map (key: { name = key; value = null; }) names)) set);\n  merge = builtins.foldl\' (all: some: all // some) { };\n  flatten = builtins.concatMap attrValues;\n\n  # Where a container\'s options are written, as paths below the flake\'s source. A definition elsewhere is not looked at.\n  root = bare (flake.sourceInfo or flake).outPath;\n  place = file: let text = bare file; in if startsWith "${root}/" text then substring (stringLength root + 1) (-1) text else null;\n  # Where a name is written in that very file: one that a function made has no line, or that of the function.\n  lineOf = set: key: file: let at = builtins.unsafeGetAttrPos key set; in if at == null || place at.file != file then null else at.line;\n  definitions = option: builtins.concatMap (\n    definition:\n    let\n      file = place definition.file;\n    in\n    if file == null || !(isAttrs definition.value) then [ ] else map (key: { name = key; inherit file; line = lineOf definition.value key file; }) (attrNames definition.value)\n  ) (option.definitionsWithLocations or [ ]);\n  filesByName = option: mapAttrs (_: map (entry: entry.file)) (builtins.groupBy (entry: entry.name) (definitions option));\n\n  # Of the first definition, which is the one that is told.\n  linesByName = option: mapAttrs (_: entries: (builtins.head entries).line) (builtins.groupBy (entry: entry.name) (definitions option));\n\n  ociKeys = [\n    "autoRemoveOnStop" "autoStart" "capabilities" "cmd" "dependsOn" "devices" "entrypoint" "environment" "environmentFiles"\n    "extraOptions" "hostname" "image" "imageFile" "imageStream" "labels" "log-driver" "login" "networks" "podman" "ports"\n    "preRunExtraOptions" "privileged" "pull" "serviceName" "user" "volumes" "workdir"\n  ];\n  # `config`, `path` and `nixpkgs` are left out: they are, or force, a whole system of their own.\n  nspawnKeys = [\n    "additionalCapabilities" "allowedDevices" "autoStart" "bindMounts" "enableTun" "ephemeral" "extraFlags" "extraVeths" "flake"\n    "forwardPorts" "hostAddress" "hostAddress6" "hostBridge" "interfaces" "localAddress" "localAddress6" "localMacAddress"\n    "macvlans" "networkNamespace" "privateNetwork" "privateUsers" "restartIfChanged" "timeoutStartSec" "tmpfs"\n  ];\n  arionKeys = [\n    "command" "container_name" "depends_on" "entrypoint" "env_file" "environment" "hostname" "image" "labels" "network_mode"\n    "networks" "ports" "privileged" "user" "volumes"\n  ];\n  homeKeys = [\n    "autoStart" "dropCapabilities" "entrypoint" "environment" "environmentFile" "exec" "extraPodmanArgs" "image" "labels" "network"\n    "ports" "user" "volumes"\n  ];\n\n  # What dockerTools.pullImage and buildImage say about the archive they make.\n  archive = package: if isAttrs package then { archive = pick [ "imageName" "imageTag" "imageDigest" ] package; } else { };\n  container = options: pick ociKeys options // archive (options.imageFile or null);\n  ociOf = system: {\n    backend = system.virtualisation.oci-containers.backend or null;\n    containers = mapAttrs (_: container) (system.virtualisation.oci-containers.containers or { });\n  };\n\n  unit = options: {\n    text = bare (options.text or "");\n    enable = options.enable or true;\n    overrideStrategy = options.overrideStrategy or "asDropinIfExists";\n    aliases = options.aliases or [ ];\n    wantedBy = options.wantedBy or [ ];\n    requiredBy = options.requiredBy or [ ];\n    upheldBy = options.upheldBy or [ ];\n  };\n  # `path` may be a whole system like `config`; which of them is set cannot be asked without forcing it.\n  mayNest = key: (config.containers.${key}.flake or null) == null;\n  nesting = filter mayNest (attrNames (config.containers or { }));\n  apart = if inside == null && builtins.length nesting > 1 then nesting else [ ];\n  isMine = nameOf: key: if inside == null then !(elem key (map nameOf apart)) else key == nameOf inside;\n  units = only (isMine (key: "container@${key}.service")) (config.systemd.units or { });\n  userUnits = if inside == null then config.systemd.user.units or { } else { };\n\n  # Files about containers: NixOS\'s own .conf files, the engines\' settings, and quadlets.\n  isQuadlet = file: match "(.*/)?containers/systemd(/.*)?" file != null;\n  isContainerFile =\n    file:\n    startsWith "nixos-containers/" file\n    || isQuadlet file\n    || (startsWith "containers/" file && match ".*\\\\.(conf|json|ya?ml)" file != null);\n  isFolder = path: ((readDir (dirOf path)).${baseNameOf path} or "") == "directory";\n  filesIn = folder: filter (file: (readDir folder).${file} == "regular") (attrNames (readDir folder));\n  # A file with a source of its own: a path of the flake is read here, a derivation\'s text is found by its store path later.\n  fileEntries =\n    file: entry:\n    if !(entry.enable or true) then\n      { }\n    else if (entry.text or null) != null then\n      { ${file} = { inherit (entry) text; }; }\n    else if !(isPath entry.source) then\n      { ${file} = { source = toString entry.source; }; }\n    else if isFolder entry.source then\n      merge (map (inner: { "${file}/${inner}" = { text = readFile (entry.source + "/${inner}"); }; }) (filesIn entry.source))\n    else\n      { ${file} = { text = readFile entry.source; }; };\n  isMyFile = isMine (key: "nixos-containers/${key}.conf");\n  etcEntries = only (file: isContainerFile file && isMyFile file) (config.environment.etc or { });\n  etc = merge (map (file: fileEntries file etcEntries.${file}) (attrNames etcEntries));\n  # /etc/containers/systemd/users/UID belongs to one user.\n  userQuadlets = filter (startsWith "containers/systemd/users/") (attrNames etc);\n  hasQuadlets = user: (user.uid or null) != null && builtins.any (startsWith "containers/systemd/users/${toString user.uid}/") userQuadlets;\n  userIds = if userQuadlets == [ ] then [ ] else filter hasQuadlets (attrValues (config.users.users or { }));\n\n  # Users of home-manager\'s NixOS module. A unit is a set of sections there; its text is only read here, never written.\n  homes = if inside == null then config.home-manager.users or { } else { };\n  podmanOf = user: user.services.podman or { };\n  homeUnits = user: user.systemd.user.services or { };\n  homeFiles =\n    user: merge (map (file: fileEntries file.target file) (filter (file: isQuadlet file.target) (attrValues (user.home.file or { }))));\n  word = value: if isBool value then (if value then "true" else "false") else toString value;\n  lines = key: value: concatStringsSep "" (map (entry: "${key}=${word entry}\\n") (if isList value then value else [ value ]));\n  keysOf = section: concatStringsSep "" (map (key: if section.${key} == null then "" else lines key section.${key}) (attrNames section));\n  sectionsOf = inner: concatStringsSep "\\n" (map (key: "[${key}]\\n${keysOf inner.${key}}") (filter (key: isAttrs inner.${key}) (attrNames inner)));\n  home = user: {\n    containers = mapAttrs (_: pick homeKeys) ((podmanOf user).containers or { });\n    images = mapAttrs (_: image: plain (image.image or null)) ((podmanOf user).images or { });\n    builds = attrNames ((podmanOf user).builds or { });\n    files = mapAttrs (_: mapAttrs (_: bare)) (homeFiles user);\n    units = merge (map (key: { "${key}.service" = { text = bare (sectionsOf (homeUnits user).${key}); }; }) (attrNames (homeUnits user)));\n  };\n\n  # The systems inside nspawn containers; those given by `path` or `flake` have no configuration here, which throws when read.\n  hasConfig = key: let read = builtins.tryEval (config.containers.${key}.config or null); in read.success && isAttrs read.value;\n  nested = only (key: elem key (if inside == null then nesting else [ inside ]) && !(elem key apart) && hasConfig key) (config.containers or { });\n  nestedUnits = mapAttrs (_: inner: inner.config.systemd.units or { }) nested;\n\n  arion = project: {\n    serviceName = project.serviceName or null;\n    services = mapAttrs (\n      _: service: pick arionKeys service.service // { isBuilt = service.image.nixBuild or false || (service.service.build.context or null) != null; }\n    ) (project.settings.services or { });\n  };\n\n  # Paths only: where sops-nix and agenix put what they decrypt.\n  paths = prefix: secrets: listToAttrs (map (key: { name = "${prefix}.${key}"; value = plain (secrets.${key}.path or null); }) (attrNames secrets));\n  secrets =\n    paths "sops.secrets" (config.sops.secrets or { })\n    // paths "sops.templates" (config.sops.templates or { })\n    // paths "age.secrets" (config.age.secrets or { });\n\n  # All that may name the derivation of a script: every text with its context.\n  texts = map (options: options.text or "") (attrValues units ++ attrValues userUnits ++ flatten (attrValues nestedUnits));\n  homeTexts = map sectionsOf (flatten (map homeUnits (attrValues homes)));\n  sources = map (entry: entry.source or "") (attrValues etc ++ flatten (map homeFiles (attrValues homes)));\n  context = getContext (concatStringsSep "" (texts ++ homeTexts ++ sources));\n\n  oci = ociOf config;\n  platform = config.nixpkgs.hostPlatform or null;\n  failed = filter (assertion: !assertion.assertion) (if withAssertions then config.assertions or [ ] else [ ]);\n  # What the host and a system inside it are told by alike.\n  common = {\n    host = name;\n    # Hosts of a hive may have no `pkgs` beside their configuration.\n    system = host.pkgs.stdenv.hostPlatform.system or platform.system or (if isString platform then platform else config.nixpkgs.system);\n    units = mapAttrs (_: unit) units;\n    etc = mapAttrs (_: mapAttrs (_: bare)) etc;\n    nspawnUnits = mapAttrs (_: mapAttrs (_: unit)) nestedUnits;\n    nspawnOci = mapAttrs (_: inner: ociOf inner.config) nested;\n    inherit (builtins) storeDir;\n    derivations = filter (path: match ".*\\\\.drv" path != null) (attrNames context);\n  };\nin\nif inside != null then common else common // {\n  nixos = config.system.nixos.version or "";\n  # Both tell a unit that changed from one that only names the commit. The packages are forced by the units of dbus anyway.\n  configurationRevision = plain (config.system.configurationRevision or null);\n  systemPackages = map bare (config.environment.systemPackages or [ ]);\n  ociBackend = oci.backend;\n  ociContainers = oci.containers;\n  nspawnContainers = mapAttrs (_: pick nspawnKeys) (config.containers or { });\n  nspawnApart = apart;\n  arionProjects = mapAttrs (_: arion) (virtualisation.arion.projects or { });\n  homes = mapAttrs (_: home) homes;\n  userNames = listToAttrs (map (user: { name = toString user.uid; value = user.name; }) userIds);\n  inherit secrets;\n  definedIn = {\n    lines = {\n      oci = linesByName (host.options.virtualisation.oci-containers.containers or { });\n      nspawn = linesByName (host.options.containers or { });\n    };\n    oci = filesByName (host.options.virtualisation.oci-containers.containers or { });\n    nspawn = filesByName (host.options.containers or { });\n    quadlet = filesByName (host.options.virtualisation.quadlet.containers or { });\n    etc = only isContainerFile (filesByName (host.options.environment.etc or { }));\n    arion = filesByName (host.options.virtualisation.arion.projects or { });\n    mounts = filesByName (host.options.fileSystems or { });\n    home = filesByName (host.options.home-manager.users or { });\n    services = filesByName (host.options.systemd.services or { });\n    userServices = filesByName (host.options.systemd.user.services or { });\n  };\n  userUnits = mapAttrs (_: unit) userUnits;\n  docker =\n    pick [ "enable" "enableOnBoot" "extraOptions" "listenOptions" "liveRestore" "logDriver" "storageDriver" ] (virtualisation.docker or { })\n    // {\n      daemonSettings = plain (virtualisation.docker.daemon.settings or { });\n      autoPrune = pick [ "enable" "dates" "flags" ] (virtualisation.docker.autoPrune or { });\n      rootless =\n        pick [ "enable" "setSocketVariable" ] (virtualisation.docker.rootless or { })\n        // { daemonSettings = plain (virtualisation.docker.rootless.daemon.settings or { }); };\n    };\n  podman =\n    pick [ "enable" "dockerCompat" ] (virtualisation.podman or { })\n    // {\n      dockerSocket = virtualisation.podman.dockerSocket.enable or false;\n      autoPrune = pick [ "enable" "dates" "flags" ] (virtualisation.podman.autoPrune or { });\n      defaultNetwork = plain (virtualisation.podman.defaultNetwork.settings or { });\n      containersConf = plain (virtualisation.containers.containersConf.settings or { });\n      # Without a value where nothing enables it, and asking for it then ends the evaluation.\n      storage = if virtualisation.containers.enable or false then plain (virtualisation.containers.storage.settings or { }) else { };\n      registries = plain (virtualisation.containers.registries or { });\n    };\n  fstab = plain (config.environment.etc.fstab.text or null);\n  failedAssertions = map (assertion: bare assertion.message) failed;\n}\n';

// src/evaluate/hosts-at.nix
var hosts_at_default = '# A flake and the steps of an attribute path -> the hosts there, their names, the branches that end before, and names that tell branches apart.\n# The step `*` stands for every attribute: systems under `packages`, some of which may not evaluate at all. Hosts of one name in\n# several branches are told apart by what `*` stands for: `x86_64-linux/falcon`. By such a name each host below a `*` is found as well,\n# because at the other revision another branch may have one of its name.\nflake: path:\nlet\n  inherit (builtins) attrNames attrValues concatMap concatStringsSep filter foldl\' groupBy isAttrs length listToAttrs map mapAttrs tryEval;\n\n  setOf = value: if isAttrs value then value else { };\n  open =\n    at:\n    let\n      tried = tryEval (setOf at.value);\n    in\n    if !at.isGuess then setOf at.value else if tried.success then tried.value else { };\n  below = at: isGuess: name: {\n    path = at.path ++ [ name ];\n    branch = at.branch ++ (if isGuess then [ name ] else [ ]);\n    value = (open at).${name};\n    isGuess = isGuess || at.isGuess;\n  };\n  named = at: attrNames (if at.path == [ ] then flake.outputs or flake else open at);\n\n  walk =\n    found: step:\n    foldl\' (\n      all: at:\n      if step == "*" then\n        all // { ends = all.ends ++ map (below at true) (named at); }\n      else if open at ? ${step} then\n        all // { ends = all.ends ++ [ (below at false step) ]; }\n      else\n        all // { missing = all.missing ++ [ { path = concatStringsSep "." at.path; inherit step; present = named at; } ]; }\n    ) { ends = [ ]; inherit (found) missing; } found.ends;\n  walked = foldl\' walk { ends = [ { path = [ ]; branch = [ ]; value = flake; isGuess = false; } ]; missing = [ ]; } path;\n  found = concatMap (at: map (name: { inherit name; inherit (at) branch; value = (open at).${name}; }) (attrNames (open at))) walked.ends;\n  apart = host: host // { name = concatStringsSep "/" (host.branch ++ [ host.name ]); };\n  byName = groupBy (host: host.name) found;\n  listed = concatMap (same: if length same > 1 then map apart same else same) (attrValues byName);\nin\n{\n  hosts = listToAttrs (listed ++ map apart found);\n  names = map (host: host.name) listed;\n  inherit (walked) missing;\n  apart = mapAttrs (_: map (host: (apart host).name)) (groupBy (host: host.name) (filter (host: host.branch != [ ]) found));\n}\n';

// src/evaluate/argv.ts
function hostListArgs({ reference, attribute, folder }, evaluation) {
  const file2 = printNixString(folder === "." ? "/flake.nix" : `/${folder}/flake.nix`);
  const source = "(flake.sourceInfo or flake).outPath";
  const found = `((${hosts_at_default}) flake ${stepsOf(attribute)})`;
  const hosts2 = "hosts = found.names; inherit (found) missing apart;";
  const declared = `(${flake_inputs_default}) (import (${source} + ${file2}))`;
  return evalArgs(`let flake = ${flakeOf(reference)}; root = builtins.unsafeDiscardStringContext ${source}; found = ${found}; in { inherit root; ${hosts2} declared = ${declared}; }`, evaluation);
}
function declaredInputsArgs(text3, evaluation) {
  return evalArgs(`(${flake_inputs_default}) (${text3}
)`, { ...evaluation, "allow-import-from-derivation": false });
}
function hostStateArgs(host, evaluation) {
  const [name, inside] = [printNixString(host.name), host.container === void 0 ? "null" : printNixString(host.container)];
  const argument = `inherit flake; hosts = ${hostsOf(host.attribute)}; inside = ${inside}; name = ${name}; withAssertions = ${host.withAssertions};`;
  return evalArgs(`let flake = ${flakeOf(host.reference)}; in (${host_state_default}) { ${argument} }`, evaluation);
}
function showDerivationArgs(paths, version) {
  const [major = 0, minor = 0] = version.split(".").map((part) => Number.parseInt(part, 10));
  const command2 = major > 2 || major === 2 && minor >= 15 ? ["derivation", "show"] : ["show-derivation"];
  return [...command2, ...paths];
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
  const options2 = Object.entries(settings).flatMap(([name, value]) => ["--option", name, String(value)]);
  return ["eval", "--json", "--show-trace", ...options2, "--expr", expression];
}

// src/evaluate/decode.ts
var HostList = object({
  root: string(),
  hosts: array(string()),
  missing: array(object({ path: string(), step: string(), present: array(string()) })).default([]),
  apart: record(string(), array(string())).default({}),
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
  const place = quotedPlace(message, sources) ?? firstPlace(outwards, sources);
  const missing = missingPath(message, sources);
  const unbuilt = message.includes(IMPORT_OPTION) ? UNBUILT.exec(message.slice(0, LONGEST_MESSAGE))?.groups?.["name"] : void 0;
  const frames = outwards.map(frameText).filter((text3) => TELLING.test(text3));
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
function firstPlace(lines, sources) {
  for (const line of lines) {
    const place = positionPlace(line, sources) ?? (FRAME.test(line) ? quotedPlace(line, sources) : void 0);
    if (place !== void 0) return place;
  }
  return void 0;
}
function positionPlace(text3, sources) {
  const { file: file2, line, column } = POSITION.exec(text3)?.groups ?? {};
  const path = file2 === void 0 ? void 0 : repositoryPath(file2, sources);
  if (path === void 0) return void 0;
  return { file: path, line: Math.max(1, Number(line)), ...column === void 0 ? {} : { column: Math.max(1, Number(column)) } };
}
function quotedPlace(text3, sources) {
  for (const match of text3.matchAll(QUOTED_PATH)) {
    const path = repositoryPath(match.groups?.["file"] ?? "", sources);
    if (path !== void 0) return { file: path };
  }
  return void 0;
}
function repositoryPath(file2, { root, files }) {
  const path = sourcePath(file2, root);
  return path !== void 0 && files.has(path) ? path : void 0;
}
function sourcePath(file2, root) {
  const path = insideRoot(file2, root) ?? (root === void 0 ? /^\/nix\/store\/[^/]+-source\/(.+)$/.exec(file2)?.[1] : void 0);
  return path ?? /^«git\+file:[^»]*»\/?(.+)$/.exec(file2)?.[1];
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
  return files.has(path) || [...files].some((file2) => file2.startsWith(`${path}/`));
}
function insideRoot(file2, root) {
  return root !== void 0 && file2.startsWith(`${root}/`) ? file2.slice(root.length + 1) : void 0;
}
function readable(text3, { root }) {
  const ours = root === void 0 ? text3 : text3.replaceAll(`${root}/`, "…/");
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
    subject: tellSubject(subject),
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
    subject: tellSubject(subject),
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
  return { severity: "error", subject: tellSubject(subject), ...parts, message: [parts.message, ...withoutContainer(subject)].join(" ") };
}
function tellSubject({ side, host, container }) {
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
function limit(text3) {
  return text3.length <= 4e3 ? text3 : `${text3.slice(0, 4e3)} …`;
}

// src/evaluate/state-cache.ts
var FORM = 9;
function cacheKey(tree, parts) {
  return sha256(JSON.stringify([FORM, tree, parts.folder, parts.version, parts.question]));
}
function releaseOf({ product, version }) {
  return `${product} ${version}`;
}
function listKey({ revision, folder }, { evaluation, program, attribute }) {
  const question = hostListArgs({ reference: "", attribute, folder }, evaluation);
  return cacheKey(revision.tree, { folder, question, version: releaseOf(program) });
}
async function recallHostList(flake, workshop) {
  const text3 = await workshop.ports.cache?.read(listKey(flake, workshop));
  return text3 === void 0 ? void 0 : decodeHostList(text3);
}
async function keepHostList({ list: list2, ...flake }, workshop) {
  await workshop.ports.cache?.write(listKey(flake, workshop), JSON.stringify(list2));
}
function hostKey({ flake, name, container }, { workshop, withAssertions }) {
  const question = hostStateArgs({ reference: "", attribute: workshop.attribute, name, container, withAssertions }, workshop.evaluation);
  return cacheKey(flake.revision.tree, { folder: flake.folder, question, version: releaseOf(workshop.program) });
}
function checksAssertions({ flake, container }) {
  return flake.side === "head" && container === void 0;
}
async function recallHost(task, workshop) {
  const checks = checksAssertions(task) ? [true] : task.container === void 0 ? [true, false] : [false];
  for (const withAssertions of checks) {
    const text3 = await workshop.ports.cache?.read(hostKey(task, { workshop, withAssertions }));
    const state = text3 === void 0 ? void 0 : HostState.safeParse(parseJson(text3)).data;
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
async function evaluateInside(hosts2, workshop) {
  const tasks = hosts2.flatMap(({ flake, name, host, state = host?.state }) => (state?.nspawnApart ?? []).map((container) => ({ flake, name, container })));
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
  const without = (values, nameOf) => {
    const names = new Set(containers.map(nameOf));
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
function splitHosts(names, { flakes: { base, head }, affected }) {
  const mayDiffer = affected.kind === "all" ? void 0 : new Set(affected.hosts);
  const isLeftOut = (name) => mayDiffer?.has(name) === false && base !== head && base.hosts.includes(name) && head.hosts.includes(name);
  return { evaluated: names.filter((name) => !isLeftOut(name)), leftOut: names.filter(isLeftOut) };
}
function leaveOut(names, { log }) {
  if (names.length === 0) return [];
  log.info(`${names.length} of the hosts not evaluated, because nothing that they read changed: ${tellSome(names, 10)}`);
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
  const long2 = names.filter((name) => name.length > LONGEST_NAME);
  if (long2.length === 0) return [];
  return [
    {
      code: "plan-cut",
      severity: "warning",
      subject: "hosts",
      message: `${long2.length} hosts have names of more than ${LONGEST_NAME} characters and are left out.`,
      hint: "Give them shorter names under nixosConfigurations."
    }
  ];
}
function unmatchedPatterns(names, patterns) {
  return patterns.include.filter((pattern) => names.length > 0 && !names.some(compileNameGlob(pattern))).map((pattern) => ({
    code: "host-unmatched",
    severity: /[*?]/.test(pattern) ? "warning" : "error",
    subject: `hosts pattern ${pattern}`,
    message: `It matches none of the flake's hosts (${tellSome(names, 20)}).`,
    hint: `Correct the name in \`hosts.include\`, the \`hosts\` input or \`--host\`.${didYouMean(pattern, names)}`
  }));
}
function didYouMean(pattern, names) {
  const near = closestName(pattern, names);
  return near === void 0 ? "" : ` Did you mean ${near}?`;
}

// src/evaluate/jobs-in-memory.ts
function jobsInMemory(evaluation, freeMemory) {
  const wanted = evaluation["max-jobs"];
  const fitting = freeMemory === void 0 ? wanted : Math.max(1, Math.floor(freeMemory / evaluation["max-memory"]));
  return { count: Math.min(wanted, fitting), isReduced: fitting < wanted };
}
function tellReducedJobs({ count: count2 }, evaluation) {
  const hosts2 = count2 === 1 ? "One host is" : `${count2} hosts are`;
  return `${hosts2} evaluated at a time instead of ${evaluation["max-jobs"]}: each may take ${evaluation["max-memory"]} MiB, and the machine has no more memory free.`;
}

// src/evaluate/missing-hosts.ts
var SHOWN_NAMES = 10;
function tellNames(names) {
  return tellSome(names.map((name) => shorten(name, 100)), SHOWN_NAMES);
}
function tellBranch({ path, step, present }) {
  const where = path === "" ? "The flake" : path.slice(0, 256);
  const instead = present.length === 0 ? "it is empty" : `it has ${tellNames(present)}`;
  return `${where} has no ${step.slice(0, 100)}; ${instead}.`;
}
function finding(attribute, parts) {
  return { code: "config-invalid", subject: `hosts-attribute ${attribute}`, ...parts };
}
function noHosts(attribute, missing) {
  const branches = missing.slice(0, SHOWN_NAMES).map(tellBranch).join(" ");
  return finding(attribute, {
    severity: attribute === "nixosConfigurations" ? "info" : "warning",
    message: `The flake has no hosts there, neither at base nor at head, so no host is planned.${branches === "" ? "" : ` ${branches}`}`,
    hint: "Name the outputs that hold the hosts in `hosts-attribute`."
  });
}
function unevenHosts(attribute, { hosts: hosts2, missing, twice }) {
  const uneven = hosts2.length === 0 || missing.length === 0 ? [] : [
    finding(attribute, {
      severity: "info",
      message: `Hosts are taken from where they are: ${missing.slice(0, SHOWN_NAMES).map(tellBranch).join(" ")}`,
      hint: "Nothing has to be done where that is meant; else name one system in `hosts-attribute` in place of `*`."
    })
  ];
  const doubled = twice.length === 0 ? [] : [
    finding(attribute, {
      severity: "info",
      message: `Several systems have hosts of the same name, so each is named with its system, as in \`x86_64-linux/falcon\`: ${tellNames(twice)}.`,
      hint: "Nothing has to be done where all are meant; else name one system in `hosts-attribute` in place of `*`, or leave hosts out by `hosts.exclude`."
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
  const text3 = await tree.read(path);
  const lock = text3 === void 0 ? void 0 : parseLockFile(text3);
  if (text3 !== void 0 && lock === void 0) return [];
  const declared = check.declared ?? (check.isFailed ? await askText(await tree.read(path.replace(/lock$/, "nix")), workshop) : void 0);
  const differences = declared === void 0 ? [] : lockDifferences(declared, lock);
  const outdated = differences.length === 0 ? [] : [lockOutdated(path, { differences, check, isThere: text3 !== void 0 })];
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
async function askText(text3, { ports: ports2, evaluation }) {
  if (text3 === void 0 || Buffer.byteLength(text3) > LONGEST_TEXT2) return void 0;
  const run = await ports2.nix.run(declaredInputsArgs(text3, evaluation), LIMITS);
  return run.status === 0 && run.stopped === void 0 ? decodeDeclaredInputs(run.stdout) : void 0;
}
var LOCK_HINT = "Run `nix flake lock` in the flake's folder and commit flake.lock: an evaluation never writes it.";
function lockOutdated(path, { differences, check, isThere }) {
  const rest = differences.length - DIFFERENCES_SHOWN;
  const shown = [...differences.slice(0, DIFFERENCES_SHOWN), ...rest > 0 ? [`and ${rest} more`] : []].join("; ");
  return {
    code: "flake-lock-outdated",
    severity: check.isFailed ? "error" : "warning",
    subject: path,
    message: `${isThere ? "It does not say what flake.nix asks for" : "No revision of an input is locked"}: ${shown}.`.slice(0, 4e3),
    hint: isThere ? LOCK_HINT : `Restore the file where it was deleted by mistake. ${LOCK_HINT}`,
    place: { file: isThere ? path : path.replace(/lock$/, "nix") }
  };
}

// src/evaluate/flake-source.ts
var ASKS_FOR_SUBMODULES = /\bself\s*(?:\.\s*|=\s*\{[^}]*\b)submodules\s*=\s*true\b/;
async function openSource({ revision, folder }, { ports: ports2, submodules }) {
  const tree = await ports2.git.tree(revision);
  const hasSubmodules = [...tree.entries.values()].some(({ kind }) => kind === "submodule");
  if (!hasSubmodules || submodules === "off") return { revision, findings: [] };
  const text3 = await tree.read(folder === "." ? "flake.nix" : `${folder}/flake.nix`) ?? "";
  if (submodules === "auto" && !ASKS_FOR_SUBMODULES.test(text3)) return { revision, findings: [] };
  const { missing, ...source } = await ports2.git.withSubmodules(revision);
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
  const flake = { side, revision, folder: folder ?? ".", reference: "", hosts: [], missing: [], apart: {} };
  if (folder === void 0) return flake;
  if (revision.commit.length > SHA1_LETTERS) return { ...flake, finding: sha256Finding(side) };
  const source = await openSource({ revision, folder }, workshop);
  const reference = workshop.ports.git.flakeReference(source.revision, folder);
  const listed = await listFlake({ side, revision: source.revision, folder, reference }, workshop);
  const { declared, ...list2 } = listed.list ?? {};
  const lock = side === "base" ? [] : await checkLock({ revision, folder, declared, isFailed: listed.finding !== void 0 }, workshop);
  const notes = [...side === "base" ? [] : source.findings, ...lock];
  return { ...flake, revision: source.revision, reference, ...list2, notes, ...listed.finding === void 0 ? {} : { finding: listed.finding } };
}
function tellHosts(hosts2) {
  return hosts2.length === 1 ? "1 host" : `${hosts2.length} hosts`;
}
async function listFlake({ side, revision, folder, reference }, workshop) {
  const { nix, log } = workshop.ports;
  const progress = { subject: `${side} flake` };
  const known3 = await recallHostList({ revision, folder }, workshop);
  if (known3 !== void 0) {
    log.progress({ ...progress, state: "done", text: `${tellHosts(known3.hosts)}, known from before` });
    return { list: known3 };
  }
  log.progress({ ...progress, state: "running", text: "listing hosts" });
  const run = await nix.run(hostListArgs({ reference, attribute: workshop.attribute, folder }, workshop.evaluation), workshop.limits);
  const list2 = run.status === 0 && run.stopped === void 0 ? decodeHostList(run.stdout) : void 0;
  if (list2 === void 0) {
    log.progress({ ...progress, state: "failed", text: "did not evaluate" });
    return { finding: await listFailure({ side, flake: folder, attribute: workshop.attribute }, { run, revision, workshop }) };
  }
  log.progress({ ...progress, state: "done", text: `${tellHosts(list2.hosts)}, ${run.seconds.toFixed(1)} s` });
  await keepHostList({ revision, folder, list: list2 }, workshop);
  return { list: list2 };
}
async function listFailure(subject, { run, revision, workshop }) {
  if (run.status === 0 && run.stopped === void 0) return unreadableFinding(subject, "the list of hosts");
  const tree = await workshop.ports.git.tree(revision);
  return evaluationFinding(subject, { run, limits: workshop.limits, sources: sourcesOf2(tree) });
}

// src/evaluate/open-hosts.ts
async function openHosts(request) {
  const { scope, config, ports: ports2 } = request;
  const { affected, baseFlake, headFlake } = scope.hosts;
  const isNone = affected.kind === "some" && affected.hosts.length === 0;
  if (isNone || baseFlake === void 0 && headFlake === void 0) return { findings: [] };
  const program = await ports2.nix.probe();
  if (program === void 0) return { findings: [nixMissing()] };
  if (!program.hasFlakes) return { findings: [nixTooOld(program)] };
  const workshop = openWorkshop({ program, config, ports: ports2 });
  if (affected.kind === "all" && affected.reason !== void 0) ports2.log.info(`every host is evaluated: ${affected.reason}`);
  const flakes = await openFlakes(request, workshop);
  const all = [.../* @__PURE__ */ new Set([...flakes.base.hosts, ...flakes.head.hosts])].toSorted();
  const notes = flakes.head.notes ?? [];
  if (all.length === 0 && flakes.base.finding === void 0 && flakes.head.finding === void 0) {
    return { findings: [noHosts(workshop.attribute, flakes.head.missing), ...notes] };
  }
  const findings = [...notes, ...unevenHosts(workshop.attribute, { ...flakes.head, twice: namesTwice(flakes) }), ...unreadableNames(all), ...unmatchedPatterns(all, config.hosts)];
  return { open: { workshop, flakes, names: chooseHosts(all, config.hosts) }, findings };
}
function openWorkshop({ program, config, ports: ports2 }) {
  const { evaluation } = config;
  const jobs = jobsInMemory(evaluation, ports2.freeMemory?.());
  if (jobs.isReduced) ports2.log.info(tellReducedJobs(jobs, evaluation));
  const limits = { seconds: evaluation.timeout, memory: evaluation["max-memory"] };
  return { ports: ports2, program, evaluation, attribute: config["hosts-attribute"], submodules: config.submodules, limits, jobs: jobs.count };
}
async function openFlakes({ scope, base, head }, workshop) {
  const { baseFlake, headFlake } = scope.hosts;
  const opening = openFlake({ side: "head", revision: head, folder: headFlake }, workshop);
  if (base.tree === head.tree && baseFlake === headFlake) {
    const flake = await opening;
    return { base: flake, head: flake };
  }
  const [flakeAtHead, flakeAtBase] = await Promise.all([opening, openFlake({ side: "base", revision: base, folder: baseFlake }, workshop)]);
  const twice = namesTwice({ base: flakeAtBase, head: flakeAtHead });
  return { base: tellApart(flakeAtBase, twice), head: tellApart(flakeAtHead, twice) };
}
function namesTwice({ base, head }) {
  const names = [base, head].flatMap(({ apart }) => Object.entries(apart).flatMap(([name, hosts2]) => hosts2.length > 1 ? [name] : []));
  return [...new Set(names)].toSorted();
}
function tellApart(flake, twice) {
  return { ...flake, hosts: flake.hosts.flatMap((name) => twice.includes(name) ? flake.apart[name] ?? [name] : [name]) };
}

// src/evaluate/pair-hosts.ts
function pairHosts({ names, flakes, results }) {
  const find = (name, side) => results.find((result) => result.name === name && result.flake === flakes[side]);
  const pairs2 = names.map((name) => pairOf(name, { base: find(name, "base"), head: find(name, "head"), flakes }));
  const ofFlake = tellOnce(flakes.base.finding, flakes.head.finding);
  const ofHosts = names.flatMap((name) => tellOnce(find(name, "base")?.finding, find(name, "head")?.finding));
  const ofInside = names.flatMap((name) => failuresInside(find(name, "base"), find(name, "head")));
  const ofAssertions = names.flatMap((name) => unbuildable(find(name, "head")));
  return { value: pairs2, findings: [...ofFlake, ...ofHosts, ...ofInside, ...ofAssertions] };
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
  const isBaseUnknown = sides.base === "failed" && sides.head === "evaluated";
  return { name, ...states, status: statusOf(sides), ...isBaseUnknown ? { isBaseUnknown } : {} };
}
function sideOf(name, { result, flake }) {
  if (result?.state !== void 0) return "evaluated";
  return flake.finding !== void 0 || flake.hosts.includes(name) ? "failed" : "absent";
}
function statusOf({ base, head }) {
  if (head === "failed") return "failed";
  if (head === "absent") return base === "failed" ? "failed" : "removed";
  return base === "evaluated" ? "evaluated" : "added";
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
var LARGEST_TEXT = 1e6;
function parseDerivations(stdout, storeDir) {
  const answer = parseJson(stdout);
  const shown = isRecord(answer) && "version" in answer ? answer["derivations"] : answer;
  if (!isRecord(shown)) return void 0;
  const derivations = Object.entries(shown).flatMap(([path, fields]) => isRecord(fields) && isRecord(fields["outputs"]) ? [{ path, fields }] : []);
  if (derivations.length < Object.keys(shown).length) return void 0;
  const absolute = (path) => path.startsWith("/") ? path : `${storeDir}/${path}`;
  return derivations.flatMap(({ path, fields }) => {
    const text3 = textOf2(fields);
    const output = fieldsOf(fieldsOf(fields["outputs"])["out"])["path"];
    if (text3 === void 0 || text3.length > LARGEST_TEXT || typeof output !== "string") return [];
    return [{ path: absolute(path), output: absolute(output), text: text3, inputs: inputsOf2(fields).map(absolute) }];
  });
}
function fieldsOf(value) {
  return isRecord(value) ? value : {};
}
function inputsOf2({ inputs, inputDrvs }) {
  return Object.keys(fieldsOf(isRecord(inputs) ? inputs["drvs"] : inputDrvs));
}
function textOf2(fields) {
  const [plain2, structured] = [fieldsOf(fields["env"]), structuredOf(fields)];
  const text3 = plain2["text"] ?? structured["text"] ?? plain2["value"] ?? structured["value"];
  if (text3 === void 0 || typeof text3 === "string") return text3;
  return JSON.stringify(text3, void 0, 2);
}
function structuredOf({ env, structuredAttrs }) {
  const packed = fieldsOf(env)["__json"];
  return fieldsOf(structuredAttrs ?? (typeof packed === "string" ? parseJson(packed) : void 0));
}

// src/evaluate/containers/option-words.ts
function scalarText(value) {
  return typeof value === "string" || typeof value === "number" || typeof value === "boolean" ? String(value) : void 0;
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
function logicalLines(text3) {
  const lines = [];
  let open;
  for (const line of text3.split(/\r?\n/).slice(0, MAXIMUM_LINES)) {
    if (/^\s*[#;]/.test(line)) continue;
    const whole2 = open === void 0 ? line : `${open} ${line.trim()}`;
    open = whole2.endsWith("\\") ? whole2.slice(0, -1) : void 0;
    if (open === void 0) lines.push(whole2.trim());
  }
  return open === void 0 ? lines : [...lines, open.trim()];
}
function parseQuadlet(texts2) {
  const file2 = /* @__PURE__ */ new Map();
  for (const text3 of texts2) {
    let section = "";
    for (const line of logicalLines(text3)) {
      const name = /^\[(?<name>[^\]]+)\]$/.exec(line)?.groups?.["name"];
      const equals = line.indexOf("=");
      if (name !== void 0) section = name;
      else if (equals > 0) {
        const keys = file2.get(section) ?? /* @__PURE__ */ new Map();
        const [key, value] = [line.slice(0, equals).trim(), line.slice(equals + 1).trim()];
        file2.set(section, keys.set(key, value === "" ? [] : [...keys.get(key) ?? [], value]));
      }
    }
  }
  return file2;
}

// src/evaluate/containers/unit-words.ts
var ESCAPES = /* @__PURE__ */ new Map([["n", "\n"], ["t", "	"], ["s", " "], ["r", "\r"]]);
function takeEscape(scanner) {
  const next = scanner.text[scanner.position + 1] ?? "";
  scanner.position += 2;
  return ESCAPES.get(next) ?? next;
}
function takeQuoted(scanner, quote2) {
  let value = "";
  scanner.position += 1;
  for (let next = scanner.text[scanner.position]; next !== void 0 && next !== quote2; next = scanner.text[scanner.position]) {
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
function splitUnitWords(text3) {
  const scanner = { text: text3, position: 0 };
  const words = [];
  while (scanner.position < text3.length) {
    if (/\s/.test(text3[scanner.position] ?? "")) scanner.position += 1;
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
  const files = Object.entries(texts2).flatMap(([path, text3]) => {
    const { name, stem, type } = FILE.exec(path)?.groups ?? {};
    if (name === void 0 || stem === void 0 || type === void 0) return [];
    return [[name, { path, stem, content: parseQuadlet([text3, ...dropInsOf({ name, type }, texts2)]) }]];
  });
  return new Map(files);
}
function keysOf(content, section) {
  const all = (key) => content.get(section)?.get(key) ?? [];
  return { all, last: (key) => all(key).at(-1), words: (key) => all(key).flatMap(splitUnitWords) };
}
var TRANSPORT = /^(?:docker-archive|docker-daemon|oci|oci-archive|dir|containers-storage|sif):/;
function imageOf(reference, files) {
  const file2 = files.get(reference);
  if (!reference.endsWith(".build")) {
    const pulled = reference.endsWith(".image") && file2 !== void 0 ? keysOf(file2.content, "Image").last("Image") : void 0;
    const image = (pulled ?? reference).replace(/^docker:\/\//, "");
    return { image, isBuilt: TRANSPORT.test(image) };
  }
  const tag = file2 === void 0 ? void 0 : keysOf(file2.content, "Build").last("ImageTag");
  return { image: tag ?? `localhost/${reference.slice(0, -".build".length)}`, isBuilt: true };
}
function resourceOf(word, files) {
  const [source = "", ...rest] = word.split(":");
  const { stem, type } = /^(?<stem>.+)\.(?<type>volume|network)$/.exec(source)?.groups ?? {};
  if (stem === void 0 || type === void 0) return word;
  const [section, key] = type === "volume" ? ["Volume", "VolumeName"] : ["Network", "NetworkName"];
  const file2 = files.get(source);
  const name = file2 === void 0 ? void 0 : keysOf(file2.content, section).last(key);
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
  return new Map([...filesByName2(texts2)].map(([name, file2]) => [unitOf(name, file2), file2.path]));
}
function quadletContainers(texts2) {
  const files = filesByName2(texts2);
  return [...files].flatMap(([name, file2]) => {
    const { path, stem, content } = file2;
    const { last } = keysOf(content, "Container");
    const [reference, rootfs] = [last("Image"), last("Rootfs")];
    if (!name.endsWith(".container") || (reference ?? rootfs) === void 0) return [];
    const { image, isBuilt } = reference === void 0 ? { image: rootfs ?? "", isBuilt: true } : imageOf(reference, files);
    return [
      {
        name: last("ContainerName") ?? `systemd-${stem}`,
        unit: unitOf(name, file2),
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
  const texts2 = Object.fromEntries(Object.entries(state.etc).filter(([file2]) => SYSTEM_QUADLET.test(file2)));
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
    for (const { output, text: text3 } of shown.found) byOutput.set(output, text3);
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
  return derivation.inputs.filter((path) => derivation.text.includes(nameInStore(path)));
}
function nameInStore(path) {
  const base = baseName(path);
  return base.slice(base.indexOf("-")).replace(/\.drv$/, "");
}
function withTexts({ state, etcSources, homeSources }, texts2) {
  const byName = new Map([...texts2].map(([output, text3]) => [output.slice(output.lastIndexOf("/")), { output, text: text3 }]));
  const fillUnits = mapUnits((unit) => ({ ...unit, files: filesOf(unit.text, byName) }));
  const known3 = (sources = {}) => Object.fromEntries(Object.entries(sources).flatMap(([name, source]) => texts2.has(source) ? [[name, texts2.get(source) ?? ""]] : []));
  const homes2 = Object.entries(state.homes ?? {}).map(([user, home]) => {
    return [user, { ...home, units: fillUnits(home.units), files: { ...home.files, ...known3(homeSources[user]) } }];
  });
  const nested2 = Object.entries(state.nspawnUnits ?? {}).map(([name, units]) => [name, fillUnits(units)]);
  return withQuadletTexts({
    ...state,
    units: fillUnits(state.units),
    userUnits: fillUnits(state.userUnits),
    nspawnUnits: Object.fromEntries(nested2),
    homes: Object.fromEntries(homes2),
    etc: { ...state.etc, ...known3(etcSources) }
  });
}
function mapUnits(change) {
  return (units) => Object.fromEntries(Object.entries(units).map(([name, unit]) => [name, change(unit)]));
}
var STORE_NAME = /\/[0-9a-df-np-sv-z]{32}-[0-9A-Za-z+\-._?=]+/g;
function filesOf(text3, texts2) {
  const files = /* @__PURE__ */ new Map();
  const queue = [text3];
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
function makeShares(hosts2, most) {
  const of = Math.max(1, Math.min(hosts2, most));
  return Array.from({ length: of }, (_, index) => ({ number: index + 1, of }));
}

// src/evaluate/evaluate-hosts.ts
async function evaluateHosts(request) {
  const { open, findings } = await openHosts(request);
  if (open === void 0) return { value: [], findings };
  const { flakes, workshop } = open;
  const { evaluated: names, leftOut } = splitHosts(hostsOfShare(open.names, request.share), { flakes, affected: request.scope.hosts.affected });
  const hosts2 = await evaluateSides(flakes, { names, workshop });
  const results = [...hosts2, ...await evaluateInside(hosts2, workshop)];
  const texts2 = await readAllTexts(results, workshop);
  const finished = results.map((result) => ({ ...result, state: stateOf(result, texts2.byOutput) }));
  if (texts2.isWhole) await Promise.all(finished.filter(({ host }) => host !== void 0).map((result) => keepHost(result, workshop)));
  const pairs2 = pairHosts({ names, flakes, results: joinInside(finished) });
  const others = leaveOut(leftOut, request.ports);
  const value = [...pairs2.value, ...others].toSorted((left, right) => compareTexts(left.name, right.name));
  return { value, findings: [...findings, ...pairs2.findings, ...texts2.isWhole ? [] : [partialFinding()]] };
}
async function evaluateSides({ base, head }, plan) {
  const { names, workshop } = plan;
  const sides = base === head || head.finding !== void 0 ? [head] : [head, base];
  const tasks = names.flatMap((name) => sides.filter((flake) => flake.hosts.includes(name)).map((flake) => ({ flake, name })));
  return sideBySide(tasks, { jobs: workshop.jobs, each: (task) => evaluateHost(task, workshop) });
}
async function readAllTexts(results, { ports: ports2, program, limits, jobs }) {
  const hosts2 = results.flatMap(({ host }) => host === void 0 ? [] : [host]);
  const derivations = [...new Set(hosts2.flatMap((host) => host.derivations))];
  const storeDir = hosts2[0]?.storeDir ?? "/nix/store";
  return readTexts({ derivations, storeDir, nix: ports2.nix, program, limits, jobs });
}
function stateOf({ host, state }, texts2) {
  return host === void 0 ? state : withTexts(host, texts2);
}

// src/compose/read-project.ts
import { posix as posix9 } from "node:path";

// src/compose/value.ts
function scalar(value, place) {
  return { kind: "scalar", value, place };
}
function optionalText(text3, place) {
  return text3 === void 0 || text3 === "" ? void 0 : scalar(text3, place);
}
function optionalFlag(isSet, place) {
  return isSet ? scalar(true, place) : void 0;
}
function list(items, place) {
  return { kind: "list", items, place };
}
function map(values, place) {
  const entries = Object.entries(values).flatMap(([key, value]) => value === void 0 ? [] : [[key, { value, place }]]);
  return { kind: "map", entries: new Map(entries), place };
}
function withKeys(base, values) {
  const entries = new Map(base.entries);
  for (const [key, value] of Object.entries(values)) {
    if (value === void 0) entries.delete(key);
    else entries.set(key, { value, place: entries.get(key)?.place ?? value.place });
  }
  return { ...base, entries };
}
function isNull(value) {
  return value.kind === "scalar" && value.value === null;
}
function valueAt(value, ...path) {
  let current = value;
  for (const key of path) current = current?.kind === "map" ? current.entries.get(key)?.value : void 0;
  return current;
}
function textAt(value, ...path) {
  const found = valueAt(value, ...path);
  return found?.kind === "scalar" && found.value !== null ? String(found.value) : void 0;
}
function numberAt(value, ...path) {
  const found = valueAt(value, ...path);
  return found?.kind === "scalar" && typeof found.value === "number" ? found.value : void 0;
}
function isTrueAt(value, ...path) {
  const found = valueAt(value, ...path);
  return found?.kind === "scalar" && found.value === true;
}
function itemsAt(value, ...path) {
  const found = valueAt(value, ...path);
  return found?.kind === "list" ? found.items : [];
}
function textsAt(value, ...path) {
  return itemsAt(value, ...path).flatMap((item) => textAt(item) ?? []);
}
function entriesAt(value, ...path) {
  const found = valueAt(value, ...path);
  return found?.kind === "map" ? [...found.entries].toSorted(([left], [right]) => compareTexts(left, right)) : [];
}
function textEntriesAt(value, ...path) {
  return entriesAt(value, ...path).flatMap(([key, entry]) => {
    const text3 = textAt(entry.value);
    return text3 === void 0 ? [] : [[key, text3]];
  });
}
function isSameValue(left, right) {
  if (left.kind === "scalar") return right.kind === "scalar" && left.value === right.value;
  if (left.kind === "list") {
    return right.kind === "list" && left.items.length === right.items.length && left.items.every((item, index) => isSameItem(item, right.items[index]));
  }
  return right.kind === "map" && left.entries.size === right.entries.size && [...left.entries].every(([key, entry]) => isSameItem(entry.value, right.entries.get(key)?.value));
}
function isSameItem(left, right) {
  return right !== void 0 && isSameValue(left, right);
}

// src/compose/complete-service.ts
function completeService(service, { folder, variables: variables2 }) {
  const modern = withoutLegacyKeys(service);
  const isUnattached = valueAt(modern, "networks") === void 0 && valueAt(modern, "network_mode") === void 0;
  return withDependencies(
    withKeys(modern, {
      ...isUnattached && valueAt(modern, "provider") === void 0 ? { networks: map({ default: scalar(null, service.place) }, service.place) } : {},
      ...pullPolicy(modern),
      ...changed(valueAt(modern, "build"), { key: "build", change: (build3) => completeBuild(build3, { folder, variables: variables2 }) }),
      ...changed(valueAt(modern, "ports"), { key: "ports", change: (ports2) => eachItem(ports2, completePort) }),
      ...changed(valueAt(modern, "secrets"), { key: "secrets", change: (secrets) => eachItem(secrets, completeSecret) }),
      ...changed(valueAt(modern, "env_file"), { key: "env_file", change: (files) => eachItem(files, (file2) => withDefaults(file2, { required: true })) }),
      ...changed(valueAt(modern, "depends_on"), { key: "depends_on", change: completeDependencies }),
      ...changed(valueAt(modern, "gpus"), { key: "gpus", change: (gpus2) => gpus2.kind === "list" ? eachItem(gpus2, completeDevices) : gpus2 }),
      ...changed(valueAt(modern, "deploy"), { key: "deploy", change: completeDeploy })
    })
  );
}
function withoutLegacyKeys(service) {
  const [net, driver, options2] = [valueAt(service, "net"), valueAt(service, "log_driver"), valueAt(service, "log_opt")];
  const hasLogging = valueAt(service, "logging") !== void 0 || driver === void 0 && options2 === void 0;
  return withKeys(service, {
    net: void 0,
    log_driver: void 0,
    log_opt: void 0,
    ...net === void 0 || valueAt(service, "network_mode") !== void 0 ? {} : { network_mode: net },
    ...hasLogging ? {} : { logging: map({ driver, options: options2 }, (driver ?? options2 ?? service).place) }
  });
}
function changed(value, { key, change }) {
  return value === void 0 ? {} : { [key]: change(value) };
}
function eachItem(value, change) {
  return value.kind === "list" ? list(value.items.map(change), value.place) : value;
}
function withDefaults(value, defaults) {
  if (value.kind !== "map") return value;
  const missing = Object.entries(defaults).filter(([key]) => !value.entries.has(key));
  return withKeys(value, Object.fromEntries(missing.map(([key, word]) => [key, scalar(word, value.place)])));
}
function pullPolicy(service) {
  const policy = valueAt(service, "pull_policy");
  return textAt(policy) === "if_not_present" && policy !== void 0 ? { pull_policy: scalar("missing", policy.place) } : {};
}
function completeBuild(build3, { folder, variables: variables2 }) {
  const withContext = withDefaults(build3, { context: folder });
  const whole2 = valueAt(withContext, "dockerfile_inline") === void 0 ? withDefaults(withContext, { dockerfile: "Dockerfile" }) : withContext;
  const written = valueAt(whole2, "args");
  if (whole2.kind !== "map" || written?.kind !== "map") return whole2;
  const entries = [...written.entries].flatMap(([name, entry]) => {
    const found = isNull(entry.value) ? variables2.get(name) : void 0;
    if (found !== void 0) return [[name, { ...entry, value: scalar(found, entry.place) }]];
    return isNull(entry.value) ? [] : [[name, entry]];
  });
  return withKeys(whole2, { args: { ...written, entries: new Map(entries) } });
}
function completePort(port) {
  return withDefaults(port, { mode: "ingress", protocol: "tcp" });
}
function completeSecret(secret) {
  return withDefaults(secret, { target: `/run/secrets/${textAt(secret, "source") ?? ""}` });
}
function completeDependencies(dependencies) {
  if (dependencies.kind !== "map") return dependencies;
  const entries = [...dependencies.entries].map(([name, entry]) => [
    name,
    { ...entry, value: withDefaults(entry.value.kind === "map" ? entry.value : map({}, entry.place), { condition: "service_started", required: true }) }
  ]);
  return { ...dependencies, entries: new Map(entries) };
}
function completeDevices(request) {
  return itemsAt(request, "device_ids").length > 0 ? request : withDefaults(request, { count: -1 });
}
function completeDeploy(deploy2) {
  const reservations = valueAt(deploy2, "resources", "reservations");
  const resources = valueAt(deploy2, "resources");
  const devices2 = valueAt(reservations, "devices");
  if (deploy2.kind !== "map" || resources?.kind !== "map" || reservations?.kind !== "map" || devices2 === void 0) return deploy2;
  return withKeys(deploy2, { resources: withKeys(resources, { reservations: withKeys(reservations, { devices: eachItem(devices2, completeDevices) }) }) });
}
function withDependencies(service) {
  const implied = /* @__PURE__ */ new Map();
  const add2 = (name, found) => {
    if (!implied.has(name)) implied.set(name, found);
  };
  for (const item of itemsAt(service, "links")) add2((textAt(item) ?? "").split(":", 1)[0] ?? "", { value: item, isRestarted: true });
  for (const key of ["network_mode", "ipc", "pid", "uts", "cgroup"]) {
    const value = valueAt(service, key);
    const mode = textAt(value) ?? "";
    if (value !== void 0 && mode.startsWith("service:")) add2(mode.slice("service:".length), { value, isRestarted: true });
  }
  for (const item of itemsAt(service, "volumes_from")) {
    const from = textAt(item) ?? "";
    if (!from.startsWith("container:")) add2(from.split(":", 1)[0] ?? "", { value: item, isRestarted: false });
  }
  if (implied.size === 0) return service;
  const written = valueAt(service, "depends_on");
  const entries = new Map(written?.kind === "map" ? written.entries : []);
  for (const [name, { value, isRestarted }] of implied) {
    if (entries.has(name)) continue;
    const { place } = value;
    const restart2 = isRestarted ? { restart: scalar(true, place) } : {};
    entries.set(name, { place, value: map({ condition: scalar("service_started", place), required: scalar(true, place), ...restart2 }, place) });
  }
  return withKeys(service, { depends_on: { kind: "map", entries, place: written?.place ?? service.place } });
}
function isActive(service, profiles) {
  const own = textsAt(service, "profiles");
  return own.length === 0 || profiles.has("*") || own.some((profile) => profiles.has(profile));
}
function dependenciesOf(service) {
  return entriesAt(service, "depends_on").map(([name]) => name);
}

// src/compose/check-project.ts
function checkProject(project, findings) {
  const checking = { project, findings };
  for (const service of project.services.values()) {
    checkSource(service, checking);
    checkNetworks(service, checking);
    checkMounts(service, checking);
    checkDependencies(service, checking);
    checkNumbers(service, checking);
  }
  checkContainerNames(checking);
  checkCircles(checking);
  checkFiles(checking);
}
function report(service, { findings, fault }) {
  findings.error({ code: "compose-invalid", subject: `service ${service.name}`, ...fault });
}
function placeOfKey(service, key) {
  return service.keys.entries.get(key)?.place ?? service.place;
}
function checkSource(service, { findings }) {
  const { keys } = service;
  if (["image", "build", "provider"].every((key) => valueAt(keys, key) === void 0)) {
    report(service, { findings, fault: { place: service.place, message: "The service has neither `image` nor `build`.", hint: "Name an image; a file that only completes others must be listed together with them under `inputs`." } });
  }
  const build3 = valueAt(keys, "build");
  if (textAt(build3, "dockerfile_inline") !== void 0 && textAt(build3, "dockerfile") !== void 0) {
    report(service, { findings, fault: { place: placeOfKey(service, "build"), message: "`dockerfile` and `dockerfile_inline` exclude each other.", hint: "Keep one of them." } });
  }
  const [first] = textsAt(keys, "healthcheck", "test");
  if (first !== void 0 && !["CMD", "CMD-SHELL", "NONE"].includes(first)) {
    report(service, { findings, fault: { place: placeOfKey(service, "healthcheck"), message: "The list under `healthcheck.test` must start with `CMD`, `CMD-SHELL` or `NONE`.", hint: "Put `CMD` in front, or write the test as one text." } });
  }
}
function checkNetworks(service, { project, findings }) {
  const networks = entriesAt(service.keys, "networks");
  if (valueAt(service.keys, "network_mode") !== void 0 && networks.length > 0) {
    report(service, { findings, fault: { place: placeOfKey(service, "network_mode"), message: "`network_mode` and `networks` exclude each other.", hint: "Keep one of them." } });
  }
  for (const [name, entry] of networks) {
    if (project.resources.networks.has(name)) continue;
    report(service, { findings, fault: { place: entry.place, message: `The network \`${name}\` is not defined.`, hint: "Define it under the top-level `networks`." } });
  }
}
function checkMounts(service, { project, findings }) {
  for (const mount of itemsAt(service.keys, "volumes")) {
    const source = textAt(mount, "source") ?? "";
    if (textAt(mount, "target") === void 0) {
      report(service, { findings, fault: { place: mount.place, message: "The mount has no `target`.", hint: "Name the path in the container." } });
    }
    if (textAt(mount, "type") !== "volume" || source === "" || project.resources.volumes.has(source)) continue;
    report(service, { findings, fault: { place: mount.place, message: `The volume \`${source}\` is not defined.`, hint: "Define it under the top-level `volumes`, or write `./` in front of a path." } });
  }
  for (const kind of ["secrets", "configs"]) {
    for (const item of itemsAt(service.keys, kind).concat(kind === "secrets" ? itemsAt(service.keys, "build", "secrets") : [])) {
      const source = textAt(item, "source") ?? "";
      if (project.resources[kind].has(source)) continue;
      report(service, { findings, fault: { place: item.place, message: `The ${kind.slice(0, -1)} \`${source}\` is not defined.`, hint: `Define it under the top-level \`${kind}\`.` } });
    }
  }
}
function checkDependencies(service, { project, findings }) {
  for (const [name, entry] of entriesAt(service.keys, "depends_on")) {
    if (project.services.has(name)) continue;
    const isInactive = project.inactive.has(name);
    if (isInactive && textAt(entry.value, "required") === "false") continue;
    const message = isInactive ? `The service needs \`${name}\`, which no active profile turns on.` : `The service needs \`${name}\`, which is not defined.`;
    const hint = isInactive ? "Turn its profile on, or write `required: false`." : "Define it, or correct the name.";
    report(service, { findings, fault: { place: entry.place, message, hint } });
  }
}
function checkNumbers(service, { findings }) {
  const { keys } = service;
  const pairs2 = [
    ["scale", ["deploy", "replicas"]],
    ["cpus", ["deploy", "resources", "limits", "cpus"]],
    ["mem_limit", ["deploy", "resources", "limits", "memory"]],
    ["mem_reservation", ["deploy", "resources", "reservations", "memory"]],
    ["pids_limit", ["deploy", "resources", "limits", "pids"]]
  ];
  for (const [key, path] of pairs2) {
    const [own, deployed] = [textAt(keys, key), textAt(keys, ...path)];
    if (own === void 0 || deployed === void 0 || own === deployed) continue;
    report(service, { findings, fault: { place: placeOfKey(service, key), message: `\`${key}\` and \`${path.join(".")}\` say different things.`, hint: "Keep one of them." } });
  }
  const scale = numberAt(keys, "scale") ?? numberAt(keys, "deploy", "replicas") ?? 1;
  if (scale > 1 && valueAt(keys, "container_name") !== void 0) {
    report(service, { findings, fault: { place: placeOfKey(service, "container_name"), message: "Several containers cannot share one `container_name`.", hint: "Take `container_name` out, or run one container." } });
  }
}
function checkContainerNames({ project, findings }) {
  const owners = /* @__PURE__ */ new Map();
  for (const service of project.services.values()) {
    const name = textAt(service.keys, "container_name");
    const owner = name === void 0 ? void 0 : owners.get(name);
    if (name !== void 0 && owner === void 0) owners.set(name, service.name);
    if (owner === void 0) continue;
    report(service, { findings, fault: { place: placeOfKey(service, "container_name"), message: `The service \`${owner}\` has the same \`container_name\`.`, hint: "Give one of them another name." } });
  }
}
function checkCircles({ project, findings }) {
  const done = /* @__PURE__ */ new Set();
  for (const start of project.services.keys()) {
    const path = [{ name: start, rest: needsOf(project, start) }];
    const onPath = /* @__PURE__ */ new Set([start]);
    for (let top = path.at(-1); top !== void 0 && !done.has(start); top = path.at(-1)) {
      const next = top.rest.pop();
      if (next === void 0) {
        done.add(top.name);
        onPath.delete(top.name);
        path.pop();
      } else if (onPath.has(next)) {
        reportCircle([...path.map(({ name }) => name), next], { project, findings });
      } else if (!done.has(next)) {
        path.push({ name: next, rest: needsOf(project, next) });
        onPath.add(next);
      }
    }
  }
}
function needsOf(project, name) {
  const keys = project.services.get(name)?.keys;
  return keys === void 0 ? [] : dependenciesOf(keys).filter((other) => project.services.has(other)).toReversed();
}
function reportCircle(path, { project, findings }) {
  const last = path.at(-1) ?? "";
  const circle = path.slice(path.indexOf(last));
  const service = project.services.get(last);
  if (service === void 0) return;
  const message = `The services need each other in a circle: ${circle.map((name) => `\`${name}\``).join(" → ")}.`;
  findings.error({ code: "compose-cycle", subject: `service ${last}`, message, hint: "Take one of the dependencies out.", place: placeOfKey(service, "depends_on") });
}
function checkFiles({ project, findings }) {
  for (const kind of ["secrets", "configs"]) {
    for (const [name, resource] of project.resources[kind]) {
      const isGiven = isTrueAt(resource, "external") || ["file", "environment", "content", "driver"].some((key) => valueAt(resource, key) !== void 0);
      if (isGiven) continue;
      const subject = `${kind.slice(0, -1)} ${name}`;
      findings.error({ code: "compose-invalid", subject, message: "It names neither `file` nor `environment`.", hint: "Say where its content comes from.", place: resource.place });
    }
  }
}

// src/compose/complete-resources.ts
import { posix as posix2 } from "node:path";

// src/compose/model.ts
var RESOURCE_KINDS = ["networks", "volumes", "secrets", "configs"];

// src/compose/complete-resources.ts
function resourcesOf(model, project) {
  return {
    networks: namedResources({ model, kind: "networks", project }),
    volumes: namedResources({ model, kind: "volumes", project }),
    secrets: namedResources({ model, kind: "secrets", project }),
    configs: namedResources({ model, kind: "configs", project })
  };
}
function namedResources({ model, kind, project }) {
  const resources = /* @__PURE__ */ new Map();
  for (const [key, entry] of entriesAt(model, kind)) {
    const resource = entry.value.kind === "map" ? entry.value : map({}, entry.place);
    const name = isTrueAt(resource, "external") ? key : `${project}_${key}`;
    resources.set(key, valueAt(resource, "name") === void 0 ? withKeys(resource, { name: scalar(name, resource.place) }) : resource);
  }
  if (kind === "networks" && !resources.has("default")) resources.set("default", map({ name: scalar(`${project}_default`, model.place) }, model.place));
  return resources;
}
function usedResources(project) {
  const used = Object.fromEntries(RESOURCE_KINDS.map((kind) => [kind, /* @__PURE__ */ new Set()]));
  const take3 = (kind, name) => void used[kind]?.add(name);
  for (const { keys } of project.services.values()) {
    for (const [name] of entriesAt(keys, "networks")) take3("networks", name);
    for (const kind of ["volumes", "secrets", "configs"]) for (const source of sourcesAt(keys, kind)) take3(kind, source);
    for (const source of sourcesAt(valueAt(keys, "build"), "secrets")) take3("secrets", source);
  }
  return { networks: used["networks"] ?? /* @__PURE__ */ new Set(), volumes: used["volumes"] ?? /* @__PURE__ */ new Set(), secrets: used["secrets"] ?? /* @__PURE__ */ new Set(), configs: used["configs"] ?? /* @__PURE__ */ new Set() };
}
function sourcesAt(keys, key) {
  const items = valueAt(keys, key);
  if (items?.kind !== "list") return [];
  return items.items.flatMap((item) => {
    const source = valueAt(item, "source");
    const isNamed2 = key !== "volumes" || ["volume", "image", "cluster"].includes(typeOf(item));
    return source?.kind === "scalar" && typeof source.value === "string" && isNamed2 ? [source.value] : [];
  });
}
function typeOf(item) {
  const type = valueAt(item, "type");
  return type?.kind === "scalar" ? String(type.value) : "";
}
function rootOf({ options: options2, folder }) {
  return options2.root_path ?? posix2.join("/etc/nixos", folder);
}

// src/compose/build-tree.ts
var import_yaml = __toESM(require_dist(), 1);

// src/compose/findings.ts
var LONGEST_QUOTE = 80;
var MOST_FINDINGS2 = 200;
var Findings = class {
  #found = [];
  #dropped = 0;
  #errors = 0;
  get hasErrors() {
    return this.#errors > 0;
  }
  error(problem) {
    this.#errors += 1;
    this.#add({ severity: "error", ...problem });
  }
  warning(problem) {
    this.#add({ severity: "warning", ...problem });
  }
  info(problem) {
    this.#add({ severity: "info", ...problem });
  }
  #add(finding2) {
    if (this.#found.length >= MOST_FINDINGS2) {
      this.#dropped += 1;
      return;
    }
    this.#found.push({ ...finding2, subject: finding2.subject.slice(0, 1024), message: finding2.message.slice(0, 8192), hint: finding2.hint.slice(0, 4096) });
  }
  /** Everything found so far, the most important first where there is too much. */
  all() {
    const [first] = this.#found;
    if (this.#dropped === 0 || first === void 0) return this.#found;
    const rest = { code: "plan-cut", severity: "info", subject: first.subject, message: `${this.#dropped} more findings about this project are not shown.`, hint: "Resolve the ones that are shown first." };
    return [...this.#found, rest];
  }
};
function quote(text3) {
  return `\`${shorten(text3.replace(/\s+/g, " ").replaceAll("`", "'"), LONGEST_QUOTE)}\``;
}

// src/compose/yaml-scalar.ts
var NULLS = /* @__PURE__ */ new Set(["", "~", "null", "Null", "NULL"]);
var TRUES = /* @__PURE__ */ new Set(["true", "True", "TRUE"]);
var FALSES = /* @__PURE__ */ new Set(["false", "False", "FALSE"]);
var INTEGER = /^[-+]?(?:0b[01]+|0o?[0-7]+|0x[0-9a-fA-F]+|0|[1-9][0-9]*)$/;
var FLOAT = /^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$/;
function readInteger(digits) {
  const sign = digits.startsWith("-") ? -1 : 1;
  const magnitude = digits.replace(/^[-+]/, "");
  if (/^0[0-7]+$/.test(magnitude)) return sign * Number.parseInt(magnitude, 8);
  return sign * Number(magnitude);
}
function resolvePlainScalar(text3) {
  if (NULLS.has(text3)) return null;
  if (TRUES.has(text3)) return true;
  if (FALSES.has(text3)) return false;
  const digits = text3.replaceAll("_", "");
  if (INTEGER.test(digits)) {
    const number2 = readInteger(digits);
    return Number.isSafeInteger(number2) ? number2 : text3;
  }
  return FLOAT.test(digits) ? Number(digits) : text3;
}
function resolveTaggedScalar(text3, tag) {
  if (tag === "tag:yaml.org,2002:str" || tag === "tag:yaml.org,2002:binary") return text3;
  if (/^tag:yaml\.org,2002:(?:int|float|bool|null)$/.test(tag)) return resolvePlainScalar(text3);
  return void 0;
}

// src/compose/build-tree.ts
var MOST_VALUES = 5e5;
function buildTree({ parsed, document, substitute: substitute2, findings }) {
  const building = { parsed, substitute: substitute2, findings, anchors: /* @__PURE__ */ new Map(), count: 0 };
  const value = build(document.contents, building);
  if (building.count <= MOST_VALUES) return value;
  const message = `The aliases of this file unfold to more than ${MOST_VALUES} values.`;
  findings.error({ code: "compose-limit", subject: parsed.path, message, hint: "Use fewer aliases inside anchored values.", place: { file: parsed.path } });
  return void 0;
}
function build(node, building) {
  building.count += 1;
  if (building.count > MOST_VALUES) return scalar(null, { file: building.parsed.path });
  const before = building.count;
  const value = buildNode(node, building);
  const anchor = (0, import_yaml.isMap)(node) || (0, import_yaml.isSeq)(node) || (0, import_yaml.isScalar)(node) ? node.anchor : void 0;
  if (anchor !== void 0) building.anchors.set(anchor, { value, size: building.count - before + 1 });
  return value;
}
function buildNode(node, building) {
  if ((0, import_yaml.isAlias)(node)) return buildAlias(node, building);
  if ((0, import_yaml.isMap)(node)) return buildMap(node, building);
  if ((0, import_yaml.isSeq)(node)) return buildList(node, building);
  if ((0, import_yaml.isScalar)(node)) return buildScalar(node, building);
  return scalar(null, { file: building.parsed.path, line: 1, column: 1 });
}
function placeOfNode(node, building) {
  return building.parsed.placeOf(node.range?.[0] ?? 0);
}
function buildAlias(node, building) {
  const target = building.anchors.get(node.source);
  if (target !== void 0) {
    building.count += target.size;
    return target.value;
  }
  const message = `The alias ${quote(`*${node.source}`)} comes before its anchor, or there is none.`;
  building.findings.error({ code: "compose-syntax", subject: building.parsed.path, message, hint: `Write \`&${node.source}\` at the value that is meant, above this line.`, place: placeOfNode(node, building) });
  return scalar(null, placeOfNode(node, building));
}
function buildScalar(node, building) {
  const place = placeOfNode(node, building);
  const range = node.range === void 0 || node.range === null ? {} : { range: [node.range[0], node.range[1]] };
  const text3 = typeof node.value === "string" ? node.value : "";
  const tagged = node.tag === void 0 ? void 0 : resolveTaggedScalar(text3, node.tag);
  const value = tagged === void 0 ? node.type === "PLAIN" ? resolvePlainScalar(node.source ?? text3) : text3 : tagged;
  if (typeof value !== "string" || !value.includes("$")) return { kind: "scalar", value, place, ...range };
  return { kind: "scalar", value: building.substitute(value, place), place, ...range, written: value };
}
function buildList(node, building) {
  const items = node.items.filter((item) => !hasTag(item, "!reset"));
  return list(items.map((item) => build(item, building)), placeOfNode(node, building));
}
function hasTag(node, tag) {
  return ((0, import_yaml.isMap)(node) || (0, import_yaml.isSeq)(node) || (0, import_yaml.isScalar)(node)) && node.tag === tag;
}
function buildMap(node, building) {
  const own = /* @__PURE__ */ new Map();
  const merged = /* @__PURE__ */ new Map();
  for (const pair of node.items) {
    const { key, place, isMergeKey } = readKey(pair, building);
    if (isMergeKey) {
      takeMerged({ value: build(pair.value, building), place, into: merged }, building);
      continue;
    }
    if (own.has(key)) reportDuplicate({ key, place, first: own.get(key)?.place }, building);
    own.set(key, { value: build(pair.value, building), place, ...mergeRule(pair.value) });
  }
  if (merged.size === 0) return { kind: "map", entries: own, place: placeOfNode(node, building) };
  return { kind: "map", entries: new Map([...merged, ...own]), place: placeOfNode(node, building) };
}
function mergeRule(value) {
  if (hasTag(value, "!reset")) return { merge: "reset" };
  return hasTag(value, "!override") ? { merge: "override" } : {};
}
function readKey(pair, building) {
  const node = pair.key;
  if (!(0, import_yaml.isScalar)(node)) {
    const place = (0, import_yaml.isMap)(node) || (0, import_yaml.isSeq)(node) || (0, import_yaml.isAlias)(node) ? placeOfNode(node, building) : { file: building.parsed.path };
    building.findings.error({ code: "compose-invalid", subject: building.parsed.path, message: "A key must be a text.", hint: "Write the key as a text.", place });
    return { key: "", place, isMergeKey: false };
  }
  const key = typeof node.value === "string" ? node.value : "";
  return { key, place: placeOfNode(node, building), isMergeKey: key === "<<" && node.type === "PLAIN" };
}
function takeMerged({ value, place, into }, building) {
  const maps = value.kind === "list" ? value.items : [value];
  for (const source of maps) {
    if (source.kind !== "map") {
      building.findings.error({ code: "compose-invalid", subject: building.parsed.path, message: "The merge key `<<` takes a map or a list of maps.", hint: "Let it refer to the anchor of a map.", place });
      continue;
    }
    for (const [key, entry] of source.entries) if (!into.has(key)) into.set(key, entry);
  }
}
function reportDuplicate({ key, place, first }, building) {
  const message = `The key ${quote(key)} is written twice in one map; the first is on line ${first?.line ?? 1}.`;
  building.findings.error({ code: "compose-duplicate-key", subject: building.parsed.path, message, hint: "Keep one of the two.", place });
}

// src/compose/extend-services.ts
import { posix as posix3 } from "node:path";

// src/compose/merge.ts
var REPLACED = /* @__PURE__ */ new Set(["services.*.command", "services.*.entrypoint", "services.*.healthcheck.test", "services.*.ulimits.*"]);
var NAMED = /* @__PURE__ */ new Set(["services", "networks", "volumes", "secrets", "configs", "services.*.networks", "services.*.ulimits"]);
var ITEM_KEYS = {
  "services.*.cap_add": beforeEquals,
  "services.*.cap_drop": beforeEquals,
  "services.*.configs": (item) => textAt(item, "target") ?? `/${textAt(item, "source") ?? ""}`,
  "services.*.devices": (item) => textAt(item, "target") ?? textAt(item, "source") ?? "",
  "services.*.dns": beforeEquals,
  "services.*.dns_opt": beforeEquals,
  "services.*.dns_search": beforeEquals,
  "services.*.env_file": (item) => textAt(item, "path") ?? "",
  "services.*.expose": whole,
  "services.*.extra_hosts": whole,
  "services.*.links": beforeEquals,
  "services.*.networks.*.aliases": beforeEquals,
  "services.*.networks.*.link_local_ips": beforeEquals,
  "services.*.ports": portKey,
  "services.*.profiles": beforeEquals,
  "services.*.secrets": (item) => textAt(item, "target") ?? `/run/secrets/${textAt(item, "source") ?? ""}`,
  "services.*.tmpfs": beforeEquals,
  "services.*.volumes": (item) => textAt(item, "target") ?? "",
  "services.*.build.tags": beforeEquals,
  "services.*.build.extra_hosts": whole
};
function beforeEquals(item) {
  return textAt(item)?.split("=", 1)[0] ?? "";
}
function whole(item) {
  return textAt(item) ?? "";
}
function portKey(item) {
  return [textAt(item, "host_ip") ?? "0.0.0.0", textAt(item, "published") ?? "", textAt(item, "target") ?? "", textAt(item, "protocol") ?? "tcp"].join(":");
}
function nextPath(path, key) {
  if (path === "") return key;
  return NAMED.has(path) ? `${path}.*` : `${path}.${key}`;
}
function mergeMaps({ base, over, path }) {
  const entries = new Map(base.entries);
  for (const [key, entry] of over.entries) {
    const below = entries.get(key);
    if (entry.merge === "reset") entries.delete(key);
    else if (below === void 0 || below.merge === "reset" || entry.merge === "override" || key.startsWith("x-")) entries.set(key, { value: entry.value, place: entry.place });
    else entries.set(key, mergeEntries({ base: below, over: entry, path: nextPath(path, key) }));
  }
  return { ...over, entries };
}
function mergeEntries({ base, over, path }) {
  const value = mergeValues({ base: base.value, over: over.value, path });
  return { value, place: value === base.value ? base.place : over.place };
}
function mergeValues({ base, over, path }) {
  if (REPLACED.has(path)) return over;
  if (isNull(over)) return base;
  if (base.kind === "map" && over.kind === "map") {
    return path === "services.*.logging" && hasOtherDriver(base, over) ? over : mergeMaps({ base, over, path });
  }
  if (base.kind === "list" && over.kind === "list") {
    if (path === "networks.*.ipam.config") return mergePools(base, over);
    return list([...base.items, ...over.items], over.place);
  }
  return over;
}
function hasOtherDriver(base, over) {
  const [below, above] = [textAt(base, "driver"), textAt(over, "driver")];
  return below !== void 0 && above !== void 0 && below !== above;
}
function mergePools(base, over) {
  const pools = /* @__PURE__ */ new Map();
  for (const pool of [...base.items, ...over.items]) {
    const subnet = textAt(pool, "subnet") ?? "";
    const below = pools.get(subnet);
    pools.set(subnet, below?.kind === "map" && pool.kind === "map" ? mergeMaps({ base: below, over: pool, path: "" }) : pool);
  }
  return list([...pools.values()], over.place);
}
function withoutRepeats(value, path = "") {
  const entries = /* @__PURE__ */ new Map();
  for (const [key, entry] of value.entries) {
    if (entry.merge === "reset") continue;
    entries.set(key, { value: uniqueValue(entry.value, nextPath(path, key)), place: entry.place });
  }
  return { ...value, entries };
}
function uniqueValue(value, path) {
  if (value.kind === "map") return withoutRepeats(value, path);
  const keyOf = ITEM_KEYS[path];
  if (value.kind !== "list" || keyOf === void 0) return value;
  const items = /* @__PURE__ */ new Map();
  for (const item of value.items) items.set(keyOf(item), item);
  return items.size === value.items.length ? value : list([...items.values()], value.place);
}
function importModel(into, included) {
  const conflicts = [];
  const entries = new Map(into.entries);
  for (const kind of ["services", ...RESOURCE_KINDS]) {
    const section = included.entries.get(kind);
    const own = entries.get(kind)?.value;
    if (section?.value.kind !== "map") continue;
    if (own?.kind !== "map") {
      entries.set(kind, section);
      continue;
    }
    const names = new Map(own.entries);
    for (const [name, entry] of section.value.entries) {
      const present = names.get(name);
      if (present === void 0) names.set(name, entry);
      else if (!isSameValue(present.value, entry.value)) conflicts.push({ kind, name, entry: present, included: entry });
    }
    entries.set(kind, { value: { ...own, entries: names }, place: section.place });
  }
  return { model: { ...into, entries }, conflicts };
}

// src/compose/extend-services.ts
async function extendServices(file2, extending) {
  const services = valueAt(file2.model, "services");
  if (services?.kind !== "map") return file2.model;
  const entries = /* @__PURE__ */ new Map();
  for (const [name, entry] of services.entries) {
    const value = await extendService({ file: file2, name, chain: [] }, extending);
    entries.set(name, value === void 0 ? entry : { ...entry, value });
  }
  return withKeys(file2.model, { services: { ...services, entries } });
}
async function extendService({ file: file2, name, chain }, extending) {
  const service = valueAt(file2.model, "services", name);
  const target = valueAt(service, "extends");
  if (service?.kind !== "map" || target === void 0) return service;
  const own = withKeys(service, { extends: void 0 });
  const step = `${file2.path}: ${name}`;
  const reported = { extending, name, place: target.place };
  if (chain.includes(step)) return report2({ ...reported, code: "compose-cycle", message: `The service extends itself: ${[...chain, step].map(quote).join(" → ")}.`, own });
  const wanted = textAt(target, "service") ?? "";
  const written = textAt(target, "file");
  const from = written === void 0 ? file2 : await extending.load({ written, folder: file2.folder, subject: `service ${name}`, place: target.place });
  if (from === void 0) return own;
  if (valueAt(from.model, "services", wanted) === void 0) {
    return report2({ ...reported, code: "compose-invalid", message: `It extends ${quote(wanted)}, but ${quote(posix3.basename(from.path))} has no such service.`, own });
  }
  const base = await extendService({ file: from, name: wanted, chain: [...chain, step] }, extending);
  return base?.kind === "map" ? mergeMaps({ base, over: own, path: "services.*" }) : own;
}
function report2({ extending, name, place, code, message, own }) {
  extending.reading.findings.error({ code, subject: `service ${name}`, message, hint: "Extend a service that exists and does not lead back here.", place });
  return own;
}

// src/compose/host-paths.ts
import { posix as posix4 } from "node:path";

// src/compose/shape.ts
function reportInvalid(value, { scope, expected }) {
  const shown = value.kind === "scalar" ? ` ${quote(String(value.value))}` : "";
  const written = value.kind === "scalar" ? value.written : void 0;
  const problem = { code: "compose-invalid", subject: scope.subject, message: `\`${scope.path}\` must be ${expected}, not ${describe(value)}${shown}.`, place: value.place };
  if (written === void 0) scope.findings.error({ ...problem, hint: "Write it in a form that the Compose Specification allows." });
  else scope.findings.warning({ ...problem, hint: `Set the variables of ${quote(written)}, for example under \`environment\` of the project's configuration.` });
  return void 0;
}
function describe(value) {
  if (value.kind !== "scalar") return value.kind === "list" ? "a list" : "a map";
  if (value.value === null) return "empty";
  return typeof value.value === "string" ? "the text" : `the ${typeof value.value}`;
}
function sameScalar(from, value) {
  return from.kind === "scalar" ? { ...from, value } : scalar(value, from.place);
}
function text2(value, scope) {
  if (value.kind === "scalar" && typeof value.value === "string") return value;
  if (value.kind !== "scalar" || value.value === null) return reportInvalid(value, { scope, expected: "a text" });
  reportInvalid(value, { scope, expected: "a text in quotes" });
  return sameScalar(value, String(value.value));
}
function looseText(value, scope) {
  if (value.kind !== "scalar" || value.value === null) return reportInvalid(value, { scope, expected: "a text or number" });
  return sameScalar(value, String(value.value));
}
function integer(value, scope) {
  const number2 = value.kind === "scalar" ? numberOf(value.value) : void 0;
  return number2 !== void 0 && Number.isSafeInteger(number2) ? sameScalar(value, number2) : reportInvalid(value, { scope, expected: "a whole number" });
}
function decimal(value, scope) {
  const number2 = value.kind === "scalar" ? numberOf(value.value) : void 0;
  return number2 !== void 0 ? sameScalar(value, number2) : reportInvalid(value, { scope, expected: "a number" });
}
function numberOf(value) {
  if (typeof value === "number") return value;
  return typeof value === "string" && /^[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?$/.test(value) ? Number(value) : void 0;
}
function flag(value, scope) {
  const word = value.kind === "scalar" && value.value !== null ? String(value.value).toLowerCase() : "";
  if (["true", "y", "yes", "on"].includes(word)) return sameScalar(value, true);
  if (["false", "n", "no", "off"].includes(word)) return sameScalar(value, false);
  return reportInvalid(value, { scope, expected: "`true` or `false`" });
}
function anything(value) {
  return value;
}
function oneOf(...words) {
  return (value, scope) => {
    if (value.kind === "scalar" && words.includes(String(value.value))) return sameScalar(value, String(value.value));
    return reportInvalid(value, { scope, expected: `one of ${words.map((word) => `\`${word}\``).join(", ")}` });
  };
}
function nullable(shape) {
  const wrapped = (value, scope) => isNull(value) ? value : shape(value, scope);
  nullables.add(wrapped);
  return wrapped;
}
var nullables = /* @__PURE__ */ new WeakSet();
function listOf(item) {
  return (value, scope) => {
    if (value.kind !== "list") return reportInvalid(value, { scope, expected: "a list" });
    return list(value.items.flatMap((entry) => item(entry, scope) ?? []), value.place);
  };
}
function listOfMany(item) {
  return (value, scope) => {
    if (value.kind !== "list") return reportInvalid(value, { scope, expected: "a list" });
    return list(value.items.flatMap((entry) => item(entry, scope)), value.place);
  };
}
function listOrOne(item) {
  const many = listOf(item);
  return (value, scope) => many(value.kind === "list" ? value : list([value], value.place), scope);
}
function mapOf(item) {
  return (value, scope) => {
    if (value.kind !== "map") return reportInvalid(value, { scope, expected: "a map" });
    return mapEntries(value, (key, entry) => isNull(entry.value) && !nullables.has(item) ? void 0 : item(entry.value, deeper(scope, key)));
  };
}
function object2(fields) {
  const known3 = Object.keys(fields);
  return (value, scope) => {
    if (value.kind !== "map") return reportInvalid(value, { scope, expected: "a map" });
    return mapEntries(value, (key, entry) => {
      const shape = Object.hasOwn(fields, key) ? fields[key] : void 0;
      if (shape === void 0) return reportUnknown({ key, entry, known: known3 }, scope);
      return isNull(entry.value) && !nullables.has(shape) ? void 0 : shape(entry.value, deeper(scope, key));
    });
  };
}
function either(forms) {
  return (value, scope) => forms[value.kind]?.(value, scope) ?? (forms[value.kind] === void 0 ? reportInvalid(value, { scope, expected: forms.expected }) : void 0);
}
function then(first, second) {
  return (value, scope) => {
    const between = first(value, scope);
    return between === void 0 ? void 0 : second(between, scope);
  };
}
function deeper(scope, key) {
  return { ...scope, path: scope.path === "" ? key : `${scope.path}.${key}` };
}
function mapEntries(value, change) {
  const entries = /* @__PURE__ */ new Map();
  for (const [key, entry] of value.entries) {
    if (entry.merge === "reset") {
      entries.set(key, entry);
      continue;
    }
    const changed2 = change(key, entry);
    if (changed2 !== void 0) entries.set(key, { ...entry, value: changed2 });
  }
  return { ...value, entries };
}
function reportUnknown({ key, entry, known: known3 }, scope) {
  if (key.startsWith("x-")) return void 0;
  const meant = closestName(key, known3);
  scope.findings.warning({
    code: "compose-unknown-key",
    subject: scope.subject,
    message: `\`${deeper(scope, key).path}\` is not a key of the Compose Specification; Docker refuses the file.`,
    hint: meant === void 0 ? "Remove the key, or put `x-` in front of it." : `Did you mean \`${meant}\`?`,
    place: entry.place
  });
  return void 0;
}
function single(key) {
  return (value, scope) => {
    const inner = text2(value, scope);
    return inner === void 0 ? void 0 : map({ [key]: inner }, value.place);
  };
}

// src/compose/host-paths.ts
function absolutePath(written, { scope, place }) {
  if (written === "~" || written.startsWith("~/")) {
    if (scope.home === void 0) {
      scope.findings.warning({
        code: "compose-unset-variable",
        subject: scope.subject,
        message: `The home folder that \`${written.slice(0, 60)}\` starts with is not known; \`/root\` is taken.`,
        hint: "Write an absolute path, or set `HOME` under `environment` of the project's configuration.",
        place
      });
    }
    return posix4.join(scope.home ?? "/root", written.slice(1));
  }
  if (written === "" || posix4.isAbsolute(written) || /^(?:\\\\|[A-Za-z]:)/.test(written)) return written;
  return posix4.join(scope.folder, written).replace(/(?<=.)\/$/, "");
}
var hostPath = (value, scope) => {
  if (value.kind !== "scalar" || typeof value.value !== "string") return reportInvalid(value, { scope, expected: "a path" });
  return sameScalar(value, absolutePath(value.value, { scope, place: value.place }));
};
var contextPath = (value, scope) => {
  const written = value.kind === "scalar" && typeof value.value === "string" ? value.value : "";
  return isRemoteContext(written) ? value : hostPath(value, scope);
};
function isRemoteContext(written) {
  return /^(?:https?|git|ssh|docker-image|oci-layout|service):\/?\/?|^(?:github\.com\/|git@)/.test(written);
}
function repositoryPath2(folder, written) {
  const joined3 = posix4.normalize(posix4.join(folder === "" ? "." : folder, written));
  if (posix4.isAbsolute(written) || joined3 === ".." || joined3.startsWith("../") || joined3.includes("\0")) return void 0;
  return joined3.replace(/(?<=.)\/$/, "");
}

// src/compose/read-variables.ts
import { posix as posix5 } from "node:path";

// src/compose/interpolate.ts
var NAME2 = /[A-Za-z_][A-Za-z0-9_]*/y;
var OPERATOR = /:?[-+?]/y;
var MAXIMUM_DEPTH = 32;
function interpolate(text3, variables2) {
  return substitute({ text: text3, variables: variables2, depth: 0, offset: 0 });
}
function joined2(parts, rest) {
  const filled2 = parts.filter(({ text: text3 }) => text3 !== "");
  return { text: filled2.map(({ text: text3 }) => text3).join(""), parts: filled2, ...rest };
}
function substitute(template) {
  const { text: text3, offset } = template;
  if (template.depth > MAXIMUM_DEPTH) return joined2([{ text: text3 }], { missing: [], isInvalid: true });
  const missing = [];
  const parts = [];
  let isInvalid = false;
  let position = 0;
  for (let dollar = text3.indexOf("$"); dollar >= 0; dollar = text3.indexOf("$", position)) {
    const piece = readVariable(template, dollar + 1);
    parts.push({ text: text3.slice(position, dollar), at: offset + position }, ...piece.parts);
    missing.push(...piece.missing);
    position = piece.end;
    isInvalid = piece.isInvalid;
    if (isInvalid) break;
  }
  return joined2([...parts, { text: text3.slice(position), at: offset + position }], { missing, isInvalid });
}
function readVariable(template, start) {
  const { text: text3, variables: variables2, offset } = template;
  if (text3[start] === "$") return { ...dollarSign(false), end: start + 1 };
  const isBraced = text3[start] === "{";
  const name = matchAt(NAME2, { text: text3, position: isBraced ? start + 1 : start });
  if (name === void 0) return { ...dollarSign(isBraced), end: start };
  const afterName = start + (isBraced ? 1 : 0) + name.length;
  if (!isBraced) return { ...plain(name, variables2), end: afterName };
  if (text3[afterName] === "}") return { ...plain(name, variables2), end: afterName + 1 };
  const operator = matchAt(OPERATOR, { text: text3, position: afterName });
  const end = closingBrace2(text3, start);
  if (operator === void 0 || end < 0) return { ...dollarSign(true), end: start };
  const from = afterName + operator.length;
  const operand = substitute({ text: text3.slice(from, end), variables: variables2, depth: template.depth + 1, offset: offset + from });
  return { ...apply({ name, operator, operand, variables: variables2 }), end: end + 1 };
}
function matchAt(pattern, { text: text3, position }) {
  pattern.lastIndex = position;
  return pattern.exec(text3)?.[0];
}
function closingBrace2(text3, open) {
  let depth = 0;
  for (let index = open; index < text3.length; index += 1) {
    if (text3[index] === "{") depth += 1;
    if (text3[index] !== "}") continue;
    depth -= 1;
    if (depth === 0) return index;
  }
  return -1;
}
function dollarSign(isInvalid) {
  return joined2([{ text: "$" }], { missing: [], isInvalid });
}
function plain(name, variables2) {
  const value = variables2(name);
  return joined2([{ text: value ?? "", variable: name }], { missing: value === void 0 ? [{ kind: "unset", name }] : [], isInvalid: false });
}
function apply({ name, operator, operand, variables: variables2 }) {
  const value = variables2(name);
  const isSet = value !== void 0 && !(operator.startsWith(":") && value === "");
  const found = joined2([{ text: value ?? "", variable: name }], { missing: [], isInvalid: operand.isInvalid });
  if (operator.endsWith("-")) return isSet ? found : operand;
  if (operator.endsWith("+")) return isSet ? operand : found;
  return isSet ? found : joined2([], { missing: [{ kind: "required", name, message: operand.text }], isInvalid: operand.isInvalid });
}

// src/compose/dotenv.ts
var STATEMENT = /(?:export[ \t]+)?([\p{L}\p{N}_.[\]-]+)[ \t]*(?:([=:])[ \t]*|(?=\r?\n|$))/uy;
var ESCAPES2 = { a: "\x07", b: "\b", f: "\f", n: "\n", r: "\r", t: "	", v: "\v" };
function parseDotenv(text3, lookup) {
  const reading = { text: text3.replace(/^\uFEFF/, ""), lookup, position: 0, line: 1, found: /* @__PURE__ */ new Map(), missing: [] };
  const problems = [];
  while (skipToStatement(reading)) {
    const problem = readStatement(reading);
    if (problem === void 0) continue;
    problems.push({ line: reading.line, message: problem });
    moveTo(reading, endOfLine(reading));
  }
  return { variables: [...reading.found.values()], problems, missing: reading.missing };
}
function moveTo(reading, position) {
  for (let index = reading.text.indexOf("\n", reading.position); index >= 0 && index < position; index = reading.text.indexOf("\n", index + 1)) reading.line += 1;
  reading.position = position;
}
function endOfLine({ text: text3, position }) {
  const end = text3.indexOf("\n", position);
  return end < 0 ? text3.length : end;
}
function skipToStatement(reading) {
  const blank2 = /\s*/y;
  for (; ; ) {
    blank2.lastIndex = reading.position;
    moveTo(reading, reading.position + (blank2.exec(reading.text)?.[0].length ?? 0));
    if (reading.text[reading.position] !== "#") return reading.position < reading.text.length;
    moveTo(reading, endOfLine(reading));
  }
}
function readStatement(reading) {
  STATEMENT.lastIndex = reading.position;
  const [whole2, name, separator] = STATEMENT.exec(reading.text) ?? [];
  if (whole2 === void 0 || name === void 0) return "A line must have the form `NAME=value`.";
  const { line } = reading;
  moveTo(reading, reading.position + whole2.length);
  const value = separator === void 0 ? reading.lookup(name) : readValue(reading);
  if (value === void 0) return separator === void 0 ? void 0 : "The quote is never closed.";
  reading.found.set(name, { name, value, line });
  return void 0;
}
function readValue(reading) {
  const quote2 = reading.text[reading.position];
  if (quote2 === '"' || quote2 === "'") return readQuoted(reading, quote2);
  const end = endOfLine(reading);
  const written = reading.text.slice(reading.position, end);
  moveTo(reading, end);
  const comment = written.search(/(?:^| )#/);
  return expand(reading, (comment < 0 ? written : written.slice(0, comment)).trimEnd());
}
function readQuoted(reading, quote2) {
  const end = closingQuote(reading, quote2);
  if (end < 0) return void 0;
  const inner = reading.text.slice(reading.position + 1, end).replaceAll(`\\${quote2}`, quote2);
  moveTo(reading, end + 1);
  return quote2 === "'" ? inner : expand(reading, unescape(inner));
}
function closingQuote({ text: text3, position }, quote2) {
  for (let index = position + 1; index < text3.length; index += 1) {
    if (text3[index] === "\\") index += 1;
    else if (text3[index] === quote2) return index;
  }
  return -1;
}
function unescape(text3) {
  return text3.replace(/\\(0[0-7]{0,3}|[abcfnrtv$"\\])/g, (whole2, escape) => {
    if (escape === "$") return "$$";
    if (escape.startsWith("0")) return String.fromCodePoint(Number.parseInt(escape, 8));
    return ESCAPES2[escape] ?? (escape === "c" ? whole2 : escape);
  });
}
function expand(reading, text3) {
  if (!text3.includes("$")) return text3;
  const result = interpolate(text3, (name) => reading.lookup(name) ?? reading.found.get(name)?.value);
  reading.missing.push(...result.missing);
  return result.text;
}

// src/compose/read-variables.ts
async function readVariables(request) {
  const { reading, from } = request;
  const fromFiles = /* @__PURE__ */ new Map();
  for (const reference of referencesOf(request)) {
    if (request.mayBeMissing === true && "refusal" in reading.locate(reference)) continue;
    const file2 = await reading.read(reference);
    if (file2 === void 0) continue;
    const parsed = parseDotenv(file2.text, (name) => from.get(name) ?? fromFiles.get(name));
    reportProblems(parsed, { reading, path: file2.path });
    for (const { name, value } of parsed.variables) fromFiles.set(name, value);
  }
  return new Map([...fromFiles, ...from]);
}
function referencesOf({ reading, folder, written, writtenIn, place }) {
  const reference = { subject: place.file, place, kind: "environment" };
  if (written.length > 0) return written.map((path) => ({ ...reference, written: path, folder: writtenIn }));
  const isThere = reading.tree.entries.get(posix5.join(folder, ".env"))?.kind === "file";
  return isThere ? [{ ...reference, written: ".env", folder }] : [];
}
function reportProblems(parsed, { reading, path }) {
  for (const { line, message } of parsed.problems.slice(0, 10)) {
    reading.findings.warning({ code: "compose-syntax", subject: path, message: `The environment file ${quote(path)} has a line that Docker refuses. ${message}`, hint: "Correct the line.", place: { file: path, line } });
  }
}

// src/compose/mapping.ts
function mapping(bare) {
  return (value, scope) => {
    if (value.kind === "list") return fromList(value.items, { value, scope, bare });
    if (value.kind !== "map") return reportInvalid(value, { scope, expected: "a map or a list" });
    const entries = /* @__PURE__ */ new Map();
    for (const [key, entry] of value.entries) {
      if (entry.merge === "reset") entries.set(key, entry);
      else if (entry.value.kind === "scalar") entries.set(key, { ...entry, value: filled(entry.value, bare) });
      else reportInvalid(entry.value, { scope: { ...scope, path: `${scope.path}.${key}` }, expected: "a text, number or boolean" });
    }
    return { ...value, entries };
  };
}
function filled(value, bare) {
  if (value.kind !== "scalar" || value.value !== null) return value.kind === "scalar" ? sameScalar(value, String(value.value)) : value;
  return bare === "null" ? value : sameScalar(value, "");
}
function fromList(items, { value, scope, bare }) {
  const entries = /* @__PURE__ */ new Map();
  for (const item of items) {
    if (item.kind !== "scalar" || item.value === null) {
      reportInvalid(item, { scope, expected: "a list of texts `KEY=VALUE`" });
      continue;
    }
    const written = String(item.value);
    const equals = written.indexOf("=");
    const key = equals < 0 ? written : written.slice(0, equals);
    entries.set(key, { place: item.place, value: equals < 0 ? filled(sameScalar(item, null), bare) : sameScalar(item, written.slice(equals + 1)) });
  }
  return { kind: "map", entries, place: value.place };
}
var variables = mapping("null");
var labels = mapping("empty");
var hosts = (value, scope) => {
  if (value.kind === "list") return list(value.items.flatMap((item) => hostItem(item, scope) ?? []), value.place);
  if (value.kind !== "map") return reportInvalid(value, { scope, expected: "a map or a list" });
  const items = [...value.entries].flatMap(
    ([host, entry]) => (entry.value.kind === "list" ? entry.value.items : [entry.value]).flatMap((address) => joinHost({ host, address: String(address.kind === "scalar" ? address.value ?? "" : ""), at: address }))
  );
  return list(items, value.place);
};
function hostItem(item, scope) {
  const written = item.kind === "scalar" && typeof item.value === "string" ? item.value : "";
  const match = /^([^=:]+)[=:](.+)$/.exec(written.includes("=") ? written : written.replace(":", "="));
  const [, host, address] = match ?? [];
  if (host === void 0 || address === void 0) return reportInvalid(item, { scope, expected: "`host=address`" });
  return joinHost({ host, address, at: item });
}
function joinHost({ host, address, at }) {
  return scalar(`${host}=${address.replace(/^\[(.+)\]$/, "$1")}`, at.place);
}

// src/compose/resource-fields.ts
var external = either({ scalar: flag, map: object2({ name: text2 }), expected: "`true` or `false`" });
var options = mapOf(looseText);
var file = { name: text2, external, labels, driver: text2, driver_opts: options, template_driver: text2, environment: text2, file: hostPath };
var FIELDS2 = {
  networks: {
    attachable: flag,
    driver: text2,
    driver_opts: options,
    enable_ipv4: flag,
    enable_ipv6: flag,
    external,
    internal: flag,
    ipam: object2({
      driver: text2,
      config: listOf(object2({ subnet: text2, ip_range: text2, gateway: text2, aux_addresses: mapOf(text2) })),
      options
    }),
    labels,
    name: text2
  },
  volumes: { driver: text2, driver_opts: options, external, labels, name: text2 },
  secrets: file,
  configs: { ...file, content: text2 }
};
function resourceShape(kind) {
  const shape = object2(FIELDS2[kind]);
  return nullable((value, scope) => {
    const checked = shape(value, scope);
    return checked?.kind === "map" ? adoptExternalName(bindDevice(checked, scope)) : void 0;
  });
}
function adoptExternalName(value) {
  const old = valueAt(value, "external");
  if (value.kind !== "map" || old?.kind !== "map") return value;
  const name = valueAt(value, "name") ?? valueAt(old, "name");
  return withKeys(value, { external: scalar(true, old.place), ...name === void 0 ? {} : { name } });
}
function bindDevice(value, scope) {
  const device = valueAt(value, "driver_opts", "device");
  const opts = valueAt(value, "driver_opts");
  const isBind = textAt(value, "driver") === "local" && textAt(opts, "o") === "bind";
  if (!isBind || value.kind !== "map" || opts?.kind !== "map" || device === void 0) return value;
  const absolute = hostPath(sameScalar(device, textAt(device) ?? ""), scope);
  return withKeys(value, { driver_opts: withKeys(opts, { device: absolute }) });
}
var includes = listOf(
  either({ scalar: single("path"), map: object2({ path: listOrOne(text2), env_file: listOrOne(text2), project_directory: text2 }), expected: "a path or a map" })
);
var TOP_LEVEL_FIELDS = {
  version: anything,
  name: text2,
  include: includes,
  services: anything,
  models: anything,
  networks: anything,
  volumes: anything,
  secrets: anything,
  configs: anything
};

// src/compose/short-forms.ts
function shortDevice(value, scope) {
  const fields = value.kind === "scalar" && typeof value.value === "string" ? value.value.split(":") : [];
  const [source = "", target = source, permissions = "rwm"] = fields;
  if (source === "" || fields.length > 3) return reportInvalid(value, { scope, expected: "a device such as `/dev/fuse:/dev/fuse:rwm`" });
  return map({ source: scalar(source, value.place), target: scalar(target, value.place), permissions: scalar(permissions, value.place) }, value.place);
}
var devices = listOf(
  either({ scalar: shortDevice, map: object2({ source: text2, target: text2, permissions: text2 }), expected: "a text or a map" })
);
var environmentFile = then(
  either({ scalar: single("path"), map: (value) => value, expected: "a path or a map" }),
  object2({ path: hostPath, format: text2, required: flag })
);
var environmentFiles = listOrOne(environmentFile);
var contextFiles = listOrOne(hostPath);
var fileMounts = listOf(
  either({ scalar: single("source"), map: object2({ source: text2, target: text2, uid: text2, gid: text2, mode: integer }), expected: "a name or a map" })
);
var ulimits = mapOf(either({ scalar: integer, map: object2({ hard: integer, soft: integer }), expected: "a number or a map" }));
function namedMap(item) {
  const asMap = mapOf(nullable(item));
  return (value, scope) => {
    if (value.kind !== "list") return asMap(value, scope);
    const entries = value.items.flatMap((name) => {
      if (name.kind === "scalar" && typeof name.value === "string") return [[name.value, { value: scalar(null, name.place), place: name.place }]];
      reportInvalid(name, { scope, expected: "a list of names" });
      return [];
    });
    return { kind: "map", entries: new Map(entries), place: value.place };
  };
}
var additionalContexts = then(pairs, mapOf(contextPath));
function pairs(value, scope) {
  if (value.kind !== "list") return value;
  const entries = value.items.flatMap((item) => {
    const written = item.kind === "scalar" && typeof item.value === "string" ? item.value : "";
    const equals = written.indexOf("=");
    if (equals > 0) return [[written.slice(0, equals), { value: scalar(written.slice(equals + 1), item.place), place: item.place }]];
    reportInvalid(item, { scope, expected: "`name=context`" });
    return [];
  });
  return { kind: "map", entries: new Map(entries), place: value.place };
}
var sshKeys = (value, scope) => {
  if (value.kind === "map") return value;
  const named = value.kind === "list" ? value.items.filter((item) => item.kind === "scalar" && typeof item.value === "string") : [];
  if (value.kind !== "list" || named.length < value.items.length) return reportInvalid(value, { scope, expected: "a list of `default` or `id=path`" });
  const entries = named.map((item) => {
    const [id = "", ...path] = String(item.kind === "scalar" ? item.value : "").split("=");
    return [id, { value: scalar(path.length === 0 ? null : path.join("="), item.place), place: item.place }];
  });
  return { kind: "map", entries: new Map(entries), place: value.place };
};

// src/compose/units.ts
var SIZE = /^(\d+(?:\.\d+)?|\.\d+) ?([kmgtp])?i?b?$/i;
var POWERS = ["", "k", "m", "g", "t", "p"];
function parseSize(text3) {
  if (text3 === "-1") return -1;
  const [, amount, unit = ""] = SIZE.exec(text3) ?? [];
  return amount === void 0 ? void 0 : Math.trunc(Number(amount) * 1024 ** POWERS.indexOf(unit.toLowerCase()));
}
var bytes = (value, scope) => {
  const size = value.kind === "scalar" && value.value !== null ? parseSize(String(value.value)) : void 0;
  return size === void 0 ? reportInvalid(value, { scope, expected: "a size such as `64m`" }) : sameScalar(value, String(size));
};
var NANOSECONDS = { ns: 1, us: 1e3, "µs": 1e3, "μs": 1e3, ms: 1e6, s: 1e9, m: 6e10, h: 36e11 };
function parseDuration(text3) {
  if (text3 === "0") return 0;
  const [, sign, body = ""] = /^([-+]?)((?:(?:\d+\.?\d*|\.\d+)(?:ns|us|µs|μs|ms|s|m|h))+)$/.exec(text3) ?? [];
  if (sign === void 0) return void 0;
  const parts = [...body.matchAll(/([\d.]+)([a-zµμ]+)/g)];
  const total = parts.reduce((sum, [, amount = "", unit = ""]) => sum + Number(amount) * (NANOSECONDS[unit] ?? Number.NaN), 0);
  return Number.isFinite(total) ? sign === "-" ? -total : total : void 0;
}
function formatDuration(nanoseconds) {
  if (nanoseconds < 0) return `-${formatDuration(-nanoseconds)}`;
  if (nanoseconds === 0) return "0s";
  if (nanoseconds < 1e3) return `${nanoseconds}ns`;
  if (nanoseconds < 1e6) return `${nanoseconds / 1e3}µs`;
  if (nanoseconds < 1e9) return `${nanoseconds / 1e6}ms`;
  const hours = Math.floor(nanoseconds / 36e11);
  const minutes = Math.floor(nanoseconds % 36e11 / 6e10);
  const seconds = nanoseconds % 6e10 / 1e9;
  return `${hours > 0 ? `${hours}h` : ""}${hours > 0 || minutes > 0 ? `${minutes}m` : ""}${seconds}s`;
}
var duration = (value, scope) => {
  const parsed = value.kind === "scalar" && value.value !== null ? parseDuration(String(value.value)) : void 0;
  return parsed === void 0 ? reportInvalid(value, { scope, expected: "a duration such as `1m30s`" }) : sameScalar(value, formatDuration(parsed));
};

// src/compose/build-fields.ts
var longForm = object2({
  additional_contexts: additionalContexts,
  args: variables,
  cache_from: listOf(text2),
  cache_to: listOf(text2),
  context: contextPath,
  dockerfile: text2,
  dockerfile_inline: text2,
  entitlements: listOf(text2),
  extra_hosts: hosts,
  isolation: text2,
  labels,
  network: text2,
  no_cache: flag,
  no_cache_filter: listOrOne(text2),
  platforms: listOf(text2),
  privileged: flag,
  provenance: anything,
  pull: flag,
  sbom: anything,
  secrets: fileMounts,
  shm_size: bytes,
  ssh: sshKeys,
  tags: listOf(text2),
  target: text2,
  ulimits
});
var build2 = either({
  scalar: then(text2, then((value) => map({ context: value }, value.place), longForm)),
  map: longForm,
  expected: "a path or a map"
});

// src/compose/command.ts
function splitCommand(command2) {
  const state = { words: [], word: "", hasWord: false, quote: "", isEscaped: false };
  let end = command2.length;
  for (let index = 0; index < command2.length; index += 1) {
    const character = command2[index] ?? "";
    const step = take(state, character);
    if (step === "invalid") return void 0;
    if (step === "next") continue;
    end = index;
    break;
  }
  if (state.isEscaped || state.quote !== "") return void 0;
  const isDescriptor = command2[end] === ">" && /^[0-9]/.test(state.word);
  if (state.hasWord && !isDescriptor) state.words.push(state.word);
  return { words: state.words, rest: command2.slice(end) };
}
function take(state, character) {
  if (state.isEscaped) {
    add(state, character === "t" ? "	" : character === "n" ? "\n" : character);
    state.isEscaped = false;
  } else if (character === "\\" && state.quote !== "'") {
    state.isEscaped = true;
  } else if (/\s/.test(character) && state.quote === "") {
    endWord(state);
  } else if ((character === "'" || character === '"') && (state.quote === "" || state.quote === character)) {
    state.quote = state.quote === "" ? character : "";
    state.hasWord = true;
  } else if (state.quote === "" && /[;&|<>]/.test(character)) {
    return "stop";
  } else {
    return takeNested(state, character);
  }
  return "next";
}
function takeNested(state, character) {
  if (character === "`" && (state.quote === "" || state.quote === "`")) state.quote = state.quote === "" ? "`" : "";
  if (character === "(" && state.quote === "") {
    if (!state.word.endsWith("$")) return "invalid";
    state.quote = "(";
  } else if (character === ")" && (state.quote === "" || state.quote === "(")) {
    if (state.quote === "") return "invalid";
    state.quote = "";
  }
  add(state, character);
  return "next";
}
function add(state, character) {
  state.word += character;
  state.hasWord = true;
}
function endWord(state) {
  if (state.hasWord) state.words.push(state.word);
  state.word = "";
  state.hasWord = false;
}
function split(value, scope) {
  if (value.kind !== "scalar" || typeof value.value !== "string") return reportInvalid(value, { scope, expected: "a text or a list of texts" });
  const command2 = splitCommand(value.value);
  if (command2 === void 0) return reportInvalid(value, { scope, expected: "a command whose quotes and parentheses are closed" });
  if (command2.rest !== "") {
    scope.findings.warning({
      code: "compose-invalid",
      subject: scope.subject,
      message: `\`${scope.path}\` is no shell script: Docker drops everything from \`${command2.rest[0] ?? ""}\` on.`,
      hint: 'Write `["sh", "-c", "…"]` where a shell is meant.',
      place: value.place
    });
  }
  return list(command2.words.map((word) => scalar(word, value.place)), value.place);
}
var command = nullable(either({ scalar: split, list: listOf(text2), expected: "a text or a list of texts" }));

// src/compose/depends-on.ts
var longForm2 = mapOf(object2({ condition: oneOf("service_started", "service_healthy", "service_completed_successfully"), required: flag, restart: flag }));
var dependsOn = (value, scope) => {
  if (value.kind !== "list") return longForm2(value, scope);
  const entries = value.items.flatMap((item) => {
    if (item.kind === "scalar" && typeof item.value === "string") {
      const started = map({ condition: scalar("service_started", item.place), required: scalar(true, item.place) }, item.place);
      return [[item.value, { value: started, place: item.place }]];
    }
    reportInvalid(item, { scope, expected: "a list of services" });
    return [];
  });
  return { kind: "map", entries: new Map(entries), place: value.place };
};

// src/compose/deploy-fields.ts
var count = (value, scope) => value.kind === "scalar" && value.value === "all" ? sameScalar(value, -1) : integer(value, scope);
var deviceRequest = object2({ capabilities: listOf(text2), count, device_ids: listOf(text2), driver: text2, options: labels });
var deviceRequests = listOf(deviceRequest);
var genericResources = listOf(object2({ discrete_resource_spec: object2({ kind: text2, value: integer }) }));
var updateConfig = object2({ parallelism: integer, delay: duration, failure_action: text2, monitor: duration, max_failure_ratio: decimal, order: text2 });
var deploy = either({
  map: object2({
    endpoint_mode: text2,
    labels,
    mode: text2,
    placement: object2({ constraints: listOf(text2), preferences: listOf(object2({ spread: text2 })), max_replicas_per_node: integer }),
    replicas: integer,
    resources: object2({
      limits: object2({ cpus: decimal, memory: bytes, pids: integer, devices: deviceRequests, generic_resources: genericResources }),
      reservations: object2({ cpus: decimal, memory: bytes, pids: integer, devices: deviceRequests, generic_resources: genericResources })
    }),
    restart_policy: object2({ condition: oneOf("none", "on-failure", "any", "always", "unless-stopped", "no"), delay: duration, max_attempts: integer, window: duration }),
    rollback_config: updateConfig,
    update_config: updateConfig,
    credential_spec: anything
  }),
  expected: "a map"
});

// src/compose/mounts.ts
import { posix as posix6 } from "node:path";
var PROPAGATIONS = /* @__PURE__ */ new Set(["rprivate", "private", "rshared", "shared", "rslave", "slave"]);
var IGNORED = /* @__PURE__ */ new Set(["cached", "delegated", "consistent", "default", "copy"]);
var longForm3 = object2({
  type: oneOf("bind", "volume", "tmpfs", "cluster", "npipe", "image"),
  source: text2,
  target: text2,
  read_only: flag,
  consistency: text2,
  bind: object2({ propagation: text2, create_host_path: flag, recursive: oneOf("enabled", "disabled", "writable", "readonly"), selinux: oneOf("z", "Z") }),
  volume: object2({ labels, nocopy: flag, subpath: text2 }),
  tmpfs: object2({ size: bytes, mode: integer }),
  image: object2({ subpath: text2 })
});
function long(value, scope) {
  const checked = longForm3(value, scope);
  if (checked?.kind !== "map") return void 0;
  if (textAt(checked, "type") !== "bind") return checked;
  const source = valueAt(checked, "source");
  if (source?.kind !== "scalar") return reportInvalid(value, { scope, expected: "a bind mount with a `source`" });
  return withKeys(checked, { source: sameScalar(source, absolutePath(String(source.value), { scope, place: source.place })) });
}
function splitMount(written) {
  const fields = [];
  for (const field of written.split(":")) {
    const last = fields.at(-1);
    if (last !== void 0 && /^[A-Za-z]$/.test(last) && /^[\\/]/.test(field) && written.length > 2) fields[fields.length - 1] = `${last}:${field}`;
    else fields.push(field);
  }
  if (fields.length > 3 || fields.some((field) => field === "")) return void 0;
  const [first = "", second, options2] = fields;
  if (second === void 0) return { source: "", target: first, options: [] };
  return { source: first, target: second, options: options2 === void 0 ? [] : options2.split(",") };
}
function short(value, scope) {
  const parts = value.kind === "scalar" && typeof value.value === "string" ? splitMount(value.value) : void 0;
  if (parts === void 0) return reportInvalid(value, { scope, expected: "a mount such as `data:/data:ro`" });
  const isBind = /^(?:[./~]|\\\\|[A-Za-z]:)/.test(parts.source);
  const unknown2 = parts.options.filter((option) => !isKnownOption(option));
  for (const option of unknown2) {
    scope.findings.warning({ code: "compose-invalid", subject: scope.subject, message: `Docker ignores the unknown mount option \`${option.slice(0, 60)}\`.`, hint: "Remove it, or correct its name.", place: value.place });
  }
  return isBind ? bindMount(parts, { value, scope }) : volumeMount(parts, value);
}
function isKnownOption(option) {
  return ["ro", "rw", "nocopy", "z", "Z"].includes(option) || PROPAGATIONS.has(option) || IGNORED.has(option);
}
function ends(parts, { place }) {
  const access = parts.options.findLast((option) => option === "ro" || option === "rw");
  return { target: scalar(posix6.normalize(parts.target).replace(/(?<=.)\/$/, ""), place), read_only: optionalFlag(access === "ro", place) };
}
function bindOptions({ options: options2 }, { place }) {
  return {
    propagation: optionalText(options2.findLast((option) => PROPAGATIONS.has(option)), place),
    selinux: optionalText(options2.findLast((option) => option === "z" || option === "Z"), place)
  };
}
function bindMount(parts, { value, scope }) {
  const { place } = value;
  const source = scalar(absolutePath(parts.source, { scope, place }), place);
  const bind = map({ create_host_path: scalar(true, place), ...bindOptions(parts, value) }, place);
  const volume = parts.options.includes("nocopy") ? map({ nocopy: scalar(true, place) }, place) : void 0;
  return map({ type: scalar("bind", place), source, ...ends(parts, value), bind, volume }, place);
}
function volumeMount(parts, value) {
  const { place } = value;
  const bind = map(bindOptions(parts, value), place);
  const volume = map({ nocopy: optionalFlag(parts.options.includes("nocopy"), place) }, place);
  return map({ type: scalar("volume", place), source: optionalText(parts.source, place), ...ends(parts, value), volume, bind: bind.entries.size === 0 ? void 0 : bind }, place);
}
var mounts = listOf(either({ scalar: short, map: long, expected: "a text or a map" }));

// src/compose/ports.ts
var PROTOCOLS = /* @__PURE__ */ new Set(["tcp", "udp", "sctp"]);
var LARGEST_PORT = 65535;
var longForm4 = object2({ name: text2, mode: text2, host_ip: text2, target: integer, published: looseText, protocol: text2, app_protocol: text2 });
function parsePort(written) {
  const parts = splitPort(written);
  if (parts === void 0 || !PROTOCOLS.has(parts.protocol)) return void 0;
  const targets = parseRange(parts.target);
  const published = parts.published === "" ? void 0 : parseRange(parts.published);
  if (targets === void 0 || parts.published !== "" && published === void 0) return void 0;
  const count2 = targets.last - targets.first + 1;
  const isChoice = published !== void 0 && count2 === 1 && published.last > published.first;
  if (published !== void 0 && !isChoice && published.last - published.first + 1 !== count2) return void 0;
  return Array.from({ length: count2 }, (_, index) => ({
    address: parts.address,
    published: published === void 0 ? "" : isChoice ? parts.published : String(published.first + index),
    target: targets.first + index,
    protocol: parts.protocol
  })).toSorted((left, right) => compareTexts(String(left.target), String(right.target)));
}
function splitPort(written) {
  const slash = written.indexOf("/");
  const protocol = slash < 0 ? "tcp" : written.slice(slash + 1).toLowerCase();
  const fields = (slash < 0 ? written : written.slice(0, slash)).split(":");
  const target = fields.pop() ?? "";
  const published = fields.pop() ?? "";
  const address = fields.join(":").replace(/^\[(.*)\]$/, "$1");
  return target === "" ? void 0 : { address, published, target, protocol };
}
function parseRange(written) {
  const [, from = "", to = from] = /^(\d{1,5})(?:-(\d{1,5}))?$/.exec(written) ?? [];
  const range = { first: Number(from), last: Number(to) };
  const isValid = from !== "" && range.first <= range.last && range.last <= LARGEST_PORT;
  return isValid ? range : void 0;
}
function portItem(value, scope) {
  if (value.kind === "map") return [longForm4(value, scope) ?? []].flat();
  const bindings = value.kind === "scalar" && value.value !== null ? parsePort(String(value.value)) : void 0;
  if (bindings === void 0) {
    reportInvalid(value, { scope, expected: "a port such as `8080:80`, `127.0.0.1:8080:80/udp` or `3000-3005`" });
    return [];
  }
  return bindings.map(
    ({ address, published, target, protocol }) => map(
      {
        mode: scalar("ingress", value.place),
        host_ip: optionalText(address, value.place),
        target: scalar(target, value.place),
        published: optionalText(published, value.place),
        protocol: scalar(protocol, value.place)
      },
      value.place
    )
  );
}
var ports = listOfMany(portItem);

// src/compose/service-fields.ts
var serviceNetwork = object2({
  aliases: listOf(text2),
  interface_name: text2,
  ipv4_address: text2,
  ipv6_address: text2,
  link_local_ips: listOf(text2),
  mac_address: text2,
  driver_opts: mapOf(looseText),
  priority: integer,
  gw_priority: integer
});
var healthTest = either({
  scalar: (value) => list([{ kind: "scalar", value: "CMD-SHELL", place: value.place }, value], value.place),
  list: listOf(text2),
  expected: "a text or a list of texts"
});
var hook = { command, user: text2, privileged: flag, working_dir: text2, environment: variables };
var blkioLimits = listOf(object2({ path: text2, rate: bytes }));
var gpus = either({
  scalar: (value, scope) => oneOf("all")(value, scope) === void 0 ? void 0 : value,
  list: deviceRequests,
  expected: "`all` or a list"
});
var restart = (value, scope) => {
  const isKnown = value.kind === "scalar" && /^(?:no|always|unless-stopped|on-failure(?::\d{1,9})?)$/.test(String(value.value));
  return isKnown ? value : reportInvalid(value, { scope, expected: "`no`, `always`, `unless-stopped` or `on-failure` with an optional `:count`" });
};
var PLAIN = {
  annotations: labels,
  attach: flag,
  blkio_config: object2({
    device_read_bps: blkioLimits,
    device_read_iops: blkioLimits,
    device_write_bps: blkioLimits,
    device_write_iops: blkioLimits,
    weight: integer,
    weight_device: listOf(object2({ path: text2, weight: integer }))
  }),
  cap_add: listOf(text2),
  cap_drop: listOf(text2),
  cgroup: oneOf("host", "private"),
  cgroup_parent: text2,
  command,
  container_name: text2,
  cpu_count: integer,
  cpu_percent: decimal,
  cpu_period: decimal,
  cpu_quota: decimal,
  cpu_rt_period: decimal,
  cpu_rt_runtime: decimal,
  cpu_shares: decimal,
  cpus: decimal,
  cpuset: text2,
  credential_spec: object2({ config: text2, file: text2, registry: text2 }),
  device_cgroup_rules: listOf(text2),
  devices,
  dns: listOrOne(text2),
  dns_opt: listOf(text2),
  dns_search: listOrOne(text2),
  domainname: text2,
  entrypoint: command,
  environment: variables,
  expose: listOf(looseText),
  external_links: listOf(text2),
  extra_hosts: hosts,
  gpus,
  group_add: listOf(looseText),
  hostname: text2,
  image: text2,
  init: flag,
  ipc: text2,
  isolation: text2,
  labels,
  links: listOf(text2),
  log_driver: text2,
  log_opt: mapOf(looseText),
  logging: object2({ driver: text2, options: mapOf(looseText) }),
  mac_address: text2,
  mem_limit: bytes,
  mem_reservation: bytes,
  mem_swappiness: bytes,
  memswap_limit: bytes,
  net: text2,
  network_mode: text2,
  oom_kill_disable: flag,
  oom_score_adj: integer,
  pid: text2,
  pids_limit: integer,
  platform: text2,
  privileged: flag,
  profiles: listOf(text2),
  pull_policy: text2,
  pull_refresh_after: text2,
  read_only: flag,
  restart,
  runtime: text2,
  scale: integer,
  security_opt: listOf(text2),
  shm_size: bytes,
  stdin_open: flag,
  stop_grace_period: duration,
  stop_signal: text2,
  storage_opt: mapOf(looseText),
  sysctls: labels,
  tmpfs: listOrOne(text2),
  tty: flag,
  ulimits,
  use_api_socket: flag,
  user: text2,
  userns_mode: text2,
  uts: text2,
  volume_driver: text2,
  volumes_from: listOf(text2),
  working_dir: text2
};
var SERVICE_FIELDS = {
  ...PLAIN,
  build: build2,
  configs: fileMounts,
  depends_on: dependsOn,
  deploy,
  develop: anything,
  env_file: environmentFiles,
  extends: either({ scalar: (value) => ({ kind: "map", entries: /* @__PURE__ */ new Map([["service", { value, place: value.place }]]), place: value.place }), map: object2({ service: text2, file: text2 }), expected: "a text or a map" }),
  healthcheck: object2({ disable: flag, interval: duration, retries: integer, start_interval: duration, start_period: duration, test: healthTest, timeout: duration }),
  label_file: contextFiles,
  models: namedMap(anything),
  networks: namedMap(nullable(serviceNetwork)),
  ports,
  post_start: listOf(object2(hook)),
  pre_start: listOf(object2({ ...hook, image: text2, per_replica: flag })),
  pre_stop: listOf(object2(hook)),
  provider: object2({ type: text2, options: mapOf(anything) }),
  secrets: fileMounts,
  volumes: mounts
};
var serviceShape = object2(SERVICE_FIELDS);

// src/compose/shape-model.ts
var NAME3 = /^[a-zA-Z0-9._-]{1,200}$/;
var topLevel = object2(TOP_LEVEL_FIELDS);
var resourceShapes = Object.fromEntries(RESOURCE_KINDS.map((kind) => [kind, resourceShape(kind)]));
function shapeModel(tree, context) {
  const scope = scopeOf(context, context.path);
  if (tree.kind !== "map") {
    const place = { ...tree.place, file: context.path };
    context.reading.findings.error({ code: "compose-invalid", subject: context.path, message: "A Compose file must be a map.", hint: "Start it with `services:`.", place });
    return void 0;
  }
  const model = topLevel(tree, scope);
  if (model?.kind !== "map") return void 0;
  const include = valueAt(model, "include");
  const shaped = withKeys(model, { version: void 0, ...include === void 0 ? {} : { include: includes(include, { ...scope, path: "include" }) } });
  const sections = new Map(shaped.entries);
  for (const [key, entry] of tree.entries) if (key.startsWith("x-")) sections.set(key, entry);
  for (const [kind, section] of shaped.entries) {
    const shape = kind === "services" ? serviceShape : resourceShapes[kind];
    if (shape === void 0) continue;
    const names = shapeNames(section.value, { kind, shape, context });
    if (names === void 0) sections.delete(kind);
    else sections.set(kind, { ...section, value: names });
  }
  return { ...shaped, entries: sections };
}
function scopeOf(context, subject) {
  return { subject, path: "", folder: context.reading.hostFolder(context.folder), home: context.home, findings: context.reading.findings };
}
function shapeNames(section, { kind, shape, context }) {
  if (section.kind !== "map") {
    reportInvalid(section, { scope: { ...scopeOf(context, context.path), path: kind }, expected: "a map" });
    return void 0;
  }
  const entries = /* @__PURE__ */ new Map();
  for (const [name, entry] of section.entries) {
    if (kind === "services" && name.startsWith("x-") && entry.value.kind !== "map") continue;
    if (entry.merge === "reset") {
      entries.set(name, entry);
      continue;
    }
    const scope = scopeOf(context, `${kind.replace(/s$/, "")} ${name}`);
    if (!NAME3.test(name)) reportName(name, { scope, place: entry.place });
    else if (kind === "services" && isNull(entry.value)) reportInvalid(entry.value, { scope: { ...scope, path: `services.${name}` }, expected: "a map" });
    else {
      const value = shape(entry.value, scope);
      if (value !== void 0) entries.set(name, { ...entry, value });
    }
  }
  return { ...section, entries };
}
function reportName(name, { scope, place }) {
  const message = `\`${name.slice(0, 60).replaceAll("`", "'")}\` is not a name that Compose allows.`;
  scope.findings.error({ code: "compose-invalid", subject: scope.subject, message, hint: "Use letters, digits, `.`, `_` and `-` only.", place });
}

// src/compose/load-model.ts
var DEEPEST_INCLUDE = 32;
async function loadModel(files) {
  let model = map({}, { file: files.references[0]?.written ?? files.folder });
  for (const reference of files.references) {
    const parsed = await files.reading.parse(reference);
    if (parsed === void 0) continue;
    if (parsed.documents.length === 0) files.reading.findings.error({ code: "compose-invalid", subject: parsed.path, message: "The Compose file is empty.", hint: "Define `services`, or take the file out of the inputs.", place: { file: parsed.path } });
    for (const document of documentsOf(parsed, { files, folder: files.folder })) {
      model = await mergeDocument({ model, document, path: parsed.path }, files);
    }
  }
  return withoutRepeats(model);
}
function documentsOf(parsed, { files, folder }) {
  const { reading, variables: variables2 } = files;
  const lookup = (name) => variables2.get(name);
  return parsed.documents.flatMap((document) => {
    const substitute2 = (text3, place) => reading.substitute({ text: text3, place, variables: lookup });
    const tree = buildTree({ parsed, document, substitute: substitute2, findings: reading.findings });
    return tree === void 0 ? [] : shapeModel(tree, { reading, path: parsed.path, folder, home: variables2.get("HOME") }) ?? [];
  });
}
async function mergeDocument({ model, document, path }, files) {
  const file2 = { path, folder: files.folder, model: document };
  const extended = await extendServices(file2, { reading: files.reading, load: extendedLoader(files) });
  const whole2 = await takeIncludes({ model: extended, path }, files);
  return mergeMaps({ base: model, over: whole2, path: "" });
}
function extendedLoader(files) {
  const loaded = /* @__PURE__ */ new Map();
  return async (reference) => {
    const parsed = await files.reading.parse({ ...reference, kind: "compose" });
    if (parsed === void 0) return void 0;
    const known3 = loaded.get(parsed.path);
    if (known3 !== void 0) return known3;
    const folder = folderOf(parsed.path);
    const model = documentsOf(parsed, { files, folder }).reduce(
      (base, over) => base === void 0 ? over : mergeMaps({ base, over, path: "" }),
      void 0
    );
    if (model === void 0) return void 0;
    const file2 = { path: parsed.path, folder, model };
    loaded.set(parsed.path, file2);
    return file2;
  };
}
async function takeIncludes({ model, path }, files) {
  let whole2 = withKeys(model, { include: void 0 });
  for (const include of itemsAt(model, "include")) {
    const included = await loadInclude({ include, path }, files);
    if (included === void 0) continue;
    const imported = importModel(whole2, included);
    whole2 = imported.model;
    for (const { kind, name, entry, included: other } of imported.conflicts) {
      const message = `\`${kind}.${name}\` is also defined, differently, in ${quote(`${other.place.file}:${other.place.line ?? 1}`)}, which is included.`;
      files.reading.findings.error({ code: "compose-invalid", subject: `${kind.replace(/s$/, "")} ${name}`, message, hint: "Give one of the two another name.", place: entry.place });
    }
  }
  return whole2;
}
async function loadInclude({ include, path }, files) {
  const { reading } = files;
  const references = textsAt(include, "path").concat(textAt(include, "path") ?? []).map((written) => ({ written, folder: files.folder, subject: path, place: include.place, kind: "compose" }));
  const [first] = references;
  if (first === void 0) return void 0;
  const located = reading.locate(first).path;
  const chain = [...files.chain, path];
  if (chain.includes(located) || chain.length > DEEPEST_INCLUDE) {
    reading.findings.error({ code: "compose-cycle", subject: path, message: `The files include each other: ${[...chain, located].map(quote).join(" → ")}.`, hint: "Take one of the includes out.", place: include.place });
    return void 0;
  }
  const folder = includeFolder({ include, located }, files);
  const variables2 = await readVariables({ reading, folder, from: files.variables, written: textsAt(include, "env_file"), writtenIn: files.folder, place: include.place });
  return loadModel({ reading, references, folder, variables: variables2, chain });
}
function includeFolder({ include, located }, files) {
  const written = textAt(include, "project_directory");
  return written === void 0 ? folderOf(located) : repositoryPath2(files.folder, written) ?? folderOf(located);
}

// src/compose/project-name.ts
var import_yaml2 = __toESM(require_dist(), 1);
import { posix as posix7 } from "node:path";
async function projectName({ source, reading, references, variables: variables2 }) {
  const given = source.options.project ?? variables2.get("COMPOSE_PROJECT_NAME");
  if (given !== void 0 && given !== "") return given;
  let written;
  for (const reference of references) {
    const parsed = await reading.parse(reference);
    written = (parsed === void 0 ? void 0 : writtenName(parsed)) ?? written;
  }
  const name = written === void 0 ? "" : normalName(interpolate(written, (variable) => variables2.get(variable)).text);
  if (name !== "") return name;
  const folder = source.folder === "." || source.folder === "" ? reading.root : source.folder;
  return normalName(posix7.basename(folder)) || normalName(source.label) || "default";
}
function writtenName({ documents }) {
  for (const { contents } of documents.toReversed()) {
    const pair = (0, import_yaml2.isMap)(contents) ? contents.items.find(({ key }) => (0, import_yaml2.isScalar)(key) && key.value === "name") : void 0;
    if (pair !== void 0 && (0, import_yaml2.isScalar)(pair.value) && typeof pair.value.value === "string") return pair.value.value;
  }
  return void 0;
}
function normalName(written) {
  return written.toLowerCase().replace(/[^a-z0-9_-]/g, "").replace(/^[_-]+/, "");
}

// src/compose/reading.ts
import { posix as posix8 } from "node:path";

// src/compose/parse-yaml.ts
var import_yaml3 = __toESM(require_dist(), 1);
var LARGEST_FILE = 4 * 1024 * 1024;
var DEEPEST_NESTING = 100;
function parseYaml({ path, text: text3 }, findings) {
  if (text3.length > LARGEST_FILE) {
    findings.error({ ...tooLarge(path), message: `The file has ${text3.length} characters; stowplan reads up to ${LARGEST_FILE}.` });
    return void 0;
  }
  const broken = Math.max(text3.indexOf("\0"), text3.indexOf("�"));
  if (broken >= 0) {
    const line = text3.slice(0, broken).split("\n").length;
    findings.error({ code: "compose-syntax", subject: path, message: "The file is not UTF-8 text.", hint: "Save it as UTF-8.", place: { file: path, line } });
    return void 0;
  }
  const lines = new import_yaml3.LineCounter();
  const tokens = [...new import_yaml3.Parser(lines.addNewLine).parse(text3)];
  if (tokens.some((token) => isDeeperThan(token, DEEPEST_NESTING))) {
    findings.error({ ...tooLarge(path), message: `The file nests lists and maps more than ${DEEPEST_NESTING} levels deep.` });
    return void 0;
  }
  const composer = new import_yaml3.Composer({ schema: "failsafe", uniqueKeys: false, keepSourceTokens: false, logLevel: "silent", version: "1.2" });
  const documents = [...composer.compose(tokens, false, text3.length)].filter((document) => "contents" in document);
  const parsed = { path, documents, placeOf: placer(path, lines) };
  return reportSyntax(parsed, findings) ? void 0 : parsed;
}
function tooLarge(path) {
  return { code: "compose-limit", subject: path, hint: "Split the file, or keep data in files of their own.", place: { file: path } };
}
function placer(file2, lines) {
  return (offset) => {
    const { line, col } = lines.linePos(offset);
    return { file: file2, line: Math.max(line, 1), column: Math.max(col, 1) };
  };
}
function reportSyntax({ path, documents, placeOf }, findings) {
  const errors = documents.flatMap((document) => document.errors);
  for (const error of errors.slice(0, 5)) {
    const message = error.message.split("\n")[0] ?? error.message;
    findings.error({ code: "compose-syntax", subject: path, message: `This is not valid YAML: ${message}.`, hint: "Correct the YAML; a template has to be rendered before.", place: placeOf(error.pos[0]) });
  }
  return errors.length > 0;
}
function isDeeperThan(token, limit2) {
  const open = [[token, 0]];
  for (let next = open.pop(); next !== void 0; next = open.pop()) {
    const [current, depth] = next;
    if (depth > limit2) return true;
    for (const child of childrenOf(current)) open.push([child, depth + 1]);
  }
  return false;
}
function childrenOf(token) {
  if (token.type === "document") return token.value === void 0 ? [] : [token.value];
  if (!("items" in token)) return [];
  return token.items.flatMap((item) => [item.key, item.value].filter((child) => child !== null && child !== void 0));
}

// src/compose/reading.ts
var Reading = class {
  findings = new Findings();
  tree;
  /** The project's folder in the repository, and the same folder on the host. */
  folder;
  root;
  #files = /* @__PURE__ */ new Map();
  #parsed = /* @__PURE__ */ new Map();
  #reported = /* @__PURE__ */ new Set();
  #unknown = /* @__PURE__ */ new Set();
  constructor({ tree, folder, root }) {
    this.tree = tree;
    this.folder = folder;
    this.root = root;
  }
  /** Variables and environment files that the project asks for and the repository does not have. */
  get unknown() {
    return [...this.#unknown];
  }
  get files() {
    return [...this.#files.values()];
  }
  /** The folder on the host that a folder of the repository is. */
  hostFolder(folder) {
    return posix8.join(this.root, posix8.relative(this.folder, folder));
  }
  /** The path of a file in the repository; undefined, without a finding, where it cannot be read. */
  locate(reference) {
    const path = this.#repositoryPath(reference);
    if (path === void 0) return { refusal: "outside", path: reference.written };
    const entry = this.tree.entries.get(path);
    if (entry === void 0 && !this.#isUnderLink(path)) return { refusal: "missing", path };
    return entry?.kind === "file" ? { path } : { refusal: "link", path };
  }
  /** An absolute path is one of the host: it is in the repository where the project's folder on the host leads to it. */
  #repositoryPath({ folder, written }) {
    if (!posix8.isAbsolute(written)) return repositoryPath2(folder, written);
    if (!posix8.isAbsolute(this.root)) return void 0;
    const relative = posix8.relative(this.root, written);
    const path = repositoryPath2(this.folder, relative);
    return path !== void 0 && (!relative.startsWith("..") || this.tree.entries.has(path)) ? path : void 0;
  }
  #isUnderLink(path) {
    const folder = posix8.dirname(path);
    if (folder === "." || folder === "/") return false;
    const kind = this.tree.entries.get(folder)?.kind;
    return kind === "link" || kind === "submodule" || this.#isUnderLink(folder);
  }
  /** The text of a file that must be there; undefined, with a finding, where it cannot be read. */
  async read(reference) {
    const located = this.locate(reference);
    const text3 = "refusal" in located ? void 0 : await this.tree.read(located.path);
    if (text3 !== void 0) {
      this.#files.set(located.path, { path: located.path, kind: reference.kind, sha256: sha256(text3) });
      return { path: located.path, text: text3 };
    }
    this.#report(reference, "refusal" in located ? located.refusal : "large");
    return void 0;
  }
  /** A YAML file, parsed once however often it is named. */
  async parse(reference) {
    const located = this.locate(reference);
    if (this.#parsed.has(located.path)) return this.#parsed.get(located.path);
    const source = await this.read(reference);
    const parsed = source === void 0 ? void 0 : parseYaml(source, this.findings);
    this.#parsed.set(located.path, parsed);
    return parsed;
  }
  #report({ written, subject, place, keptOut }, refusal) {
    const problem = { subject, place };
    if (keptOut === true) {
      this.#unknown.add(written);
      const message = `The environment file ${quote(written)} is not in the repository; its variables are not known here.`;
      this.findings.warning({ ...problem, code: refusal === "missing" ? "compose-file-missing" : "compose-path-outside", message, hint: "Set what matters under `environment` of the project's configuration, or pass the file to the container with `include_env_files`." });
      return;
    }
    if (refusal === "missing") {
      this.findings.error({ ...problem, code: "compose-file-missing", message: `The file ${quote(written)} is not in the repository.`, hint: "Correct the path, or commit the file." });
      return;
    }
    if (refusal === "large") {
      this.findings.error({ ...problem, code: "compose-limit", message: `The file ${quote(written)} is larger than stowplan reads.`, hint: "Split the file, or keep data in files of their own." });
      return;
    }
    const reason = refusal === "link" ? "is or lies behind a symbolic link or submodule" : "is outside the repository";
    this.findings.error({ ...problem, code: "compose-path-outside", message: `The file ${quote(written)} ${reason}, so it is not read.`, hint: "Name a regular file of this repository." });
  }
  /** Puts variables into a text; each variable without a value is reported once. */
  substitute({ text: text3, place, variables: variables2 }) {
    const result = interpolate(text3, variables2);
    for (const variable of result.missing) this.#reportVariable(variable, place);
    if (result.isInvalid) {
      this.findings.error({ code: "compose-invalid", subject: place.file, message: `In ${quote(text3)} a \`\${\` starts no variable.`, hint: "Write `$$` where a dollar sign is meant.", place });
    }
    return result.text;
  }
  #reportVariable(variable, place) {
    const key = `${variable.kind} ${variable.name}`;
    if (this.#reported.has(key)) return;
    this.#reported.add(key);
    this.#unknown.add(variable.name);
    const subject = `variable ${variable.name}`;
    if (variable.kind === "required") {
      const said = variable.message === "" ? "" : `: ${quote(variable.message)}`;
      this.findings.warning({ code: "compose-required-variable", subject, message: `The variable is required, but not set${said}; Docker refuses the file without it.`, hint: requiredHint(variable.name), place });
      return;
    }
    this.findings.warning({ code: "compose-unset-variable", subject, message: "The variable is not set; Compose puts an empty text in its place.", hint: requiredHint(variable.name), place });
  }
};
function requiredHint(name) {
  return `Set it in \`.env\` beside the Compose file, or under \`environment\` of the project's configuration, or write \`\${${name}:-default}\`.`;
}

// src/compose/service-environment.ts
async function resolveEnvironment(request) {
  const { service, variables: variables2 } = request;
  const entries = /* @__PURE__ */ new Map();
  for (const file2 of itemsAt(service, "env_file")) {
    for (const [name, entry] of await readEnvironmentFile(file2, { ...request, known: entries })) entries.set(name, entry);
  }
  const written = valueAt(service, "environment");
  for (const [name, entry] of written?.kind === "map" ? written.entries : []) {
    entries.set(name, { ...entry, value: resolveBare(entry.value, { name, variables: variables2 }) });
  }
  const place = written?.place ?? valueAt(service, "env_file")?.place ?? service.place;
  return withKeys(service, { environment: entries.size === 0 ? void 0 : { kind: "map", entries, place } });
}
function resolveBare(value, { name, variables: variables2 }) {
  const found = isNull(value) ? variables2.get(name) : void 0;
  return found === void 0 ? value : sameScalar(value, found);
}
async function readEnvironmentFile(file2, { name, reading, variables: variables2, known: known3 }) {
  const written = textAt(file2, "path") ?? "";
  const reference = { written, folder: reading.folder, subject: `service ${name}`, place: file2.place, kind: "environment", keptOut: true };
  if (!isTrueAt(file2, "required") && "refusal" in reading.locate(reference)) return [];
  const source = await reading.read(reference);
  if (source === void 0) return [];
  const lookup = (variable) => variables2.get(variable) ?? textAt(known3.get(variable)?.value);
  const isRaw = textAt(file2, "format") === "raw";
  const parsed = isRaw ? void 0 : parseDotenv(source.text, lookup);
  if (parsed !== void 0) reportProblems(parsed, { reading, path: source.path });
  const found = parsed?.variables ?? rawVariables(source.text);
  return found.map((variable) => {
    const place = { file: source.path, line: variable.line };
    return [variable.name, { place, value: scalar(variable.value, place) }];
  });
}
function rawVariables(text3) {
  return text3.split(/\r?\n/).flatMap((written, index) => {
    const equals = written.indexOf("=");
    return equals <= 0 || written.startsWith("#") ? [] : [{ name: written.slice(0, equals), value: written.slice(equals + 1), line: index + 1 }];
  });
}

// src/compose/read-project.ts
var FATAL = /* @__PURE__ */ new Set(["compose-syntax", "compose-limit", "compose-cycle"]);
async function readProject(source, tree) {
  const reading = new Reading({ tree, folder: source.folder === "" ? "." : source.folder, root: rootOf(source) });
  const references = source.inputs.map((input) => ({ written: input, folder: ".", subject: source.label, place: { file: input }, kind: "compose" }));
  const own = await ownVariables(source, reading);
  const name = await projectName({ source, reading, references, variables: own });
  const variables2 = new Map([["COMPOSE_PROJECT_NAME", name], ...own]);
  const model = await loadModel({ reading, references, folder: reading.folder, variables: variables2, chain: [] });
  const project = await completeProject({ model, name, source, reading, variables: variables2 });
  checkProject(project, reading.findings);
  const findings = reading.findings.all();
  const isUnreadable = findings.some((finding2) => FATAL.has(finding2.code) && finding2.severity === "error") || !reading.files.some((file2) => file2.kind === "compose");
  return isUnreadable ? { findings } : { value: { ...project, files: reading.files, unknown: reading.unknown, isValid: !reading.findings.hasErrors }, findings };
}
async function ownVariables({ options: options2 }, reading) {
  return readVariables({
    reading,
    folder: reading.folder,
    from: new Map(Object.entries(options2.environment)),
    written: options2.env_files.map((path) => posix9.isAbsolute(path) ? path : posix9.relative(reading.folder, path)),
    writtenIn: reading.folder,
    place: { file: options2.inputs[0] ?? ".github/stowplan.yml" },
    mayBeMissing: options2.ignore_missing_env_files
  });
}
async function completeProject({ model, name, source, reading, variables: variables2 }) {
  const profiles = activeProfiles(source, variables2);
  const services = /* @__PURE__ */ new Map();
  const inactive = /* @__PURE__ */ new Map();
  for (const [service, entry] of entriesAt(model, "services")) {
    if (entry.value.kind !== "map") continue;
    const complete2 = completeService(entry.value, { folder: reading.root, variables: variables2 });
    const isOn = isActive(complete2, profiles);
    const keys = isOn ? await resolveEnvironment({ name: service, service: complete2, reading, variables: variables2 }) : complete2;
    (isOn ? services : inactive).set(service, { name: service, place: entry.place, keys });
  }
  const extensions = new Map(entriesAt(model).flatMap(([key, entry]) => key.startsWith("x-") ? [[key, entry.value]] : []));
  return { name, extensions, root: reading.root, folder: reading.folder, files: [], variables: variables2, services, inactive, resources: resourcesOf(model, name), unknown: [], isValid: true };
}
function activeProfiles({ options: options2 }, variables2) {
  if (options2.profiles_as_options) return /* @__PURE__ */ new Set(["*"]);
  const named = options2.profiles.length > 0 ? options2.profiles : (variables2.get("COMPOSE_PROFILES") ?? "").split(",");
  return new Set(named.map((profile) => profile.trim()).filter((profile) => profile !== ""));
}

// src/compose/strict-findings.ts
function strictFindings(findings, { warnings_as_errors: isStrict }) {
  if (!isStrict) return findings;
  return findings.map((finding2) => finding2.severity === "warning" ? { ...finding2, severity: "error" } : finding2);
}

// src/compose/read-projects.ts
async function readProjects({ sources, base, head }) {
  const read = await Promise.all(sources.map((source) => readPair(source, { base, head })));
  return { value: read.map((pair) => pair.value), findings: read.flatMap((pair) => pair.findings) };
}
async function readPair(source, { base, head }) {
  const baseSource = { ...source, inputs: source.baseInputs ?? source.inputs };
  const [before, after] = await Promise.all([readSide(baseSource, { tree: base, exists: source.existsIn.base }), readSide(source, { tree: head, exists: source.existsIn.head })]);
  const isBroken = source.existsIn.base && before.value === void 0 || source.existsIn.head && after.value === void 0;
  const pair = {
    source,
    ...before.value === void 0 ? {} : { base: before.value },
    ...after.value === void 0 ? {} : { head: after.value },
    isBroken
  };
  return { value: pair, findings: strictFindings(after.findings, source.options) };
}
async function readSide(source, { tree, exists }) {
  return exists ? readProject(source, tree) : { findings: [] };
}

// src/compose/secret-values.ts
var SHORTEST = 4;
var VARIABLE = /\$\{?(?<name>[A-Za-z_]\w{0,127})(?::?[-+=](?<fallback>[^${}]{1,4096}))?/g;
function secretValues(project) {
  const scalars = [...project.services.values(), ...project.inactive.values()].flatMap(({ keys }) => scalarsOf("", keys));
  const named = [...Array.from(project.variables, ([name, value]) => ({ name, value })), ...scalars.flatMap(namedValues)];
  const [secret, harmless] = [named.filter(({ name }) => isSecretName(name)), named.filter(({ name }) => !isSecretName(name))];
  const known3 = /* @__PURE__ */ new Set([project.name, ...project.services.keys(), ...harmless.map(({ value }) => value)]);
  const values = secret.map(({ value }) => value.trim()).filter((value) => value.length >= SHORTEST && !isPlainValue(value) && !known3.has(value));
  return [...new Set(values)];
}
function scalarsOf(name, value) {
  if (value.kind === "scalar") return [{ name, scalar: value }];
  if (value.kind === "list") return value.items.flatMap((item) => scalarsOf("", item));
  return [...value.entries].flatMap(([key, entry]) => scalarsOf(key, entry.value));
}
function namedValues({ name, scalar: scalar2 }) {
  const value = String(scalar2.value ?? "");
  if (scalar2.written === void 0) return name === "" ? [] : [{ name, value }];
  const variables2 = [...scalar2.written.matchAll(VARIABLE)].map(({ groups }) => ({ name: groups?.["name"] ?? "", value: groups?.["fallback"] ?? "" }));
  return variables2.some((variable) => isSecretName(variable.name)) ? variables2 : [{ name, value }];
}
function secretsOfProjects(pairs2) {
  return pairs2.flatMap(({ base, head }) => [base, head].flatMap((project) => project === void 0 ? [] : secretValues(project)));
}

// src/compose/canonical.ts
var POINTERS = /* @__PURE__ */ new Set(["attach", "enable_ipv6", "init", "max_attempts", "parallelism", "replicas", "retries", "scale"]);
var ALWAYS = /* @__PURE__ */ new Set(["command", "entrypoint", "ipam", "resources", "placement", "required", "volume"]);
var FREE = /* @__PURE__ */ new Set(["environment", "labels", "args", "annotations", "sysctls", "driver_opts", "options", "aux_addresses", "log_opt", "storage_opt", "additional_contexts", "ssh"]);
function toCanonical(project) {
  const used = usedResources(project);
  const services = Object.fromEntries([...project.services].map(([name, service]) => [name, printService(service.keys)]));
  const resources = RESOURCE_KINDS.flatMap((kind) => {
    const printed = [...project.resources[kind]].filter(([name]) => used[kind].has(name)).map(([name, value]) => [name, printResource(value, kind)]);
    return printed.length === 0 ? [] : [[kind, Object.fromEntries(printed)]];
  });
  const extensions = Object.fromEntries([...project.extensions].map(([key, value]) => [key, printRaw(value)]));
  return { name: project.name, services, ...Object.fromEntries(resources), ...extensions };
}
function printService(keys) {
  const printed = printMap(keys);
  const files = /* @__PURE__ */ new Set(["env_file", "extends", "label_file"]);
  const own = Object.entries(printed).filter(([key]) => !files.has(key));
  return { command: null, entrypoint: null, ...Object.fromEntries(own), ...printNetworks(keys), ...printDeploy(keys), ...printBlkio(keys), ...printHosts(keys) };
}
function printNetworks(keys) {
  const networks = entriesAt(keys, "networks");
  if (networks.length === 0) return {};
  return { networks: Object.fromEntries(networks.map(([name, entry]) => [name, entry.value.kind === "map" ? printMap(entry.value) : null])) };
}
function printDeploy(keys) {
  const deploy2 = valueAt(keys, "deploy");
  return deploy2?.kind === "map" ? { deploy: { resources: {}, placement: {}, ...printMap(deploy2) } } : {};
}
function printBlkio(keys) {
  const blkio = valueAt(keys, "blkio_config");
  if (blkio?.kind !== "map") return {};
  const capital = (item) => Object.fromEntries(entriesAt(item).map(([key, { value }]) => [`${key.slice(0, 1).toUpperCase()}${key.slice(1)}`, print(value)]));
  const lists = entriesAt(blkio).flatMap(([key, { value }]) => value.kind === "list" ? [[key, value.items.map(capital)]] : []);
  return { blkio_config: { ...printMap(blkio), ...Object.fromEntries(lists) } };
}
function printHosts(keys) {
  const hosts2 = textsAt(keys, "extra_hosts");
  return hosts2.length === 0 ? {} : { extra_hosts: hosts2.map((host) => host.replaceAll("$", "$$$$")).toSorted() };
}
function printRaw(value) {
  if (value.kind === "map") return Object.fromEntries(entriesAt(value).map(([key, entry]) => [key, printRaw(entry.value)]));
  return value.kind === "list" ? value.items.map(printRaw) : print(value);
}
function printResource(resource, kind) {
  const printed = printMap(resource);
  return { ...kind === "networks" ? { ipam: {} } : {}, ...printed, ...isTrueAt(resource, "external") ? { external: true } : {} };
}
function printMap(value) {
  const printed = entriesAt(value).map(([key, entry]) => [key, FREE.has(key) ? printFree(entry.value) : print(entry.value), entry.value]);
  const isKept = (key, json) => !isEmpty(json) || POINTERS.has(key) && json !== null;
  return Object.fromEntries(printed.filter(([key, json, from]) => isKept(key, json) || ALWAYS.has(key) && (from.kind !== "scalar" || key !== "resources")).map(([key, json]) => [key, json]));
}
function printFree(value) {
  if (value.kind !== "map") return print(value);
  return Object.fromEntries(entriesAt(value).map(([key, entry]) => [key, print(entry.value)]));
}
function print(value) {
  if (value.kind === "map") return printMap(value);
  if (value.kind === "list") return value.items.map(print);
  return typeof value.value === "string" ? value.value.replaceAll("$", "$$$$") : value.value;
}
function isEmpty(json) {
  if (json === null || json === "" || json === false || json === 0) return true;
  return typeof json === "object" && Object.keys(json).length === 0;
}

// src/evaluate/list-hosts.ts
async function listHosts(request) {
  const { open, findings } = await openHosts(request);
  return { value: open?.names ?? [], findings };
}

// src/evaluate/containers/service-state.ts
function portWords(port) {
  const [address, published, target] = [textAt(port, "host_ip") ?? "", textAt(port, "published") ?? "", textAt(port, "target") ?? ""];
  if (published === "") return [];
  const host = address.includes(":") ? `[${address}]` : address;
  return [`${host === "" ? "" : `${host}:`}${published}:${target}/${textAt(port, "protocol") ?? "tcp"}`];
}
function volumeWords(volume) {
  const [source, target] = [textAt(volume, "source"), textAt(volume, "target")];
  return source === void 0 || target === void 0 ? [] : [`${source}:${target}`];
}
function emptyMounts(keys) {
  const targets = itemsAt(keys, "volumes").flatMap((volume) => textAt(volume, "source") === void 0 ? textAt(volume, "target") ?? [] : []);
  return [...targets.map((target) => `--volume=${target}`), ...textsAt(keys, "tmpfs").map((target) => `--tmpfs=${target}`)];
}
function socketWords(keys) {
  return isTrueAt(keys, "use_api_socket") ? ["/var/run/docker.sock:/var/run/docker.sock"] : [];
}
function serviceState({ keys }) {
  const [mode, user, entrypoint] = [textAt(keys, "network_mode"), textAt(keys, "user"), textsAt(keys, "entrypoint")];
  return ContainerState.parse({
    image: textAt(keys, "image") ?? "",
    ports: itemsAt(keys, "ports").flatMap(portWords),
    volumes: [...itemsAt(keys, "volumes").flatMap(volumeWords), ...socketWords(keys)],
    networks: mode === void 0 ? [] : [mode],
    extraOptions: [...isTrueAt(keys, "privileged") ? ["--privileged"] : [], ...emptyMounts(keys)],
    cmd: textsAt(keys, "command"),
    ...user === void 0 ? {} : { user },
    ...entrypoint.length === 0 ? {} : { entrypoint: entrypoint.join(" ") }
  });
}

// src/evaluate/containers/arion-containers.ts
function imageOf2({ image, isBuilt }) {
  const text3 = scalarText(image) ?? "";
  return isBuilt === true ? text3.replace(/:[0-9a-df-np-sv-z]{32}$/, "") : text3;
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
function optionsOf3(options2, image) {
  return ContainerState.parse({
    image,
    autoStart: options2["autoStart"] !== false,
    environment: namedTexts(options2["environment"]),
    environmentFiles: listWords(options2["environmentFile"]),
    labels: namedTexts(options2["labels"]),
    ports: listWords(options2["ports"]),
    volumes: listWords(options2["volumes"]),
    networks: listWords(options2["network"]),
    extraOptions: listWords(options2["extraPodmanArgs"]),
    cmd: splitUnitWords(scalarText(options2["exec"]) ?? ""),
    entrypoint: scalarText(options2["entrypoint"]) ?? null,
    user: scalarText(options2["user"]) ?? null
  });
}
function homeContainers(home) {
  return Object.entries(home.containers).map(([name, options2]) => {
    const { image, isBuilt } = imageOf3(scalarText(options2["image"]) ?? "", home);
    return { name, unit: `podman-${name}.service`, isBuilt, options: optionsOf3(options2, image) };
  });
}

// src/shell-words.ts
var GAP = /(?:[ \t]|\\\r?\n)*/y;
var END = /[\r\n;&|()<>]|#/y;
var PLAIN2 = /[^\s"'`;&|()<>$\\]+/y;
var SINGLE = /'([^']*)'/y;
var VARIABLE2 = /\$(?:[A-Za-z_]\w*|[0-9@*#?$!-])?/y;
var MAXIMUM_WORDS = 500;
var LONGEST_EXPANSION = 4096;
function take2(pattern, { text: text3, position }) {
  pattern.lastIndex = position;
  return pattern.exec(text3) ?? void 0;
}
function endOfExpansion(text3, start) {
  const [open, close] = text3[start + 1] === "{" ? ["{", "}"] : ["(", ")"];
  const limit2 = Math.min(text3.length, start + LONGEST_EXPANSION);
  let depth = 0;
  for (let position = start + 1; position < limit2; position += 1) {
    if (text3[position] === open) depth += 1;
    if (text3[position] === close) depth -= 1;
    if (depth === 0) return position + 1;
  }
  return limit2;
}
function expansion(text3, start) {
  const next = text3[start + 1];
  if (next === "{" || next === "(") return { value: "", end: endOfExpansion(text3, start), isKnown: false };
  const end = start + (take2(VARIABLE2, { text: text3, position: start })?.[0].length ?? 1);
  return { value: "", end, isKnown: false };
}
function doubleQuoted(text3, start) {
  let value = "";
  let isKnown = true;
  let position = start + 1;
  while (position < text3.length) {
    const next = text3[position] ?? "";
    if (next === '"') return { value, end: position + 1, isKnown };
    if (next === "$") {
      isKnown = false;
      position = expansion(text3, position).end;
    } else if (next === "\\") {
      value += text3[position + 1] ?? "";
      position += 2;
    } else {
      if (next === "`") isKnown = false;
      value += next;
      position += 1;
    }
  }
  return void 0;
}
function partAt(text3, position) {
  const next = text3[position];
  if (next === "$") return expansion(text3, position);
  if (next === '"') return doubleQuoted(text3, position);
  if (next === "'") {
    const match = take2(SINGLE, { text: text3, position });
    return match === void 0 ? void 0 : { value: match[1] ?? "", end: position + match[0].length, isKnown: true };
  }
  if (next === "\\") {
    const escaped = text3[position + 1] ?? "";
    return /^[\s\w]?$/.test(escaped) ? void 0 : { value: escaped, end: position + 2, isKnown: true };
  }
  const plain2 = take2(PLAIN2, { text: text3, position })?.[0];
  return plain2 === void 0 ? void 0 : { value: plain2, end: position + plain2.length, isKnown: true };
}
function wordAt(text3, start) {
  let word;
  for (let part = partAt(text3, start); part !== void 0 && part.end > (word?.end ?? start); part = partAt(text3, word.end)) {
    word = { value: (word?.value ?? "") + part.value, start, end: part.end, isKnown: (word?.isKnown ?? true) && part.isKnown };
  }
  return word;
}
function shellWords(text3, start) {
  const words = [];
  let position = start;
  while (words.length < MAXIMUM_WORDS) {
    position += take2(GAP, { text: text3, position })?.[0].length ?? 0;
    if (position >= text3.length || take2(END, { text: text3, position }) !== void 0) break;
    const word = wordAt(text3, position);
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
function isSwitch(flag2) {
  return SWITCHES.has(flag2) || SHORT_SWITCHES.test(flag2);
}
function wholeFlag(word) {
  const equals = word.indexOf("=");
  if (word.startsWith("--") && equals > 0) return [word.slice(0, equals), word.slice(equals + 1)];
  if (isSwitch(word)) return [word, ""];
  const { flag: flag2, value } = JOINED.exec(word)?.groups ?? {};
  return flag2 === void 0 || value === void 0 ? void 0 : [flag2, value];
}
function readArguments(words) {
  const flags = [];
  const queue = words.entries();
  for (const [index, word] of queue) {
    if (!word.value.startsWith("-")) return { flags, image: word, words: words.slice(index + 1).map(({ value }) => value) };
    const flag2 = wholeFlag(word.value);
    if (flag2 !== void 0) flags.push(word.isKnown ? flag2 : [flag2[0], ""]);
    else {
      const next = queue.next().value?.[1];
      flags.push([word.value, next?.isKnown === true ? next.value : ""]);
    }
  }
  return { flags, words: [] };
}
function startOf(text3, { value, start, end }) {
  const at = text3.indexOf(value, start);
  return at < 0 || at + value.length > end ? void 0 : at;
}
function commandOf({ text: text3, match, words: all }) {
  const { image, flags, words } = readArguments(all);
  if (image?.isKnown !== true || image.value === "") return void 0;
  const start = startOf(text3, image);
  const verb = match.groups?.["verb"];
  if (start === void 0 || verb !== "run" && verb !== "create" && verb !== "pull") return void 0;
  return { engine: match.groups?.["engine"] === "docker" ? "docker" : "podman", verb, reference: image.value, start, flags, words };
}
var TALK = /^\s*(?:#|(?:echo|printf|logger|die|fail|log|warn)\s)/;
function isTalk(text3, position) {
  const start = text3.lastIndexOf("\n", position) + 1;
  return TALK.test(text3.slice(start, Math.min(position, start + 100)));
}
function runCommands(text3) {
  const found = [];
  const pattern = new RegExp(COMMAND);
  for (let match = pattern.exec(text3); match !== null; match = pattern.exec(text3)) {
    if (isTalk(text3, match.index)) continue;
    const words = shellWords(text3, match.index + match[0].length);
    pattern.lastIndex = words.at(-1)?.end ?? pattern.lastIndex;
    found.push(...[commandOf({ text: text3, match, words })].filter((command2) => command2 !== void 0));
  }
  return found;
}
function imagesOfRunCommands(text3) {
  return runCommands(text3).map(({ reference, start }) => ({ reference, start }));
}

// src/evaluate/containers/script-containers.ts
var EXEC = /^Exec\w+=(?<command>(?:[^\n]*\\\n)*[^\n]*)/gm;
var SHELL_SCRIPT = /^#!.*\b(?:ba|da|z|k)?sh\b/;
function commandsOf(unit) {
  const lines = [...unit.text.matchAll(EXEC)].map((match) => match.groups?.["command"] ?? "");
  const scripts2 = Object.values(unit.files).filter((text3) => SHELL_SCRIPT.test(text3));
  return [...lines, ...scripts2].flatMap((text3) => runCommands(text3)).filter(({ verb }) => verb !== "pull");
}
function valuesOf({ flags }, names) {
  return flags.flatMap(([flag2, value]) => names.includes(flag2) && value !== "" ? [value] : []);
}
var NAMED2 = /* @__PURE__ */ new Set([
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
  return flags.filter(([flag2]) => flag2.startsWith("--") && !NAMED2.has(flag2)).map(([flag2, value]) => value === "" ? flag2 : `${flag2}=${value}`);
}
function optionsOf4(command2) {
  const values = (...names) => valuesOf(command2, names);
  return ContainerState.parse({
    image: command2.reference,
    environment: assignments(values("-e", "--env")),
    environmentFiles: values("--env-file"),
    labels: assignments(values("-l", "--label")),
    ports: values("-p", "--publish"),
    volumes: values("-v", "--volume"),
    networks: values("--network", "--net"),
    extraOptions: otherFlags(command2),
    cmd: command2.words,
    ...values("--pull")[0] === void 0 ? {} : { pull: values("--pull")[0] },
    entrypoint: values("--entrypoint")[0] ?? null,
    user: values("-u", "--user")[0] ?? null,
    hostname: values("-h", "--hostname")[0] ?? null
  });
}
function containerName(command2, { unit, isOnly }) {
  const stem = unit.replace(/\.\w+$/, "");
  return valuesOf(command2, ["--name"])[0] ?? (isOnly ? stem : `${stem}: ${command2.reference}`);
}
function scriptContainers(units, known3) {
  return Object.entries(units).flatMap(([unit, state]) => {
    if (!state.enable || known3.has(unit)) return [];
    const commands = commandsOf(state).filter(({ reference }) => parseImageReference(reference) !== void 0);
    const images = new Set(commands.map(({ reference }) => reference));
    const found = commands.map((command2) => ({ name: containerName(command2, { unit, isOnly: images.size === 1 }), unit, engine: command2.engine, options: optionsOf4(command2) }));
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
  return Object.entries(containers).map(([name, options2]) => ({
    ...place,
    name,
    kind: "oci",
    unit: `${options2.serviceName ?? `${backend ?? "podman"}-${name}`}.service`,
    engine: backend ?? "podman",
    isBuilt: isBuiltByNix(options2),
    options: options2,
    files: files[name] ?? []
  }));
}
function quadlets({ place, texts: texts2, filesOf: filesOf2 }) {
  return quadletContainers(texts2).map(({ file: file2, ...container }) => ({ ...place, ...container, kind: "quadlet", engine: "podman", files: filesOf2(file2) }));
}
var QUADLET = /^containers\/systemd\/(?<users>users\/(?:(?<id>\d+)\/)?)?/;
function definitionsOf(state, file2) {
  const stem = /(?<stem>[^/]+)\.container$/.exec(file2)?.groups?.["stem"] ?? "";
  const { quadlet = {}, etc = {} } = state.definedIn ?? {};
  return quadlet[stem] ?? etc[file2] ?? etc[file2.slice(0, file2.lastIndexOf("/"))] ?? [];
}
function startedByUnit(container, { units }) {
  const wantedBy = units[container.unit]?.wantedBy ?? [];
  return wantedBy.length === 0 ? container : { ...container, options: { ...container.options, autoStart: true } };
}
function systemQuadlets(state) {
  const folders = Map.groupBy(Object.entries(state.etc).filter(([file2]) => QUADLET.test(file2)), ([file2]) => QUADLET.exec(file2)?.[0] ?? "");
  return [...folders].flatMap(([folder, entries]) => {
    const { users, id } = QUADLET.exec(folder)?.groups ?? {};
    const owner = id === void 0 ? {} : { owner: state.userNames?.[id] ?? id };
    const place = users === void 0 ? { scope: "system" } : { scope: "user", ...owner };
    const found = quadlets({ place, texts: Object.fromEntries(entries), filesOf: (file2) => definitionsOf(state, file2) });
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
  const known3 = new Set(declared.map(({ unit }) => unit));
  return scriptContainers(units, known3).map((container) => {
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
var known2 = /* @__PURE__ */ new WeakMap();
function liveContainers(state) {
  const containers = known2.get(state) ?? readContainers(state);
  known2.set(state, containers);
  return containers;
}
function readContainers(state) {
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
  return liveContainers(state).map(({ name, kind, scope, owner, unit, isBuilt, options: options2, files }) => ({
    reference: options2.image,
    container: name,
    kind,
    scope,
    ...owner === void 0 ? {} : { owner },
    unit,
    isLocal: isBuilt || isLocalName(options2.image),
    options: options2,
    files
  }));
}

export {
  compareTexts,
  isDirect,
  compileGlob,
  discover,
  InputChange,
  HostState,
  hostsOfShare,
  makeShares,
  evaluateHosts,
  RESOURCE_KINDS,
  valueAt,
  textAt,
  numberAt,
  isTrueAt,
  itemsAt,
  textsAt,
  entriesAt,
  textEntriesAt,
  isSameValue,
  usedResources,
  toCanonical,
  interpolate,
  parseDuration,
  readProject,
  strictFindings,
  readProjects,
  secretsOfProjects,
  serviceState,
  imagesOfRunCommands,
  ContainerKind,
  ContainerScope,
  liveContainers,
  liveImages,
  listHosts
};
