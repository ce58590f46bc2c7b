// A job and its handler -> a run that can be interrupted, and how it ended.
import { jobKey, type BotJob } from "../bot/job.ts";
import type { JobHandler } from "../bot/queue.ts";
import { withSignal } from "../job-signal.ts";
import { Interruption, type InterruptionKind } from "./interruption.ts";

/** `returned` is a job that shall be done by somebody else. */
export type Outcome = { readonly kind: "done" | "replaced" | "returned" } | { readonly kind: "failed"; readonly error: unknown };

export type RunningJob = {
  readonly job: BotJob;
  readonly key: string;
  /** Only the first interruption counts. */
  interrupt(kind: InterruptionKind): void;
  /** Never rejects. */
  readonly outcome: Promise<{ readonly outcome: Outcome; readonly seconds: number }>;
};

async function settle(run: Promise<void>, signal: AbortSignal): Promise<Outcome> {
  const failure = await run.then(
    () => undefined,
    (error: unknown) => ({ error }),
  );
  const interruption: unknown = signal.reason;
  if (interruption instanceof Interruption) {
    if (interruption.kind === "replaced") return { kind: "replaced" };
    // Whoever came to the end in spite of the signal has done the job.
    if (failure !== undefined) return { kind: "returned" };
  }
  return failure === undefined ? { kind: "done" } : { kind: "failed", error: failure.error };
}

/** Starts the handler; a handler that throws at once is a failure like any other. */
export function startJob(job: BotJob, handler: JobHandler): RunningJob {
  const controller = new AbortController();
  const started = performance.now();
  const run = Promise.resolve().then(() => withSignal(controller.signal, () => handler(job, controller.signal)));
  return {
    job,
    key: jobKey(job),
    interrupt: (kind) => {
      if (!controller.signal.aborted) controller.abort(new Interruption(kind));
    },
    outcome: settle(run, controller.signal).then((outcome) => ({ outcome, seconds: (performance.now() - started) / 1000 })),
  };
}
