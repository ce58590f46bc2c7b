// A module that should be made again -> the command that does it, and the text it would write.
import { createHash } from "node:crypto";
import { posix } from "node:path";
import type { ProjectSource } from "../discover/index.ts";
import { quoteShellWord, quoteShellWords } from "../nix/index.ts";
import { configuredOptions } from "./header.ts";
import type { ConvertOptions } from "./options.ts";
import { type Drift, RegeneratedModule } from "./project-plan.ts";

export type Regeneration = {
  readonly source: ProjectSource;
  readonly options: ConvertOptions;
  /** The module as it is committed, and as it should be. */
  readonly committed: string;
  readonly text: string;
};

/** As the plan's schema has it. */
const LONGEST_COMMAND = 8192;

/** What the plan says beside the drift itself. A text that the plan cannot hold whole is left out: half a module must not be written. */
export function regenerationOf({ source, options, committed, text }: Regeneration): Pick<Drift, "command" | "module"> {
  const command = regenerateCommand(source, options);
  const replaces = createHash("sha256").update(committed).digest("hex");
  const module = text === "" ? undefined : RegeneratedModule.safeParse({ text, replaces }).data;
  return { ...(command.length > LONGEST_COMMAND ? {} : { command }), ...(module === undefined ? {} : { module }) };
}

/** `cd media && stowplan convert --inputs=… --output=…`: paths are the project's own, because the command line's are. */
function regenerateCommand(source: ProjectSource, options: ConvertOptions): string {
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
  // The values may be secret, and the reader's shell has its own.
  const variables = Object.keys(options.config.environment).map((name) => `${name}="$${name}" `);
  const words = quoteShellWords(["stowplan", "convert", ...flags.map(([name, value]) => `--${String(name)}=${String(value)}`)]);
  return `${source.folder === "." ? "" : `cd ${quoteShellWord(source.folder)} && `}${variables.join("")}${words}`;
}
