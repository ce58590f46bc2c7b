// A committed module that is exactly what its Compose files give -> the same made from edited files.
import { type ComposeProject, readProject } from "../compose/index.ts";
import type { ProjectSource } from "../discover/index.ts";
import type { SourceTree } from "../ports.ts";
import { convertProject } from "./convert-project.ts";
import { dialectOf, readHeader } from "./header.ts";
import { inferOptions, inferRoot, inferRuntime } from "./infer-options.ts";
import type { ConvertOptions } from "./options.ts";
import { readModule } from "./read-module.ts";

/** Makes the module from another tree; undefined where its files give none. */
export type RemakeModule = (tree: SourceTree) => Promise<string | undefined>;

export type RemakeRequest = { readonly source: ProjectSource; readonly module: string; readonly tree: SourceTree };

async function read(source: ProjectSource, tree: SourceTree): Promise<ComposeProject | undefined> {
  const { value } = await readProject(source, tree);
  return value?.isValid === true ? value : undefined;
}

/**
 * Finds the options with which our converter gives the module byte for byte: those that are configured, or those that the module
 * shows. Undefined where neither does, because it was edited, formatted, or made by another program or version.
 */
export async function moduleRemaker({ source, module, tree }: RemakeRequest): Promise<RemakeModule | undefined> {
  const [committed, project] = await Promise.all([readModule(module), read(source, tree)]);
  if (committed === undefined || project === undefined) return undefined;
  const root = source.options.root_path ?? inferRoot(committed.facts, project);
  const own = root === undefined ? source : { ...source, options: { ...source.options, root_path: root } };
  const placed = root === undefined ? project : await read(own, tree);
  const common = { runtime: source.options.runtime ?? inferRuntime(module) ?? "podman", dialect: dialectOf(readHeader(module)) } as const;
  const candidates: readonly ConvertOptions[] = [source.options, own.options, inferOptions(committed, source.options), inferOptions(committed, own.options)].map((config) => ({ ...common, config }));
  const options = candidates.find((candidate) => placed !== undefined && convertProject(placed, candidate).text === module);
  if (options === undefined) return undefined;
  return async (edited) => {
    const fresh = await read(own, edited);
    return fresh === undefined ? undefined : convertProject(fresh, options).text;
  };
}
