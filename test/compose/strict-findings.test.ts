// Warnings of a project that wants none.
import assert from "node:assert/strict";
import { it } from "node:test";
import { strictFindings } from "../../src/compose/index.ts";
import type { Finding, Severity } from "../../src/errors.ts";

const found = (severity: Severity): Finding => ({ code: "convert-key-lost", severity, subject: "service web", message: "It is lost.", hint: "" });
const severities = (findings: readonly Finding[]): readonly Severity[] => findings.map(({ severity }) => severity);

it("makes errors of warnings, and of nothing else, where the project asks for it", () => {
  const findings = [found("info"), found("warning"), found("error")];
  assert.deepEqual(severities(strictFindings(findings, { warnings_as_errors: true })), ["info", "error", "error"]);
  assert.deepEqual(severities(strictFindings(findings, { warnings_as_errors: false })), ["info", "warning", "error"]);
});
