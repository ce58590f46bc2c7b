// Words -> text that a POSIX shell, or a systemd unit's command line, reads back as the same words.

/** Characters that no shell gives a meaning to; `=` and `#` have one at the beginning of a word only. */
const PLAIN = /^[A-Za-z0-9_@%+:,./-][A-Za-z0-9_@%+=#:,./-]*$/;

/** One word for `sh` (POSIX, "Shell Command Language", 2.2 Quoting). A word that starts with `=` or `~` is quoted too. */
export function quoteShellWord(word: string): string {
  return PLAIN.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}

/** Words joined to one command line for `sh`. */
export function quoteShellWords(words: readonly string[]): string {
  return words.map(quoteShellWord).join(" ");
}

/**
 * One word of `ExecStart=` and its like (systemd.service(5), "Command lines"): `%` and `$` are doubled, because systemd
 * expands specifiers and variables, and everything else that is special stands in double quotes.
 */
export function quoteSystemdWord(word: string): string {
  const expanded = word.replaceAll("%", "%%").replaceAll("$", "$$$$");
  if (/^[A-Za-z0-9_@%+=:,./$-]+$/.test(expanded)) return expanded;
  const escaped = expanded.replace(/[\\"]/g, (character) => `\\${character}`).replaceAll("\n", "\\n").replaceAll("\t", "\\t");
  return `"${escaped}"`;
}

/**
 * A path in a list of paths such as `RequiresMountsFor=`: specifiers doubled, blanks and backslashes escaped. systemd has no
 * escape for a tab there; the text for it keeps the word whole, and the mounts of the folders above are required all the same.
 */
export function escapeSystemdPath(path: string): string {
  return path
    .replaceAll("%", "%%")
    .replace(/[\\ "']/g, (character) => `\\${character}`)
    .replaceAll("\t", "\\\\t")
    .replaceAll("\n", "\\\\n");
}
