// A failure before any plan was made -> a plan that says so, for readers who do not see the log.
import { StowplanError } from "../errors.ts";
import { hideSecrets } from "../secrets.ts";
import { Plan, PLAN_VERSION } from "./plan-document.ts";

/** Errors that are not a StowplanError may hold anything, so their text stays in the log. */
function tell(error: unknown): { readonly subject: string; readonly message: string; readonly hint: string } {
  if (error instanceof StowplanError) return { subject: hideSecrets(error.subject), message: hideSecrets(error.message), hint: hideSecrets(error.hint) };
  return { subject: "stowplan", message: "It failed in a way that it should not.", hint: "The log of whoever runs it says more; please report it." };
}

/** A plan of nothing but the failure, as an error. `revisions` are full commit ids. */
export function failedPlan(error: unknown, revisions: { readonly base: string; readonly head: string; readonly key?: string }): Plan {
  return Plan.parse({
    version: PLAN_VERSION,
    key: revisions.key ?? "default",
    base: revisions.base,
    head: revisions.head,
    tip: revisions.head,
    inputs: [],
    hosts: [],
    projects: [],
    images: [],
    updates: [],
    findings: [{ code: "plan-failed", severity: "error", ...tell(error) }],
    options: { whenUnchanged: "update", failOn: ["error"] },
  });
}
