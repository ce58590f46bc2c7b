// Brings single commits into a shallow checkout, as the Action needs them for its base.
import { StowplanError } from "../errors.ts";
import { type Repository, runGit, tryGit } from "./git-command.ts";

const OBJECT_NAME = /^[0-9a-f]{40}(?:[0-9a-f]{24})?$/;

/**
 * The first parent of a commit, read from the commit itself: in a shallow clone git hides parents that it does not have.
 * Undefined for a root commit. Throws `git-failed` where the commit is not there.
 */
export async function firstParent(repository: Repository, commit: string): Promise<string | undefined> {
  const name = (await runGit(repository, { args: ["rev-parse", "--verify", "--end-of-options", `${commit}^{commit}`] })).toString().trim();
  const text = (await runGit(repository, { args: ["cat-file", "commit", name] })).toString("utf8");
  const header = text.slice(0, text.indexOf("\n\n"));
  return /^parent ([0-9a-f]+)$/m.exec(header)?.[1];
}

/**
 * Fetches a commit, without its history, unless it is there. GitHub gives any commit by name to who may read the repository;
 * other forges may not, so more history is tried next. Throws `revision-missing`.
 */
export async function fetchMissing(repository: Repository, commit: string): Promise<void> {
  if (!OBJECT_NAME.test(commit)) throw missing(commit, "not a full object name");
  if (await hasCommit(repository, commit)) return;
  const byName = await fetch(repository, ["--depth=1", "origin", commit]);
  if (await hasCommit(repository, commit)) return;
  await fetch(repository, ["--deepen=50", "origin"]);
  if (await hasCommit(repository, commit)) return;
  throw missing(commit, byName);
}

async function hasCommit(repository: Repository, commit: string): Promise<boolean> {
  const result = await tryGit(repository, { args: ["cat-file", "-e", `${commit}^{tree}`] });
  return result.status === 0;
}

/** Gives git's last line, which says why where it failed. */
async function fetch(repository: Repository, args: readonly string[]): Promise<string> {
  const flags = ["fetch", "--quiet", "--no-tags", "--no-recurse-submodules", "--no-write-fetch-head"];
  const result = await tryGit(repository, { args: [...flags, ...args] });
  return result.stderr.trim().split("\n").at(-1) ?? "";
}

function missing(commit: string, why: string): StowplanError {
  return new StowplanError({
    code: "revision-missing",
    subject: commit,
    message: `the commit is not in the checkout and could not be fetched${why === "" ? "" : `: ${why}`}`,
    hint: "Check out with `fetch-depth: 0`, or give the job `contents: read` so that the commit can be fetched.",
  });
}
