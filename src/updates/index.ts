// The room that knows what is newer than what is written, and which pull requests should be made of it.
export { findUpdates, type FoundUpdates } from "./find-updates.ts";
export { planUpdates } from "./branches/plan-updates.ts";
export { applyWishes } from "./wishes/apply-wishes.ts";
export { IgnoredUpdate, LineEdit, Update } from "./update.ts";
export { type OpenUpdates, UpdateBranch, UpdatePlan } from "./update-plan.ts";
