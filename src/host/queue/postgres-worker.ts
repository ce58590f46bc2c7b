// Rows of the queue -> jobs done in this process, as long as it gives signs of life.
import { setTimeout } from "node:timers/promises";
import { jobKey, type Lane } from "../bot/job.ts";
import type { JobHandler, QueueObserver } from "../bot/queue.ts";
import { CHANNEL } from "./postgres-add.ts";
import { LANES, type Store } from "./postgres-store.ts";
import { forgetDeliveries, settleInStore, takeFromStore, type TakenJob, touchInStore, waitingKeys } from "./postgres-take.ts";
import { type Outcome, type RunningJob, startJob } from "./running-job.ts";
import { SLOTS } from "./settings.ts";
import { stopJobs } from "./stop-jobs.ts";

export type WorkerOptions = { readonly store: Store; readonly handler: JobHandler; readonly observe: QueueObserver; readonly onError: (error: unknown) => void };

export type Worker = {
  /** Takes no more; waits, interrupts, hands back. */
  stop(patience: number): Promise<void>;
};

type State = WorkerOptions & {
  /** Both by the row's id, until the row is settled. */
  readonly running: Map<string, RunningJob>;
  readonly taken: Map<string, TakenJob>;
  /** Lanes of which a job is being taken, and those that were woken meanwhile. */
  readonly taking: Map<Lane, Promise<void>>;
  readonly woken: Set<Lane>;
  listener: { close(): Promise<void> } | undefined;
  lastSign: number;
  lastForgotten: number;
  readonly stopping: AbortController;
};

/** Milliseconds between two looks for jobs whose pause is over; new ones are told of by the database. */
const POLL = 2000;
/** Milliseconds after a look in vain. */
const LULL = 50;
const HOUR = 3_600_000;
/** Seconds before each further attempt to write down how a job ended. What cannot be written is done again by somebody else. */
const SETTLE_PAUSES = [1, 2, 4, 8, 15, 30] as const;

function isStopped({ stopping }: State): boolean {
  return stopping.signal.aborted;
}

async function settle(state: State, end: { readonly taken: TakenJob; readonly outcome: Outcome }): Promise<void> {
  for (const pause of [...SETTLE_PAUSES, undefined]) {
    try {
      await settleInStore(state.store, end);
      return;
    } catch (error) {
      state.onError(error);
      if (pause === undefined || isStopped(state)) return;
      await setTimeout(pause * 1000);
    }
  }
}

function begin(state: State, taken: TakenJob): void {
  const run = startJob(taken.job, state.handler);
  const outcome = run.outcome.then(async (end) => {
    await settle(state, { taken, outcome: end.outcome });
    state.running.delete(taken.id);
    state.taken.delete(taken.id);
    const told = { job: taken.job, seconds: end.seconds };
    if (end.outcome.kind === "failed") state.observe({ ...end.outcome, ...told, isLast: taken.isLast });
    else state.observe({ kind: end.outcome.kind, ...told });
    wake(state, taken.lane);
    return end;
  });
  state.taken.set(taken.id, taken);
  state.running.set(taken.id, { ...run, outcome });
  state.observe({ kind: "started", job: taken.job });
}

/** Takes jobs until there are none, or no slots. True where there were none. */
async function takeAll(state: State, lane: Lane): Promise<boolean> {
  const busy = (): number => [...state.taken.values()].filter((taken) => taken.lane === lane).length;
  while (!isStopped(state) && busy() < SLOTS[lane]) {
    const taken = await takeFromStore(state.store, lane);
    if (taken === undefined) return true;
    if (isStopped(state)) await settle(state, { taken, outcome: { kind: "returned" } });
    else begin(state, taken);
  }
  return false;
}

/** Every worker is told of every job and most look in vain, so that they look a few times a second at most. */
async function fill(state: State, lane: Lane): Promise<void> {
  try {
    do {
      state.woken.delete(lane);
      if (await takeAll(state, lane)) await setTimeout(LULL);
    } while (state.woken.has(lane) && !isStopped(state));
  } catch (error) {
    // The next look tries again.
    state.onError(error);
  }
}

function wake(state: State, lane: Lane): void {
  if (isStopped(state)) return;
  state.woken.add(lane);
  if (state.taking.has(lane)) return;
  const filling = fill(state, lane).finally(() => state.taking.delete(lane));
  state.taking.set(lane, filling);
}

async function interruptReplaced(state: State): Promise<void> {
  if (state.running.size === 0) return;
  const newer = await waitingKeys(state.store, [...state.running.values()].map(({ key }) => key));
  for (const job of state.running.values()) if (newer.has(job.key)) job.interrupt("replaced");
}

/** Without a sign for too long another process takes the jobs, so that they must end here. */
async function giveSign(state: State): Promise<void> {
  try {
    const lost = await touchInStore(state.store, [...state.taken.values()]);
    state.lastSign = Date.now();
    for (const id of lost) state.running.get(id)?.interrupt("lost");
    await interruptReplaced(state);
    if (Date.now() - state.lastForgotten < HOUR) return;
    state.lastForgotten = Date.now();
    await forgetDeliveries(state.store);
  } catch (error) {
    state.onError(error);
    if (Date.now() - state.lastSign < state.store.heartbeat * 1000) return;
    for (const job of state.running.values()) job.interrupt("lost");
  }
}

function wakeAll(state: State): void {
  for (const lane of LANES) wake(state, lane);
}

/** Where the database cannot tell of new jobs (a pooler between us and it), the looks find them. */
async function listen(state: State): Promise<void> {
  function onAdded(told: string): void {
    const lane = LANES.find((one) => told.startsWith(`${one} `));
    if (lane === undefined) return;
    wake(state, lane);
    const key = told.slice(lane.length + 1);
    if ([...state.taken.values()].some(({ job }) => jobKey(job) === key)) interruptReplaced(state).catch(state.onError);
  }
  try {
    state.listener = await state.store.database.listen?.(CHANNEL, onAdded, () => {
      wakeAll(state);
    });
  } catch (error) {
    state.onError(error);
  }
}

/** Works until it is stopped. */
export async function startWorker(options: WorkerOptions): Promise<Worker> {
  const now = Date.now();
  const state: State = {
    ...options,
    running: new Map(),
    taken: new Map(),
    taking: new Map(),
    woken: new Set(),
    listener: undefined,
    lastSign: now,
    lastForgotten: 0,
    stopping: new AbortController(),
  };
  await listen(state);
  wakeAll(state);
  const poll = setInterval(() => {
    wakeAll(state);
  }, POLL);
  const signs = setInterval(() => void giveSign(state), (options.store.heartbeat * 1000) / 5);
  return {
    stop: async (patience) => {
      state.stopping.abort();
      clearInterval(poll);
      await Promise.all(state.taking.values());
      await stopJobs(state.running, patience);
      clearInterval(signs);
      await state.listener?.close();
    },
  };
}
