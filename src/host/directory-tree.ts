// A folder on disk -> SourceTree, for converting files that no commit holds yet.
import { readFile, readdir } from "node:fs/promises";
import { join } from "node:path";
import { StowplanError } from "../errors.ts";
import type { SourceTree, TreeEntry } from "../ports.ts";

/** Where nobody keeps Compose files, and where a walk would take long. */
const SKIPPED = new Set([".git", "node_modules", ".direnv", "result"]);
/** A folder with more files than this is a home or a disk, not a project. */
const MOST_FILES = 100_000;

/** No commit: the folder is as it is now. */
const NO_REVISION = { commit: "0".repeat(40), tree: "0".repeat(40) };

type Walk = { readonly root: string; readonly entries: Map<string, TreeEntry> };

async function walk({ root, entries }: Walk, folder: string): Promise<void> {
  for (const entry of await readdir(join(root, folder), { withFileTypes: true })) {
    const path = folder === "" ? entry.name : `${folder}/${entry.name}`;
    if (entry.isSymbolicLink()) entries.set(path, { path, kind: "link" });
    else if (entry.isFile()) entries.set(path, { path, kind: "file" });
    else if (entry.isDirectory() && !SKIPPED.has(entry.name)) await walk({ root, entries }, path);
    if (entries.size > MOST_FILES) throw tooMany(root);
  }
}

function tooMany(root: string): StowplanError {
  return new StowplanError({
    code: "usage",
    subject: root,
    message: `the folder holds more than ${MOST_FILES} files`,
    hint: "Run the command in the project's own folder or repository.",
  });
}

/** Lists a folder and everything below it; links are listed and not followed. Throws `usage` where it cannot be read. */
export async function openDirectoryTree(root: string): Promise<SourceTree> {
  const entries = new Map<string, TreeEntry>();
  try {
    await walk({ root, entries }, "");
  } catch (cause) {
    if (cause instanceof StowplanError) throw cause;
    throw new StowplanError({ code: "usage", subject: root, message: "the folder cannot be read", hint: "Name a folder that you may read.", cause });
  }
  return {
    revision: NO_REVISION,
    entries,
    read: async (path) => (entries.get(path)?.kind === "file" ? readFile(join(root, path), "utf8") : undefined),
  };
}
