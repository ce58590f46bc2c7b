// Configuration and both trees -> every Compose project of the repository, configured ones first.
import { compareTexts } from "../compare-texts.ts";
import { type Config, ProjectConfig } from "../config/index.ts";
import type { Finding, Found } from "../errors.ts";
import type { SourceTree } from "../ports.ts";
import { baseName, folderOf, joinPath, normalPath } from "../repository-paths.ts";
import { groupFiles } from "./default-files.ts";
import { findGeneratedModule } from "./generated-module.ts";
import { compileGlob } from "./glob.ts";
import type { ProjectSource } from "./scope.ts";

export type Trees = { readonly base: SourceTree; readonly head: SourceTree };

/** Labels stand in messages; a folder's name has 255 bytes at most on any file system. */
const LONGEST_LABEL = 255;

type Draft = Pick<ProjectSource, "label" | "inputs" | "baseInputs" | "options">;

/** Lists the projects, whether or not the pull request touches them. Inputs that are at neither side are findings. */
export async function listProjects(trees: Trees, config: Config): Promise<Found<readonly ProjectSource[]>> {
  const configured = config.projects.map(configuredDraft);
  const taken = new Set(configured.flatMap((draft) => draft.inputs));
  const drafts = [...configured, ...foundDrafts(trees, { patterns: config.compose, taken })];
  const sources = await Promise.all(drafts.map((draft) => complete(draft, trees)));
  return {
    value: sources.filter(({ existsIn }) => existsIn.base || existsIn.head),
    findings: configured.flatMap((draft) => missingInputs(draft, trees)),
  };
}

function configuredDraft(options: ProjectConfig): Draft {
  const inputs = options.inputs.map(normalPath);
  return { label: options.project ?? labelOf(inputs[0] ?? ".", { isMain: true }), inputs, options };
}

/** Files that match the patterns, folder by folder. A main file that was renamed makes two projects, one of them removed. */
function foundDrafts(trees: Trees, { patterns, taken }: { patterns: readonly string[]; taken: ReadonlySet<string> }): readonly Draft[] {
  const tests = patterns.map(compileGlob);
  const drafts = new Map<string, Draft>();
  for (const tree of [trees.head, trees.base]) {
    const matching = [...tree.entries.values()].filter(({ path, kind }) => kind === "file" && !taken.has(path) && tests.some((test) => test(path)));
    for (const [folder, entries] of Map.groupBy(matching, ({ path }) => folderOf(path))) {
      for (const { files, isMain } of groupFiles(entries.map(({ path }) => baseName(path)))) {
        const inputs = files.map((name) => joinPath(folder, name));
        const [first = ""] = inputs;
        const known = drafts.get(first);
        if (known === undefined) drafts.set(first, { label: labelOf(first, { isMain }), inputs, options: ProjectConfig.parse({ inputs }) });
        else if (known.inputs.join("\0") !== inputs.join("\0")) drafts.set(first, { ...known, baseInputs: inputs });
      }
    }
  }
  return [...drafts.values()].toSorted((left, right) => compareTexts(left.inputs[0] ?? "", right.inputs[0] ?? ""));
}

/** The folder's name, as docker compose names a project; the path where several projects share a folder, or it is the root. */
function labelOf(input: string, { isMain }: { isMain: boolean }): string {
  const folder = folderOf(input);
  const label = isMain && folder !== "." ? baseName(folder) : input;
  return label.slice(0, LONGEST_LABEL);
}

async function complete(draft: Draft, { base, head }: Trees): Promise<ProjectSource> {
  const [input = ""] = draft.inputs;
  const isIn = (tree: SourceTree): boolean => tree.entries.get(input)?.kind === "file";
  const existsIn = { base: isIn(base), head: isIn(head) };
  const found = draft.options.output ?? (await findGeneratedModule(existsIn.head ? head : base, { input, label: draft.label }));
  return { ...draft, folder: folderOf(input), existsIn, ...(found === undefined ? {} : { output: normalPath(found) }) };
}

function missingInputs({ inputs, label }: Draft, { base, head }: Trees): readonly Finding[] {
  return inputs
    .filter((input) => !head.entries.has(input) && !base.entries.has(input))
    .map((input) => ({
      code: "compose-file-missing",
      severity: "warning",
      subject: `project ${label}`,
      message: `the configuration names ${input}, which is neither at base nor at head`,
      hint: "Correct `inputs` of the project in .github/stowplan.yml; paths start at the repository's root.",
    }));
}
