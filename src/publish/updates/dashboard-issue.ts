// The dashboard issue: which of the open issues it is, which boxes are ticked, and writing it so that there is one.
import { hasCode } from "../../errors.ts";
import type { Log, UpdateForge, UpdateIssue } from "../../ports.ts";
import { type Dashboard, findDashboardRecord, readRequests, renderDashboard } from "../../report/index.ts";
import type { StandingWish } from "../../update-wish.ts";
import { warnOf } from "../warn-of.ts";
import { isBy } from "./read-pulls.ts";

export type DashboardTools = { readonly forge: UpdateForge; readonly log: Log };

/** The dashboard of a base branch as it was read; `requested` are the branches whose box is ticked, `wishes` what stands from earlier runs. */
export type DashboardIssues = { readonly issues: readonly UpdateIssue[]; readonly requested: ReadonlySet<string>; readonly wishes: readonly StandingWish[] };

type Reader = Pick<UpdateForge, "author" | "issues" | "tip">;

async function isGone(branch: string, forge: Reader): Promise<boolean> {
  try {
    await forge.tip(branch);
    return false;
  } catch (error) {
    if (hasCode(error, "forge-missing")) return true;
    throw error;
  }
}

/** The dashboards of a branch; where it has none, those of a branch that is no more: it was renamed, and what people asked for goes on. */
async function chooseIssues(baseBranch: string, { all, forge }: { readonly all: readonly UpdateIssue[]; readonly forge: Reader }): Promise<readonly UpdateIssue[]> {
  const branchOf = ({ body }: UpdateIssue): string | undefined => findDashboardRecord(body)?.baseBranch;
  const own = all.filter((issue) => branchOf(issue) === baseBranch);
  const others = new Set(own.length > 0 ? [] : all.flatMap((issue) => branchOf(issue) ?? []));
  for (const branch of others) if (await isGone(branch, forge)) return all.filter((issue) => branchOf(issue) === branch);
  return own;
}

/** Ours are the open issues with our record, written by our own account, oldest first: the oldest is the dashboard. */
export async function readDashboard(baseBranch: string, { forge }: { readonly forge: Reader }): Promise<DashboardIssues> {
  const author = await forge.author();
  const all = (await forge.issues(author)).filter((issue) => isBy(author, issue));
  const issues = await chooseIssues(baseBranch, { all, forge });
  const wishes = issues.flatMap(({ body }) => findDashboardRecord(body)?.wishes ?? []);
  return { issues, requested: new Set(issues.flatMap(({ body }) => [...readRequests(body)])), wishes };
}

/** Bodies are compared without the blanks at their end and carriage returns, which the forge may change. */
function settle(text: string): string {
  return text.replaceAll("\r\n", "\n").trimEnd();
}

function isEmpty({ entries, ignored, findings, wishes = [] }: Dashboard): boolean {
  return entries.length + ignored.length + findings.length + wishes.length === 0;
}

type Writing = { readonly dashboard: Omit<Dashboard, "ticked">; readonly title: string; /** What the run has acted upon. */ readonly handled: ReadonlySet<string> };

async function write({ dashboard, title, handled }: Writing, tools: DashboardTools): Promise<UpdateIssue | undefined> {
  const { forge } = tools;
  // Read again: a box that was ticked while the run was at work is for the next one.
  const { issues, requested } = await readDashboard(dashboard.baseBranch, tools);
  const [issue, ...duplicates] = issues;
  const body = renderDashboard({ ...dashboard, ticked: new Set([...requested].filter((branch) => !handled.has(branch))) });
  if (issue === undefined) {
    if (isEmpty({ ...dashboard, ticked: new Set() })) return undefined;
    return createOne({ title, body }, { ...tools, baseBranch: dashboard.baseBranch });
  }
  if (settle(issue.body) !== settle(body)) await forge.updateIssue(issue.number, { body });
  for (const duplicate of duplicates) await forge.updateIssue(duplicate.number, { state: "closed" });
  return issue;
}

/** Two runs that both found none both open one: each reads again, and closes its own unless it is the oldest. */
async function createOne(issue: Pick<UpdateIssue, "title" | "body">, tools: DashboardTools & { readonly baseBranch: string }): Promise<UpdateIssue> {
  const created = await tools.forge.createIssue(issue);
  const { issues } = await readDashboard(tools.baseBranch, tools);
  const [oldest] = issues;
  if (oldest === undefined || oldest.number >= created.number) return created;
  await tools.forge.updateIssue(created.number, { state: "closed" });
  return oldest;
}

/** Brings the dashboard to what the run knows. It is the last thing done, so that a refusal here is a warning and costs nothing else. */
export function writeDashboard(writing: Writing, tools: DashboardTools): Promise<UpdateIssue | undefined> {
  return write(writing, tools).catch(warnOf(tools.log));
}
