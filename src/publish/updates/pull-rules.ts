// Configuration, the run's base and what could not be read -> the rules by which branches are decided.
import type { Config } from "../../config/index.ts";
import type { Finding, FindingCode } from "../../errors.ts";
import type { MergeMethod } from "../../ports.ts";
import type { PullRules } from "./pull-state.ts";
import { imageName } from "./want-branches.ts";

/** Findings after which there may be more images than the run knows of. */
const INCOMPLETE: ReadonlySet<FindingCode> = new Set([
  "nix-missing", "nix-too-old", "flake-failed", "host-failed", "host-timeout", "host-memory", "host-partial", "compose-syntax", "compose-invalid", "compose-limit", "plan-cut",
]);

export type RulesRequest = Pick<PullRules, "base" | "tip" | "requested"> & {
  readonly config: Pick<Config, "updates">;
  readonly findings: readonly Finding[];
  /** References whose registry could not be asked. */
  readonly unread: readonly string[];
};

export function pullRules({ base, tip, requested, config, findings, unread }: RulesRequest): PullRules {
  return {
    base,
    tip,
    requested,
    rebaseWhen: config.updates["rebase-when"],
    unknownImages: new Set(unread.map(imageName)),
    isComplete: !findings.some(({ code }) => INCOMPLETE.has(code)),
    mergesWithoutChecks: config.updates["automerge-without-checks"],
  };
}

/** The configured method, else the first that the repository allows. */
export function chooseMergeMethod({ updates }: Pick<Config, "updates">, allowed: readonly MergeMethod[]): MergeMethod {
  const configured = updates["merge-method"];
  return configured === "auto" ? (allowed[0] ?? "merge") : configured;
}
