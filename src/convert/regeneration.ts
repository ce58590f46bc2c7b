// A module that should be made again -> the command that does it, and the text it would write.
import { posix } from "node:path";
import type { ComposeProject } from "../compose/index.ts";
import type { ProjectSource } from "../discover/index.ts";
import { quoteShellWord, quoteShellWords } from "../nix/index.ts";
import { sha256 } from "../sha256.ts";
import { compose2nixArguments } from "./compose2nix-arguments.ts";
import { configuredOptions } from "./header.ts";
import type { MadeModule, ModuleMaker } from "./make-module.ts";
import type { ConvertOptions } from "./options.ts";
import { type Drift, RegeneratedModule } from "./project-plan.ts";

export type Regeneration = {
  readonly source: ProjectSource;
  readonly project: ComposeProject;
  readonly options: ConvertOptions;
  /** Who makes the project's modules. */
  readonly program: ModuleMaker["program"];
  /** The module as it is committed, and as it should be. */
  readonly committed: string;
  readonly made: MadeModule;
};

/** As the plan's schema has it. */
const LONGEST_COMMAND = 8192;

/** What the plan says beside the drift itself. A text that the plan cannot hold whole is left out: half a module must not be written. */
export function regenerationOf(regeneration: Regeneration): Pick<Drift, "command" | "module"> {
  const { source, committed, made } = regeneration;
  const flags = regeneration.program === "stowplan" ? ownFlags(source, regeneration.options) : foreignFlags(regeneration);
  const command = `${source.folder === "." ? "" : `cd ${quoteShellWord(source.folder)} && `}${variables(regeneration)}${quoteShellWords(flags)}`;
  const replaces = sha256(committed);
  const module = made.text === "" || made.standsIn === true ? undefined : RegeneratedModule.safeParse({ text: made.text, replaces }).data;
  return { ...(command.length > LONGEST_COMMAND ? {} : { command }), ...(module === undefined ? {} : { module }) };
}

/** The values may be secret, and the reader's shell has its own. */
function variables({ options }: Regeneration): string {
  return Object.keys(options.config.environment).map((name) => `${name}="$${name}" `).join("");
}

function foreignFlags({ source, project, options }: Regeneration): readonly string[] {
  const args = compose2nixArguments({ inputs: source.inputs, folder: source.folder, name: project.name, root: project.root }, options);
  return ["compose2nix", ...args, `-output=${posix.relative(source.folder, source.output ?? "module.nix")}`];
}

/** Paths are those of the project's own folder, because the command line's are. */
function ownFlags(source: ProjectSource, options: ConvertOptions): readonly string[] {
  const toFolder = (path: string): string => (posix.isAbsolute(path) ? path : posix.relative(source.folder, path));
  const config = { ...options.config, env_files: options.config.env_files.map(toFolder) };
  const written = configuredOptions({ ...options, config }).filter(([name]) => name !== "environment" && name !== "runtime");
  const flags = [
    ["inputs", source.inputs.map(toFolder).join(",")],
    ["output", toFolder(source.output ?? "module.nix")],
    ["runtime", options.runtime],
    ...(options.dialect === "stowplan" ? [] : [["dialect", options.dialect]]),
    ...written.map(([name, value]) => [name, Array.isArray(value) ? value.join(",") : String(value)]),
  ];
  return ["stowplan", "convert", ...flags.map(([name, value]) => `--${String(name)}=${String(value)}`)];
}
