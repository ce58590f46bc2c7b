// A pull request whose plan another job made -> the options that decide on trust, as the base branch and the workflow have them.
import { CONFIG_FILES, type ConfigInputs, readConfig } from "../../config/index.ts";
import { StowplanError } from "../../errors.ts";
import type { Forge, PublishPorts, SourceTree } from "../../ports.ts";
import { type Plan, planOptions } from "../../report/index.ts";

export type BaseOptionsRequest = { readonly plan: Plan; readonly pullRequest: number; readonly inputs: ConfigInputs };

/** The base branch by the forge alone: no checkout, nothing of the pull request. */
async function openBase(forge: Forge, pullRequest: number): Promise<SourceTree> {
  const { baseRef } = await forge.pullRequest(pullRequest);
  const texts = new Map<string, string | undefined>();
  for (const file of CONFIG_FILES) texts.set(file, await forge.file(file, baseRef));
  return { revision: { commit: baseRef, tree: "" }, entries: new Map(), read: (path) => Promise.resolve(texts.get(path)) };
}

/**
 * The plan's own options may be anybody's: with them a stranger would let the check pass, or put a label on that starts another workflow.
 * Only how quiet the comment is stays the plan's. Where the base branch's file cannot be read, the inputs and defaults count, which is told.
 */
export async function baseOptions({ plan, pullRequest, inputs }: BaseOptionsRequest, { forge, log }: PublishPorts): Promise<Plan["options"]> {
  let base: SourceTree = { revision: { commit: "", tree: "" }, entries: new Map(), read: () => Promise.resolve(undefined) };
  try {
    base = await openBase(forge, pullRequest);
  } catch (error) {
    if (!(error instanceof StowplanError)) throw error;
    log.warn(`The base branch's configuration was not read, so inputs and defaults count: ${error.message} Give the job \`permissions: contents: read\`.`);
  }
  const { value, findings } = await readConfig({ base, head: base, inputs });
  for (const { subject, message } of findings) log.warn(`${subject}: ${message}`);
  return { ...planOptions(value), whenUnchanged: plan.options.whenUnchanged };
}
