// A plan -> its check run on the pull request's head commit, fifty annotations a request.
import { ANNOTATIONS_A_REQUEST, type CheckAnnotation, type CheckConclusion, type CheckReport, type CheckRun, type Forge } from "../../ports.ts";
import { checkName, type CheckSource, type CheckStep, decideCheck, ID_PREFIX, type KnownCheck, replacedReport } from "./decide-check.ts";

/** The check run that counts now, and how the plan concludes. */
export type WrittenCheck = { readonly url: string; readonly conclusion: CheckConclusion };

/** Newest first. Only an App can change its own runs, and a workflow's job of the same name is a run of the App of a workflow's token. */
async function ownRuns({ plan }: CheckSource, forge: Forge): Promise<readonly CheckRun[]> {
  const [author, runs] = await Promise.all([forge.author(), forge.checkRuns(plan.tip, checkName(plan))]);
  const ours = runs.filter((run) => run.author.toLowerCase() === author.toLowerCase() && run.externalId.startsWith(ID_PREFIX));
  return ours.toSorted((left, right) => right.id - left.id);
}

async function readCheck(source: CheckSource, forge: Forge): Promise<KnownCheck | undefined> {
  const [run] = await ownRuns(source, forge);
  return run === undefined ? undefined : { run, annotations: await forge.checkAnnotations(run.id) };
}

function inParts(annotations: readonly CheckAnnotation[]): readonly (readonly CheckAnnotation[])[] {
  const count = Math.ceil(annotations.length / ANNOTATIONS_A_REQUEST);
  return Array.from({ length: count }, (_, part) => annotations.slice(part * ANNOTATIONS_A_REQUEST, (part + 1) * ANNOTATIONS_A_REQUEST));
}

type Addition = { readonly id: number; readonly report: CheckReport; readonly parts: readonly (readonly CheckAnnotation[])[] };

/** One after the other: each adds to what is there. */
async function addParts({ id, report, parts }: Addition, forge: Forge): Promise<void> {
  for (const part of parts) await forge.updateCheck(id, { report, annotations: part });
}

/**
 * Two publishers that both found no run both create one, and GitHub lets nobody delete any. So each looks again after writing and takes the
 * word from all but the newest, by which branch rules go: an older one that still failed or passed would contradict it.
 */
async function keepNewest(source: CheckSource, forge: Forge): Promise<CheckRun | undefined> {
  const [newest, ...older] = await ownRuns(source, forge);
  if (newest === undefined) return undefined;
  const report = replacedReport(source, newest);
  for (const { id, externalId, conclusion } of older) {
    const isReplaced = externalId === report.externalId && conclusion === report.conclusion;
    if (!isReplaced) await forge.updateCheck(id, { report, annotations: [] });
  }
  return newest;
}

async function applyStep(step: CheckStep, { source, forge }: { readonly source: CheckSource; readonly forge: Forge }): Promise<WrittenCheck> {
  if (step.kind === "skip") return { url: step.run.url, conclusion: step.conclusion };
  const { report } = step;
  const [first = [], ...rest] = inParts(step.annotations);
  const run = step.kind === "create" ? await forge.createCheck({ report, annotations: first }) : await forge.updateCheck(step.run.id, { report, annotations: first });
  await addParts({ id: run.id, report, parts: rest }, forge);
  const { url } = (await keepNewest(source, forge)) ?? run;
  return { url, conclusion: report.conclusion };
}

/** Every request says that the run is completed, and how: cut off after any of them, it is a whole check. Throws the forge's errors. */
export async function writeCheck(source: CheckSource, forge: Forge): Promise<WrittenCheck> {
  return applyStep(decideCheck(source, await readCheck(source, forge)), { source, forge });
}
