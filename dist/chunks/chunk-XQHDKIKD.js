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
  union,
  unknown
} from "./chunk-2G4XEMFZ.js";

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
  const forks = permission.endsWith(": write") ? " A pull request from a fork never gets a token that may write: plan and publish in two workflows." : "";
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

// src/host/forge-asker.ts
import { setTimeout } from "node:timers/promises";
var PAUSES = [500, 2e3];
var PAGE = 100;
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
async function askPages(ask, list) {
  const { asked, entry } = list;
  const entries = [];
  for (let page = 1; ; page += 1) {
    const data = await ask({ ...asked, parameters: { ...asked.parameters, per_page: PAGE, page } });
    const read = parseAnswer(array(entry), { data, question: asked.question });
    entries.push(...read);
    if (read.length < PAGE) return entries;
  }
}

// src/host/forge-branch.ts
var Content = union([object({ type: string(), encoding: string().optional(), content: string().optional() }), array(unknown())]);
var ChangedFile = object({ filename: string(), patch: string().optional() });
var ReviewComment = object({ path: string(), body: string(), user: object({ login: string() }).nullish() });
var Sha = object({ sha: string() });
var Commit = object({ tree: Sha });
function writing(subject) {
  return { subject, permission: "contents: write" };
}
async function readFile(ask, { path, commit }) {
  const question = { subject: path, permission: "contents: read" };
  try {
    const data = await ask({ route: "GET /repos/{owner}/{repo}/contents/{path}", parameters: { path, ref: commit }, question });
    const content = parseAnswer(Content, { data, question });
    if (Array.isArray(content) || content.type !== "file" || content.encoding !== "base64") return void 0;
    return Buffer.from(content.content ?? "", "base64").toString("utf8");
  } catch (error) {
    if (error instanceof StowplanError && error.code === "forge-missing") return void 0;
    throw error;
  }
}
function toLines({ path, startLine, line, body }) {
  return { path, body, line, side: "RIGHT", ...startLine === line ? {} : { start_line: startLine, start_side: "RIGHT" } };
}
async function writeTree(ask, { parent, files, branch }) {
  const question = writing(`branch ${branch}`);
  const before = await ask({ route: "GET /repos/{owner}/{repo}/git/commits/{commit_sha}", parameters: { commit_sha: parent }, question });
  const { tree } = parseAnswer(Commit, { data: before, question });
  const entries = [];
  for (const [path, content] of files) {
    const blob = await ask({ route: "POST /repos/{owner}/{repo}/git/blobs", parameters: { content, encoding: "utf-8" }, question });
    entries.push({ path, mode: "100644", type: "blob", sha: parseAnswer(Sha, { data: blob, question }).sha });
  }
  const written = await ask({ route: "POST /repos/{owner}/{repo}/git/trees", parameters: { base_tree: tree.sha, tree: entries }, question });
  return parseAnswer(Sha, { data: written, question }).sha;
}
async function moveBranch(ask, { branch, commit }) {
  try {
    const parameters = { ref: `heads/${branch}`, sha: commit, force: false };
    await ask({ route: "PATCH /repos/{owner}/{repo}/git/refs/{ref}", parameters, question: writing(`branch ${branch}`) });
    return commit;
  } catch (error) {
    if (error instanceof StowplanError && statusOf(error.cause) === 422) return void 0;
    throw error;
  }
}
async function commitFiles(ask, change) {
  const question = writing(`branch ${change.branch}`);
  const parameters = { message: change.message, tree: await writeTree(ask, change), parents: [change.parent] };
  const data = await ask({ route: "POST /repos/{owner}/{repo}/git/commits", parameters, question });
  return moveBranch(ask, { branch: change.branch, commit: parseAnswer(Sha, { data, question }).sha });
}
function branchMethods(ask) {
  return {
    file: (path, commit) => readFile(ask, { path, commit }),
    async changedFiles(number2) {
      const question = { subject: `files of pull request ${number2}`, permission: "pull-requests: read" };
      const asked = { route: "GET /repos/{owner}/{repo}/pulls/{pull_number}/files", parameters: { pull_number: number2 }, question };
      return (await askPages(ask, { asked, entry: ChangedFile })).map(({ filename, patch = "" }) => ({ path: filename, patch }));
    },
    async reviewComments(number2) {
      const question = { subject: `review comments of pull request ${number2}`, permission: "pull-requests: read" };
      const asked = { route: "GET /repos/{owner}/{repo}/pulls/{pull_number}/comments", parameters: { pull_number: number2 }, question };
      return (await askPages(ask, { asked, entry: ReviewComment })).map(({ path, body, user }) => ({ path, body, author: user?.login ?? "" }));
    },
    async review(number2, { commit, comments }) {
      const parameters = { pull_number: number2, commit_id: commit, event: "COMMENT", comments: comments.map(toLines) };
      const question = { subject: `review of pull request ${number2}`, permission: "pull-requests: write" };
      await ask({ route: "POST /repos/{owner}/{repo}/pulls/{pull_number}/reviews", parameters, question });
    },
    commit: (change) => commitFiles(ask, change)
  };
}

// src/host/octokit-forge.ts
var Comment = object({
  id: int(),
  body: string().nullish(),
  html_url: string(),
  user: object({ login: string() }).nullish()
});
var Pull = object({
  number: int(),
  state: string(),
  head: object({ sha: string(), ref: string(), repo: object({ full_name: string() }).nullish() }),
  base: object({ ref: string(), repo: object({ full_name: string() }) })
});
var Viewer = object({ viewer: object({ login: string() }) });
var User = object({ login: string() });
function toComment(comment) {
  return { id: comment.id, author: comment.user?.login ?? "", body: comment.body ?? "", url: comment.html_url };
}
function toPullRequest(pull) {
  return {
    number: pull.number,
    headCommit: pull.head.sha,
    headRef: pull.head.ref,
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
  const asked = { route: "GET /repos/{owner}/{repo}/issues/{issue_number}/comments", parameters: { issue_number: number2 }, question };
  const comments = await askPages(ask, { asked, entry: Comment });
  return comments.map(toComment).toSorted((left, right) => left.id - right.id);
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
    },
    ...branchMethods(ask)
  };
}

export {
  forgeError,
  createOctokitForge
};
