// An Octokit of any make -> the UpdateForge port for one repository, at a pace that GitHub's limits allow.
import * as z from "zod";
import type { MergeMethod, UpdateForge, UpdateIssue } from "../ports.ts";
import { type Asker, askPages, type OctokitForgeOptions, openAsker, parseAnswer } from "./forge-asker.ts";
import { type Pace, paceRequests } from "./forge-pace.ts";
import { readAuthor } from "./octokit-forge.ts";
import { updateBranchMethods } from "./update-branches.ts";
import { updatePullMethods } from "./update-pulls.ts";

const Repository = z.object({
  default_branch: z.string(),
  // Only told to those who may push; without them the usual is tried.
  allow_merge_commit: z.boolean().optional(),
  allow_squash_merge: z.boolean().optional(),
  allow_rebase_merge: z.boolean().optional(),
});

const Issue = z.object({
  number: z.int(),
  html_url: z.string(),
  title: z.string(),
  body: z.string().nullish(),
  user: z.object({ login: z.string() }).nullish(),
  /** There for pull requests, which GitHub lists among the issues. */
  pull_request: z.unknown().optional(),
});

function toIssue(issue: z.infer<typeof Issue>): UpdateIssue {
  return { number: issue.number, url: issue.html_url, author: issue.user?.login ?? "", title: issue.title, body: issue.body ?? "" };
}

function methodsOf(repository: z.infer<typeof Repository>): readonly MergeMethod[] {
  const methods = [
    ["merge", repository.allow_merge_commit],
    ["squash", repository.allow_squash_merge],
    ["rebase", repository.allow_rebase_merge],
  ] as const;
  return methods.flatMap(([method, isAllowed]) => (isAllowed === false ? [] : [method]));
}

function issueMethods(ask: Asker): Pick<UpdateForge, "issues" | "createIssue" | "updateIssue"> {
  const writing = { subject: "the dashboard issue", permission: "issues: write", hint: "Issues may be switched off in the repository's settings; `updates.dashboard: false` does without." } as const;
  return {
    async issues(author) {
      const question = { subject: `issues of ${author}`, permission: "issues: read" } as const;
      const parameters = { creator: author, state: "open", sort: "created", direction: "asc" };
      const issues = await askPages(ask, { asked: { route: "GET /repos/{owner}/{repo}/issues", parameters, question }, page: z.array(Issue) });
      return issues.filter((issue) => issue.pull_request === undefined).map(toIssue).toSorted((left, right) => left.number - right.number);
    },
    async createIssue({ title, body }) {
      const data = await ask({ route: "POST /repos/{owner}/{repo}/issues", parameters: { title, body }, question: writing });
      return toIssue(parseAnswer(Issue, { data, question: writing }));
    },
    async updateIssue(number, change) {
      await ask({ route: "PATCH /repos/{owner}/{repo}/issues/{issue_number}", parameters: { issue_number: number, ...change }, question: writing });
    },
  };
}

/** `pace` is for tests; the pauses between requests are GitHub's own advice. */
export function createOctokitUpdateForge({ pace, ...options }: OctokitForgeOptions & { readonly pace?: Partial<Pace> }): UpdateForge {
  const octokit = paceRequests(options.octokit, pace);
  const ask = openAsker({ ...options, octokit });
  let author: Promise<string> | undefined;
  return {
    author: () => (author ??= readAuthor({ ...options, octokit })),
    async repository() {
      const question = { subject: `${options.owner}/${options.repo}`, permission: "contents: read" } as const;
      const repository = parseAnswer(Repository, { data: await ask({ route: "GET /repos/{owner}/{repo}", question }), question });
      return { defaultBranch: repository.default_branch, mergeMethods: methodsOf(repository) };
    },
    ...updateBranchMethods(ask),
    ...updatePullMethods(ask, options.owner),
    ...issueMethods(ask),
  };
}
