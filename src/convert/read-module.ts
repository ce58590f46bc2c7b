// The text of a committed module -> its facts, read with the Nix parser and without evaluating anything.
import { type NixNode, parseNix } from "../nix/index.ts";
import { applyFact, CONDITION, isIgnored, isPresence, joinPath, listFact, type ModuleFacts, PRESENT, textFact } from "./module-facts.ts";

/** A committed module; `condition` is that of the option it stands under, as `custom.media.enable`. */
export type CommittedModule = { readonly facts: ModuleFacts; readonly condition: string | undefined; readonly isWhole: boolean };

type Source = { readonly text: string; readonly facts: Map<string, string> };
type Step = { readonly node: NixNode; readonly path: readonly string[]; readonly source: Source };

/** Reads a module; undefined where the file is no Nix, or no module with attributes that can be read. */
export async function readModule(text: string): Promise<CommittedModule | undefined> {
  const tree = await parseNix(text);
  const body = tree === undefined ? undefined : bodyOf(tree.root);
  if (tree === undefined || body === undefined) return undefined;
  const source: Source = { text, facts: new Map() };
  collectSet({ node: body, path: [], source });
  return { ...withoutCondition(source.facts), isWhole: !tree.hasError };
}

function child(node: NixNode | undefined, field: string): NixNode | undefined {
  return node?.children.find((candidate) => candidate.field === field);
}

/** The attribute set of a module: behind its arguments, parentheses and `let`. */
function bodyOf(node: NixNode): NixNode | undefined {
  if (node.kind === "attrset_expression" || node.kind === "rec_attrset_expression") return node;
  const inner = ["source_code", "parenthesized_expression"].includes(node.kind) ? node.children.find((candidate) => candidate.kind !== "comment") : child(node, "body");
  return inner === undefined ? undefined : bodyOf(inner);
}

function collectSet({ node, path, source }: Step): void {
  const bindings = node.children.filter(({ kind }) => kind === "binding_set").flatMap(({ children }) => children);
  for (const binding of bindings) {
    const names = child(binding, "attrpath")?.children.map((name) => attributeName(name, source)) ?? [];
    const value = child(binding, "expression");
    if (binding.kind === "binding" && value !== undefined) collectValue({ node: value, path: [...path, ...names], source });
  }
}

function collectValue({ node, path, source }: Step): void {
  if (isPresence(path)) source.facts.set(joinPath(path), PRESENT);
  if (isIgnored(path)) return;
  const isSet = node.kind === "attrset_expression" || node.kind === "rec_attrset_expression";
  if (isSet && node.children.some(({ kind, children }) => kind === "binding_set" && children.length > 0)) {
    // `config` beside `options` is the module itself.
    collectSet({ node, path: path.length === 1 && path[0] === "config" ? [] : path, source });
    return;
  }
  const conditional = conditionalBody(node, source);
  if (conditional === undefined) {
    source.facts.set(joinPath(path), factOf(node, { key: path.at(-1) ?? "", source }));
    return;
  }
  const isWhole = path.length === 1 && path[0] === "config";
  source.facts.set(isWhole ? "config" : joinPath([...path, CONDITION]), conditional.condition);
  collectSet({ node: conditional.body, path: isWhole ? [] : path, source });
}

/** `lib.mkIf condition { … }` */
function conditionalBody(node: NixNode, source: Source): { readonly condition: string; readonly body: NixNode } | undefined {
  const [call, body] = [child(node, "function"), child(node, "argument")];
  const condition = child(call, "argument");
  const isCondition = call !== undefined && textOf(child(call, "function"), source).endsWith("mkIf");
  if (!isCondition || condition === undefined || body?.kind !== "attrset_expression") return undefined;
  return { condition: factOf(condition, { key: "", source }), body };
}

function textOf(node: NixNode | undefined, { text }: Source): string {
  return node === undefined ? "" : text.slice(node.start, node.end);
}

function attributeName(node: NixNode, source: Source): string {
  if (node.kind !== "string_expression") return textOf(node, source);
  return literal(node, source);
}

type Reading = { readonly key: string; readonly source: Source };

function factOf(node: NixNode, { key, source }: Reading): string {
  const inner = (part: NixNode | undefined): string => (part === undefined ? "" : factOf(part, { key: "", source }));
  switch (node.kind) {
    case "string_expression":
    case "indented_string_expression":
      return textFact(literal(node, source), key);
    case "list_expression":
      return listFact(node.children.filter(({ kind }) => kind !== "comment").map(inner), key);
    case "parenthesized_expression":
      return inner(node.children.find(({ kind }) => kind !== "comment"));
    case "apply_expression":
      return applyFact(applied(node).map(inner));
    case "select_expression":
      return [textOf(child(node, "expression"), source), ...(child(node, "attrpath")?.children.map((name) => attributeName(name, source)) ?? [])].join(".");
    case "attrset_expression":
      return "{}";
    default:
      return textOf(node, source).replace(/\s+/g, " ");
  }
}

/** `f a b` is `(f a) b`. */
function applied(node: NixNode): readonly NixNode[] {
  const [callee, operand] = [child(node, "function"), child(node, "argument")];
  if (callee === undefined || operand === undefined) return [];
  return [...(callee.kind === "apply_expression" ? applied(callee) : [callee]), operand];
}

const ESCAPES: Readonly<Record<string, string>> = { "\\n": "\n", "\\r": "\r", "\\t": "\t", "''\\n": "\n", "''\\r": "\r", "''\\t": "\t", "'''": "''", "''$": "$", "$$": "$$" };

/** The contents of a string literal; an interpolation stays as it is written. */
function literal(node: NixNode, source: Source): string {
  const parts = node.children.map((part) => {
    const written = textOf(part, source);
    if (part.kind === "escape_sequence") return ESCAPES[written] ?? written.slice(1);
    // The dollar is the first letter of what follows; before a brace a second one tells the text from an interpolation.
    if (part.kind === "dollar_escape") return source.text.startsWith("${", part.end) ? "$" : "";
    return written;
  });
  return node.kind === "indented_string_expression" ? withoutIndentation(parts.join("")) : parts.join("");
}

/** Nix strips the least indentation of all lines that are not blank, and a first line that is. */
function withoutIndentation(text: string): string {
  const lines = text.replace(/^ *\n/, "").split("\n");
  const indents = lines.filter((line) => line.trim() !== "").map((line) => line.length - line.trimStart().length);
  const least = indents.length === 0 ? 0 : Math.min(...indents);
  return lines.map((line) => line.slice(Math.min(least, line.length - line.trimStart().length))).join("\n");
}

function withoutCondition(facts: Map<string, string>): Pick<CommittedModule, "facts" | "condition"> {
  const condition = facts.get("config");
  const config = new Map([...facts].filter(([path]) => path !== "config" && !path.startsWith("options\0") && !path.startsWith("imports")));
  return { facts: config, condition };
}
