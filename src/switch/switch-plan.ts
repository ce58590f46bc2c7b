// What a switch does to a host, as data.
import * as z from "zod";
import { Place } from "../errors.ts";
import { ContainerKind, ContainerScope } from "../evaluate/index.ts";

/** What the switch does to one unit. `left-stopped`: stopped, and nothing brings it back. `skip`: changed, but kept as it runs. */
export const UnitActionKind = z.enum(["start", "stop", "restart", "reload", "skip", "left-stopped"]);
export type UnitActionKind = z.infer<typeof UnitActionKind>;

/** Why a unit is acted on, as short as it can be told. */
export const Cause = z.object({
  /** option: a NixOS option's value; script: lines of a script; directive: a key of the unit file; trigger: content behind a
   *  restart trigger; store-path: only the version of a package moved; added, removed: the unit; cascade: another unit;
   *  stamp: nothing but the configuration's revision, its version label or a date stamp, which is no news. */
  kind: z.enum(["option", "script", "directive", "trigger", "store-path", "added", "removed", "cascade", "stamp"]),
  /** A sentence's worth for people, without Markdown: `image v1.3.2 → v1.4.0`, `label traefik.enable added`. */
  text: z.string().max(4096),
  /** The option's name, directive, script or unit that it is about. */
  subject: z.string().max(1024),
  old: z.string().max(65_536).optional(),
  new: z.string().max(65_536).optional(),
  place: Place.optional(),
});
export type Cause = z.infer<typeof Cause>;

/** One unit that the switch acts on. */
export const UnitAction = z.object({
  unit: z.string().max(1024),
  scope: z.enum(["system", "user"]),
  action: UnitActionKind,
  /** The container that the unit runs; of several the first. */
  container: z.string().max(1024).optional(),
  causes: z.array(Cause).max(200),
  /** What moves this unit and many others, to be told once: `nixpkgs 2026-07-01 → 2026-07-14: PATH, LOCALE_ARCHIVE`. */
  group: z.string().max(1024).optional(),
  /** The unit's file and scripts as a unified diff, store hashes shortened; empty for a cascade and where only packages moved. */
  diff: z.string().max(1_000_000),
});
export type UnitAction = z.infer<typeof UnitAction>;

/** True where nothing but stamps moved: the switch acts on the unit, but it would do so after any merge. */
export function isStampOnly({ action, causes }: UnitAction): boolean {
  return action !== "left-stopped" && causes.length > 0 && causes.every((cause) => cause.kind === "stamp");
}

/** Names of units; a host has some hundreds. */
const Units = z.array(z.string().max(1024)).max(20_000);

/** The lists of the real program's dry run; a stop and start of one unit stands in both. Names sorted. */
export const SwitchLists = z.object({
  stop: Units,
  start: Units,
  restart: Units,
  reload: Units,
  skip: Units,
});
export type SwitchLists = z.infer<typeof SwitchLists>;

/** A dependency between two units that the switch acts on: the file of `unit` (or a link to it) names `on` with this directive. */
export const UnitDependency = z.object({
  unit: z.string().max(1024),
  on: z.string().max(1024),
  kind: z.enum([
    "Requires=", "Requisite=", "BindsTo=", "PartOf=", "Upholds=", "Wants=", "Conflicts=",
    "StopPropagatedFrom=", "PropagatesStopTo=", "PropagatesReloadTo=", "ReloadPropagatedFrom=", "OnSuccess=", "OnFailure=",
  ]),
  scope: z.enum(["system", "user"]),
});
export type UnitDependency = z.infer<typeof UnitDependency>;

/** What the switch does to one host. */
export const SwitchPlan = z.object({
  lists: SwitchLists,
  units: z.array(UnitAction).max(20_000),
  /** Among the units above; absent where there are none. */
  dependencies: z.array(UnitDependency).max(5000).optional(),
  /** Units of which nothing is known, because a side of them did not evaluate; a finding says why. Absent where there are none. */
  unknown: z.array(z.string().max(1024)).max(1000).optional(),
});
export type SwitchPlan = z.infer<typeof SwitchPlan>;

/** One container that differs between base and head. */
export const ContainerChange = z.object({
  name: z.string().max(1024),
  kind: ContainerKind,
  change: z.enum(["added", "removed", "changed"]),
  unit: z.string().max(1024),
  /** Whose systemd has the unit, where it is not the host's: a user's, or that of the nspawn container `owner`. */
  scope: ContainerScope.optional(),
  owner: z.string().max(1024).optional(),
  image: z.object({ old: z.string().max(4096).optional(), new: z.string().max(4096).optional() }),
  /** Paths on the host and named volumes that hold its data, as written before the first colon. */
  volumes: z.array(z.string().max(4096)).max(1000),
});
export type ContainerChange = z.infer<typeof ContainerChange>;

/** One host of the plan. */
export const HostPlan = z.object({
  name: z.string().max(1024),
  system: z.string().max(64).optional(),
  /** Unchanged also where all that moves are stamps; `switch` has what they restart or reload. */
  status: z.enum(["unchanged", "changed", "added", "removed", "failed"]),
  /** True where it was not evaluated, because nothing that it reads changed. */
  isLeftOut: z.boolean().optional(),
  /** True for an added host that base has, or may have: it did not evaluate there, so that there is nothing to compare with. */
  isBaseUnknown: z.boolean().optional(),
  switch: SwitchPlan.optional(),
  containers: z.array(ContainerChange).max(5000),
});
export type HostPlan = z.infer<typeof HostPlan>;
