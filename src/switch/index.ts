// The room's door: host states (or two folders of unit files) -> what the switch does to each unit.
export { compareReleases, databaseOf } from "./findings/database-release.ts";
export { assumeRunning, hostUnits } from "./host-units.ts";
export { planHosts } from "./plan-hosts.ts";
export { checkPolicy } from "./policy/check-policy.ts";
export { planSwitch, type SwitchPrediction, type UnitFate } from "./predict/plan-switch.ts";
export { ActivationFile, type ActivationRequests, RunningFile, runningFrom, type RunningUnits, type SwitchInput } from "./predict/switch-input.ts";
export { Cause, HostPlan, isStampOnly, SwitchLists, UnitAction, UnitActionKind } from "./switch-plan.ts";
export { formatSwitchReport, reportSwitch, SwitchReport } from "./switch-report.ts";
export { type Fstab, parseFstab } from "./units/fstab.ts";
export { withFstabs } from "./units/fstab-units.ts";
export type { LinkKind, UnitFile, UnitLink, UnitSet } from "./units/unit-set.ts";
