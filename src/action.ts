// The Action: inputs and event file -> runPlan and publishPlan -> outputs, step summary, exit code.
import { resolve } from "node:path";
import { tellError } from "./errors.ts";
import { checkApiAddress } from "./host/api-address.ts";
import { readEvent } from "./host/action/event.ts";
import { readActionInputs } from "./host/action/inputs.ts";
import { runStep } from "./host/action/run-step.ts";
import { isOutdated, tellFailure } from "./host/action/tell-end.ts";
import { createActionsLog } from "./host/actions-log.ts";
import type { Environment } from "./host/environment.ts";
import { isEntry } from "./host/is-entry.ts";

/** Runs the Action and gives the step's exit code: 1 for a failure, and where a finding reaches `fail-on` in the job that plans. */
export async function runAction(environment: Environment, write: (line: string) => void): Promise<0 | 1> {
  const log = createActionsLog(write);
  try {
    checkApiAddress(environment);
    const inputs = readActionInputs(environment);
    const workspace = resolve(environment["GITHUB_WORKSPACE"] ?? ".");
    const { text, isFailed } = await runStep({ event: readEvent(environment, inputs), inputs, environment, workspace, log });
    write(text);
    return isFailed ? 1 : 0;
  } catch (error) {
    if (isOutdated(error)) log.warn(tellError(error));
    else write(tellFailure(error));
    return isOutdated(error) ? 0 : 1;
  }
}

if (isEntry(import.meta.url)) process.exitCode = await runAction(process.env, (line) => void process.stdout.write(line));
