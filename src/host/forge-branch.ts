// Questions about one repository -> the methods of the Forge port for files, lines of the diff, and commits without a checkout.
import * as z from "zod";
import { hasCode } from "../errors.ts";
import type { BranchCommit, Forge, LineComment } from "../ports.ts";
import { type Asker, askPages, parseAnswer } from "./forge-asker.ts";
import { type ForgeQuestion, isRefused } from "./forge-failure.ts";
import { Sha, writeTree } from "./forge-tree.ts";

type BranchMethods = Pick<Forge, "file" | "changedFiles" | "reviewComments" | "review" | "commit">;

/** A file; a folder's answer is a list, and one of 1 MB and more has the encoding `none`. */
const Content = z.union([z.object({ type: z.string(), encoding: z.string().optional(), content: z.string().optional() }), z.array(z.unknown())]);
const ChangedFile = z.object({ filename: z.string(), patch: z.string().optional() });
const ReviewComment = z.object({ path: z.string(), body: z.string(), user: z.object({ login: z.string() }).nullish() });

function writing(subject: string): ForgeQuestion {
  return { subject, permission: "contents: write" };
}

async function readFile(ask: Asker, { path, commit }: { readonly path: string; readonly commit: string }): Promise<string | undefined> {
  const question = { subject: path, permission: "contents: read" } as const;
  try {
    const data = await ask({ route: "GET /repos/{owner}/{repo}/contents/{path}", parameters: { path, ref: commit }, question });
    const content = parseAnswer(Content, { data, question });
    if (Array.isArray(content) || content.type !== "file" || content.encoding !== "base64") return undefined;
    return Buffer.from(content.content ?? "", "base64").toString("utf8");
  } catch (error) {
    if (hasCode(error, "forge-missing")) return undefined;
    throw error;
  }
}

/** GitHub wants `start_line` for several lines only. */
function toLines({ path, startLine, line, body }: LineComment): Readonly<Record<string, unknown>> {
  return { path, body, line, side: "RIGHT", ...(startLine === line ? {} : { start_line: startLine, start_side: "RIGHT" }) };
}

/** Without force GitHub refuses (422) to move a branch that is not at the parent, so nobody's push is lost. */
async function moveBranch(ask: Asker, { branch, commit }: { readonly branch: string; readonly commit: string }): Promise<string | undefined> {
  try {
    const parameters = { ref: `heads/${branch}`, sha: commit, force: false };
    await ask({ route: "PATCH /repos/{owner}/{repo}/git/refs/{ref}", parameters, question: writing(`branch ${branch}`) });
    return commit;
  } catch (error) {
    if (isRefused(error, [422])) return undefined;
    throw error;
  }
}

async function commitFiles(ask: Asker, change: BranchCommit): Promise<string | undefined> {
  const question = writing(`branch ${change.branch}`);
  const files = new Map([...change.files].map(([path, text]) => [path, { text, isExecutable: false }]));
  const tree = await writeTree(ask, { parent: change.parent, files, question });
  const parameters = { message: change.message, tree, parents: [change.parent] };
  const data = await ask({ route: "POST /repos/{owner}/{repo}/git/commits", parameters, question });
  return moveBranch(ask, { branch: change.branch, commit: parseAnswer(Sha, { data, question }).sha });
}

/** The methods that publishing needs to suggest and to commit modules. */
export function branchMethods(ask: Asker): BranchMethods {
  return {
    file: (path, commit) => readFile(ask, { path, commit }),
    async changedFiles(number) {
      const question = { subject: `files of pull request ${number}`, permission: "pull-requests: read" } as const;
      const asked = { route: "GET /repos/{owner}/{repo}/pulls/{pull_number}/files", parameters: { pull_number: number }, question };
      return (await askPages(ask, { asked, page: z.array(ChangedFile) })).map(({ filename, patch = "" }) => ({ path: filename, patch }));
    },
    async reviewComments(number) {
      const question = { subject: `review comments of pull request ${number}`, permission: "pull-requests: read" } as const;
      const asked = { route: "GET /repos/{owner}/{repo}/pulls/{pull_number}/comments", parameters: { pull_number: number }, question };
      return (await askPages(ask, { asked, page: z.array(ReviewComment) })).map(({ path, body, user }) => ({ path, body, author: user?.login ?? "" }));
    },
    async review(number, { commit, comments }) {
      const parameters = { pull_number: number, commit_id: commit, event: "COMMENT", comments: comments.map(toLines) };
      const question = { subject: `review of pull request ${number}`, permission: "pull-requests: write" } as const;
      await ask({ route: "POST /repos/{owner}/{repo}/pulls/{pull_number}/reviews", parameters, question });
    },
    commit: (change) => commitFiles(ask, change),
  };
}
