// The address of a PostgreSQL database -> pg-boss with a queue for each lane, a table of deliveries beside it, and transactions on both.
import type { Db, PgBoss } from "pg-boss";
import * as z from "zod";
import { StowplanError } from "../../errors.ts";
import type { Lane } from "../bot/job.ts";
import { RETRY, type Retry } from "./settings.ts";

export type StoreOptions = {
  /** `postgres://user:password@host/database`. */
  readonly url: string;
  /** Failures of which nobody else hears: a connection that broke, a maintenance that did not run. */
  readonly onError: (error: unknown) => void;
  readonly retry?: Retry;
  /** Seconds after which a worker that gave no sign is taken for dead: 10 at least. */
  readonly heartbeat?: number;
};

export type Store = { readonly boss: PgBoss; readonly database: Db; readonly heartbeat: number };

/** Holds pg-boss's tables and ours. */
export const SCHEMA = "stowplan";
export const LANES: readonly Lane[] = ["evaluate", "answer"];
const HEARTBEAT = 20;

/** No evaluation takes that long: its own limits stop it before. */
const EXPIRY = 12 * 3600;
/** Done jobs are kept for a day, for whoever looks into the database. */
const HISTORY = 24 * 3600;
/** GitHub gives up on a webhook after ten seconds, so it must have its 500 before. */
const CONNECT_MILLISECONDS = 4000;

const TABLES = `
  select pg_advisory_xact_lock(hashtext('${SCHEMA} tables'));
  create table if not exists ${SCHEMA}.delivery (id text primary key, at timestamptz not null default now());
  create index if not exists delivery_at on ${SCHEMA}.delivery (at);
`;

/** Why the queue cannot be used now; told to whoever called, who may try again. */
export function unreachable(cause: unknown): StowplanError {
  return new StowplanError({
    code: "queue-unreachable",
    subject: "the queue",
    message: "The PostgreSQL database of DATABASE_URL does not answer.",
    hint: "Check that it runs, that the address is right and that its user may create a schema; the bot goes on by itself.",
    cause,
  });
}

async function prepare({ boss, database }: Pick<Store, "boss" | "database">, options: StoreOptions): Promise<void> {
  const { limit, delay } = options.retry ?? RETRY;
  const settings = {
    retryLimit: limit,
    retryDelay: delay,
    retryBackoff: delay > 0,
    heartbeatSeconds: options.heartbeat ?? HEARTBEAT,
    expireInSeconds: EXPIRY,
    deleteAfterSeconds: HISTORY,
  };
  for (const lane of LANES) {
    await boss.createQueue(lane, settings);
    // The queue may be of an older version with other settings.
    await boss.updateQueue(lane, settings);
    // pg-boss reads a queue's settings at its first use, from a connection of their own: transactions that hold all of them would wait for ever.
    await boss.findJobs(lane, { key: "none" });
  }
  await database.executeSql(TABLES);
}

/** Connects, and makes the tables where they are not there. Throws whatever pg throws; nothing stays open then. */
export async function openStore(options: StoreOptions): Promise<Store> {
  const { PgBoss } = await import("pg-boss");
  const heartbeat = options.heartbeat ?? HEARTBEAT;
  const boss = new PgBoss({
    connectionString: options.url,
    schema: SCHEMA,
    application_name: "stowplan",
    connectionTimeoutMillis: CONNECT_MILLISECONDS,
    schedule: false,
    // How soon a dead worker is noticed after its last sign.
    superviseIntervalSeconds: Math.max(1, Math.floor(heartbeat / 4)),
    monitorIntervalSeconds: Math.max(1, Math.floor(heartbeat / 4)),
  });
  boss.on("error", options.onError);
  try {
    await boss.start();
    const database = boss.getDb();
    await prepare({ boss, database }, options);
    return { boss, database, heartbeat };
  } catch (error) {
    await boss.stop({ graceful: false }).catch(() => undefined);
    throw error;
  }
}

/** All that `use` asks of the database happens, or nothing. */
export async function inTransaction<T>({ database }: Store, use: (database: Db) => Promise<T>): Promise<T> {
  const transaction = await database.beginTransaction?.();
  if (transaction === undefined) throw new TypeError("pg-boss's own pool has transactions");
  try {
    const result = await use(transaction.db);
    await transaction.commit();
    return result;
  } catch (error) {
    await transaction.rollback();
    throw error;
  }
}

export type Question<Row extends z.ZodType> = { readonly text: string; readonly values?: readonly unknown[]; readonly row: Row };

/** The rows of an answer. */
export async function ask<Row extends z.ZodType>(database: Db, { text, values = [], row }: Question<Row>): Promise<z.infer<Row>[]> {
  const { rows } = await database.executeSql(text, [...values]);
  return z.array(row).parse(rows);
}

/** Makes others who want the same name wait until the transaction ends. */
export async function lock(database: Db, name: string): Promise<void> {
  await database.executeSql("select pg_advisory_xact_lock(hashtextextended($1, 0))", [`${SCHEMA} ${name}`]);
}
