// The Action: inputs and event file -> runPlan and publishPlan -> outputs, step summary, exit code.
import { tmpdir } from "node:os";
import { isAbsolute, resolve } from "node:path";
import { readEvent, readRepository } from "./host/action/event.ts";
import { readPlanFile, writePlanFiles } from "./host/action/files.ts";
import { type ActionInputs, publishedKey, readActionInputs } from "./host/action/inputs.ts";
import { planOutputs, writeOutputs, writeSummary } from "./host/action/outputs.ts";
import { isOutdated, tellEnd, tellFailure } from "./host/action/tell-end.ts";
import { createActionsLog } from "./host/actions-log.ts";
import type { Environment } from "./host/environment.ts";
import { isEntry } from "./host/is-entry.ts";
import type { Log } from "./ports.ts";
import { isFailing, type Plan } from "./report/index.ts";

type Run = { readonly environment: Environment; readonly inputs: ActionInputs; readonly workspace: string; readonly log: Log };

/** Needs no token; the rooms that evaluate are loaded only here. */
async function plan(run: Run): Promise<Plan> {
  const { environment, inputs, workspace, log } = run;
  const { planCheckout } = await import("./host/action/plan-checkout.ts");
  const made = await planCheckout({ event: readEvent(environment), inputs, environment, workspace, log });
  const files = writePlanFiles(made, { workspace, output: inputs.output, scratch: environment["RUNNER_TEMP"] ?? tmpdir() });
  if (isAbsolute(files.plan)) log.warn(`Something in the checkout stands in the way of ${inputs.output}; the plan is at ${files.plan}.`);
  writeOutputs(planOutputs(made, files), environment);
  writeSummary(made, environment);
  return made;
}

/** Needs no checkout: the pull request is the event's, the plan is untrusted data until it is parsed. */
async function publish(made: Plan, run: Run): Promise<void> {
  const { environment, inputs, log } = run;
  const [{ openPublisher }, { publishPlan }] = await Promise.all([import("./host/action/publish-ports.ts"), import("./plan.ts")]);
  const publisher = openPublisher(inputs.token, readRepository(environment));
  const number = await publisher.findNumber(readEvent(environment));
  const published = await publishPlan({ plan: made, pullRequest: number }, { forge: publisher.forge, log });
  log.info(`${published.text} ${published.url ?? ""}`.trim());
  writeOutputs({ publication: published.kind, "comment-url": published.url ?? "" }, environment);
}

/** Runs the Action and gives the step's exit code: 1 for a failure, and where a finding reaches `fail-on` in the job that plans. */
export async function runAction(environment: Environment, write: (line: string) => void): Promise<0 | 1> {
  const log = createActionsLog(write);
  try {
    const inputs = readActionInputs(environment);
    const workspace = resolve(environment["GITHUB_WORKSPACE"] ?? ".");
    const run = { environment, inputs, workspace, log };
    const made = inputs.mode === "publish" ? { ...readPlanFile(resolve(workspace, inputs.planFile)), key: publishedKey(inputs) } : await plan(run);
    if (inputs.mode !== "plan") await publish(made, run);
    write(tellEnd(made));
    return inputs.mode !== "publish" && isFailing(made) ? 1 : 0;
  } catch (error) {
    if (isOutdated(error)) log.warn(`${error.subject}: ${error.message} ${error.hint}`);
    else write(tellFailure(error));
    return isOutdated(error) ? 0 : 1;
  }
}

if (isEntry(import.meta.url)) process.exitCode = await runAction(process.env, (line) => void process.stdout.write(line));
