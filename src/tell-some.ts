// Names for a sentence -> the first of them, and how many more there are.

/** `mealie, cellar and 3 more`; all of them where there are at most `most`. */
export function tellSome(names: readonly string[], most: number): string {
  const rest = names.length - most;
  return names.slice(0, most).join(", ") + (rest > 0 ? ` and ${rest} more` : "");
}
