// Configuration as written: a tree of plain data without defaults, and how such trees are put together.

/** Configuration as written. */
export type RawConfig = Readonly<Record<string, unknown>>;

/** Whether a value is a mapping. */
export function isTree(value: unknown): value is RawConfig {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The tree that holds one value at a path. */
export function treeOf(path: readonly string[], value: unknown): RawConfig {
  const [key, ...rest] = path;
  return key === undefined ? {} : { [key]: rest.length === 0 ? value : treeOf(rest, value) };
}

/** The value at a path; undefined where there is none. Inherited properties do not count. */
export function valueAt(raw: unknown, path: readonly PropertyKey[]): unknown {
  let value = raw;
  for (const key of path) {
    value = typeof value === "object" && value !== null ? Object.getOwnPropertyDescriptor(value, key)?.value : undefined;
  }
  return value;
}

/** Two trees as one; where both have a value, the second's counts. */
export function mergeRaw(under: RawConfig, over: RawConfig): RawConfig {
  const merged = new Map(Object.entries(under));
  for (const [key, value] of Object.entries(over)) {
    const before = merged.get(key);
    merged.set(key, isTree(before) && isTree(value) ? mergeRaw(before, value) : value);
  }
  return Object.fromEntries(merged);
}
