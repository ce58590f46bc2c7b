// Tasks -> their results in the same order, so many running at a time.

type Run<Task, Result> = { readonly jobs: number; readonly each: (task: Task) => Promise<Result> };

/** Runs every task, `jobs` of them at a time; the first that rejects rejects the whole. */
export async function sideBySide<Task, Result>(tasks: readonly Task[], run: Run<Task, Result>): Promise<readonly Result[]> {
  const results = new Map<number, Result>();
  const queue = tasks.entries();
  async function work(): Promise<void> {
    for (const [index, task] of queue) results.set(index, await run.each(task));
  }
  await Promise.all(Array.from({ length: Math.min(run.jobs, tasks.length) }, work));
  return [...results].toSorted(([left], [right]) => left - right).map(([, result]) => result);
}
