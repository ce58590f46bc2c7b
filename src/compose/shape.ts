// How a key's value may be written, and its canonical form: small functions that check, convert and report with a place.
import { closestName } from "../closest-name.ts";
import { quote } from "./findings.ts";
import type { ComposeEntry, ComposeMap, ComposeScalar, ComposeValue } from "./model.ts";
import type { Scope } from "./scope.ts";
import { isNull, list, map, scalar } from "./value.ts";

/** Brings a value to its canonical form; undefined, with a finding, where it has no form that the specification allows. */
export type Shape = (value: ComposeValue, scope: Scope) => ComposeValue | undefined;

/** The keys of a map with the shapes of their values. */
export type Fields = Readonly<Record<string, Shape>>;

/**
 * Reports a value of a wrong type or form. Where variables made it, that is a warning: those that only the host knows are
 * often in no file of the repository.
 */
export function reportInvalid(value: ComposeValue, { scope, expected }: { scope: Scope; expected: string }): ComposeValue | undefined {
  const shown = value.kind === "scalar" ? ` ${quote(String(value.value))}` : "";
  const written = value.kind === "scalar" ? value.written : undefined;
  const problem = { code: "compose-invalid", subject: scope.subject, message: `\`${scope.path}\` must be ${expected}, not ${describe(value)}${shown}.`, place: value.place } as const;
  if (written === undefined) scope.findings.error({ ...problem, hint: "Write it in a form that the Compose Specification allows." });
  else scope.findings.warning({ ...problem, hint: `Set the variables of ${quote(written)}, for example under \`environment\` of the project's configuration.` });
  return undefined;
}

function describe(value: ComposeValue): string {
  if (value.kind !== "scalar") return value.kind === "list" ? "a list" : "a map";
  if (value.value === null) return "empty";
  return typeof value.value === "string" ? "the text" : `the ${typeof value.value}`;
}

/** A scalar with another value at the same place. */
export function sameScalar(from: ComposeValue, value: ComposeScalar["value"]): ComposeScalar {
  return from.kind === "scalar" ? { ...from, value } : scalar(value, from.place);
}

export function text(value: ComposeValue, scope: Scope): ComposeValue | undefined {
  if (value.kind === "scalar" && typeof value.value === "string") return value;
  if (value.kind !== "scalar" || value.value === null) return reportInvalid(value, { scope, expected: "a text" });
  reportInvalid(value, { scope, expected: "a text in quotes" });
  return sameScalar(value, String(value.value));
}

/** A text; numbers and booleans become their text. */
export function looseText(value: ComposeValue, scope: Scope): ComposeValue | undefined {
  if (value.kind !== "scalar" || value.value === null) return reportInvalid(value, { scope, expected: "a text or number" });
  return sameScalar(value, String(value.value));
}

export function integer(value: ComposeValue, scope: Scope): ComposeValue | undefined {
  const number = value.kind === "scalar" ? numberOf(value.value) : undefined;
  return number !== undefined && Number.isSafeInteger(number) ? sameScalar(value, number) : reportInvalid(value, { scope, expected: "a whole number" });
}

export function decimal(value: ComposeValue, scope: Scope): ComposeValue | undefined {
  const number = value.kind === "scalar" ? numberOf(value.value) : undefined;
  return number !== undefined ? sameScalar(value, number) : reportInvalid(value, { scope, expected: "a number" });
}

function numberOf(value: ComposeScalar["value"]): number | undefined {
  if (typeof value === "number") return value;
  return typeof value === "string" && /^[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?$/.test(value) ? Number(value) : undefined;
}

/** YAML 1.1's `yes` and `on` are taken too, as Docker does where a variable gave the text. */
export function flag(value: ComposeValue, scope: Scope): ComposeValue | undefined {
  const word = value.kind === "scalar" && value.value !== null ? String(value.value).toLowerCase() : "";
  if (["true", "y", "yes", "on"].includes(word)) return sameScalar(value, true);
  if (["false", "n", "no", "off"].includes(word)) return sameScalar(value, false);
  return reportInvalid(value, { scope, expected: "`true` or `false`" });
}

export function anything(value: ComposeValue): ComposeValue {
  return value;
}

export function oneOf(...words: readonly string[]): Shape {
  return (value, scope) => {
    if (value.kind === "scalar" && words.includes(String(value.value))) return sameScalar(value, String(value.value));
    return reportInvalid(value, { scope, expected: `one of ${words.map((word) => `\`${word}\``).join(", ")}` });
  };
}

/** Null stays null instead of taking the key away. */
export function nullable(shape: Shape): Shape {
  const wrapped: Shape = (value, scope) => (isNull(value) ? value : shape(value, scope));
  nullables.add(wrapped);
  return wrapped;
}
const nullables = new WeakSet<Shape>();

export function listOf(item: Shape): Shape {
  return (value, scope) => {
    if (value.kind !== "list") return reportInvalid(value, { scope, expected: "a list" });
    return list(value.items.flatMap((entry) => item(entry, scope) ?? []), value.place);
  };
}

/** A list whose items may each stand for several: port ranges. */
export function listOfMany(item: (value: ComposeValue, scope: Scope) => readonly ComposeValue[]): Shape {
  return (value, scope) => {
    if (value.kind !== "list") return reportInvalid(value, { scope, expected: "a list" });
    return list(value.items.flatMap((entry) => item(entry, scope)), value.place);
  };
}

/** A list, or one item that stands for a list of one. */
export function listOrOne(item: Shape): Shape {
  const many = listOf(item);
  return (value, scope) => many(value.kind === "list" ? value : list([value], value.place), scope);
}

/** A map with any keys. */
export function mapOf(item: Shape): Shape {
  return (value, scope) => {
    if (value.kind !== "map") return reportInvalid(value, { scope, expected: "a map" });
    return mapEntries(value, (key, entry) => (isNull(entry.value) && !nullables.has(item) ? undefined : item(entry.value, deeper(scope, key))));
  };
}

/** A map with known keys. Keys that start with `x-` are the user's own and left out; null means the same as no key. */
export function object(fields: Fields): Shape {
  const known = Object.keys(fields);
  return (value, scope) => {
    if (value.kind !== "map") return reportInvalid(value, { scope, expected: "a map" });
    return mapEntries(value, (key, entry) => {
      const shape = Object.hasOwn(fields, key) ? fields[key] : undefined;
      if (shape === undefined) return reportUnknown({ key, entry, known }, scope);
      return isNull(entry.value) && !nullables.has(shape) ? undefined : shape(entry.value, deeper(scope, key));
    });
  };
}

/** One of two forms, told apart by the kind of the value. */
export function either(forms: { readonly scalar?: Shape; readonly list?: Shape; readonly map?: Shape; readonly expected: string }): Shape {
  return (value, scope) => forms[value.kind]?.(value, scope) ?? (forms[value.kind] === undefined ? reportInvalid(value, { scope, expected: forms.expected }) : undefined);
}

/** Two shapes one after the other. */
export function then(first: Shape, second: Shape): Shape {
  return (value, scope) => {
    const between = first(value, scope);
    return between === undefined ? undefined : second(between, scope);
  };
}

function deeper(scope: Scope, key: string): Scope {
  return { ...scope, path: scope.path === "" ? key : `${scope.path}.${key}` };
}

function mapEntries(value: ComposeMap, change: (key: string, entry: ComposeEntry) => ComposeValue | undefined): ComposeMap {
  const entries = new Map<string, ComposeEntry>();
  for (const [key, entry] of value.entries) {
    if (entry.merge === "reset") {
      entries.set(key, entry);
      continue;
    }
    const changed = change(key, entry);
    if (changed !== undefined) entries.set(key, { ...entry, value: changed });
  }
  return { ...value, entries };
}

type Unknown = { readonly key: string; readonly entry: ComposeEntry; readonly known: readonly string[] };

function reportUnknown({ key, entry, known }: Unknown, scope: Scope): ComposeValue | undefined {
  if (key.startsWith("x-")) return undefined;
  const meant = closestName(key, known);
  scope.findings.warning({
    code: "compose-unknown-key",
    subject: scope.subject,
    message: `\`${deeper(scope, key).path}\` is not a key of the Compose Specification; Docker refuses the file.`,
    hint: meant === undefined ? "Remove the key, or put `x-` in front of it." : `Did you mean \`${meant}\`?`,
    place: entry.place,
  });
  return undefined;
}

/** A map of one key, for short forms. */
export function single(key: string): Shape {
  return (value, scope) => {
    const inner = text(value, scope);
    return inner === undefined ? undefined : map({ [key]: inner }, value.place);
  };
}
