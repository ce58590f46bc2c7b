// A folder on disk -> the Cache port: compressed files under their keys, the oldest thrown away.
import { mkdir, readdir, readFile, rename, rm, stat, utimes, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { gunzip, gzip } from "node:zlib";
import type { Cache } from "../ports.ts";
import type { Environment } from "./environment.ts";

const compress = promisify(gzip);
const decompress = promisify(gunzip);

const KEY = /^[0-9a-f]{64}$/;
/** A state unpacks to some megabytes; a file that claims more was not written by us. */
const LARGEST_TEXT = 256 * 1024 * 1024;

/** The file's name of a key, below the cache's folder. */
export function cacheFile(key: string): string {
  return `${key}.gz`;
}

export type DiskCacheOptions = { readonly folder: string; readonly entries: number };

/** The folder by the XDG Base Directory Specification; undefined where the environment names no home. */
export function cacheFolder(environment: Environment): string | undefined {
  const home = environment["HOME"];
  const base = environment["XDG_CACHE_HOME"] ?? (home === undefined ? undefined : join(home, ".cache"));
  return base === undefined ? undefined : join(base, "stowplan");
}

/** Opens the cache; the folder is made with the first write. Every failure of the disk reads as a text that is not there. */
export function openDiskCache({ folder, entries }: DiskCacheOptions): Cache {
  const fileOf = (key: string): string | undefined => (KEY.test(key) ? join(folder, cacheFile(key)) : undefined);
  return {
    read: async (key) => {
      const file = fileOf(key);
      return file === undefined ? undefined : orUndefined(() => readEntry(file));
    },
    write: async (key, text) => {
      const file = fileOf(key);
      if (file === undefined) return;
      await orUndefined(() => writeEntry(folder, { file, text }));
      await orUndefined(() => throwAwayOldest(folder, entries));
    },
  };
}

async function orUndefined<T>(action: () => Promise<T>): Promise<T | undefined> {
  try {
    return await action();
  } catch {
    return undefined;
  }
}

async function readEntry(file: string): Promise<string> {
  const text = await decompress(await readFile(file), { maxOutputLength: LARGEST_TEXT });
  const now = new Date();
  await orUndefined(() => utimes(file, now, now));
  return text.toString("utf8");
}

/** Written beside its place and moved there, so that another run never reads half of it. */
async function writeEntry(folder: string, { file, text }: { file: string; text: string }): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const draft = `${file}.${process.pid}`;
  await writeFile(draft, await compress(text), { mode: 0o600 });
  await rename(draft, file);
}

async function throwAwayOldest(folder: string, entries: number): Promise<void> {
  const names = await readdir(folder);
  // A tenth more is tolerated, so that a full cache is not looked through at every write.
  if (names.length <= entries * 1.1) return;
  const files = await Promise.all(names.map(async (name) => ({ path: join(folder, name), used: (await stat(join(folder, name))).mtimeMs })));
  const oldest = files.toSorted((left, right) => left.used - right.used).slice(0, files.length - entries);
  await Promise.all(oldest.map(({ path }) => rm(path, { force: true })));
}
