// A row of the queue -> a job that is this process's for as long as it gives signs of life, and what became of it -> the row.
import * as z from "zod";
import { BotJob, jobKey, type Lane } from "../bot/job.ts";
import { CHANNEL, putInLine } from "./postgres-add.ts";
import { ask, inTransaction, lock, SCHEMA, type Store } from "./postgres-store.ts";
import { DELIVERY_COUNT, DELIVERY_DAYS } from "./settings.ts";
import type { Outcome } from "./running-job.ts";

/** `retryCount` names the attempt, so that whoever lost the job cannot end somebody else's attempt at it. */
export type TakenJob = { readonly id: string; readonly retryCount: number; readonly isLast: boolean; readonly priority: number; readonly lane: Lane; readonly job: BotJob };

/** What pg-boss tells of a change, and does not type. */
const Changed = z.object({ affected: z.int() });

/** The next job of a lane, of a repository of which none runs. One that no version of ours could have added is dropped. */
export function takeFromStore(store: Store, lane: Lane): Promise<TakenJob | undefined> {
  return inTransaction(store, async (database) => {
    // pg-boss looks at what runs and takes a job in one statement, which two workers can do at once.
    await lock(database, `take ${lane}`);
    const [row] = await store.boss.fetch(lane, { groupConcurrency: 1, includeMetadata: true, db: database });
    if (row === undefined) return undefined;
    const job = BotJob.safeParse(row.data).data;
    if (job !== undefined) return { id: row.id, retryCount: row.retryCount, isLast: row.retryCount >= row.retryLimit, priority: row.priority, lane, job };
    await store.boss.deleteJob(lane, row.id, { db: database });
    return undefined;
  });
}

/** Of these keys, those of which a job waits: it is newer than one that runs. */
export async function waitingKeys({ database }: Store, keys: readonly string[]): Promise<ReadonlySet<string>> {
  const text = `select singleton_key as key from ${SCHEMA}.job where state < 'active' and singleton_key = any($1::text[])`;
  const rows = await ask(database, { text, values: [keys], row: z.object({ key: z.string() }) });
  return new Set(rows.map(({ key }) => key));
}

/** Puts the job back to where it was in the line, as if nobody had taken it; unless a newer one of its key waits. */
function handBack(store: Store, { id, retryCount, lane, priority, job }: TakenJob): Promise<void> {
  return inTransaction(store, async (database) => {
    await lock(database, jobKey(job));
    const { affected } = Changed.parse(await store.boss.deleteJob(lane, { id, retryCount }, { db: database }));
    if (affected === 0 || (await waitingKeys({ ...store, database }, [jobKey(job)])).size > 0) return;
    await putInLine(store, { database, job, priority });
    await database.executeSql("select pg_notify($1, $2)", [CHANNEL, `${lane} ${jobKey(job)}`]);
  });
}

/** Writes down how a job ended. Throws whatever pg throws; it can be repeated. */
export async function settleInStore(store: Store, { taken, outcome }: { readonly taken: TakenJob; readonly outcome: Outcome }): Promise<void> {
  const { lane, id, retryCount, job } = taken;
  if (outcome.kind === "returned") return handBack(store, taken);
  const isTriedAgain = outcome.kind === "failed" && (await waitingKeys(store, [jobKey(job)])).size === 0;
  // The error itself stays out of the database: it may hold what somebody's server answered.
  if (isTriedAgain) await store.boss.fail(lane, { id, retryCount }, { kind: outcome.kind });
  else await store.boss.complete(lane, { id, retryCount }, { kind: outcome.kind });
}

/** A sign of life. Gives the ids of jobs that are ours no more: another process took this one for dead. */
export async function touchInStore({ boss }: Store, jobs: readonly TakenJob[]): Promise<ReadonlySet<string>> {
  const lost = new Set<string>();
  for (const { lane, id, retryCount } of jobs) {
    const { affected } = Changed.parse(await boss.touch(lane, { id, retryCount }));
    if (affected === 0) lost.add(id);
  }
  return lost;
}

/** Forgets deliveries that GitHub does not send again. */
export async function forgetDeliveries({ database }: Store): Promise<void> {
  await database.executeSql(`delete from ${SCHEMA}.delivery where at < now() - $1 * interval '1 day'`, [DELIVERY_DAYS]);
  const newest = `select id from ${SCHEMA}.delivery order by at desc offset $1`;
  await database.executeSql(`delete from ${SCHEMA}.delivery where id in (${newest})`, [DELIVERY_COUNT]);
}
