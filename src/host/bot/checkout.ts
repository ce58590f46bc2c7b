// A pull request's merge commit -> a repository in a temporary folder, without a work tree: git's objects are all that is read.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { StowplanError } from "../../errors.ts";
import { allowedEnvironment, type Environment } from "../environment.ts";
import { gitArguments, type Repository, runGit } from "../git-command.ts";
import { runProcess } from "../process.ts";
import type { PullRequestJob } from "./pull-request-job.ts";

export type CheckoutSource = {
  readonly job: PullRequestJob;
  /** Address of the repository as git takes it. */
  readonly remote: string;
  /** Given to git's fetch only, in its environment: neither Nix nor a later git sees it. */
  readonly token: string;
  readonly environment: Environment;
  /** Milliseconds between attempts, while GitHub makes the merge commit. */
  readonly pauses?: readonly number[];
};

export type Checkout = { readonly repository: Repository; readonly base: string; readonly head: string; readonly tip: string };

const MERGE = "refs/stowplan/merge";
const LIMITS = { seconds: 600, output: 1024 * 1024 } as const;
const PAUSES = [2000, 5000, 10_000] as const;

/** A header for this remote alone, so that a redirect does not carry it elsewhere. */
function credentials({ remote, token }: CheckoutSource): Record<string, string> {
  if (token === "" || !URL.canParse(remote)) return {};
  const basic = Buffer.from(`x-access-token:${token}`).toString("base64");
  return { GIT_CONFIG_COUNT: "1", GIT_CONFIG_KEY_0: `http.${new URL(remote).origin}/.extraHeader`, GIT_CONFIG_VALUE_0: `Authorization: Basic ${basic}` };
}

/** Fetches the merge commit and its parents, without history. False where GitHub has none. */
async function fetchMerge(source: CheckoutSource, directory: string): Promise<boolean> {
  const reference = `+refs/pull/${source.job.number}/merge:${MERGE}`;
  const args = ["fetch", "--quiet", "--no-tags", "--no-recurse-submodules", "--no-write-fetch-head", "--depth=2", source.remote, reference];
  const environment = allowedEnvironment(source.environment, { GIT_TERMINAL_PROMPT: "0", ...credentials(source) });
  const { status } = await runProcess({ program: "git", args: gitArguments(directory, args), environment, limits: LIMITS });
  return status === 0;
}

async function readCommit(repository: Repository, expression: string): Promise<string> {
  return (await runGit(repository, { args: ["rev-parse", "--verify", "--end-of-options", expression] })).toString().trim();
}

/** The merge commit counts only where its second parent is the head that is to be planned; GitHub makes it a little after a push. */
async function readMerge(source: CheckoutSource, repository: Repository): Promise<Checkout | undefined> {
  if (!(await fetchMerge(source, repository.directory))) return undefined;
  const [head, base, tip] = await Promise.all(["", "^1", "^2"].map((parent) => readCommit(repository, `${MERGE}${parent}`)));
  if (head === undefined || base === undefined || tip !== source.job.headCommit) return undefined;
  return { repository, base, head, tip };
}

async function waitForMerge(source: CheckoutSource, repository: Repository): Promise<Checkout> {
  for (const pause of [...(source.pauses ?? PAUSES), undefined]) {
    const merge = await readMerge(source, repository);
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

/** Calls `use` with the fetched repository, and removes it afterwards. Throws `revision-missing`, `git-failed`, `git-missing`. */
export async function withCheckout<T>(source: CheckoutSource, use: (checkout: Checkout) => Promise<T>): Promise<T> {
  const directory = await mkdtemp(join(tmpdir(), "stowplan-"));
  try {
    const repository = { directory, environment: source.environment };
    await runGit(repository, { args: ["init", "--quiet"] });
    return await use(await waitForMerge(source, repository));
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}
