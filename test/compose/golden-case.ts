// The golden conversion cases beside the checkout: their inputs as a source tree, their options as a project's configuration.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import * as z from "zod";
import { ProjectConfig } from "../../src/config/index.ts";
import type { ProjectSource } from "../../src/discover/index.ts";
import type { SourceTree, TreeEntry } from "../../src/ports.ts";
import { goldenFolder, needsGolden } from "../support/shared-data.ts";

export { goldenFolder, needsGolden };

const Arguments = z.object({
  runtime: z.enum(["docker", "podman"]),
  root: z.string().nullish(),
  project: z.string().nullish(),
  env: z.record(z.string(), z.string()),
  flags: z.looseObject({ inputs: z.array(z.string()) }),
  option: z.string().nullish(),
});

export type GoldenCase = {
  readonly name: string;
  readonly folder: string;
  readonly option: string | undefined;
  readonly source: ProjectSource;
  readonly tree: SourceTree;
};

/** All cases; empty where the data are missing. */
export function goldenCases(): readonly GoldenCase[] {
  const folder = join(goldenFolder, "convert");
  if (!existsSync(folder)) return [];
  const names = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  return names.toSorted().map((name) => readCase(name, join(folder, name)));
}

function readCase(name: string, folder: string): GoldenCase {
  const { flags, env, option, root, project } = Arguments.parse(readJson(join(folder, "args.json")));
  const options = ProjectConfig.parse({ root_path: root ?? undefined, project: project ?? undefined, ...flags, environment: env });
  const source: ProjectSource = { label: name, folder: ".", inputs: options.inputs, options, existsIn: { base: true, head: true } };
  return { name, folder, option: option ?? undefined, source, tree: folderTree(join(folder, "files")) };
}

export function readJson(path: string): unknown {
  return JSON.parse(readFileSync(path, "utf8"));
}

/** A folder of this machine as the tree of a revision. */
export function folderTree(folder: string): SourceTree {
  const entries = new Map<string, TreeEntry>();
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    const path = relative(folder, join(entry.parentPath, entry.name));
    if (entry.isFile()) entries.set(path, { path, kind: "file" });
    if (entry.isSymbolicLink()) entries.set(path, { path, kind: "link" });
  }
  return {
    revision: { commit: "0".repeat(40), tree: "0".repeat(40) },
    entries,
    read: (path) => Promise.resolve(entries.get(path)?.kind === "file" ? readFileSync(join(folder, path), "utf8") : undefined),
  };
}
