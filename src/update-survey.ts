// The table of contents of what an update run looks at: one revision, every file of it -> its pins, and what is newer.
import { type ProjectPair, readProjects } from "./compose/index.ts";
import { type Config, type ConfigInputs, readConfig, registryOptions } from "./config/index.ts";
import { discover } from "./discover/index.ts";
import { type Finding, StowplanError } from "./errors.ts";
import { evaluateHosts, type HostPair } from "./evaluate/index.ts";
import { findPins, type Pin } from "./pins/index.ts";
import type { PlanPorts, Registry, Revision, SourceTree } from "./ports.ts";
import { findUpdates, type FoundUpdates } from "./updates/index.ts";

/** What is known of a revision before anything is proposed. */
export type UpdateSurvey = {
  readonly revision: Revision;
  readonly tree: SourceTree;
  readonly config: Config;
  readonly registry: Registry;
  readonly hosts: readonly HostPair[];
  /** Compose projects, whose modules are made again after an edit. */
  readonly projects: readonly ProjectPair[];
  readonly pins: readonly Pin[];
  readonly updates: FoundUpdates;
  readonly findings: readonly Finding[];
};

export type SurveyRequest = { readonly revision: string; readonly inputs: ConfigInputs; readonly now: Date };

/** A configuration that is not understood could have forbidden what would be proposed. */
function refuseInvalid(findings: readonly Finding[]): void {
  const invalid = findings.find(({ code, severity }) => code === "config-invalid" && severity === "error");
  if (invalid === undefined) return;
  throw new StowplanError({ code: "config", subject: invalid.subject, message: invalid.message, hint: `${invalid.hint} Nothing is proposed until then.` });
}

/** Looks at a revision as if all of it were new. Throws `config` where the configuration has mistakes, and what the ports throw. */
export async function surveyUpdates({ revision: name, inputs, now }: SurveyRequest, ports: PlanPorts): Promise<UpdateSurvey> {
  const revision = await ports.git.resolve(name);
  const head = await ports.git.tree(revision);
  const changes = [...head.entries.values()].map(({ path }) => ({ path, status: "added" as const }));
  const config = await readConfig({ base: head, head, inputs });
  refuseInvalid(config.findings);
  const scope = await discover({ base: head, head, changes, config: config.value });
  const projects = await readProjects({ sources: scope.value.projects, base: head, head });
  const hosts = await evaluateHosts({ scope: scope.value, base: revision, head: revision, config: config.value, ports });
  const registry = ports.openRegistry(registryOptions(config.value));
  const pins = await findPins({ head, changes, hosts: hosts.value, projects: projects.value });
  const updates = await findUpdates({ pins: pins.value, head, registry, config: config.value, log: ports.log, now });
  const findings = [config, scope, projects, hosts, pins, updates].flatMap((part) => part.findings);
  return { revision, tree: head, config: config.value, registry, hosts: hosts.value, projects: projects.value, pins: pins.value, updates: updates.value, findings };
}
