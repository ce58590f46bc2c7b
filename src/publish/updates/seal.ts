// A commit of ours <-> the line of its message that says what it proposes, by which the next run knows it again.
import type { CommitFacts } from "../../ports.ts";

/** What a commit of ours says about itself. Digests are 32 hexadecimal digits. */
export type Seal = {
  /** The branch that it is to be merged into. */
  readonly baseBranch: string;
  /** Of the references and what shall stand in their place. */
  readonly proposal: string;
  /** Of the texts of the files that it changes. */
  readonly content: string;
};

/** A sealed commit and the commit that it was made on. */
export type SealedCommit = Seal & { readonly commit: string; readonly base: string };

const TRAILER = /^Stowplan-Update: (?<proposal>[0-9a-f]{32}) (?<content>[0-9a-f]{32}) (?<tree>[0-9a-f]{40,64}) (?<baseBranch>\S{1,255})$/m;

/** The message's last line. The tree is named, so that a commit that somebody amended is no longer ours. */
export function sealMessage(message: string, seal: Seal & { readonly tree: string }): string {
  return `${message.trimEnd()}\n\nStowplan-Update: ${seal.proposal} ${seal.content} ${seal.tree} ${seal.baseBranch}\n`;
}

/**
 * What a commit says, where it is as we made it: one parent, and the very tree that its message names. A commit on top of ours, an amended or
 * rebased one and a merge do not pass. Somebody who forges it on purpose wins no more than that we take his branch for ours.
 */
export function readSeal({ commit, tree, parents, message }: CommitFacts): SealedCommit | undefined {
  const groups = TRAILER.exec(message)?.groups;
  const [base, ...others] = parents;
  if (groups === undefined || base === undefined || others.length > 0 || groups["tree"] !== tree) return undefined;
  const { proposal = "", content = "", baseBranch = "" } = groups;
  return { commit, base, proposal, content, baseBranch };
}
