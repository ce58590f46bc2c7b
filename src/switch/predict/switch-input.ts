// What a prediction starts from: the units of both configurations and what runs before the switch.
import * as z from "zod";
import type { UnitSet } from "../units/unit-set.ts";
import type { UnitGraph } from "../units/unit-graph.ts";

/** The units that systemd knows as active or activating, and as failed; all others are inactive. */
export type RunningUnits = { readonly active: ReadonlySet<string>; readonly failed: ReadonlySet<string> };

/** Units that activation scripts ask to restart or reload (`/run/nixos/activation-{restart,reload}-list`), which no unit file tells. */
export type ActivationRequests = { readonly restart: readonly string[]; readonly reload: readonly string[] };

export type SwitchInput = {
  readonly old: UnitSet;
  readonly new: UnitSet;
  readonly running: RunningUnits;
  readonly activation?: ActivationRequests;
  /** The old set's graph, where it was built before to find out what runs. */
  readonly oldGraph?: UnitGraph;
};

/** The file that names what runs before the switch; a bare list means active units. */
export const RunningFile = z.union([
  z.array(z.string()).transform((active) => ({ active, failed: new Array<string>() })),
  z.object({ active: z.array(z.string()), failed: z.array(z.string()).default([]) }),
]);
export type RunningFile = z.infer<typeof RunningFile>;

/** The file that names what activation scripts ask for; a bare list means restarts. */
export const ActivationFile = z.union([
  z.array(z.string()).transform((restart) => ({ restart, reload: new Array<string>() })),
  z.object({ restart: z.array(z.string()).default([]), reload: z.array(z.string()).default([]) }),
]);
export type ActivationFile = z.infer<typeof ActivationFile>;

/** The running units that a file names. */
export function runningFrom(file: RunningFile): RunningUnits {
  return { active: new Set(file.active), failed: new Set(file.failed) };
}
