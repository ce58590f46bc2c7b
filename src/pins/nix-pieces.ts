// A Nix expression -> the pieces of the text that it gives, as far as one file tells: literals, interpolation, names, option defaults.
import type { NixNode } from "../nix/index.ts";
import { ancestorsOf, attributeNames, childIn, functionName, literalOf, type NixFile, textOf, valueOf } from "./nix-tree.ts";
import type { Piece } from "./pin.ts";

/** A part that another file or the evaluation decides. */
export type Hole = { readonly hole: true };

/** The parts of a text in order. */
export type NixText = readonly (Piece | Hole)[];

/** Names that lead to names that lead to …: enough for people, an end for circles. */
const MAXIMUM_DEPTH = 12;
/** Expressions looked at for one text: names that are used many times over would multiply. */
const MAXIMUM_STEPS = 200;
const HOLE: NixText = [{ hole: true }];
/** Functions of lib that pass their last argument on. */
const WRAPPERS: ReadonlySet<string> = new Set(["mkDefault", "mkForce", "mkOverride", "mkIf", "mkBefore", "mkAfter", "mkOptionDefault"]);

type Budget = { steps: number };
type Question = { readonly node: NixNode; readonly depth: number; readonly budget: Budget };

/** True where every part is known. */
export function isComplete(text: NixText): text is readonly Piece[] {
  return text.every((part) => !("hole" in part));
}

/** The innermost `let`, `rec` or formal default that gives a name its value at a node (Nix manual, "Scoping rules"). */
function lookUp(file: NixFile, { node, name }: { readonly node: NixNode; readonly name: string }): NixNode | undefined {
  for (const scope of ancestorsOf(file, node)) {
    if (scope.kind === "let_expression" || scope.kind === "rec_attrset_expression") {
      const value = valueOf(file, { set: scope, name });
      if (value !== undefined) return value;
    }
    if (scope.kind === "function_expression") {
      const formals = childIn(scope, "formals")?.children ?? [];
      const formal = formals.find((candidate) => {
        const id = childIn(candidate, "name");
        return id !== undefined && textOf(file, id) === name;
      });
      if (formal !== undefined) return childIn(formal, "default");
    }
  }
  return undefined;
}

/** The default of an option: of `mkOption { default = …; }`, or the text given to a helper such as `mkImageOption "…"`. */
export function optionDefault(file: NixFile, node: NixNode): NixNode | undefined {
  if (node.kind !== "apply_expression") return undefined;
  const name = functionName(file, childIn(node, "function"));
  const argument = childIn(node, "argument");
  if (argument === undefined || !name.endsWith("Option")) return undefined;
  return argument.kind === "string_expression" ? argument : valueOf(file, { set: argument, name: "default" });
}

/** `cfg.image` where the file declares one option of that name: its default. The evaluation tells whether it was left at that. */
function defaultNamed(file: NixFile, name: string): NixNode | undefined {
  const [only, ...others] = (file.options.get(name) ?? []).flatMap((value) => optionDefault(file, value) ?? []);
  return others.length === 0 ? only : undefined;
}

/** `images.web`: through a set that the file binds, else an option's default. */
function selectValue(file: NixFile, node: NixNode): NixNode | undefined {
  const names = attributeNames(file, childIn(node, "attrpath"));
  const base = childIn(node, "expression");
  let set = base?.kind === "variable_expression" ? lookUp(file, { node: base, name: textOf(file, base) }) : undefined;
  for (const name of names) set = set === undefined ? undefined : valueOf(file, { set, name });
  return set ?? defaultNamed(file, names.at(-1) ?? "");
}

function follow(file: NixFile, { value, depth, budget }: Omit<Question, "node"> & { readonly value: NixNode | undefined }): NixText {
  return value === undefined ? HOLE : resolve(file, { node: value, depth: depth + 1, budget });
}

function resolveString(file: NixFile, { node, ...rest }: Question): NixText {
  const literal = literalOf(file, node);
  if (literal !== undefined) return [literal];
  return node.children.flatMap((child): NixText => {
    if (child.kind === "string_fragment") return [{ text: textOf(file, child), start: child.start }];
    if (child.kind !== "interpolation") return HOLE;
    return follow(file, { value: childIn(child, "expression"), ...rest });
  });
}

function resolveApplication(file: NixFile, { node, ...rest }: Question): NixText {
  const called = childIn(node, "function");
  // `mkIf condition value` is two applications, one in the other.
  const inner = called?.kind === "apply_expression" ? childIn(called, "function") : called;
  if (WRAPPERS.has(functionName(file, inner))) return follow(file, { value: childIn(node, "argument"), ...rest });
  return follow(file, { value: optionDefault(file, node), ...rest });
}

function resolve(file: NixFile, { node, ...rest }: Question): NixText {
  rest.budget.steps -= 1;
  if (rest.depth > MAXIMUM_DEPTH || rest.budget.steps < 0) return HOLE;
  switch (node.kind) {
    case "string_expression":
      return resolveString(file, { node, ...rest });
    case "parenthesized_expression":
      return follow(file, { value: childIn(node, "expression"), ...rest });
    case "variable_expression":
      return follow(file, { value: lookUp(file, { node, name: textOf(file, node) }), ...rest });
    case "select_expression":
      return follow(file, { value: selectValue(file, node), ...rest });
    case "apply_expression":
      return resolveApplication(file, { node, ...rest });
    case "binary_expression": {
      const [left, right] = [childIn(node, "left"), childIn(node, "right")];
      const isPlus = left !== undefined && right !== undefined && file.text.slice(left.end, right.start).trim() === "+";
      return isPlus ? [...follow(file, { value: left, ...rest }), ...follow(file, { value: right, ...rest })] : HOLE;
    }
    default:
      return HOLE;
  }
}

/** Resolves an expression; what the file does not tell is a hole. */
export function resolveText(file: NixFile, node: NixNode): NixText {
  return resolve(file, { node, depth: 0, budget: { steps: MAXIMUM_STEPS } }).filter((part) => "hole" in part || part.text !== "");
}
