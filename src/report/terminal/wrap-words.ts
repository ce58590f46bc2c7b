// Styled pieces of text -> lines no wider than a terminal.
import { paint, type Style } from "./escape.ts";

/** A piece of a line that was escaped before. */
export type Piece = { readonly text: string; readonly style: Style };

export type WrapOptions = {
  /** Columns of a whole line, indentation included. */
  readonly width: number;
  readonly isColoured: boolean;
  /** What the first line starts with; the following ones are indented by as many blanks. */
  readonly start: string;
};

/** What stands between two blanks: often one piece's word, sometimes with another's bracket or comma. */
type Word = readonly Piece[];

/** Words with their styles; a piece that follows without a blank belongs to the word before it. */
function wordsOf(pieces: readonly Piece[]): readonly Word[] {
  const words: Word[] = [];
  let isGlued = false;
  for (const { text, style } of pieces) {
    for (const [index, part] of text.split(" ").entries()) {
      const word: Word = part === "" ? [] : [{ text: part, style }];
      if (index === 0 && isGlued) words.push([...(words.pop() ?? []), ...word]);
      else words.push(word);
    }
    isGlued = true;
  }
  return words.filter((word) => word.length > 0);
}

/** East Asian letters (Unicode TR 11, wide and full width), and emoji but for the letters of flags, of which two make one. */
const WIDE = /[\u1100-\u115f\u2e80-\ua4cf\ua960-\ua97c\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{1f300}-\u{1f64f}\u{1f900}-\u{1faff}\u{20000}-\u{3fffd}]|[\p{Emoji_Presentation}--[\u{1f1e6}-\u{1f1ff}]]/v;
/** Accents and the like stand on the letter before them. */
const NARROW = /\p{Mn}|\p{Me}/u;

/** How many columns a text takes on a terminal. */
export function columnsOf(text: string): number {
  let columns = 0;
  for (const character of text) columns += WIDE.test(character) ? 2 : NARROW.test(character) ? 0 : 1;
  return columns;
}

/** Breaks at blanks only: a name that is wider than the terminal is left whole, so that it can be copied. */
export function wrapWords(pieces: readonly Piece[], options: WrapOptions): readonly string[] {
  const indent = " ".repeat(columnsOf(options.start));
  const lines: string[] = [];
  let line = options.start;
  let columns = indent.length;
  let gap = "";
  for (const word of wordsOf(pieces)) {
    const size = word.reduce((sum, { text }) => sum + columnsOf(text), 0);
    if (gap !== "" && columns + gap.length + size > options.width) {
      lines.push(line);
      [line, columns, gap] = [indent, indent.length, ""];
    }
    line += gap + word.map(({ text, style }) => (options.isColoured ? paint(style, text) : text)).join("");
    columns += gap.length + size;
    gap = " ";
  }
  return [...lines, line.trimEnd()];
}
