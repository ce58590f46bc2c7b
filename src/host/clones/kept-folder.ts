// A folder that outlives jobs -> leases on it, so that what somebody uses is not pruned under their hands.
import { randomUUID } from "node:crypto";
import { mkdir, readdir, rename, rm, stat, utimes, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { isAbandoned, ownerText, withFileLock } from "./file-lock.ts";

/** `path` is where the content lies; beside it lie the locks and leases. */
export type KeptFolder = {
  readonly path: string;
  /** One process at a time: for whatever writes. */
  alone<T>(use: () => Promise<T>): Promise<T>;
  /** Whether somebody else has a lease. Only sound inside `whileUnshared`. */
  isShared(): Promise<boolean>;
};

/** What is kept: days since the last use, and bytes of all folders together. */
export type KeptLimits = { readonly days: number; readonly bytes: number };

const DAY = 86_400_000;
/** Leases and prunings take milliseconds; a fetch or a cleaning may take minutes. */
const LEASE_SECONDS = 300;
const WORK_SECONDS = 1500;
/** No job takes as long. */
const FOREIGN_LEASE_MINUTES = 360;

const contentOf = (place: string): string => join(place, "content");
const leasesOf = (place: string): string => join(place, "leases");

function withPlace<T>(place: string, use: () => Promise<T>): Promise<T> {
  return withFileLock({ file: join(place, "lock"), seconds: LEASE_SECONDS }, use);
}

async function listLeases(place: string): Promise<readonly string[]> {
  const files = (await readdir(leasesOf(place)).catch(() => [])).map((name) => join(leasesOf(place), name));
  const abandoned = await Promise.all(files.map(async (file) => ((await isAbandoned(file, FOREIGN_LEASE_MINUTES)) ? [file] : [])));
  for (const file of abandoned.flat()) await rm(file, { force: true });
  return files.filter((file) => !abandoned.flat().includes(file));
}

/** Calls `use` with the folder, which is there and empty at first. Others may use it at the same time; nobody removes it. */
export async function withKeptFolder<T>(place: string, use: (folder: KeptFolder) => Promise<T>): Promise<T> {
  await mkdir(leasesOf(place), { recursive: true, mode: 0o700 });
  const lease = join(leasesOf(place), randomUUID());
  try {
    await withPlace(place, async () => {
      await mkdir(contentOf(place), { recursive: true, mode: 0o700 });
      await writeFile(lease, ownerText());
      await utimes(contentOf(place), new Date(), new Date());
    });
    return await use({
      path: contentOf(place),
      alone: (work) => withFileLock({ file: join(place, "work"), seconds: WORK_SECONDS }, work),
      isShared: async () => (await listLeases(place)).some((other) => other !== lease),
    });
  } finally {
    await rm(lease, { force: true });
  }
}

/** Calls `use` where nobody else has a lease, and keeps others from taking one meanwhile. Gives whether it was called. */
export async function whileUnshared(folder: KeptFolder, use: () => Promise<void>): Promise<boolean> {
  return withPlace(join(folder.path, ".."), async () => {
    if (await folder.isShared()) return false;
    await use();
    return true;
  });
}

async function sizeOf(folder: string): Promise<number> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  const sizes = entries.filter((entry) => entry.isFile()).map(async (entry) => (await stat(join(entry.parentPath, entry.name)).catch(() => undefined))?.size ?? 0);
  return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
}

type Kept = { readonly place: string; readonly used: number; readonly size: number };

async function lookAt(place: string): Promise<readonly Kept[]> {
  const content = await stat(contentOf(place)).catch(() => undefined);
  return content === undefined ? [] : [{ place, used: content.mtimeMs, size: await sizeOf(contentOf(place)) }];
}

/** Those that were not used for long; then, from the longest unused on, as many as the disk budget asks for. */
export function chooseToPrune<T extends Pick<Kept, "used" | "size">>(kept: readonly T[], { days, bytes, now }: KeptLimits & { readonly now: number }): readonly T[] {
  const newestFirst = kept.toSorted((left, right) => right.used - left.used);
  let sum = 0;
  return newestFirst.filter(({ used, size }) => {
    sum += size;
    return now - used > days * DAY || sum > bytes;
  });
}

/** Removes the content of folders below `root` by age and size, save those that are in use. */
export async function pruneKept(root: string, limits: KeptLimits): Promise<void> {
  const places = (await readdir(root).catch(() => [])).map((name) => join(root, name));
  const kept = (await Promise.all(places.map(lookAt))).flat();
  for (const { place } of chooseToPrune(kept, { ...limits, now: Date.now() })) {
    const gone = join(place, `gone-${randomUUID()}`);
    await withPlace(place, async () => {
      if ((await listLeases(place)).length === 0) await rename(contentOf(place), gone);
    });
    await rm(gone, { recursive: true, force: true });
  }
}
