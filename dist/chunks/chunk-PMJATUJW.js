import { createRequire as __createRequire } from "node:module";
const require = __createRequire(import.meta.url);
import {
  fetchMissing,
  firstParent
} from "./chunk-UN2ZIUCD.js";
import {
  StowplanError
} from "./chunk-L2TPXMAP.js";

// src/host/action/revisions.ts
async function findRevisions(source, repository) {
  const { event, inputs } = source;
  if (inputs.base !== "") return { base: inputs.base, head: inputs.head || "HEAD", ...event.kind === "pull-request" ? { tip: event.headCommit } : {} };
  if (event.kind !== "pull-request") {
    throw noRevisions(eventName(event));
  }
  if (event.mergeCommit === "") throw noRevisions("pull_request_target");
  await fetchMissing(repository, event.mergeCommit);
  const base = await firstParent(repository, event.mergeCommit);
  if (base === void 0) throw noParent(event.mergeCommit);
  await fetchMissing(repository, base);
  return { base, head: event.mergeCommit, tip: event.headCommit };
}
function noRevisions(name) {
  return new StowplanError({
    code: "event-unsupported",
    subject: `event ${name}`,
    message: "Only `pull_request` says which revisions to compare.",
    hint: "Run the workflow on `pull_request`, or name the revisions in the inputs `base` and `head`."
  });
}
var EVENT_NAMES = { "pull-request": "pull_request", "workflow-run": "workflow_run", "comment": "issue_comment", "push": "push" };
function eventName(event) {
  return event.kind === "other" ? event.name : EVENT_NAMES[event.kind];
}
function noParent(commit) {
  return new StowplanError({
    code: "revision-missing",
    subject: commit,
    message: "GITHUB_SHA is no merge commit, so there is no base to compare with.",
    hint: "Name the revisions in the inputs `base` and `head`."
  });
}

export {
  findRevisions
};
