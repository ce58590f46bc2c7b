// One host with its prediction: what findings are made from.
import type { HostState } from "../../evaluate/index.ts";
import type { ContainerSides } from "../container-changes.ts";
import type { SwitchPrediction } from "../predict/plan-switch.ts";
import type { UnitAction } from "../switch-plan.ts";

/** One host's switch with all that was found out about it. */
export type PlannedHost = {
  readonly host: string;
  readonly sides: { readonly old: HostState; readonly new: HostState };
  readonly containers: ContainerSides;
  readonly prediction: SwitchPrediction;
  readonly actions: readonly UnitAction[];
  /** The configured command that saves one volume. */
  readonly backupCommand?: string | undefined;
};
