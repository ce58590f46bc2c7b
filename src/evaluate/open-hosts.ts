// Two revisions and the configuration -> the flake at both, and the names of the hosts that are to be looked at.
import type { Config } from "../config/index.ts";
import type { Scope } from "../discover/index.ts";
import type { Finding } from "../errors.ts";
import type { NixProgram, Revision } from "../ports.ts";
import { chooseHosts, unmatchedPatterns, unreadableNames } from "./choose-hosts.ts";
import { nixMissing, nixTooOld } from "./findings.ts";
import type { Flake } from "./flake.ts";
import { jobsInMemory, tellReducedJobs } from "./jobs-in-memory.ts";
import { noHosts, unevenHosts } from "./missing-hosts.ts";
import { openFlake } from "./open-flake.ts";
import type { Share } from "./share.ts";
import type { EvaluationPorts, Workshop } from "./workshop.ts";

/** What is to be evaluated; `ports` may hold more. */
export type EvaluationRequest = {
  readonly scope: Scope;
  readonly base: Revision;
  readonly head: Revision;
  readonly config: Config;
  /** The part of the hosts that this job evaluates; all of them where it is absent. */
  readonly share?: Share | undefined;
  readonly ports: EvaluationPorts;
};

/** Both sides of a flake; the same object twice where the trees are equal, so that nothing is evaluated twice. */
export type Flakes = { readonly base: Flake; readonly head: Flake };

/** `names` are all hosts that the configuration chooses, whatever share of them this job has. */
export type OpenHosts = { readonly workshop: Workshop; readonly flakes: Flakes; readonly names: readonly string[] };

/** Opens both sides. Without `open` there is nothing to evaluate, and the findings say why where that needs a reason. */
export async function openHosts(request: EvaluationRequest): Promise<{ readonly open?: OpenHosts; readonly findings: readonly Finding[] }> {
  const { scope, config, ports } = request;
  const { affected, baseFlake, headFlake } = scope.hosts;
  const isNone = affected.kind === "some" && affected.hosts.length === 0;
  if (isNone || (baseFlake === undefined && headFlake === undefined)) return { findings: [] };
  const program = await ports.nix.probe();
  if (program === undefined) return { findings: [nixMissing()] };
  if (!program.hasFlakes) return { findings: [nixTooOld(program)] };
  const workshop = openWorkshop({ program, config, ports });
  if (affected.kind === "all" && affected.reason !== undefined) ports.log.info(`every host is evaluated: ${affected.reason}`);
  const flakes = await openFlakes(request, workshop);
  const all = [...new Set([...flakes.base.hosts, ...flakes.head.hosts])].toSorted();
  const notes = flakes.head.notes ?? [];
  if (all.length === 0 && flakes.base.finding === undefined && flakes.head.finding === undefined) {
    return { findings: [noHosts(workshop.attribute, flakes.head.missing), ...notes] };
  }
  const findings = [...notes, ...unevenHosts(workshop.attribute, { ...flakes.head, twice: namesTwice(flakes) }), ...unreadableNames(all), ...unmatchedPatterns(all, config.hosts)];
  return { open: { workshop, flakes, names: chooseHosts(all, config.hosts) }, findings };
}

function openWorkshop({ program, config, ports }: { program: NixProgram; config: Config; ports: EvaluationPorts }): Workshop {
  const { evaluation } = config;
  const jobs = jobsInMemory(evaluation, ports.freeMemory?.());
  if (jobs.isReduced) ports.log.info(tellReducedJobs(jobs, evaluation));
  const limits = { seconds: evaluation.timeout, memory: evaluation["max-memory"] };
  return { ports, program, evaluation, attribute: config["hosts-attribute"], submodules: config.submodules, limits, jobs: jobs.count };
}

async function openFlakes({ scope, base, head }: EvaluationRequest, workshop: Workshop): Promise<Flakes> {
  const { baseFlake, headFlake } = scope.hosts;
  const opening = openFlake({ side: "head", revision: head, folder: headFlake }, workshop);
  if (base.tree === head.tree && baseFlake === headFlake) {
    const flake = await opening;
    return { base: flake, head: flake };
  }
  const [flakeAtHead, flakeAtBase] = await Promise.all([opening, openFlake({ side: "base", revision: base, folder: baseFlake }, workshop)]);
  const twice = namesTwice({ base: flakeAtBase, head: flakeAtHead });
  return { base: tellApart(flakeAtBase, twice), head: tellApart(flakeAtHead, twice) };
}

/** Names that several branches have at either side. */
function namesTwice({ base, head }: Flakes): readonly string[] {
  const names = [base, head].flatMap(({ apart }) => Object.entries(apart).flatMap(([name, hosts]) => (hosts.length > 1 ? [name] : [])));
  return [...new Set(names)].toSorted();
}

/** A host has one name at both sides, also where a second one of its name comes or goes. */
function tellApart(flake: Flake, twice: readonly string[]): Flake {
  return { ...flake, hosts: flake.hosts.flatMap((name) => (twice.includes(name) ? (flake.apart[name] ?? [name]) : [name])) };
}
