// Text from outside -> text without characters that are invisible, steer a terminal or reorder what is read.

/** Controls (Cc), formats such as bidirectional overrides (Cf), line and paragraph separators, lone surrogates. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu;

function showUnseen(character: string): string {
  const point = character.codePointAt(0) ?? 0;
  if (point < 0x20) return String.fromCodePoint(0x2400 + point);
  return `⟨U+${point.toString(16).toUpperCase().padStart(4, "0")}⟩`;
}

/** One line: line breaks and tabs become blanks, everything else that cannot be seen gets a sign that can. */
export function visibleLine(text: string): string {
  return text.replace(/[\r\n\t\u2028\u2029]+/g, " ").replace(UNSEEN, showUnseen);
}

/** Several lines: line breaks become `\n`, tabs stay. */
export function visibleLines(text: string): string {
  return text
    .split(/\r\n|[\n\r\u2028\u2029]/)
    .map((line) => line.split("\t").map((part) => part.replace(UNSEEN, showUnseen)).join("\t"))
    .join("\n");
}
