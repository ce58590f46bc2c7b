// A wanted edit and all pins -> the replacements that make it, and the places that cannot take it.
import type { Pin } from "../pin.ts";
import { changePin, type Splice } from "./change-pin.ts";
import { normalReference, referenceSpans, respell } from "./reference-spans.ts";

/** A reference as some pin has it, and the one that shall stand in its place. */
export type ReferenceEdit = { readonly reference: string; readonly proposed: string };

/** A replacement with its file. */
export type FileSplice = Splice & { readonly file: string };

/** A pin that takes part in an edit, with the reference that it shall give. */
export type TakenPin = { readonly pin: Pin; readonly target: string; readonly splices: readonly FileSplice[] };

/** An edit with every pin of its reference: those that can be edited and those that cannot. */
export type PlacedEdit = {
  readonly edit: ReferenceEdit;
  readonly taken: readonly TakenPin[];
  readonly refused: readonly { readonly pin: Pin; readonly why: string }[];
};

/** What an archive is loaded as: its name and tag, without the digest that it was pulled by. */
function loadedName({ reference, archive }: Pin): string {
  const { name, tag } = referenceSpans(reference);
  return `${archive?.finalName ?? reference.slice(0, name.end)}:${reference.slice(tag.start, tag.end) || "latest"}`;
}

/** The target for a pin; undefined where the edit is none of its business. */
function targetOf(pin: Pin, { edit, archives }: { readonly edit: ReferenceEdit; readonly archives: readonly Pin[] }): string | undefined {
  if (pin.isLoaded !== true) return normalReference(pin.reference) === normalReference(edit.reference) ? respell(pin.reference, edit.proposed) : undefined;
  // The container's own text follows the archive that Nix loads for it.
  const archive = archives.find((candidate) => normalReference(loadedName(candidate)) === normalReference(pin.reference));
  if (archive === undefined) return undefined;
  const { name, tag } = referenceSpans(edit.proposed);
  const target = `${archive.archive?.finalName ?? edit.proposed.slice(0, name.end)}:${edit.proposed.slice(tag.start, tag.end) || "latest"}`;
  return respell(pin.reference, target);
}

function placePin(pin: Pin, target: string): TakenPin | { readonly pin: Pin; readonly why: string } {
  const change = changePin(pin, target);
  if (change.kind === "refused") return { pin, why: change.why };
  return { pin, target, splices: change.splices.map((splice) => ({ ...splice, file: splice.file ?? pin.file })) };
}

/** Finds every place of an edit's reference, in all its spellings. */
export function placeEdit(edit: ReferenceEdit, pins: readonly Pin[]): PlacedEdit {
  const archives = pins.filter((pin) => pin.archive !== undefined && normalReference(pin.reference) === normalReference(edit.reference));
  const placed = pins.flatMap((pin) => {
    const target = targetOf(pin, { edit, archives });
    return target === undefined ? [] : [placePin(pin, target)];
  });
  return {
    edit,
    taken: placed.flatMap((one) => ("target" in one ? [one] : [])),
    refused: placed.flatMap((one) => ("why" in one ? [one] : [])),
  };
}
