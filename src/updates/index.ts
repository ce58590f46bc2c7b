// The room that knows what is newer than what is written, and which pull requests should be made of it.
export { findUpdates, type FoundUpdates, type UpdateRequest } from "./find-updates.ts";
export { planUpdates, type UpdatePlanRequest } from "./branches/plan-updates.ts";
export { applyWishes, type GrantedWishes, type WishRequest } from "./wishes/apply-wishes.ts";
export { IgnoredUpdate, LineEdit, Update } from "./update.ts";
export { BranchState, type OpenUpdates, UpdateBranch, UpdatePlan, WaitingReason } from "./update-plan.ts";
