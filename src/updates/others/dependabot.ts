// Dependabot's configuration in the repository -> what it updates already.
// https://docs.github.com/en/code-security/dependabot/working-with-dependabot/dependabot-options-reference
import { parse } from "yaml";
import * as z from "zod";
import { compileGlob } from "../../discover/index.ts";
import type { SourceTree } from "../../ports.ts";
import type { OtherBot, OtherManager } from "./other-bot.ts";

const FILES = [".github/dependabot.yml", ".github/dependabot.yaml"] as const;
const MAXIMUM_LENGTH = 200_000;
const ECOSYSTEMS: Readonly<Record<string, OtherManager>> = { "docker-compose": "compose", docker: "dockerfile" };

const Folder = z.string().max(500);
const Entry = z.looseObject({ "package-ecosystem": z.string().max(100), directory: Folder.optional(), directories: z.array(Folder).max(200).optional() });
const Dependabot = z.looseObject({ updates: z.array(Entry.optional().catch(undefined)).max(500) });

function parseYaml(text: string): unknown {
  try {
    const data: unknown = parse(text, { maxAliasCount: 10, logLevel: "silent" });
    return data;
  } catch {
    return undefined;
  }
}

/** A folder as it is written there, `/` for the root, may be a glob. */
function folderTest(folder: string): (file: string) => boolean {
  const glob = compileGlob(folder.replace(/^\/+|\/+$/g, ""));
  const isRoot = /^\/*$/.test(folder);
  return (file) => {
    const parent = file.slice(0, Math.max(0, file.lastIndexOf("/")));
    return isRoot ? parent === "" : glob(parent);
  };
}

/** Undefined where there is no configuration with containers in it. */
export async function findDependabot(tree: SourceTree): Promise<OtherBot | undefined> {
  for (const file of FILES) {
    const text = tree.entries.has(file) ? await tree.read(file) : undefined;
    if (text === undefined || text.length > MAXIMUM_LENGTH) continue;
    const updates = Dependabot.safeParse(parseYaml(text)).data?.updates ?? [];
    const entries = updates.flatMap((entry) => {
      const manager = entry === undefined ? undefined : ECOSYSTEMS[entry["package-ecosystem"]];
      if (entry === undefined || manager === undefined) return [];
      return [{ manager, folders: [...(entry.directories ?? []), ...(entry.directory === undefined ? [] : [entry.directory])].map(folderTest) }];
    });
    if (entries.length === 0) return undefined;
    return { name: "Dependabot", file, takes: (manager, path) => entries.some((entry) => entry.manager === manager && entry.folders.some((isIn) => isIn(path))), readsNix: false };
  }
  return undefined;
}
