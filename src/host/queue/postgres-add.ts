// A job to add -> a row of the queue, in one transaction: deliveries once, a newer job for an older one, repositories in turn.
import type { Db } from "pg-boss";
import * as z from "zod";
import { BotJob, groupOf, keyOf, laneOf } from "../bot/job.ts";
import type { QueuedJob } from "../bot/queue.ts";
import { ask, inTransaction, lock, SCHEMA, type Store } from "./postgres-store.ts";

/** `replaced` are waiting jobs of the same key, of which nothing is left. */
export type Added = { readonly kind: "added"; readonly replaced: readonly BotJob[] } | { readonly kind: "repeated" | "needless" };

/** Carries the keys of jobs that were added, so that idle workers wake and one that does an older job of the key interrupts it. */
export const CHANNEL = "stowplan_jobs";

const Row = z.object({ id: z.string(), state: z.string(), priority: z.int(), data: z.unknown() });

async function isNewDelivery(database: Db, delivery: string): Promise<boolean> {
  const text = `insert into ${SCHEMA}.delivery (id) values ($1) on conflict do nothing returning id`;
  return (await ask(database, { text, values: [delivery], row: z.object({ id: z.string() }) })).length > 0;
}

/**
 * The priority that gives each repository its turn (start-time fair queueing): a job comes after the last of its repository, and not before
 * the first of the line, so that who comes late neither waits behind all of another repository nor overtakes it for ever.
 */
async function priorityOf(database: Db, job: BotJob): Promise<number> {
  const waiting = `select max(priority) from ${SCHEMA}.job where name = $1 and state < 'active'`;
  const running = `select min(priority) from ${SCHEMA}.job where name = $1 and state = 'active'`;
  const last = `select min(priority) - 1 from ${SCHEMA}.job where name = $1 and state <= 'active' and group_id = $2`;
  const text = `select least(coalesce((${waiting}), (${running}), 0), (${last})) as priority`;
  const rows = await ask(database, { text, values: [laneOf(job), groupOf(job)], row: z.object({ priority: z.int() }) });
  return rows[0]?.priority ?? 0;
}

/** What `putInLine` knows of a job beside itself. */
export type Line = { readonly job: BotJob; readonly priority: number };

/** Makes the row and wakes the workers, when the transaction ends. */
export async function putInLine(store: Store, { database, job, priority }: Line & { readonly database: Db }): Promise<void> {
  await store.boss.send(laneOf(job), job, { singletonKey: keyOf(job), group: { id: groupOf(job) }, priority, db: database });
  await database.executeSql("select pg_notify($1, $2)", [CHANNEL, keyOf(job)]);
}

/** Adds a job. Throws whatever pg throws; nothing is added then. */
export function addToStore(store: Store, { job, delivery, onlyIfIdle = false }: QueuedJob): Promise<Added> {
  const [key, lane] = [keyOf(job), laneOf(job)];
  return inTransaction<Added>(store, async (database) => {
    await lock(database, key);
    if (delivery !== undefined && !(await isNewDelivery(database, `${delivery} ${key}`))) return { kind: "repeated" };
    const text = `select id, state, priority, data from ${SCHEMA}.job where name = $1 and singleton_key = $2 and state <= 'active' for update`;
    const rows = await ask(database, { text, values: [lane, key], row: Row });
    if (onlyIfIdle && rows.length > 0) return { kind: "needless" };
    const old = rows.filter(({ state }) => state !== "active");
    if (old.length > 0) await store.boss.deleteJob(lane, old.map(({ id }) => id), { db: database });
    const priority = old.length > 0 ? Math.max(...old.map((row) => row.priority)) : await priorityOf(database, job);
    await putInLine(store, { database, job, priority });
    return { kind: "added", replaced: old.flatMap(({ data }) => BotJob.safeParse(data).data ?? []) };
  });
}
