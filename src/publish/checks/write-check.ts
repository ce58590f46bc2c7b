// A plan -> its check run on the pull request's head commit, fifty annotations a request.
import { ANNOTATIONS_A_REQUEST, type CheckAnnotation, type CheckConclusion, type CheckReport, type Forge } from "../../ports.ts";
import { checkName, type CheckSource, type CheckStep, decideCheck, type KnownCheck } from "./decide-check.ts";

/** The check run as it stands now. */
export type WrittenCheck = { readonly url: string; readonly conclusion: CheckConclusion };

/** Only an App can change its own runs; another's of the same name is not ours. */
async function readCheck({ plan }: CheckSource, forge: Forge): Promise<KnownCheck | undefined> {
  const [author, runs] = await Promise.all([forge.author(), forge.checkRuns(plan.tip, checkName(plan))]);
  const [run] = runs.filter((candidate) => candidate.author.toLowerCase() === author.toLowerCase()).toSorted((left, right) => right.id - left.id);
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

async function applyStep(step: CheckStep, forge: Forge): Promise<WrittenCheck> {
  if (step.kind === "skip") return { url: step.run.url, conclusion: step.conclusion };
  const { report } = step;
  const [first = [], ...rest] = inParts(step.annotations);
  const run = step.kind === "create" ? await forge.createCheck({ report, annotations: first }) : await forge.updateCheck(step.run.id, { report, annotations: first });
  await addParts({ id: run.id, report, parts: rest }, forge);
  return { url: run.url, conclusion: report.conclusion };
}

/** Every request says that the run is completed, and how: cut off after any of them, it is a whole check. Throws the forge's errors. */
export async function writeCheck(source: CheckSource, forge: Forge): Promise<WrittenCheck> {
  return applyStep(decideCheck(source, await readCheck(source, forge)), forge);
}
