// Parts of a plan -> the same parts without secrets: the one place that every text passes on its way into a plan.
import { HIDDEN, hideNamedSecrets, hideSecrets } from "../secrets.ts";

/** Paths and hashes that other programs look up by; `module` is the text that is written and never shown. */
const EXACT: ReadonlySet<string> = new Set(["file", "output", "inputs", "module", "digest", "platformDigest"]);
/** Sentences, diffs and values, in which long random runs are hidden too; anything else is a name or a reference. */
const TEXTS: ReadonlySet<string> = new Set(["text", "texts", "message", "hint", "old", "new", "diff", "command"]);
/** Each text is searched for each value, so hostile files must not bring thousands of them. */
const MOST_VALUES = 500;
/** A text may have been cut within a longer value. */
const LONGEST_NEEDLE = 48;

type Conceal = (text: string) => string;

function escaped(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/-]/g, "\\$&").replace(/\s+/g, "\\s+");
}

/** A value as texts write it: as it is, and within the quotes of Nix, JSON, shells and unit files. */
function spellings(value: string): readonly string[] {
  const quoted = value.replace(/[\\"]/g, "\\$&");
  return [value, quoted, quoted.replaceAll("${", "\\${"), value.replaceAll("'", "'\\''"), value.replaceAll("%", "%%"), value.replaceAll("$", "$$$$")];
}

function needleOf(spelling: string): RegExp {
  const [start, end] = [/^\w/.test(spelling) ? "(?<!\\w)" : "", /\w$/.test(spelling) ? "(?!\\w)" : ""];
  if (spelling.length > LONGEST_NEEDLE) return new RegExp(`${start}${escaped(spelling.slice(0, LONGEST_NEEDLE))}[^\\s"']*`, "g");
  return new RegExp(start + escaped(spelling) + end, "g");
}

/** Hides values that are known to be secret wherever they stand as a word; the longest come first, as one may hold another. */
function hideValues(values: readonly string[]): Conceal {
  const longest = [...new Set(values)].toSorted((left, right) => right.length - left.length).slice(0, MOST_VALUES);
  const needles = [...new Set(longest.flatMap(spellings))].map(needleOf);
  return (text) => needles.reduce((rest, needle) => rest.replace(needle, HIDDEN), text);
}

function walk(value: unknown, { key, conceal }: { readonly key: string; readonly conceal: Conceal }): unknown {
  if (typeof value === "string") return TEXTS.has(key) ? hideSecrets(conceal(value)) : hideNamedSecrets(conceal(value));
  if (Array.isArray(value)) return value.map((item: unknown) => walk(item, { key, conceal }));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, entry]) => [name, EXACT.has(name) ? entry : walk(entry, { key: name, conceal })]));
}

/** Conceals every string of data of any shape under the same keys; `values` are hidden wherever they occur. */
export function concealAll(data: Readonly<Record<string, unknown>>, values: readonly string[] = []): Readonly<Record<string, unknown>> {
  const conceal = hideValues(values);
  return Object.fromEntries(Object.entries(data).map(([key, value]) => [key, walk(value, { key, conceal })]));
}
