// The room that knows where image references are written, and how to edit them there.
export { type ArchiveHash, archiveHashFrom, type ArchiveRequest } from "./edits/archive-hash.ts";
export { checkEdit, type EditCheck, type EditCheckRequest } from "./edits/check-edit.ts";
export { canEdit, editPin, type PinEdit, type PinEditRequest } from "./edits/edit-pin.ts";
export { type EditedFiles, editReferences, type ReferenceEditRequest } from "./edits/edit-references.ts";
export { type Proposal, type ProposalRequest, proposeEdits } from "./edits/propose-edits.ts";
export type { ReferenceEdit } from "./edits/place-edit.ts";
export { ListedPart, ListedPin, listPins, PinList } from "./list-pins.ts";
export { findPins, type PinRequest } from "./find-pins.ts";
export type { Piece, Pin, PinMechanism } from "./pin.ts";
