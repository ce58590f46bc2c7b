// An expression inside a function of a Nix file -> what the function is called with, by each of its calls in the file.
import type { NixNode } from "../../nix/index.ts";
import { ancestorsOf, childIn, functionName, type NixFile } from "./nix-tree.ts";
import { type Calls, reach, startSearch, type Term, termOf } from "./reach.ts";

/** A call with all its arguments: `mk "web" "galley/web:1.2"`. */
type Application = { readonly node: NixNode; readonly args: readonly NixNode[] };

/** What the functions around an expression are called with; `arguments` are the written ones. */
export type CallSite = { readonly calls: Calls; readonly node: NixNode; readonly args: readonly NixNode[] };

/** Calls that are looked through for one expression. */
const MOST_CALLS = 300;
/** Functions of lib that call their first argument with each member of their second, and how many arguments come before the member. */
const MAPPERS: Readonly<Record<string, number>> = { map: 0, concatMap: 0, mapAttrs: 1, "mapAttrs'": 1, mapAttrsToList: 1, concatMapAttrs: 1 };

function unwrapped(node: NixNode | undefined): NixNode | undefined {
  return node?.kind === "parenthesized_expression" ? unwrapped(childIn(node, "expression")) : node;
}

function applicationOf(node: NixNode): Application & { readonly head: NixNode | undefined } {
  const args: NixNode[] = [];
  let head: NixNode | undefined = node;
  for (; head?.kind === "apply_expression"; head = childIn(head, "function")) {
    const argument = childIn(head, "argument");
    if (argument !== undefined) args.unshift(argument);
  }
  return { node, head, args };
}

/** Every call of the file by the name of what is called. */
export function indexCalls(file: NixFile): ReadonlyMap<string, readonly Application[]> {
  const outermost = file.nodes.filter((node) => node.kind === "apply_expression" && !(node.field === "function" && file.parents.get(node)?.kind === "apply_expression"));
  return Map.groupBy(outermost.map(applicationOf), ({ head }) => functionName(file, head));
}

/** The functions right around an expression, the outermost first: `name: image: …` is two. */
function functionsAround(file: NixFile, node: NixNode): readonly NixNode[] {
  const ancestors = ancestorsOf(file, node);
  const first = ancestors.findIndex(({ kind }) => kind === "function_expression");
  if (first < 0) return [];
  const chain = ancestors.slice(first);
  const end = chain.findIndex(({ kind }) => kind !== "function_expression");
  return (end < 0 ? chain : chain.slice(0, end)).toReversed();
}

function callsOf(functions: readonly NixNode[], args: readonly Term[]): Calls {
  return new Map(functions.flatMap((one, index) => (args[index] === undefined ? [] : [[one, args[index]] as const])));
}

/** `map mk [ … ]`, `mapAttrs (name: image: …) { … }`: one call for each member. */
function mappedCalls(file: NixFile, { functions, skipped, call }: { readonly functions: readonly NixNode[]; readonly skipped: number; readonly call: Application }): readonly CallSite[] {
  const [, data] = call.args;
  const receiver = functions[skipped];
  if (data === undefined || receiver === undefined) return [];
  const members = reach(startSearch(file), termOf(file, data)).flatMap((term): readonly Term[] => {
    if (term.node.kind === "list_expression") return term.node.children.map((node) => ({ ...term, node }));
    return [...(term.file.members.get(term.node)?.values() ?? [])].flat().filter(({ names }) => names.length === 1).map(({ value }) => ({ ...term, node: value }));
  });
  return members.map((member) => ({ calls: new Map([[receiver, member]]), node: member.file === file ? member.node : call.node, args: member.file === file ? [member.node] : [] }));
}

/** The calls of the innermost function around an expression, as far as the file tells. */
export function callSites(file: NixFile, { node, index }: { readonly node: NixNode; readonly index: ReturnType<typeof indexCalls> }): readonly CallSite[] {
  const functions = functionsAround(file, node);
  const [outer] = functions;
  if (outer === undefined) return [];
  const holder = ancestorsOf(file, outer).find(({ kind }) => kind !== "parenthesized_expression");
  const attrpath = holder?.kind === "binding" ? childIn(holder, "attrpath")?.children.at(-1) : undefined;
  const name = attrpath === undefined ? undefined : file.text.slice(attrpath.start, attrpath.end);
  const named = name === undefined ? [] : (index.get(name) ?? []).slice(0, MOST_CALLS);
  const direct = named.map((call) => ({ calls: callsOf(functions, call.args.map((argument) => termOf(file, argument))), node: call.node, args: call.args }));
  const isMine = (given: NixNode | undefined): boolean => given === outer || (name !== undefined && given !== undefined && functionName(file, given) === name);
  const mapped = Object.entries(MAPPERS).flatMap(([mapper, skipped]) =>
    (index.get(mapper) ?? []).filter(({ args }) => isMine(unwrapped(args[0]))).flatMap((call) => mappedCalls(file, { functions, skipped, call })),
  );
  return [...direct, ...mapped].slice(0, MOST_CALLS);
}
