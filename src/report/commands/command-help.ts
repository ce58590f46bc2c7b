// The commands that the bot understands, as a list for people.
import { type Block, code, paragraph } from "../blocks.ts";

const COMMANDS: readonly (readonly [command: string, text: string])[] = [
  ["/stowplan plan [HOST…]", "plans the pull request as it is now, a fork's too; with hosts only those, in a comment of their own"],
  ["/stowplan convert", "commits the modules that were not generated anew to the pull request's branch"],
  ["/stowplan update IMAGE [VERSION]", "opens the pull request for an image's update at once, or for a certain version"],
  ["/stowplan ignore IMAGE [until 2026-12-24]", "leaves an image alone, for good or until a day"],
  ["/stowplan rebase", "makes an update's branch anew on the base branch's newest commit; what others pushed to it is lost"],
  ["/stowplan help", "shows this list"],
];

/** Every command with what it does. */
export function commandHelp(): readonly Block[] {
  return [
    paragraph(["A command is the first line of a comment by somebody who may write to the repository:"]),
    { kind: "list", items: COMMANDS.map(([command, text]) => ({ line: [code(command), ` ${text}`] })) },
  ];
}
