// Two texts -> which one comes first, the same on every machine.

/** Order by UTF-16 code units, whatever the locale; for `toSorted`. */
export function compareTexts(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}
