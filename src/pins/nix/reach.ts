// A Nix expression -> the expressions that it comes to, as far as one file tells: names followed, branches taken both.
import type { NixNode } from "../../nix/index.ts";
import { ancestorsOf, attributeNames, besidePath, childIn, functionName, type NixFile, textOf } from "./nix-tree.ts";

/** What functions were called with, by the function. */
export type Calls = ReadonlyMap<NixNode, Term>;

/** An expression, the file that it stands in, and the calls inside which it is looked at. */
export type Term = { readonly file: NixFile; readonly node: NixNode; readonly calls: Calls };

/** The file that asks, with what may still be spent on one question: names that are used many times over would multiply. */
export type Search = { readonly file: NixFile; steps: number };

/** Expressions looked at for one question. */
const MAXIMUM_STEPS = 400;
/** Values that one expression may have: both branches of a few conditions. */
export const MAXIMUM_ALTERNATIVES = 8;
/** Functions of lib that pass their last argument on. */
const WRAPPERS: ReadonlySet<string> = new Set([
  "mkDefault", "mkForce", "mkOverride", "mkIf", "mkBefore", "mkAfter", "mkOptionDefault", "mkVMOverride", "mkImageMediaOverride", "toString", "trim", "traceVal", "id",
]);

export function startSearch(file: NixFile): Search {
  return { file, steps: MAXIMUM_STEPS };
}

/** A term at the top, in no call. */
export function termOf(file: NixFile, node: NixNode): Term {
  return { file, node, calls: new Map() };
}

function children(term: Term, fields: readonly string[]): readonly Term[] {
  return fields.flatMap((field) => {
    const node = childIn(term.node, field);
    return node === undefined ? [] : [{ ...term, node }];
  });
}

/** The default of an option: of `mkOption { default = …; }`, or the text given to a helper such as `mkImageOption "…"`. */
function optionDefault(search: Search, term: Term): readonly Term[] {
  const name = functionName(term.file, childIn(term.node, "function"));
  if (!name.endsWith("Option")) return [];
  return children(term, ["argument"]).flatMap((argument) => (argument.node.kind === "string_expression" ? [argument] : member(search, { term: argument, names: ["default"] })));
}

/** `cfg.redis.image` where the file declares an option of that name: its default. The evaluation tells whether it was left at that. */
function declaredDefault(search: Search, { term: { file }, names }: Path): readonly Term[] {
  const { options } = file;
  const [only, ...others] = options.get(names.slice(-2).join(".")) ?? options.get(names.at(-1) ?? "") ?? [];
  return only === undefined || others.length > 0 ? [] : optionDefault(search, termOf(file, only));
}

type Path = { readonly term: Term; readonly names: readonly string[] };

/** What a set or let itself says of a path: `a.b` finds `{ a.b = …; }` as well as `{ a = { b = …; }; }`; `*` is any name. */
function ownMember(search: Search, { term, names }: Path): readonly Term[] {
  const [first = ""] = names;
  const members = term.file.members.get(term.node);
  const found = first === "*" ? [...(members?.values() ?? [])].flat() : (members?.get(first) ?? []);
  return found.slice(0, MAXIMUM_ALTERNATIVES).flatMap(({ names: written, value }) => {
    const fits = written.length <= names.length && written.every((name, index) => name === names[index] || names[index] === "*");
    return fits ? member(search, { term: { ...term, node: value }, names: names.slice(written.length) }) : [];
  });
}

/** The same for whatever the term comes to. */
export function member(search: Search, { term, names }: Path): readonly Term[] {
  return names.length === 0 ? [term] : reach(search, term).flatMap((set) => ownMember(search, { term: set, names }));
}

/** What a function's own names stand for: the argument's parts, else the defaults; undefined where the name is none of its. */
function formal(search: Search, { scope, name }: { readonly scope: Term; readonly name: string }): readonly Term[] | undefined {
  const { file, node, calls } = scope;
  const argument = calls.get(node);
  const universal = childIn(node, "universal");
  if (universal !== undefined && textOf(file, universal) === name) return argument === undefined ? [] : [argument];
  const found = (childIn(node, "formals")?.children ?? []).find((candidate) => {
    const id = childIn(candidate, "name");
    return id !== undefined && textOf(file, id) === name;
  });
  if (found === undefined) return undefined;
  const given = argument === undefined ? [] : member(search, { term: argument, names: [name] });
  return given.length > 0 ? given : children({ ...scope, node: found }, ["default"]);
}

/** True where a `let` or `rec` gives the name; `inherit name;` in the set itself means the name outside it. */
function isGivenBy({ file, node }: Term, scope: NixNode): boolean {
  if (scope.kind !== "let_expression" && scope.kind !== "rec_attrset_expression") return false;
  return (file.members.get(scope)?.get(textOf(file, node)) ?? []).some(({ value }) => value !== node);
}

/** The innermost `let`, `rec` or function that gives a name its value; then `with` (Nix manual, "Scoping rules"). `rest` is selected from it. */
function lookUp(search: Search, { term, names: rest }: Path): readonly Term[] {
  const { file, node } = term;
  const name = textOf(file, node);
  const scopes = ancestorsOf(file, node);
  for (const scope of scopes) {
    if (isGivenBy(term, scope)) return ownMember(search, { term: { ...term, node: scope }, names: [name, ...rest] });
    const values = scope.kind === "function_expression" ? formal(search, { scope: { ...term, node: scope }, name }) : undefined;
    if (values !== undefined) return values.flatMap((value) => member(search, { term: value, names: rest }));
  }
  const withs = scopes.filter(({ kind }) => kind === "with_expression").flatMap((scope) => children({ ...term, node: scope }, ["environment"]));
  return withs.map((environment) => member(search, { term: environment, names: [name, ...rest] })).find((found) => found.length > 0) ?? [];
}

function inherited(search: Search, term: Term): readonly Term[] {
  const { file, node } = term;
  const owner = file.parents.get(file.parents.get(node) ?? node);
  if (owner?.kind !== "inherit_from") return lookUp(search, { term, names: [] });
  const names = [textOf(file, node)];
  const found = children({ ...term, node: owner }, ["expression"]).flatMap((from) => member(search, { term: from, names }));
  return found.length > 0 ? found : declaredDefault(search, { term, names });
}

function select(search: Search, term: Term): readonly Term[] {
  const names = attributeNames(term.file, childIn(term.node, "attrpath"));
  const [base] = children(term, ["expression"]);
  const [variable] = base?.node.kind === "variable_expression" ? children(base, ["name"]) : [];
  const found = variable !== undefined ? lookUp(search, { term: variable, names }) : base === undefined ? [] : member(search, { term: base, names });
  if (found.length > 0) return found;
  return [...declaredDefault(search, { term, names }), ...children(term, ["default"])];
}

/** The expression of a file that `import ./FILE` names. */
function imported({ file, node }: Term): readonly Term[] {
  const path = textOf(file, node);
  const other = node.kind === "path_expression" ? [path, `${path}/default.nix`].map((name) => file.imports.get(besidePath(file.file, name))).find((found) => found !== undefined) : undefined;
  const root = other?.nodes[0]?.children.find(({ kind }) => kind !== "comment");
  return other === undefined || root === undefined ? [] : [termOf(other, root)];
}

/** A call of a wrapper, of something that makes an option, or of a function of the same file; else the call itself. */
function call(search: Search, term: Term): readonly Term[] {
  const called = childIn(term.node, "function");
  // `mkIf condition value` is two calls, one in the other.
  const inner = called?.kind === "apply_expression" ? childIn(called, "function") : called;
  if (functionName(term.file, called) === "import") return children(term, ["argument"]).flatMap(imported).flatMap((value) => reach(search, value));
  if (WRAPPERS.has(functionName(term.file, inner))) return children(term, ["argument"]).flatMap((value) => reach(search, value));
  const option = optionDefault(search, term);
  if (option.length > 0) return option.flatMap((value) => reach(search, value));
  const functions = children(term, ["function"]).flatMap((callee) => reach(search, callee)).filter(({ node }) => node.kind === "function_expression");
  const [argument] = children(term, ["argument"]);
  if (functions.length === 0 || argument === undefined) return [term];
  return functions.flatMap((callee) => children({ ...callee, calls: new Map([...callee.calls, [callee.node, argument]]) }, ["body"])).flatMap((body) => reach(search, body));
}

/** One step, or undefined where the expression stands for itself. */
function step(search: Search, term: Term): readonly Term[] | undefined {
  switch (term.node.kind) {
    case "parenthesized_expression":
      return children(term, ["expression"]);
    case "let_expression":
    case "with_expression":
    case "assert_expression":
      return children(term, ["body"]);
    case "if_expression":
      return children(term, ["consequence", "alternative"]);
    case "variable_expression":
      return children(term, ["name"]).flatMap((name) => lookUp(search, { term: name, names: [] }));
    case "identifier":
      return inherited(search, term);
    case "select_expression":
      return select(search, term);
    default:
      return undefined;
  }
}

/** Every expression that a term may come to; what another file decides stands for itself. Circles end by the steps. */
export function reach(search: Search, term: Term): readonly Term[] {
  search.steps -= 1;
  search.file.budget.steps -= 1;
  if (search.steps < 0 || search.file.budget.steps < 0) return [];
  if (term.node.kind === "apply_expression") return call(search, term).slice(0, MAXIMUM_ALTERNATIVES);
  const next = step(search, term);
  if (next === undefined) return [term];
  const reached = next.flatMap((one) => reach(search, one));
  return (reached.length > 0 ? reached : [term]).slice(0, MAXIMUM_ALTERNATIVES);
}
