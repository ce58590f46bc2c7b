// A file -> a lock between processes that share a disk; what a crashed process left is taken over.
import { randomUUID } from "node:crypto";
import { link, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { hostname } from "node:os";
import { setTimeout } from "node:timers/promises";
import * as z from "zod";
import { StowplanError } from "../../errors.ts";
import { parseJson } from "../../parse-json.ts";

/** Who made a file. In containers every bot has the same process number, so that a random name is needed as well. */
const Owner = z.object({ host: z.string(), pid: z.int(), name: z.string() });
type Owner = z.infer<typeof Owner>;

const OWN_NAME = randomUUID();
const PAUSE_MILLISECONDS = 50;
/** No fetch may take as long: a lock of another machine (or container), whose processes cannot be seen from here, is then abandoned. */
const FOREIGN_LOCK_MINUTES = 20;
const MINUTE = 60_000;

/** The text that names this process in lock and lease files. */
export function ownerText(): string {
  return JSON.stringify({ host: hostname(), pid: process.pid, name: OWN_NAME } satisfies Owner);
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: there is one, of another user.
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}

/**
 * Whether the process that made a lock or lease file is gone. A file of another machine, and one that cannot be read, is judged by its
 * age alone.
 */
export async function isAbandoned(file: string, foreignMinutes: number): Promise<boolean> {
  try {
    const [text, { mtimeMs }] = [await readFile(file, "utf8"), await stat(file)];
    const owner = Owner.safeParse(parseJson(text)).data;
    if (owner?.host === hostname()) return owner.pid === process.pid ? owner.name !== OWN_NAME : !isAlive(owner.pid);
    return Date.now() - mtimeMs > foreignMinutes * MINUTE;
  } catch {
    // It was removed meanwhile, so it stands in nobody's way.
    return false;
  }
}

/** The file is there with its text or not at all: one without an owner, as a full disk leaves it, would stand in the way for long. */
async function tryCreate(file: string): Promise<boolean> {
  const draft = `${file}.${randomUUID()}`;
  try {
    await writeFile(draft, ownerText());
    await link(draft, file);
    return true;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "EEXIST") return false;
    throw error;
  } finally {
    await rm(draft, { force: true });
  }
}

/** Somebody may have done the same a moment before and hold the lock by now: then it is put back. */
async function removeAbandoned(file: string): Promise<void> {
  const aside = `${file}.${randomUUID()}`;
  await rename(file, aside).catch(() => undefined);
  if (!(await isAbandoned(aside, FOREIGN_LOCK_MINUTES))) await link(aside, file).catch(() => undefined);
  await rm(aside, { force: true });
}

/** Calls `use` while nobody else holds the lock. Throws `process-limit` where it is not had within `seconds`. */
export async function withFileLock<T>({ file, seconds }: { readonly file: string; readonly seconds: number }, use: () => Promise<T>): Promise<T> {
  const end = Date.now() + seconds * 1000;
  while (!(await tryCreate(file))) {
    if (await isAbandoned(file, FOREIGN_LOCK_MINUTES)) await removeAbandoned(file);
    else if (Date.now() > end) throw lockTaken(file, seconds);
    else await setTimeout(PAUSE_MILLISECONDS);
  }
  try {
    return await use();
  } finally {
    await rm(file, { force: true });
  }
}

function lockTaken(file: string, seconds: number): StowplanError {
  return new StowplanError({
    code: "process-limit",
    subject: file,
    message: `another process has held this lock for more than ${seconds} s`,
    hint: "Look which process the file names; remove the file where it is none of the bot's.",
  });
}
