// Environment files of the project and of a service -> `environmentFiles` of its container.
import { posix } from "node:path";
import { type ComposeMap, itemsAt, textAt } from "../compose/index.ts";
import { nixReference, nixString, type NixValue } from "../nix/index.ts";
import type { Conversion } from "./conversion.ts";
import { labelSettings } from "./label-settings.ts";

/** Files the engine reads when the container starts; of two files the later wins. */
export function environmentFiles(keys: ComposeMap, conversion: Conversion): readonly NixValue[] {
  const { config } = conversion.options;
  const isWanted = config.include_env_files || config.env_files_only;
  const files = isWanted ? filePaths(keys, conversion) : [];
  return [...files.map(nixString), ...secretFiles(keys, conversion).map(({ module, name }) => nixReference("config", module, "secrets", name, "path"))];
}

/** compose2nix's label needs `sops_file`; our own labels trust that the configuration defines the secrets. */
function secretFiles(keys: ComposeMap, { options, isFull }: Conversion): readonly { readonly module: "sops" | "age"; readonly name: string }[] {
  return labelSettings(keys).secrets.filter(({ module, isOwn }) => (isOwn && isFull) || (module === "sops" && options.config.sops_file !== undefined));
}

/** The project's own environment files as paths of the host; configured paths start at the repository's root. */
export function projectEnvironmentFiles({ options, project }: Conversion): readonly string[] {
  return options.config.env_files.map((path) => (posix.isAbsolute(path) ? path : posix.join(project.root, posix.relative(project.folder, path))));
}

function filePaths(keys: ComposeMap, conversion: Conversion): readonly string[] {
  const { project, isFull } = conversion;
  const own = projectEnvironmentFiles(conversion);
  const services = itemsAt(keys, "env_file").map((file) => textAt(file, "path") ?? "");
  const unique = [...new Set([...own, ...services])];
  // compose2nix lists them by name, and also those that are not there: the container then does not start.
  if (!isFull) return unique.toSorted();
  const optional = new Set(itemsAt(keys, "env_file").filter((file) => textAt(file, "required") === "false").map((file) => textAt(file, "path") ?? ""));
  return unique.filter((path) => !optional.has(path) || project.files.some((file) => file.kind === "environment" && path.endsWith(file.path)));
}
