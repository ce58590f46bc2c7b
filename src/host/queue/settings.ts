// What both queues keep to: how many jobs at a time, how often a failure is tried again.
import type { Lane } from "../bot/job.ts";

/** Jobs of a lane that one process does at a time. An evaluation takes all memory there is; answers only wait for GitHub. */
export const SLOTS: Readonly<Record<Lane, number>> = { evaluate: 1, answer: 2 };

/** Seconds before each further attempt of a job that failed: GitHub was away, or its limit on requests was used up. */
export const RETRY_PAUSES: readonly number[] = [30, 300];
