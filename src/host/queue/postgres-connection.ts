// A database that may be away for a while -> the store while it is there.
import { setTimeout } from "node:timers/promises";
import { openStore, type Store, type StoreOptions, unreachable } from "./postgres-store.ts";

export type Connection = {
  /** Connects where nobody did yet. Throws `queue-unreachable`, also after `milliseconds`; the next call tries again. */
  get(milliseconds?: number): Promise<Store>;
  /** Connects as soon as the database is there; undefined where the connection was closed before. */
  wait(): Promise<Store | undefined>;
  /** Ends every `wait`. */
  giveUp(): void;
  close(): Promise<void>;
};

/** Milliseconds between two attempts to connect. */
const PAUSE = 2000;

/** What rejects with `queue-unreachable` once the time is over; what it waited for goes on, and is not lost. */
export async function within<T>(milliseconds: number, promise: Promise<T>): Promise<T> {
  const patience = new AbortController();
  const over = setTimeout(milliseconds, undefined, { signal: patience.signal, ref: false });
  try {
    return await Promise.race([promise, over.then(() => Promise.reject(unreachable(undefined)))]);
  } finally {
    patience.abort();
    over.catch(() => undefined);
  }
}

/** Connects when it is first asked. After that pg's pool connects anew by itself. */
export function createConnection(options: StoreOptions): Connection {
  let store: Promise<Store> | undefined;
  const closing = new AbortController();

  function connect(): Promise<Store> {
    store ??= openStore(options).catch((error: unknown) => {
      store = undefined;
      throw unreachable(error);
    });
    return store;
  }

  async function wait(): Promise<Store | undefined> {
    while (!closing.signal.aborted) {
      try {
        return await connect();
      } catch (error) {
        options.onError(error);
        await setTimeout(PAUSE, undefined, { signal: closing.signal }).catch(() => undefined);
      }
    }
    return undefined;
  }

  return {
    get: (milliseconds) => (milliseconds === undefined ? connect() : within(milliseconds, connect())),
    wait,
    giveUp: () => {
      closing.abort();
    },
    close: async () => {
      closing.abort();
      const open = await store?.catch(() => undefined);
      await open?.boss.stop({ graceful: false });
    },
  };
}
