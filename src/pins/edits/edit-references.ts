// Wanted references -> the new text of every file that must change for them: tags, digests, hashes, modules and their headers.
import type { Finding, Found } from "../../errors.ts";
import type { SourceTree } from "../../ports.ts";
import type { Pin } from "../pin.ts";
import { applySplices } from "./apply-splices.ts";
import type { ArchiveHash } from "./archive-hash.ts";
import { decideEdits, withdrawn } from "./decide-edits.ts";
import { hashEdit } from "./hash-splices.ts";
import type { FileSplice, PlacedEdit, ReferenceEdit } from "./place-edit.ts";
import { followHeaders } from "./follow-headers.ts";

/** What to edit, and everything that is known of where things stand. */
export type ReferenceEditRequest = {
  /** Each reference once. */
  readonly edits: readonly ReferenceEdit[];
  /** All pins of the repository: also those of other references, because they may share a text with the edited ones. */
  readonly pins: readonly Pin[];
  /** The tree that the pins were found in. */
  readonly tree: SourceTree;
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

/**
 * Edits every place of each reference at once. A place that cannot be edited is a finding that names it; where the rest without it
 * would break something, or change another reference, the whole edit is taken back. Only the characters of references, of the
 * hashes that hang on them and of the headers of generated modules change.
 */
export async function editReferences({ edits, pins, tree, archiveHash }: ReferenceEditRequest): Promise<Found<EditedFiles>> {
  const wanted = edits.filter(({ reference, proposed }) => reference !== proposed);
  const first = decideEdits(wanted, pins);
  const hashed = await hashAll(first.edits, archiveHash);
  // Without an edit whose hash is missing, another that shares a text with it may have to go too.
  const decision = hashed.findings.length === 0 ? first : decideEdits(hashed.edits.map(({ edit }) => edit.edit), pins);
  const kept = new Set(decision.edits.map(({ edit }) => edit));
  const hashSplices = hashed.edits.filter(({ edit }) => kept.has(edit.edit)).flatMap(({ splices }) => splices);
  const splices = [...decision.edits.flatMap(({ taken }) => taken.flatMap((one) => one.splices)), ...hashSplices];
  const findings = [...(decision === first ? [] : hashed.findings), ...decision.findings];
  const files = await applyEdits(splices, tree);
  if (files === undefined) return { value: new Map(), findings: [...findings, ...decision.edits.map(({ edit }) => withdrawn(edit, { why: "the files are not what the pins were found in" }))] };
  return { value: await followHeaders({ files, pins, tree }), findings };
}
