// What zod finds wrong with a value -> the same in words for people who write YAML, with what was probably meant.
import type { z } from "zod";
import { closestName } from "../closest-name.ts";

/** Types as people call them who never saw JavaScript. */
const TYPES: Readonly<Record<string, string>> = {
  array: "a list",
  boolean: "`true` or `false`",
  int: "a whole number",
  number: "a number",
  object: "a mapping of keys to values",
  record: "a mapping of keys to values",
  string: "a text",
};

/** More words than these are looked up rather than read. */
const MOST_WORDS = 10;

const UNITS: Readonly<Record<string, string>> = { array: " entries", string: " characters" };

function kindOf(value: unknown): string {
  if (Array.isArray(value)) return "a list";
  return TYPES[typeof value] ?? "something else";
}

function tellType(expected: string, input: unknown): string {
  const wanted = TYPES[expected] ?? expected;
  if (input === undefined) return `${wanted} is missing`;
  return input === null ? `it is empty, but has to be ${wanted}` : `it is ${typeof input === "boolean" ? `\`${String(input)}\`` : kindOf(input)}, but has to be ${wanted}`;
}

function tellWords(words: readonly string[], input: unknown): string {
  const near = closestName(String(input), words);
  const known = words.length > MOST_WORDS ? "not a word that is known here" : `none of ${words.map((word) => `\`${word}\``).join(", ")}`;
  return `it is ${known}${near === undefined ? "" : `; did you mean \`${near}\`?`}`;
}

/** zod's error map: a message for the issues that its own words would tell in terms of JavaScript; the rest keep theirs. */
export function tellIssue(issue: z.core.$ZodRawIssue): string | undefined {
  if (issue.code === "invalid_type") return tellType(issue.expected, issue.input);
  if (issue.code === "invalid_value") return tellWords(issue.values.map(String), issue.input);
  if (issue.code === "too_big") return `${issue.maximum}${UNITS[issue.origin] ?? ""} is the most that can stand here`;
  if (issue.code === "too_small") return issue.origin in UNITS ? "it is empty" : `${issue.minimum} is the least that can stand here`;
  return undefined;
}
