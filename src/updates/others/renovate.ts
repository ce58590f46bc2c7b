// Renovate's configuration in the repository -> what it updates already. https://docs.renovatebot.com/configuration-options/
import * as z from "zod";
import { compileGlob } from "../../discover/index.ts";
import type { SourceTree } from "../../ports.ts";
import type { OtherBot, OtherManager } from "./other-bot.ts";

/** In the order in which Renovate looks for them; package.json comes last. */
const FILES = ["renovate.json", "renovate.json5", ".github/renovate.json", ".github/renovate.json5", ".renovaterc", ".renovaterc.json", ".renovaterc.json5", "package.json"] as const;
const MAXIMUM_LENGTH = 1_000_000;

const MANAGERS: Readonly<Record<OtherManager, string>> = { compose: "docker-compose", dockerfile: "dockerfile" };
/** The managers' own patterns, as their pages give them. */
const DEFAULT_FILES: Readonly<Record<OtherManager, RegExp>> = {
  compose: /(?:^|\/)(?:docker-)?compose[^/]*\.ya?ml$/,
  dockerfile: /(?:^|\/|\.)(?:docker|container)file$|(?:^|\/)(?:docker|container)file[^/]*$/i,
};
/** What `:ignoreModulesAndTests` leaves out, which the recommended presets include. */
const TEST_FOLDERS = /(?:^|\/)(?:node_modules|bower_components|vendor|examples|__tests__|tests?|__fixtures__)\//;

const Texts = z.array(z.string().max(1000)).max(1000).catch([]);
const Manager = z.looseObject({ enabled: z.boolean().optional().catch(undefined) }).optional().catch(undefined);
const CustomManager = z.looseObject({ fileMatch: Texts.default([]), managerFilePatterns: Texts.default([]) });
const Renovate = z.looseObject({
  enabled: z.boolean().optional().catch(undefined),
  extends: Texts.default([]),
  enabledManagers: Texts.optional(),
  ignorePaths: Texts.optional(),
  "docker-compose": Manager,
  dockerfile: Manager,
  customManagers: z.array(CustomManager).max(200).catch([]).default([]),
  regexManagers: z.array(CustomManager).max(200).catch([]).default([]),
});
type Renovate = z.infer<typeof Renovate>;
const Package = z.looseObject({ renovate: Renovate.optional() });

async function parseRelaxed(text: string): Promise<unknown> {
  const { default: json5 } = await import("json5");
  try {
    const data: unknown = json5.parse(text);
    return data;
  } catch {
    // A file that Renovate cannot read either says only that it is there.
    return {};
  }
}

async function readConfiguration(tree: SourceTree): Promise<{ readonly file: string; readonly config: Renovate } | undefined> {
  for (const file of FILES) {
    if (!tree.entries.has(file)) continue;
    const text = await tree.read(file);
    if (text === undefined || text.length > MAXIMUM_LENGTH) continue;
    const data = await parseRelaxed(text);
    const config = file === "package.json" ? Package.safeParse(data).data?.renovate : Renovate.safeParse(data).data;
    if (config !== undefined) return { file, config };
  }
  return undefined;
}

/** `ignorePaths` are parts of paths, or globs. */
function ignoresPath(config: Renovate): (file: string) => boolean {
  if (config.ignorePaths !== undefined) {
    const tests = config.ignorePaths.map((pattern) => ({ pattern, glob: compileGlob(pattern) }));
    return (file) => tests.some(({ pattern, glob }) => file.includes(pattern) || glob(file));
  }
  const isRecommended = config.extends.some((preset) => /^(?:config:(?:recommended|best-practices|base)|:ignoreModulesAndTests)$/.test(preset));
  return (file) => isRecommended && TEST_FOLDERS.test(file);
}

/** Undefined where there is no configuration, or it turns Renovate off. A manager's own file patterns beyond the default ones are not read. */
export async function findRenovate(tree: SourceTree): Promise<OtherBot | undefined> {
  const found = await readConfiguration(tree);
  if (found === undefined || found.config.enabled === false) return undefined;
  const { file, config } = found;
  const isIgnored = ignoresPath(config);
  const isOn = (manager: OtherManager): boolean => {
    const name = MANAGERS[manager];
    const own = manager === "compose" ? config["docker-compose"] : config.dockerfile;
    return own?.enabled !== false && (config.enabledManagers === undefined || config.enabledManagers.includes(name));
  };
  const custom = [...config.customManagers, ...config.regexManagers].flatMap((one) => [...one.fileMatch, ...one.managerFilePatterns]);
  return {
    name: "Renovate",
    file,
    takes: (manager, path) => isOn(manager) && DEFAULT_FILES[manager].test(path) && !isIgnored(path),
    // The patterns are the pull request's: they are looked at and never run.
    readsNix: custom.some((pattern) => /\bnix\b/.test(pattern)),
  };
}
