// A tree's entries -> quick answers about what lies at a path and below it.
import type { SourceTree, TreeEntry } from "../../ports.ts";

export type TreeIndex = {
  readonly entries: SourceTree["entries"];
  /** Entries whose path begins so, in order. */
  startingWith(prefix: string): readonly TreeEntry[];
  /** True where a part of the path is a link or submodule, behind which other files lie. */
  leadsElsewhere(path: string): boolean;
};

export function indexTree({ entries }: SourceTree): TreeIndex {
  const paths = [...entries.keys()].toSorted();
  const hasOthers = [...entries.values()].some(({ kind }) => kind !== "file");
  return {
    entries,
    startingWith: (prefix) => {
      const found: TreeEntry[] = [];
      for (let index = firstFrom(paths, prefix); paths[index]?.startsWith(prefix) === true; index += 1) {
        const entry = entries.get(paths[index] ?? "");
        if (entry !== undefined) found.push(entry);
      }
      return found;
    },
    leadsElsewhere: (path) => hasOthers && partsOf(path).some((part) => (entries.get(part)?.kind ?? "file") !== "file"),
  };
}

function partsOf(path: string): readonly string[] {
  return Array.from(path.matchAll(/\/|$/g), ({ index }) => path.slice(0, index));
}

/** The first of sorted texts that is not before a text. */
function firstFrom(sorted: readonly string[], text: string): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] ?? "") < text) low = middle + 1;
    else high = middle;
  }
  return low;
}
