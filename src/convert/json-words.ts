// Words -> the JSON array that podman takes for an entry point or a health check.
import type { Conversion } from "./conversion.ts";

/** A JSON array with a blank behind each comma. compose2nix escapes nothing in it, which is no JSON where a word has a quote. */
export function jsonWords(words: readonly string[], { isFull }: Pick<Conversion, "isFull">): string {
  return `[${words.map((word) => (isFull ? JSON.stringify(word) : `"${word}"`)).join(", ")}]`;
}
