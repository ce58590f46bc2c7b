// `stowplan convert`: Compose files in a folder -> a NixOS module, or the project as docker-compose would print it.
import { existsSync } from "node:fs";
import { dirname, join, posix, relative, resolve, sep } from "node:path";
import { type ComposeProject, readProject, strictFindings, toCanonical } from "../../compose/index.ts";
import { ProjectConfig, tellIssue } from "../../config/index.ts";
import { type Dialect, inferRuntime } from "../../convert/index.ts";
import type { ProjectSource } from "../../discover/index.ts";
import { type Finding, type Found, StowplanError } from "../../errors.ts";
import type { SourceTree } from "../../ports.ts";
import { openDirectoryTree } from "../directory-tree.ts";
import { createTerminalLog } from "../terminal-log.ts";
import { makeModule, type ModuleRequest } from "./make-module.ts";
import { print, writeResult } from "./output.ts";

/** Options of the command line that are no options of a project. */
export type ConvertCommandOptions = {
  readonly canonical?: boolean;
  readonly dialect: Dialect;
  readonly converter: "stowplan" | "compose2nix";
  /** The project's options as they were written: name to value, not yet checked. */
  readonly project: Readonly<Record<string, unknown>>;
};

type Place = { readonly root: string; readonly folder: string };

/** The repository that the current folder lies in, else the folder itself: no path of a Compose file may leave it. */
function findRoot(folder: string): string {
  for (let candidate = folder; ; candidate = dirname(candidate)) {
    if (existsSync(join(candidate, ".git"))) return candidate;
    if (dirname(candidate) === candidate) return folder;
  }
}

/** Names that docker compose looks for itself (Compose Specification, "The Compose file"); the first that exists is taken. */
const DEFAULT_INPUTS = ["compose.yaml", "compose.yml", "docker-compose.yaml", "docker-compose.yml"] as const;

function defaultInputs(folder: string): readonly string[] {
  const found = DEFAULT_INPUTS.find((name) => existsSync(join(folder, name)));
  if (found !== undefined) return [found];
  throw new StowplanError({ code: "usage", subject: folder, message: "there is no Compose file in this folder", hint: "Name the files with --inputs." });
}

function readOptions(written: Readonly<Record<string, unknown>>, { root, folder }: Place): ProjectConfig {
  const parsed = ProjectConfig.safeParse({ ...written, inputs: written["inputs"] ?? defaultInputs(folder) }, { error: tellIssue });
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new StowplanError({ code: "usage", subject: `--${String(issue?.path[0] ?? "inputs")}`, message: issue?.message ?? "wrong value", hint: "`stowplan convert --help` lists the options." });
  }
  const fromRoot = (path: string): string => relative(root, resolve(folder, path)).split(sep).join("/");
  const { inputs, env_files, root_path = folder } = parsed.data;
  return { ...parsed.data, inputs: inputs.map(fromRoot), env_files: env_files.map(fromRoot), root_path };
}

/** The shell's variables that the project's files name, `~` among them: the others must not find their way into the module's header. */
async function namedVariables(project: ComposeProject | undefined, tree: SourceTree): Promise<Record<string, string>> {
  const texts = await Promise.all((project?.files ?? []).map(({ path }) => tree.read(path)));
  const words = new Set(texts.flatMap((text) => [...(text?.match(/\w+/g) ?? []), ...(text?.includes("~") === true ? ["HOME"] : [])]));
  return Object.fromEntries(Object.entries(process.env).flatMap(([name, value]) => (value !== undefined && words.has(name) ? [[name, value]] : [])));
}

/** As a compiler prints them: `file:line:column: severity: message`. */
function tell({ severity, subject, message, hint, place }: Finding): readonly string[] {
  const at = place === undefined ? "" : [place.file, place.line, place.column].filter((part) => part !== undefined).join(":");
  return [`${at === "" ? "" : `${at}: `}${severity}: ${subject}: ${message}`, ...(hint === "" ? [] : [`  ${hint}`])];
}

function exitStatus(findings: readonly Finding[]): number {
  return findings.some(({ severity }) => severity === "error") ? 1 : 0;
}

/**
 * Converts the project of the current folder. Gives 1 where a finding is an error, which `warnings_as_errors` makes of a warning; a file
 * is not written then, so that half a module never takes the place of a whole one.
 */
export async function convertCommand(options: ConvertCommandOptions): Promise<number> {
  const folder = process.cwd();
  const root = findRoot(folder);
  const config = readOptions(options.project, { root, folder });
  const { tree, skipped } = await openDirectoryTree(root);
  const source = sourceOf(config, { root, folder });
  const first = await readProject({ ...source, options: { ...config, environment: environmentOf(config) } }, tree);
  const environment = { ...(await namedVariables(first.value, tree)), ...config.environment };
  const { value: project, findings } = await readProject({ ...source, options: { ...config, environment } }, tree);
  const committed = config.output === undefined ? undefined : await tree.read(relative(root, resolve(folder, config.output)));
  const runtime = config.runtime ?? inferRuntime(committed ?? "") ?? "podman";
  const moduleOptions = { runtime, dialect: options.dialect, config: { ...config, environment } };
  const made = project === undefined ? { value: "", findings: [] } : await makeText({ project, folder, source, options: moduleOptions }, options);
  const all = strictFindings([...skipped(), ...findings, ...made.findings], config);
  const log = createTerminalLog(process.stderr);
  for (const line of all.flatMap(tell)) log.info(line);
  const status = made.value === "" ? 1 : exitStatus(all);
  const file = options.canonical === true ? undefined : config.output;
  if (file === undefined) await print(made.value);
  else if (status === 0) await writeResult(file, made.value);
  else log.info(`${file} is left as it is, because of the errors above`);
  return status;
}

function sourceOf(config: ProjectConfig, { root, folder }: Place): ProjectSource {
  const path = relative(root, folder).split(sep).join("/") || ".";
  return { label: posix.basename(folder), folder: path, inputs: config.inputs, options: config, existsIn: { base: true, head: true } };
}

/** What was asked for: the canonical form, or the module. */
async function makeText(request: ModuleRequest, { canonical, converter }: ConvertCommandOptions): Promise<Found<string>> {
  return canonical === true ? { value: canonicalText(request.project), findings: [] } : makeModule(request, converter);
}

function canonicalText(project: ComposeProject): string {
  return `${JSON.stringify(toCanonical(project), null, 2)}\n`;
}

function environmentOf(config: ProjectConfig): Record<string, string> {
  const own = Object.entries(process.env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value] as const]));
  return { ...Object.fromEntries(own), ...config.environment };
}
