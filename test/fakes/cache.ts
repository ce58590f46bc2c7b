// A Cache in memory that remembers what it was asked.
import type { Cache } from "../../src/ports.ts";

export type FakeCache = Cache & { readonly texts: Map<string, string> };

export function fakeCache(): FakeCache {
  const texts = new Map<string, string>();
  return {
    texts,
    read: (key) => Promise.resolve(texts.get(key)),
    write: (key, text) => {
      texts.set(key, text);
      return Promise.resolve();
    },
  };
}
