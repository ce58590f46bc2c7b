// An Octokit of any make (Actions', Probot's) -> the Forge port for one repository.
import { setTimeout } from "node:timers/promises";
import * as z from "zod";
import { StowplanError } from "../errors.ts";
import type { Forge, ForgeComment, PullRequest } from "../ports.ts";
import { type ForgeQuestion, forgeError, isPassing, statusOf } from "./forge-failure.ts";

/** The little of an Octokit that is used, so that neither framework is needed here. */
export type OctokitLike = {
  request(route: string, parameters: Readonly<Record<string, unknown>>): Promise<{ readonly data: unknown }>;
  graphql(query: string): Promise<unknown>;
};

export type OctokitForgeOptions = {
  readonly octokit: OctokitLike;
  readonly owner: string;
  readonly repo: string;
  /** Milliseconds before each further attempt of a request that may be repeated. */
  readonly pauses?: readonly number[];
};

const PAGE = 100;
const PAUSES = [500, 2000] as const;

const Comment = z.object({
  id: z.int(),
  body: z.string().nullish(),
  html_url: z.string(),
  user: z.object({ login: z.string() }).nullish(),
});

/** A fork that was deleted has no head repository. */
const Pull = z.object({
  number: z.int(),
  state: z.string(),
  head: z.object({ sha: z.string(), repo: z.object({ full_name: z.string() }).nullish() }),
  base: z.object({ ref: z.string(), repo: z.object({ full_name: z.string() }) }),
});

const Viewer = z.object({ viewer: z.object({ login: z.string() }) });
const User = z.object({ login: z.string() });

type Asked = { readonly route: string; readonly parameters?: Readonly<Record<string, unknown>>; readonly question: ForgeQuestion };

type Asker = (asked: Asked) => Promise<unknown>;

/** Repeats what may be repeated; a comment that was perhaps created is not created again. */
function openAsker({ octokit, owner, repo, pauses = PAUSES }: OctokitForgeOptions): Asker {
  return async function ask(asked): Promise<unknown> {
    const { route, parameters, question } = asked;
    for (const pause of route.startsWith("POST ") ? [] : pauses) {
      try {
        return (await octokit.request(route, { owner, repo, ...parameters })).data;
      } catch (error) {
        if (!isPassing(error)) throw forgeError(error, question);
        await setTimeout(pause);
      }
    }
    try {
      return (await octokit.request(route, { owner, repo, ...parameters })).data;
    } catch (error) {
      throw forgeError(error, question);
    }
  };
}

function parseAnswer<Schema extends z.ZodType>(schema: Schema, answer: { readonly data: unknown; readonly question: ForgeQuestion }): z.infer<Schema> {
  const parsed = schema.safeParse(answer.data);
  if (parsed.success) return parsed.data;
  throw new StowplanError({
    code: "forge-failed",
    subject: answer.question.subject,
    message: "GitHub's answer does not have the form that its description gives.",
    hint: "Check that GITHUB_API_URL is the address of GitHub's REST API.",
    cause: parsed.error,
  });
}

function toComment(comment: z.infer<typeof Comment>): ForgeComment {
  // The account of a comment's author may be deleted: then it is nobody's, and never ours.
  return { id: comment.id, author: comment.user?.login ?? "", body: comment.body ?? "", url: comment.html_url };
}

function toPullRequest(pull: z.infer<typeof Pull>): PullRequest {
  return {
    number: pull.number,
    headCommit: pull.head.sha,
    baseRef: pull.base.ref,
    isFork: pull.head.repo?.full_name !== pull.base.repo.full_name,
    isOpen: pull.state === "open",
  };
}

/**
 * The login of the token's owner. Only GraphQL tells an installation's token, as a workflow has, who it is (`github-actions[bot]`); the REST
 * API tells it to personal tokens only and refuses the others.
 */
async function readAuthor({ octokit }: OctokitForgeOptions): Promise<string> {
  try {
    return Viewer.parse(await octokit.graphql("query { viewer { login } }")).viewer.login;
  } catch (error) {
    const question = { subject: "the token's account", permission: "pull-requests: read" } as const;
    if (statusOf(error) === 401) throw forgeError(error, question);
    return readUser(octokit);
  }
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
  const comments: ForgeComment[] = [];
  for (let page = 1; ; page += 1) {
    const parameters = { issue_number: number, per_page: PAGE, page };
    const data = await ask({ route: "GET /repos/{owner}/{repo}/issues/{issue_number}/comments", parameters, question });
    const read = parseAnswer(z.array(Comment), { data, question });
    comments.push(...read.map(toComment));
    if (read.length < PAGE) return comments.toSorted((left, right) => left.id - right.id);
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
  };
}
