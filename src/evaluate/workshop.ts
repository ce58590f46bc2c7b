// What every evaluation of one plan shares: ports, the Nix program, options and limits.
import type { Cache, Git, Log, Nix, NixLimits, NixProgram } from "../ports.ts";
import type { Config } from "../config/index.ts";
import type { Evaluation } from "./argv.ts";

export type EvaluationPorts = { readonly git: Git; readonly nix: Nix; readonly log: Log; readonly cache?: Cache; readonly freeMemory?: () => number | undefined };

export type Workshop = {
  readonly ports: EvaluationPorts;
  readonly program: NixProgram;
  readonly evaluation: Evaluation;
  /** The attribute path of the flake's outputs that holds the hosts. */
  readonly attribute: string;
  readonly submodules: Config["submodules"];
  readonly limits: NixLimits;
  /** Evaluations that run at the same time. */
  readonly jobs: number;
};
