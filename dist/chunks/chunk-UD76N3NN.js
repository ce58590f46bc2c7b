import { createRequire as __createRequire } from "node:module";
const require = __createRequire(import.meta.url);
import {
  runPlan
} from "./chunk-76S57DQK.js";
import {
  bringUpdates,
  contentDigest,
  editedUpdate,
  isHarmless
} from "./chunk-MIPS32TM.js";
import {
  Sha,
  readAuthor,
  writeTree
} from "./chunk-KIFDBQBK.js";
import {
  askPages,
  isRefused,
  limitSeconds,
  openAsker,
  parseAnswer
} from "./chunk-ALAEVG2H.js";
import {
  applyWishes,
  archiveHashFrom,
  editReferences,
  findPins,
  findUpdates,
  planUpdates,
  proposeEdits
} from "./chunk-6ANWPEJB.js";
import {
  discover,
  evaluateHosts,
  readProjects
} from "./chunk-3KLBMR6O.js";
import {
  readConfig,
  registryOptions
} from "./chunk-ZAI775U2.js";
import {
  StowplanError
} from "./chunk-L2TPXMAP.js";
import {
  array,
  boolean,
  int,
  object,
  string,
  unknown
} from "./chunk-N3YWGI6C.js";

// src/update-survey.ts
function refuseInvalid(findings) {
  const invalid = findings.find(({ code, severity }) => code === "config-invalid" && severity === "error");
  if (invalid === void 0) return;
  throw new StowplanError({ code: "config", subject: invalid.subject, message: invalid.message, hint: `${invalid.hint} Nothing is proposed until then.` });
}
async function surveyUpdates({ revision: name, inputs, now }, ports) {
  const revision = await ports.git.resolve(name);
  const head = await ports.git.tree(revision);
  const changes = [...head.entries.values()].map(({ path }) => ({ path, status: "added" }));
  const config = await readConfig({ base: head, head, inputs });
  refuseInvalid(config.findings);
  const scope = await discover({ base: head, head, changes, config: config.value });
  const projects = await readProjects({ sources: scope.value.projects, base: head, head });
  const hosts = await evaluateHosts({ scope: scope.value, base: revision, head: revision, config: config.value, ports });
  const registry = ports.openRegistry(registryOptions(config.value));
  const pins = await findPins({ head, changes, hosts: hosts.value, projects: projects.value });
  const updates = await findUpdates({ pins: pins.value, head, registry, config: config.value, log: ports.log, now });
  const findings = [config, scope, projects, hosts, pins, updates].flatMap((part) => part.findings);
  return { revision, tree: head, config: config.value, registry, hosts: hosts.value, projects: projects.value, pins: pins.value, updates: updates.value, findings };
}

// src/update-run.ts
function editsOf({ update }, { survey }) {
  const { pins, tree, projects, registry } = survey;
  return { edits: update.updates, pins, tree, projects, archiveHash: archiveHashFrom(registry) };
}
async function editBranch(wanted, run) {
  const { value: files, findings } = await editReferences(editsOf(wanted, run));
  return editedUpdate(wanted.update, { files, findings, tree: run.survey.tree });
}
async function prepareBranch(wanted, run) {
  const { request, survey, ports } = run;
  const { hosts, config, tree } = survey;
  const { value, findings } = await proposeEdits({ ...editsOf(wanted, run), revision: survey.revision, hosts, config, ports });
  const edited = editedUpdate(wanted.update, { files: value.files, findings, tree });
  if (edited.value === void 0) return { findings: edited.findings };
  const { revision } = value;
  const plan = await runPlan({ base: survey.revision.commit, head: revision.commit, inputs: { ...request.inputs, updates: "false" } }, ports);
  return { value: { ...edited.value, wanted, tree: revision.tree, plan, isHarmless: isHarmless(plan, survey.config) }, findings };
}
async function runUpdates(request, ports) {
  const survey = await surveyUpdates(request, ports);
  const { config, revision, updates, findings, pins, registry } = survey;
  const references = pins.map(({ reference }) => reference);
  const run = { request, survey, ports };
  const { now, baseBranch, wishes = [] } = request;
  return bringUpdates(
    {
      config,
      base: { branch: baseBranch, commit: revision.commit },
      now,
      findings,
      unread: updates.unread,
      wishes,
      offer: async (standing) => {
        const granted = await applyWishes({ wishes: standing, found: updates, pins, registry, config, now });
        return { standing: granted.standing, plan: (open) => planUpdates({ ...granted.found, references, config, now, open }) };
      },
      content: async (wanted) => {
        const { value } = await editBranch(wanted, run);
        return value && contentDigest(value.files);
      },
      prepare: (wanted) => prepareBranch(wanted, run)
    },
    ports
  );
}

// src/host/forge-pace.ts
import { setTimeout } from "node:timers/promises";
var PACE = { pause: 1e3, patience: 600, wait: (milliseconds) => setTimeout(milliseconds), now: () => /* @__PURE__ */ new Date() };
function paceRequests(octokit, some = {}) {
  const { pause, patience, wait, now } = { ...PACE, ...some };
  let turn = Promise.resolve();
  let lastWrite = Number.NEGATIVE_INFINITY;
  let waited = 0;
  async function persist(ask) {
    for (; ; ) {
      try {
        return await ask();
      } catch (error) {
        const seconds = limitSeconds(error, now());
        if (seconds === void 0 || waited + seconds > patience) throw error;
        waited += seconds;
        await wait(seconds * 1e3);
      }
    }
  }
  async function request(...[route, parameters]) {
    if (!route.startsWith("GET ")) {
      const early = lastWrite + pause - now().getTime();
      if (early > 0) await wait(early);
      lastWrite = now().getTime();
    }
    return persist(() => octokit.request(route, parameters));
  }
  function inTurn(ask) {
    const answer = turn.then(ask);
    turn = answer.catch(() => void 0);
    return answer;
  }
  return {
    request: (...asked) => inTurn(() => request(...asked)),
    graphql: (query) => inTurn(() => persist(() => octokit.graphql(query)))
  };
}

// src/host/update-branches.ts
var Reference = object({ ref: string(), object: Sha });
var Commit = object({ sha: string(), message: string(), tree: Sha, parents: array(Sha) });
function writing(branch) {
  return { subject: `branch ${branch}`, permission: "contents: write" };
}
async function readHead(ask, branch) {
  const question = { subject: `branch ${branch}`, permission: "contents: read" };
  try {
    const data = await ask({ route: "GET /repos/{owner}/{repo}/git/ref/{ref}", parameters: { ref: `heads/${branch}` }, question });
    return parseAnswer(Reference, { data, question }).object.sha;
  } catch (error) {
    if (isRefused(error, [404])) return void 0;
    throw error;
  }
}
async function readCommit(ask, { branch, sha }) {
  const question = { subject: `commit ${sha.slice(0, 10)}`, permission: "contents: read" };
  const data = await ask({ route: "GET /repos/{owner}/{repo}/git/commits/{commit_sha}", parameters: { commit_sha: sha }, question });
  const { message, tree, parents } = parseAnswer(Commit, { data, question });
  return { branch, commit: sha, message, tree: tree.sha, parents: parents.map((parent) => parent.sha) };
}
async function createCommit(ask, { parent, message, files, tree }) {
  const question = { subject: `commit on ${parent.slice(0, 10)}`, permission: "contents: write" };
  const written = await writeTree(ask, { parent, files, question });
  if (written !== tree) {
    const hint = "Report this: the files that GitHub keeps are others than the ones that were planned.";
    throw new StowplanError({ code: "internal", subject: `tree ${written.slice(0, 10)}`, message: `The tree that was planned is ${tree.slice(0, 10)}.`, hint });
  }
  const data = await ask({ route: "POST /repos/{owner}/{repo}/git/commits", parameters: { message, tree, parents: [parent] }, question });
  return parseAnswer(Sha, { data, question }).sha;
}
async function createBranch(ask, { branch, commit }) {
  try {
    await ask({ route: "POST /repos/{owner}/{repo}/git/refs", parameters: { ref: `refs/heads/${branch}`, sha: commit }, question: writing(branch) });
    return true;
  } catch (error) {
    if (isRefused(error, [422]) && await readHead(ask, branch) !== void 0) return false;
    throw error;
  }
}
async function moveBranch(ask, { branch, from, to }) {
  if (await readHead(ask, branch) !== from) return false;
  try {
    await ask({ route: "PATCH /repos/{owner}/{repo}/git/refs/{ref}", parameters: { ref: `heads/${branch}`, sha: to, force: true }, question: writing(branch) });
    return true;
  } catch (error) {
    if (isRefused(error, [404, 422]) && await readHead(ask, branch) === void 0) return false;
    throw error;
  }
}
async function deleteBranch(ask, { branch, from }) {
  if (await readHead(ask, branch) !== from) return false;
  try {
    await ask({ route: "DELETE /repos/{owner}/{repo}/git/refs/{ref}", parameters: { ref: `heads/${branch}` }, question: writing(branch) });
    return true;
  } catch (error) {
    if (isRefused(error, [404, 422]) && await readHead(ask, branch) === void 0) return false;
    throw error;
  }
}
function updateBranchMethods(ask) {
  return {
    async tip(branch) {
      const head = await readHead(ask, branch);
      if (head !== void 0) return head;
      throw new StowplanError({ code: "forge-missing", subject: `branch ${branch}`, message: "GitHub has no such branch.", hint: "Run updates on a branch that is pushed." });
    },
    async branches(prefix) {
      const question = { subject: `branches ${prefix}*`, permission: "contents: read" };
      const data = await ask({ route: "GET /repos/{owner}/{repo}/git/matching-refs/{ref}", parameters: { ref: `heads/${prefix}` }, question });
      const heads = [];
      for (const { ref, object: object2 } of parseAnswer(array(Reference), { data, question })) {
        heads.push(await readCommit(ask, { branch: ref.replace(/^refs\/heads\//, ""), sha: object2.sha }));
      }
      return heads;
    },
    createCommit: (commit) => createCommit(ask, commit),
    createBranch: (branch, commit) => createBranch(ask, { branch, commit }),
    moveBranch: (move) => moveBranch(ask, move),
    deleteBranch: (at) => deleteBranch(ask, at)
  };
}

// src/host/update-pulls.ts
var Pull = object({
  number: int(),
  html_url: string(),
  title: string(),
  body: string().nullish(),
  state: string(),
  created_at: string(),
  merged_at: string().nullish(),
  user: object({ login: string() }).nullish(),
  head: object({ sha: string(), ref: string(), repo: object({ full_name: string() }).nullish() }),
  base: object({ ref: string(), repo: object({ full_name: string() }) })
});
var READING = { subject: "pull requests", permission: "pull-requests: read" };
var LIST = "GET /repos/{owner}/{repo}/pulls";
var PAGE = 100;
function writing2(subject) {
  return { subject, permission: "pull-requests: write", hint: "A workflow may open pull requests only where the repository's settings (Actions, General) allow it." };
}
function isOwn({ head, base }) {
  return head.repo?.full_name === base.repo.full_name;
}
function toPull(pull) {
  return {
    number: pull.number,
    url: pull.html_url,
    author: pull.user?.login ?? "",
    title: pull.title,
    body: pull.body ?? "",
    branch: pull.head.ref,
    baseBranch: pull.base.ref,
    headCommit: pull.head.sha,
    state: pull.state === "open" ? "open" : typeof pull.merged_at === "string" ? "merged" : "closed",
    created: pull.created_at
  };
}
async function listSince(ask, time) {
  const pulls = [];
  for (let page = 1; ; page += 1) {
    const data = await ask({ route: LIST, parameters: { state: "all", sort: "created", direction: "desc", per_page: PAGE, page }, question: READING });
    const read = parseAnswer(array(Pull), { data, question: READING });
    const recent = read.filter((pull) => Date.parse(pull.created_at) >= Date.parse(time));
    pulls.push(...recent);
    if (recent.length < PAGE) return pulls;
  }
}
async function listPulls(ask, { query, owner }) {
  if (query.kind === "since") return (await listSince(ask, query.time)).filter(isOwn).map(toPull);
  const parameters = query.kind === "open" ? { state: "open" } : { state: "closed", head: `${owner}:${query.branch}`, sort: "created", direction: "desc" };
  return (await askPages(ask, { asked: { route: LIST, parameters, question: READING }, page: array(Pull) })).filter(isOwn).map(toPull);
}
async function createPull(ask, { owner, ...pull }) {
  const { title, body, branch, baseBranch } = pull;
  const question = writing2(`pull request of ${branch}`);
  try {
    const data = await ask({ route: "POST /repos/{owner}/{repo}/pulls", parameters: { title, body, head: branch, base: baseBranch }, question });
    return toPull(parseAnswer(Pull, { data, question }));
  } catch (error) {
    if (!isRefused(error, [422])) throw error;
    const data = await ask({ route: LIST, parameters: { state: "open", head: `${owner}:${branch}`, per_page: PAGE }, question: READING });
    if (parseAnswer(array(Pull), { data, question: READING }).length > 0) return void 0;
    throw error;
  }
}
var CheckRuns = object({ check_runs: array(object({ status: string(), conclusion: string().nullish() })) });
var CombinedStatus = object({ state: string(), total_count: int() });
var PASSING = ["success", "neutral", "skipped"];
function stateOfRun({ status, conclusion }) {
  if (status !== "completed") return "pending";
  return PASSING.includes(conclusion ?? "") ? "success" : "failure";
}
function stateOfStatus({ state, total_count: total }) {
  if (total === 0) return "none";
  if (state === "success") return "success";
  return state === "pending" ? "pending" : "failure";
}
async function readChecks(ask, commit) {
  const subject = `checks of ${commit.slice(0, 10)}`;
  const runsQuestion = { subject, permission: "checks: read" };
  const parameters = { ref: commit, per_page: PAGE };
  const runs = parseAnswer(CheckRuns, { data: await ask({ route: "GET /repos/{owner}/{repo}/commits/{ref}/check-runs", parameters, question: runsQuestion }), question: runsQuestion });
  const statusQuestion = { subject, permission: "statuses: read" };
  const status = parseAnswer(CombinedStatus, { data: await ask({ route: "GET /repos/{owner}/{repo}/commits/{ref}/status", parameters, question: statusQuestion }), question: statusQuestion });
  const states = [...runs.check_runs.map(stateOfRun), stateOfStatus(status)];
  return ["failure", "pending", "success"].find((state) => states.includes(state)) ?? "none";
}
function toReviewers(names) {
  const teams = names.filter((name) => name.startsWith("team:")).map((name) => name.slice("team:".length));
  return { reviewers: names.filter((name) => !name.startsWith("team:")), team_reviewers: teams };
}
function updatePullMethods(ask, owner) {
  async function write(number, asked) {
    await ask({ ...asked, question: writing2(`pull request ${number}`) });
  }
  return {
    pulls: (query) => listPulls(ask, { query, owner }),
    createPull: (pull) => createPull(ask, { ...pull, owner }),
    updatePull: (number, change) => write(number, { route: "PATCH /repos/{owner}/{repo}/pulls/{pull_number}", parameters: { pull_number: number, ...change } }),
    addLabels: (number, labels) => write(number, { route: "POST /repos/{owner}/{repo}/issues/{issue_number}/labels", parameters: { issue_number: number, labels } }),
    addAssignees: (number, assignees) => write(number, { route: "POST /repos/{owner}/{repo}/issues/{issue_number}/assignees", parameters: { issue_number: number, assignees } }),
    requestReviewers: (number, names) => write(number, { route: "POST /repos/{owner}/{repo}/pulls/{pull_number}/requested_reviewers", parameters: { pull_number: number, ...toReviewers(names) } }),
    checks: (commit) => readChecks(ask, commit),
    async merge(number, { commit, method }) {
      try {
        const question = { subject: `merge of pull request ${number}`, permission: "contents: write" };
        await ask({ route: "PUT /repos/{owner}/{repo}/pulls/{pull_number}/merge", parameters: { pull_number: number, sha: commit, merge_method: method }, question });
        return true;
      } catch (error) {
        if (isRefused(error, [405, 409, 422])) return false;
        throw error;
      }
    }
  };
}

// src/host/octokit-update-forge.ts
var Repository = object({
  default_branch: string(),
  // Only told to those who may push; without them the usual is tried.
  allow_merge_commit: boolean().optional(),
  allow_squash_merge: boolean().optional(),
  allow_rebase_merge: boolean().optional()
});
var Issue = object({
  number: int(),
  html_url: string(),
  title: string(),
  body: string().nullish(),
  user: object({ login: string() }).nullish(),
  /** There for pull requests, which GitHub lists among the issues. */
  pull_request: unknown().optional()
});
function toIssue(issue) {
  return { number: issue.number, url: issue.html_url, author: issue.user?.login ?? "", title: issue.title, body: issue.body ?? "" };
}
function methodsOf(repository) {
  const methods = [
    ["merge", repository.allow_merge_commit],
    ["squash", repository.allow_squash_merge],
    ["rebase", repository.allow_rebase_merge]
  ];
  return methods.flatMap(([method, isAllowed]) => isAllowed === false ? [] : [method]);
}
function issueMethods(ask) {
  const writing3 = { subject: "the dashboard issue", permission: "issues: write", hint: "Issues may be switched off in the repository's settings; `updates.dashboard: false` does without." };
  return {
    async issues(author) {
      const question = { subject: `issues of ${author}`, permission: "issues: read" };
      const parameters = { creator: author, state: "open", sort: "created", direction: "asc" };
      const issues = await askPages(ask, { asked: { route: "GET /repos/{owner}/{repo}/issues", parameters, question }, page: array(Issue) });
      return issues.filter((issue) => issue.pull_request === void 0).map(toIssue).toSorted((left, right) => left.number - right.number);
    },
    async createIssue({ title, body }) {
      const data = await ask({ route: "POST /repos/{owner}/{repo}/issues", parameters: { title, body }, question: writing3 });
      return toIssue(parseAnswer(Issue, { data, question: writing3 }));
    },
    async updateIssue(number, change) {
      await ask({ route: "PATCH /repos/{owner}/{repo}/issues/{issue_number}", parameters: { issue_number: number, ...change }, question: writing3 });
    }
  };
}
function createOctokitUpdateForge({ pace, ...options }) {
  const octokit = paceRequests(options.octokit, pace);
  const ask = openAsker({ ...options, octokit });
  let author;
  return {
    author: () => author ??= readAuthor({ ...options, octokit }),
    async repository() {
      const question = { subject: `${options.owner}/${options.repo}`, permission: "contents: read" };
      const repository = parseAnswer(Repository, { data: await ask({ route: "GET /repos/{owner}/{repo}", question }), question });
      return { defaultBranch: repository.default_branch, mergeMethods: methodsOf(repository) };
    },
    ...updateBranchMethods(ask),
    ...updatePullMethods(ask, options.owner),
    ...issueMethods(ask)
  };
}

export {
  runUpdates,
  createOctokitUpdateForge
};
