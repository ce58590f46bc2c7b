// Event and checkout -> the revisions to compare, fetched where a shallow checkout lacks them.
import { StowplanError } from "../../errors.ts";
import type { PlanRequest } from "../../plan.ts";
import type { Repository } from "../git-command.ts";
import { fetchMissing, firstParent } from "../git-fetch.ts";
import type { ActionEvent } from "./event.ts";
import type { ActionInputs } from "./inputs.ts";

type Revisions = Pick<PlanRequest, "base" | "head" | "tip">;

/**
 * On `pull_request` head is the merge commit that GitHub made, and base its first parent: what a merge changes, and nothing that others
 * merged meanwhile. The inputs `base` and `head` go before the event. Throws `revision-missing`, `event-unsupported`.
 */
export async function findRevisions(source: { readonly event: ActionEvent; readonly inputs: ActionInputs }, repository: Repository): Promise<Revisions> {
  const { event, inputs } = source;
  if (inputs.base !== "") return { base: inputs.base, head: inputs.head || "HEAD", ...(event.kind === "pull-request" ? { tip: event.headCommit } : {}) };
  if (event.kind !== "pull-request") {
    throw noRevisions(eventName(event));
  }
  if (event.mergeCommit === "") throw noRevisions("pull_request_target");
  await fetchMissing(repository, event.mergeCommit);
  const base = await firstParent(repository, event.mergeCommit);
  if (base === undefined) throw noParent(event.mergeCommit);
  await fetchMissing(repository, base);
  return { base, head: event.mergeCommit, tip: event.headCommit };
}

function noRevisions(name: string): StowplanError {
  return new StowplanError({
    code: "event-unsupported",
    subject: `event ${name}`,
    message: "Only `pull_request` says which revisions to compare.",
    hint: "Run the workflow on `pull_request`, or name the revisions in the inputs `base` and `head`.",
  });
}

const EVENT_NAMES = { "pull-request": "pull_request", "workflow-run": "workflow_run", "comment": "issue_comment", "push": "push" } as const;

function eventName(event: ActionEvent): string {
  return event.kind === "other" ? event.name : EVENT_NAMES[event.kind];
}

function noParent(commit: string): StowplanError {
  return new StowplanError({
    code: "revision-missing",
    subject: commit,
    message: "GITHUB_SHA is no merge commit, so there is no base to compare with.",
    hint: "Name the revisions in the inputs `base` and `head`.",
  });
}
