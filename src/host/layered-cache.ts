// Two caches -> one: the nearer is asked first, and holds afterwards whatever either of them knew.
import type { Cache } from "../ports.ts";

export function layerCaches(near: Cache, far: Cache): Cache {
  return {
    read: async (key) => {
      const known = await near.read(key);
      if (known !== undefined) return known;
      const text = await far.read(key);
      if (text !== undefined) await near.write(key, text);
      return text;
    },
    write: async (key, text) => {
      await Promise.all([near.write(key, text), far.write(key, text)]);
    },
  };
}
