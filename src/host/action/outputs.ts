// Plan -> outputs of the step, its summary, and its end, by the files that the runner names.
import { randomUUID } from "node:crypto";
import { appendFileSync } from "node:fs";
import { hostsOfShare, makeShares } from "../../evaluate/index.ts";
import { isPolicyBreach, type Plan, reachedRules, renderMarkdown, summarisePlan, SUMMARY_LIMIT } from "../../report/index.ts";
import type { Published } from "../../publish/index.ts";
import type { Environment } from "../environment.ts";
import type { PlanFiles } from "./files.ts";

export type Outputs = Readonly<Record<string, string>>;

/** What other steps may ask for; the names are those of action.yml. */
export function planOutputs(plan: Plan, files: PlanFiles): Outputs {
  const { headline, isChanged, exitCode, changedHosts, failedHosts, units, findings, worst } = summarisePlan(plan);
  return {
    changed: String(isChanged),
    "exit-code": String(exitCode),
    hosts: JSON.stringify(changedHosts),
    "hosts-failed": JSON.stringify(failedHosts),
    "units-restart": String(units.restart),
    "units-start": String(units.start),
    "units-stop": String(units.stop),
    "units-reload": String(units.reload),
    "left-stopped": String(units["left-stopped"]),
    headline,
    "images-changed": String(plan.images.length),
    "updates-offered": String(plan.updates.length),
    "policy-breaches": String(plan.findings.filter(isPolicyBreach).length),
    "failed-rules": JSON.stringify(reachedRules(plan)),
    "findings-error": String(findings.error),
    "findings-warning": String(findings.warning),
    "worst-severity": worst,
    plan: files.plan,
    markdown: files.markdown,
    html: files.html,
  };
}

/** What publishing did. */
export function publicationOutputs({ kind, url = "", check, labels = [] }: Published): Outputs {
  return {
    publication: kind,
    "comment-url": url,
    "check-url": check?.url ?? "",
    "check-conclusion": check?.conclusion ?? "",
    labels: JSON.stringify(labels),
  };
}

/** The jobs of a matrix: each with its share, and the names of its hosts for the job's title. */
export function matrixOutputs(hosts: readonly string[], most: number): Outputs {
  const shares = makeShares(hosts.length, most);
  const include = shares.map((share) => ({ shard: `${share.number}/${share.of}`, hosts: hostsOfShare(hosts, share).join(", ") }));
  return { matrix: JSON.stringify({ include }), "matrix-hosts": JSON.stringify(hosts) };
}

/** `name<<delimiter`, the value, the delimiter: one that cannot be guessed, so that no value ends itself and sets another output. */
function outputText(outputs: Outputs): string {
  return Object.entries(outputs)
    .map(([name, value]) => {
      const delimiter = `end_${randomUUID()}`;
      return `${name}<<${delimiter}\n${value}\n${delimiter}\n`;
    })
    .join("");
}

/** Appends to GITHUB_OUTPUT; nothing where the runner names no file. */
export function writeOutputs(outputs: Outputs, environment: Environment): void {
  const file = environment["GITHUB_OUTPUT"] ?? "";
  if (file !== "") appendFileSync(file, outputText(outputs));
}

/** Appends the report to GITHUB_STEP_SUMMARY, within the runner's limit. */
export function writeSummary(plan: Plan, environment: Environment): void {
  const file = environment["GITHUB_STEP_SUMMARY"] ?? "";
  if (file !== "") appendFileSync(file, renderMarkdown(plan, { limit: SUMMARY_LIMIT, unit: "bytes" }));
}
