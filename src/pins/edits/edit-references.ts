// Wanted references -> the new text of every file that must change for them: tags, digests, hashes, modules and their headers.
import type { ProjectPair } from "../../compose/index.ts";
import type { Finding, Found } from "../../errors.ts";
import type { SourceTree } from "../../ports.ts";
import type { Pin } from "../pin.ts";
import { applySplices } from "./apply-splices.ts";
import type { ArchiveHash } from "./archive-hash.ts";
import { decideEdits, type EditDecision, withdrawn } from "./decide-edits.ts";
import { hashEdit } from "./hash-splices.ts";
import type { FileSplice, PlacedEdit, ReferenceEdit } from "./place-edit.ts";
import { followHeaders } from "./follow-headers.ts";
import { openModules, remakeModules, tornEdit } from "./follow-modules.ts";

/** What to edit, and everything that is known of where things stand. */
export type ReferenceEditRequest = {
  /** Each reference once. */
  readonly edits: readonly ReferenceEdit[];
  /** All pins of the repository: also those of other references, because they may share a text with the edited ones. */
  readonly pins: readonly Pin[];
  /** The tree that the pins were found in. */
  readonly tree: SourceTree;
  /** The Compose projects, so that their modules can be made again; without them their modules are edited as texts. */
  readonly projects?: readonly ProjectPair[];
  /** Computes the hash of an image that Nix pulls; without it such images are left as they are. */
  readonly archiveHash?: ArchiveHash;
};

/** New texts by path. */
export type EditedFiles = ReadonlyMap<string, string>;

async function applyEdits(splices: readonly FileSplice[], tree: SourceTree): Promise<EditedFiles | undefined> {
  const files = new Map<string, string>();
  for (const [file, group] of Map.groupBy(splices, (splice) => splice.file)) {
    const text = await tree.read(file);
    const edited = text === undefined ? undefined : applySplices(text, group);
    if (edited === undefined) return undefined;
    if (edited !== text) files.set(file, edited);
  }
  return files;
}

type Hashed = { readonly edits: readonly { readonly edit: PlacedEdit; readonly splices: readonly FileSplice[] }[]; readonly findings: readonly Finding[] };

async function hashAll(edits: readonly PlacedEdit[], archiveHash: ArchiveHash | undefined): Promise<Hashed> {
  const results = await Promise.all(edits.map((edit) => hashEdit(edit, archiveHash)));
  return {
    edits: results.flatMap((result) => ("edit" in result ? [result] : [])),
    findings: results.flatMap((result) => ("finding" in result ? [result.finding] : [])),
  };
}

/** Edits that can be made together, once more without those that something outside the texts takes back. */
function decideWithout(edits: readonly PlacedEdit[], { pins, out }: { readonly pins: readonly Pin[]; readonly out: readonly Finding[] }): EditDecision {
  if (out.length === 0) return { edits, findings: [] };
  const { edits: left, findings } = decideEdits(edits.map(({ edit }) => edit), pins);
  return { edits: left, findings: [...out, ...findings.filter(({ code }) => code === "edit-withdrawn")] };
}

/**
 * Edits every place of each reference at once. A place that cannot be edited is a finding that names it; where the rest without it
 * would break something, or change another reference, the whole edit is taken back. Only the characters of references, of the
 * hashes that hang on them and of the headers of generated modules change; a module that is exactly what its Compose files gave is
 * made again from the edited ones.
 */
export async function editReferences({ edits, pins, tree, projects = [], archiveHash }: ReferenceEditRequest): Promise<Found<EditedFiles>> {
  const first = decideEdits(edits.filter(({ reference, proposed }) => reference !== proposed), pins);
  const modules = await openModules(projects, { tree, edits: first.edits });
  const torn = new Map(first.edits.map((edit) => [edit, tornEdit(edit, modules)] as const));
  const whole = decideWithout(first.edits.filter((edit) => torn.get(edit) === undefined), { pins, out: [...torn.values()].filter((finding) => finding !== undefined) });
  const hashed = await hashAll(whole.edits, archiveHash);
  const decision = decideWithout(hashed.edits.map(({ edit }) => edit), { pins, out: hashed.findings });
  const kept = new Set(decision.edits.map(({ edit }) => edit.reference));
  const hashSplices = hashed.edits.filter(({ edit }) => kept.has(edit.edit.reference)).flatMap(({ splices }) => splices);
  const findings = [...first.findings, ...whole.findings, ...decision.findings];
  const files = await applyEdits([...decision.edits.flatMap(({ taken }) => taken.flatMap((one) => one.splices)), ...hashSplices], tree);
  if (files === undefined) return { value: new Map(), findings: [...findings, ...decision.edits.map(({ edit }) => withdrawn(edit, { why: "the files are not what the pins were found in" }))] };
  return { value: await remakeModules(await followHeaders({ files, pins, tree }), { tree, modules }), findings };
}
