import { createRequire as __createRequire } from "node:module";
const require = __createRequire(import.meta.url);
import {
  askPages,
  forgeError,
  openAsker,
  parseAnswer,
  statusOf
} from "./chunk-ALAEVG2H.js";
import {
  hasCode
} from "./chunk-L2TPXMAP.js";
import {
  array,
  int,
  object,
  string
} from "./chunk-N3YWGI6C.js";

// src/host/bot/bot-forge.ts
var Sides = object({ sha: string(), ref: string(), repo: object({ full_name: string(), pushed_at: string().nullish() }).nullish() });
var Pull = object({ number: int(), state: string(), head: Sides, base: Sides });
var Permission = object({ permission: string() });
var CheckRuns = object({ check_runs: array(object({ status: string(), app: object({ slug: string().nullish() }).nullish() })) });
var Id = object({ id: int() });
function toFacts({ number, state, head, base }) {
  const isFork = head.repo?.full_name !== base.repo?.full_name;
  const pushed = isFork ? head.repo?.pushed_at : void 0;
  return { number, isOpen: state === "open", headCommit: head.sha, headRef: head.ref, baseCommit: base.sha, isFork, ...typeof pushed === "string" ? { forkPushed: pushed } : {} };
}
async function isWriter(ask, login) {
  const question = { subject: `permissions of ${login}`, permission: "contents: read" };
  try {
    const data = await ask({ route: "GET /repos/{owner}/{repo}/collaborators/{username}/permission", parameters: { username: login }, question });
    return ["admin", "write"].includes(parseAnswer(Permission, { data, question }).permission);
  } catch (error) {
    if (hasCode(error, "forge-missing")) return false;
    throw error;
  }
}
var MOST_PAGES = 10;
var PAGE = 100;
async function listOpen(ask) {
  const question = { subject: "open pull requests", permission: "pull-requests: read" };
  const parameters = { state: "open", sort: "updated", direction: "desc" };
  return (await askPages(ask, { asked: { route: "GET /repos/{owner}/{repo}/pulls", parameters, question }, page: array(Pull), most: MOST_PAGES })).map(toFacts);
}
async function checkedBy(ask, commit) {
  const question = { subject: `checks of ${commit.slice(0, 10)}`, permission: "checks: read" };
  const data = await ask({ route: "GET /repos/{owner}/{repo}/commits/{ref}/check-runs", parameters: { ref: commit, filter: "latest", per_page: PAGE }, question });
  const { check_runs: runs } = parseAnswer(CheckRuns, { data, question });
  return new Set(runs.flatMap(({ status, app }) => status === "completed" && typeof app?.slug === "string" ? [`${app.slug}[bot]`.toLowerCase()] : []));
}
async function hasFile(ask, path) {
  const question = { subject: path, permission: "contents: read" };
  try {
    await ask({ route: "GET /repos/{owner}/{repo}/contents/{path}", parameters: { path }, question });
    return true;
  } catch (error) {
    if (hasCode(error, "forge-missing")) return false;
    throw error;
  }
}
function reactionMethods(ask) {
  const question = { subject: "a reaction", permission: "issues: write" };
  return {
    async react(commentId, content) {
      const data = await ask({ route: "POST /repos/{owner}/{repo}/issues/comments/{comment_id}/reactions", parameters: { comment_id: commentId, content }, question });
      return parseAnswer(Id, { data, question }).id;
    },
    async removeReaction(commentId, reaction) {
      await ask({ route: "DELETE /repos/{owner}/{repo}/issues/comments/{comment_id}/reactions/{reaction_id}", parameters: { comment_id: commentId, reaction_id: reaction }, question });
    }
  };
}
function openBotForge(access) {
  const ask = openAsker(access);
  return {
    isWriter: (login) => isWriter(ask, login),
    async pull(number) {
      const question = { subject: `pull request ${number}`, permission: "pull-requests: read" };
      const data = await ask({ route: "GET /repos/{owner}/{repo}/pulls/{pull_number}", parameters: { pull_number: number }, question });
      return toFacts(parseAnswer(Pull, { data, question }));
    },
    openPulls: () => listOpen(ask),
    ...reactionMethods(ask),
    checkedBy: (commit) => checkedBy(ask, commit),
    async defaultBranch() {
      const question = { subject: `${access.owner}/${access.repo}`, permission: "contents: read" };
      return parseAnswer(object({ default_branch: string() }), { data: await ask({ route: "GET /repos/{owner}/{repo}", question }), question }).default_branch;
    },
    hasFile: (path) => hasFile(ask, path)
  };
}

// src/host/bot/access.ts
var Token = object({ token: string().min(1) });
var KEPT_MILLISECONDS = 50 * 6e4;
async function askToken(repository, { connection, permissions }) {
  const parameters = { installation_id: repository.installationId, repository_ids: [repository.repositoryId], ...permissions === void 0 ? {} : { permissions } };
  const app = await connection.app();
  return Token.parse((await app.request("POST /app/installations/{installation_id}/access_tokens", parameters)).data).token;
}
async function createToken(repository, parts) {
  try {
    return await askToken(repository, parts).catch((error) => {
      if (statusOf(error) === 422) return askToken(repository, { connection: parts.connection });
      throw error;
    });
  } catch (error) {
    throw forgeError(error, { subject: `a token for ${repository.owner}/${repository.repo}`, permission: "contents: read" });
  }
}
function openAccess(repository, parts) {
  let current;
  async function octokit() {
    if (current === void 0 || Date.now() > current.until) {
      current = { octokit: await parts.connection.withToken(await createToken(repository, parts), repository.installationId), until: Date.now() + KEPT_MILLISECONDS };
    }
    return current.octokit;
  }
  return {
    owner: repository.owner,
    repo: repository.repo,
    octokit: {
      request: async (route, parameters) => (await octokit()).request(route, parameters),
      graphql: async (query) => (await octokit()).graphql(query)
    },
    readToken: () => createToken(repository, { ...parts, permissions: { contents: "read" } })
  };
}

// src/host/bot-jobs/bot-tools.ts
function fullName({ owner, repo }) {
  return `${owner}/${repo}`;
}
function accessFor({ repository }, { permissions, tools }) {
  return openAccess(repository, { connection: tools.connection, permissions });
}

export {
  openBotForge,
  fullName,
  accessFor
};
