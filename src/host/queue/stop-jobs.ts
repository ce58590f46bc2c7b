// Jobs that run when the process ends -> ended by themselves within the patience, or interrupted.
import { setTimeout } from "node:timers/promises";
import type { RunningJob } from "./running-job.ts";

/** Milliseconds that an interrupted job gets to end its programs and remove its files. */
const LAST_WORDS = 10_000;

async function waitFor(jobs: Iterable<RunningJob>, milliseconds: number): Promise<void> {
  const patience = new AbortController();
  const over = setTimeout(milliseconds, undefined, { signal: patience.signal }).catch(() => undefined);
  await Promise.race([Promise.all([...jobs].map(({ outcome }) => outcome)), over]);
  patience.abort();
}

/** Waits for the jobs, and interrupts those that are not done in time. Resolves even where one does not heed its signal. */
export async function stopJobs(jobs: ReadonlyMap<string, RunningJob>, patience: number): Promise<void> {
  await waitFor(jobs.values(), patience);
  if (jobs.size === 0) return;
  for (const job of jobs.values()) job.interrupt("stopping");
  await waitFor(jobs.values(), LAST_WORDS);
}
