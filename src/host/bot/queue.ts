// Where the bot's jobs wait: the port of the two queues, one in this process and one in PostgreSQL.
import type { BotJob } from "./job.ts";

/** A job to add; a delivery id that was seen before adds nothing (GitHub, "Redelivering webhooks"). */
export type QueuedJob = { readonly job: BotJob; readonly delivery?: string };

/** Does a job. The signal fires where the job is replaced, or taken back because the process ends. A throw is a failure, tried again later. */
export type JobHandler = (job: BotJob, signal: AbortSignal) => Promise<void>;

/** How much waits and runs, over all processes that share the queue. */
export type QueueDepth = { readonly waiting: number; readonly running: number };

export type Queue = {
  /** Keeps the job; once this resolves it is not lost, as far as the queue outlives the process. Quick: a webhook waits for it. */
  add(queued: QueuedJob): Promise<void>;
  /** Takes jobs until the queue is stopped, those of one repository one after the other. */
  work(handler: JobHandler): Promise<void>;
  depth(): Promise<QueueDepth>;
  /** Takes no more jobs; waits `patience` milliseconds for those that run, then hands them back. */
  stop(patience: number): Promise<void>;
};
