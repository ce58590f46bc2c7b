// The committed module and what the Compose files give -> how the one stands to the other.
import type { ComposeProject } from "../compose/index.ts";
import { unifiedDiff } from "../diff.ts";
import type { ProjectSource } from "../discover/index.ts";
import { tellSome } from "../tell-some.ts";
import { dialectOf, type Header, optionLines, readHeader } from "./header.ts";
import { hideModuleSecrets } from "./hide-module-secrets.ts";
import { inferOptions } from "./infer-options.ts";
import { type AttributeDifference, moduleDifferences, nameAttributes } from "./module-differences.ts";
import type { ModuleFacts } from "./module-facts.ts";
import type { ModuleMaker } from "./make-module.ts";
import type { ConvertOptions, Runtime } from "./options.ts";
import type { Drift } from "./project-plan.ts";
import { type CommittedModule, readModule } from "./read-module.ts";
import { regenerationOf } from "./regeneration.ts";
import { VERSION } from "../version.ts";

export type DriftRequest = {
  readonly source: ProjectSource;
  readonly runtime: Runtime;
  /** The project as both sides give it, read with the folder that the module shows. */
  readonly base: ComposeProject | undefined;
  readonly head: ComposeProject;
  /** The module at head. */
  readonly module: { readonly path: string; readonly text: string };
  readonly maker: ModuleMaker;
};

const LEADING_COMMENT = /^(?:#.*\n)*/;
/** The longest diff of a plan, in characters. */
const LONGEST_DIFF = 200_000;

/**
 * Compares by meaning: layout, comments, descriptions and the order of lists that have none do not count. A module whose every
 * attribute says what base's or head's Compose files give was not regenerated, at least not whole; one that says neither was
 * edited, unless other options explain it.
 */
export async function findDrift(request: DriftRequest): Promise<Drift> {
  const { module, head, base, maker } = request;
  const header = readHeader(module.text);
  const committed = await readModule(module.text);
  const options = optionsFor(request, { header, committed });
  const converted = await maker.make(head, options);
  const { command, module: fresh } = regenerationOf({ source: request.source, project: head, options, program: maker.program, committed: module.text, made: converted });
  const diff = driftDiff(module, converted.text);
  if (committed === undefined) return { status: "edited", text: "The module could not be read as Nix.", diff, module: fresh };
  const now = moduleDifferences(committed.facts, converted.facts);
  if (now.length === 0) return otherOptions(request, { options, header }) ?? { status: "none", text: "", diff: "" };
  const before = base === undefined ? undefined : moduleDifferences(committed.facts, (await maker.make(base, options)).facts);
  const edited = editedAttributes(now, before);
  if (edited.length === 0) return { status: "not-regenerated", text: `The Compose file changes ${nameAttributes(now)}.`, diff, command, module: fresh };
  if (header?.generator === "stowplan" && header.version !== VERSION) {
    return { status: "other-options", text: `It was made by stowplan ${header.version}, this is ${VERSION}: ${nameAttributes(now)}.`, diff };
  }
  if (head.unknown.length > 0) return { status: "not-checked", text: unknownText(head.unknown, now), diff };
  return { status: "edited", text: `The Compose file gives something else for ${nameAttributes(edited)}.`, diff, module: fresh };
}

const MOST_UNKNOWN = 8;

/** Values that only the host has can explain any difference. */
function unknownText(unknown: readonly string[], differences: readonly AttributeDifference[]): string {
  return `Not in the repository: ${tellSome(unknown, MOST_UNKNOWN)}. It is not known whether these differences matter: ${nameAttributes(differences)}.`;
}

/** A module by compose2nix is held to what compose2nix carries, with the options it shows. */
function optionsFor({ source, runtime }: DriftRequest, { header, committed }: { header: Header | undefined; committed: CommittedModule | undefined }): ConvertOptions {
  return { runtime, dialect: dialectOf(header), config: committed === undefined ? source.options : inferOptions(committed, source.options) };
}

/** The same content, but the configuration would give another. Only options that are set count: a default is no wish. */
function otherOptions({ source, runtime }: DriftRequest, { options, header }: { options: ConvertOptions; header: Header | undefined }): Drift | undefined {
  const wanted = new Set(optionLines({ runtime, dialect: options.dialect, config: source.options }));
  const used = new Set(optionLines(options));
  const missing = [...wanted].filter((line) => !used.has(line) && header !== undefined);
  return missing.length === 0 ? undefined : { status: "other-options", text: `The module was made without ${missing.join(", ")}.`, diff: "" };
}

/** What differs from both sides was changed by hand; where all the rest says what base's or head's file gives, nobody edited it. */
function editedAttributes(now: readonly AttributeDifference[], before: readonly AttributeDifference[] | undefined): readonly AttributeDifference[] {
  if (before === undefined) return now;
  const earlier = new Set(before.map(({ path }) => path));
  return now.filter(({ path }) => earlier.has(path));
}

/** The comment at the top says nothing about the module, so both sides get the committed one. */
function driftDiff(module: DriftRequest["module"], regenerated: string): string {
  const [header = ""] = LEADING_COMMENT.exec(module.text) ?? [];
  const hidden = hideModuleSecrets({ old: module.text, new: header + regenerated.replace(LEADING_COMMENT, "") });
  const diff = unifiedDiff({ ...hidden, oldName: module.path, newName: `${module.path} (regenerated)` });
  return cutDiff(diff);
}

/** Cuts at a line, so that what is left is still a diff. */
export function cutDiff(diff: string): string {
  if (diff.length <= LONGEST_DIFF) return diff;
  return `${diff.slice(0, diff.lastIndexOf("\n", LONGEST_DIFF) + 1)}… (the diff is cut here)\n`;
}

/** The facts of a module for callers that only ask for its folder or engine. */
export async function committedFacts(text: string): Promise<ModuleFacts> {
  return (await readModule(text))?.facts ?? new Map();
}
