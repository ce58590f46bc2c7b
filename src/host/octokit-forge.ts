// An Octokit of any make (Actions', Probot's) -> the Forge port for one repository.
import { setTimeout } from "node:timers/promises";
import * as z from "zod";
import { hasCode, StowplanError } from "../errors.ts";
import type { Forge, ForgeComment, PullRequest } from "../ports.ts";
import { type Asked, type Asker, askPages, type OctokitForgeOptions, type OctokitLike, openAsker, parseAnswer, repeatPassing } from "./forge-asker.ts";
import { branchMethods } from "./forge-branch.ts";
import { forgeError, statusOf } from "./forge-failure.ts";
import { checkMethods } from "./octokit-checks.ts";
import { labelMethods } from "./octokit-labels.ts";

const Comment = z.object({
  id: z.int(),
  body: z.string().nullish(),
  html_url: z.string(),
  user: z.object({ login: z.string() }).nullish(),
});

/** Milliseconds after which GitHub's answers show what was pushed or written before; it keeps copies, which follow within about a second. */
const SETTLING = 3000;

/** A fork that was deleted has no head repository. */
const Pull = z.object({
  number: z.int(),
  state: z.string(),
  head: z.object({ sha: z.string(), ref: z.string(), repo: z.object({ full_name: z.string() }).nullish() }),
  base: z.object({ ref: z.string(), repo: z.object({ full_name: z.string() }) }),
});

const Viewer = z.object({ viewer: z.object({ login: z.string() }) });
const User = z.object({ login: z.string() });

function toComment(comment: z.infer<typeof Comment>): ForgeComment {
  // The account of a comment's author may be deleted: then it is nobody's, and never ours.
  return { id: comment.id, author: comment.user?.login ?? "", body: comment.body ?? "", url: comment.html_url };
}

function toPullRequest(pull: z.infer<typeof Pull>): PullRequest {
  return {
    number: pull.number,
    headCommit: pull.head.sha,
    headRef: pull.head.ref,
    baseRef: pull.base.ref,
    isFork: pull.head.repo?.full_name !== pull.base.repo.full_name,
    isOpen: pull.state === "open",
  };
}

/** GraphQL's own refusals come with status 200. */
const Refusal = z.object({ errors: z.array(z.unknown()) });

/**
 * The login of the token's owner. Only GraphQL tells an installation's token, as a workflow has, who it is (`github-actions[bot]`); the REST
 * API tells it to personal tokens only and refuses the others. A GitHub that is out of order is no refusal: under a wrong name our own comment
 * would not be found, and what it says would stay.
 */
export async function readAuthor({ octokit, pauses }: OctokitForgeOptions): Promise<string> {
  const asked = await repeatPassing(() => octokit.graphql("query { viewer { login } }").catch(orRefusal), pauses).catch((error: unknown) => {
    const failure = forgeError(error, { subject: "the token's account", permission: "pull-requests: read" });
    if (statusOf(error) === 401 || failure.code === "forge-failed") throw failure;
  });
  return Viewer.safeParse(asked).data?.viewer.login ?? readUser(octokit);
}

function orRefusal(error: unknown): undefined {
  if (!Refusal.safeParse(error).success) throw error;
}

async function readUser(octokit: OctokitLike): Promise<string> {
  try {
    return User.parse((await octokit.request("GET /user", {})).data).login;
  } catch {
    // A workflow's own token, which may not ask. Should it be another App's, publishing finds the author by the comment that it creates.
    return "github-actions[bot]";
  }
}

async function readComments(ask: Asker, number: number): Promise<readonly ForgeComment[]> {
  const question = { subject: `comments of pull request ${number}`, permission: "pull-requests: read" } as const;
  const asked = { route: "GET /repos/{owner}/{repo}/issues/{issue_number}/comments", parameters: { issue_number: number }, question };
  const comments = await askPages(ask, { asked, page: z.array(Comment) });
  return comments.map(toComment).toSorted((left, right) => left.id - right.id);
}

async function readComment(ask: Asker, id: number): Promise<ForgeComment | undefined> {
  const question = { subject: `comment ${id}`, permission: "pull-requests: read" } as const;
  try {
    const data = await ask({ route: "GET /repos/{owner}/{repo}/issues/comments/{comment_id}", parameters: { comment_id: id }, question });
    return toComment(parseAnswer(Comment, { data, question }));
  } catch (error) {
    if (hasCode(error, "forge-missing")) return undefined;
    throw error;
  }
}

const Comparison = z.object({ status: z.enum(["ahead", "behind", "diverged", "identical"]) });

/** A token for comments alone may not compare, and a commit may be gone after a force push. */
async function readDescent(ask: Asker, { commit, from }: { readonly commit: string; readonly from: string }): Promise<boolean> {
  const question = { subject: `commits ${from.slice(0, 10)} to ${commit.slice(0, 10)}`, permission: "contents: read" } as const;
  try {
    // One commit a page: the answer's status is all that is read of it.
    const data = await ask({ route: "GET /repos/{owner}/{repo}/compare/{basehead}", parameters: { basehead: `${from}...${commit}`, per_page: 1 }, question });
    return parseAnswer(Comparison, { data, question }).status === "ahead";
  } catch (error) {
    if (error instanceof StowplanError) return false;
    throw error;
  }
}

/** Comments are an issue's comments: the pull request's own endpoint is for comments on lines. */
export function createOctokitForge(options: OctokitForgeOptions): Forge {
  const ask = openAsker(options);
  let author: Promise<string> | undefined;
  async function write(asked: Omit<Asked, "question">, subject: string): Promise<unknown> {
    return ask({ ...asked, question: { subject, permission: "pull-requests: write" } });
  }
  return {
    author: () => (author ??= readAuthor(options)),
    async pullRequest(number) {
      const question = { subject: `pull request ${number}`, permission: "pull-requests: read" } as const;
      const data = await ask({ route: "GET /repos/{owner}/{repo}/pulls/{pull_number}", parameters: { pull_number: number }, question });
      return toPullRequest(parseAnswer(Pull, { data, question }));
    },
    comments: (number) => readComments(ask, number),
    comment: (id) => readComment(ask, id),
    descends: (commits) => readDescent(ask, commits),
    settle: () => setTimeout(options.settling ?? SETTLING),
    async createComment(number, body) {
      const subject = `comment on pull request ${number}`;
      const data = await write({ route: "POST /repos/{owner}/{repo}/issues/{issue_number}/comments", parameters: { issue_number: number, body } }, subject);
      return toComment(parseAnswer(Comment, { data, question: { subject, permission: "pull-requests: write" } }));
    },
    async updateComment(id, body) {
      const subject = `comment ${id}`;
      const data = await write({ route: "PATCH /repos/{owner}/{repo}/issues/comments/{comment_id}", parameters: { comment_id: id, body } }, subject);
      return toComment(parseAnswer(Comment, { data, question: { subject, permission: "pull-requests: write" } }));
    },
    async deleteComment(id) {
      await write({ route: "DELETE /repos/{owner}/{repo}/issues/comments/{comment_id}", parameters: { comment_id: id } }, `comment ${id}`);
    },
    ...branchMethods(ask),
    ...checkMethods(ask),
    ...labelMethods(ask),
  };
}
