// Plan -> commands in a step's log that put its errors and warnings at the lines of files, where no check run does.
import { annotationsOf, isFailing, type Plan, workflowCommand } from "../../report/index.ts";
import { lines } from "./tell-end.ts";

/** GitHub shows ten errors and ten warnings of a step (REST API, "Check runs", `annotations`); one error may be the step's own end. */
const MOST = 10;

/** One command a line. */
export function tellAnnotations(plan: Plan): string {
  const all = annotationsOf(plan);
  const errors = all.filter(({ severity }) => severity === "error").slice(0, isFailing(plan) ? MOST - 1 : MOST);
  const warnings = all.filter(({ severity }) => severity === "warning").slice(0, MOST);
  const commands = [...errors, ...warnings].map(({ severity, file, line, title, text }) =>
    workflowCommand(severity === "error" ? "error" : "warning", { text, properties: { file, ...(line === undefined ? {} : { line: String(line) }), title } }),
  );
  return lines(...commands);
}
