// Changed paths and configuration -> the Compose projects and hosts that the pull request can touch.
import { type Config, CONFIG_FILES } from "../config/index.ts";
import type { Found } from "../errors.ts";
import type { FileChange } from "../ports.ts";
import { normalPath } from "../repository-paths.ts";
import { findHosts } from "./hosts-in-scope.ts";
import { findInputs } from "./inputs/find-inputs.ts";
import { linkedFiles } from "./linked-files.ts";
import { listProjects, type Trees } from "./list-projects.ts";
import { locateFlake } from "./locate-flake.ts";
import type { ProjectSource, Scope } from "./scope.ts";
import { isTouched } from "./touched.ts";

export type DiscoverRequest = Trees & { readonly changes: readonly FileChange[]; readonly config: Config };

/** Decides what needs work. A change of stowplan's own configuration touches every project that it names. */
export async function discover({ base, head, changes, config }: DiscoverRequest): Promise<Found<Scope>> {
  const trees = { base, head };
  // Where nothing changed nothing can be missed, not even a flake.
  if (changes.length === 0) return { value: { projects: [], inputs: [], hosts: { affected: { kind: "some", hosts: [] } } }, findings: [] };
  const flake = locateFlake(trees, { folder: normalPath(config.flake), changes });
  const hosts = await findHosts(trees, { config, flake, changes });
  const inputs = await findInputs({ ...trees, changes, flake });
  const projects = await listProjects(trees, config);
  const isConfigChanged = changes.some(({ path }) => CONFIG_FILES.some((file) => file === path));
  const isConfigured = (project: ProjectSource): boolean => config.projects.includes(project.options);
  const touched = await Promise.all(
    projects.value.map(async (project) => (isConfigChanged && isConfigured(project)) || (await isTouched(project, { changes, trees }))),
  );
  return {
    value: { projects: projects.value.filter((_, index) => touched[index] === true), inputs: inputs.value, hosts: hosts.value },
    findings: [...projects.findings, ...linkedFiles(head, { changes, patterns: config.compose }), ...inputs.findings, ...hosts.findings],
  };
}
