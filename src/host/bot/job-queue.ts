// Jobs by key -> one after the other, in this process; a newer job of a key takes the place of one that still waits.

export type Work = () => Promise<void>;

export type JobQueue = {
  /** Returns at once: a webhook must be answered within 10 s, a plan takes longer. `work` must not throw. */
  add(key: string, work: Work): void;
  /** Resolves when nothing waits or runs any more. */
  idle(): Promise<void>;
};

/** Evaluations take all memory there is, so one job runs at a time. */
export function createJobQueue(onFailure: (error: unknown) => void): JobQueue {
  const waiting = new Map<string, Work>();
  let running: Promise<void> | undefined;

  async function runAll(): Promise<void> {
    for (;;) {
      const [next] = waiting;
      if (next === undefined) break;
      const [key, work] = next;
      waiting.delete(key);
      try {
        await work();
      } catch (error) {
        onFailure(error);
      }
    }
    running = undefined;
  }

  return {
    add(key, work) {
      // Deleted first, so that the newer job stands at the end: it was asked for last.
      waiting.delete(key);
      waiting.set(key, work);
      running ??= runAll();
    },
    idle: () => running ?? Promise.resolve(),
  };
}
