// A project's source and a revision's tree -> the project as Docker's loader would see it, with every value's place.
import { posix } from "node:path";
import type { Read } from "../errors.ts";
import type { ProjectSource } from "../discover/index.ts";
import type { SourceTree } from "../ports.ts";
import { checkProject } from "./check-project.ts";
import { completeService, isActive } from "./complete-service.ts";
import { resourcesOf, rootOf } from "./complete-resources.ts";
import { loadModel } from "./load-model.ts";
import type { ComposeMap, ComposeProject, ComposeService } from "./model.ts";
import { projectName } from "./project-name.ts";
import type { FileReference } from "./reading.ts";
import { Reading } from "./reading.ts";
import { readVariables, type VariableMap } from "./read-variables.ts";
import { resolveEnvironment } from "./service-environment.ts";
import { entriesAt } from "./value.ts";

/** Mistakes after which there is no model that is worth a look. */
const FATAL: ReadonlySet<string> = new Set(["compose-syntax", "compose-limit", "compose-cycle"]);

/**
 * Reads one project at one revision. Files are only read from the tree; no path may leave it, no symbolic link is followed.
 * Everything that is wrong is a finding with its place, several at once. The value is missing where the files are no YAML,
 * too large, circular or not there; where other errors were found it is there with `isValid: false`.
 */
export async function readProject(source: ProjectSource, tree: SourceTree): Promise<Read<ComposeProject>> {
  const reading = new Reading({ tree, folder: source.folder === "" ? "." : source.folder, root: rootOf(source) });
  const references = source.inputs.map((input): FileReference => ({ written: input, folder: ".", subject: source.label, place: { file: input }, kind: "compose" }));
  const own = await ownVariables(source, reading);
  const name = await projectName({ source, reading, references, variables: own });
  const variables = new Map([["COMPOSE_PROJECT_NAME", name], ...own]);
  const model = await loadModel({ reading, references, folder: reading.folder, variables, chain: [] });
  const project = await completeProject({ model, name, source, reading, variables });
  checkProject(project, reading.findings);
  const findings = reading.findings.all();
  const isUnreadable = findings.some((finding) => FATAL.has(finding.code) && finding.severity === "error") || !reading.files.some((file) => file.kind === "compose");
  return isUnreadable ? { findings } : { value: { ...project, files: reading.files, unknown: reading.unknown, isValid: !reading.findings.hasErrors }, findings };
}

/** Configured variables win over those of the environment files, as a shell's do. */
async function ownVariables({ options }: ProjectSource, reading: Reading): Promise<VariableMap> {
  return readVariables({
    reading,
    folder: reading.folder,
    from: new Map(Object.entries(options.environment)),
    written: options.env_files.map((path) => (posix.isAbsolute(path) ? path : posix.relative(reading.folder, path))),
    writtenIn: reading.folder,
    place: { file: options.inputs[0] ?? ".github/stowplan.yml" },
    mayBeMissing: options.ignore_missing_env_files,
  });
}

type Completing = { readonly model: ComposeMap; readonly name: string; readonly source: ProjectSource; readonly reading: Reading; readonly variables: VariableMap };

async function completeProject({ model, name, source, reading, variables }: Completing): Promise<ComposeProject> {
  const profiles = activeProfiles(source, variables);
  const services = new Map<string, ComposeService>();
  const inactive = new Map<string, ComposeService>();
  for (const [service, entry] of entriesAt(model, "services")) {
    if (entry.value.kind !== "map") continue;
    const complete = completeService(entry.value, { folder: reading.root, variables });
    const isOn = isActive(complete, profiles);
    const keys = isOn ? await resolveEnvironment({ name: service, service: complete, reading, variables }) : complete;
    (isOn ? services : inactive).set(service, { name: service, place: entry.place, keys });
  }
  const extensions = new Map(entriesAt(model).flatMap(([key, entry]) => (key.startsWith("x-") ? [[key, entry.value] as const] : [])));
  return { name, extensions, root: reading.root, folder: reading.folder, files: [], variables, services, inactive, resources: resourcesOf(model, name), unknown: [], isValid: true };
}

/** With `profiles_as_options` the module decides; else `profiles` of the configuration, else `COMPOSE_PROFILES` (Compose Specification, 15-profiles.md); `*` turns all on. */
function activeProfiles({ options }: ProjectSource, variables: VariableMap): ReadonlySet<string> {
  if (options.profiles_as_options) return new Set(["*"]);
  const named = options.profiles.length > 0 ? options.profiles : (variables.get("COMPOSE_PROFILES") ?? "").split(",");
  return new Set(named.map((profile) => profile.trim()).filter((profile) => profile !== ""));
}
