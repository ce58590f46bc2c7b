// A file's text -> the same with its line starts, so that any offset becomes a line and column quickly.

/** A file of the repository. Lines and columns count from 1, columns in UTF-16 units. */
export type SourceText = { readonly file: string; readonly text: string; readonly lineStarts: readonly number[] };

/** Finds the line starts once; a place then costs a binary search, however many places a file has. */
export function sourceText(file: string, text: string): SourceText {
  const lineStarts = [0];
  for (let end = text.indexOf("\n"); end >= 0; end = text.indexOf("\n", end + 1)) lineStarts.push(end + 1);
  return { file, text, lineStarts };
}

/** The line and column of an offset. */
export function placeAt({ lineStarts }: SourceText, offset: number): { readonly line: number; readonly column: number } {
  let low = 0;
  let high = lineStarts.length;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if ((lineStarts[middle] ?? 0) <= offset) low = middle;
    else high = middle;
  }
  return { line: low + 1, column: offset - (lineStarts[low] ?? 0) + 1 };
}
