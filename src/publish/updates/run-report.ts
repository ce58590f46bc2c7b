// What an update run did -> the notes that belong to no branch, and what other programs may ask for.
import type { Finding } from "../../errors.ts";
import type { PullOutcome } from "./pull-step.ts";
import { branchOf } from "./pull-step.ts";

/** Of all findings those that people can do something about; that an image has no digest is what the pull requests are for. */
export function notesOf(findings: readonly Finding[]): readonly Finding[] {
  const distinct = new Map(findings.map((finding) => [`${finding.code} ${finding.subject} ${finding.message}`, finding]));
  return [...distinct.values()].filter(({ severity, code }) => severity !== "info" || code.startsWith("registry-"));
}

/** Branches with an open pull request of ours, in the order of the steps. */
export function openBranches(outcomes: readonly PullOutcome[]): readonly { readonly branch: string; readonly number: number; readonly url: string }[] {
  const open = outcomes.filter(({ state, step }) => state !== "merged" && state !== "closed" && !(step.kind === "keep" && ["declined", "taken", "merged"].includes(step.reason)));
  return open.flatMap(({ step, pull }) => (pull === undefined ? [] : [{ branch: branchOf(step), number: pull.number, url: pull.url }]));
}
