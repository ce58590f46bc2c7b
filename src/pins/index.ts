// The room that knows where image references are written, and how to edit them there.
export { archiveHashFrom, type ArchiveRequest } from "./edits/archive-hash.ts";
export { canEdit, editPin, whyNotEditable } from "./edits/edit-pin.ts";
export { editReferences, type ReferenceEditRequest } from "./edits/edit-references.ts";
export { proposeEdits } from "./edits/propose-edits.ts";
export { ListedPin, listPins, PinList } from "./list-pins.ts";
export { findPins } from "./find-pins.ts";
export type { Pin, PinMechanism } from "./pin.ts";
