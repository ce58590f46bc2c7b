// A plain value of an option -> words or variables, in whichever of the forms that Compose allows it was written.
import { isRecord } from "../../parse-json.ts";

/** `1`, `"a"`, `true` as text; undefined for what is no scalar. */
export function scalarText(value: unknown): string | undefined {
  return typeof value === "string" || typeof value === "number" || typeof value === "boolean" ? String(value) : undefined;
}

function text(value: unknown, key: string): string {
  return isRecord(value) ? (scalarText(value[key]) ?? "") : "";
}

/** A port or mount in Compose's long form as its short one: `{published: 8080, target: 80}` is `8080:80`. */
function shortForm(value: unknown): string | undefined {
  if (!isRecord(value) || text(value, "target") === "") return undefined;
  if (value["published"] !== undefined) {
    const parts = [text(value, "host_ip"), text(value, "published"), text(value, "target")];
    const protocol = text(value, "protocol");
    return parts.filter((part) => part !== "").join(":") + (protocol === "" ? "" : `/${protocol}`);
  }
  const parts = [text(value, "source"), text(value, "target"), value["read_only"] === true ? "ro" : ""];
  return parts.filter((part) => part !== "").join(":");
}

/** A list's entries, a scalar as the only one, a map's names. */
export function listWords(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.flatMap((entry: unknown) => scalarText(entry) ?? shortForm(entry) ?? []);
  if (isRecord(value)) return Object.keys(value);
  const only = scalarText(value);
  return only === undefined ? [] : [only];
}

function assignment(entry: string): readonly [name: string, value: string] {
  const equals = entry.indexOf("=");
  return equals < 0 ? [entry, ""] : [entry.slice(0, equals), entry.slice(equals + 1)];
}

/** `NAME=value` words as a map; a word without `=` has an empty value. */
export function assignments(words: readonly string[]): Record<string, string> {
  return Object.fromEntries(words.map(assignment).filter(([name]) => name !== ""));
}

/** A map of scalars, or a list of `NAME=value`. */
export function namedTexts(value: unknown): Record<string, string> {
  if (!isRecord(value)) return assignments(listWords(value));
  return Object.fromEntries(Object.entries(value).map(([name, entry]) => [name, scalarText(entry) ?? ""] as const));
}
