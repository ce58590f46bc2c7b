// Nix source -> the same text with a blank for each trailing comma of a function's formals, which the grammar does not know.

const BLANK = /\s/;

function endOfComment(source: string, start: number): number {
  const isLine = source[start] === "#";
  const end = isLine ? source.indexOf("\n", start) : source.indexOf("*/", start + 2);
  return end < 0 ? source.length : end + (isLine ? 1 : 2);
}

function isComment(source: string, index: number): boolean {
  return source[index] === "#" || source.startsWith("/*", index);
}

/** Finds the first character that is neither blank nor in a comment. */
function skipBlanks(source: string, start: number): number {
  let index = start;
  while (index < source.length) {
    if (isComment(source, index)) index = endOfComment(source, index);
    else if (BLANK.test(source[index] ?? "")) index += 1;
    else return index;
  }
  return index;
}

/**
 * Masks the comma in `{ a, }:` and `{ a, }@b:`. Lengths and positions stay. Strings are not looked at: a comma masked inside
 * one changes nothing, because texts are always taken from the original source.
 */
export function maskTrailingCommas(source: string): string {
  const pieces: string[] = [];
  let copied = 0;
  let index = 0;
  while (index < source.length) {
    if (isComment(source, index)) {
      index = endOfComment(source, index);
      continue;
    }
    if (source[index] !== ",") {
      index += 1;
      continue;
    }
    const brace = skipBlanks(source, index + 1);
    const after = source[brace] === "}" ? skipBlanks(source, brace + 1) : source.length;
    if (source[after] === ":" || source[after] === "@") {
      pieces.push(source.slice(copied, index), " ");
      copied = index + 1;
    }
    index = Math.max(index + 1, Math.min(brace, source.length));
  }
  return pieces.join("") + source.slice(copied);
}
