// A unit file's text into sections and keys exactly as NixOS's switch program reads it (rust-ini 0.21.3 with inline comments).
// That reading is not systemd's: comments may stand behind a value, and leading quotes are taken off.

/** One section as it stands in the file; a name may occur several times. */
export type IniSection = { readonly name: string; readonly entries: readonly (readonly [key: string, value: string])[] };

/** `broken`: the real program stops with this error, before it changes anything. */
export type IniFile =
  | { readonly kind: "parsed"; readonly sections: readonly IniSection[] }
  | { readonly kind: "broken"; readonly reason: string };

type Cursor = { readonly text: string; position: number };
type OpenSection = { name: string; entries: [string, string][] };

/** Characters that mean nothing to any state of the reader. */
const ORDINARY = /[^\s\\=:\]"'#;]+/y;
const BLANKS_IN_LINE = /[^\S\n\r]*/y;

function peek({ text, position }: Cursor): string | undefined {
  return text[position];
}

function skipComment(cursor: Cursor): void {
  const end = cursor.text.indexOf("\n", cursor.position);
  cursor.position = end < 0 ? cursor.text.length : end + 1;
}

function takeRun(cursor: Cursor, run: RegExp): string {
  run.lastIndex = cursor.position;
  const taken = run.exec(cursor.text)?.[0] ?? "";
  cursor.position += taken.length;
  return taken;
}

/** A backslash before a line break joins the lines; before anything else it is kept, with that character. */
function takeBackslash(cursor: Cursor): { taken: string; joins: boolean } {
  const next = cursor.text[cursor.position + 1];
  cursor.position += 2;
  return next === "\n" ? { taken: "", joins: true } : { taken: `\\${next ?? ""}`, joins: false };
}

/** Reads up to one of the ends, over line breaks if they are not among them. Undefined: the file ended first. */
function readUntil(cursor: Cursor, ends: string): string | undefined {
  let result = "";
  for (let next = peek(cursor); next === undefined || !ends.includes(next); next = peek(cursor)) {
    if (next === undefined) return undefined;
    if (next === "\\") result += takeBackslash(cursor).taken;
    else result += takeRun(cursor, ORDINARY) || (cursor.position++, next);
  }
  return result;
}

/**
 * Reads the rest of a value's line. A blank followed by `#` or `;` starts a comment. Once lines were joined the comment takes
 * its line break with it, so that the value goes on in the line below it.
 */
function readLine(cursor: Cursor): string {
  let result = "";
  let isJoined = false;
  for (let next = peek(cursor); next !== undefined && next !== "\n" && next !== "\r"; next = peek(cursor)) {
    const isBlank = next === " " || next === "\t";
    const after = isBlank ? cursor.text[cursor.position + 1] : next;
    const startsComment = (isBlank || isJoined) && (after === "#" || after === ";");
    if (startsComment) {
      skipComment(cursor);
      if (!isJoined) return result;
      if (isBlank) result += next;
    } else if (next === "\\") {
      const { taken, joins } = takeBackslash(cursor);
      result += taken;
      isJoined ||= joins;
    } else {
      result += takeRun(cursor, ORDINARY) || (cursor.position++, next);
    }
  }
  return result;
}

/** Leading quoted parts lose their quotes; what follows them is read like any line. Undefined: a quote is not closed. */
function readValue(cursor: Cursor): string | undefined {
  takeRun(cursor, BLANKS_IN_LINE);
  let quoted = "";
  let isQuoted = false;
  for (let quote = peek(cursor); quote === '"' || quote === "'"; quote = peek(cursor)) {
    cursor.position++;
    const part = readUntil(cursor, quote);
    if (part === undefined) return undefined;
    cursor.position++;
    quoted += part;
    isQuoted = true;
  }
  const rest = readLine(cursor);
  return isQuoted ? quoted + rest.trimEnd() : rest.trim();
}

type State = { readonly cursor: Cursor; readonly sections: OpenSection[]; key: string; error?: string };

function readSection(state: State): void {
  state.cursor.position++;
  const name = readUntil(state.cursor, "]");
  if (name === undefined) {
    state.error = "a section's name is not closed";
    return;
  }
  state.cursor.position++;
  const next = peek(state.cursor);
  if (next === "#" || next === ";") skipComment(state.cursor);
  state.sections.push({ name: name.trim(), entries: [] });
}

function readEntry(state: State): void {
  state.cursor.position++;
  if (state.key === "") {
    state.error = "a line has no key before its `=`";
    return;
  }
  const value = readValue(state.cursor);
  if (value === undefined) state.error = `the value of ${state.key} starts with a quote that is not closed`;
  // Keys before the first section are read and then dropped by the program.
  else state.sections.at(-1)?.entries.push([state.key, value]);
  state.key = "";
}

/** A line without `=` runs on to the next `=` or `:`, sections included; only at the end of the file it is an error. */
function readKey(state: State, isIndented: boolean): void {
  const key = readUntil(state.cursor, "=:");
  if (key !== undefined) state.key = key.trim();
  else {
    state.cursor.position = state.cursor.text.length;
    if (!isIndented) state.error = "the last line has no `=`";
  }
}

/** After each token blanks are skipped; behind a line break they count as the next line's indentation. */
function skipBlanks(cursor: Cursor): void {
  for (let next = peek(cursor); next !== undefined && /\s/.test(next); next = peek(cursor)) {
    cursor.position++;
    if ((next === "\n" || next === "\r") && /[ \t]/.test(peek(cursor) ?? "")) return;
  }
}

function step(state: State): void {
  const isIndented = /[ \t]/.test(peek(state.cursor) ?? "");
  if (isIndented) takeRun(state.cursor, /[ \t]*/y);
  const next = peek(state.cursor);
  if (next === "\n" || next === "\r") {
    state.cursor.position++;
    // Behind a line of blanks only, the next line's indentation still counts.
    if (isIndented) return;
  } else if (next === "[") readSection(state);
  // An indented comment, or an indented `=`, is a key to the program.
  else if (!isIndented && (next === "#" || next === ";")) skipComment(state.cursor);
  else if (!isIndented && (next === "=" || next === ":")) readEntry(state);
  else readKey(state, isIndented);
  skipBlanks(state.cursor);
}

/** Lines of which every parser thinks the same: sections, `Key=value` and `Key="value"`, comments. Most units have no others. */
const PLAIN = /^(?:(?:\[[A-Za-z-]+\]|[A-Za-z][\w-]*=(?:"[^"\\\r\n]*"|[^"'\s\\][^\\\r\n]*)?|[#;][^\r\n]*)?\n)*$/;

/** True where a text is certainly one that the program can read, found out without reading it. */
export function isPlainIni(text: string): boolean {
  return PLAIN.test(text);
}

/** Reads a unit file as `switch-to-configuration-ng` does. */
export function parseIni(text: string): IniFile {
  const state: State = { cursor: { text, position: 0 }, sections: [], key: "" };
  while (state.cursor.position < text.length) {
    step(state);
    if (state.error !== undefined) return { kind: "broken", reason: state.error };
  }
  return { kind: "parsed", sections: state.sections };
}
