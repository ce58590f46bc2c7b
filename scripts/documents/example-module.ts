// The example's Compose file -> its generated module, at base and as the pull request's author left it.
import { join } from "node:path";
import { readProject } from "../../src/compose/index.ts";
import { readConfig } from "../../src/config/index.ts";
import { convertProject } from "../../src/convert/index.ts";
import { discover } from "../../src/discover/index.ts";
import { openDirectoryTree } from "../../src/host/directory-tree.ts";

const PROJECT = "hosts/falcon/mealie";

/** Paths of the repository to their texts: base's module is what the converter gives; head's has PostgreSQL's new version typed in. */
export async function exampleModules(root: string): Promise<readonly (readonly [string, string])[]> {
  const { tree: base } = await openDirectoryTree(join(root, "examples", "homelab", "base"));
  const config = await readConfig({ base, head: base, inputs: {} });
  const changes = [{ path: `${PROJECT}/compose.yml`, status: "modified" as const }];
  const [source] = (await discover({ base, head: base, changes, config: config.value })).value.projects;
  const project = source === undefined ? undefined : (await readProject(source, base)).value;
  if (source === undefined || project === undefined) throw new Error(`the example has no project in ${PROJECT}`);
  const { text } = convertProject(project, { runtime: source.options.runtime ?? "podman", dialect: "stowplan", config: source.options });
  const path = (side: string): string => `examples/homelab/${side}/${PROJECT}/docker-compose.nix`;
  return [
    [path("base"), text],
    [path("head"), text.replace("postgres:15", "postgres:16")],
  ];
}
