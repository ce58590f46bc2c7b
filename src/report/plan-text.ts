// Plan <-> the text of plan.json. Reading is the edge where another job's file becomes data that can be trusted to be a plan.
import type { z } from "zod";
import { StowplanError } from "../errors.ts";
import { sha256 } from "../sha256.ts";
import { Plan } from "./plan-document.ts";

/** Larger plans are refused before they are parsed (characters). A plan of 100 hosts has about 5 million. */
const MAX_TEXT = 64_000_000;
const MAX_ISSUES = 5;

/** JSON with two blanks of indentation and a final line break. Keys stand in the schema's order, so equal plans give equal texts. */
export function writePlan(plan: Plan): string {
  return `${JSON.stringify(Plan.parse(plan), null, 2)}\n`;
}

/** SHA-256 of the plan's text, hexadecimal. */
export function planHash(plan: Plan): string {
  return sha256(writePlan(plan));
}

function invalid(file: string, { message, cause }: { readonly message: string; readonly cause?: unknown }): StowplanError {
  return new StowplanError({
    code: "plan-invalid",
    subject: file,
    message,
    hint: "Make the plan again with the same version of stowplan that publishes it.",
    cause,
  });
}

/** `hosts[2].switch.units[0].action`. */
function tellPath(path: readonly PropertyKey[]): string {
  const text = path.map((key) => (typeof key === "number" ? `[${key}]` : `.${String(key)}`)).join("");
  return text === "" ? "the document" : text.replace(/^\./, "");
}

function tellIssues(error: z.ZodError): string {
  const told = error.issues.slice(0, MAX_ISSUES).map((issue) => `${tellPath(issue.path)}: ${issue.message}`);
  const rest = error.issues.length - told.length;
  return [...told, ...(rest > 0 ? [`and ${rest} more`] : [])].join("; ");
}

/** Reads plan.json, also one that a stranger wrote. `file` names it in what is thrown: `plan-invalid`, with the path of what is wrong. */
export function parsePlan(text: string, file = "plan.json"): Plan {
  if (text.length > MAX_TEXT) throw invalid(file, { message: `The plan has ${text.length} characters, more than ${MAX_TEXT}.` });
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch (cause) {
    throw invalid(file, { message: "The plan is not JSON.", cause });
  }
  const parsed = Plan.safeParse(data);
  if (!parsed.success) throw invalid(file, { message: `The plan does not have the form of version 1: ${tellIssues(parsed.error)}`, cause: parsed.error });
  return parsed.data;
}
