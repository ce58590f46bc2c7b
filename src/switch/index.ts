// The switch room's public face.
export { planHosts } from "./plan-hosts.ts";
export { planSwitch, type SwitchPrediction, type UnitFate } from "./plan-switch.ts";
export { type ActivationRequests, RunningFile, runningFrom, type RunningUnits, type SwitchInput } from "./switch-input.ts";
export { Cause, ContainerChange, HostPlan, SwitchLists, SwitchPlan, UnitAction, UnitActionKind } from "./switch-plan.ts";
export type { LinkKind, UnitFile, UnitLink, UnitSet } from "./unit-set.ts";
