import { createRequire as __createRequire } from "node:module";
const require = __createRequire(import.meta.url);
import {
  applyPublication,
  decidePublication,
  readThread,
  writeBeside,
  writeModules,
  writeSuggestions
} from "./chunk-MIPS32TM.js";
import {
  assemblePlan,
  compareImages,
  convertProjects,
  findPins,
  findUpdates
} from "./chunk-6ANWPEJB.js";
import {
  checkPolicy,
  planHosts
} from "./chunk-XS53JKRH.js";
import {
  discover,
  evaluateHosts,
  readProjects,
  secretsOfProjects
} from "./chunk-3KLBMR6O.js";
import {
  readConfig,
  registryOptions
} from "./chunk-ZAI775U2.js";

// src/plan.ts
async function runPlan(request, ports) {
  const { git, log } = ports;
  const [baseRevision, headRevision] = await Promise.all([git.resolve(request.base), git.resolve(request.head)]);
  const [base, head, changes] = await Promise.all([
    git.tree(baseRevision),
    git.tree(headRevision),
    git.changes(baseRevision, headRevision)
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
    secrets: secretsOfProjects(projects.value)
  });
}
async function publishPlan({ plan, pullRequest, isForeign = false, ...pages }, ports) {
  const thread = await readThread(pullRequest, ports.forge);
  const published = await applyPublication(decidePublication(plan, { ...thread, ...pages }), ports);
  await writeModules({ plan, pullRequest }, ports);
  await writeSuggestions({ plan, pullRequest }, ports);
  return { ...published, ...await writeBeside({ plan, pullRequest, isForeign, ...pages }, ports) };
}

export {
  runPlan,
  publishPlan
};
