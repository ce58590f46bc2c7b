// A value of a unit file -> its words, as systemd splits them.

const ESCAPES: ReadonlyMap<string, string> = new Map([["n", "\n"], ["t", "\t"], ["s", " "], ["r", "\r"]]);

type Scanner = { readonly text: string; position: number };

function takeEscape(scanner: Scanner): string {
  const next = scanner.text[scanner.position + 1] ?? "";
  scanner.position += 2;
  return ESCAPES.get(next) ?? next;
}

/** Up to the closing quote, or to the end where there is none. */
function takeQuoted(scanner: Scanner, quote: string): string {
  let value = "";
  scanner.position += 1;
  for (let next = scanner.text[scanner.position]; next !== undefined && next !== quote; next = scanner.text[scanner.position]) {
    if (next === "\\") value += takeEscape(scanner);
    else {
      value += next;
      scanner.position += 1;
    }
  }
  scanner.position += 1;
  return value;
}

function takeWord(scanner: Scanner): string {
  let word = "";
  for (let next = scanner.text[scanner.position]; next !== undefined && !/\s/.test(next); next = scanner.text[scanner.position]) {
    if (next === '"' || next === "'") word += takeQuoted(scanner, next);
    else if (next === "\\") word += takeEscape(scanner);
    else {
      word += next;
      scanner.position += 1;
    }
  }
  return word;
}

/** `"A=b c" D=e` gives two words (systemd.service(5), "Command lines"; systemd.syntax(7), "Quoting"). */
export function splitUnitWords(text: string): readonly string[] {
  const scanner: Scanner = { text, position: 0 };
  const words: string[] = [];
  while (scanner.position < text.length) {
    if (/\s/.test(text[scanner.position] ?? "")) scanner.position += 1;
    else words.push(takeWord(scanner));
  }
  return words;
}
