// A plan -> the labels of its pull request that say what the plan says.
import type { Forge } from "../../ports.ts";
import type { LabelNames, Plan } from "../../report/index.ts";
import { decideLabels } from "./decide-labels.ts";

export type LabelRequest = { readonly plan: Plan; readonly names: LabelNames; readonly number: number };

/** Gives the labels of ours that are there afterwards. Throws the forge's errors. */
export async function writeLabels({ plan, names, number }: LabelRequest, forge: Forge): Promise<readonly string[]> {
  const { add, remove, labels } = decideLabels({ plan, names }, await forge.labels(number));
  for (const label of add) await forge.ensureLabel(label);
  if (add.length > 0) await forge.addLabels(number, add.map(({ name }) => name));
  for (const name of remove) await forge.removeLabel(number, name);
  return labels;
}
