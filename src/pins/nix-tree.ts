// A parsed Nix file -> the same with parents, and the few questions that finding images asks of it.
import type { NixNode } from "../nix/index.ts";
import { CONTAINER_KEYS } from "./image-words.ts";
import type { SourceText } from "./source-text.ts";

/** A file's text and tree; `nodes` in the order of the text. */
export type NixFile = SourceText & {
  readonly nodes: readonly NixNode[];
  readonly parents: ReadonlyMap<NixNode, NixNode>;
  /** For each set or let: the values of its bindings of one name. */
  readonly values: ReadonlyMap<NixNode, ReadonlyMap<string, NixNode>>;
  /** Bindings by their last name whose value calls something that makes an option: `image = mkOption { … };`. */
  readonly options: ReadonlyMap<string, readonly NixNode[]>;
  /** The binding sets with a key that only containers have. */
  readonly containerSets: ReadonlySet<NixNode>;
};

/** How far up a node's surroundings are looked at: nobody nests deeper, and a hostile file must not cost its square. */
export const MAXIMUM_ANCESTORS = 400;

/** Lists the nodes of a tree without recursion, however deep it is. */
export function indexNixFile(source: SourceText, root: NixNode): NixFile {
  const parents = new Map<NixNode, NixNode>();
  const nodes: NixNode[] = [];
  const waiting = [root];
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    nodes.push(node);
    for (const child of node.children.toReversed()) {
      parents.set(child, node);
      waiting.push(child);
    }
  }
  const values = new Map<NixNode, ReadonlyMap<string, NixNode>>();
  const containerSets = new Set<NixNode>();
  for (const node of nodes) {
    const set = node.kind === "binding_set" ? parents.get(node) : undefined;
    if (set === undefined) continue;
    values.set(set, valuesIn(node, source.text));
    if (keysOf(node, source.text).some((key) => CONTAINER_KEYS.has(key))) containerSets.add(node);
  }
  return { ...source, nodes, parents, values, containerSets, options: optionsIn(source, nodes) };
}

function optionsIn(source: SourceText, nodes: readonly NixNode[]): ReadonlyMap<string, readonly NixNode[]> {
  const calls = nodes.flatMap((node) => {
    const value = node.kind === "binding" ? childIn(node, "expression") : undefined;
    const isOption = value?.kind === "apply_expression" && functionName(source, childIn(value, "function")).endsWith("Option");
    return isOption ? [{ name: attributeNames(source, childIn(node, "attrpath")).at(-1) ?? "", value }] : [];
  });
  return new Map([...Map.groupBy(calls, ({ name }) => name)].map(([name, group]) => [name, group.map(({ value }) => value)]));
}

function valuesIn(bindingSet: NixNode, text: string): ReadonlyMap<string, NixNode> {
  const values = new Map<string, NixNode>();
  for (const binding of bindingSet.children) {
    const names = binding.kind === "binding" ? attributeNames({ text }, childIn(binding, "attrpath")) : [];
    const value = childIn(binding, "expression");
    const [name, ...more] = names;
    if (name !== undefined && more.length === 0 && value !== undefined) values.set(name, value);
  }
  return values;
}

/** The child in a role. */
export function childIn(node: NixNode | undefined, field: string): NixNode | undefined {
  return node?.children.find((child) => child.field === field);
}

/** The text of a node. */
export function textOf({ text }: Pick<NixFile, "text">, node: NixNode): string {
  return text.slice(node.start, node.end);
}

/** A string or path part without interpolation, as it is written inside the quotes; undefined for anything else. */
export function literalOf(file: Pick<NixFile, "text">, node: NixNode): { readonly text: string; readonly start: number } | undefined {
  if (node.kind !== "string_expression") return undefined;
  const [only, ...others] = node.children;
  if (only === undefined) return { text: "", start: node.start + 1 };
  return only.kind === "string_fragment" && others.length === 0 ? { text: textOf(file, only), start: only.start } : undefined;
}

/** The names of an attribute path; a computed name is `*`. */
export function attributeNames(file: Pick<NixFile, "text">, attrpath: NixNode | undefined): readonly string[] {
  const names = attrpath?.children.filter((child) => child.field === "attr") ?? [];
  return names.map((name) => (name.kind === "identifier" ? textOf(file, name) : (literalOf(file, name)?.text ?? "*")));
}

/** The value of one name in a set or let. */
export function valueOf(file: NixFile, { set, name }: { readonly set: NixNode; readonly name: string }): NixNode | undefined {
  return file.values.get(set)?.get(name);
}

/** A node's parents, the nearest first, as far as they are looked at. */
export function ancestorsOf({ parents }: NixFile, node: NixNode): readonly NixNode[] {
  const ancestors: NixNode[] = [];
  for (let next = parents.get(node); next !== undefined && ancestors.length < MAXIMUM_ANCESTORS; next = parents.get(next)) ancestors.push(next);
  return ancestors;
}

/** The names on the way from the file's root to a binding, outermost first. */
export function pathTo(file: NixFile, binding: NixNode): readonly string[] {
  const bindings = [binding, ...ancestorsOf(file, binding)].filter(({ kind }) => kind === "binding");
  return bindings.toReversed().flatMap((node) => attributeNames(file, childIn(node, "attrpath")));
}

/** The first names of the bindings in a set, inherited ones included. */
function keysOf(bindingSet: NixNode, text: string): readonly string[] {
  return bindingSet.children.flatMap((child) => {
    if (child.kind === "binding") return attributeNames({ text }, childIn(child, "attrpath")).slice(0, 1);
    const names = childIn(child, "attrs")?.children ?? [];
    return names.map((name) => textOf({ text }, name));
  });
}

/** The last name of a function: `pkgs.dockerTools.pullImage` -> `pullImage`; empty where it is no plain name. */
export function functionName(file: Pick<NixFile, "text">, node: NixNode | undefined): string {
  if (node?.kind === "variable_expression") return textOf(file, node);
  if (node?.kind === "select_expression") return attributeNames(file, childIn(node, "attrpath")).at(-1) ?? "";
  return "";
}
