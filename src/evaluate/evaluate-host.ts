// One host of an opened flake, or one system inside it -> its state without the scripts' texts, or the finding that says why there is none.
import type { Finding } from "../errors.ts";
import type { NixRun } from "../ports.ts";
import { hostStateArgs } from "./argv.ts";
import { decodeHost, type EvaluatedHost } from "./decode.ts";
import { evaluationFinding, unreadableFinding } from "./findings.ts";
import type { HostTask } from "./flake.ts";
import type { HostState } from "./host-state.ts";
import { checksAssertions, recallHost } from "./state-cache.ts";
import { sourcesOf } from "./trace.ts";
import type { Workshop } from "./workshop.ts";

/** `state` where the host was known from before, `host` where it was evaluated now, else the finding. */
export type HostResult = HostTask & { readonly state?: HostState; readonly host?: EvaluatedHost; readonly finding?: Finding };

/** Evaluates a host in a process of its own, so that its failure, time and memory are its own. */
export async function evaluateHost(task: HostTask, workshop: Workshop): Promise<HostResult> {
  const { log, nix } = workshop.ports;
  const subject = [task.flake.side, task.name, ...(task.container === undefined ? [] : ["container", task.container])].join(" ");
  const state = await recallHost(task, workshop);
  if (state !== undefined) {
    log.progress({ subject, state: "done", text: `${Object.keys(state.units).length} units, known from before` });
    return { ...task, state };
  }
  log.progress({ subject, state: "running", text: "evaluating" });
  const { flake: { reference }, name, container } = task;
  const argument = { reference, attribute: workshop.attribute, name, container, withAssertions: checksAssertions(task) };
  const run = await nix.run(hostStateArgs(argument, workshop.evaluation), workshop.limits);
  const decoded = run.status === 0 && run.stopped === undefined ? decodeHost(run.stdout) : undefined;
  if (decoded?.host !== undefined) {
    const units = Object.keys(decoded.host.state.units).length;
    log.progress({ subject, state: "done", text: `${units} units, ${run.seconds.toFixed(1)} s` });
    return { ...task, host: decoded.host };
  }
  log.progress({ subject, state: "failed", text: run.stopped === undefined ? "did not evaluate" : `stopped: ${run.stopped}` });
  return { ...task, finding: await failureOf(task, { run, decoded, workshop }) };
}

type Failure = { readonly run: NixRun; readonly decoded: { readonly failure?: string } | undefined; readonly workshop: Workshop };

async function failureOf({ flake, name, container }: HostTask, { run, decoded, workshop }: Failure): Promise<Finding> {
  const folder = flake.folder === "." ? "." : `./${flake.folder}`;
  const subject = { side: flake.side, host: name, container, flake: folder, attribute: workshop.attribute };
  if (decoded?.failure !== undefined) return unreadableFinding(subject, decoded.failure);
  const tree = await workshop.ports.git.tree(flake.revision);
  return evaluationFinding(subject, { run, limits: workshop.limits, sources: sourcesOf(tree, flake.root) });
}
