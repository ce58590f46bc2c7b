// A unit file's text into its assignments as systemd reads it (systemd.syntax(7)), which is not how the switch program does.

/** One assignment, quotes and specifiers as written. */
export type UnitLine = { readonly section: string; readonly key: string; readonly value: string };

/** A backslash at the end of a line becomes a blank; comment lines in between are skipped. */
const CONTINUATION = /\\\r?\n(?:[ \t]*[#;].*\r?\n)*/g;
const LINE = /^[ \t]*(?:\[([^\]\n]*)\]|([A-Za-z][\w-]*)[ \t]*=(.*))$/gm;

/** The assignments to some keys, in order. Comments stand on lines of their own; `#` inside a value belongs to it. */
export function readUnitLines(text: string, keys: ReadonlySet<string>): readonly UnitLine[] {
  const joined = text.includes("\\") ? text.replace(CONTINUATION, " ") : text;
  const lines: UnitLine[] = [];
  let section = "";
  for (const [, name, key = "", value = ""] of joined.matchAll(LINE)) {
    if (name !== undefined) section = name;
    else if (keys.has(key)) lines.push({ section, key, value: value.trim() });
  }
  return lines;
}

/** The words of a value; quotes around a word are taken off. */
export function splitWords(value: string): readonly string[] {
  const words = value.match(/"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|\S+/g) ?? [];
  return words.map((word) => (/^(["']).*\1$/s.test(word) ? word.slice(1, -1) : word));
}

/** A boolean of systemd (systemd.syntax(7)); anything else, such as an empty value, is undefined. */
export function readBoolean(value: string): boolean | undefined {
  const text = value.toLowerCase();
  if (["1", "yes", "y", "true", "t", "on"].includes(text)) return true;
  return ["0", "no", "n", "false", "f", "off"].includes(text) ? false : undefined;
}
