// The flake at base and head -> every host's state at both, each evaluated once and in a process of its own.
import { compareTexts } from "../compare-texts.ts";
import type { Found } from "../errors.ts";
import { evaluateHost, type HostResult } from "./evaluate-host.ts";
import { partialFinding } from "./findings.ts";
import type { HostPair, HostState } from "./host-state.ts";
import { evaluateInside, joinInside } from "./inside-containers.ts";
import { leaveOut, splitHosts } from "./left-out-hosts.ts";
import { type EvaluationRequest, type Flakes, openHosts } from "./open-hosts.ts";
import { pairHosts } from "./pair-hosts.ts";
import { readTexts, withTexts } from "./read-texts.ts";
import { hostsOfShare } from "./share.ts";
import { sideBySide } from "./side-by-side.ts";
import { keepHost } from "./state-cache.ts";
import type { Workshop } from "./workshop.ts";

/**
 * Evaluates the hosts that the configuration names, or one job's share of them. Where no host can change, or Nix is missing, the
 * list is empty. A flake or host that fails is a finding; the others are evaluated. Throws only the ports' own errors.
 */
export async function evaluateHosts(request: EvaluationRequest): Promise<Found<readonly HostPair[]>> {
  const { open, findings } = await openHosts(request);
  if (open === undefined) return { value: [], findings };
  const { flakes, workshop } = open;
  const { evaluated: names, leftOut } = splitHosts(hostsOfShare(open.names, request.share), { flakes, affected: request.scope.hosts.affected });
  const hosts = await evaluateSides(flakes, { names, workshop });
  const results = [...hosts, ...(await evaluateInside(hosts, workshop))];
  const texts = await readAllTexts(results, workshop);
  const finished = results.map((result) => ({ ...result, state: stateOf(result, texts.byOutput) }));
  if (texts.isWhole) await Promise.all(finished.filter(({ host }) => host !== undefined).map((result) => keepHost(result, workshop)));
  const pairs = pairHosts({ names, flakes, results: joinInside(finished) });
  const others = leaveOut(leftOut, request.ports);
  const value = [...pairs.value, ...others].toSorted((left, right) => compareTexts(left.name, right.name));
  return { value, findings: [...findings, ...pairs.findings, ...(texts.isWhole ? [] : [partialFinding()])] };
}

/** Head first: a reader who watches wants to see their own change fail early. */
async function evaluateSides({ base, head }: Flakes, plan: { names: readonly string[]; workshop: Workshop }): Promise<readonly HostResult[]> {
  const { names, workshop } = plan;
  const sides = base === head || head.finding !== undefined ? [head] : [head, base];
  const tasks = names.flatMap((name) => sides.filter((flake) => flake.hosts.includes(name)).map((flake) => ({ flake, name })));
  return sideBySide(tasks, { jobs: workshop.jobs, each: (task) => evaluateHost(task, workshop) });
}

async function readAllTexts(results: readonly HostResult[], { ports, program, limits, jobs }: Workshop): Promise<Awaited<ReturnType<typeof readTexts>>> {
  const hosts = results.flatMap(({ host }) => (host === undefined ? [] : [host]));
  const derivations = [...new Set(hosts.flatMap((host) => host.derivations))];
  const storeDir = hosts[0]?.storeDir ?? "/nix/store";
  return readTexts({ derivations, storeDir, nix: ports.nix, program, limits, jobs });
}

function stateOf({ host, state }: HostResult, texts: ReadonlyMap<string, string>): HostState | undefined {
  return host === undefined ? state : withTexts(host, texts);
}
