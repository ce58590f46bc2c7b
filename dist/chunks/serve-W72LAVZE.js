import { createRequire as __createRequire } from "node:module";
const require = __createRequire(import.meta.url);
import {
  leaveSignals
} from "./chunk-WSEAI74M.js";
import {
  withSignal
} from "./chunk-FSL3M7DZ.js";
import {
  UpdateWish
} from "./chunk-IUYM5IIQ.js";
import "./chunk-GWVNSTGD.js";
import {
  coerce_exports,
  iso_exports
} from "./chunk-3WL5QXBS.js";
import {
  VERSION
} from "./chunk-FFLDBSQF.js";
import {
  hideNamedSecrets
} from "./chunk-MLLDOSUU.js";
import {
  shorten
} from "./chunk-P6QGVD7B.js";
import {
  isRecord,
  parseJson
} from "./chunk-IZT3ALIO.js";
import {
  StowplanError
} from "./chunk-L2TPXMAP.js";
import {
  _enum,
  array,
  boolean,
  discriminatedUnion,
  int,
  literal,
  looseObject,
  number,
  object,
  strictObject,
  string,
  union,
  unknown
} from "./chunk-N3YWGI6C.js";
import "./chunk-Q3OPO74A.js";

// src/host/bot-server/serve.ts
import { existsSync } from "node:fs";
import { setPriority } from "node:os";

// src/host/bot/job.ts
var BotRepository = strictObject({
  owner: string().min(1).max(100),
  repo: string().min(1).max(100),
  repositoryId: int(),
  installationId: int()
});
var Asker = strictObject({
  number: int().min(1),
  commentId: int(),
  login: string().min(1).max(100),
  /** ISO 8601, by GitHub's clock. */
  created: iso_exports.datetime({ offset: true }).max(40),
  /** The comment's first line. */
  text: string().max(300)
});
var OfRepository = { repository: BotRepository };
var OfPullRequest = { ...OfRepository, number: int().min(1) };
var BotJob = discriminatedUnion("kind", [
  /** Look who asked, and answer or add the job that was asked for. */
  strictObject({ kind: literal("command"), ...OfRepository, isPullRequest: boolean(), asker: Asker }),
  /** Plan a pull request and publish; `hosts` are patterns that narrow it. A job without `asker` leaves forks to the rules. */
  strictObject({ kind: literal("plan"), ...OfPullRequest, headCommit: string().max(64).optional(), hosts: array(string().max(512)).max(100).optional(), asker: Asker.optional() }),
  /** Stop planning a pull request that was closed. */
  strictObject({ kind: literal("forget"), ...OfPullRequest }),
  /** Plan the pull requests that have this commit as their head: GitHub names those of forks in no event of a check. */
  strictObject({ kind: literal("rerun"), ...OfRepository, headCommit: string().max(64) }),
  /** Commit the modules that were not regenerated to the pull request's branch. */
  strictObject({ kind: literal("convert"), ...OfPullRequest, asker: Asker }),
  /** Bring the update pull requests and the dashboard of the default branch up to date. */
  strictObject({ kind: literal("update"), ...OfRepository, asker: Asker.optional(), wishes: array(UpdateWish).max(10).optional() }),
  /** Evaluate the default branch for the cache. */
  strictObject({ kind: literal("warm"), ...OfRepository }),
  /** Look for open pull requests without a current plan. */
  strictObject({ kind: literal("reconcile"), ...OfRepository })
]);
function groupOf({ repository }) {
  return `${repository.owner}/${repository.repo}`.toLowerCase();
}
function jobKey(job) {
  const group = groupOf(job);
  switch (job.kind) {
    case "forget":
      return `plan ${group}#${job.number}`;
    case "plan":
      return `plan ${group}#${job.number} ${job.asker?.commentId ?? ""}`.trimEnd();
    case "convert":
      return `convert ${group}#${job.number} ${job.asker.commentId}`;
    case "command":
      return `command ${group} ${job.asker.commentId}`;
    case "update":
      return `update ${group} ${job.asker?.commentId ?? ""}`.trimEnd();
    case "rerun":
      return `rerun ${group} ${job.headCommit}`;
    case "warm":
    case "reconcile":
      return `${job.kind} ${group}`;
  }
}
function laneOf({ kind }) {
  return kind === "command" || kind === "rerun" || kind === "reconcile" ? "answer" : "evaluate";
}

// src/host/queue/interruption.ts
var Interruption = class extends Error {
  name = "Interruption";
  kind;
  constructor(kind) {
    super(`the job was interrupted: ${kind}`);
    this.kind = kind;
  }
};

// src/host/queue/running-job.ts
async function settle(run, signal) {
  const failure = await run.then(
    () => void 0,
    (error) => ({ error })
  );
  const interruption = signal.reason;
  if (interruption instanceof Interruption) {
    if (interruption.kind === "replaced") return { kind: "replaced" };
    if (failure !== void 0) return { kind: "returned" };
  }
  return failure === void 0 ? { kind: "done" } : { kind: "failed", error: failure.error };
}
function startJob(job, handler) {
  const controller = new AbortController();
  const started = performance.now();
  const run = Promise.resolve().then(() => withSignal(controller.signal, () => handler(job, controller.signal)));
  return {
    job,
    key: jobKey(job),
    interrupt: (kind) => {
      if (!controller.signal.aborted) controller.abort(new Interruption(kind));
    },
    outcome: settle(run, controller.signal).then((outcome) => ({ outcome, seconds: (performance.now() - started) / 1e3 }))
  };
}

// src/host/queue/settings.ts
var SLOTS = { evaluate: 1, answer: 2 };
var RETRY = { limit: 4, delay: 5 };
var DELIVERY_DAYS = 3;
var DELIVERY_COUNT = 1e5;

// src/host/queue/stop-jobs.ts
import { setTimeout as setTimeout2 } from "node:timers/promises";
var LAST_WORDS = 1e4;
async function waitFor(jobs, milliseconds) {
  const patience = new AbortController();
  const over = setTimeout2(milliseconds, void 0, { signal: patience.signal }).catch(() => void 0);
  await Promise.race([Promise.all([...jobs].map(({ outcome }) => outcome)), over]);
  patience.abort();
}
async function stopJobs(jobs, patience) {
  await waitFor(jobs.values(), patience);
  if (jobs.size === 0) return;
  for (const job of jobs.values()) job.interrupt("stopping");
  await waitFor(jobs.values(), LAST_WORDS);
}

// src/host/queue/memory-queue.ts
function remember(deliveries, delivery) {
  if (deliveries.has(delivery)) return false;
  const [oldest] = deliveries;
  if (deliveries.size >= DELIVERY_COUNT && oldest !== void 0) deliveries.delete(oldest);
  deliveries.add(delivery);
  return true;
}
function turnKey(job) {
  return `${laneOf(job)} ${groupOf(job)}`;
}
function nextJob({ waiting, running, turns }) {
  const busy = new Set([...running.values()].map(({ job }) => turnKey(job)));
  const taken = (lane) => [...running.values()].filter(({ job }) => laneOf(job) === lane).length;
  const free = { evaluate: SLOTS.evaluate - taken("evaluate"), answer: SLOTS.answer - taken("answer") };
  const now = Date.now();
  let best;
  for (const entry of waiting) {
    const { job, due } = entry[1];
    if (due > now || free[laneOf(job)] <= 0 || busy.has(turnKey(job))) continue;
    const turn = turns.get(turnKey(job)) ?? 0;
    if (best === void 0 || turn < best.turn) best = { entry, turn };
  }
  return best?.entry;
}
function tryAgain(state, { job, attempt }) {
  const { limit, delay } = state.retry;
  if (attempt >= limit) return false;
  const key = jobKey(job);
  if (!state.waiting.has(key)) state.waiting.set(key, { job, attempt: attempt + 1, due: Date.now() + delay * 2 ** attempt * 1e3 });
  return true;
}
function finish(state, { entry, outcome, seconds }) {
  const { job } = entry;
  state.running.delete(jobKey(job));
  if (outcome.kind === "failed") state.observe({ ...outcome, job, seconds, isLast: !tryAgain(state, entry) });
  else state.observe({ kind: outcome.kind, job, seconds });
  startJobs(state);
}
function startJobs(state) {
  clearTimeout(state.timer);
  const { handler } = state;
  if (handler === void 0) return;
  for (let next = nextJob(state); next !== void 0; next = nextJob(state)) {
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
function wakeForNext(state) {
  const now = Date.now();
  const dues = [...state.waiting.values()].flatMap(({ due }) => due > now ? [due] : []);
  if (dues.length === 0) return;
  state.timer = setTimeout(() => {
    startJobs(state);
  }, Math.min(...dues) - now).unref();
}
function addJob(state, { job, delivery, onlyIfIdle = false }) {
  const key = jobKey(job);
  if (delivery !== void 0 && !remember(state.deliveries, `${delivery} ${key}`)) {
    state.observe({ kind: "repeated", job });
    return;
  }
  if (onlyIfIdle && (state.waiting.has(key) || state.running.has(key))) {
    state.observe({ kind: "needless", job });
    return;
  }
  const replaced = state.waiting.get(key);
  state.waiting.set(key, { job, attempt: 0, due: 0 });
  if (replaced !== void 0) state.observe({ kind: "replaced", job: replaced.job, seconds: 0 });
  state.running.get(key)?.interrupt("replaced");
  state.observe({ kind: "added", job });
  startJobs(state);
}
function createMemoryQueue({ observe = () => void 0, retry = RETRY } = {}) {
  const state = {
    observe,
    retry,
    waiting: /* @__PURE__ */ new Map(),
    running: /* @__PURE__ */ new Map(),
    turns: /* @__PURE__ */ new Map(),
    turn: 0,
    deliveries: /* @__PURE__ */ new Set(),
    handler: void 0,
    timer: void 0
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
      state.handler = void 0;
      clearTimeout(state.timer);
      await stopJobs(state.running, patience);
    }
  };
}

// src/host/queue/postgres-store.ts
var SCHEMA = "stowplan";
var LANES = ["evaluate", "answer"];
var HEARTBEAT = 20;
var EXPIRY = 12 * 3600;
var HISTORY = 24 * 3600;
var CONNECT_MILLISECONDS = 4e3;
var TABLES = `
  select pg_advisory_xact_lock(hashtext('${SCHEMA} tables'));
  create table if not exists ${SCHEMA}.delivery (id text primary key, at timestamptz not null default now());
  create index if not exists delivery_at on ${SCHEMA}.delivery (at);
`;
function unreachable(cause) {
  return new StowplanError({
    code: "queue-unreachable",
    subject: "the queue",
    message: "The PostgreSQL database of DATABASE_URL does not answer.",
    hint: "Check that it runs, that the address is right and that its user may create a schema; the bot goes on by itself.",
    cause
  });
}
async function prepare({ boss, database }, options) {
  const { limit, delay } = options.retry ?? RETRY;
  const settings = {
    retryLimit: limit,
    retryDelay: delay,
    retryBackoff: delay > 0,
    heartbeatSeconds: options.heartbeat ?? HEARTBEAT,
    expireInSeconds: EXPIRY,
    deleteAfterSeconds: HISTORY
  };
  for (const lane of LANES) {
    await boss.createQueue(lane, settings);
    await boss.updateQueue(lane, settings);
    await boss.findJobs(lane, { key: "none" });
  }
  await database.executeSql(TABLES);
}
async function openStore(options) {
  const { PgBoss } = await import("./dist-UE3UELNC.js");
  const heartbeat = options.heartbeat ?? HEARTBEAT;
  const boss = new PgBoss({
    connectionString: options.url,
    schema: SCHEMA,
    application_name: "stowplan",
    connectionTimeoutMillis: CONNECT_MILLISECONDS,
    schedule: false,
    // How soon a dead worker is noticed after its last sign.
    superviseIntervalSeconds: Math.max(1, Math.floor(heartbeat / 4)),
    monitorIntervalSeconds: Math.max(1, Math.floor(heartbeat / 4))
  });
  boss.on("error", options.onError);
  try {
    await boss.start();
    const database = boss.getDb();
    await prepare({ boss, database }, options);
    return { boss, database, heartbeat };
  } catch (error) {
    await boss.stop({ graceful: false }).catch(() => void 0);
    throw error;
  }
}
async function inTransaction({ database }, use) {
  const transaction = await database.beginTransaction?.();
  if (transaction === void 0) throw new TypeError("pg-boss's own pool has transactions");
  try {
    const result = await use(transaction.db);
    await transaction.commit();
    return result;
  } catch (error) {
    await transaction.rollback();
    throw error;
  }
}
async function ask(database, { text, values = [], row }) {
  const { rows } = await database.executeSql(text, [...values]);
  return array(row).parse(rows);
}
async function lock(database, name) {
  await database.executeSql("select pg_advisory_xact_lock(hashtextextended($1, 0))", [`${SCHEMA} ${name}`]);
}

// src/host/queue/postgres-add.ts
var CHANNEL = "stowplan_jobs";
var Row = object({ id: string(), state: string(), priority: int(), data: unknown() });
var Found = object({ deliveries: int(), line: array(Row), priority: int() });
var LINE = `select id, state, priority, data from ${SCHEMA}.job where name = $1::text and singleton_key = $2::text and state <= 'active' for update`;
var PRIORITY = `least(
  coalesce(
    (select max(priority) from ${SCHEMA}.job where name = $1::text and state < 'active'),
    (select min(priority) from ${SCHEMA}.job where name = $1::text and state = 'active'),
    0),
  (select min(priority) - 1 from ${SCHEMA}.job where name = $1::text and state <= 'active' and group_id = $3::text))`;
var LOOK = `
  with fresh as (insert into ${SCHEMA}.delivery (id) select $4::text where $4::text is not null on conflict do nothing returning id), line as (${LINE})
  select (select count(*)::int from fresh) as deliveries, (select coalesce(jsonb_agg(line), '[]') from line) as line, ${PRIORITY} as priority,
    pg_notify('${CHANNEL}', $1::text || ' ' || $2::text)::text`;
async function look(database, { job, delivery }) {
  const key = jobKey(job);
  const values = [laneOf(job), key, groupOf(job), delivery === void 0 ? null : `${delivery} ${key}`];
  const [found] = await ask(database, { text: LOOK, values, row: Found });
  return found ?? { deliveries: 0, line: [], priority: 0 };
}
async function putInLine(store, { database, job, priority }) {
  await store.boss.send(laneOf(job), job, { singletonKey: jobKey(job), group: { id: groupOf(job) }, priority, db: database });
}
function addToStore(store, queued) {
  const { job, delivery, onlyIfIdle = false } = queued;
  const lane = laneOf(job);
  return inTransaction(store, async (database) => {
    await lock(database, jobKey(job));
    const { deliveries, line, priority } = await look(database, queued);
    if (delivery !== void 0 && deliveries === 0) return { kind: "repeated" };
    if (onlyIfIdle && line.length > 0) return { kind: "needless" };
    const old = line.filter(({ state }) => state !== "active");
    if (old.length > 0) await store.boss.deleteJob(lane, old.map(({ id }) => id), { db: database });
    await putInLine(store, { database, job, priority: old.length > 0 ? Math.max(...old.map((row) => row.priority)) : priority });
    return { kind: "added", replaced: old.flatMap(({ data }) => BotJob.safeParse(data).data ?? []) };
  });
}

// src/host/queue/postgres-connection.ts
import { setTimeout as setTimeout3 } from "node:timers/promises";
var PAUSE = 2e3;
async function within(milliseconds, promise) {
  const patience = new AbortController();
  const over = setTimeout3(milliseconds, void 0, { signal: patience.signal, ref: false });
  try {
    return await Promise.race([promise, over.then(() => Promise.reject(unreachable(void 0)))]);
  } finally {
    patience.abort();
    over.catch(() => void 0);
  }
}
function createConnection(options) {
  let store;
  const closing = new AbortController();
  function connect() {
    store ??= openStore(options).catch((error) => {
      store = void 0;
      throw unreachable(error);
    });
    return store;
  }
  async function wait() {
    while (!closing.signal.aborted) {
      try {
        return await connect();
      } catch (error) {
        options.onError(error);
        await setTimeout3(PAUSE, void 0, { signal: closing.signal }).catch(() => void 0);
      }
    }
    return void 0;
  }
  return {
    get: (milliseconds) => milliseconds === void 0 ? connect() : within(milliseconds, connect()),
    wait,
    giveUp: () => {
      closing.abort();
    },
    close: async () => {
      closing.abort();
      const open = await store?.catch(() => void 0);
      await open?.boss.stop({ graceful: false });
    }
  };
}

// src/host/queue/postgres-worker.ts
import { setTimeout as setTimeout4 } from "node:timers/promises";

// src/host/queue/postgres-take.ts
var Changed = object({ affected: int() });
function takeFromStore(store, lane) {
  return inTransaction(store, async (database) => {
    await lock(database, `take ${lane}`);
    const [row] = await store.boss.fetch(lane, { groupConcurrency: 1, includeMetadata: true, db: database });
    if (row === void 0) return void 0;
    const job = BotJob.safeParse(row.data).data;
    if (job !== void 0) return { id: row.id, retryCount: row.retryCount, isLast: row.retryCount >= row.retryLimit, priority: row.priority, lane, job };
    await store.boss.deleteJob(lane, row.id, { db: database });
    return void 0;
  });
}
async function waitingKeys({ database }, keys) {
  const text = `select singleton_key as key from ${SCHEMA}.job where state < 'active' and singleton_key = any($1::text[])`;
  const rows = await ask(database, { text, values: [keys], row: object({ key: string() }) });
  return new Set(rows.map(({ key }) => key));
}
function handBack(store, { id, retryCount, lane, priority, job }) {
  return inTransaction(store, async (database) => {
    await lock(database, jobKey(job));
    const { affected } = Changed.parse(await store.boss.deleteJob(lane, { id, retryCount }, { db: database }));
    if (affected === 0 || (await waitingKeys({ ...store, database }, [jobKey(job)])).size > 0) return;
    await putInLine(store, { database, job, priority });
    await database.executeSql("select pg_notify($1, $2)", [CHANNEL, `${lane} ${jobKey(job)}`]);
  });
}
async function settleInStore(store, { taken, outcome }) {
  const { lane, id, retryCount, job } = taken;
  if (outcome.kind === "returned") return handBack(store, taken);
  const isTriedAgain = outcome.kind === "failed" && (await waitingKeys(store, [jobKey(job)])).size === 0;
  if (isTriedAgain) await store.boss.fail(lane, { id, retryCount }, { kind: outcome.kind });
  else await store.boss.complete(lane, { id, retryCount }, { kind: outcome.kind });
}
async function touchInStore({ boss }, jobs) {
  const lost = /* @__PURE__ */ new Set();
  for (const { lane, id, retryCount } of jobs) {
    const { affected } = Changed.parse(await boss.touch(lane, { id, retryCount }));
    if (affected === 0) lost.add(id);
  }
  return lost;
}
async function forgetDeliveries({ database }) {
  await database.executeSql(`delete from ${SCHEMA}.delivery where at < now() - $1 * interval '1 day'`, [DELIVERY_DAYS]);
  const newest = `select id from ${SCHEMA}.delivery order by at desc offset $1`;
  await database.executeSql(`delete from ${SCHEMA}.delivery where id in (${newest})`, [DELIVERY_COUNT]);
}

// src/host/queue/postgres-worker.ts
var POLL = 2e3;
var LULL = 50;
var HOUR = 36e5;
var SETTLE_PAUSES = [1, 2, 4, 8, 15, 30];
function isStopped({ stopping }) {
  return stopping.signal.aborted;
}
async function settle2(state, end) {
  for (const pause of [...SETTLE_PAUSES, void 0]) {
    try {
      await settleInStore(state.store, end);
      return;
    } catch (error) {
      state.onError(error);
      if (pause === void 0 || isStopped(state)) return;
      await setTimeout4(pause * 1e3);
    }
  }
}
function begin(state, taken) {
  const run = startJob(taken.job, state.handler);
  const outcome = run.outcome.then(async (end) => {
    await settle2(state, { taken, outcome: end.outcome });
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
async function takeAll(state, lane) {
  const busy = () => [...state.taken.values()].filter((taken) => taken.lane === lane).length;
  while (!isStopped(state) && busy() < SLOTS[lane]) {
    const taken = await takeFromStore(state.store, lane);
    if (taken === void 0) return true;
    if (isStopped(state)) await settle2(state, { taken, outcome: { kind: "returned" } });
    else begin(state, taken);
  }
  return false;
}
async function fill(state, lane) {
  try {
    do {
      state.woken.delete(lane);
      if (await takeAll(state, lane)) await setTimeout4(LULL);
    } while (state.woken.has(lane) && !isStopped(state));
  } catch (error) {
    state.onError(error);
  }
}
function wake(state, lane) {
  if (isStopped(state)) return;
  state.woken.add(lane);
  if (state.taking.has(lane)) return;
  const filling = fill(state, lane).finally(() => state.taking.delete(lane));
  state.taking.set(lane, filling);
}
async function interruptReplaced(state) {
  if (state.running.size === 0) return;
  const newer = await waitingKeys(state.store, [...state.running.values()].map(({ key }) => key));
  for (const job of state.running.values()) if (newer.has(job.key)) job.interrupt("replaced");
}
async function giveSign(state) {
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
    if (Date.now() - state.lastSign < state.store.heartbeat * 1e3) return;
    for (const job of state.running.values()) job.interrupt("lost");
  }
}
function wakeAll(state) {
  for (const lane of LANES) wake(state, lane);
}
async function listen(state) {
  function onAdded(told) {
    const lane = LANES.find((one) => told.startsWith(`${one} `));
    if (lane === void 0) return;
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
async function startWorker(options) {
  const now = Date.now();
  const state = {
    ...options,
    running: /* @__PURE__ */ new Map(),
    taken: /* @__PURE__ */ new Map(),
    taking: /* @__PURE__ */ new Map(),
    woken: /* @__PURE__ */ new Set(),
    listener: void 0,
    lastSign: now,
    lastForgotten: 0,
    stopping: new AbortController()
  };
  await listen(state);
  wakeAll(state);
  const poll = setInterval(() => {
    wakeAll(state);
  }, POLL);
  const signs = setInterval(() => void giveSign(state), options.store.heartbeat * 1e3 / 5);
  return {
    stop: async (patience) => {
      state.stopping.abort();
      clearInterval(poll);
      await Promise.all(state.taking.values());
      await stopJobs(state.running, patience);
      clearInterval(signs);
      await state.listener?.close();
    }
  };
}

// src/host/queue/postgres-queue.ts
var ADD_MILLISECONDS = 7e3;
var DEPTH_MILLISECONDS = 3e3;
var Depth = object({ waiting: coerce_exports.number(), running: coerce_exports.number() });
async function reach(milliseconds, question) {
  try {
    return await within(milliseconds, question());
  } catch (error) {
    throw unreachable(error);
  }
}
async function add(connection, { observe, ...queued }) {
  const { job } = queued;
  const added = await reach(ADD_MILLISECONDS, async () => addToStore(await connection.get(), queued));
  if (added.kind === "added") for (const replaced of added.replaced) observe({ kind: "replaced", job: replaced, seconds: 0 });
  observe({ kind: added.kind, job });
}
function createPostgresQueue({ observe = () => void 0, ...options }) {
  const connection = createConnection(options);
  let working;
  void connection.wait();
  return {
    add: (queued) => add(connection, { ...queued, observe }),
    work: (handler) => {
      working ??= connection.wait().then((store) => store === void 0 ? void 0 : startWorker({ store, handler, observe, onError: options.onError }));
      return Promise.resolve();
    },
    depth: () => reach(DEPTH_MILLISECONDS, async () => {
      const { database } = await connection.get();
      const count = `select count(*) filter (where state < 'active') as waiting, count(*) filter (where state = 'active') as running`;
      const rows = await ask(database, { text: `${count} from ${SCHEMA}.job where name = any($1::text[])`, values: [LANES], row: Depth });
      return rows[0] ?? { waiting: 0, running: 0 };
    }),
    stop: async (patience) => {
      connection.giveUp();
      await (await working)?.stop(patience);
      await connection.close();
    }
  };
}

// src/host/bot-server/hidden-log-entry.ts
var TEXT_LIMIT = 4e3;
var ENTRY_LIMIT = 50;
var DEPTH_LIMIT = 5;
var HIDDEN_NAMES = /^(?:.*(?:authorization|cookie|token|secret|password|private_?key|signature).*|headers|body|payload|response|event|data)$/i;
function hideText(text) {
  return shorten(hideNamedSecrets(text.slice(0, 2 * TEXT_LIMIT)), TEXT_LIMIT);
}
var RequestFailure = object({ status: number(), request: object({ method: string(), url: string() }) });
var Coded = object({ code: union([string(), number()]) });
function pathOf(url) {
  return URL.canParse(url) ? new URL(url).pathname : "";
}
function describeError(error, depth = 0) {
  const failure = RequestFailure.safeParse(error).data;
  const message = failure === void 0 ? error.message : `${failure.request.method} ${pathOf(failure.request.url)} was answered with status ${failure.status}`;
  const code = Coded.safeParse(error).data?.code;
  const causes = error instanceof AggregateError ? error.errors : [error.cause];
  const told = depth >= DEPTH_LIMIT ? [] : causes.flatMap((cause) => cause instanceof Error ? [describeError(cause, depth + 1)] : []);
  const frames = (error.stack ?? "").split("\n").filter((line) => /^\s+at /.test(line)).slice(0, 12);
  return {
    type: error.name,
    message: hideText(message),
    ...code === void 0 ? {} : { code },
    ...error instanceof StowplanError ? { subject: hideText(error.subject), hint: hideText(error.hint) } : {},
    ...failure === void 0 ? {} : { status: failure.status },
    stack: hideText(frames.map((frame) => frame.trim()).join("\n")),
    ...told.length === 0 ? {} : { causes: told }
  };
}
function hideValue(value, depth) {
  if (typeof value === "string") return hideText(value);
  if (value instanceof Error) return describeError(value);
  if (typeof value === "function" || typeof value === "symbol") return void 0;
  if (typeof value !== "object" || value === null) return value;
  if (depth >= DEPTH_LIMIT) return "…";
  if (Array.isArray(value)) return value.slice(0, ENTRY_LIMIT).map((entry) => hideValue(entry, depth + 1));
  return hideFields(value, depth + 1);
}
function hideFields(fields, depth = 0) {
  const entries = Object.entries(fields).slice(0, ENTRY_LIMIT);
  return Object.fromEntries(entries.map(([name, value]) => [name, HIDDEN_NAMES.test(name) ? "[hidden]" : hideValue(value, depth)]));
}
function hideLogArguments([first, ...rest]) {
  const others = rest.map((value) => hideValue(value, 1));
  if (first instanceof Error) {
    const err = describeError(first);
    return others.length > 0 ? [{ err }, ...others] : [{ err }, err["message"]];
  }
  return [typeof first === "object" && first !== null ? hideFields(first) : hideValue(first, 0), ...others];
}

// src/host/bot-server/bot-log.ts
var LEVELS = ["fatal", "error", "warn", "info", "debug", "trace"];
var Level = _enum(LEVELS);
var Line = looseObject({ level: number(), time: number(), msg: string().default(""), err: looseObject({ stack: string().optional() }).optional() });
function levelName(level) {
  return LEVELS[6 - level / 10] ?? String(level);
}
function printLine(line) {
  const { level, time, msg, err, ...fields } = line;
  const rest = Object.entries(fields).filter(([name]) => name !== "name").map(([name, value]) => ` ${name}=${typeof value === "string" ? value : JSON.stringify(value)}`);
  return `${new Date(time).toISOString()} ${levelName(level).toUpperCase()} ${msg}${rest.join("")}
${err?.stack === void 0 ? "" : `${err.stack}
`}`;
}
function isForPeople(environment) {
  const format = environment["LOG_FORMAT"] ?? "";
  return format === "" ? environment["NODE_ENV"] !== "production" : format === "pretty";
}
async function createBotLog(environment, write) {
  const { default: pino } = await import("./pino-634Z5JMF.js");
  const isPretty = isForPeople(environment);
  const destination = {
    write: (text) => {
      const line = Line.parse(hideFields(Line.parse(JSON.parse(text))));
      write(isPretty ? printLine(line) : `${JSON.stringify(line)}
`);
    }
  };
  return pino(
    {
      level: Level.safeParse(environment["LOG_LEVEL"]).data ?? "info",
      base: { name: "stowplan" },
      // The hook has made errors plain already.
      serializers: { err: (error) => error },
      hooks: {
        logMethod(entry, method) {
          const [first, ...rest] = hideLogArguments(entry);
          Reflect.apply(method, this, [first, ...rest]);
        }
      }
    },
    destination
  );
}

// src/host/bot-server/metrics.ts
function escapeLabel(value) {
  return value.replace(/\\/g, "\\\\").replace(/"/g, '\\"').replace(/\n/g, "\\n");
}
function escapeHelp(help) {
  return help.replace(/\\/g, "\\\\").replace(/\n/g, "\\n");
}
function printLabels(labels) {
  const pairs = Object.entries(labels).map(([name, value]) => `${name}="${escapeLabel(value)}"`);
  return pairs.length === 0 ? "" : `{${pairs.join(",")}}`;
}
function printSeries({ name, kind, buckets = [] }, { labels, value, counts, sum }) {
  if (kind !== "histogram") return [`${name}${printLabels(labels)} ${value}`];
  const bounds = [...buckets.map(String), "+Inf"];
  const lines = bounds.map((le, index) => `${name}_bucket${printLabels({ ...labels, le })} ${counts[index] ?? 0}`);
  return [...lines, `${name}_sum${printLabels(labels)} ${sum}`, `${name}_count${printLabels(labels)} ${value}`];
}
function createMetrics(definitions) {
  const known = new Map(definitions.map((definition) => [definition.name, { definition, series: /* @__PURE__ */ new Map() }]));
  function seriesOf(name, labels) {
    const metric = known.get(name);
    if (metric === void 0) throw new TypeError(`no metric is called ${name}`);
    const key = printLabels(labels);
    const found = metric.series.get(key) ?? { labels, value: 0, counts: [...metric.definition.buckets ?? [], Infinity].map(() => 0), sum: 0 };
    metric.series.set(key, found);
    return { definition: metric.definition, series: found };
  }
  return {
    count: (name, labels = {}) => {
      seriesOf(name, labels).series.value += 1;
    },
    set: (name, { value, labels = {} }) => {
      seriesOf(name, labels).series.value = value;
    },
    observe: (name, { value, labels = {} }) => {
      const { definition, series } = seriesOf(name, labels);
      [...definition.buckets ?? [], Infinity].forEach((bound, index) => {
        if (value <= bound) series.counts[index] = (series.counts[index] ?? 0) + 1;
      });
      series.sum += value;
      series.value += 1;
    },
    render: () => [...known.values()].flatMap(({ definition, series }) => [
      `# HELP ${definition.name} ${escapeHelp(definition.help)}`,
      `# TYPE ${definition.name} ${definition.kind}`,
      ...[...series.values()].flatMap((one) => printSeries(definition, one))
    ]).map((line) => `${line}
`).join("")
  };
}

// src/host/bot-server/bot-metrics.ts
var JOB_SECONDS = [0.1, 0.5, 1, 5, 10, 30, 60, 120, 300, 600, 1800];
var WEBHOOK_SECONDS = [5e-3, 0.01, 0.025, 0.05, 0.1, 0.2, 0.5, 1, 2.5, 5, 10];
var DEFINITIONS = [
  { name: "stowplan_build_info", kind: "gauge", help: "Always 1; the version is a label." },
  { name: "stowplan_jobs_total", kind: "counter", help: "Jobs by kind and by what happened to them in this process." },
  { name: "stowplan_job_duration_seconds", kind: "histogram", help: "How long jobs took.", buckets: JOB_SECONDS },
  { name: "stowplan_job_last_success_timestamp_seconds", kind: "gauge", help: "When a job of a kind was last done." },
  { name: "stowplan_webhooks_total", kind: "counter", help: "Webhooks by event and by the status of the answer." },
  { name: "stowplan_webhook_duration_seconds", kind: "histogram", help: "How long webhooks waited for their answer.", buckets: WEBHOOK_SECONDS },
  { name: "stowplan_queue_up", kind: "gauge", help: "1 where the queue can be reached." },
  { name: "stowplan_queue_jobs", kind: "gauge", help: "Jobs of all processes that wait or run." },
  { name: "stowplan_github_requests_remaining", kind: "gauge", help: "The fewest requests that GitHub leaves any installation until its limit is renewed; NaN where no limit is known." },
  { name: "process_resident_memory_bytes", kind: "gauge", help: "Memory of this process, without the programs it started." },
  { name: "process_start_time_seconds", kind: "gauge", help: "When this process started." }
];
function openLimits() {
  const limits = /* @__PURE__ */ new Map();
  return {
    note: (limit) => {
      const known = limits.get(limit.installationId);
      const isNews = known === void 0 || limit.resets > known.resets || limit.resets === known.resets && limit.remaining < known.remaining;
      if (isNews) limits.set(limit.installationId, limit);
    },
    lowest: (seconds) => {
      for (const [id, { resets }] of limits) if (resets <= seconds) limits.delete(id);
      return limits.size === 0 ? void 0 : Math.min(...[...limits.values()].map(({ remaining }) => remaining));
    }
  };
}
function createBotMetrics({ version, now }) {
  const metrics = createMetrics(DEFINITIONS);
  const limits = openLimits();
  const seconds = () => now().getTime() / 1e3;
  metrics.set("stowplan_build_info", { value: 1, labels: { version } });
  metrics.set("process_start_time_seconds", { value: seconds() });
  return {
    onJob: (event) => {
      const kind = event.job.kind;
      metrics.count("stowplan_jobs_total", { kind, state: event.kind });
      if (event.kind === "done" || event.kind === "failed") metrics.observe("stowplan_job_duration_seconds", { value: event.seconds, labels: { kind } });
      if (event.kind === "done") metrics.set("stowplan_job_last_success_timestamp_seconds", { value: seconds(), labels: { kind } });
    },
    onWebhook: ({ event, status, seconds: duration }) => {
      metrics.count("stowplan_webhooks_total", { event, status: String(status) });
      metrics.observe("stowplan_webhook_duration_seconds", { value: duration });
    },
    onLimit: (limit) => {
      limits.note(limit);
    },
    render: ({ depth, memory }) => {
      metrics.set("stowplan_github_requests_remaining", { value: limits.lowest(seconds()) ?? NaN });
      metrics.set("stowplan_queue_up", { value: depth === void 0 ? 0 : 1 });
      metrics.set("process_resident_memory_bytes", { value: memory });
      for (const state of ["waiting", "running"]) metrics.set("stowplan_queue_jobs", { value: depth?.[state] ?? NaN, labels: { state } });
      return metrics.render();
    }
  };
}

// src/host/bot-server/graceful-stop.ts
var SIGNALS = ["SIGTERM", "SIGINT"];
function stopOnSignals(log, stop) {
  let isStopping = false;
  async function end(signal) {
    log.info(`${signal}: no more jobs are taken`);
    try {
      await stop();
      log.info("stopped");
    } catch (error) {
      log.error({ err: error }, "the end was not orderly; jobs that ran are done again");
    }
    process.exit(0);
  }
  leaveSignals(SIGNALS);
  for (const signal of SIGNALS) {
    process.on(signal, () => {
      if (isStopping) process.exit(1);
      isStopping = true;
      void end(signal);
    });
  }
}

// src/host/bot-server/http-server.ts
import { createServer } from "node:http";

// src/host/bot-server/webhook-route.ts
var PAYLOAD_LIMIT = 25 * 1024 * 1024;
var Headers = object({
  "x-github-event": string().regex(/^[a-z_]{1,64}$/),
  "x-github-delivery": string().min(1).max(100),
  "x-hub-signature-256": string().max(100),
  "content-type": string().regex(/^application\/json\b/i)
});
async function readBody(request) {
  if (Number(request.headers["content-length"] ?? 0) > PAYLOAD_LIMIT) return void 0;
  const chunks = [];
  let size = 0;
  for await (const chunk of request) {
    if (!(chunk instanceof Buffer)) continue;
    size += chunk.length;
    if (size > PAYLOAD_LIMIT) return void 0;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}
async function takeWebhook({ webhooks, log }, request) {
  if (request.method !== "POST") return { status: 405, text: "webhooks are sent by POST", event: "other" };
  const headers = Headers.safeParse(request.headers).data;
  if (headers === void 0) return { status: 400, text: "not one of GitHub's webhooks, or its content type is not application/json", event: "other" };
  const body = await readBody(request);
  if (body === void 0) return { status: 413, text: "too large", event: "other" };
  const [event, id, signature] = [headers["x-github-event"], headers["x-github-delivery"], headers["x-hub-signature-256"]];
  if (body === "" || !await webhooks.verify(body, signature).catch(() => false)) {
    log.warn({ delivery: id }, "a webhook was refused: its signature is not made with WEBHOOK_SECRET");
    return { status: 400, text: "the signature is wrong", event: "other" };
  }
  if (!isRecord(parseJson(body))) return { status: 400, text: "the payload is no JSON object", event };
  try {
    await webhooks.verifyAndReceive({ id, name: event, payload: body, signature });
    return { status: 200, text: "ok", event };
  } catch {
    log.warn({ delivery: id }, `the webhook ${event} was not taken`);
    return { status: 500, text: "the job could not be kept; redeliver later", event };
  }
}

// src/host/bot-server/http-server.ts
var PLAIN = "text/plain; charset=utf-8";
var METRICS_TYPE = "text/plain; version=0.0.4; charset=utf-8";
var REQUEST_MILLISECONDS = 3e4;
var DEPTH_MILLISECONDS2 = 1e3;
function send(response, { status, text, type = PLAIN }) {
  if (response.destroyed) return;
  response.writeHead(status, { "content-type": type, "cache-control": "no-store", "x-content-type-options": "nosniff" });
  response.end(text);
}
function watchDepth(depth) {
  let last;
  return () => {
    if (last === void 0 || last.until < Date.now()) last = { until: Date.now() + DEPTH_MILLISECONDS2, depth: depth().catch(() => void 0) };
    return last.depth;
  };
}
async function answerWebhook({ app, metrics }, request) {
  const started = performance.now();
  const { event, ...answer } = await takeWebhook(app, request);
  metrics.onWebhook({ event, status: answer.status, seconds: (performance.now() - started) / 1e3 });
  return { ...answer, text: `${answer.text}
` };
}
function pathOf2({ url = "" }) {
  return url.split("?", 1)[0] ?? "";
}
async function startHttpServer(parts, { host, port }) {
  const depth = watchDepth(parts.depth);
  async function answer(request) {
    const path = pathOf2(request);
    if (path === parts.webhookPath) return answerWebhook(parts, request);
    if (path === "/healthz") {
      const now = await depth();
      const status = now === void 0 ? 503 : 200;
      return { status, type: "application/json", text: `${JSON.stringify({ status: now === void 0 ? "queue unreachable" : "ok", ...now })}
` };
    }
    if (path === "/metrics") return { status: 200, type: METRICS_TYPE, text: parts.metrics.render({ depth: await depth(), memory: process.memoryUsage.rss() }) };
    if (path === "/") return { status: 200, text: "Stowplan is running.\n" };
    return { status: 404, text: "not found\n" };
  }
  const server = createServer({ requestTimeout: REQUEST_MILLISECONDS }, (request, response) => {
    answer(request).then(
      (given) => {
        send(response, given);
      },
      (error) => {
        parts.app.log.error({ err: error }, "a request was not answered");
        send(response, { status: 500, text: "internal error\n" });
      }
    );
  });
  await new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen({ host, port }, resolve);
  });
  return server;
}
function portOf(server) {
  const address = server.address();
  return typeof address === "object" && address !== null ? address.port : 0;
}
async function closeHttpServer(server, patience) {
  const closed = new Promise((resolve) => server.close(resolve));
  const timer = setTimeout(() => {
    server.closeAllConnections();
  }, patience);
  await closed;
  clearTimeout(timer);
}

// src/host/bot-server/log-jobs.ts
function fieldsOf(job) {
  const { owner, repo } = job.repository;
  return { job: job.kind, repository: `${owner}/${repo}`, ..."number" in job ? { number: job.number } : {} };
}
function tellJob({ job, repository, number: number2 }) {
  return `${job} ${repository}${number2 === void 0 ? "" : `#${number2}`}`;
}
function logJob(log, event) {
  const fields = fieldsOf(event.job);
  const text = `${tellJob(fields)} ${event.kind}`;
  switch (event.kind) {
    case "added":
    case "repeated":
    case "needless":
      log.debug(fields, text);
      break;
    case "started":
      log.info(fields, text);
      break;
    case "done":
    case "replaced":
    case "returned":
      log.info({ ...fields, seconds: event.seconds }, text);
      break;
    case "failed":
      log.error({ ...fields, seconds: event.seconds, err: event.error }, `${text}${event.isLast ? "" : ", will be tried again"}`);
      break;
  }
}

// src/host/bot-server/server-settings.ts
var Role = _enum(["all", "web", "worker"]);
var Variables = object({
  STOWPLAN_ROLE: Role.default("all"),
  STOWPLAN_PATIENCE: coerce_exports.number().min(0).max(3600).default(60),
  DATABASE_URL: string().regex(/^postgres(?:ql)?:\/\//).optional(),
  HOST: string().min(1).default("localhost"),
  PORT: coerce_exports.number().int().min(0).max(65535).default(3e3),
  WEBHOOK_PATH: string().startsWith("/").default("/api/github/webhooks")
});
var HINTS = {
  STOWPLAN_ROLE: "Set it to all, web or worker, or leave it out.",
  STOWPLAN_PATIENCE: "Set it to seconds, 3600 at most, or leave it out.",
  DATABASE_URL: "Set it to an address that begins with postgres://, or leave it out to keep the jobs in this process.",
  HOST: "Set it to an address of this machine, or leave it out.",
  PORT: "Set it to a number between 1 and 65535, or leave it out.",
  WEBHOOK_PATH: "Let it begin with a slash, or leave it out."
};
function wrong(subject, { message, hint }) {
  return new StowplanError({ code: "usage", subject, message, hint });
}
function hasKey(environment) {
  return environment["PRIVATE_KEY"] !== void 0 || environment["PRIVATE_KEY_PATH"] !== void 0;
}
function readSettings(environment) {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ""));
  const parsed = Variables.safeParse(given);
  if (!parsed.success) {
    const name = Variables.keyof().safeParse(parsed.error.issues[0]?.path[0]).data ?? "STOWPLAN_ROLE";
    throw wrong(name, { message: "The environment variable has a wrong value.", hint: HINTS[name] });
  }
  const { STOWPLAN_ROLE: role, STOWPLAN_PATIENCE: seconds, DATABASE_URL: database, HOST: host, PORT: port, WEBHOOK_PATH: webhookPath } = parsed.data;
  if (role !== "all" && database === void 0) {
    throw wrong("STOWPLAN_ROLE", { message: `A bot that is only ${role} shares its jobs with others, and has no database to do so.`, hint: "Set DATABASE_URL, or leave STOWPLAN_ROLE out." });
  }
  return { role, host, port, webhookPath, patience: seconds * 1e3, ...database === void 0 ? {} : { database } };
}
function readStart(environment) {
  const hasApp = (environment["APP_ID"] ?? "") !== "" && hasKey(environment);
  if (!hasApp && environment["NODE_ENV"] !== "production") return { kind: "setup" };
  if (!hasApp) {
    throw wrong("APP_ID", { message: "The bot does not know which GitHub App it is.", hint: "Set APP_ID, and PRIVATE_KEY or PRIVATE_KEY_PATH; or start it once without NODE_ENV=production to make an App." });
  }
  const settings = readSettings(environment);
  if (settings.role !== "worker" && (environment["WEBHOOK_SECRET"] ?? "") === "") {
    throw wrong("WEBHOOK_SECRET", { message: "Without a secret nobody can tell GitHub's webhooks from forged ones.", hint: "Set it to the secret of the App's webhook." });
  }
  return { kind: "serve", settings };
}

// src/host/bot-server/serve.ts
var HOUR2 = 36e5;
var WORKER_NICENESS = 10;
var ANSWER_MILLISECONDS = 8e3;
async function openApp(environment, log) {
  const { createProbot } = await import("./lib-QXXX56HR.js");
  try {
    return await createProbot({ env: { ...environment }, overrides: { log } }).ready();
  } catch (cause) {
    throw new StowplanError({ code: "usage", subject: "PRIVATE_KEY", message: "The GitHub App could not be opened.", hint: "Check that PRIVATE_KEY or the file of PRIVATE_KEY_PATH holds the key that GitHub gave, and APP_ID the App's number.", cause });
  }
}
function openQueue({ database }, { log, observe }) {
  if (database === void 0) return createMemoryQueue({ observe });
  return createPostgresQueue({
    url: database,
    observe,
    onError: (error) => {
      log.warn({ err: error }, "the queue's database made trouble");
    }
  });
}
function keepLooking(parts, context) {
  async function look2() {
    try {
      await parts.lookAround(context);
    } catch (error) {
      context.app.log.error({ err: error }, "could not look for what was missed; it is tried again in an hour");
    }
  }
  void look2();
  const timer = setInterval(() => void look2(), HOUR2);
  return {
    stop: () => {
      clearInterval(timer);
    }
  };
}
async function serve(settings, { parts, environment, log }) {
  const { role, patience, webhookPath } = settings;
  if (role === "worker") setPriority(WORKER_NICENESS);
  const app = await openApp(environment, log);
  const metrics = createBotMetrics({ version: VERSION, now: () => /* @__PURE__ */ new Date() });
  function observe(event) {
    metrics.onJob(event);
    logJob(log, event);
  }
  const queue = openQueue(settings, { log, observe });
  function onLimit(limit) {
    metrics.onLimit(limit);
  }
  const context = { app, queue, environment, onLimit };
  if (role !== "worker") parts.listen(context);
  const server = await startHttpServer({ app, metrics, depth: () => queue.depth(), webhookPath: role === "worker" ? void 0 : webhookPath }, settings);
  if (role !== "web") await queue.work(parts.createHandler(context));
  const looking = role === "web" ? void 0 : keepLooking(parts, context);
  stopOnSignals(log, async () => {
    looking?.stop();
    await closeHttpServer(server, ANSWER_MILLISECONDS);
    await queue.stop(patience);
  });
  log.info({ role, version: VERSION }, `Listening on http://${settings.host}:${portOf(server)}`);
}
async function setUp(environment, log) {
  const { run } = await import("./lib-QXXX56HR.js");
  process.env["NO_SMEE_SETUP"] ??= "true";
  await run(() => void 0, { env: { ...environment }, log });
}
function endOnFailures(log) {
  for (const failure of ["uncaughtException", "unhandledRejection"]) {
    process.on(failure, (error) => {
      log.fatal({ err: error }, "the bot ended over a mistake of its own");
      process.exit(1);
    });
  }
}
function tellFailedStart(log, error) {
  if (!(error instanceof StowplanError)) {
    log.fatal({ err: error }, "the bot did not start");
    return;
  }
  const reason = error.cause instanceof Error ? { reason: error.cause.message } : {};
  log.fatal({ code: error.code, ...reason }, `${error.message} ${error.hint} (${error.subject})`);
}
async function serveBot(parts) {
  if (existsSync(".env")) process.loadEnvFile(".env");
  const environment = process.env;
  const log = await createBotLog(environment, (line) => process.stdout.write(line));
  endOnFailures(log);
  try {
    const start = readStart(environment);
    if (start.kind === "setup") await setUp(environment, log);
    else await serve(start.settings, { parts, environment, log });
  } catch (error) {
    tellFailedStart(log, error);
    process.exitCode = 1;
    process.exit();
  }
}
export {
  serveBot
};
