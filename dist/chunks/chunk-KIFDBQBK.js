import { createRequire as __createRequire } from "node:module";
const require = __createRequire(import.meta.url);
import {
  askPages,
  forgeError,
  isRefused,
  openAsker,
  parseAnswer,
  repeatPassing,
  statusOf
} from "./chunk-ALAEVG2H.js";
import {
  StowplanError,
  hasCode
} from "./chunk-L2TPXMAP.js";
import {
  _enum,
  array,
  int,
  object,
  string,
  union,
  unknown
} from "./chunk-N3YWGI6C.js";

// src/host/octokit-forge.ts
import { setTimeout } from "node:timers/promises";

// src/host/forge-tree.ts
var Sha = object({ sha: string() });
var Commit = object({ tree: Sha });
async function writeTree(ask, { parent, files, question }) {
  const before = await ask({ route: "GET /repos/{owner}/{repo}/git/commits/{commit_sha}", parameters: { commit_sha: parent }, question });
  const { tree } = parseAnswer(Commit, { data: before, question });
  const entries = [];
  for (const [path, { text, isExecutable }] of files) {
    const blob = await ask({ route: "POST /repos/{owner}/{repo}/git/blobs", parameters: { content: text, encoding: "utf-8" }, question });
    entries.push({ path, mode: isExecutable ? "100755" : "100644", type: "blob", sha: parseAnswer(Sha, { data: blob, question }).sha });
  }
  const written = await ask({ route: "POST /repos/{owner}/{repo}/git/trees", parameters: { base_tree: tree.sha, tree: entries }, question });
  return parseAnswer(Sha, { data: written, question }).sha;
}

// src/host/forge-branch.ts
var Content = union([object({ type: string(), encoding: string().optional(), content: string().optional() }), array(unknown())]);
var ChangedFile = object({ filename: string(), patch: string().optional() });
var ReviewComment = object({ path: string(), body: string(), user: object({ login: string() }).nullish() });
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
    if (hasCode(error, "forge-missing")) return void 0;
    throw error;
  }
}
function toLines({ path, startLine, line, body }) {
  return { path, body, line, side: "RIGHT", ...startLine === line ? {} : { start_line: startLine, start_side: "RIGHT" } };
}
async function moveBranch(ask, { branch, commit }) {
  try {
    const parameters = { ref: `heads/${branch}`, sha: commit, force: false };
    await ask({ route: "PATCH /repos/{owner}/{repo}/git/refs/{ref}", parameters, question: writing(`branch ${branch}`) });
    return commit;
  } catch (error) {
    if (isRefused(error, [422])) return void 0;
    throw error;
  }
}
async function commitFiles(ask, change) {
  const question = writing(`branch ${change.branch}`);
  const files = new Map([...change.files].map(([path, text]) => [path, { text, isExecutable: false }]));
  const tree = await writeTree(ask, { parent: change.parent, files, question });
  const parameters = { message: change.message, tree, parents: [change.parent] };
  const data = await ask({ route: "POST /repos/{owner}/{repo}/git/commits", parameters, question });
  return moveBranch(ask, { branch: change.branch, commit: parseAnswer(Sha, { data, question }).sha });
}
function branchMethods(ask) {
  return {
    file: (path, commit) => readFile(ask, { path, commit }),
    async changedFiles(number) {
      const question = { subject: `files of pull request ${number}`, permission: "pull-requests: read" };
      const asked = { route: "GET /repos/{owner}/{repo}/pulls/{pull_number}/files", parameters: { pull_number: number }, question };
      return (await askPages(ask, { asked, page: array(ChangedFile) })).map(({ filename, patch = "" }) => ({ path: filename, patch }));
    },
    async reviewComments(number) {
      const question = { subject: `review comments of pull request ${number}`, permission: "pull-requests: read" };
      const asked = { route: "GET /repos/{owner}/{repo}/pulls/{pull_number}/comments", parameters: { pull_number: number }, question };
      return (await askPages(ask, { asked, page: array(ReviewComment) })).map(({ path, body, user }) => ({ path, body, author: user?.login ?? "" }));
    },
    async review(number, { commit, comments }) {
      const parameters = { pull_number: number, commit_id: commit, event: "COMMENT", comments: comments.map(toLines) };
      const question = { subject: `review of pull request ${number}`, permission: "pull-requests: write" };
      await ask({ route: "POST /repos/{owner}/{repo}/pulls/{pull_number}/reviews", parameters, question });
    },
    commit: (change) => commitFiles(ask, change)
  };
}

// src/host/octokit-checks.ts
var Run = object({
  id: int(),
  external_id: string().nullish(),
  conclusion: string().nullish(),
  html_url: string().nullish(),
  app: object({ slug: string().optional() }).nullish(),
  output: object({ title: string().nullish() }).nullish()
});
var Runs = object({ check_runs: array(Run) });
var Annotation = object({
  path: string(),
  start_line: int(),
  end_line: int(),
  annotation_level: string().nullish(),
  title: string().nullish(),
  message: string().nullish()
});
function toRun(run) {
  const author = run.app?.slug === void 0 ? "" : `${run.app.slug}[bot]`;
  return { id: run.id, author, externalId: run.external_id ?? "", conclusion: run.conclusion ?? "", title: run.output?.title ?? "", url: run.html_url ?? "" };
}
function toAnnotation(annotation) {
  const { path, start_line: startLine, end_line: endLine, annotation_level: level, title, message } = annotation;
  return { path, startLine, endLine, level: level === "failure" || level === "warning" ? level : "notice", title: title ?? "", message: message ?? "" };
}
function parametersOf({ report, annotations }) {
  const { name, externalId, conclusion, title, summary, detailsUrl } = report;
  const notes = annotations.map((note) => ({
    path: note.path,
    start_line: note.startLine,
    end_line: note.endLine,
    annotation_level: note.level,
    title: note.title,
    message: note.message
  }));
  return { name, external_id: externalId, ...detailsUrl === void 0 ? {} : { details_url: detailsUrl }, status: "completed", conclusion, output: { title, summary, ...notes.length === 0 ? {} : { annotations: notes } } };
}
function checkMethods(ask) {
  return {
    async checkRuns(commit, name) {
      const question = { subject: `check runs of ${commit.slice(0, 10)}`, permission: "checks: read" };
      const parameters = { ref: commit, check_name: name, filter: "all", per_page: 100 };
      const data = await ask({ route: "GET /repos/{owner}/{repo}/commits/{ref}/check-runs", parameters, question });
      return parseAnswer(Runs, { data, question }).check_runs.map(toRun);
    },
    async checkAnnotations(id) {
      const question = { subject: `annotations of check run ${id}`, permission: "checks: read" };
      const asked = { route: "GET /repos/{owner}/{repo}/check-runs/{check_run_id}/annotations", parameters: { check_run_id: id }, question };
      return (await askPages(ask, { asked, page: array(Annotation) })).map(toAnnotation);
    },
    async createCheck(content) {
      const { report } = content;
      const question = { subject: `check run ${report.name}`, permission: "checks: write" };
      const data = await ask({ route: "POST /repos/{owner}/{repo}/check-runs", parameters: { head_sha: report.commit, ...parametersOf(content) }, question });
      return toRun(parseAnswer(Run, { data, question }));
    },
    async updateCheck(id, content) {
      const question = { subject: `check run ${content.report.name}`, permission: "checks: write" };
      const data = await ask({ route: "PATCH /repos/{owner}/{repo}/check-runs/{check_run_id}", parameters: { check_run_id: id, ...parametersOf(content) }, question });
      return toRun(parseAnswer(Run, { data, question }));
    }
  };
}

// src/host/octokit-labels.ts
var Label = object({ name: string() });
async function isDone(work, statuses) {
  try {
    await work;
    return true;
  } catch (error) {
    if (isRefused(error, statuses)) return false;
    throw error;
  }
}
function labelMethods(ask) {
  async function write(asked, subject) {
    return ask({ ...asked, question: { subject, permission: "pull-requests: write" } });
  }
  return {
    async labels(number) {
      const question = { subject: `labels of pull request ${number}`, permission: "pull-requests: read" };
      const asked = { route: "GET /repos/{owner}/{repo}/issues/{issue_number}/labels", parameters: { issue_number: number }, question };
      return (await askPages(ask, { asked, page: array(Label) })).map(({ name }) => name);
    },
    async ensureLabel({ name, color, description }) {
      const question = { subject: `label ${name}`, permission: "pull-requests: read" };
      if (await isDone(ask({ route: "GET /repos/{owner}/{repo}/labels/{name}", parameters: { name }, question }), [404])) return;
      await isDone(write({ route: "POST /repos/{owner}/{repo}/labels", parameters: { name, color, description } }, `label ${name}`), [422]);
    },
    async addLabels(number, names) {
      await write({ route: "POST /repos/{owner}/{repo}/issues/{issue_number}/labels", parameters: { issue_number: number, labels: names } }, `labels of pull request ${number}`);
    },
    async removeLabel(number, name) {
      await isDone(write({ route: "DELETE /repos/{owner}/{repo}/issues/{issue_number}/labels/{name}", parameters: { issue_number: number, name } }, `label ${name} of pull request ${number}`), [404]);
    }
  };
}

// src/host/octokit-forge.ts
var Comment = object({
  id: int(),
  body: string().nullish(),
  html_url: string(),
  user: object({ login: string() }).nullish()
});
var SETTLING = 3e3;
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
var Refusal = object({ errors: array(unknown()) });
async function readAuthor({ octokit, pauses }) {
  const asked = await repeatPassing(() => octokit.graphql("query { viewer { login } }").catch(orRefusal), pauses).catch((error) => {
    const failure = forgeError(error, { subject: "the token's account", permission: "pull-requests: read" });
    if (statusOf(error) === 401 || failure.code === "forge-failed") throw failure;
  });
  return Viewer.safeParse(asked).data?.viewer.login ?? readUser(octokit);
}
function orRefusal(error) {
  if (!Refusal.safeParse(error).success) throw error;
}
async function readUser(octokit) {
  try {
    return User.parse((await octokit.request("GET /user", {})).data).login;
  } catch {
    return "github-actions[bot]";
  }
}
async function readComments(ask, number) {
  const question = { subject: `comments of pull request ${number}`, permission: "pull-requests: read" };
  const asked = { route: "GET /repos/{owner}/{repo}/issues/{issue_number}/comments", parameters: { issue_number: number }, question };
  const comments = await askPages(ask, { asked, page: array(Comment) });
  return comments.map(toComment).toSorted((left, right) => left.id - right.id);
}
async function readComment(ask, id) {
  const question = { subject: `comment ${id}`, permission: "pull-requests: read" };
  try {
    const data = await ask({ route: "GET /repos/{owner}/{repo}/issues/comments/{comment_id}", parameters: { comment_id: id }, question });
    return toComment(parseAnswer(Comment, { data, question }));
  } catch (error) {
    if (hasCode(error, "forge-missing")) return void 0;
    throw error;
  }
}
var Comparison = object({ status: _enum(["ahead", "behind", "diverged", "identical"]) });
async function readDescent(ask, { commit, from }) {
  const question = { subject: `commits ${from.slice(0, 10)} to ${commit.slice(0, 10)}`, permission: "contents: read" };
  try {
    const data = await ask({ route: "GET /repos/{owner}/{repo}/compare/{basehead}", parameters: { basehead: `${from}...${commit}`, per_page: 1 }, question });
    return parseAnswer(Comparison, { data, question }).status === "ahead";
  } catch (error) {
    if (error instanceof StowplanError) return false;
    throw error;
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
    async pullRequest(number) {
      const question = { subject: `pull request ${number}`, permission: "pull-requests: read" };
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
    ...labelMethods(ask)
  };
}

export {
  Sha,
  writeTree,
  readAuthor,
  createOctokitForge
};
