// A file's text, a pin in it and another reference -> the text with only the differing characters changed.
import type { Pin } from "../pin.ts";
import { applySplices } from "./apply-splices.ts";
import { changePin, type EditablePin } from "./change-pin.ts";

/** The text after the edit, or why it cannot be made. */
export type PinEdit = { readonly kind: "edited"; readonly text: string } | { readonly kind: "refused"; readonly why: string };

/** What to edit: the text of the pin's file, the pin, the reference that shall stand there. */
export type PinEditRequest = {
  readonly text: string;
  readonly pin: EditablePin;
  readonly reference: string;
};

/**
 * True where a pin's own file is the one to edit for another reference: a tag from `.env` is not edited in the Compose file, and a
 * container that Nix loads an archive for follows the archive.
 */
export function canEdit(pin: EditablePin & Partial<Pick<Pin, "file" | "isLoaded">>, reference: string): boolean {
  if (pin.isLoaded === true) return false;
  const change = changePin(pin, reference);
  return change.kind === "splices" && change.splices.every(({ file }) => file === undefined || file === pin.file);
}

/** Why no edit of the pin's parts, in whichever files they stand, gives the reference; undefined where one does. */
export function whyNotEditable(pin: EditablePin, reference: string): string | undefined {
  const change = changePin(pin, reference);
  return change.kind === "refused" ? change.why : undefined;
}

/**
 * Writes another reference in a pin's place. Quotes, comments and everything else stay. Each part that changes must lie within one
 * piece of this file; an archive's hash cannot be made here (see `editReferences`).
 */
export function editPin({ text, pin, reference }: PinEditRequest): PinEdit {
  const change = changePin(pin, reference);
  if (change.kind === "refused") return change;
  if (pin.archive !== undefined) return { kind: "refused", why: "the archive's hash must change together with the digest" };
  if (!canEdit(pin, reference)) return { kind: "refused", why: "the part that changes is written in another file" };
  const edited = applySplices(text, change.splices);
  return edited === undefined ? { kind: "refused", why: "the file has changed since it was read" } : { kind: "edited", text: edited };
}
