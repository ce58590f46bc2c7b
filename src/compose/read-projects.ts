// The projects of a plan -> each one as base and head give it.
import type { Finding, Found } from "../errors.ts";
import type { ProjectSource } from "../discover/index.ts";
import type { SourceTree } from "../ports.ts";
import type { ComposeProject } from "./model.ts";
import type { ProjectPair } from "./project-pair.ts";
import { readProject } from "./read-project.ts";
import { strictFindings } from "./strict-findings.ts";

export type ProjectsRequest = { readonly sources: readonly ProjectSource[]; readonly base: SourceTree; readonly head: SourceTree };

/** Reads every project on both sides. Findings are those of head; what is wrong in base is no longer anyone's business. */
export async function readProjects({ sources, base, head }: ProjectsRequest): Promise<Found<readonly ProjectPair[]>> {
  const read = await Promise.all(sources.map((source) => readPair(source, { base, head })));
  return { value: read.map((pair) => pair.value), findings: read.flatMap((pair) => pair.findings) };
}

async function readPair(source: ProjectSource, { base, head }: { base: SourceTree; head: SourceTree }): Promise<Found<ProjectPair>> {
  const baseSource = { ...source, inputs: source.baseInputs ?? source.inputs };
  const [before, after] = await Promise.all([readSide(baseSource, { tree: base, exists: source.existsIn.base }), readSide(source, { tree: head, exists: source.existsIn.head })]);
  const isBroken = (source.existsIn.base && before.value === undefined) || (source.existsIn.head && after.value === undefined);
  const pair: ProjectPair = {
    source,
    ...(before.value === undefined ? {} : { base: before.value }),
    ...(after.value === undefined ? {} : { head: after.value }),
    isBroken,
  };
  return { value: pair, findings: strictFindings(after.findings, source.options) };
}

type Side = { readonly value?: ComposeProject; readonly findings: readonly Finding[] };

async function readSide(source: ProjectSource, { tree, exists }: { tree: SourceTree; exists: boolean }): Promise<Side> {
  return exists ? readProject(source, tree) : { findings: [] };
}
