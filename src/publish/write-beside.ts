// A plan whose comment is published -> its check run and labels. What GitHub refuses here costs nothing else.
import { insteadOf, isStowplanError } from "../errors.ts";
import type { PublishPorts } from "../ports.ts";
import type { Plan, PlanPages } from "../report/index.ts";
import { writeCheck, type WrittenCheck } from "./checks/write-check.ts";
import { writeLabels } from "./labels/write-labels.ts";
import { warnOf } from "./warn-of.ts";

/** `isForeign`: another job made the plan, which may have run the pull request's code. */
export type BesideRequest = PlanPages & { readonly plan: Plan; readonly pullRequest: number; readonly isForeign: boolean };

export type Beside = { readonly check?: WrittenCheck; readonly labels?: readonly string[] };

type Place = PublishPorts & { readonly isFork: boolean };

/** Many tokens may not write checks; then the job's own status says the same. */
function writeOwnCheck({ plan, isForeign, run, artifact }: BesideRequest, { forge, log, isFork }: Place): Promise<WrittenCheck | undefined> {
  const written = writeCheck({ plan, run, artifact, isStrangers: isForeign && isFork }, forge);
  return written.catch(insteadOf(isStowplanError, ({ code, message, hint }) => {
    if (code === "forge-denied") log.info("No check run was written, because the token may not. `permissions: checks: write` gives one, with annotations.");
    else log.warn(`check run: ${message} ${hint}`);
    return undefined;
  }));
}

function writeOwnLabels({ plan, pullRequest: number }: BesideRequest, { forge, log }: Place): Promise<readonly string[] | undefined> {
  const { labels: names } = plan.options;
  if (names === undefined) return Promise.resolve(undefined);
  return writeLabels({ plan, names, number }, forge).catch(warnOf(log, "labels"));
}

/** Nothing for a pull request that is closed or has moved on, neither before nor since. */
export async function writeBeside(request: BesideRequest, ports: PublishPorts): Promise<Beside> {
  const { plan, pullRequest } = request;
  if (plan.options.check === false && plan.options.labels === undefined) return {};
  const { isOpen, isFork, headCommit } = await ports.forge.pullRequest(pullRequest);
  if (!isOpen || headCommit !== plan.tip) return {};
  const place = { ...ports, isFork };
  const check = plan.options.check === false ? undefined : await writeOwnCheck(request, place);
  const labels = await writeOwnLabels(request, place);
  return { ...(check === undefined ? {} : { check }), ...(labels === undefined ? {} : { labels }) };
}
