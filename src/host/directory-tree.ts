// A folder on disk -> SourceTree, for converting files that no commit holds yet.
import { isUtf8 } from "node:buffer";
import { readFile, readdir } from "node:fs/promises";
import { join } from "node:path";
import { type Finding, StowplanError } from "../errors.ts";
import type { SourceTree, TreeEntry } from "../ports.ts";

/** Where nobody keeps Compose files, and where a walk would take long. */
const SKIPPED = new Set([".git", "node_modules", ".direnv", "result"]);
/** A folder with more files than this is a home or a disk, not a project. */
const MOST_FILES = 100_000;

/** No commit: the folder is as it is now. */
const NO_REVISION = { commit: "0".repeat(40), tree: "0".repeat(40) };

/** `skipped`: names that are shown only, because no path leads there. */
type Walk = { readonly root: string; readonly entries: Map<string, TreeEntry>; readonly skipped: string[] };

const MOST_NAMED = 5;

/** A folder whose name is not UTF-8 cannot be told in a plan; one that this account may not list holds nothing that it could read. */
async function walk({ root, entries, skipped }: Walk, folder: string): Promise<void> {
  for (const entry of await readdir(join(root, folder), { withFileTypes: true, encoding: "buffer" })) {
    const name = entry.name.toString("utf8");
    const path = folder === "" ? name : `${folder}/${name}`;
    if (!isUtf8(entry.name)) skipped.push(path);
    else if (entry.isSymbolicLink()) entries.set(path, { path, kind: "link" });
    else if (entry.isFile()) entries.set(path, { path, kind: "file" });
    else if (entry.isDirectory() && !SKIPPED.has(name)) await walk({ root, entries, skipped }, path).catch((error: unknown) => skipUnreadable(error, { path, skipped }));
    if (entries.size > MOST_FILES) throw tooMany(root);
  }
}

function skipUnreadable(error: unknown, { path, skipped }: { readonly path: string; readonly skipped: string[] }): void {
  if (error instanceof StowplanError) throw error;
  skipped.push(path);
}

function skippedFinding(skipped: readonly string[]): readonly Finding[] {
  if (skipped.length === 0) return [];
  const more = skipped.length > MOST_NAMED ? ` and ${skipped.length - MOST_NAMED} more` : "";
  return [
    {
      code: "path-skipped",
      severity: "warning",
      subject: "files",
      message: `${skipped.slice(0, MOST_NAMED).map((path) => JSON.stringify(path.slice(0, 256))).join(", ")}${more} cannot be read here, because the name is not UTF-8, or it may not be read.`,
      hint: "Rename it, or give this account the right to read it, if stowplan shall look there.",
    },
  ];
}

function tooMany(root: string): StowplanError {
  return new StowplanError({
    code: "usage",
    subject: root,
    message: `the folder holds more than ${MOST_FILES} files`,
    hint: "Run the command in the project's own folder or repository.",
  });
}

/** The folder's files, and what could not be read until now, as a finding. */
export type DirectoryTree = { readonly tree: SourceTree; readonly skipped: () => readonly Finding[] };

/** Lists a folder and everything below it; links are listed and not followed, and what cannot be read is skipped with a finding. Throws `usage` where the folder itself cannot be read. */
export async function openDirectoryTree(root: string): Promise<DirectoryTree> {
  const entries = new Map<string, TreeEntry>();
  const skipped: string[] = [];
  try {
    await walk({ root, entries, skipped }, "");
  } catch (cause) {
    if (cause instanceof StowplanError) throw cause;
    throw new StowplanError({ code: "usage", subject: root, message: "the folder cannot be read", hint: "Name a folder that you may read.", cause });
  }
  async function read(path: string): Promise<string | undefined> {
    if (entries.get(path)?.kind !== "file") return undefined;
    try {
      return await readFile(join(root, path), "utf8");
    } catch {
      // It may not be read, or it is gone by now.
      if (!skipped.includes(path)) skipped.push(path);
      return undefined;
    }
  }
  return { tree: { revision: NO_REVISION, entries, read }, skipped: () => skippedFinding(skipped) };
}
