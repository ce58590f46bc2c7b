// GitHub's cache -> a folder of host states: fetched when the first state is asked for, saved where a plan added to it.
import { readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import type { Cache, Log } from "../../ports.ts";
import { cacheFile, openDiskCache } from "../disk-cache.ts";
import type { Environment } from "../environment.ts";
import type { BundleKeys } from "./bundle-keys.ts";

/** `save` keeps what this run used or made, and nothing that it found beside; it never throws. */
export type StateBundle = { readonly cache: Cache; readonly save: () => Promise<void> };

export type BundlePlace = {
  /** A folder that is this run's alone: all of it goes into the cache. */
  readonly folder: string;
  readonly findKeys: () => Promise<BundleKeys>;
  readonly log: Log;
};

/** Both sides of a flake with some thousand hosts. */
const ENTRIES = 5000;
/** Seconds for the way there or back; a slow service must not cost more than the evaluation that it saves. */
const PATIENCE = 60;

/** True in a job of GitHub's runner, which hands its cache's address and a token to every action. */
export function hasRunnerCache(environment: Environment): boolean {
  const isSet = (name: string): boolean => (environment[name] ?? "") !== "";
  return isSet("ACTIONS_RUNTIME_TOKEN") && isSet("GITHUB_WORKSPACE") && (isSet("ACTIONS_RESULTS_URL") || isSet("ACTIONS_CACHE_URL"));
}

/** Undefined where it took too long; whatever was begun goes on, but nobody waits for it. */
async function withinPatience<Value>(work: Promise<Value>): Promise<Value | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const end = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => {
      resolve(undefined);
    }, PATIENCE * 1000);
  });
  return Promise.race([work, end]).finally(() => {
    clearTimeout(timer);
  });
}

/** One line without the query of any address, where a signature may stand. */
function reasonOf(error: unknown): string {
  const [line = ""] = (error instanceof Error ? error.message : String(error)).split("\n");
  return line.replace(/\?\S*/g, "").slice(0, 300);
}

/** A cache that fails costs time, never the plan. */
async function orTold<Value>(work: () => Promise<Value>, tell: (reason: string) => void): Promise<Value | undefined> {
  try {
    return await withinPatience(work());
  } catch (error) {
    tell(reasonOf(error));
    return undefined;
  }
}

/** The client is large and reads the runner's variables itself; a plan that evaluates nothing never loads it. */
async function restore({ folder, findKeys, log }: BundlePlace): Promise<string | undefined> {
  const work = async (): Promise<string | undefined> => {
    const [{ restoreCache }, { key, restoreKeys }] = await Promise.all([import("@actions/cache"), findKeys()]);
    return restoreCache([folder], key, [...restoreKeys]);
  };
  return orTold(work, (reason) => {
    log.info(`GitHub's cache could not be read, so every host is evaluated anew: ${reason}`);
  });
}

async function keepOnly(folder: string, files: ReadonlySet<string>): Promise<void> {
  const others = (await readdir(folder)).filter((name) => !files.has(name));
  await Promise.all(others.map((name) => rm(join(folder, name), { force: true, recursive: true })));
}

/** Opens the bundle; nothing is asked before the first read. */
export function openStateBundle(place: BundlePlace): StateBundle {
  const { folder, findKeys, log } = place;
  const disk = openDiskCache({ folder, entries: ENTRIES });
  const used = new Set<string>();
  let restoring: Promise<string | undefined> | undefined;
  let isNew = false;
  const cache: Cache = {
    read: async (key) => {
      await (restoring ??= restore(place));
      const text = await disk.read(key);
      if (text !== undefined) used.add(cacheFile(key));
      return text;
    },
    write: async (key, text) => {
      isNew = true;
      used.add(cacheFile(key));
      await disk.write(key, text);
    },
  };
  const save = async (): Promise<void> => {
    await keepOnly(folder, used);
    const [{ saveCache }, { key }] = await Promise.all([import("@actions/cache"), findKeys()]);
    // GitHub never replaces an entry: what an earlier run of the same commits left stays.
    if ((await restoring) !== key) await saveCache([folder], key);
  };
  return {
    cache,
    save: async () => {
      if (!isNew) return;
      await orTold(save, (reason) => {
        log.info(`GitHub's cache could not be written, so the next plan evaluates these hosts again: ${reason}`);
      });
    },
  };
}
