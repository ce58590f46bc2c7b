// Every Compose project of a plan -> what changes in it, its modules compared, and how the committed one stands to its files.
import type { Config } from "../config/index.ts";
import { type ComposeProject, type ProjectPair, readProject, strictFindings } from "../compose/index.ts";
import { unifiedDiff } from "../diff.ts";
import type { Finding, FindingCode, Found } from "../errors.ts";
import type { Converter, PlanPorts, SourceTree } from "../ports.ts";
import { conversionOf } from "./conversion.ts";
import { committedFacts, cutDiff, findDrift } from "./drift.ts";
import { dialectOf, readHeader } from "./header.ts";
import { hideModuleSecrets } from "./hide-module-secrets.ts";
import { inferRoot, inferRuntime } from "./infer-options.ts";
import { lostKeys } from "./lost-keys.ts";
import { foreignMaker, type MakeModule, type ModuleMaker, ownMaker } from "./make-module.ts";
import { modulesToWrite } from "./modules-to-write.ts";
import type { ConvertOptions, Runtime } from "./options.ts";
import type { Drift, ProjectPlan } from "./project-plan.ts";
import { serviceChanges } from "./service-changes.ts";

export type ConversionRequest = Trees & {
  readonly projects: readonly ProjectPair[];
  /** What is done with modules that should be made again; without it the plan does not hold their texts. */
  readonly convert?: Config["convert"];
  readonly ports?: Pick<PlanPorts, "converter" | "formatter">;
};

type Trees = { readonly base: SourceTree; readonly head: SourceTree };

/** Plans every project; one that is broken does not hide the others. */
export async function convertProjects({ projects, base, head, convert, ports }: ConversionRequest): Promise<Found<readonly ProjectPlan[]>> {
  const converter = convert?.converter === "compose2nix" ? { program: ports?.converter } : undefined;
  const planned = await Promise.all(projects.map((pair) => planProject(pair, { base, head, converter })));
  const plans = planned.map(({ value }, index) => ({ plan: value, isFormatted: projects[index]?.source.options.auto_format === true }));
  const { value, findings } = await modulesToWrite(plans, { convert, formatter: ports?.formatter });
  return { value, findings: [...planned.flatMap((one) => one.findings), ...findings] };
}

/** `converter` is there where compose2nix is configured; its program only where it may run. */
type Means = Trees & { readonly converter: { readonly program: Converter | undefined } | undefined };

async function planProject(pair: ProjectPair, trees: Means): Promise<Found<ProjectPlan>> {
  const { source } = pair;
  const module = source.output === undefined ? undefined : await trees.head.read(source.output);
  const earlier = source.output === undefined ? undefined : await trees.base.read(source.output);
  const runtime: Runtime = source.options.runtime ?? inferRuntime(module ?? earlier ?? "") ?? "podman";
  const sides = await withModuleFolder(pair, { trees, module });
  const dialect = trees.converter === undefined ? dialectOf(readHeader(module ?? earlier ?? "")) : "compose2nix";
  const options: ConvertOptions = { runtime, dialect, config: source.options };
  const maker = trees.converter === undefined ? ownMaker() : foreignMaker({ pair: sides, trees, program: trees.converter.program });
  const drift = await driftOf({ pair: sides, runtime, module, maker });
  const plan: ProjectPlan = {
    name: (sides.head ?? sides.base)?.name ?? source.label,
    inputs: [...source.inputs],
    ...(source.output === undefined ? {} : { output: source.output }),
    runtime,
    status: statusOf(sides),
    services: [...serviceChanges(sides.base, sides.head)],
    drift,
    diff: await modulesDiff(sides, { options, make: maker.make }),
  };
  const lost = sides.head === undefined ? [] : lostKeys(conversionOf(sides.head, options));
  return { value: plan, findings: strictFindings([...maker.findings(), ...lost, ...driftFindings(plan)], source.options) };
}

function statusOf({ source, head }: ProjectPair): ProjectPlan["status"] {
  if (!source.existsIn.head) return "removed";
  return head === undefined ? "failed" : "converted";
}

type Folder = { readonly trees: Trees; readonly module: string | undefined };

/** Where the project's folder on the host is not configured, the committed module shows it; both sides are read with that. */
async function withModuleFolder(pair: ProjectPair, { trees, module }: Folder): Promise<ProjectPair> {
  const { source, head, base } = pair;
  const known = head ?? base;
  if (source.options.root_path !== undefined || module === undefined || known === undefined) return pair;
  const root = inferRoot(await committedFacts(module), known);
  if (root === undefined || root === known.root) return pair;
  const moved = { ...source, options: { ...source.options, root_path: root } };
  const read = async (side: ComposeProject | undefined, tree: SourceTree): Promise<ComposeProject | undefined> =>
    side === undefined ? undefined : ((await readProject(moved, tree)).value ?? side);
  const [before, after] = await Promise.all([read(base, trees.base), read(head, trees.head)]);
  return { source: moved, isBroken: pair.isBroken, ...(before === undefined ? {} : { base: before }), ...(after === undefined ? {} : { head: after }) };
}

type DriftSides = { readonly pair: ProjectPair; readonly runtime: Runtime; readonly module: string | undefined; readonly maker: ModuleMaker };

async function driftOf({ pair, runtime, module, maker }: DriftSides): Promise<Drift> {
  const { source, head, base } = pair;
  if (head === undefined) return { status: "not-checked", text: "", diff: "" };
  if (module === undefined || source.output === undefined) return { status: "no-module", text: "", diff: "" };
  if (!head.isValid) return { status: "not-checked", text: "The Compose files have errors.", diff: "" };
  return findDrift({ source, runtime, base, head, module: { path: source.output, text: module }, maker });
}

/** The diff between what base and head give, secrets hidden. */
async function modulesDiff({ source, base, head }: ProjectPair, { options, make }: { readonly options: ConvertOptions; readonly make: MakeModule }): Promise<string> {
  // What could not be read is not gone.
  if ((source.existsIn.head && head === undefined) || (source.existsIn.base && base === undefined)) return "";
  const name = source.output ?? "module.nix";
  const made = [base, head].map(async (side) => (side === undefined ? "" : withoutHeader((await make(side, options)).text)));
  const [old = "", fresh = ""] = await Promise.all(made);
  return cutDiff(unifiedDiff({ ...hideModuleSecrets({ old, new: fresh }), oldName: name, newName: name }));
}

/** Hashes of the inputs change with every edit and say nothing. */
function withoutHeader(text: string): string {
  return text.replace(/^(?:#.*\n)+/, "");
}

const DRIFT_FINDINGS: Readonly<Partial<Record<Drift["status"], { readonly code: FindingCode; readonly message: string; readonly hint: string }>>> = {
  "not-regenerated": { code: "drift-not-regenerated", message: "The module still says what the Compose file gave before.", hint: "Convert the project again and commit the module." },
  edited: { code: "drift-edited", message: "The module is not what the Compose file gives.", hint: "Make the change in the Compose file and convert it again, or keep the edit in a module of its own." },
  "other-options": { code: "drift-options", message: "The module was made with other options than those configured.", hint: "Convert the project again, or correct the configuration." },
  "no-module": { code: "module-missing", message: "The project has no generated module in the repository.", hint: "Convert it and commit the module, or name the module under `output`." },
};

function driftFindings({ name, drift, output, inputs, status }: ProjectPlan): readonly Finding[] {
  const told = DRIFT_FINDINGS[drift.status];
  const file = drift.status === "no-module" ? inputs[0] : output;
  if (told === undefined || file === undefined || status !== "converted") return [];
  // A Compose project need not be NixOS's business at all, so a missing module is only worth a note.
  const severity = drift.status === "no-module" ? "info" : "warning";
  const text = drift.text === "" ? told.message : `${told.message} ${drift.text}`;
  return [{ code: told.code, severity, subject: `project ${name}`, message: text, hint: told.hint, place: { file, line: 1 } }];
}
