// A project's findings -> the same, its warnings as errors where the project asks for that.
import type { ProjectConfig } from "../config/index.ts";
import type { Finding } from "../errors.ts";

/** With `warnings_as_errors` nothing that a project loses passes a check that fails on errors. */
export function strictFindings(findings: readonly Finding[], { warnings_as_errors: isStrict }: Pick<ProjectConfig, "warnings_as_errors">): readonly Finding[] {
  if (!isStrict) return findings;
  return findings.map((finding) => (finding.severity === "warning" ? { ...finding, severity: "error" } : finding));
}
