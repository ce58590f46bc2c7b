// The table of contents: what happens to a pull request, from two revisions to a plan, and from a plan to a comment.
import { readProjects, secretsOfProjects } from "./compose/index.ts";
import { type ConfigInputs, readConfig, registryOptions } from "./config/index.ts";
import { convertProjects } from "./convert/index.ts";
import { discover } from "./discover/index.ts";
import { evaluateHosts, type Share } from "./evaluate/index.ts";
import { compareImages } from "./images/index.ts";
import { findPins } from "./pins/index.ts";
import type { PlanPorts, PublishPorts } from "./ports.ts";
import { applyPublication, decidePublication, type Published, readThread, writeBeside, writeModules, writeSuggestions } from "./publish/index.ts";
import { assemblePlan, type Plan, type PlanPages } from "./report/index.ts";
import { checkPolicy, planHosts } from "./switch/index.ts";
import { findUpdates } from "./updates/index.ts";

/** What to plan: two revisions of one repository, and the options that do not come from its files. */
export type PlanRequest = {
  /** Any revision git knows; the pull request's merge base, or the first parent of its merge commit. */
  readonly base: string;
  /** The revision that the merge would give. */
  readonly head: string;
  /** The tip of the pull request's branch, where it is not `head` itself. */
  readonly tip?: string;
  readonly inputs: ConfigInputs;
  /** The share of the hosts to evaluate, where several jobs plan them together. */
  readonly share?: Share;
};

/**
 * Makes the plan. Mistakes in the repository, hosts that do not evaluate and registries that do not answer are findings of
 * the plan; a StowplanError is thrown only where no plan can be made (no repository, no such revision).
 */
export async function runPlan(request: PlanRequest, ports: PlanPorts): Promise<Plan> {
  const { git, log } = ports;
  const [baseRevision, headRevision] = await Promise.all([git.resolve(request.base), git.resolve(request.head)]);
  const [base, head, changes] = await Promise.all([
    git.tree(baseRevision),
    git.tree(headRevision),
    git.changes(baseRevision, headRevision),
  ]);
  const config = await readConfig({ base, head, inputs: request.inputs });
  const scope = await discover({ base, head, changes, config: config.value });
  const projects = await readProjects({ sources: scope.value.projects, base, head });
  const conversions = await convertProjects({ projects: projects.value, base, head, convert: config.value.convert, ports });
  const hosts = await evaluateHosts({ scope: scope.value, base: baseRevision, head: headRevision, config: config.value, share: request.share, ports });
  const switches = planHosts(hosts.value, config.value);
  const policy = { findings: checkPolicy({ hosts: hosts.value, projects: projects.value, config: config.value }) };
  const registry = ports.openRegistry(registryOptions(config.value));
  const images = await compareImages({ hosts: hosts.value, projects: projects.value, registry, config: config.value, ports });
  const pins = await findPins({ head, changes, hosts: hosts.value, projects: projects.value });
  const updates = await findUpdates({ pins: pins.value, head, registry, config: config.value, log });
  return assemblePlan({
    share: request.share,
    revisions: { base: baseRevision.commit, head: headRevision.commit, tip: request.tip ?? headRevision.commit },
    config: config.value,
    inputs: scope.value.inputs,
    hosts: switches.value,
    projects: conversions.value,
    images: images.value,
    updates: updates.value.updates,
    findings: [config, scope, projects, conversions, hosts, switches, policy, images, pins, updates].flatMap((part) => part.findings),
    secrets: secretsOfProjects(projects.value),
  });
}

/** A plan and the number of the pull request that it goes to, which is never taken from the plan. `isForeign`: another job made the plan. Its pages are never taken from it. */
export type PublishRequest = PlanPages & { readonly plan: Plan; readonly pullRequest: number; readonly isForeign?: boolean };

/**
 * Brings a plan to its pull request. The plan is untrusted data that was checked against its schema; nothing of the
 * repository is run. A plan of another head than the pull request's is skipped. Throws the forge's own errors.
 */
export async function publishPlan({ plan, pullRequest, isForeign = false, ...pages }: PublishRequest, ports: PublishPorts): Promise<Published> {
  const thread = await readThread(pullRequest, ports.forge);
  const published = await applyPublication(decidePublication(plan, { ...thread, ...pages }), ports);
  await writeModules({ plan, pullRequest }, ports);
  await writeSuggestions({ plan, pullRequest }, ports);
  return { ...published, ...(await writeBeside({ plan, pullRequest, isForeign, ...pages }, ports)) };
}
