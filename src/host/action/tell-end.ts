// How a run ended -> the last lines of the step's log.
import { hasCode, StowplanError } from "../../errors.ts";
import { escapeWorkflowLine, type Plan, reachedRules, summarisePlan, workflowCommand } from "../../report/index.ts";

/** One line each. */
export function lines(...texts: readonly string[]): string {
  return texts.map((text) => `${text}\n`).join("");
}

/** Words as a line that starts no workflow command. */
export function tellText(text: string): string {
  return lines(escapeWorkflowLine(text));
}

/** The plan's first line, and why the step fails where it does. */
export function tellEnd(plan: Plan): string {
  const { headline, findings } = summarisePlan(plan);
  const told = lines(escapeWorkflowLine(headline));
  const reached = reachedRules(plan);
  if (reached.length === 0) return told;
  const text = `Errors: ${findings.error}, warnings: ${findings.warning}. \`fail-on: ${reached.join(", ")}\` fails this step; the summary names them.`;
  return told + lines(workflowCommand("error", { text, properties: { title: "stowplan" } }));
}

/** A failure of the run itself: what, why and what to do for a StowplanError; the stack of anything else, which is our mistake. */
export function tellFailure(error: unknown): string {
  if (error instanceof StowplanError) {
    const { code, subject, message, hint } = error;
    return lines(workflowCommand("error", { text: `${subject}: ${message}\n${hint}`, properties: { title: `stowplan: ${code}` } }));
  }
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return lines(workflowCommand("error", { text: `This is a mistake in stowplan, please report it.\n${text}`, properties: { title: "stowplan: internal" } }));
}

/** True for a plan that came too late: a newer run publishes, so this one has not failed. */
export function isOutdated(error: unknown): error is StowplanError {
  return hasCode(error, "plan-outdated");
}
