// The room's door: flake at two revisions -> host states.
export { evaluateHosts } from "./evaluate-hosts.ts";
export { ContainerState, NspawnState } from "./container-state.ts";
export { serviceState } from "./containers/service-state.ts";
export { HostState, type HostPair } from "./host-state.ts";
export { UnitState } from "./unit-state.ts";
export { ContainerKind, ContainerScope, type LiveContainer, liveContainers } from "./live-containers.ts";
export { type LiveImage, liveImages } from "./live-images.ts";
export { listHosts } from "./list-hosts.ts";
export type { EvaluationRequest } from "./open-hosts.ts";
export { hostsOfShare, makeShares, type Share } from "./share.ts";
