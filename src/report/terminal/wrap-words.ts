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

type Word = { readonly text: string; readonly style: Style; readonly isGlued: boolean };

/** Words with their style; a piece that follows without a blank is glued to the word before it. */
function wordsOf(pieces: readonly Piece[]): readonly Word[] {
  let isGlued = false;
  return pieces.flatMap((piece) => {
    const words = piece.text.split(" ");
    const first = isGlued;
    isGlued = !piece.text.endsWith(" ");
    return words.flatMap((text, index): readonly Word[] =>
      text === "" ? [] : [{ text, style: piece.style, isGlued: index === 0 && first }],
    );
  });
}

/** How many columns a text takes; wide East Asian letters and emoji take two (Unicode TR 11, simplified). */
export function columnsOf(text: string): number {
  let columns = 0;
  for (const character of text) columns += /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\u{1f300}-\u{1faff}]/u.test(character) ? 2 : 1;
  return columns;
}

/** Breaks at blanks only: a name that is wider than the terminal is left whole, so that it can be copied. */
export function wrapWords(pieces: readonly Piece[], options: WrapOptions): readonly string[] {
  const indent = " ".repeat(columnsOf(options.start));
  const lines: string[] = [];
  let line = options.start;
  let columns = columnsOf(options.start);
  let isFresh = true;
  for (const word of wordsOf(pieces)) {
    const gap = isFresh || word.isGlued ? "" : " ";
    const size = columnsOf(word.text);
    if (!isFresh && !word.isGlued && columns + gap.length + size > options.width) {
      lines.push(line);
      [line, columns, isFresh] = [indent, indent.length, true];
    }
    const space: string = isFresh ? "" : gap;
    line += space + (options.isColoured ? paint(word.style, word.text) : word.text);
    [columns, isFresh] = [columns + space.length + size, false];
  }
  return [...lines, line.trimEnd()];
}
