// A job to add -> a row of the queue, in one transaction: deliveries once, a newer job for an older one, repositories in turn.
import type { Db } from "pg-boss";
import * as z from "zod";
import { BotJob, groupOf, jobKey, laneOf } from "../bot/job.ts";
import type { QueuedJob } from "../bot/queue.ts";
import { ask, inTransaction, lock, SCHEMA, type Store } from "./postgres-store.ts";

/** `replaced` are waiting jobs of the same key, of which nothing is left. */
export type Added = { readonly kind: "added"; readonly replaced: readonly BotJob[] } | { readonly kind: "repeated" | "needless" };

/** Carries lane and key of jobs that were added, so that idle workers wake and one that does an older job of the key interrupts it. */
export const CHANNEL = "stowplan_jobs";

const Row = z.object({ id: z.string(), state: z.string(), priority: z.int(), data: z.unknown() });
const Found = z.object({ deliveries: z.int(), line: z.array(Row), priority: z.int() });
type Found = z.infer<typeof Found>;

/** Waiting and running jobs of the key; locked, so that nobody takes one meanwhile. */
const LINE = `select id, state, priority, data from ${SCHEMA}.job where name = $1::text and singleton_key = $2::text and state <= 'active' for update`;

/**
 * The priority that gives each repository its turn (start-time fair queueing): a job comes after the last of its repository, and not before
 * the first of the line, so that who comes late neither waits behind all of another repository nor overtakes it for ever.
 */
const PRIORITY = `least(
  coalesce(
    (select max(priority) from ${SCHEMA}.job where name = $1::text and state < 'active'),
    (select min(priority) from ${SCHEMA}.job where name = $1::text and state = 'active'),
    0),
  (select min(priority) - 1 from ${SCHEMA}.job where name = $1::text and state <= 'active' and group_id = $3::text))`;

/** In one question, because a webhook waits. Workers that are told of a job that is not added after all look in vain. */
const LOOK = `
  with fresh as (insert into ${SCHEMA}.delivery (id) select $4::text where $4::text is not null on conflict do nothing returning id), line as (${LINE})
  select (select count(*)::int from fresh) as deliveries, (select coalesce(jsonb_agg(line), '[]') from line) as line, ${PRIORITY} as priority,
    pg_notify('${CHANNEL}', $1::text || ' ' || $2::text)::text`;

async function look(database: Db, { job, delivery }: QueuedJob): Promise<Found> {
  const key = jobKey(job);
  const values = [laneOf(job), key, groupOf(job), delivery === undefined ? null : `${delivery} ${key}`];
  const [found] = await ask(database, { text: LOOK, values, row: Found });
  return found ?? { deliveries: 0, line: [], priority: 0 };
}

/** A job and its place in the line. */
export type Line = { readonly job: BotJob; readonly priority: number };

/** Makes the row, when the transaction ends. */
export async function putInLine(store: Store, { database, job, priority }: Line & { readonly database: Db }): Promise<void> {
  await store.boss.send(laneOf(job), job, { singletonKey: jobKey(job), group: { id: groupOf(job) }, priority, db: database });
}

/** Adds a job. Throws whatever pg throws; nothing is added then. */
export function addToStore(store: Store, queued: QueuedJob): Promise<Added> {
  const { job, delivery, onlyIfIdle = false } = queued;
  const lane = laneOf(job);
  return inTransaction<Added>(store, async (database) => {
    await lock(database, jobKey(job));
    const { deliveries, line, priority } = await look(database, queued);
    if (delivery !== undefined && deliveries === 0) return { kind: "repeated" };
    if (onlyIfIdle && line.length > 0) return { kind: "needless" };
    const old = line.filter(({ state }) => state !== "active");
    if (old.length > 0) await store.boss.deleteJob(lane, old.map(({ id }) => id), { db: database });
    await putInLine(store, { database, job, priority: old.length > 0 ? Math.max(...old.map((row) => row.priority)) : priority });
    return { kind: "added", replaced: old.flatMap(({ data }) => BotJob.safeParse(data).data ?? []) };
  });
}
