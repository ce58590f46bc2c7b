// A parsed Nix file -> the same with parents, and the few questions that finding images asks of it.
import { posix } from "node:path";
import type { NixNode } from "../../nix/index.ts";
import { CONTAINER_KEYS } from "../image-words.ts";
import type { SourceText } from "../source-text.ts";

/** A file's text and tree; `nodes` in the order of the text. */
export type NixFile = SourceText & {
  readonly nodes: readonly NixNode[];
  readonly parents: ReadonlyMap<NixNode, NixNode>;
  /** For each set or let: what it says of each first name. */
  readonly members: ReadonlyMap<NixNode, ReadonlyMap<string, readonly Member[]>>;
  /** Calls that make an option, by the last name of their binding and by the last two: `image`, `redis.image`. */
  readonly options: ReadonlyMap<string, readonly NixNode[]>;
  /** What is left to spend on following names in this file. */
  readonly budget: { steps: number };
  /** Files that this one may import, by their paths in the repository. */
  readonly imports: ReadonlyMap<string, NixFile>;
  /** The binding sets with a key that only containers have. */
  readonly containerSets: ReadonlySet<NixNode>;
};

/** A binding: its names, and its value. An inherited name's value is its identifier. */
export type Member = { readonly names: readonly string[]; readonly value: NixNode };

/** How far up a node's surroundings are looked at: nobody nests deeper, and a hostile file must not cost its square. */
const MAXIMUM_ANCESTORS = 400;
/** Names followed in one file: a thousand images need some ten thousand. */
const MAXIMUM_STEPS = 100_000;

/** The path in the repository that a relative path in a file means. */
export function besidePath(file: string, path: string): string {
  return posix.join(posix.dirname(file), path);
}

/** Lists the nodes of a tree without recursion, however deep it is. `imports` may be filled later. */
export function indexNixFile(source: SourceText, { root, imports = new Map() }: { readonly root: NixNode; readonly imports?: ReadonlyMap<string, NixFile> }): NixFile {
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
  const members = new Map<NixNode, ReadonlyMap<string, readonly Member[]>>();
  const containerSets = new Set<NixNode>();
  for (const node of nodes) {
    const set = node.kind === "binding_set" ? parents.get(node) : undefined;
    if (set === undefined) continue;
    const found = membersIn(node, source.text);
    members.set(set, Map.groupBy(found, ({ names }) => names[0] ?? ""));
    if (found.some(({ names }) => CONTAINER_KEYS.has(names[0] ?? ""))) containerSets.add(node);
  }
  const file = { ...source, nodes, parents, members, containerSets, imports, options: new Map(), budget: { steps: MAXIMUM_STEPS } };
  return { ...file, options: optionsIn(file) };
}

function optionsIn(file: NixFile): NixFile["options"] {
  const calls = file.nodes.flatMap((node) => {
    const call = node.kind === "binding" ? childIn(node, "expression") : undefined;
    const isOption = call?.kind === "apply_expression" && functionName(file, childIn(call, "function")).endsWith("Option");
    if (call === undefined || !isOption) return [];
    const names = pathTo(file, node).slice(-2);
    return [...new Set([names.at(-1) ?? "", names.join(".")])].map((name) => ({ name, call }));
  });
  return new Map([...Map.groupBy(calls, ({ name }) => name)].map(([name, group]) => [name, group.map(({ call }) => call)]));
}

function membersIn(bindingSet: NixNode, text: string): readonly Member[] {
  return bindingSet.children.flatMap((child): readonly Member[] => {
    if (child.kind !== "binding") return (childIn(child, "attrs")?.children ?? []).map((value) => ({ names: [textOf({ text }, value)], value }));
    const value = childIn(child, "expression");
    return value === undefined ? [] : [{ names: attributeNames({ text }, childIn(child, "attrpath")), value }];
  });
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

/** The last name of a function: `pkgs.dockerTools.pullImage` -> `pullImage`; empty where it is no plain name. */
export function functionName(file: Pick<NixFile, "text">, node: NixNode | undefined): string {
  if (node?.kind === "variable_expression") return textOf(file, node);
  if (node?.kind === "select_expression") return attributeNames(file, childIn(node, "attrpath")).at(-1) ?? "";
  return "";
}
