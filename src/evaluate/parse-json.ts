// JSON text -> a value not yet checked; undefined where it is no JSON.

/** Parses what a program printed; the caller checks the form. */
export function parseJson(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return value;
  } catch {
    return undefined;
  }
}
