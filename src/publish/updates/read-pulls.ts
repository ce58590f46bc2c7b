// The forge -> everything that has to be known of our branches and pull requests before deciding about them.
import type { BranchHead, UpdateForge, UpdatePull } from "../../ports.ts";
import { findPullRecord } from "../../report/index.ts";
import type { FoundBranch, OpenPull, PastPull, WantedBranch } from "./pull-state.ts";
import { readSeal } from "./seal.ts";

/** What is on the forge before it is known what is wanted. */
export type PullReading = {
  readonly author: string;
  readonly pulls: ReadonlyMap<string, OpenPull>;
  readonly heads: ReadonlyMap<string, BranchHead>;
  /** How many pull requests of ours were made in the last hour, also those that are closed by now. */
  readonly openedLastHour: number;
};

/** Logins are compared without regard to case, as the forge does. */
export function isBy(author: string, thing: { readonly author: string }): boolean {
  return thing.author.toLowerCase() === author.toLowerCase();
}

function openPull(pull: UpdatePull, author: string): OpenPull {
  const isOurs = isBy(author, pull);
  const record = isOurs ? findPullRecord(pull.body) : undefined;
  return { ...pull, isOurs, ...(record === undefined ? {} : { record }) };
}

const HOUR = 3_600_000;

/** Reads the branches whose name begins with `prefix` and the open pull requests from them. Throws the forge's errors. */
export async function readPulls({ prefix, now }: { readonly prefix: string; readonly now: Date }, forge: UpdateForge): Promise<PullReading> {
  const author = await forge.author();
  const open = (await forge.pulls({ kind: "open" })).filter(({ branch }) => branch.startsWith(prefix));
  const recent = await forge.pulls({ kind: "since", time: new Date(now.getTime() - HOUR).toISOString() });
  const heads = await forge.branches(prefix);
  return {
    author,
    // Where two base branches have a pull request from one branch, the older counts.
    pulls: new Map(open.toSorted((left, right) => right.number - left.number).map((pull) => [pull.branch, openPull(pull, author)])),
    heads: new Map(heads.map((head) => [head.branch, head])),
    openedLastHour: recent.filter((pull) => pull.branch.startsWith(prefix) && isBy(author, pull)).length,
  };
}

function pastPull({ number, url, state, body }: UpdatePull): PastPull {
  const record = findPullRecord(body);
  return { number, url, state: state === "merged" ? "merged" : "closed", ...(record === undefined ? {} : { record }) };
}

/** The newest closed one decides; those of other people say nothing about ours. */
async function readPast(branch: string, { forge, author }: { readonly forge: UpdateForge; readonly author: string }): Promise<PastPull | undefined> {
  const closed = (await forge.pulls({ kind: "closed", branch })).filter((pull) => isBy(author, pull));
  const newest = closed.toSorted((left, right) => right.number - left.number)[0];
  return newest === undefined ? undefined : pastPull(newest);
}

/** Checks are asked for only where they may lead to a merge. */
async function withChecks(pull: OpenPull, { wanted, forge }: { readonly wanted: WantedBranch | undefined; readonly forge: UpdateForge }): Promise<OpenPull> {
  const isCandidate = wanted?.update.automerge === "pull-request" && pull.record?.isHarmless === true && pull.record.proposal === wanted.proposal;
  return isCandidate ? { ...pull, checks: await forge.checks(pull.headCommit) } : pull;
}

/** What there is of every branch that is wanted or there; past pull requests are asked for only where no open one is. Throws the forge's errors. */
export async function findBranches({ reading, wanted }: { readonly reading: PullReading; readonly wanted: readonly WantedBranch[] }, forge: UpdateForge): Promise<readonly FoundBranch[]> {
  const { author, pulls, heads } = reading;
  const byName = new Map(wanted.map((one) => [one.branch, one]));
  const found: FoundBranch[] = [];
  for (const branch of new Set([...pulls.keys(), ...heads.keys(), ...byName.keys()])) {
    const [pull, head] = [pulls.get(branch), heads.get(branch)];
    const seal = head === undefined ? undefined : readSeal(head);
    const past = pull === undefined ? await readPast(branch, { forge, author }) : undefined;
    found.push({
      branch,
      ...(head === undefined ? {} : { head }),
      ...(seal === undefined ? {} : { seal }),
      ...(pull === undefined ? {} : { pull: await withChecks(pull, { wanted: byName.get(branch), forge }) }),
      ...(past === undefined ? {} : { past }),
    });
  }
  return found;
}
