// Text from outside -> a line for a workflow's log that starts no workflow command. The only place that escapes for the runner's log.
import { visibleLine, visibleLines } from "./visible-text.ts";

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

/** Data of a workflow command; the runner decodes these three (actions/toolkit, command.ts). */
function escapeData(text: string): string {
  return text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}

/** A command such as `::error title=…::text`, whatever its texts are; */
export function workflowCommand(name: "error" | "warning" | "notice", parts: { readonly text: string; readonly properties?: Readonly<Record<string, string>> }): string {
  const properties = Object.entries(parts.properties ?? {}).map(([key, value]) => `${key}=${escapeProperty(visibleLine(value))}`);
  return `::${name}${properties.length === 0 ? "" : ` ${properties.join(",")}`}::${escapeData(visibleLines(parts.text))}`;
}
