// The room that knows what is newer than what is written.
export { findUpdates, type UpdateRequest } from "./find-updates.ts";
export { Update, UpdateKind } from "./update.ts";
