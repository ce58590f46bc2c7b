// Questions to a host -> the first one alone, the others when it has come back: then they know whether a token is wanted.

/** Runs a task for a key; until the first of a key has ended, the others wait. Its failure is not theirs. */
export type Pioneer = <T>(key: string, task: () => Promise<T>) => Promise<T>;

/** Opens a pioneer that knows no key yet. */
export function openPioneer(): Pioneer {
  const first = new Map<string, Promise<unknown>>();
  return async (key, task) => {
    const ahead = first.get(key);
    if (ahead !== undefined) {
      await ahead;
      return task();
    }
    const running = task();
    first.set(key, running.catch(() => undefined));
    return running;
  };
}
