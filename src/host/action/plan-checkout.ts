// A workflow's checkout and event -> the plan, over the real git, Nix and registries. Loads every room, so it is imported only to plan.
import { resolve } from "node:path";
import type { Log } from "../../ports.ts";
import { runPlan } from "../../plan.ts";
import type { Plan } from "../../report/index.ts";
import type { Environment } from "../environment.ts";
import { openConverter } from "../converter.ts";
import { openPlanPorts } from "../plan-ports.ts";
import type { ActionEvent } from "./event.ts";
import type { ActionInputs } from "./inputs.ts";
import { findRevisions } from "./revisions.ts";

export type Checkout = {
  readonly event: ActionEvent;
  readonly inputs: ActionInputs;
  readonly environment: Environment;
  readonly workspace: string;
  readonly log: Log;
};

/** Plans what the event's pull request does. Throws where no plan can be made: see `runPlan` and `findRevisions`. */
export async function planCheckout({ event, inputs, environment, workspace, log }: Checkout): Promise<Plan> {
  const repository = { directory: resolve(workspace, inputs.checkout), environment };
  const isTrusted = event.kind === "other" || (event.kind === "pull-request" && !event.isFork);
  const ports = { ...(await openPlanPorts(repository, log)), ...(isTrusted ? { converter: openConverter(environment) } : {}) };
  const revisions = await findRevisions({ event, inputs }, repository);
  return runPlan({ ...revisions, inputs: inputs.config }, ports);
}
