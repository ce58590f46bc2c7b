// The Compose files of one folder -> the projects that docker compose sees there.

/** compose-go, cli/options.go: the first of these that exists is the project, the first of those is merged over it. */
const MAIN_FILES = ["compose.yaml", "compose.yml", "docker-compose.yml", "docker-compose.yaml"];
const OVERRIDE_FILES = ["compose.override.yml", "compose.override.yaml", "docker-compose.override.yml", "docker-compose.override.yaml"];

/** Files of a project; `isMain` where a plain `docker compose up` in the folder takes it. */
export type FileGroup = { readonly files: readonly string[]; readonly isMain: boolean };

/**
 * Groups file names of one folder. Every other Compose file is a project of its own, as `docker compose -f FILE` would take it;
 * files that are merged in another way need a `projects` entry. A main file that another one hides is left out, as docker
 * compose leaves it out.
 */
export function groupFiles(names: readonly string[]): readonly FileGroup[] {
  const main = MAIN_FILES.find((name) => names.includes(name));
  const override = OVERRIDE_FILES.find((name) => names.includes(name));
  const known = new Set([...MAIN_FILES, ...OVERRIDE_FILES]);
  const others = names.filter((name) => !known.has(name)).map((name) => ({ files: [name], isMain: false }));
  if (main === undefined) return [...others, ...(override === undefined ? [] : [{ files: [override], isMain: false }])];
  return [{ files: override === undefined ? [main] : [main, override], isMain: true }, ...others];
}
