// A project's options -> the flags of compose2nix, which writes them as Go's flag package reads them: `-name=value`.
import { posix } from "node:path";
import { configuredOptions } from "./header.ts";
import type { ConvertOptions } from "./options.ts";

/** Paths are relative to the repository's root, as is `folder`, where the program runs; `root` is the folder on the host. */
export type ConverterProject = { readonly inputs: readonly string[]; readonly folder: string; readonly name: string; readonly root: string };

/** Options that compose2nix does not have, and those that are given in any case. */
const WITHOUT_FLAG: ReadonlySet<string> = new Set(["profiles", "environment", "project", "root_path", "env_files"]);

/** The flags that give the module which these options ask for; `-output` is the runner's affair. */
export function compose2nixArguments(project: ConverterProject, { runtime, config }: Pick<ConvertOptions, "runtime" | "config">): readonly string[] {
  const toFolder = (paths: readonly string[]): string => paths.map((path) => (posix.isAbsolute(path) ? path : posix.relative(project.folder, path))).join(",");
  const options = configuredOptions({ runtime, dialect: "compose2nix", config }).filter(([name]) => !WITHOUT_FLAG.has(name));
  const flags: readonly (readonly [string, unknown])[] = [
    ["inputs", toFolder(project.inputs)],
    ["project", project.name],
    ["root_path", project.root],
    ["runtime", runtime],
    ...(config.env_files.length === 0 ? [] : [["env_files", toFolder(config.env_files)] as const]),
    ...options,
  ];
  return flags.map(([name, value]) => `-${name}=${String(value)}`);
}
