// A misspelt name -> the known name it was probably meant to be, for "did you mean".

/** Levenshtein distance of two short names. */
function distance(left: string, right: string): number {
  let previous = Array.from({ length: right.length + 1 }, (_, index) => index);
  for (let row = 0; row < left.length; row += 1) {
    const current = [row + 1];
    for (let column = 0; column < right.length; column += 1) {
      const replaced = (previous[column] ?? 0) + (left[row] === right[column] ? 0 : 1);
      current.push(Math.min(replaced, (previous[column + 1] ?? 0) + 1, (current[column] ?? 0) + 1));
    }
    previous = current;
  }
  return previous[right.length] ?? 0;
}

/** The nearest of the known names, where it is near enough to be meant: at most a third of its letters differ. */
export function closestName(name: string, known: Iterable<string>): string | undefined {
  // A name of this length is no slip of the fingers, and the distance costs its square.
  if (name.length > 64) return undefined;
  let best: { name: string; distance: number } | undefined;
  for (const candidate of known) {
    const found = distance(name.toLowerCase(), candidate.toLowerCase());
    if (found <= Math.max(1, Math.floor(candidate.length / 3)) && (best === undefined || found < best.distance)) {
      best = { name: candidate, distance: found };
    }
  }
  return best?.name;
}
