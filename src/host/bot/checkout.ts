// A pull request's merge commit, or a branch -> a repository without a work tree: git's objects are all that is read.
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { StowplanError } from "../../errors.ts";
import { type Clone, type CloneSource, withClone } from "../clones/clone.ts";
import { pruneKept } from "../clones/kept-folder.ts";
import { cacheFolder } from "../disk-cache.ts";
import type { Environment } from "../environment.ts";
import { type Repository, runGit } from "../git-command.ts";

export type CheckoutSource = Omit<CloneSource, "place"> & {
  /** A pull request at one head commit, by the number of its repository. */
  readonly job: { readonly repositoryId: number; readonly number: number; readonly headCommit: string };
  /** Milliseconds between attempts, while GitHub makes the merge commit. */
  readonly pauses?: readonly number[];
};

/** `scratch` is a folder of the job's own. */
export type Checkout = { readonly repository: Repository; readonly scratch: string; readonly base: string; readonly head: string; readonly tip: string };

export type BranchSource = Omit<CloneSource, "place"> & {
  readonly repositoryId: number;
  /** `refs/heads/…`; the default branch where it is absent. */
  readonly reference?: string;
};

export type BranchCheckout = Pick<Checkout, "repository" | "scratch"> & { readonly commit: string };

const PAUSES = [2000, 5000, 10_000] as const;
const KEPT_DAYS = 30;
const DEFAULT_GIBIBYTES = 20;
const GIBIBYTE = 1024 ** 3;

/** Below the bot's cache folder; undefined where the environment names no home, so that nothing is kept. */
function clonesFolder(environment: Environment): string | undefined {
  const folder = cacheFolder(environment);
  return folder === undefined ? undefined : join(folder, "clones");
}

/** By the number, which stays when a repository is renamed and is a safe name for a folder. */
function cloneFolder(environment: Environment, repositoryId: number): string | undefined {
  const folder = clonesFolder(environment);
  return folder === undefined ? undefined : join(folder, String(repositoryId));
}

/** Removes clones that were not used for a month, and the longest unused ones above STOWPLAN_CLONES_GIB. */
async function prune(environment: Environment): Promise<void> {
  const folder = clonesFolder(environment);
  const gibibytes = Number(environment["STOWPLAN_CLONES_GIB"] ?? DEFAULT_GIBIBYTES);
  if (folder === undefined) return;
  // What cannot be removed is tried again after the next job; this one's plan is not lost for it.
  await pruneKept(folder, { days: KEPT_DAYS, bytes: (gibibytes >= 0 ? gibibytes : DEFAULT_GIBIBYTES) * GIBIBYTE }).catch(() => undefined);
}

async function readCommit(repository: Repository, expression: string): Promise<string> {
  return (await runGit(repository, { args: ["rev-parse", "--verify", "--end-of-options", expression] })).toString().trim();
}

/** The merge commit counts only where its second parent is the head that is to be planned; GitHub makes it a little after a push. */
async function readMerge({ job }: CheckoutSource, clone: Clone): Promise<Checkout | undefined> {
  const name = `refs/stowplan/pull/${job.number}`;
  return clone.fetch({ reference: `refs/pull/${job.number}/merge`, name, depth: 2 }, async () => {
    const [head, base, tip] = await Promise.all(["", "^1", "^2"].map((parent) => readCommit(clone.repository, `${name}${parent}`)));
    if (head === undefined || base === undefined || tip !== job.headCommit) return undefined;
    return { repository: clone.repository, scratch: clone.scratch, base, head, tip };
  });
}

async function waitForMerge(source: CheckoutSource, clone: Clone): Promise<Checkout> {
  for (const pause of [...(source.pauses ?? PAUSES), undefined]) {
    const merge = await readMerge(source, clone);
    if (merge !== undefined) return merge;
    if (pause !== undefined) await setTimeout(pause);
  }
  throw new StowplanError({
    code: "revision-missing",
    subject: `pull request ${source.job.number}`,
    message: `GitHub has no merge commit of ${source.job.headCommit.slice(0, 10)}.`,
    hint: "Resolve the conflicts with the base branch, if there are any, and push again.",
  });
}

/**
 * Calls `use` with the repository, fetched into the clone that is kept for it. Throws `revision-missing`, `forge-failed`, `git-failed`,
 * `git-missing`, and `process-limit` where git or another job takes too long.
 */
export async function withCheckout<T>(source: CheckoutSource, use: (checkout: Checkout) => Promise<T>): Promise<T> {
  const place = cloneFolder(source.environment, source.job.repositoryId);
  const result = await withClone({ ...source, place }, async (clone) => use(await waitForMerge(source, clone)));
  await prune(source.environment);
  return result;
}

/** The same for a branch's newest commit, without its history. */
export async function withBranch<T>(source: BranchSource, use: (checkout: BranchCheckout) => Promise<T>): Promise<T> {
  const { environment, reference = "HEAD" } = source;
  const name = `refs/stowplan/branch/${reference.replace(/^refs\/heads\//, "")}`;
  const result = await withClone({ ...source, place: cloneFolder(environment, source.repositoryId) }, async (clone) => {
    const commit = await clone.fetch({ reference, name, depth: 1 }, () => readCommit(clone.repository, name));
    if (commit === undefined) throw branchMissing(reference);
    return use({ repository: clone.repository, scratch: clone.scratch, commit });
  });
  await prune(environment);
  return result;
}

function branchMissing(reference: string): StowplanError {
  return new StowplanError({
    code: "revision-missing",
    subject: reference,
    message: "The repository has no such branch, or it could not be fetched.",
    hint: "Check that the App may read the repository's contents.",
  });
}
