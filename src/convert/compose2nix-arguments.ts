// A project's options -> the flags of compose2nix, which writes them as Go's flag package reads them: `-name=value`.
import { posix } from "node:path";
import { configuredOptions } from "./header.ts";
import type { ConvertOptions } from "./options.ts";

/** Paths are relative to the repository's root, as is `folder`, where the program runs; `root` is the folder on the host. */
export type ConverterProject = { readonly inputs: readonly string[]; readonly folder: string; readonly name: string; readonly root: string };

/** Its flags beside those that are given in any case; `check_bind_mounts` looks at this machine, which is no business of a plan. */
const FLAGS: ReadonlySet<string> = new Set(
  ["auto_format", "auto_start", "build", "check_systemd_mounts", "create_root_target", "default_stop_timeout", "enable_option", "env_files_only", "generate_unused_resources", "ignore_missing_env_files",
    "include_env_files", "option_prefix", "remove_volumes", "service_include", "sops_file", "use_compose_log_driver", "use_upheld_by", "write_nix_setup"],
);

/** The flags that give the module which these options ask for; `-output` is the runner's affair. */
export function compose2nixArguments(project: ConverterProject, { runtime, config }: Pick<ConvertOptions, "runtime" | "config">): readonly string[] {
  const toFolder = (paths: readonly string[]): string => paths.map((path) => (posix.isAbsolute(path) ? path : posix.relative(project.folder, path))).join(",");
  const options = configuredOptions({ runtime, dialect: "compose2nix", config }).filter(([name]) => FLAGS.has(name));
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
