// A project -> the text of its module and what that says: by our own converter, or by the user's compose2nix.
import type { ComposeProject, ProjectPair } from "../compose/index.ts";
import type { Finding, FindingCode } from "../errors.ts";
import type { Converter, ConverterRun, SourceTree } from "../ports.ts";
import { compose2nixArguments } from "./compose2nix-arguments.ts";
import { convertProject } from "./convert-project.ts";
import { factsOf, type ModuleFacts } from "./module-facts.ts";
import type { ConvertOptions } from "./options.ts";
import { readModule } from "./read-module.ts";

/** `standsIn` where ours was made in place of the one that is configured: good enough to compare, not to be written. */
export type MadeModule = { readonly text: string; readonly facts: ModuleFacts; readonly standsIn?: boolean };

export type MakeModule = (project: ComposeProject, options: ConvertOptions) => Promise<MadeModule>;

/** Makes modules; `findings` are those of all that were made so far, each once. */
export type ModuleMaker = { readonly program: "stowplan" | "compose2nix"; readonly make: MakeModule; readonly findings: () => readonly Finding[] };

function makeOwn(project: ComposeProject, options: ConvertOptions): MadeModule {
  const { text, bindings } = convertProject(project, options);
  return { text, facts: factsOf(bindings) };
}

/** Our own converter; what it finds is told elsewhere. */
export function ownMaker(): ModuleMaker {
  return { program: "stowplan", make: (project, options) => Promise.resolve(makeOwn(project, options)), findings: () => [] };
}

export type ForeignMaker = {
  readonly pair: ProjectPair;
  readonly trees: { readonly base: SourceTree; readonly head: SourceTree };
  /** Absent where it must not run. */
  readonly program: Converter | undefined;
};

/** The user's compose2nix on a copy of the files that the project was read from. Where it gives nothing ours stands in, with a finding. */
export function foreignMaker({ pair, trees, program }: ForeignMaker): ModuleMaker {
  const findings = new Map<string, Finding>();
  async function make(project: ComposeProject, options: ConvertOptions): Promise<MadeModule> {
    // Docker would refuse it as well; our own findings say why.
    if (!project.isValid) return { ...makeOwn(project, options), standsIn: true };
    const tree = project === pair.base ? trees.base : trees.head;
    const run = program === undefined ? undefined : await runOn({ project, options, inputs: pair.source.inputs, tree }, program);
    if (run?.kind === "module") return { text: run.text, facts: (await readModule(run.text))?.facts ?? new Map() };
    const finding = converterFinding(project, run);
    findings.set(`${finding.code} ${finding.message}`, finding);
    return { ...makeOwn(project, options), standsIn: true };
  }
  return { program: "compose2nix", make, findings: () => [...findings.values()] };
}

type Run = { readonly project: ComposeProject; readonly options: ConvertOptions; readonly inputs: readonly string[]; readonly tree: SourceTree };

async function runOn({ project, options, inputs, tree }: Run, program: Converter): Promise<ConverterRun> {
  const texts = await Promise.all(project.files.map(async ({ path }) => [path, await tree.read(path)] as const));
  const files = new Map(texts.flatMap(([path, text]) => (text === undefined ? [] : [[path, text] as const])));
  const args = compose2nixArguments({ inputs, folder: project.folder, name: project.name, root: project.root }, options);
  return program.convert({ files, folder: project.folder, args, environment: options.config.environment });
}

const STAND_IN = "stowplan's own conversion is compared instead.";
export const HOW_TO_GET_IT = "Install compose2nix (in nixpkgs; `nix profile install nixpkgs#compose2nix`) where stowplan runs, or let stowplan convert.";

type Told = Pick<Finding, "code" | "message" | "hint"> & { readonly code: FindingCode };

function tellRun(run: Exclude<ConverterRun, { kind: "module" }> | undefined): Told {
  if (run === undefined) return { code: "converter-not-run", message: "compose2nix reads any file of the machine that a Compose file names, so it is not run for a stranger's files, nor by the bot.", hint: "" };
  if (run.kind === "missing") return { code: "converter-not-run", message: "compose2nix is configured as the converter, but there is none on the PATH.", hint: HOW_TO_GET_IT };
  return { code: "converter-failed", message: `compose2nix did not convert the project (${run.message.slice(0, 2000)}).`, hint: "Correct what it complains about." };
}

/** What is told where the program gave no module; `run` is undefined where it must not run. */
function converterFinding(project: Pick<ComposeProject, "name">, run: Exclude<ConverterRun, { kind: "module" }> | undefined): Finding {
  const told = tellRun(run);
  return { ...told, severity: "warning", subject: `project ${project.name}`, message: `${told.message} ${STAND_IN}` };
}
