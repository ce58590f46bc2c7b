// Text from outside -> text that steers no terminal, and styles that are ours. The only place that writes escape sequences.
import { visibleLine, visibleLines } from "../visible-text.ts";

/** SGR parameters (ECMA-48, section 8.3.117). */
const STYLES = { bold: "1", dim: "2", danger: "1;31", warning: "33", calm: "0", added: "32", removed: "31", code: "36", hunk: "35" } as const;

export type Style = keyof typeof STYLES;

/** One line without anything that steers; line breaks become blanks. */
export function escapeTerminal(text: string): string {
  return visibleLine(text);
}

/** Several lines without anything that steers; tabs become blanks, because their width is the terminal's affair. */
export function terminalLines(text: string): readonly string[] {
  return visibleLines(text).replaceAll("\t", "    ").split("\n");
}

/** Puts a style around text that was escaped before. */
export function paint(style: Style, text: string): string {
  return style === "calm" || text === "" ? text : `\u001b[${STYLES[style]}m${text}\u001b[0m`;
}
