// The table of contents of an update run: a base branch -> pull requests that pin and bump its images, and the dashboard of them.
import type { ConfigInputs } from "./config/index.ts";
import type { Read } from "./errors.ts";
import { editReferences } from "./pins/index.ts";
import { runPlan } from "./plan.ts";
import type { PlanPorts, UpdateForge, UpdateIssue } from "./ports.ts";
import {
  chooseMergeMethod, contentDigest, dashboardEntries, decidePulls, type EditedUpdate, editedUpdate, findBranches, isHarmless, needsContent, notesOf,
  openUpdates, type PreparedBranch, type PullOutcome, pullRules, readDashboard, readPulls, takeSteps, type WantedBranch, wantBranches, writeDashboard,
} from "./publish/index.ts";
import { surveyUpdates, type UpdateSurvey } from "./update-survey.ts";
import { planUpdates, type UpdateBranch } from "./updates/index.ts";

/** What to look at: a commit of the base branch that GitHub has as well, and the time by which ages and schedules are told. */
export type UpdateRunRequest = { readonly revision: string; readonly baseBranch: string; readonly inputs: ConfigInputs; readonly now: Date };

export type UpdatePorts = PlanPorts & { readonly forge: UpdateForge };

/** What was done for each branch, and the dashboard, where there is one. */
export type UpdateRun = { readonly outcomes: readonly PullOutcome[]; readonly dashboard?: UpdateIssue };

type Run = { readonly request: UpdateRunRequest; readonly survey: UpdateSurvey; readonly ports: UpdatePorts };

async function editBranch(update: UpdateBranch, { pins, tree }: UpdateSurvey): Promise<Read<EditedUpdate>> {
  const { value: files, findings } = await editReferences({ edits: update.updates, pins, tree });
  return editedUpdate(update, { files, findings, tree });
}

/** Edits the references and plans what merging that does, as a pull request's own run would. */
async function prepare(wanted: WantedBranch, { request, survey, ports }: Run): Promise<Read<PreparedBranch>> {
  const { value: edited, findings } = await editBranch(wanted.update, survey);
  if (edited === undefined) return { findings };
  const revision = await ports.git.edit(survey.revision, new Map([...edited.files].map(([path, { text }]) => [path, text])));
  const plan = await runPlan({ base: survey.revision.commit, head: revision.commit, inputs: { ...request.inputs, updates: "false" } }, ports);
  return { value: { ...edited, wanted, tree: revision.tree, plan, isHarmless: isHarmless(plan, survey.config) }, findings };
}

/** What an edit would write is only worked out where it decides whether a pull request is made anew. */
async function withContent(wanted: WantedBranch, survey: UpdateSurvey): Promise<WantedBranch> {
  const { value: edited } = await editBranch(wanted.update, survey);
  return edited === undefined ? wanted : { ...wanted, content: contentDigest(edited.files) };
}

/**
 * Brings the pull requests of a base branch to what is newest. All state is on GitHub, so that a run that died anywhere is completed by the
 * next one. What one branch meets is told of it and stops no other. Throws where nothing can be proposed at all: see `surveyUpdates`,
 * and the forge's errors while it is read.
 */
export async function runUpdates(request: UpdateRunRequest, ports: UpdatePorts): Promise<UpdateRun> {
  const { baseBranch, now } = request;
  const { forge, log } = ports;
  const survey = await surveyUpdates(request, ports);
  const { config, revision, updates } = survey;
  const reading = await readPulls({ prefix: config.updates["branch-prefix"], now }, forge);
  const { requested } = config.updates.dashboard ? await readDashboard(baseBranch, { forge }) : { requested: new Set<string>() };
  const open = openUpdates({ reading, requested }, config);
  const planned = planUpdates({ updates: updates.updates, ignored: updates.ignored, config, now, open });
  const branches = wantBranches(planned.value, config);
  const found = await findBranches({ reading, wanted: branches }, forge);
  const base = { branch: baseBranch, commit: revision.commit };
  const rules = pullRules({ base, tip: await forge.tip(baseBranch), requested, config, findings: survey.findings, unread: updates.unread });
  const isUnsure = (one: WantedBranch): boolean => needsContent({ wanted: one, found: found.find(({ branch }) => branch === one.branch) }, rules);
  const wanted = await Promise.all(branches.map((one) => (isUnsure(one) ? withContent(one, survey) : Promise.resolve(one))));
  const mergeMethod = chooseMergeMethod(config, (await forge.repository()).mergeMethods);
  const outcomes = await takeSteps(decidePulls({ wanted, found }, rules), { forge, log, base, mergeMethod, prepare: (one) => prepare(one, { request, survey, ports }) });
  if (!config.updates.dashboard) return { outcomes };
  const dashboard = { baseBranch, entries: dashboardEntries(outcomes), ignored: planned.value.ignored, findings: notesOf([...survey.findings, ...planned.findings]) };
  const issue = await writeDashboard({ dashboard, title: config.updates["dashboard-title"], handled: requested }, ports);
  return issue === undefined ? { outcomes } : { outcomes, dashboard: issue };
}
