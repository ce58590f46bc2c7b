// Wanted references and evaluated hosts -> edited files of which a new evaluation says that exactly the intended images change.
import type { Config } from "../../config/index.ts";
import type { Finding, Found } from "../../errors.ts";
import { evaluateHosts, type EvaluationRequest, type HostPair, type HostState } from "../../evaluate/index.ts";
import type { Revision } from "../../ports.ts";
import { checkEdit } from "./check-edit.ts";
import { withdrawn } from "./decide-edits.ts";
import { type EditedFiles, editReferences, type ReferenceEditRequest } from "./edit-references.ts";
import type { ReferenceEdit } from "./place-edit.ts";

/** What to propose, on which revision. */
export type ProposalRequest = ReferenceEditRequest & {
  /** The revision that `tree` and `pins` are of. */
  readonly revision: Revision;
  /** Its hosts; their `head` is what they run before the edit. */
  readonly hosts: readonly HostPair[];
  readonly config: Config;
  readonly ports: EvaluationRequest["ports"];
};

/** Edited files, and the revision that holds them; without files there is nothing to propose. */
export type Proposal = { readonly files: EditedFiles; readonly revision: Revision; readonly edits: readonly ReferenceEdit[] };

/** Evaluations that one request may cost beyond the first: each edit that is wrong hides whether the others are right. */
const MOST_ATTEMPTS = 12;
const MOST_PROBLEMS = 5;

async function evaluateEdited({ config, ports }: ProposalRequest, revision: Revision): Promise<readonly HostState[]> {
  const hosts = { baseFlake: config.flake, headFlake: config.flake, affected: { kind: "all" } } as const;
  const pairs = await evaluateHosts({ scope: { projects: [], inputs: [], hosts }, base: revision, head: revision, config, ports });
  return pairs.value.flatMap(({ head }) => head ?? []);
}

/** What an attempt came to: files that are right, or why they are not. */
type Attempt = { readonly proposal: Proposal; readonly problems: readonly string[]; readonly findings: readonly Finding[] };

async function attempt(request: ProposalRequest): Promise<Attempt> {
  const { edits, hosts, ports, revision } = request;
  const { value: files, findings } = await editReferences(request);
  const before = hosts.flatMap(({ head }) => head ?? []);
  const isRead = [...files.keys()].some((path) => !/\.ya?ml$|(?:^|\/)\.env$|ockerfile$/.test(path));
  if (files.size === 0 || before.length === 0 || !isRead) return { proposal: { files, revision: files.size === 0 ? revision : await ports.git.edit(revision, files), edits }, problems: [], findings };
  const edited = await ports.git.edit(revision, files);
  const gone = new Set(findings.filter(({ code }) => code === "edit-withdrawn").map(({ subject }) => subject));
  const made = edits.filter(({ reference }) => !gone.has(reference));
  const { problems } = checkEdit({ before, after: await evaluateEdited(request, edited), edits: made });
  return { proposal: { files, revision: edited, edits: made }, problems, findings };
}

function whyNot(problems: readonly string[]): string {
  const more = problems.length > MOST_PROBLEMS ? `, and ${problems.length - MOST_PROBLEMS} more` : "";
  return `${problems.slice(0, MOST_PROBLEMS).join("; ")}${more}`;
}

/** Tries each edit alone, and keeps those that are right by themselves. */
async function rightOnes(request: ProposalRequest): Promise<{ readonly edits: readonly ReferenceEdit[]; readonly findings: readonly Finding[] }> {
  const edits: ReferenceEdit[] = [];
  const findings: Finding[] = [];
  for (const [index, edit] of request.edits.entries()) {
    const why = index >= MOST_ATTEMPTS ? ["it was proposed together with others that change more than intended"] : (await attempt({ ...request, edits: [edit] })).problems;
    if (why.length === 0) edits.push(edit);
    else findings.push(withdrawn(edit, { why: whyNot(why) }));
  }
  return { edits, findings };
}

/**
 * Edits references and evaluates the result: see `editReferences` and `checkEdit`. Edits that change an unintended image, or none that
 * a host runs, are taken back with a finding; the others stand. Without hosts the edits are made unchecked. Throws the ports' errors.
 */
export async function proposeEdits(request: ProposalRequest): Promise<Found<Proposal>> {
  const first = await attempt(request);
  if (first.problems.length === 0) return { value: first.proposal, findings: first.findings };
  const none = { files: new Map(), revision: request.revision, edits: [] };
  const [only, ...others] = request.edits;
  if (only === undefined || others.length === 0) return { value: none, findings: [...first.findings, ...request.edits.map((edit) => withdrawn(edit, { why: whyNot(first.problems) }))] };
  const right = await rightOnes(request);
  const second = await attempt({ ...request, edits: right.edits });
  if (second.problems.length === 0) return { value: second.proposal, findings: [...second.findings, ...right.findings] };
  return { value: none, findings: [...right.findings, ...right.edits.map((edit) => withdrawn(edit, { why: whyNot(second.problems) }))] };
}
