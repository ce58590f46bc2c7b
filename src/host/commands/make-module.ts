// A project on this machine -> the text of its module: paths looked up, converted by whom the user chose, formatted.
import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import type { ComposeProject } from "../../compose/index.ts";
import { type BindSource, bindSources, compose2nixArguments, convertProject, type ConvertOptions, formatModule, HOW_TO_GET_IT } from "../../convert/index.ts";
import type { ProjectSource } from "../../discover/index.ts";
import type { Finding, Found } from "../../errors.ts";
import { runConverter } from "../converter.ts";
import { openFormatter } from "../formatter.ts";

export type ModuleRequest = {
  readonly project: ComposeProject;
  readonly source: ProjectSource;
  readonly options: ConvertOptions;
  /** The project's folder on this machine. */
  readonly folder: string;
};

/** Makes the module; the text is empty where there is none, and a finding says why. */
export async function makeModule(request: ModuleRequest, converter: "stowplan" | "compose2nix"): Promise<Found<string>> {
  const { config } = request.options;
  const missing = config.check_bind_mounts ? missingBinds(request) : [];
  if (missing.length > 0) return { value: "", findings: missing };
  const made = converter === "stowplan" ? convertOurselves(request) : await convertByProgram(request);
  if (made.value === "" || !config.auto_format) return made;
  const formatted = await formatModule({ project: request.project.name, text: made.value }, openFormatter(process.env));
  return { value: formatted.value, findings: [...made.findings, ...formatted.findings] };
}

function convertOurselves({ project, options }: ModuleRequest): Found<string> {
  const { text, findings } = convertProject(project, options);
  return { value: text, findings };
}

/** compose2nix 0.3: a bind mount whose source is not there ends the conversion. */
function missingBinds({ project, options, folder }: ModuleRequest): readonly Finding[] {
  const isMissing = ({ path }: BindSource): boolean => !existsSync(resolve(folder, path));
  return bindSources(project, options).filter(isMissing).map(({ service, path, place }) => ({
    code: "bind-mount-missing",
    severity: "error",
    subject: `service ${service}`,
    message: `The bind mount's source ${path} does not exist on this machine, so the project is not converted.`,
    hint: "Create it, correct the path, or convert without `--check_bind_mounts`.",
    place,
  }));
}

/** The user's own program in the user's own folder, with the user's own environment: as if it had been called by hand. */
async function convertByProgram({ project, source, options, folder }: ModuleRequest): Promise<Found<string>> {
  const scratch = await mkdtemp(join(tmpdir(), "stowplan-convert-"));
  try {
    const args = compose2nixArguments({ inputs: source.inputs, folder: source.folder, name: project.name, root: project.root }, options);
    const own = Object.entries(process.env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value] as const]));
    const run = await runConverter({ directory: folder, args, output: join(scratch, "module.nix"), environment: Object.fromEntries(own) });
    if (run.kind === "module") return { value: run.text, findings: [] };
    const subject = `project ${project.name}`;
    if (run.kind === "missing") return { value: "", findings: [{ code: "converter-not-run", severity: "error", subject, message: "There is no compose2nix on the PATH.", hint: HOW_TO_GET_IT }] };
    return { value: "", findings: [{ code: "converter-failed", severity: "error", subject, message: `compose2nix: ${run.message.slice(0, 4000)}`, hint: "Correct what it complains about." }] };
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}
