// The room that knows where image references are written, and how to edit them there.
export { canEdit, editPin, type PinEdit, type PinEditRequest } from "./edit-pin.ts";
export { findPins, type PinRequest } from "./find-pins.ts";
export type { Piece, Pin, PinMechanism } from "./pin.ts";
