// A parsed Nix file -> the few questions that finding hosts asks of it.
import type { NixNode } from "../../nix/index.ts";

export type ParsedFile = { readonly path: string; readonly source: string; readonly root: NixNode; readonly parents: ReadonlyMap<NixNode, NixNode> };

/** A binding of an attribute set, with the names of its path; a computed name is undefined. */
export type NixAttribute = { readonly binding: NixNode; readonly names: readonly (string | undefined)[]; readonly value: NixNode };

export function indexParents(root: NixNode): ReadonlyMap<NixNode, NixNode> {
  const parents = new Map<NixNode, NixNode>();
  const waiting = [root];
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    for (const child of node.children) {
      parents.set(child, node);
      waiting.push(child);
    }
  }
  return parents;
}

export function childIn(node: NixNode | undefined, field: string): NixNode | undefined {
  return node?.children.find((child) => child.field === field);
}

export function textOf({ source }: Pick<ParsedFile, "source">, node: NixNode): string {
  return source.slice(node.start, node.end);
}

/** A string without interpolation or escapes; undefined for anything else. */
export function literalOf(file: ParsedFile, node: NixNode | undefined): string | undefined {
  const [only, ...others] = node?.kind === "string_expression" ? node.children : [];
  return only?.kind === "string_fragment" && others.length === 0 ? textOf(file, only) : undefined;
}

/** Bindings of a set; names that are inherited stand outside of it. */
export function attributesOf(file: ParsedFile, set: NixNode): readonly NixAttribute[] {
  const bindings = set.children.find(({ kind }) => kind === "binding_set")?.children ?? [];
  return bindings.flatMap((binding) => {
    const [path, value] = [childIn(binding, "attrpath"), childIn(binding, "expression")];
    if (binding.kind !== "binding" || path === undefined || value === undefined) return [];
    const names = path.children.filter(({ field }) => field === "attr").map((name) => (name.kind === "identifier" ? textOf(file, name) : literalOf(file, name)));
    return [{ binding, names, value }];
  });
}

/** A call with all its arguments: `f a b` is two calls, one in the other. */
export function callOf(node: NixNode): { readonly callee: NixNode; readonly given: readonly NixNode[] } {
  const given: NixNode[] = [];
  let callee = node;
  for (; callee.kind === "apply_expression"; callee = childIn(callee, "function") ?? callee.children[0] ?? node) {
    const argument = childIn(callee, "argument");
    if (argument !== undefined) given.unshift(argument);
    if (given.length > 50) break;
  }
  return { callee, given };
}

/** What is inside of parentheses, `let`, `with` and `assert`. */
export function bodyOf(node: NixNode): NixNode {
  const field = node.kind === "parenthesized_expression" ? "expression" : ["let_expression", "with_expression", "assert_expression"].includes(node.kind) ? "body" : undefined;
  const inner = field === undefined ? undefined : childIn(node, field);
  return inner === undefined ? node : bodyOf(inner);
}
