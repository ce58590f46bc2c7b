// Text from outside -> a line for a workflow's log that starts no workflow command. The only place that escapes for the runner's log.
import { visibleLine } from "./visible-text.ts";

/** Invisible, but enough to end what the runner looks for. */
const BREAK = "\u200b";

/**
 * The runner takes a line as a command where it begins with `::` after blanks, or holds `##[` anywhere (actions/runner,
 * ActionCommand.TryParseV2 and TryParse). Other controls would colour or overwrite the log.
 */
export function escapeWorkflowLine(text: string): string {
  return visibleLine(text)
    .replace(/^(\s*):(?=:)/, `$1:${BREAK}`)
    .replaceAll("##[", `#${BREAK}#[`);
}
