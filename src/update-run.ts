// The table of contents of an update run: a base branch -> pull requests that pin and bump its images, and the dashboard of them.
import type { ConfigInputs } from "./config/index.ts";
import type { Read } from "./errors.ts";
import { archiveHashFrom, editReferences, proposeEdits, type ReferenceEditRequest } from "./pins/index.ts";
import { runPlan } from "./plan.ts";
import type { PlanPorts, UpdateForge } from "./ports.ts";
import { bringUpdates, contentDigest, type EditedUpdate, editedUpdate, isHarmless, type PreparedBranch, type UpdateRun, type WantedBranch } from "./publish/index.ts";
import { surveyUpdates, type UpdateSurvey } from "./update-survey.ts";
import type { UpdateWish } from "./update-wish.ts";
import { applyWishes, planUpdates } from "./updates/index.ts";

/** What to look at: a commit of the base branch that GitHub has as well, and the time by which ages and schedules are told. */
export type UpdateRunRequest = {
  readonly revision: string;
  readonly baseBranch: string;
  readonly inputs: ConfigInputs;
  readonly now: Date;
  /** What somebody asks of this run. */
  readonly wishes?: readonly UpdateWish[];
};

export type UpdatePorts = PlanPorts & { readonly forge: UpdateForge };

type Run = { readonly request: UpdateRunRequest; readonly survey: UpdateSurvey; readonly ports: UpdatePorts };

function editsOf({ update }: WantedBranch, { survey }: Run): ReferenceEditRequest {
  const { pins, tree, projects, registry } = survey;
  return { edits: update.updates, pins, tree, projects, archiveHash: archiveHashFrom(registry) };
}

/** Edits without evaluating: what a branch would hold, if nothing speaks against it. */
async function editBranch(wanted: WantedBranch, run: Run): Promise<Read<EditedUpdate>> {
  const { value: files, findings } = await editReferences(editsOf(wanted, run));
  return editedUpdate(wanted.update, { files, findings, tree: run.survey.tree });
}

/** Edits the references, evaluates whether exactly the intended images change, and plans what merging that does. */
async function prepareBranch(wanted: WantedBranch, run: Run): Promise<Read<PreparedBranch>> {
  const { request, survey, ports } = run;
  const { hosts, config, tree } = survey;
  const { value, findings } = await proposeEdits({ ...editsOf(wanted, run), revision: survey.revision, hosts, config, ports });
  const edited = editedUpdate(wanted.update, { files: value.files, findings, tree });
  if (edited.value === undefined) return { findings: edited.findings };
  const { revision } = value;
  const plan = await runPlan({ base: survey.revision.commit, head: revision.commit, inputs: { ...request.inputs, updates: "false" } }, ports);
  return { value: { ...edited.value, wanted, tree: revision.tree, plan, isHarmless: isHarmless(plan, survey.config) }, findings };
}

/**
 * Brings the pull requests of a base branch to what is newest. Throws where nothing can be proposed at all: see `surveyUpdates` and
 * `bringUpdates`.
 */
export async function runUpdates(request: UpdateRunRequest, ports: UpdatePorts): Promise<UpdateRun> {
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
      prepare: (wanted) => prepareBranch(wanted, run),
    },
    ports,
  );
}
