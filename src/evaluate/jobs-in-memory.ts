// The configured jobs and the machine's free memory -> how many evaluations may run at the same time.
import type { Evaluation } from "./argv.ts";

/** `isReduced`: the machine has not the memory for as many jobs as are configured. */
export type Jobs = { readonly count: number; readonly isReduced: boolean };

/**
 * Each evaluation may grow to `max-memory` (MiB), so no more of them run than fit into what is free: a machine that starts to swap,
 * or kills what it likes, loses more than an evaluation that waits. One always runs.
 */
export function jobsInMemory(evaluation: Evaluation, freeMemory: number | undefined): Jobs {
  const wanted = evaluation["max-jobs"];
  const fitting = freeMemory === undefined ? wanted : Math.max(1, Math.floor(freeMemory / evaluation["max-memory"]));
  return { count: Math.min(wanted, fitting), isReduced: fitting < wanted };
}

/** What the log says where jobs have to wait. */
export function tellReducedJobs({ count }: Jobs, evaluation: Evaluation): string {
  const hosts = count === 1 ? "One host is" : `${count} hosts are`;
  return `${hosts} evaluated at a time instead of ${evaluation["max-jobs"]}: each may take ${evaluation["max-memory"]} MiB, and the machine has no more memory free.`;
}
