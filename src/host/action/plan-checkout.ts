// A workflow's checkout and event -> the plan, over the real git, Nix and registries. Loads every room, so it is imported only to plan.
import { runPlan } from "../../plan.ts";
import type { Plan } from "../../report/index.ts";
import { openConverter } from "../converter.ts";
import { isTrusted } from "./event.ts";
import { findRevisions } from "./revisions.ts";
import { type Checkout, openRunPorts, repositoryOf } from "./run-ports.ts";

/** Plans what the event's pull request does. Throws where no plan can be made: see `runPlan` and `findRevisions`. */
export async function planCheckout(checkout: Checkout): Promise<Plan> {
  const { event, inputs, environment } = checkout;
  const revisions = await findRevisions({ event, inputs }, repositoryOf(checkout));
  const { ports, save } = await openRunPorts(checkout, revisions);
  const trusted = isTrusted(event) ? { converter: openConverter(environment) } : {};
  const plan = await runPlan({ ...revisions, inputs: inputs.config, ...(inputs.share === undefined ? {} : { share: inputs.share }) }, { ...ports, ...trusted });
  await save();
  return plan;
}
