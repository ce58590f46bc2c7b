// Questions about one repository -> the methods of the UpdateForge port for pull requests.
import * as z from "zod";
import type { CheckState, PullQuery, UpdateForge, UpdatePull } from "../ports.ts";
import { type Asked, type Asker, askPages, parseAnswer } from "./forge-asker.ts";
import { type ForgeQuestion, isRefused } from "./forge-failure.ts";

type PullMethods = Pick<UpdateForge, "pulls" | "createPull" | "updatePull" | "addLabels" | "requestReviewers" | "addAssignees" | "checks" | "merge">;

const Pull = z.object({
  number: z.int(),
  html_url: z.string(),
  title: z.string(),
  body: z.string().nullish(),
  state: z.string(),
  created_at: z.string(),
  merged_at: z.string().nullish(),
  user: z.object({ login: z.string() }).nullish(),
  head: z.object({ sha: z.string(), ref: z.string(), repo: z.object({ full_name: z.string() }).nullish() }),
  base: z.object({ ref: z.string(), repo: z.object({ full_name: z.string() }) }),
});
type Pull = z.infer<typeof Pull>;

const READING = { subject: "pull requests", permission: "pull-requests: read" } as const;
const LIST = "GET /repos/{owner}/{repo}/pulls";
const PAGE = 100;

function writing(subject: string): ForgeQuestion {
  return { subject, permission: "pull-requests: write", hint: "A workflow may open pull requests only where the repository's settings (Actions, General) allow it." };
}

function isOwn({ head, base }: Pull): boolean {
  return head.repo?.full_name === base.repo.full_name;
}

function toPull(pull: Pull): UpdatePull {
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
    created: pull.created_at,
  };
}

/** Newest first, page by page, until one is older than asked for. */
async function listSince(ask: Asker, time: string): Promise<readonly Pull[]> {
  const pulls: Pull[] = [];
  for (let page = 1; ; page += 1) {
    const data = await ask({ route: LIST, parameters: { state: "all", sort: "created", direction: "desc", per_page: PAGE, page }, question: READING });
    const read = parseAnswer(z.array(Pull), { data, question: READING });
    const recent = read.filter((pull) => Date.parse(pull.created_at) >= Date.parse(time));
    pulls.push(...recent);
    if (recent.length < PAGE) return pulls;
  }
}

async function listPulls(ask: Asker, { query, owner }: { readonly query: PullQuery; readonly owner: string }): Promise<readonly UpdatePull[]> {
  if (query.kind === "since") return (await listSince(ask, query.time)).filter(isOwn).map(toPull);
  const parameters = query.kind === "open" ? { state: "open" } : { state: "closed", head: `${owner}:${query.branch}`, sort: "created", direction: "desc" };
  return (await askPages(ask, { asked: { route: LIST, parameters, question: READING }, page: z.array(Pull) })).filter(isOwn).map(toPull);
}

/** GitHub refuses (422) a second open pull request of a branch, which makes of two runs at once one; any other refusal is an error. */
async function createPull(ask: Asker, { owner, ...pull }: Parameters<UpdateForge["createPull"]>[0] & { readonly owner: string }): Promise<UpdatePull | undefined> {
  const { title, body, branch, baseBranch } = pull;
  const question = writing(`pull request of ${branch}`);
  try {
    const data = await ask({ route: "POST /repos/{owner}/{repo}/pulls", parameters: { title, body, head: branch, base: baseBranch }, question });
    return toPull(parseAnswer(Pull, { data, question }));
  } catch (error) {
    if (!isRefused(error, [422])) throw error;
    const data = await ask({ route: LIST, parameters: { state: "open", head: `${owner}:${branch}`, per_page: PAGE }, question: READING });
    if (parseAnswer(z.array(Pull), { data, question: READING }).length > 0) return undefined;
    throw error;
  }
}

const CheckRuns = z.object({ check_runs: z.array(z.object({ status: z.string(), conclusion: z.string().nullish() })) });
const CombinedStatus = z.object({ state: z.string(), total_count: z.int() });

/** Conclusions after which GitHub itself lets a required check pass. */
const PASSING: readonly string[] = ["success", "neutral", "skipped"];

function stateOfRun({ status, conclusion }: z.infer<typeof CheckRuns>["check_runs"][number]): CheckState {
  if (status !== "completed") return "pending";
  return PASSING.includes(conclusion ?? "") ? "success" : "failure";
}

function stateOfStatus({ state, total_count: total }: z.infer<typeof CombinedStatus>): CheckState {
  if (total === 0) return "none";
  if (state === "success") return "success";
  return state === "pending" ? "pending" : "failure";
}

/** All of them count, whether the base branch requires them or not: what fails deserves a person's look. */
async function readChecks(ask: Asker, commit: string): Promise<CheckState> {
  const subject = `checks of ${commit.slice(0, 10)}`;
  const runsQuestion = { subject, permission: "checks: read" } as const;
  const parameters = { ref: commit, per_page: PAGE };
  const runs = parseAnswer(CheckRuns, { data: await ask({ route: "GET /repos/{owner}/{repo}/commits/{ref}/check-runs", parameters, question: runsQuestion }), question: runsQuestion });
  const statusQuestion = { subject, permission: "statuses: read" } as const;
  const status = parseAnswer(CombinedStatus, { data: await ask({ route: "GET /repos/{owner}/{repo}/commits/{ref}/status", parameters, question: statusQuestion }), question: statusQuestion });
  const states = [...runs.check_runs.map(stateOfRun), stateOfStatus(status)];
  return (["failure", "pending", "success"] as const).find((state) => states.includes(state)) ?? "none";
}

/** Teams are written `team:NAME`. */
function toReviewers(names: readonly string[]): Readonly<Record<string, readonly string[]>> {
  const teams = names.filter((name) => name.startsWith("team:")).map((name) => name.slice("team:".length));
  return { reviewers: names.filter((name) => !name.startsWith("team:")), team_reviewers: teams };
}

/** The methods that deal in pull requests. */
export function updatePullMethods(ask: Asker, owner: string): PullMethods {
  async function write(number: number, asked: Pick<Asked, "route" | "parameters">): Promise<void> {
    await ask({ ...asked, question: writing(`pull request ${number}`) });
  }
  return {
    pulls: (query) => listPulls(ask, { query, owner }),
    createPull: (pull) => createPull(ask, { ...pull, owner }),
    updatePull: (number, change) => write(number, { route: "PATCH /repos/{owner}/{repo}/pulls/{pull_number}", parameters: { pull_number: number, ...change } }),
    addLabels: (number, labels) => write(number, { route: "POST /repos/{owner}/{repo}/issues/{issue_number}/labels", parameters: { issue_number: number, labels } }),
    addAssignees: (number, assignees) => write(number, { route: "POST /repos/{owner}/{repo}/issues/{issue_number}/assignees", parameters: { issue_number: number, assignees } }),
    requestReviewers: (number, names) =>
      write(number, { route: "POST /repos/{owner}/{repo}/pulls/{pull_number}/requested_reviewers", parameters: { pull_number: number, ...toReviewers(names) } }),
    checks: (commit) => readChecks(ask, commit),
    async merge(number, { commit, method }) {
      try {
        const question = { subject: `merge of pull request ${number}`, permission: "contents: write" } as const;
        await ask({ route: "PUT /repos/{owner}/{repo}/pulls/{pull_number}/merge", parameters: { pull_number: number, sha: commit, merge_method: method }, question });
        return true;
      } catch (error) {
        // 405: not mergeable, or the base branch wants more; 409: the head is another one by now (REST API, "Merge a pull request").
        if (isRefused(error, [405, 409, 422])) return false;
        throw error;
      }
    },
  };
}
