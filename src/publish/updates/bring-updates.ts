// What could be updated and how it would be edited -> pull requests and the dashboard on GitHub, brought to that state.
import type { Config } from "../../config/index.ts";
import type { Finding, Found, Read } from "../../errors.ts";
import type { Log, UpdateForge, UpdateIssue } from "../../ports.ts";
import { type StandingWish, standingWishes, type UpdateWish } from "../../update-wish.ts";
import type { OpenUpdates, UpdatePlan } from "../../updates/index.ts";
import { dashboardEntries } from "./dashboard-entries.ts";
import { type DashboardIssues, readDashboard, writeDashboard } from "./dashboard-issue.ts";
import { decidePulls, needsContent } from "./decide-pulls.ts";
import type { PreparedBranch } from "./prepared-branch.ts";
import { chooseMergeMethod, pullRules } from "./pull-rules.ts";
import type { FoundBranch, PullRules, WantedBranch } from "./pull-state.ts";
import type { PullOutcome } from "./pull-step.ts";
import { findBranches, readPulls } from "./read-pulls.ts";
import { requestedBranches } from "./requested-branches.ts";
import { notesOf } from "./run-report.ts";
import { takeSteps } from "./take-step.ts";
import { openUpdates, wantBranches } from "./want-branches.ts";

/** What could be updated once the wishes are granted: which branches there should be, given what is open, and which wishes still stand. */
export type UpdateOffer = { readonly plan: (open: OpenUpdates) => Found<UpdatePlan>; readonly standing: readonly StandingWish[] };

/** What the rooms before know, and what they do when they are asked. */
export type UpdateProposal = {
  readonly config: Pick<Config, "updates">;
  /** The branch that pull requests go to, and the commit of it that was looked at. */
  readonly base: { readonly branch: string; readonly commit: string };
  readonly now: Date;
  readonly findings: readonly Finding[];
  /** References of which nothing could be found out. */
  readonly unread: readonly string[];
  /** What somebody asks of this very run; what stands longer is kept on the dashboard. */
  readonly wishes?: readonly UpdateWish[];
  readonly offer: (wishes: readonly StandingWish[]) => Promise<UpdateOffer>;
  /** Digest of the texts that a branch would write; undefined where it cannot be edited. */
  readonly content: (wanted: WantedBranch) => Promise<string | undefined>;
  /** Edits, evaluates and plans a branch. */
  readonly prepare: (wanted: WantedBranch) => Promise<Read<PreparedBranch>>;
};

export type UpdatePublisher = { readonly forge: UpdateForge; readonly log: Log };

/** What was done for each branch, which of them were asked for, what was left alone, and the dashboard, where there is one. */
export type UpdateRun = { readonly outcomes: readonly PullOutcome[]; readonly requested: ReadonlySet<string>; readonly ignored: UpdatePlan["ignored"]; readonly dashboard?: UpdateIssue };

/** Editing is only worth its while where it decides whether a pull request is made anew. */
async function withContents(wanted: readonly WantedBranch[], sides: { readonly found: readonly FoundBranch[]; readonly rules: PullRules; readonly content: UpdateProposal["content"] }): Promise<readonly WantedBranch[]> {
  const byName = new Map(sides.found.map((found) => [found.branch, found]));
  const all: WantedBranch[] = [];
  for (const one of wanted) {
    const content = needsContent({ wanted: one, found: byName.get(one.branch) }, sides.rules) ? await sides.content(one) : undefined;
    all.push(content === undefined ? one : { ...one, content });
  }
  return all;
}

/**
 * All state is on GitHub: a run that died anywhere is completed by the next one, and two runs at once make no pull request twice. What one
 * branch meets is told of it and stops no other. Throws the forge's errors while it is read.
 */
export async function bringUpdates(proposal: UpdateProposal, { forge, log }: UpdatePublisher): Promise<UpdateRun> {
  const { config, base, now, wishes = [] } = proposal;
  const { updates } = config;
  const reading = await readPulls({ prefix: updates["branch-prefix"], now }, forge);
  const board: Omit<DashboardIssues, "issues"> = updates.dashboard ? await readDashboard(base.branch, { forge }) : { requested: new Set(), wishes: [] };
  const offer = await proposal.offer(standingWishes(board.wishes, wishes));
  const plan = (requested: ReadonlySet<string>): Found<UpdatePlan> => offer.plan(openUpdates({ reading, requested }, config));
  const requested = wishes.length === 0 ? board.requested : requestedBranches(wantBranches(plan(board.requested).value, config), { ticked: board.requested, wishes });
  const planned = plan(requested);
  const branches = wantBranches(planned.value, config);
  const found = await findBranches({ reading, wanted: branches }, forge);
  const rules = pullRules({ ...proposal, tip: await forge.tip(base.branch), requested });
  const wanted = await withContents(branches, { found, rules, content: proposal.content });
  const mergeMethod = chooseMergeMethod(config, (await forge.repository()).mergeMethods);
  const outcomes = await takeSteps(decidePulls({ wanted, found }, rules), { forge, log, base, mergeMethod, prepare: proposal.prepare });
  if (!updates.dashboard) return { outcomes, requested, ignored: planned.value.ignored };
  const findings = notesOf([...proposal.findings, ...planned.findings]);
  const dashboard = { baseBranch: base.branch, entries: dashboardEntries(outcomes), ignored: planned.value.ignored, wishes: offer.standing, findings };
  const issue = await writeDashboard({ dashboard, title: updates["dashboard-title"], handled: board.requested }, { forge, log });
  return { outcomes, requested, ignored: planned.value.ignored, ...(issue === undefined ? {} : { dashboard: issue }) };
}
