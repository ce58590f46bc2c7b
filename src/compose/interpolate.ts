// A text with variables -> the text with their values, by the Compose Specification's section "Interpolation".

/** What a text said about a variable that has no value. */
export type MissingVariable = { readonly kind: "unset"; readonly name: string } | { readonly kind: "required"; readonly name: string; readonly message: string };

/** A stretch of the result: with `at` it stands in the template as it is, from that offset on; with `variable` it is that one's value. */
export type InterpolatedPart = { readonly text: string; readonly at?: number; readonly variable?: string };

/** The result, and the parts that it was put together of; `isInvalid` where a `${` starts nothing that the specification knows. */
export type Interpolated = {
  readonly text: string;
  readonly parts: readonly InterpolatedPart[];
  readonly missing: readonly MissingVariable[];
  readonly isInvalid: boolean;
};

export type Variables = (name: string) => string | undefined;

const NAME = /[A-Za-z_][A-Za-z0-9_]*/y;
const OPERATOR = /:?[-+?]/y;
/** Defaults can hold variables with defaults; deeper than this nobody writes. */
const MAXIMUM_DEPTH = 32;

/**
 * Puts variables in: `$NAME`, `${NAME}`, `${NAME:-default}`, `${NAME-default}`, `${NAME:?message}`, `${NAME?message}`,
 * `${NAME:+other}`, `${NAME+other}`, nested; `$$` is a dollar sign. An unset variable becomes an empty text.
 */
export function interpolate(text: string, variables: Variables): Interpolated {
  return substitute({ text, variables, depth: 0, offset: 0 });
}

/** `offset`: where the text begins in the outermost one. */
type Template = { readonly text: string; readonly variables: Variables; readonly depth: number; readonly offset: number };

function joined(parts: readonly InterpolatedPart[], rest: Pick<Interpolated, "missing" | "isInvalid">): Interpolated {
  const filled = parts.filter(({ text }) => text !== "");
  return { text: filled.map(({ text }) => text).join(""), parts: filled, ...rest };
}

function substitute(template: Template): Interpolated {
  const { text, offset } = template;
  if (template.depth > MAXIMUM_DEPTH) return joined([{ text }], { missing: [], isInvalid: true });
  const missing: MissingVariable[] = [];
  const parts: InterpolatedPart[] = [];
  let isInvalid = false;
  let position = 0;
  for (let dollar = text.indexOf("$"); dollar >= 0; dollar = text.indexOf("$", position)) {
    const piece = readVariable(template, dollar + 1);
    parts.push({ text: text.slice(position, dollar), at: offset + position }, ...piece.parts);
    missing.push(...piece.missing);
    position = piece.end;
    // The rest is not looked at: it would be searched for a closing brace again and again.
    isInvalid = piece.isInvalid;
    if (isInvalid) break;
  }
  return joined([...parts, { text: text.slice(position), at: offset + position }], { missing, isInvalid });
}

type Piece = Interpolated & { readonly end: number };

/** What follows a dollar sign at `start - 1`. */
function readVariable(template: Template, start: number): Piece {
  const { text, variables, offset } = template;
  if (text[start] === "$") return { ...dollarSign(false), end: start + 1 };
  const isBraced = text[start] === "{";
  const name = matchAt(NAME, { text, position: isBraced ? start + 1 : start });
  // A dollar sign before anything else stands for itself, as in `^[0-9]+$`; `${` must be a variable.
  if (name === undefined) return { ...dollarSign(isBraced), end: start };
  const afterName = start + (isBraced ? 1 : 0) + name.length;
  if (!isBraced) return { ...plain(name, variables), end: afterName };
  if (text[afterName] === "}") return { ...plain(name, variables), end: afterName + 1 };
  const operator = matchAt(OPERATOR, { text, position: afterName });
  const end = closingBrace(text, start);
  if (operator === undefined || end < 0) return { ...dollarSign(true), end: start };
  const from = afterName + operator.length;
  const operand = substitute({ text: text.slice(from, end), variables, depth: template.depth + 1, offset: offset + from });
  return { ...apply({ name, operator, operand, variables }), end: end + 1 };
}

function matchAt(pattern: RegExp, { text, position }: { text: string; position: number }): string | undefined {
  pattern.lastIndex = position;
  return pattern.exec(text)?.[0];
}

/** The brace that closes the one at `open`; every brace in between counts, so that JSON can be a default. */
function closingBrace(text: string, open: number): number {
  let depth = 0;
  for (let index = open; index < text.length; index += 1) {
    if (text[index] === "{") depth += 1;
    if (text[index] !== "}") continue;
    depth -= 1;
    if (depth === 0) return index;
  }
  return -1;
}

function dollarSign(isInvalid: boolean): Interpolated {
  return joined([{ text: "$" }], { missing: [], isInvalid });
}

function plain(name: string, variables: Variables): Interpolated {
  const value = variables(name);
  return joined([{ text: value ?? "", variable: name }], { missing: value === undefined ? [{ kind: "unset", name }] : [], isInvalid: false });
}

type Application = { readonly name: string; readonly operator: string; readonly operand: Interpolated; readonly variables: Variables };

/** With a colon an empty value counts as unset. What the unused operand misses does not matter. */
function apply({ name, operator, operand, variables }: Application): Interpolated {
  const value = variables(name);
  const isSet = value !== undefined && !(operator.startsWith(":") && value === "");
  const found = joined([{ text: value ?? "", variable: name }], { missing: [], isInvalid: operand.isInvalid });
  if (operator.endsWith("-")) return isSet ? found : operand;
  if (operator.endsWith("+")) return isSet ? operand : found;
  return isSet ? found : joined([], { missing: [{ kind: "required", name, message: operand.text }], isInvalid: operand.isInvalid });
}
