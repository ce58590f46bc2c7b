// A project's options -> the flags of `stowplan convert`: compose2nix's names, read off the one schema.
import { type CommandUnknownOpts, Option } from "@commander-js/extra-typings";
import * as z from "zod";
import { ProjectConfig } from "../../config/index.ts";
import { convertCommand, type ConvertCommandOptions } from "./convert.ts";
import { runCommand } from "./run-command.ts";

/** No flag of their own: the shell's variables and standard output are there. */
const WITHOUT_FLAG: ReadonlySet<string> = new Set(["environment"]);

/** On the command line these mean something else where they are absent than in the configuration. */
const OWN_TEXTS: Readonly<Record<string, string>> = {
  inputs: "Compose files of the project, in the order they are merged. Default: the one that docker compose would take.",
  output: "File to write the module to. Default: it is printed.",
  root_path: "Absolute path of the project's folder on the host; relative bind mounts start there. Default: this folder.",
};

function bare(schema: unknown): unknown {
  return schema instanceof z.ZodDefault || schema instanceof z.ZodOptional ? bare(schema.unwrap()) : schema;
}

function commaList(value: string): readonly string[] {
  return value.split(",").filter((item) => item !== "");
}

/** `--auto_start=false` as well as `--auto_start`. What is neither true nor false stays text, which the schema refuses. */
function boolean(value: string): boolean | string {
  return value === "true" || value === "false" ? value === "true" : value;
}

function addFlag(command: CommandUnknownOpts, [name, schema]: readonly [string, z.ZodType]): void {
  const type = bare(schema);
  const text = OWN_TEXTS[name] ?? schema.description ?? "";
  if (type instanceof z.ZodArray) command.option(`--${name} <list>`, `${text} Separated by commas.`, commaList);
  else if (type instanceof z.ZodBoolean) command.option(`--${name} [true|false]`, text, boolean);
  else command.option(`--${name} <value>`, text);
}

/** Adds the flags and what the command does. */
export function addConvertOptions(command: CommandUnknownOpts): void {
  for (const option of Object.entries(ProjectConfig.shape)) if (!WITHOUT_FLAG.has(option[0])) addFlag(command, option);
  command
    .option("--canonical", "print the project as `docker-compose config --format json` does, instead of converting it")
    .addOption(new Option("--dialect <name>", "`stowplan` carries every key it can, `compose2nix` only what compose2nix does").choices(["stowplan", "compose2nix"]).default("stowplan"))
    .addOption(new Option("--converter <name>", "who converts: `stowplan`, or the `compose2nix` that is installed").choices(["stowplan", "compose2nix"]).default("stowplan"))
    .action(() => runCommand(() => convertCommand(chosen(command.opts()))));
}

function chosen({ canonical, dialect, converter, ...project }: Readonly<Record<string, unknown>>): ConvertCommandOptions {
  return {
    canonical: canonical === true,
    dialect: dialect === "compose2nix" ? dialect : "stowplan",
    converter: converter === "compose2nix" ? converter : "stowplan",
    project,
  };
}
