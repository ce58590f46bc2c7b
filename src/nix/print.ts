// Nix values -> Nix text. The only place where Nix is written: it quotes and escapes everything, so no value can become code.
import { StowplanError } from "../errors.ts";
import type { NixBinding, NixName, NixValue } from "./value.ts";

const IDENTIFIER = /^[A-Za-z_][A-Za-z0-9_'-]*$/;
/** Reserved words of the Nix language (manual, "Identifiers"); `or` is one after a selection. */
const RESERVED = new Set(["assert", "else", "if", "in", "inherit", "let", "or", "rec", "then", "with"]);
const STEP = "  ";
/** Lists up to this many characters stand on one line. */
const SHORT_LIST = 60;

/**
 * Prints an expression as it stands in a file, without a final line break. Throws `internal` for what Nix cannot hold:
 * NUL characters, lone surrogates, numbers that are no 64-bit integers. Callers refuse such texts before (see `isNixText`).
 */
export function printNix(value: NixValue): string {
  return print(value, "");
}

/** True for texts that a Nix string can hold: no NUL (Nix strings end there), no lone surrogate (no UTF-8 for it). */
export function isNixText(text: string): boolean {
  return !text.includes("\0") && text.isWellFormed();
}

/** A text as a Nix string literal on one line. Nix manual, "String literal". */
export function printNixString(text: string): string {
  if (!isNixText(text)) throw notPrintable("a text with a NUL character or half of a surrogate pair");
  // Nix reads a bare carriage return as a line feed, so it is escaped as well.
  const escaped = text
    .replace(/[\\"]/g, (character) => `\\${character}`)
    .replaceAll("${", "\\${")
    .replaceAll("\n", "\\n")
    .replaceAll("\r", "\\r")
    .replaceAll("\t", "\\t");
  return `"${escaped}"`;
}

function notPrintable(what: string): StowplanError {
  return new StowplanError({ code: "internal", subject: "Nix printer", message: `Nix cannot hold ${what}.`, hint: "Please report this as a bug of stowplan." });
}

function print(value: NixValue, indent: string): string {
  switch (value.kind) {
    case "string":
      return printNixString(value.value);
    case "lines":
      return printLines(value.value, indent);
    case "integer":
      if (!Number.isSafeInteger(value.value)) throw notPrintable(`the number ${value.value}`);
      // `a -1` is a subtraction, so a negative number stands in parentheses.
      return value.value < 0 ? `(${value.value})` : String(value.value);
    case "boolean":
      return String(value.value);
    case "null":
      return "null";
    case "list":
      return printList(value, indent);
    case "attributes":
      return printAttributes(value.bindings, indent);
    case "reference":
      return value.names.map((name, index) => (index === 0 ? printVariable(name) : printName(name, indent))).join(".");
    case "apply":
      return [value.callee, ...value.operands].map((part) => printOperand(part, indent)).join(" ");
    case "if":
      return `if ${print(value.condition, indent)} then ${print(value.then, indent)} else ${print(value.else, indent)}`;
    case "function":
      return `{ ${[...value.parameters.map(printVariable), "..."].join(", ")} }:\n\n${indent}${print(value.body, indent)}`;
  }
}

function printOperand(value: NixValue, indent: string): string {
  const isCompound = value.kind === "apply" || value.kind === "if" || value.kind === "function";
  return isCompound ? `(${print(value, indent)})` : print(value, indent);
}

function printVariable(name: string): string {
  if (!IDENTIFIER.test(name) || RESERVED.has(name)) throw notPrintable(`the variable name ${JSON.stringify(name)}`);
  return name;
}

function printName(name: NixName, indent: string): string {
  if (typeof name !== "string") return name.kind === "string" ? printNixString(name.value) : `\${${print(name, indent)}}`;
  return IDENTIFIER.test(name) && !RESERVED.has(name) ? name : printNixString(name);
}

function printList({ items, layout }: Extract<NixValue, { kind: "list" }>, indent: string): string {
  if (items.length === 0) return "[ ]";
  const inner = indent + STEP;
  const printed = items.map((item) => printOperand(item, inner));
  const line = `[ ${printed.join(" ")} ]`;
  const isShort = printed.length === 1 && line.length <= SHORT_LIST;
  const isLine = layout === undefined ? isShort : layout === "line";
  return isLine && !line.includes("\n") ? line : `[\n${printed.map((item) => `${inner}${item}\n`).join("")}${indent}]`;
}

function printAttributes(bindings: readonly NixBinding[], indent: string): string {
  if (bindings.length === 0) return "{ }";
  const inner = indent + STEP;
  return `{\n${bindings.map((binding, index) => printBinding(binding, { indent: inner, isFirst: index === 0 })).join("")}${indent}}`;
}

function printBinding({ path, value, comment }: NixBinding, { indent, isFirst }: { indent: string; isFirst: boolean }): string {
  const above = comment === undefined ? "" : `${isFirst ? "" : "\n"}${printComment(comment, indent)}`;
  return `${above}${indent}${path.map((name) => printName(name, indent)).join(".")} = ${print(value, indent)};\n`;
}

/** Every line of a comment gets its own `#`, so no text can leave it. */
function printComment(comment: string, indent: string): string {
  return comment.split(/[\n\r]+/).map((line) => `${indent}# ${line}\n`).join("");
}

/**
 * A script as an indented string. Nix strips the common indentation and keeps other white space as it is, and a quote before
 * `''` or `$` would run into the escape; lines like that, and texts without a final line break, fall back to a plain literal.
 */
function printLines(text: string, indent: string): string {
  const lines = text.split("\n");
  const hasFinalBreak = lines.pop() === "";
  const isPlain = hasFinalBreak && lines.length > 0 && lines.every((line) => /^\S/.test(line)) && !/''|'\$|[\r\t]/.test(text) && isNixText(text);
  if (!isPlain) return printNixString(text);
  const inner = indent + STEP;
  const body = lines.map((line) => `${inner}${line.replaceAll("${", "''${")}\n`);
  return `''\n${body.join("")}${indent}''`;
}
