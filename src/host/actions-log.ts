// The Log port in a workflow: plain lines that start no command, warnings as annotations.
import type { Log } from "../ports.ts";
import { escapeWorkflowLine, workflowCommand } from "../report/index.ts";
import { hideNamedSecrets } from "../secrets.ts";

/** `write` gets whole lines with their line break. Work under way is told once it is done, because a log cannot take a line back. */
export function createActionsLog(write: (line: string) => void): Log {
  return {
    progress({ subject, state, text }) {
      if (state !== "running") write(`${escapeWorkflowLine(hideNamedSecrets(`${subject}: ${text}`))}\n`);
    },
    info: (text) => write(`${escapeWorkflowLine(hideNamedSecrets(text))}\n`),
    warn: (text) => write(`${workflowCommand("warning", { text: hideNamedSecrets(text), properties: { title: "stowplan" } })}\n`),
  };
}
