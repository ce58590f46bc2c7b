// A step's mode, inputs and event -> what it does, and how it ends.
import { isAbsolute } from "node:path";
import { tmpdir } from "node:os";
import { isFailing, type Plan, summarisePlan } from "../../report/index.ts";
import type { Published } from "../../publish/index.ts";
import { baseOptions } from "./base-options.ts";
import { readRepository } from "./event.ts";
import { readPlanFiles, writePlanFiles } from "./files.ts";
import { publishedKey } from "./inputs.ts";
import { matrixOutputs, planOutputs, publicationOutputs, writeOutputs, writeSummary } from "./outputs.ts";
import { planPages } from "./plan-pages.ts";
import type { Checkout } from "./run-ports.ts";
import { tellAnnotations } from "./tell-annotations.ts";
import { tellEnd, tellText } from "./tell-end.ts";

/** `text` are the last lines of the log. */
export type StepEnd = { readonly text: string; readonly isFailed: boolean };

/** Leaves the plan for later steps and jobs. */
function leavePlan(made: Plan, { environment, inputs, workspace, log }: Checkout): void {
  const files = writePlanFiles(made, { workspace, output: inputs.output, scratch: environment["RUNNER_TEMP"] ?? tmpdir() });
  if (isAbsolute(files.plan)) log.warn(`Something in the checkout stands in the way of ${inputs.output}; the plan is at ${files.plan}.`);
  writeOutputs(planOutputs(made, files), environment);
  writeSummary(made, environment);
}

/** Needs no token; the rooms that evaluate are loaded only here. */
async function plan(step: Checkout): Promise<Plan> {
  const { planCheckout } = await import("./plan-checkout.ts");
  const made = await planCheckout(step);
  leavePlan(made, step);
  return made;
}

/** Needs no checkout: the pull request is the event's, the plan is untrusted data until it is parsed. */
async function publish(made: Plan, step: Checkout): Promise<Published> {
  const { environment, event, inputs, log } = step;
  const [{ openPublisher }, { publishPlan }] = await Promise.all([import("./publish-ports.ts"), import("../../plan.ts")]);
  const publisher = openPublisher(inputs.token, readRepository(environment));
  const number = await publisher.findNumber(event);
  const isForeign = inputs.mode === "publish";
  const options = isForeign ? await baseOptions({ plan: made, pullRequest: number, inputs: inputs.config }, { forge: publisher.forge, log }) : made.options;
  const published = await publishPlan({ plan: { ...made, options }, pullRequest: number, isForeign, ...planPages(step) }, { forge: publisher.forge, log });
  log.info(`${published.text} ${published.url ?? ""}`.trim());
  writeOutputs(publicationOutputs(published), environment);
  return published;
}

/** The plans of all shares become one. It is left as a plan made here would be, so that later steps find the same outputs and files. */
async function publishFiles(step: Checkout): Promise<StepEnd> {
  const { inputs, workspace } = step;
  const made = { ...readPlanFiles(workspace, inputs.planFiles), key: publishedKey(inputs) };
  leavePlan(made, step);
  await publish(made, step);
  return { text: tellText(summarisePlan(made).headline), isFailed: false };
}

async function printMatrix(step: Checkout): Promise<StepEnd> {
  const { listCheckout } = await import("./list-checkout.ts");
  const hosts = await listCheckout(step);
  writeOutputs(matrixOutputs(hosts, step.inputs.matrixSize), step.environment);
  return { text: tellText(`Hosts to evaluate: ${hosts.length === 0 ? "none" : hosts.join(", ")}.`), isFailed: false };
}

async function warm(step: Checkout): Promise<StepEnd> {
  const { warmCheckout } = await import("./list-checkout.ts");
  const known = await warmCheckout(step, step.inputs.head || "HEAD");
  return { text: tellText(`Hosts that the next pull requests find evaluated: ${known}.`), isFailed: false };
}

async function update(step: Checkout): Promise<StepEnd> {
  const [{ updateCheckout }, { tellUpdates, updateOutputs }] = await Promise.all([import("./update-checkout.ts"), import("./update-end.ts")]);
  const run = await updateCheckout(step);
  writeOutputs(updateOutputs(run), step.environment);
  return tellUpdates(run);
}

async function planAndTell(step: Checkout): Promise<StepEnd> {
  const made = await plan(step);
  const published = step.inputs.mode === "all" ? await publish(made, step) : undefined;
  const notes = step.inputs.annotates && published?.check === undefined ? tellAnnotations(made) : "";
  return { text: notes + tellEnd(made), isFailed: isFailing(made) };
}

/** Runs the step. A push has no base to compare with, unless one is named; its hosts are the base of the pull requests to come. */
export async function runStep(step: Checkout): Promise<StepEnd> {
  switch (step.inputs.mode) {
    case "publish":
      return publishFiles(step);
    case "matrix":
      return printMatrix(step);
    case "warm":
      return warm(step);
    case "update":
      return update(step);
    case "plan":
    case "all":
      return step.event.kind === "push" && step.inputs.base === "" ? warm(step) : planAndTell(step);
  }
}
