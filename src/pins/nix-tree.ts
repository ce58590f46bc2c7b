// A parsed Nix file -> the same with parents, and the few questions that finding images asks of it.
import type { NixNode } from "../nix/index.ts";

/** A file's text and tree; `nodes` in the order of the text. */
export type NixFile = {
  readonly file: string;
  readonly text: string;
  readonly nodes: readonly NixNode[];
  readonly parents: ReadonlyMap<NixNode, NixNode>;
  /** For each set or let: the values of its bindings of one name. */
  readonly values: ReadonlyMap<NixNode, ReadonlyMap<string, NixNode>>;
};

/** Lists the nodes of a tree without recursion, however deep it is. */
export function indexNixFile({ file, text, root }: { readonly file: string; readonly text: string; readonly root: NixNode }): NixFile {
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
  for (const node of nodes) {
    const set = node.kind === "binding_set" ? parents.get(node) : undefined;
    if (set !== undefined) values.set(set, valuesIn(node, text));
  }
  return { file, text, nodes, parents, values };
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

/** The names on the way from the file's root to a binding, outermost first. */
export function pathTo(file: NixFile, binding: NixNode): readonly string[] {
  const parts: (readonly string[])[] = [];
  for (let node: NixNode | undefined = binding; node !== undefined; node = file.parents.get(node)) {
    if (node.kind === "binding") parts.push(attributeNames(file, childIn(node, "attrpath")));
  }
  return parts.toReversed().flat();
}

/** The first names of the bindings beside one, in the same set, itself included. */
export function siblingNames(file: NixFile, binding: NixNode): readonly string[] {
  const set = file.parents.get(binding);
  const siblings = set?.children ?? [];
  return siblings.flatMap((sibling) => {
    if (sibling.kind === "binding") return attributeNames(file, childIn(sibling, "attrpath")).slice(0, 1);
    const names = childIn(sibling, "attrs")?.children ?? [];
    return names.map((name) => textOf(file, name));
  });
}

/** The last name of a function: `pkgs.dockerTools.pullImage` -> `pullImage`; empty where it is no plain name. */
export function functionName(file: NixFile, node: NixNode | undefined): string {
  if (node?.kind === "variable_expression") return textOf(file, node);
  if (node?.kind === "select_expression") return attributeNames(file, childIn(node, "attrpath")).at(-1) ?? "";
  return "";
}
