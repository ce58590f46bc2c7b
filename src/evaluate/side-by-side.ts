// Tasks -> their results in the same order, so many running at a time.

/** Runs every task; the first that rejects rejects the whole, after those already running have been started. */
export async function sideBySide<Task, Result>(tasks: readonly Task[], run: { jobs: number; each(task: Task): Promise<Result> }): Promise<readonly Result[]> {
  const results = new Map<number, Result>();
  const queue = tasks.entries();
  async function work(): Promise<void> {
    for (const [index, task] of queue) results.set(index, await run.each(task));
  }
  await Promise.all(Array.from({ length: Math.min(run.jobs, tasks.length) }, work));
  return [...results].toSorted(([left], [right]) => left - right).map(([, result]) => result);
}
