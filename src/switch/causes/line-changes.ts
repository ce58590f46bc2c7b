// Two texts into the lines that came and went, whatever their order.
import { shortenStorePaths, withoutVersions } from "./store-path.ts";

export type LineChanges = { readonly removed: readonly string[]; readonly added: readonly string[] };

function countLines(lines: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const line of lines) counts.set(line, (counts.get(line) ?? 0) + 1);
  return counts;
}

function missingFrom(lines: readonly string[], counts: Map<string, number>): readonly string[] {
  return lines.filter((line) => {
    const left = counts.get(line) ?? 0;
    counts.set(line, left - 1);
    return left <= 0;
  });
}

function linesOf(text: string): readonly string[] {
  const lines = shortenStorePaths(text).split("\n");
  return lines.map((line) => line.replace(/\s*\\$/, "").trim()).filter((line) => line !== "");
}

/** The lines of one text that the other does not have; hashes of store paths and line continuations do not count. */
export function changedLines(old: string, fresh: string): LineChanges {
  const [before, after] = [linesOf(old), linesOf(fresh)];
  return { removed: missingFrom(before, countLines(after)), added: missingFrom(after, countLines(before)) };
}

/** True where two texts differ in nothing but hashes and versions of store paths. */
export function differsOnlyInPackages(old: string, fresh: string): boolean {
  return old === fresh || withoutVersions(old) === withoutVersions(fresh);
}
