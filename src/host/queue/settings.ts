// What both queues keep to: how many jobs at a time, how often a failure is tried again.
import type { Lane } from "../bot/job.ts";

/** Jobs of a lane that one process does at a time. An evaluation takes all memory there is; answers only wait for GitHub. */
export const SLOTS: Readonly<Record<Lane, number>> = { evaluate: 1, answer: 2 };

/** Further attempts of a job that failed, and the seconds before the first of them; each pause is twice the one before. */
export type Retry = { readonly limit: number; readonly delay: number };

/** GitHub was away for a moment, or a worker died. What fails for longer is found by the hourly look at what was missed. */
export const RETRY: Retry = { limit: 4, delay: 5 };

/** GitHub sends a delivery again for three days ("Redelivering webhooks"). */
export const DELIVERY_DAYS = 3;
/** As many deliveries are remembered at most. */
export const DELIVERY_COUNT = 100_000;
