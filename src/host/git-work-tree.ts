// A work tree with changes that are not committed -> a revision that holds them, as Nix sees a dirty tree; index and HEAD untouched.
import { existsSync, type Stats } from "node:fs";
import { lstat, readFile, readlink } from "node:fs/promises";
import { join } from "node:path";
import type { Revision } from "../ports.ts";
import { type Repository, runGit, tryGit } from "./git-command.ts";
import type { TreeEdit } from "./git-edit.ts";
import type { GitEdits } from "./git-edits.ts";
import { openLimiter } from "./registry/limiter.ts";

/** A process may have about a thousand files open. */
const FILES_AT_ONCE = 64;
const PROGRAMS_AT_ONCE = 4;

/** What lies in the work tree, beside HEAD. */
export type WorkTree = {
  readonly revision: Revision;
  /** Paths that differ from HEAD, staged or not. */
  readonly changed: readonly string[];
  /** Paths that git neither knows nor ignores: Nix does not see them either. */
  readonly untracked: readonly string[];
  /** Submodules with changes that are not committed in them; their commits are taken as they are, without those. */
  readonly dirtySubmodules: readonly string[];
};

/**
 * Takes the tracked files as they lie on the disk (Nix manual, "git": a dirty tree holds the files that git tracks). Their content
 * is taken without git's filters, as Nix copies it.
 */
export async function readWorkTree(repository: Repository, { head, edits }: { head: Revision; edits: GitEdits }): Promise<WorkTree> {
  const args = ["diff-index", "--raw", "-z", "--no-renames", "--no-ext-diff", "--ignore-submodules=dirty", head.commit, "--"];
  const changes = new Map(parseRaw(await runGit(repository, { args })).map((change) => [change.path.toString(), change]));
  const limit = openLimiter(FILES_AT_ONCE);
  const read = await Promise.all([...changes.values()].map((change) => limit(() => readChange(repository, change))));
  const revision = read.length === 0 ? head : await edits.commit(head, read);
  const untracked = (await runGit(repository, { args: ["ls-files", "--others", "--exclude-standard", "-z"] })).toString("utf8");
  const more = { untracked: untracked.split("\0").filter(Boolean), dirtySubmodules: await findDirtySubmodules(repository) };
  // A file whose time alone changed is listed too, but the tree stays the same.
  return revision.tree === head.tree ? { revision: head, changed: [], ...more } : { revision, changed: [...changes.keys()], ...more };
}

/** git itself would look into submodules with their own settings, which may name programs; so each is asked as carefully as the repository. */
async function findDirtySubmodules(repository: Repository): Promise<readonly string[]> {
  const records = (await runGit(repository, { args: ["ls-files", "--stage", "-z"] })).toString("utf8").split("\0");
  const paths = records.flatMap((record) => (record.startsWith("160000 ") ? [record.slice(record.indexOf("\t") + 1)] : []));
  const limit = openLimiter(PROGRAMS_AT_ONCE);
  const dirty = await Promise.all(paths.map((path) => limit(async () => {
    const directory = join(repository.directory, path);
    if (!existsSync(join(directory, ".git"))) return [];
    const { stdout } = await tryGit({ ...repository, directory }, { args: ["status", "--porcelain", "--untracked-files=no", "--ignore-submodules=all"] });
    return stdout.length === 0 ? [] : [path];
  })));
  return dirty.flat();
}

/** The path as its bytes: not all that git takes are UTF-8. */
type RawChange = { readonly path: Buffer; readonly isSubmodule: boolean };

/** `:OLDMODE NEWMODE OLD NEW STATUS`, NUL, path, NUL (git-diff-index(1), "Raw output format"). */
function parseRaw(output: Buffer): readonly RawChange[] {
  // Each letter of Latin-1 is the byte of its number.
  const fields = output.toString("latin1").split("\0");
  return fields.flatMap((field, index) => {
    const mode = /^:\d{6} (\d{6}) /.exec(field)?.[1];
    const path = fields[index + 1];
    return index % 2 === 1 || mode === undefined || path === undefined ? [] : [{ path: Buffer.from(path, "latin1"), isSubmodule: mode === "160000" }];
  });
}

async function readChange(repository: Repository, { path, isSubmodule }: RawChange): Promise<TreeEdit> {
  if (isSubmodule) return readSubmodule(repository, path.toString());
  const file = Buffer.concat([Buffer.from(`${repository.directory}/`), path]);
  const status = await statusOf(file);
  if (status?.isSymbolicLink() === true) return { kind: "text", path, mode: "120000", content: await readlink(file, "buffer") };
  if (status?.isFile() !== true) return { kind: "delete", path };
  const isExecutable = (status.mode & 0o100) !== 0;
  return { kind: "text", path, mode: isExecutable ? "100755" : "100644", content: await readFile(file) };
}

async function readSubmodule(repository: Repository, path: string): Promise<TreeEdit> {
  const result = await tryGit({ ...repository, directory: join(repository.directory, path) }, { args: ["rev-parse", "--verify", "HEAD"] });
  const commit = result.stdout.toString().trim();
  return result.status === 0 ? { kind: "object", path, mode: "160000", object: commit } : { kind: "delete", path };
}

async function statusOf(file: Buffer): Promise<Stats | undefined> {
  try {
    return await lstat(file);
  } catch {
    // Deleted on the disk, which is a change like any other.
    return undefined;
  }
}
