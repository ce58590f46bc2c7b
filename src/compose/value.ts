// Making Compose values and looking into them.
import { compareTexts } from "../compare-texts.ts";
import type { Place } from "../errors.ts";
import type { ComposeEntry, ComposeList, ComposeMap, ComposeScalar, ComposeValue } from "./model.ts";

export function scalar(value: ComposeScalar["value"], place: Place): ComposeScalar {
  return { kind: "scalar", value, place };
}

/** A text at a place; undefined, which leaves its key out of a map, for an undefined or empty one. */
export function optionalText(text: string | undefined, place: Place): ComposeScalar | undefined {
  return text === undefined || text === "" ? undefined : scalar(text, place);
}

/** `true` at a place, or nothing. */
export function optionalFlag(isSet: boolean, place: Place): ComposeScalar | undefined {
  return isSet ? scalar(true, place) : undefined;
}

export function list(items: readonly ComposeValue[], place: Place): ComposeList {
  return { kind: "list", items, place };
}

/** A map whose keys are all written at the map's own place. */
export function map(values: Readonly<Record<string, ComposeValue | undefined>>, place: Place): ComposeMap {
  const entries = Object.entries(values).flatMap(([key, value]): [string, ComposeEntry][] => (value === undefined ? [] : [[key, { value, place }]]));
  return { kind: "map", entries: new Map(entries), place };
}

/** The map with some keys set or, where undefined, taken away. */
export function withKeys(base: ComposeMap, values: Readonly<Record<string, ComposeValue | undefined>>): ComposeMap {
  const entries = new Map(base.entries);
  for (const [key, value] of Object.entries(values)) {
    if (value === undefined) entries.delete(key);
    else entries.set(key, { value, place: entries.get(key)?.place ?? value.place });
  }
  return { ...base, entries };
}

export function isNull(value: ComposeValue): boolean {
  return value.kind === "scalar" && value.value === null;
}

/** The value under a path of keys; undefined where a key is missing or the way leads through something that is no map. */
export function valueAt(value: ComposeValue | undefined, ...path: readonly string[]): ComposeValue | undefined {
  let current = value;
  for (const key of path) current = current?.kind === "map" ? current.entries.get(key)?.value : undefined;
  return current;
}

/** The scalar under a path as text; undefined for null, lists, maps and missing keys. */
export function textAt(value: ComposeValue | undefined, ...path: readonly string[]): string | undefined {
  const found = valueAt(value, ...path);
  return found?.kind === "scalar" && found.value !== null ? String(found.value) : undefined;
}

export function numberAt(value: ComposeValue | undefined, ...path: readonly string[]): number | undefined {
  const found = valueAt(value, ...path);
  return found?.kind === "scalar" && typeof found.value === "number" ? found.value : undefined;
}

export function isTrueAt(value: ComposeValue | undefined, ...path: readonly string[]): boolean {
  const found = valueAt(value, ...path);
  return found?.kind === "scalar" && found.value === true;
}

export function itemsAt(value: ComposeValue | undefined, ...path: readonly string[]): readonly ComposeValue[] {
  const found = valueAt(value, ...path);
  return found?.kind === "list" ? found.items : [];
}

/** The texts of a list of scalars. */
export function textsAt(value: ComposeValue | undefined, ...path: readonly string[]): readonly string[] {
  return itemsAt(value, ...path).flatMap((item) => textAt(item) ?? []);
}

/** The entries of a map, in the order of their keys: what is made from them must not depend on the order in the file. */
export function entriesAt(value: ComposeValue | undefined, ...path: readonly string[]): readonly (readonly [string, ComposeEntry])[] {
  const found = valueAt(value, ...path);
  return found?.kind === "map" ? [...found.entries].toSorted(([left], [right]) => compareTexts(left, right)) : [];
}

/** The entries of a map of scalars as texts; null is left out. */
export function textEntriesAt(value: ComposeValue | undefined, ...path: readonly string[]): readonly (readonly [string, string])[] {
  return entriesAt(value, ...path).flatMap(([key, entry]) => {
    const text = textAt(entry.value);
    return text === undefined ? [] : [[key, text] as const];
  });
}

/** True where two values say the same, wherever they are written. */
export function isSameValue(left: ComposeValue, right: ComposeValue): boolean {
  if (left.kind === "scalar") return right.kind === "scalar" && left.value === right.value;
  if (left.kind === "list") {
    return right.kind === "list" && left.items.length === right.items.length && left.items.every((item, index) => isSameItem(item, right.items[index]));
  }
  return right.kind === "map" && left.entries.size === right.entries.size && [...left.entries].every(([key, entry]) => isSameItem(entry.value, right.entries.get(key)?.value));
}

function isSameItem(left: ComposeValue, right: ComposeValue | undefined): boolean {
  return right !== undefined && isSameValue(left, right);
}
