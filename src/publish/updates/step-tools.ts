// What the steps of one update run share: the forge, the base, and who makes what is put there.
import type { Read } from "../../errors.ts";
import type { Log, MergeMethod, UpdateForge } from "../../ports.ts";
import type { PreparedBranch } from "./prepared-branch.ts";
import type { WantedBranch } from "./pull-state.ts";

/** What the steps of one run share. */
export type StepTools = {
  readonly forge: UpdateForge;
  readonly log: Log;
  readonly base: { readonly branch: string; readonly commit: string };
  readonly mergeMethod: MergeMethod;
  /** Edits, evaluates and plans a branch; without a value the findings say why it is not proposed. */
  readonly prepare: (wanted: WantedBranch) => Promise<Read<PreparedBranch>>;
};
