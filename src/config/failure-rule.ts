// What may fail a run: severities, actions of the switch, and findings by their codes.
import * as z from "zod";
import { FINDING_CODES } from "../errors.ts";

/** Words beside the codes of findings, each with what it means; docs/configuration.md is generated from them. */
export const FAILURE_WORDS = {
  "none": "nothing fails; only alone",
  "error": "any error",
  "warning": "any warning or error",
  "stop": "a unit stops",
  "left-stopped": "a unit is stopped and nothing starts it again",
  "restart": "a unit restarts",
  "major-database": "a database's major version moves (`database-major`)",
  "unpinned": "an image has no digest (`policy-unpinned`, `image-unpinned`)",
  "policy": "the pull request breaks a rule of `policy`",
} as const satisfies Readonly<Record<string, string>>;

function isFailureRule(name: string): name is keyof typeof FAILURE_WORDS | keyof typeof FINDING_CODES {
  return Object.hasOwn(FAILURE_WORDS, name) || Object.hasOwn(FINDING_CODES, name);
}

/** One of the words above, or the code of a finding, whatever its severity is. */
export const FailureRule = z.enum([...Object.keys(FAILURE_WORDS), ...Object.keys(FINDING_CODES)].filter(isFailureRule));
export type FailureRule = z.infer<typeof FailureRule>;
