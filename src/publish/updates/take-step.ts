// One step of an update run -> done on GitHub, request by request; each may be the last before the run dies.
import { insteadOf, isStowplanError, tellError } from "../../errors.ts";
import { closePullBody } from "../../report/index.ts";
import { contentDigest, type PreparedBranch } from "./prepared-branch.ts";
import type { PullOutcome, PullStep } from "./pull-step.ts";
import { sealMessage } from "./seal.ts";
import type { StepTools } from "./step-tools.ts";
import { describePull, openPull } from "./write-pull.ts";

type Of<Kind extends PullStep["kind"]> = Extract<PullStep, { kind: Kind }>;

const OVERTAKEN = { state: "overtaken", text: "Another run or a person was faster; the next run looks again.", findings: [] } as const;

/** Makes the commit, on no branch yet. */
async function commit({ update, files, tree, wanted }: PreparedBranch, { forge, base }: StepTools): Promise<string> {
  const seal = { baseBranch: base.branch, proposal: wanted.proposal, content: contentDigest(files), tree };
  return forge.createCommit({ parent: base.commit, message: sealMessage(update.title, seal), files, tree });
}

function failed(step: PullStep, findings: PullOutcome["findings"]): PullOutcome {
  return { step, state: "failed", text: findings[0]?.message ?? "It could not be prepared.", findings };
}

/** The branch first, then the pull request: a run that dies between them leaves a branch that the next run knows by its seal. */
async function open(step: Of<"open">, tools: StepTools): Promise<PullOutcome> {
  const { value: prepared, findings } = await tools.prepare(step.wanted);
  if (prepared === undefined) return failed(step, findings);
  const { forge } = tools;
  const { branch } = step.wanted;
  const made = step.made?.commit ?? (await commit(prepared, tools));
  if (step.made === undefined) {
    const isThere = step.head === undefined ? await forge.createBranch(branch, made) : await forge.moveBranch({ branch, from: step.head, to: made });
    if (!isThere) return { step, ...OVERTAKEN };
  }
  const pull = await openPull({ prepared, commit: made }, tools);
  if (pull === undefined) return { step, ...OVERTAKEN };
  return { step, state: "opened", text: `Pull request ${pull.number} was opened.`, pull, findings };
}

const REASONS: Readonly<Record<Of<"refresh">["reason"], string>> = {
  proposal: "for what is newest now",
  base: "on the base branch's newest commit",
  conflict: "because the same files changed on the base branch",
  requested: "because somebody asked for it",
};

async function refresh(step: Of<"refresh">, tools: StepTools): Promise<PullOutcome> {
  const { value: prepared, findings } = await tools.prepare(step.wanted);
  const { pull } = step;
  if (prepared === undefined) return { ...failed(step, findings), pull };
  const made = await commit(prepared, tools);
  if (!(await tools.forge.moveBranch({ branch: step.wanted.branch, from: step.head, to: made }))) return { step, ...OVERTAKEN, pull };
  await describePull({ prepared, commit: made, pull }, tools);
  return { step, state: "refreshed", text: `Pull request ${pull.number} was made anew, ${REASONS[step.reason]}.`, pull, findings };
}

async function describe(step: Of<"describe">, tools: StepTools): Promise<PullOutcome> {
  const { value: prepared, findings } = await tools.prepare(step.wanted);
  const { pull } = step;
  if (prepared === undefined) return { ...failed(step, findings), pull };
  await describePull({ prepared, commit: step.made.commit, pull }, tools);
  return { step, state: "described", text: `The text of pull request ${pull.number} was completed.`, pull, findings };
}

async function merge(step: Of<"merge">, { forge, mergeMethod }: StepTools): Promise<PullOutcome> {
  const { pull, head } = step;
  const isMerged = await forge.merge(pull.number, { commit: head, method: mergeMethod });
  if (!isMerged) return { step, state: "kept", text: "Its checks pass, but GitHub does not let it be merged.", pull, findings: [] };
  await forge.deleteBranch({ branch: pull.branch, from: head });
  return { step, state: "merged", text: `Pull request ${pull.number} was merged: its checks pass, and its plan needs nobody's look.`, pull, findings: [] };
}

/** The word stands in the pull request's own text, so that closing and telling are one request. */
async function close(step: Of<"close">, { forge }: StepTools): Promise<PullOutcome> {
  const { pull, head } = step;
  await forge.updatePull(pull.number, { state: "closed", body: closePullBody(pull.body) });
  await forge.deleteBranch({ branch: pull.branch, from: head });
  return { step, state: "closed", text: `Pull request ${pull.number} was closed: it is no longer needed.`, pull, findings: [] };
}

async function act(step: PullStep, tools: StepTools): Promise<PullOutcome> {
  switch (step.kind) {
    case "open":
      return open(step, tools);
    case "refresh":
      return refresh(step, tools);
    case "describe":
      return describe(step, tools);
    case "merge":
      return merge(step, tools);
    case "close":
      return close(step, tools);
    case "sweep":
      await tools.forge.deleteBranch({ branch: step.branch, from: step.head });
      return { step, state: "swept", text: `The branch ${step.branch} was deleted: nothing needs it.`, findings: [] };
    case "keep":
      return { step, state: "kept", text: step.text, findings: [], ...(step.pull === undefined ? {} : { pull: step.pull }) };
  }
}

/** Takes the steps one after the other. What one of them meets is told of it and stops no other. */
export async function takeSteps(steps: readonly PullStep[], tools: StepTools): Promise<readonly PullOutcome[]> {
  const outcomes: PullOutcome[] = [];
  for (const step of steps) {
    const told = "pull" in step ? { step, pull: step.pull } : { step };
    outcomes.push(await act(step, tools).catch(insteadOf(isStowplanError, (error) => ({ ...told, state: "failed", text: tellError(error), findings: [] }) as const)));
  }
  return outcomes;
}
