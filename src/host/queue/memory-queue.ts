// Jobs -> done in this process. Nothing outlives it: the look at all open pull requests at the start makes up for what was lost.
import { type BotJob, groupOf, jobKey, type Lane, laneOf } from "../bot/job.ts";
import type { JobHandler, Queue, QueuedJob, QueueObserver } from "../bot/queue.ts";
import { type Outcome, type RunningJob, startJob } from "./running-job.ts";
import { DELIVERY_COUNT, RETRY, type Retry, SLOTS } from "./settings.ts";
import { stopJobs } from "./stop-jobs.ts";

export type MemoryQueueOptions = {
  readonly observe?: QueueObserver;
  readonly retry?: Retry;
};

/** `due` is the time in milliseconds before which it is not started. */
type Waiting = { readonly job: BotJob; readonly attempt: number; readonly due: number };

type State = {
  readonly observe: QueueObserver;
  readonly retry: Retry;
  /** Both by key. A key runs at most once, because its jobs are of one repository and lane. */
  readonly waiting: Map<string, Waiting>;
  readonly running: Map<string, RunningJob>;
  /** By repository and lane: when it had its last turn, as a count of all turns. */
  readonly turns: Map<string, number>;
  turn: number;
  readonly deliveries: Set<string>;
  handler: JobHandler | undefined;
  timer: NodeJS.Timeout | undefined;
};

function remember(deliveries: Set<string>, delivery: string): boolean {
  if (deliveries.has(delivery)) return false;
  const [oldest] = deliveries;
  if (deliveries.size >= DELIVERY_COUNT && oldest !== undefined) deliveries.delete(oldest);
  deliveries.add(delivery);
  return true;
}

function turnKey(job: BotJob): string {
  return `${laneOf(job)} ${groupOf(job)}`;
}

/** The waiting job whose repository had its turn longest ago, of a lane with a free slot. */
function nextJob({ waiting, running, turns }: State): [string, Waiting] | undefined {
  const busy = new Set([...running.values()].map(({ job }) => turnKey(job)));
  const taken = (lane: Lane): number => [...running.values()].filter(({ job }) => laneOf(job) === lane).length;
  const free = { evaluate: SLOTS.evaluate - taken("evaluate"), answer: SLOTS.answer - taken("answer") };
  const now = Date.now();
  let best: { readonly entry: [string, Waiting]; readonly turn: number } | undefined;
  for (const entry of waiting) {
    const { job, due } = entry[1];
    if (due > now || free[laneOf(job)] <= 0 || busy.has(turnKey(job))) continue;
    const turn = turns.get(turnKey(job)) ?? 0;
    if (best === undefined || turn < best.turn) best = { entry, turn };
  }
  return best?.entry;
}

/** A newer job of the key, where one waits, takes the place of the attempt. */
function tryAgain(state: State, { job, attempt }: Waiting): boolean {
  const { limit, delay } = state.retry;
  if (attempt >= limit) return false;
  const key = jobKey(job);
  if (!state.waiting.has(key)) state.waiting.set(key, { job, attempt: attempt + 1, due: Date.now() + delay * 2 ** attempt * 1000 });
  return true;
}

function finish(state: State, { entry, outcome, seconds }: { entry: Waiting; outcome: Outcome; seconds: number }): void {
  const { job } = entry;
  state.running.delete(jobKey(job));
  if (outcome.kind === "failed") state.observe({ ...outcome, job, seconds, isLast: !tryAgain(state, entry) });
  else state.observe({ kind: outcome.kind, job, seconds });
  startJobs(state);
}

function startJobs(state: State): void {
  clearTimeout(state.timer);
  const { handler } = state;
  if (handler === undefined) return;
  for (let next = nextJob(state); next !== undefined; next = nextJob(state)) {
    const [key, entry] = next;
    state.waiting.delete(key);
    state.turn += 1;
    state.turns.set(turnKey(entry.job), state.turn);
    const running = startJob(entry.job, handler);
    state.running.set(key, running);
    state.observe({ kind: "started", job: entry.job });
    void running.outcome.then((end) => {
      finish(state, { entry, ...end });
    });
  }
  wakeForNext(state);
}

/** A job that waits for its next attempt is started by a timer, which does not keep the process alive. */
function wakeForNext(state: State): void {
  const now = Date.now();
  const dues = [...state.waiting.values()].flatMap(({ due }) => (due > now ? [due] : []));
  if (dues.length === 0) return;
  state.timer = setTimeout(() => {
    startJobs(state);
  }, Math.min(...dues) - now).unref();
}

function addJob(state: State, { job, delivery, onlyIfIdle = false }: QueuedJob): void {
  const key = jobKey(job);
  if (delivery !== undefined && !remember(state.deliveries, `${delivery} ${key}`)) {
    state.observe({ kind: "repeated", job });
    return;
  }
  if (onlyIfIdle && (state.waiting.has(key) || state.running.has(key))) {
    state.observe({ kind: "needless", job });
    return;
  }
  const replaced = state.waiting.get(key);
  // A key that is set anew keeps its place in the map, and so in the line.
  state.waiting.set(key, { job, attempt: 0, due: 0 });
  if (replaced !== undefined) state.observe({ kind: "replaced", job: replaced.job, seconds: 0 });
  state.running.get(key)?.interrupt("replaced");
  state.observe({ kind: "added", job });
  startJobs(state);
}

/** Opens an empty queue. */
export function createMemoryQueue({ observe = () => undefined, retry = RETRY }: MemoryQueueOptions = {}): Queue {
  const state: State = {
    observe,
    retry,
    waiting: new Map(),
    running: new Map(),
    turns: new Map(),
    turn: 0,
    deliveries: new Set(),
    handler: undefined,
    timer: undefined,
  };
  return {
    add: (queued) => {
      addJob(state, queued);
      return Promise.resolve();
    },
    work: (handler) => {
      state.handler = handler;
      startJobs(state);
      return Promise.resolve();
    },
    depth: () => Promise.resolve({ waiting: state.waiting.size, running: state.running.size }),
    stop: async (patience) => {
      state.handler = undefined;
      clearTimeout(state.timer);
      await stopJobs(state.running, patience);
    },
  };
}
