// Jobs -> a PostgreSQL database, from which any number of processes take them: what one leaves undone another does.
import * as z from "zod";
import type { Queue, QueuedJob, QueueObserver } from "../bot/queue.ts";
import { addToStore } from "./postgres-add.ts";
import { type Connection, createConnection, within } from "./postgres-connection.ts";
import { ask, LANES, SCHEMA, type StoreOptions, unreachable } from "./postgres-store.ts";
import { startWorker, type Worker } from "./postgres-worker.ts";

export type PostgresQueueOptions = StoreOptions & { readonly observe?: QueueObserver };

/** GitHub waits ten seconds for the answer to a webhook, and Probot nine before it says 202, which would hide that the job is not kept. */
const ADD_MILLISECONDS = 7000;
const DEPTH_MILLISECONDS = 3000;

const Depth = z.object({ waiting: z.coerce.number(), running: z.coerce.number() });

/** Whatever pg threw, in our words; the cause keeps it. */
async function reach<T>(milliseconds: number, question: () => Promise<T>): Promise<T> {
  try {
    return await within(milliseconds, question());
  } catch (error) {
    throw unreachable(error);
  }
}

async function add(connection: Connection, { observe, ...queued }: QueuedJob & { readonly observe: QueueObserver }): Promise<void> {
  const { job } = queued;
  const added = await reach(ADD_MILLISECONDS, async () => addToStore(await connection.get(), queued));
  if (added.kind === "added") for (const replaced of added.replaced) observe({ kind: "replaced", job: replaced, seconds: 0 });
  observe({ kind: added.kind, job });
}

/** Opens the queue and begins to connect; what is added before the database is there is refused, and what is taken then waits. */
export function createPostgresQueue({ observe = () => undefined, ...options }: PostgresQueueOptions): Queue {
  const connection = createConnection(options);
  let working: Promise<Worker | undefined> | undefined;
  void connection.wait();
  return {
    add: (queued) => add(connection, { ...queued, observe }),
    work: (handler) => {
      working ??= connection.wait().then((store) => (store === undefined ? undefined : startWorker({ store, handler, observe, onError: options.onError })));
      return Promise.resolve();
    },
    depth: () =>
      reach(DEPTH_MILLISECONDS, async () => {
        const { database } = await connection.get();
        const count = `select count(*) filter (where state < 'active') as waiting, count(*) filter (where state = 'active') as running`;
        const rows = await ask(database, { text: `${count} from ${SCHEMA}.job where name = any($1::text[])`, values: [LANES], row: Depth });
        return rows[0] ?? { waiting: 0, running: 0 };
      }),
    stop: async (patience) => {
      connection.giveUp();
      await (await working)?.stop(patience);
      await connection.close();
    },
  };
}
