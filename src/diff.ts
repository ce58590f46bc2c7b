// Two texts into a unified diff; the only place that knows which program library makes it.
import { createTwoFilesPatch, diffArrays } from "diff";

/** Two versions of a text, and what each is called in the diff's head. */
export type DiffSides = { readonly old: string; readonly new: string; readonly oldName: string; readonly newName: string };

const CONTEXT_LINES = 3;
/** Edits after which the search for a short diff is given up; texts this far apart are shown as one block. */
const MAXIMUM_EDITS = 1000;

function asBlock(sides: DiffSides): string {
  const lines = (text: string): readonly string[] => text.replace(/\n$/, "").split("\n");
  const [old, fresh] = [lines(sides.old), lines(sides.new)];
  const head = `--- ${sides.oldName}\n+++ ${sides.newName}\n@@ -1,${old.length} +1,${fresh.length} @@\n`;
  return head + [...old.map((line) => `-${line}`), ...fresh.map((line) => `+${line}`)].join("\n") + "\n";
}

/** A unified diff with three lines of context, ending in a line break; empty where the texts are equal. */
export function unifiedDiff(sides: DiffSides): string {
  if (sides.old === sides.new) return "";
  const options = { context: CONTEXT_LINES, headerOptions: { includeIndex: false, includeUnderline: false, includeFileHeaders: true }, maxEditLength: MAXIMUM_EDITS };
  const patch = createTwoFilesPatch(sides.oldName, sides.newName, sides.old, sides.new, undefined, undefined, options);
  return patch ?? asBlock(sides);
}

/** Lines of the old text that others take the place of: `removed` lines from `line` (from 1) on; none where lines are only added before it. */
export type LineChange = { readonly line: number; readonly removed: readonly string[]; readonly added: readonly string[] };

/** The changes from one text to another, in order; undefined where the texts are too far apart. */
export function lineChanges(sides: Pick<DiffSides, "old" | "new">): readonly LineChange[] | undefined {
  const parts = diffArrays(sides.old.split("\n"), sides.new.split("\n"), { maxEditLength: MAXIMUM_EDITS });
  if (parts === undefined) return undefined;
  const changes: LineChange[] = [];
  let line = 1;
  let open: LineChange | undefined;
  for (const { value, added: isAdded, removed: isRemoved } of parts) {
    if (!isAdded && !isRemoved) {
      if (open !== undefined) changes.push(open);
      line += (open?.removed.length ?? 0) + value.length;
      open = undefined;
    } else {
      const before: LineChange = open ?? { line, removed: [], added: [] };
      open = isAdded ? { ...before, added: [...before.added, ...value] } : { ...before, removed: [...before.removed, ...value] };
    }
  }
  return open === undefined ? changes : [...changes, open];
}
