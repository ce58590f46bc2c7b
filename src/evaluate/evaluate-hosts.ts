// The flake at base and head -> every host's state at both, each evaluated once and in a process of its own.
import type { Config } from "../config/index.ts";
import type { Scope } from "../discover/index.ts";
import type { Found } from "../errors.ts";
import type { NixProgram, Revision } from "../ports.ts";
import { chooseHosts, unmatchedPatterns, unreadableNames } from "./choose-hosts.ts";
import { evaluateHost, type HostResult } from "./evaluate-host.ts";
import { nixMissing, nixTooOld, noHosts, partialFinding } from "./findings.ts";
import type { HostPair, HostState } from "./host-state.ts";
import type { Flake } from "./flake.ts";
import { openFlake } from "./open-flake.ts";
import { pairHosts } from "./pair-hosts.ts";
import { readTexts, withTexts } from "./read-texts.ts";
import { sideBySide } from "./side-by-side.ts";
import { keepHost } from "./state-cache.ts";
import type { EvaluationPorts, Workshop } from "./workshop.ts";

/** What evaluateHosts needs; `ports` may hold more. */
export type EvaluationRequest = {
  readonly scope: Scope;
  readonly base: Revision;
  readonly head: Revision;
  readonly config: Config;
  readonly ports: EvaluationPorts;
};

/**
 * Evaluates the hosts that the configuration names. Where no host can change, or Nix is missing, the list is empty.
 * A flake or host that fails is a finding; the others are evaluated. Throws only the ports' own errors.
 */
export async function evaluateHosts(request: EvaluationRequest): Promise<Found<readonly HostPair[]>> {
  const { scope, config, ports } = request;
  const hasFlake = scope.hosts.baseFlake !== undefined || scope.hosts.headFlake !== undefined;
  if (!scope.hosts.canChange || !hasFlake) return { value: [], findings: [] };
  const program = await ports.nix.probe();
  if (program === undefined) return { value: [], findings: [nixMissing()] };
  if (!program.hasFlakes) return { value: [], findings: [nixTooOld(program)] };
  const workshop = openWorkshop({ program, config, ports });
  const flakes = await openFlakes(request, workshop);
  const all = [...new Set([...flakes.base.hosts, ...flakes.head.hosts])].toSorted();
  if (all.length === 0 && flakes.base.finding === undefined && flakes.head.finding === undefined) {
    return { value: [], findings: [noHosts(workshop.attribute)] };
  }
  const names = chooseHosts(all, config.hosts);
  const results = await evaluateSides(flakes, { names, workshop });
  const texts = await readAllTexts(results, workshop);
  const finished = results.map((result) => ({ ...result, state: stateOf(result, texts.byOutput) }));
  if (texts.isWhole) await Promise.all(finished.filter(({ host }) => host !== undefined).map((result) => keepHost(result, workshop)));
  const pairs = pairHosts({ names, flakes, results: finished });
  return {
    value: pairs.value,
    findings: [...unreadableNames(all), ...unmatchedPatterns(all, config.hosts), ...pairs.findings, ...(texts.isWhole ? [] : [partialFinding()])],
  };
}

function openWorkshop({ program, config, ports }: { program: NixProgram; config: Config; ports: EvaluationPorts }): Workshop {
  const { evaluation } = config;
  return { ports, program, evaluation, attribute: config["hosts-attribute"], limits: { seconds: evaluation.timeout, memory: evaluation["max-memory"] } };
}

/** Both sides of a flake; the same object twice where the trees are equal, so that nothing is evaluated twice. */
export type Flakes = { readonly base: Flake; readonly head: Flake };

async function openFlakes({ scope, base, head }: EvaluationRequest, workshop: Workshop): Promise<Flakes> {
  const { baseFlake, headFlake } = scope.hosts;
  const opening = openFlake({ side: "head", revision: head, folder: headFlake }, workshop);
  if (base.tree === head.tree && baseFlake === headFlake) {
    const flake = await opening;
    return { base: flake, head: flake };
  }
  const [flakeAtHead, flakeAtBase] = await Promise.all([opening, openFlake({ side: "base", revision: base, folder: baseFlake }, workshop)]);
  return { base: flakeAtBase, head: flakeAtHead };
}

/** Head first: a reader who watches wants to see their own change fail early. */
async function evaluateSides({ base, head }: Flakes, plan: { names: readonly string[]; workshop: Workshop }): Promise<readonly HostResult[]> {
  const { names, workshop } = plan;
  const sides = base === head || head.finding !== undefined ? [head] : [head, base];
  const tasks = names.flatMap((name) => sides.filter((flake) => flake.hosts.includes(name)).map((flake) => ({ flake, name })));
  return sideBySide(tasks, { jobs: workshop.evaluation["max-jobs"], each: (task) => evaluateHost(task, workshop) });
}

async function readAllTexts(results: readonly HostResult[], { ports, program, limits, evaluation }: Workshop): Promise<Awaited<ReturnType<typeof readTexts>>> {
  const hosts = results.flatMap(({ host }) => (host === undefined ? [] : [host]));
  const derivations = [...new Set(hosts.flatMap((host) => host.derivations))];
  const storeDir = hosts[0]?.storeDir ?? "/nix/store";
  return readTexts({ derivations, storeDir, nix: ports.nix, program, limits, jobs: evaluation["max-jobs"] });
}

function stateOf({ host, state }: HostResult, texts: ReadonlyMap<string, string>): HostState | undefined {
  return host === undefined ? state : withTexts(host, texts);
}
