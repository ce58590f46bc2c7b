// What became of the commands on a pull request or an issue <-> the one comment that tells it, which also keeps it as data.
import * as z from "zod";
import { type Block, code, type Line, link, type Section } from "../blocks.ts";
import { findRecord, writeRecord } from "../hidden-record.ts";
import { COMMENT_LIMIT, printReport } from "../markdown/print-report.ts";
import { commandHelp } from "./command-help.ts";

/** One command. `text` is a sentence or two; it may hold words of others, so it is escaped like all else. */
export const CommandStatus = z.strictObject({
  commentId: z.int(),
  login: z.string().max(100),
  /** As it was written. */
  command: z.string().max(300),
  state: z.enum(["waiting", "done", "failed"]),
  text: z.string().max(2000),
  url: z.string().max(1000).optional(),
  /** Whether the list of commands is asked for. */
  wantsHelp: z.boolean().optional(),
});
export type CommandStatus = z.infer<typeof CommandStatus>;

/** Older ones are read by nobody. */
const MOST_COMMANDS = 10;
const CommandRecord = z.object({ version: z.literal(1), commands: z.array(CommandStatus).max(MOST_COMMANDS) });
const NAME = "stowplan-commands";

/** The commands that a comment tells of, the oldest first; undefined where it is no such comment. Its author must be checked as well. */
export function findCommands(body: string): readonly CommandStatus[] | undefined {
  return findRecord(body, { name: NAME, schema: CommandRecord })?.commands;
}

/** A newer word about a command takes the place of the older; the oldest of too many go. */
export function withCommand(commands: readonly CommandStatus[], status: CommandStatus): readonly CommandStatus[] {
  const isThere = commands.some(({ commentId }) => commentId === status.commentId);
  const all = isThere ? commands.map((one) => (one.commentId === status.commentId ? status : one)) : [...commands, status];
  return all.slice(-MOST_COMMANDS);
}

const STATES: Readonly<Record<CommandStatus["state"], string>> = { waiting: "⏳ being done", done: "✅ done", failed: "❌ not done" };

function resultOf({ state, text, url }: CommandStatus): Line {
  const words: Line = text === "" ? [] : [`: ${text}`];
  return [STATES[state], ...words, ...(url === undefined ? [] : [" ", link("See there.", url)])];
}

/** The comment's text; the last command comes first. */
export function renderCommands(commands: readonly CommandStatus[]): string {
  const kept = commands.slice(-MOST_COMMANDS);
  const rows = kept.toReversed().map((status): readonly Line[] => [[code(status.command)], [code(status.login)], resultOf(status)]);
  const table: Block = { kind: "table", head: ["Command", "By", "Result"], rows };
  const help: readonly Block[] = kept.at(-1)?.wantsHelp === true ? commandHelp() : [];
  const section: Section = { rank: 100, loses: ["", ""], forms: [[table, ...help]] };
  const record = writeRecord(NAME, { version: 1, commands: [...kept] } satisfies z.infer<typeof CommandRecord>);
  return printReport({ record: () => record, sections: [section], elsewhere: "" }, { limit: COMMENT_LIMIT });
}
