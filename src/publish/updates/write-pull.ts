// A prepared branch and its commit -> the pull request's title, text, labels, reviewers and assignees.
import { insteadOf, isStowplanError } from "../../errors.ts";
import type { UpdatePull } from "../../ports.ts";
import { type PullRecord, renderPullBody, replacePullRecord } from "../../report/index.ts";
import type { PreparedBranch } from "./prepared-branch.ts";
import type { OpenPull } from "./pull-state.ts";
import type { StepTools } from "./step-tools.ts";

type Made = { readonly prepared: PreparedBranch; /** The head commit of the branch. */ readonly commit: string };

function recordOf({ prepared, commit }: Made, { base, isReady }: { readonly base: string; readonly isReady: boolean }): PullRecord {
  const { wanted, isHarmless } = prepared;
  return { version: 1, branch: wanted.branch, base, commit, proposal: wanted.proposal, images: wanted.images.slice(0, 200), isReady, isHarmless };
}

function bodyOf({ prepared, commit }: Made, record: PullRecord): string {
  const { update, plan } = prepared;
  // The plan was made of a commit that only this run has; what readers see is the one on GitHub.
  return renderPullBody({ record, update, plan: { ...plan, head: commit, tip: commit } });
}

function hasDress({ update }: PreparedBranch): boolean {
  return update.labels.length + update.reviewers.length + update.assignees.length > 0;
}

type Dress = { readonly names: readonly string[]; readonly set: () => Promise<void> };

/** A label or a login that GitHub does not take is a warning: the pull request is worth more. */
async function dress({ number, prepared }: { readonly number: number; readonly prepared: PreparedBranch }, { forge, log }: StepTools): Promise<void> {
  const { labels, assignees, reviewers } = prepared.update;
  const parts: readonly Dress[] = [
    { names: labels, set: () => forge.addLabels(number, labels) },
    { names: assignees, set: () => forge.addAssignees(number, assignees) },
    { names: reviewers, set: () => forge.requestReviewers(number, reviewers) },
  ];
  for (const { names, set } of parts.filter((part) => part.names.length > 0)) {
    await set().catch(insteadOf(isStowplanError, ({ message, hint }) => {
      log.warn(`pull request ${number}: ${names.join(", ")}: ${message} ${hint}`);
    }));
  }
}

/** Opens the pull request; undefined where another run has. What is not there yet is added before its record says that it is ready. */
export async function openPull(made: Made, tools: StepTools): Promise<UpdatePull | undefined> {
  const { forge, base } = tools;
  const { prepared } = made;
  const record = recordOf(made, { base: base.commit, isReady: !hasDress(prepared) });
  const body = bodyOf(made, record);
  const pull = await forge.createPull({ title: prepared.update.title, body, branch: prepared.wanted.branch, baseBranch: base.branch });
  if (pull === undefined || record.isReady) return pull;
  await dress({ number: pull.number, prepared }, tools);
  await forge.updatePull(pull.number, { body: replacePullRecord(body, { ...record, isReady: true }) });
  return pull;
}

/** Writes title and text anew, after what an earlier run did not come to. Labels that people took away stay away. */
export async function describePull({ pull, ...made }: Made & { readonly pull: OpenPull }, tools: StepTools): Promise<void> {
  if (pull.record?.isReady === false) await dress({ number: pull.number, prepared: made.prepared }, tools);
  const body = bodyOf(made, recordOf(made, { base: tools.base.commit, isReady: true }));
  await tools.forge.updatePull(pull.number, { title: made.prepared.update.title, body });
}
