// `./hosts/${name}` in a function that is only called with literal names -> the path of each host.
import type { NixNode } from "../../nix/index.ts";
import type { PathMark } from "./mark.ts";
import { attributesOf, callOf, childIn, literalOf, type ParsedFile, textOf } from "./nix-nodes.ts";
import type { SplitFile } from "./split-file.ts";

/** The text that is put into the path, by host. */
export type NamesByHost = ReadonlyMap<string, readonly string[]>;

/** Undefined where some call gives another thing than a literal, or the function goes elsewhere: then all hosts may read all that fits. */
export function namesByHost(split: SplitFile, mark: PathMark): NamesByHost | undefined {
  const { file } = split;
  const path = nodeAt(file.root, mark.start);
  const holes = path?.kind === "path_expression" ? path.children.filter(({ kind }) => kind === "interpolation") : [];
  const variable = holes.length === 1 ? childIn(holes[0], "expression") : undefined;
  if (path === undefined || variable?.kind !== "variable_expression") return undefined;
  const name = textOf(file, variable);
  const found = functionOf(file, { node: path, name });
  return found === undefined ? undefined : callsOf(split, { ...found, name });
}

/** The path that begins at an offset. */
function nodeAt(root: NixNode, start: number): NixNode | undefined {
  let node: NixNode | undefined = root;
  while (node !== undefined && !(node.kind === "path_expression" && node.start === start)) {
    node = node.children.find((child) => child.start <= start && start < child.end);
  }
  return node;
}

type Taken = { readonly outermost: NixNode; readonly position: number; readonly isByName: boolean };

/** The function that takes the name; undefined where something in between gives it another meaning. */
function functionOf(file: ParsedFile, { node, name }: { node: NixNode; name: string }): Taken | undefined {
  for (let at = file.parents.get(node); at !== undefined; at = file.parents.get(at)) {
    if ((at.kind === "let_expression" || at.kind === "rec_attrset_expression") && gives(file, { set: at, name })) return undefined;
    if (at.kind !== "function_expression") continue;
    const [formals, universal] = [childIn(at, "formals"), childIn(at, "universal")];
    const isByName = formals?.children.some((formal) => formal.kind === "formal" && textOf(file, childIn(formal, "name") ?? formal) === name) === true;
    const isWhole = universal !== undefined && textOf(file, universal) === name;
    if (isWhole && formals !== undefined) return undefined;
    if (isByName || isWhole) return { ...outermostOf(file, at), isByName };
  }
  return undefined;
}

function gives(file: ParsedFile, { set, name }: { set: NixNode; name: string }): boolean {
  const inherited = set.children.find(({ kind }) => kind === "binding_set")?.children.filter(({ kind }) => kind !== "binding") ?? [];
  return attributesOf(file, set).some(({ names }) => names[0] === name) || inherited.some((node) => new RegExp(String.raw`(?<![\w'-])${name}(?![\w'-])`).test(textOf(file, node)));
}

/** `a: b: body` is two functions; the position of an argument counts from the first. */
function outermostOf({ parents }: ParsedFile, node: NixNode): { readonly outermost: NixNode; readonly position: number } {
  let [outermost, position] = [node, 0];
  for (let parent = parents.get(outermost); parent?.kind === "function_expression"; parent = parents.get(outermost)) [outermost, position] = [parent, position + 1];
  return { outermost, position };
}

type Sought = Taken & { readonly name: string };

function callsOf(split: SplitFile, sought: Sought): NamesByHost | undefined {
  const { file } = split;
  const parent = file.parents.get(sought.outermost);
  const value = parent?.kind === "parenthesized_expression" ? parent : sought.outermost;
  const called = hostsOfCall(split, value);
  if (called !== undefined) return sought.position === 0 && !sought.isByName ? new Map(called.map((host) => [host, [host]])) : undefined;
  const attribute = parent?.kind === "binding" ? childIn(parent, "attrpath") : undefined;
  if (attribute?.children.length !== 1) return undefined;
  return valuesAt(split, { ...sought, uses: usesOf(file, attribute) });
}

function hostsOfCall({ calls }: SplitFile, node: NixNode): readonly string[] | undefined {
  return calls.find((call) => call.function === node)?.hosts;
}

/** Every place where a name stands, but for its binding; a string or comment is none. */
function usesOf(file: ParsedFile, binding: NixNode): readonly NixNode[] {
  const name = textOf(file, binding);
  const uses: NixNode[] = [];
  for (const node of file.parents.keys()) {
    if (node.kind === "identifier" && textOf(file, node) === name && !(binding.start <= node.start && node.end <= binding.end)) uses.push(node);
  }
  return uses;
}

function valuesAt(split: SplitFile, { uses, ...sought }: Sought & { readonly uses: readonly NixNode[] }): NamesByHost | undefined {
  const { file, stretches } = split;
  const names = new Map<string, string[]>();
  for (const use of uses) {
    const variable = file.parents.get(use);
    if (variable?.kind !== "variable_expression") return undefined;
    const called = sought.position === 0 && !sought.isByName ? hostsOfCall(split, variable) : undefined;
    for (const host of called ?? []) names.set(host, [...(names.get(host) ?? []), host]);
    if (called !== undefined) continue;
    const host = stretches.find(({ start, end, host: owner }) => owner !== undefined && start <= use.start && use.end <= end)?.host;
    const value = givenTo(file, { variable, sought });
    if (host === undefined || value === undefined) return undefined;
    names.set(host, [...(names.get(host) ?? []), value]);
  }
  return names;
}

/** The literal that a call gives for the name. */
function givenTo(file: ParsedFile, { variable, sought }: { variable: NixNode; sought: Sought }): string | undefined {
  let call = variable;
  for (let parent = file.parents.get(call); parent?.kind === "apply_expression" && childIn(parent, "function") === call; parent = file.parents.get(call)) call = parent;
  const argument = callOf(call).given[sought.position];
  if (argument === undefined) return undefined;
  if (!sought.isByName) return literalOf(file, argument);
  if (argument.kind !== "attrset_expression") return undefined;
  return literalOf(file, attributesOf(file, argument).find(({ names }) => names.length === 1 && names[0] === sought.name)?.value);
}
