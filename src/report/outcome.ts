// Plan -> whether anything changes, how bad the findings are, and the exit code.
import type { Finding, FindingCode, Severity } from "../errors.ts";
import type { Plan } from "./plan-document.ts";
import { reachedRules } from "./reached-rules.ts";

/** Findings after which a part of the merge is unknown: "no change" would be a guess. */
const BLIND: ReadonlySet<FindingCode> = new Set([
  "nix-missing", "nix-too-old", "flake-failed", "import-from-derivation", "host-failed", "container-failed", "host-timeout", "host-memory", "compose-syntax", "convert-failed", "plan-failed", "share-missing",
]);

/** Those after which no host is known at all. */
const HOSTLESS: ReadonlySet<FindingCode> = new Set(["nix-missing", "nix-too-old", "flake-missing", "flake-failed", "import-from-derivation", "host-unmatched"]);

const BACKUP: ReadonlySet<FindingCode> = new Set(["database-major", "volumes-at-stake"]);

/** Severities from the worst to the least. */
export const SEVERITIES = ["error", "warning", "info"] as const satisfies readonly Severity[];

/** True where a part of the plan could not be made, so that what the merge does is not wholly known. */
export function isBlind(plan: Plan): boolean {
  return areHostsUnknown(plan) || plan.hosts.some((host) => host.status === "failed") || plan.findings.some((finding) => BLIND.has(finding.code));
}

/** True where nothing is known of any host, so that "no unit restarts" would be a guess. */
export function areHostsUnknown(plan: Plan): boolean {
  return plan.hosts.length === 0 && plan.findings.some((finding) => HOSTLESS.has(finding.code));
}

/**
 * True where the merge changes a host, a Compose project or an image, or where that could not be found out. Updates that could
 * be made and findings about what is there already are no change.
 */
export function hasChanges(plan: Plan): boolean {
  const hasHost = plan.hosts.some((host) => host.status !== "unchanged");
  const hasProject = plan.projects.some((project) => project.status !== "converted" || project.services.length > 0 || project.diff !== "");
  return hasHost || hasProject || plan.images.length > 0 || isBlind(plan);
}

/** True for a finding about data that only a backup made before the merge saves. */
export function isBackup(finding: Finding): boolean {
  return BACKUP.has(finding.code);
}

export function countFindings(plan: Plan, severity: Severity): number {
  return plan.findings.filter((finding) => finding.severity === severity).length;
}

/** The worst severity of all findings, or undefined where there is none. */
export function worstSeverity(plan: Plan): Severity | undefined {
  return SEVERITIES.find((severity) => countFindings(plan, severity) > 0);
}

/** True where nothing changes and no finding needs a look: a comment about it would only be noise. */
export function isQuiet(plan: Plan): boolean {
  return !hasChanges(plan) && countFindings(plan, "error") + countFindings(plan, "warning") === 0;
}

/** True where the plan reaches a rule of `fail-on`. */
export function isFailing(plan: Plan): boolean {
  return reachedRules(plan).length > 0;
}

/**
 * The exit code of a run that made a plan, as `terraform plan -detailed-exitcode` has it:
 * 1 where the plan reaches a rule of `fail-on` (default `error`), whatever changes;
 * otherwise 2 where something changes or is not known not to (see `hasChanges`), and 0 where nothing does.
 * A run that cannot make a plan (no repository, no such revision, a wrong option) exits with 1 as well.
 */
export function exitCode(plan: Plan): 0 | 1 | 2 {
  if (isFailing(plan)) return 1;
  return hasChanges(plan) ? 2 : 0;
}
