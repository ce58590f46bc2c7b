// The room's door: how a plan gets onto its pull request.
export { applyModuleWrite, writeModules } from "./apply-module-write.ts";
export { applyPublication } from "./apply-publication.ts";
export { decideModuleWrite } from "./decide-module-write.ts";
export { decidePublication } from "./decide-publication.ts";
export type { Branch, ModuleWrite } from "./module-write.ts";
export type { Publication, Published, SkipReason, Target, Thread } from "./publication.ts";
export { readBranch } from "./read-branch.ts";
export { readThread } from "./read-thread.ts";
