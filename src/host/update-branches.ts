// Questions about one repository -> the methods of the UpdateForge port for branches and commits.
import * as z from "zod";
import { StowplanError } from "../errors.ts";
import type { BranchHead, BranchMove, NewCommit, UpdateForge } from "../ports.ts";
import { type Asker, parseAnswer } from "./forge-asker.ts";
import { type ForgeQuestion, isRefused } from "./forge-failure.ts";
import { Sha, writeTree } from "./forge-tree.ts";

type BranchMethods = Pick<UpdateForge, "tip" | "branches" | "createCommit" | "createBranch" | "moveBranch" | "deleteBranch">;

const Reference = z.object({ ref: z.string(), object: Sha });
const Commit = z.object({ sha: z.string(), message: z.string(), tree: Sha, parents: z.array(Sha) });

/** Two kinds of change have permissions of their own: a commit of the App's that touches .github/workflows is refused without `workflows`. */
function writing(branch: string): ForgeQuestion {
  return { subject: `branch ${branch}`, permission: "contents: write" };
}

/** Where a branch stands; undefined where there is none. */
async function readHead(ask: Asker, branch: string): Promise<string | undefined> {
  const question = { subject: `branch ${branch}`, permission: "contents: read" } as const;
  try {
    const data = await ask({ route: "GET /repos/{owner}/{repo}/git/ref/{ref}", parameters: { ref: `heads/${branch}` }, question });
    return parseAnswer(Reference, { data, question }).object.sha;
  } catch (error) {
    if (isRefused(error, [404])) return undefined;
    throw error;
  }
}

async function readCommit(ask: Asker, { branch, sha }: { readonly branch: string; readonly sha: string }): Promise<BranchHead> {
  const question = { subject: `commit ${sha.slice(0, 10)}`, permission: "contents: read" } as const;
  const data = await ask({ route: "GET /repos/{owner}/{repo}/git/commits/{commit_sha}", parameters: { commit_sha: sha }, question });
  const { message, tree, parents } = parseAnswer(Commit, { data, question });
  return { branch, commit: sha, message, tree: tree.sha, parents: parents.map((parent) => parent.sha) };
}

async function createCommit(ask: Asker, { parent, message, files, tree }: NewCommit): Promise<string> {
  const question = { subject: `commit on ${parent.slice(0, 10)}`, permission: "contents: write" } as const;
  const written = await writeTree(ask, { parent, files, question });
  if (written !== tree) {
    const hint = "Report this: the files that GitHub keeps are others than the ones that were planned.";
    throw new StowplanError({ code: "internal", subject: `tree ${written.slice(0, 10)}`, message: `The tree that was planned is ${tree.slice(0, 10)}.`, hint });
  }
  // Without an author GitHub takes the token's account, and signs the commit where that is an App or a workflow.
  const data = await ask({ route: "POST /repos/{owner}/{repo}/git/commits", parameters: { message, tree, parents: [parent] }, question });
  return parseAnswer(Sha, { data, question }).sha;
}

async function createBranch(ask: Asker, { branch, commit }: { readonly branch: string; readonly commit: string }): Promise<boolean> {
  try {
    await ask({ route: "POST /repos/{owner}/{repo}/git/refs", parameters: { ref: `refs/heads/${branch}`, sha: commit }, question: writing(branch) });
    return true;
  } catch (error) {
    // 422 also stands for a name that cannot be: then there still is no such branch.
    if (isRefused(error, [422]) && (await readHead(ask, branch)) !== undefined) return false;
    throw error;
  }
}

/** GitHub has no "only if it stands at" for a forced move, so it is read just before: whoever pushes in between loses milliseconds, not work that we saw. */
async function moveBranch(ask: Asker, { branch, from, to }: BranchMove): Promise<boolean> {
  if ((await readHead(ask, branch)) !== from) return false;
  try {
    await ask({ route: "PATCH /repos/{owner}/{repo}/git/refs/{ref}", parameters: { ref: `heads/${branch}`, sha: to, force: true }, question: writing(branch) });
    return true;
  } catch (error) {
    if (isRefused(error, [404, 422]) && (await readHead(ask, branch)) === undefined) return false;
    throw error;
  }
}

async function deleteBranch(ask: Asker, { branch, from }: Omit<BranchMove, "to">): Promise<boolean> {
  if ((await readHead(ask, branch)) !== from) return false;
  try {
    await ask({ route: "DELETE /repos/{owner}/{repo}/git/refs/{ref}", parameters: { ref: `heads/${branch}` }, question: writing(branch) });
    return true;
  } catch (error) {
    if (isRefused(error, [404, 422]) && (await readHead(ask, branch)) === undefined) return false;
    throw error;
  }
}

/** The methods that deal in git's own things. */
export function updateBranchMethods(ask: Asker): BranchMethods {
  return {
    async tip(branch) {
      const head = await readHead(ask, branch);
      if (head !== undefined) return head;
      throw new StowplanError({ code: "forge-missing", subject: `branch ${branch}`, message: "GitHub has no such branch.", hint: "Run updates on a branch that is pushed." });
    },
    async branches(prefix) {
      const question = { subject: `branches ${prefix}*`, permission: "contents: read" } as const;
      const data = await ask({ route: "GET /repos/{owner}/{repo}/git/matching-refs/{ref}", parameters: { ref: `heads/${prefix}` }, question });
      const heads: BranchHead[] = [];
      for (const { ref, object } of parseAnswer(z.array(Reference), { data, question })) {
        heads.push(await readCommit(ask, { branch: ref.replace(/^refs\/heads\//, ""), sha: object.sha }));
      }
      return heads;
    },
    createCommit: (commit) => createCommit(ask, commit),
    createBranch: (branch, commit) => createBranch(ask, { branch, commit }),
    moveBranch: (move) => moveBranch(ask, move),
    deleteBranch: (at) => deleteBranch(ask, at),
  };
}
