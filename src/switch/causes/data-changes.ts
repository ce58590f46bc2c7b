// Two pieces of plain data into the leaves that differ, each with its path.
import { isRecord } from "../../parse-json.ts";

/** One leaf that differs; a list's entries are leaves of their own, because a word that comes or goes has no position. */
export type DataChange = {
  /** Keys from the root, for example `["environment", "TZ"]`. */
  readonly path: readonly string[];
  readonly old?: string;
  readonly new?: string;
  /** True where the leaf is one entry of a list. */
  readonly isEntry: boolean;
  /** The entry before it in its list, which for a command's words says what the entry is. */
  readonly after?: string;
};

type Pair = { readonly old: unknown; readonly new: unknown };

function isList(value: unknown): value is readonly unknown[] {
  return Array.isArray(value);
}

/** Null and absent are the same to an option: not set. Undefined stands for that. */
function toText(value: unknown): string | undefined {
  if (value === null || value === undefined) return undefined;
  if (typeof value === "string") return value;
  if (!isRecord(value)) return JSON.stringify(value);
  const set = Object.entries(value).filter(([, part]) => part !== null && part !== undefined);
  return set.map(([key, part]) => `${key}=${toText(part) ?? ""}`).join(", ");
}

function leaf(path: readonly string[], sides: { old: string | undefined; new: string | undefined; isEntry: boolean }): DataChange {
  return {
    path,
    ...(sides.old === undefined ? {} : { old: sides.old }),
    ...(sides.new === undefined ? {} : { new: sides.new }),
    isEntry: sides.isEntry,
  };
}

/** What one list has and the other has not; an entry that stands twice counts twice. */
function without(entries: readonly string[], others: readonly string[]): readonly string[] {
  const counts = new Map<string, number>();
  for (const other of others) counts.set(other, (counts.get(other) ?? 0) + 1);
  return entries.filter((entry) => {
    const left = counts.get(entry) ?? 0;
    counts.set(entry, left - 1);
    return left <= 0;
  });
}

/** What an entry is about: a volume's or port's container side, an option's or variable's name. */
function subjectOf(entry: string): string {
  const option = /^(--?[\w-]+)(?:=([^=:]*)[=:]?)?/.exec(entry);
  if (option !== null) return option[0];
  const parts = entry.split(":");
  const last = parts.at(-1) ?? "";
  const isMode = parts.length > 2 && !/^\d|^\//.test(last);
  return (isMode ? parts.at(-2) : last) ?? entry;
}

function before(entries: readonly string[], entry: string): Pick<DataChange, "after"> {
  const after = entries[entries.indexOf(entry) - 1];
  return after === undefined ? {} : { after };
}

/** Entries about the same thing are one change; the rest came or went. */
function changedEntries(path: readonly string[], pair: { old: readonly string[]; new: readonly string[] }): readonly DataChange[] {
  const removed = without(pair.old, pair.new);
  const added = without(pair.new, pair.old);
  const bySubject = new Map(added.map((entry) => [subjectOf(entry), entry]));
  const paired = new Set<string>();
  const gone = removed.map((entry) => {
    const partner = bySubject.get(subjectOf(entry));
    const after = before(pair.old, entry);
    if (partner === undefined || paired.has(partner)) return { ...leaf(path, { old: entry, new: undefined, isEntry: true }), ...after };
    paired.add(partner);
    return { ...leaf(path, { old: entry, new: partner, isEntry: true }), ...after };
  });
  const come = added
    .filter((entry) => !paired.has(entry))
    .map((entry) => ({ ...leaf(path, { old: undefined, new: entry, isEntry: true }), ...before(pair.new, entry) }));
  if (gone.length + come.length > 0) return [...gone, ...come];
  return [leaf(path, { old: pair.old.join(" "), new: pair.new.join(" "), isEntry: false })];
}

function isScalarList(value: unknown): boolean {
  return isList(value) && value.every((entry) => !isRecord(entry) && !isList(entry));
}

/** Compares two values of options as JSON gives them. */
export function changedData({ old, new: fresh }: Pair, path: readonly string[] = []): readonly DataChange[] {
  if (old === fresh || JSON.stringify(old) === JSON.stringify(fresh)) return [];
  if (isRecord(old) && isRecord(fresh)) {
    const keys = new Set([...Object.keys(old), ...Object.keys(fresh)]);
    return [...keys].flatMap((key) => changedData({ old: old[key], new: fresh[key] }, [...path, key]));
  }
  const isListPair = (isScalarList(old) || old === undefined) && (isScalarList(fresh) || fresh === undefined);
  if (isListPair) {
    const texts = (value: unknown): readonly string[] => (isList(value) ? value.map((entry) => toText(entry) ?? "") : []);
    return changedEntries(path, { old: texts(old), new: texts(fresh) });
  }
  const [before, after] = [toText(old), toText(fresh)];
  return before === after ? [] : [leaf(path, { old: before, new: after, isEntry: false })];
}
