// Where the bot's jobs wait: the port of the two queues, one in this process and one in PostgreSQL (host/queue/).
import type { BotJob } from "./job.ts";

/**
 * A job to add. Each delivery adds a job of one key once (GitHub, "Redelivering webhooks"), however often GitHub sends it.
 * `onlyIfIdle` adds nothing where a job of the same key waits or runs: for whoever looks whether something was missed.
 */
export type QueuedJob = { readonly job: BotJob; readonly delivery?: string; readonly onlyIfIdle?: boolean };

/**
 * Does a job. The signal fires where it shall end early; its reason is an `Interruption`, which the handler throws on. What a handler
 * throws otherwise is a failure, and the job is tried again later, a few times.
 */
export type JobHandler = (job: BotJob, signal: AbortSignal) => Promise<void>;

/** How much waits and runs, over all processes that share the queue. */
export type QueueDepth = { readonly waiting: number; readonly running: number };

/** What happened to a job in this process, for metrics and logs. Seconds are those that the handler took. */
export type QueueEvent =
  | { readonly kind: "added" | "repeated" | "needless" | "started"; readonly job: BotJob }
  | { readonly kind: "done" | "replaced" | "returned"; readonly job: BotJob; readonly seconds: number }
  | { readonly kind: "failed"; readonly job: BotJob; readonly seconds: number; readonly error: unknown; readonly isLast: boolean };

export type QueueObserver = (event: QueueEvent) => void;

export type Queue = {
  /**
   * Keeps the job; once this resolves it is not lost, as far as the queue outlives the process. A waiting job of the same key gives it its
   * place; a running one is interrupted. Quick: a webhook waits for it. Rejects where the queue cannot be reached.
   */
  add(queued: QueuedJob): Promise<void>;
  /** Takes jobs from now on until the queue is stopped: repositories in turn, and those of one repository and lane one after the other. */
  work(handler: JobHandler): Promise<void>;
  /** Rejects where the queue cannot be reached. */
  depth(): Promise<QueueDepth>;
  /** Takes no more jobs; waits `patience` milliseconds for those that run, then interrupts them and hands them back. */
  stop(patience: number): Promise<void>;
};
