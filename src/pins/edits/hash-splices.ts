// Edits of images that Nix pulls -> the replacements of their archives' hashes, asked for at the registry.
import { type Finding, StowplanError } from "../../errors.ts";
import { type ArchiveHash, archiveRequest, writeHash } from "./archive-hash.ts";
import { withdrawn } from "./decide-edits.ts";
import type { FileSplice, PlacedEdit, TakenPin } from "./place-edit.ts";

/** The hash's replacement, or why there is none. */
type HashResult = { readonly splice: FileSplice } | { readonly why: string };

async function hashOf({ pin, target }: TakenPin, archiveHash: ArchiveHash | undefined): Promise<HashResult> {
  const hash = pin.archive?.hash;
  if (hash === undefined || archiveHash === undefined) return { why: "nothing here computes the archive's hash, which must change together with the digest" };
  const request = archiveRequest(pin, target);
  if (typeof request === "string") return { why: request };
  try {
    const replacement = writeHash(await archiveHash(request), hash.text);
    return replacement === undefined ? { why: "the archive's hash is no SHA-256" } : { splice: { file: pin.file, at: hash.start, old: hash.text, replacement } };
  } catch (error) {
    if (!(error instanceof StowplanError)) throw error;
    return { why: `the archive's hash could not be computed, because of ${error.subject}: ${error.message}` };
  }
}

/** An edit with the replacements of its hashes, or the finding that takes it back. */
export type HashedEdit = { readonly edit: PlacedEdit; readonly splices: readonly FileSplice[] } | { readonly finding: Finding };

/** Computes the hashes of one edit; where one fails the edit is withdrawn, because a digest without its hash cannot be built. */
export async function hashEdit(edit: PlacedEdit, archiveHash: ArchiveHash | undefined): Promise<HashedEdit> {
  const splices: FileSplice[] = [];
  for (const taken of edit.taken.filter(({ pin }) => pin.archive !== undefined)) {
    const result = await hashOf(taken, archiveHash);
    if ("why" in result) return { finding: withdrawn(edit.edit, { why: result.why, pin: taken.pin }) };
    splices.push(result.splice);
  }
  return { edit, splices };
}
