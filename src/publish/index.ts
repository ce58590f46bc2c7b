// The room's door: how a plan gets onto its pull request.
export { applyModuleWrite, writeModules } from "./apply-module-write.ts";
export { applyPublication } from "./apply-publication.ts";
export { decideModuleWrite } from "./decide-module-write.ts";
export { decidePublication } from "./decide-publication.ts";
export type { ModuleWrite } from "./module-write.ts";
export type { Published } from "./publication.ts";
export { readBranch } from "./read-branch.ts";
export { readThread } from "./read-thread.ts";
export { bringUpdates, type UpdateProposal, type UpdateRun } from "./updates/bring-updates.ts";
export { type EditedUpdate, editedUpdate } from "./updates/edited-update.ts";
export { isHarmless } from "./updates/judge-plan.ts";
export { contentDigest, type PreparedBranch } from "./updates/prepared-branch.ts";
export type { WantedBranch } from "./updates/pull-state.ts";
export { branchOf, type PullOutcome } from "./updates/pull-step.ts";
export { tellFailureOnDashboard } from "./updates/tell-failure.ts";
export { openBranches } from "./updates/run-report.ts";
export { writeBeside } from "./write-beside.ts";
export { writeSuggestions } from "./write-suggestions.ts";
