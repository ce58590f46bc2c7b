import { createRequire as __createRequire } from "node:module";
const require = __createRequire(import.meta.url), __filename = import.meta.filename, __dirname = import.meta.dirname;
import {
  StowplanError,
  array,
  int,
  number,
  object,
  record,
  string,
  unknown
} from "./chunk-B2IOVMOK.js";

// src/host/forge-failure.ts
var Failure = object({
  status: number(),
  response: object({ headers: record(string(), unknown()) })
});
function statusOf(error) {
  return Failure.safeParse(error).data?.status;
}
function headerOf(error, name) {
  const value = Failure.safeParse(error).data?.response.headers[name];
  return typeof value === "string" || typeof value === "number" ? String(value) : "";
}
function isLimited(error, status) {
  return status === 429 || headerOf(error, "retry-after") !== "" || headerOf(error, "x-ratelimit-remaining") === "0";
}
function permissionHint(error, { permission }) {
  const wanted = headerOf(error, "x-accepted-github-permissions").replace(/[^\w=;, -]/g, "");
  const said = wanted === "" ? "" : ` GitHub says it wants ${wanted}.`;
  const forks = permission === "pull-requests: write" ? " A pull request from a fork never gets a token that may write: plan and publish in two workflows." : "";
  return `Give the job \`permissions: ${permission}\`, or the GitHub App this permission.${said}${forks}`;
}
function parts(error, question) {
  const status = statusOf(error);
  if (status === void 0) return { code: "forge-failed", message: "GitHub did not answer.", hint: "Try again; see https://www.githubstatus.com." };
  if (status === 401) {
    return { code: "forge-denied", message: "GitHub did not accept the token.", hint: "Leave the input `token` at its default, or put a token there that has not expired." };
  }
  if ((status === 403 || status === 429) && isLimited(error, status)) {
    return { code: "forge-failed", message: "GitHub's limit on requests is used up.", hint: "Run again later, or use a GitHub App's token, which has its own limit." };
  }
  if (status === 403) return { code: "forge-denied", message: "The token may not do this.", hint: permissionHint(error, question) };
  if (status === 404 || status === 410) {
    return { code: "forge-missing", message: "It does not exist, or the token may not see it.", hint: permissionHint(error, question) };
  }
  return { code: "forge-failed", message: `GitHub answered with status ${status}.`, hint: status >= 500 ? "Try again; see https://www.githubstatus.com." : "Run again with debug logging and report what it shows." };
}
function forgeError(error, question) {
  return new StowplanError({ ...parts(error, question), subject: question.subject, cause: error });
}
function isPassing(error) {
  const status = statusOf(error);
  return status === void 0 || status >= 500;
}

// src/host/octokit-forge.ts
import { setTimeout } from "node:timers/promises";
var PAGE = 100;
var PAUSES = [500, 2e3];
var Comment = object({
  id: int(),
  body: string().nullish(),
  html_url: string(),
  user: object({ login: string() }).nullish()
});
var Pull = object({
  number: int(),
  state: string(),
  head: object({ sha: string(), repo: object({ full_name: string() }).nullish() }),
  base: object({ ref: string(), repo: object({ full_name: string() }) })
});
var Viewer = object({ viewer: object({ login: string() }) });
var User = object({ login: string() });
function openAsker({ octokit, owner, repo, pauses = PAUSES }) {
  return async function ask(asked) {
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
function parseAnswer(schema, answer) {
  const parsed = schema.safeParse(answer.data);
  if (parsed.success) return parsed.data;
  throw new StowplanError({
    code: "forge-failed",
    subject: answer.question.subject,
    message: "GitHub's answer does not have the form that its description gives.",
    hint: "Check that GITHUB_API_URL is the address of GitHub's REST API.",
    cause: parsed.error
  });
}
function toComment(comment) {
  return { id: comment.id, author: comment.user?.login ?? "", body: comment.body ?? "", url: comment.html_url };
}
function toPullRequest(pull) {
  return {
    number: pull.number,
    headCommit: pull.head.sha,
    baseRef: pull.base.ref,
    isFork: pull.head.repo?.full_name !== pull.base.repo.full_name,
    isOpen: pull.state === "open"
  };
}
async function readAuthor({ octokit }) {
  try {
    return Viewer.parse(await octokit.graphql("query { viewer { login } }")).viewer.login;
  } catch (error) {
    const question = { subject: "the token's account", permission: "pull-requests: read" };
    if (statusOf(error) === 401) throw forgeError(error, question);
    return readUser(octokit);
  }
}
async function readUser(octokit) {
  try {
    return User.parse((await octokit.request("GET /user", {})).data).login;
  } catch {
    return "github-actions[bot]";
  }
}
async function readComments(ask, number2) {
  const question = { subject: `comments of pull request ${number2}`, permission: "pull-requests: read" };
  const comments = [];
  for (let page = 1; ; page += 1) {
    const parameters = { issue_number: number2, per_page: PAGE, page };
    const data = await ask({ route: "GET /repos/{owner}/{repo}/issues/{issue_number}/comments", parameters, question });
    const read = parseAnswer(array(Comment), { data, question });
    comments.push(...read.map(toComment));
    if (read.length < PAGE) return comments.toSorted((left, right) => left.id - right.id);
  }
}
function createOctokitForge(options) {
  const ask = openAsker(options);
  let author;
  async function write(asked, subject) {
    return ask({ ...asked, question: { subject, permission: "pull-requests: write" } });
  }
  return {
    author: () => author ??= readAuthor(options),
    async pullRequest(number2) {
      const question = { subject: `pull request ${number2}`, permission: "pull-requests: read" };
      const data = await ask({ route: "GET /repos/{owner}/{repo}/pulls/{pull_number}", parameters: { pull_number: number2 }, question });
      return toPullRequest(parseAnswer(Pull, { data, question }));
    },
    comments: (number2) => readComments(ask, number2),
    async createComment(number2, body) {
      const subject = `comment on pull request ${number2}`;
      const data = await write({ route: "POST /repos/{owner}/{repo}/issues/{issue_number}/comments", parameters: { issue_number: number2, body } }, subject);
      return toComment(parseAnswer(Comment, { data, question: { subject, permission: "pull-requests: write" } }));
    },
    async updateComment(id, body) {
      const subject = `comment ${id}`;
      const data = await write({ route: "PATCH /repos/{owner}/{repo}/issues/comments/{comment_id}", parameters: { comment_id: id, body } }, subject);
      return toComment(parseAnswer(Comment, { data, question: { subject, permission: "pull-requests: write" } }));
    },
    async deleteComment(id) {
      await write({ route: "DELETE /repos/{owner}/{repo}/issues/comments/{comment_id}", parameters: { comment_id: id } }, `comment ${id}`);
    }
  };
}

export {
  forgeError,
  createOctokitForge
};
