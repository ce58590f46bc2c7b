// The room's door: how a plan gets onto its pull request.
export { applyPublication } from "./apply-publication.ts";
export { decidePublication } from "./decide-publication.ts";
export type { Publication, Published, SkipReason, Target, Thread } from "./publication.ts";
export { readThread } from "./read-thread.ts";
