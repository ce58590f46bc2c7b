// The text of an environment file -> its variables, as Docker's reader (compose-go, dotenv) understands it.
import { interpolate, type MissingVariable, type Variables } from "./interpolate.ts";

/** One variable with the line (from 1) that sets it. */
export type DotenvVariable = { readonly name: string; readonly value: string; readonly line: number };
export type DotenvProblem = { readonly line: number; readonly message: string };
export type Dotenv = { readonly variables: readonly DotenvVariable[]; readonly problems: readonly DotenvProblem[]; readonly missing: readonly MissingVariable[] };

type Reading = { readonly text: string; readonly lookup: Variables; position: number; line: number; readonly found: Map<string, DotenvVariable>; readonly missing: MissingVariable[] };

/** `export `, a name, and `=` or `:`; a name alone takes the value that `lookup` has for it. */
const STATEMENT = /(?:export[ \t]+)?([\p{L}\p{N}_.[\]-]+)[ \t]*(?:([=:])[ \t]*|(?=\r?\n|$))/uy;
const ESCAPES: Readonly<Record<string, string>> = { a: "\x07", b: "\b", f: "\f", n: "\n", r: "\r", t: "\t", v: "\v" };

/**
 * Reads an environment file: comments, `export`, quotes (double with escapes and variables, single literal, both over several
 * lines), variables in unquoted values, ` #` comments behind them. Variables see `lookup` first and earlier lines second.
 */
export function parseDotenv(text: string, lookup: Variables): Dotenv {
  const reading: Reading = { text: text.replace(/^\uFEFF/, ""), lookup, position: 0, line: 1, found: new Map(), missing: [] };
  const problems: DotenvProblem[] = [];
  while (skipToStatement(reading)) {
    const problem = readStatement(reading);
    if (problem === undefined) continue;
    problems.push({ line: reading.line, message: problem });
    moveTo(reading, endOfLine(reading));
  }
  return { variables: [...reading.found.values()], problems, missing: reading.missing };
}

function moveTo(reading: Reading, position: number): void {
  for (let index = reading.text.indexOf("\n", reading.position); index >= 0 && index < position; index = reading.text.indexOf("\n", index + 1)) reading.line += 1;
  reading.position = position;
}

function endOfLine({ text, position }: Reading): number {
  const end = text.indexOf("\n", position);
  return end < 0 ? text.length : end;
}

/** Moves over blank lines and comments; false at the end of the file. */
function skipToStatement(reading: Reading): boolean {
  const blank = /\s*/y;
  for (;;) {
    blank.lastIndex = reading.position;
    moveTo(reading, reading.position + (blank.exec(reading.text)?.[0].length ?? 0));
    if (reading.text[reading.position] !== "#") return reading.position < reading.text.length;
    moveTo(reading, endOfLine(reading));
  }
}

function readStatement(reading: Reading): string | undefined {
  STATEMENT.lastIndex = reading.position;
  const [whole, name, separator] = STATEMENT.exec(reading.text) ?? [];
  if (whole === undefined || name === undefined) return "A line must have the form `NAME=value`.";
  const { line } = reading;
  moveTo(reading, reading.position + whole.length);
  const value = separator === undefined ? reading.lookup(name) : readValue(reading);
  if (value === undefined) return separator === undefined ? undefined : "The quote is never closed.";
  reading.found.set(name, { name, value, line });
  return undefined;
}

function readValue(reading: Reading): string | undefined {
  const quote = reading.text[reading.position];
  if (quote === '"' || quote === "'") return readQuoted(reading, quote);
  const end = endOfLine(reading);
  const written = reading.text.slice(reading.position, end);
  moveTo(reading, end);
  const comment = written.search(/(?:^| )#/);
  return expand(reading, (comment < 0 ? written : written.slice(0, comment)).trimEnd());
}

function readQuoted(reading: Reading, quote: '"' | "'"): string | undefined {
  const end = closingQuote(reading, quote);
  if (end < 0) return undefined;
  const inner = reading.text.slice(reading.position + 1, end).replaceAll(`\\${quote}`, quote);
  moveTo(reading, end + 1);
  return quote === "'" ? inner : expand(reading, unescape(inner));
}

function closingQuote({ text, position }: Reading, quote: string): number {
  for (let index = position + 1; index < text.length; index += 1) {
    if (text[index] === "\\") index += 1;
    else if (text[index] === quote) return index;
  }
  return -1;
}

/** `\$` becomes `$$`, which interpolation turns into a dollar sign. */
function unescape(text: string): string {
  return text.replace(/\\(0[0-7]{0,3}|[abcfnrtv$"\\])/g, (whole, escape: string) => {
    if (escape === "$") return "$$";
    if (escape.startsWith("0")) return String.fromCodePoint(Number.parseInt(escape, 8));
    return ESCAPES[escape] ?? (escape === "c" ? whole : escape);
  });
}

function expand(reading: Reading, text: string): string {
  if (!text.includes("$")) return text;
  const result = interpolate(text, (name) => reading.lookup(name) ?? reading.found.get(name)?.value);
  reading.missing.push(...result.missing);
  return result.text;
}
