// A generated module -> its facts: attribute path to value, free of layout, comments and the order of what has none.
import type { NixBinding, NixName, NixValue } from "../nix/index.ts";

/** Attribute paths (names joined by NUL, which no name has) to values in one fixed notation. */
export type ModuleFacts = ReadonlyMap<string, string>;

const SEPARATOR = "\0";
/** Lists whose order means something. */
const ORDERED: ReadonlySet<string> = new Set(["cmd", "environmentFiles", "path"]);

/** What is neither the engine's nor systemd's business: descriptions, and the name server's firewall rule, which versions write differently. */
export function isIgnored(path: readonly string[]): boolean {
  const last = path.at(-1);
  return last === "Description" || last === "description" || (path[0] === "networking" && path[1] === "firewall");
}

/** A target may have nothing but its description; that it is there must be told all the same. */
export function isPresence(path: readonly string[]): boolean {
  return path[0] === "systemd" && path[1] === "targets" && path.at(-1) === "Description";
}

export const PRESENT = "present";

export function joinPath(path: readonly string[]): string {
  return path.join(SEPARATOR);
}

export function splitPath(path: string): readonly string[] {
  return path.split(SEPARATOR);
}

/** The facts of a module that stowplan has just made; `bindings` are those of its `config`. */
export function factsOf(bindings: readonly NixBinding[]): ModuleFacts {
  const facts = new Map<string, string>();
  for (const binding of bindings) collect(binding, { path: [], facts });
  return facts;
}

type Collecting = { readonly path: readonly string[]; readonly facts: Map<string, string> };

function collect({ path: names, value }: NixBinding, { path, facts }: Collecting): void {
  const own = [...path, ...names.map(attributeText)];
  if (isPresence(own)) facts.set(joinPath(own), PRESENT);
  if (isIgnored(own)) return;
  if (value.kind === "attributes" && value.bindings.length > 0) {
    for (const binding of value.bindings) collect(binding, { path: own, facts });
    return;
  }
  const [condition, body] = value.kind === "apply" && writeFact(value.callee, "") === "lib.mkIf" ? value.operands : [];
  if (condition === undefined || body?.kind !== "attributes") {
    facts.set(joinPath(own), writeFact(value, own.at(-1) ?? ""));
    return;
  }
  facts.set(joinPath([...own, CONDITION]), writeFact(condition, ""));
  for (const binding of body.bindings) collect(binding, { path: own, facts });
}

/** Where the condition of an attribute set is kept that stands under `lib.mkIf`. */
export const CONDITION = "lib.mkIf";

function attributeText(name: NixName): string {
  if (typeof name === "string") return name;
  return name.kind === "string" ? name.value : `\${${writeFact(name, "")}}`;
}

/** One notation for every value, so that texts can be compared. */
function writeFact(value: NixValue, key: string): string {
  switch (value.kind) {
    case "string":
    case "lines":
      return textFact(value.value, key);
    case "integer":
    case "boolean":
      return String(value.value);
    case "null":
      return "null";
    case "list":
      return listFact(value.items.map((item) => writeFact(item, "")), key);
    case "attributes":
      return `{${value.bindings.map(({ path, value: inner }) => `${path.map(attributeText).join(".")}=${writeFact(inner, "")}`).toSorted().join(";")}}`;
    case "reference":
      return value.names.join(".");
    case "apply":
      return applyFact([value.callee, ...value.operands].map((part) => writeFact(part, "")));
    case "if":
    case "function":
      return value.kind;
  }
}

/** Lists without an order are sorted, and an item counts once. */
export function listFact(items: readonly string[], key: string): string {
  return `[${(ORDERED.has(key) ? items : [...new Set(items)].toSorted()).join(" ")}]`;
}

export function applyFact(parts: readonly string[]): string {
  return `(${parts.join(" ")})`;
}

/** compose2nix puts the file's indentation behind every line break of a text, so blanks there do not count. */
export function textFact(text: string, key: string): string {
  if (key === "script") return JSON.stringify(text.split("\n").map((line) => unquoted(line.trim())).filter((line) => line !== ""));
  return JSON.stringify(text.replace(/\n[ \t]+/g, "\n").replace(/\n+$/, ""));
}

/** Quotes of the shell are dropped: compose2nix writes none where stowplan must. */
function unquoted(line: string): string {
  return line.replace(/["'\\]/g, "");
}
