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
  const secrets = config.sops_file === undefined ? [] : labelSettings(keys).sopsSecrets;
  return [...files.map(nixString), ...secrets.map((secret) => nixReference("config", "sops", "secrets", secret, "path"))];
}

function filePaths(keys: ComposeMap, { options, project, isFull }: Conversion): readonly string[] {
  // Configured paths start at the repository's root.
  const own = options.config.env_files.map((path) => (posix.isAbsolute(path) ? path : posix.join(project.root, posix.relative(project.folder, path))));
  const services = itemsAt(keys, "env_file").map((file) => textAt(file, "path") ?? "");
  const unique = [...new Set([...own, ...services])];
  // compose2nix lists them by name, and also those that are not there: the container then does not start.
  if (!isFull) return unique.toSorted();
  const optional = new Set(itemsAt(keys, "env_file").filter((file) => textAt(file, "required") === "false").map((file) => textAt(file, "path") ?? ""));
  return unique.filter((path) => !optional.has(path) || project.files.some((file) => file.kind === "environment" && path.endsWith(file.path)));
}
