// Texts -> the same texts with those values replaced that stand where a secret is expected.
import type { Replace } from "./secret-forms.ts";
import { isPlainValue, mayNameSecrets } from "./secret-names.ts";
import { type Opener, OPENERS } from "./secret-openers.ts";

/** A shell word, or a quoted text of JSON, Nix or a unit file; quotes within a word go on with it. */
const WORD = new RegExp(
  [
    String.raw`\\"(?<escaped>(?:[^"\\\n]|\\[^"\n]){0,4096})\\"`,
    String.raw`''(?<indented>[^'\s](?:[^']|'(?!')){0,4096})''`,
    String.raw`"(?<double>(?:[^"\\]|\\[\s\S]){0,4096})"(?![\w$])`,
    String.raw`'(?<single>(?:[^']|'\\''){0,4096})'(?![\w$])`,
    String.raw`(?<plain>(?:^["'](?=\w)|[^\s"'\\]|\\[^\n"']|"(?=[\w$])[^"\n]{0,4096}"|'(?=[\w$])[^'\n]{0,4096}')+)`,
  ].join("|"),
  "y",
);
/** The rest of a quoted text that starts before the name. */
const REST: Readonly<Record<string, RegExp>> = {
  '"': /(?:[^"\\\n]|\\.){0,65536}(?=")/y,
  "'": /(?:[^'\n]|'\\''){0,65536}(?=')/y,
  '\\"': /(?:[^"\\\n]|\\[^"\n]){0,65536}(?=\\")/y,
  "\\'": /[^'\\\n]{0,65536}(?=\\')/y,
};
/** A variable, command or file that holds the secret is no secret itself. */
const REFERENCE = /^(?:\$\w+(?:\/[^\s=]*)?$|\\?\$\{\w+(?:\.[\w."'-]+|:?\?[^{}]*)?\}(?:\/[^\s=]*)?$|%d\/[^\s=]*$|\/(?:run|etc|var|nix|srv|root|home|mnt|opt|usr)\/[\w./@-]*$)/;
/** Not read at all: commands, and what is hidden already. Reading each of many such values to its end would be quadratic. */
const NO_VALUE = /\$\(|`|\[hidden/y;
/** What closes a command, a list or a group around the value. */
const TAIL = /[;,|&]+$/;
const CLOSING_TAIL = /[;,)\]}|&]+$/;
/** How far back a program's name is looked for. */
const LINE_REACH = 300;

type Value = { readonly text: string; readonly start: number };

function matchAt(pattern: RegExp, { text, start }: Value): RegExpExecArray | null {
  pattern.lastIndex = start;
  return pattern.exec(text);
}

/** The value at a place, without its quotes; `quote` is one that was opened before it. */
function valueAt(place: Value, quote: string | undefined): Value | undefined {
  const rest = quote === undefined ? undefined : REST[quote];
  const quoted = rest === undefined ? undefined : matchAt(rest, place)?.[0];
  if (quoted !== undefined) return { text: quoted, start: place.start };
  const word = matchAt(WORD, place);
  if (word === null) return undefined;
  const plain = word.groups?.["plain"];
  if (plain !== undefined) return { text: plain.replace(/[([{]/.test(plain) ? TAIL : CLOSING_TAIL, ""), start: place.start };
  const text = word.slice(1).find(Boolean) ?? "";
  return { text, start: place.start + word[0].indexOf(text) };
}

/** The line before a place, with the lines that it continues. */
function lineBefore(text: string, end: number): string {
  const reach = text.slice(Math.max(0, end - LINE_REACH), end);
  return /(?:[^\n]|(?<=[\\"',][ \t]{0,8})\n)*$/.exec(reach)?.[0] ?? "";
}

function isOpen({ isSecret, after }: Opener, { name, before }: { readonly name: string; readonly before: () => string }): boolean {
  return isSecret === undefined ? after === undefined || after.test(before()) : isSecret(name);
}

function isShown({ isNoNumber = false }: Opener, value: string): boolean {
  return isPlainValue(value) || value.startsWith("[hidden") || REFERENCE.test(value) || (isNoNumber && /^\d+$/.test(value));
}

function replaceAfter(text: string, { opener, replace }: { readonly opener: Opener; readonly replace: Replace }): string {
  let result = "";
  let [done, end] = [0, -1];
  let quote: string | undefined;
  for (const match of text.matchAll(opener.form)) {
    const start = match.index + match[0].length;
    // In '--env=API_KEY=value' the quote was opened before the first name.
    quote = match.groups?.["quote"] ?? (match.index === end ? quote : undefined);
    end = start;
    if (match.index < done || !isOpen(opener, { name: match.groups?.["name"] ?? "", before: () => lineBefore(text, start) })) continue;
    if (matchAt(NO_VALUE, { text, start }) !== null) continue;
    const value = valueAt({ text, start }, quote);
    if (value === undefined || isShown(opener, value.text)) continue;
    result += text.slice(done, value.start) + replace(value.text);
    done = value.start + value.text.length;
  }
  return result + text.slice(done);
}

/** Every opener holds one of these, or stands behind a program that is named before it; names and versions hold none. */
const MAY_OPEN = /[\s=:"'([{<]/;

/** Replaces the values of secret names and of arguments that programs take a secret from. A value is given without its quotes, which stay. */
export function replaceByPlace(text: string, replace: Replace): string {
  if (!MAY_OPEN.test(text)) return text;
  // Most texts hold no secret name and none of the programs, and to look for these costs less than to look for what may follow them.
  const hasNames = mayNameSecrets(text);
  const possible = OPENERS.filter(({ isSecret, after }) => (isSecret === undefined || hasNames) && (after === undefined || after.test(text)));
  return possible.reduce((rest, opener) => replaceAfter(rest, { opener, replace }), text);
}
