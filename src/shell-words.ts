// The text of a shell script -> the words of one command in it, and which of them stand there as they are.

/** One word: its value without quotes, and where it stands. With a variable or a command in it the value is not known. */
export type ShellWord = { readonly value: string; readonly start: number; readonly end: number; readonly isKnown: boolean };

/** Blanks between words, and the end of a line that goes on. */
const GAP = /(?:[ \t]|\\\r?\n)*/y;
/** What ends a command: a line's end, an operator, a comment. */
const END = /[\r\n;&|()<>]|#/y;
const PLAIN = /[^\s"'`;&|()<>$\\]+/y;
const SINGLE = /'([^']*)'/y;
const VARIABLE = /\$(?:[A-Za-z_]\w*|[0-9@*#?$!-])?/y;
/** Words of one command; a longer one is not written by hand. */
const MAXIMUM_WORDS = 500;
const LONGEST_EXPANSION = 4096;

type Part = { readonly value: string; readonly end: number; readonly isKnown: boolean };

type At = { readonly text: string; readonly position: number };

function take(pattern: RegExp, { text, position }: At): RegExpExecArray | undefined {
  pattern.lastIndex = position;
  return pattern.exec(text) ?? undefined;
}

/** The end of `${…}`, `$(…)`, by counting its brackets; quotes inside are not looked at. */
function endOfExpansion(text: string, start: number): number {
  const [open, close] = text[start + 1] === "{" ? ["{", "}"] : ["(", ")"];
  const limit = Math.min(text.length, start + LONGEST_EXPANSION);
  let depth = 0;
  for (let position = start + 1; position < limit; position += 1) {
    if (text[position] === open) depth += 1;
    if (text[position] === close) depth -= 1;
    if (depth === 0) return position + 1;
  }
  return limit;
}

function expansion(text: string, start: number): Part {
  const next = text[start + 1];
  if (next === "{" || next === "(") return { value: "", end: endOfExpansion(text, start), isKnown: false };
  const end = start + (take(VARIABLE, { text, position: start })?.[0].length ?? 1);
  return { value: "", end, isKnown: false };
}

/** A string in double quotes; undefined where it is not closed. */
function doubleQuoted(text: string, start: number): Part | undefined {
  let value = "";
  let isKnown = true;
  let position = start + 1;
  while (position < text.length) {
    const next = text[position] ?? "";
    if (next === '"') return { value, end: position + 1, isKnown };
    if (next === "$") {
      isKnown = false;
      position = expansion(text, position).end;
    } else if (next === "\\") {
      value += text[position + 1] ?? "";
      position += 2;
    } else {
      if (next === "`") isKnown = false;
      value += next;
      position += 1;
    }
  }
  return undefined;
}

/** One piece of a word; undefined where the word ends. A backslash before a letter is an escape of the text around the script. */
function partAt(text: string, position: number): Part | undefined {
  const next = text[position];
  if (next === "$") return expansion(text, position);
  if (next === '"') return doubleQuoted(text, position);
  if (next === "'") {
    const match = take(SINGLE, { text, position });
    return match === undefined ? undefined : { value: match[1] ?? "", end: position + match[0].length, isKnown: true };
  }
  if (next === "\\") {
    const escaped = text[position + 1] ?? "";
    return /^[\s\w]?$/.test(escaped) ? undefined : { value: escaped, end: position + 2, isKnown: true };
  }
  const plain = take(PLAIN, { text, position })?.[0];
  return plain === undefined ? undefined : { value: plain, end: position + plain.length, isKnown: true };
}

function wordAt(text: string, start: number): ShellWord | undefined {
  let word: ShellWord | undefined;
  for (let part = partAt(text, start); part !== undefined && part.end > (word?.end ?? start); part = partAt(text, word.end)) {
    word = { value: (word?.value ?? "") + part.value, start, end: part.end, isKnown: (word?.isKnown ?? true) && part.isKnown };
  }
  return word;
}

/** The words from a place in a script to the end of its command (POSIX shell, "Token Recognition" and "Quoting"). */
export function shellWords(text: string, start: number): readonly ShellWord[] {
  const words: ShellWord[] = [];
  let position = start;
  while (words.length < MAXIMUM_WORDS) {
    position += take(GAP, { text, position })?.[0].length ?? 0;
    if (position >= text.length || take(END, { text, position }) !== undefined) break;
    const word = wordAt(text, position);
    if (word === undefined) break;
    words.push(word);
    position = word.end;
  }
  return words;
}
