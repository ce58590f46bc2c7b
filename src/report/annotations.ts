// Plan -> notes at lines of files, as data: for a check run, or for commands in a workflow's log.
import type { Severity } from "../errors.ts";
import { hideSecrets } from "../secrets.ts";
import { shorten } from "../shorten.ts";
import { shortDigests } from "./blocks.ts";
import type { Plan } from "./plan-document.ts";
import { visibleLine, visibleLines } from "./visible-text.ts";

/** A note at a line, from 1, or at a file of which no line is known; its texts are plain and hold nothing that cannot be seen. */
export type Annotation = { readonly file: string; readonly line?: number; readonly severity: Severity; readonly title: string; readonly text: string };

/** More notes help nobody, and each fifty of them are one more request. */
const MOST_ANNOTATIONS = 250;
const TITLE = 200;
const TEXT = 8000;

/** A path as git has it: below the root, without steps upwards and without control characters. GitHub refuses all notes for one wrong path. */
function isPath(file: string): boolean {
  return file !== "" && !/[\p{C}\\]/u.test(file) && file.split("/").every((part) => part !== "" && part !== "." && part !== "..");
}

/** Errors and warnings that have a place, worst first. Notes of severity info are in the report only: they would cover the diff. */
export function annotationsOf(plan: Plan): readonly Annotation[] {
  const placed = plan.findings.flatMap(({ place, severity, code, subject, message, hint }): readonly Annotation[] => {
    if (place === undefined || severity === "info" || !isPath(place.file)) return [];
    const title = shorten(hideSecrets(visibleLine(`${subject} (${code})`)), TITLE);
    const text = shorten(hideSecrets(visibleLines(shortDigests(hint === "" ? message : `${message}\n${hint}`))), TEXT);
    return [{ file: place.file, ...(place.line === undefined ? {} : { line: place.line }), severity, title, text }];
  });
  return placed.toSorted((left, right) => Number(left.severity !== "error") - Number(right.severity !== "error")).slice(0, MOST_ANNOTATIONS);
}
