// The hunks of a pull request's diff of one file -> the lines of the new side that may be commented on.

/** Lines from 1, both inclusive. */
export type LineRange = { readonly first: number; readonly last: number };

const HUNK = /^@@ -\d+(?:,\d+)? \+(?<first>\d+)(?:,(?<count>\d+))? @@/;

/** All that hunks show; comments are allowed on context as well (REST API, "Create a review comment"). */
export function shownLines(patch: string): readonly LineRange[] {
  return patch.split("\n").flatMap((line) => {
    const groups = HUNK.exec(line)?.groups;
    const first = Number(groups?.["first"]);
    return groups === undefined ? [] : [{ first, last: first + Number(groups["count"] ?? 1) - 1 }];
  });
}

/** Those that the pull request itself writes, without the context around them. */
export function addedLines(patch: string): ReadonlySet<number> {
  const added = new Set<number>();
  let next = 0;
  for (const line of patch.split("\n")) {
    const first = HUNK.exec(line)?.groups?.["first"];
    if (first !== undefined) next = Number(first);
    else if (line.startsWith("+")) added.add(next++);
    else if (line.startsWith(" ")) next += 1;
  }
  return added;
}
