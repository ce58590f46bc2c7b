// What became of a command -> a reaction to the comment, and an edit of the one comment that tells of all commands there.
import { type CommandStatus, findCommands, renderCommands, withCommand } from "../../report/index.ts";
import type { ForgeComment, Forge } from "../../ports.ts";
import type { Access } from "../bot/access.ts";
import { openBotForge, type Reaction } from "../bot/bot-forge.ts";
import type { Asker } from "../bot/job.ts";
import { createOctokitForge } from "../octokit-forge.ts";

export type Told = Pick<CommandStatus, "state" | "text" | "url" | "wantsHelp">;

const REACTIONS: Readonly<Record<CommandStatus["state"], Reaction>> = { waiting: "eyes", done: "rocket", failed: "confused" };

type OwnComment = { readonly comment: ForgeComment; readonly commands: readonly CommandStatus[] };

/** Ours are those with our record and by our own account; a person's copy is nobody's. Oldest first. */
async function readOwn(number: number, forge: Forge): Promise<readonly OwnComment[]> {
  const [author, comments] = await Promise.all([forge.author(), forge.comments(number)]);
  return comments.flatMap((comment) => {
    const commands = comment.author.toLowerCase() === author.toLowerCase() ? findCommands(comment.body) : undefined;
    return commands === undefined ? [] : [{ comment, commands }];
  });
}

function statusOf({ commentId, login, text: command }: Asker, { state, text, url, wantsHelp }: Told): CommandStatus {
  return {
    commentId,
    login,
    command,
    state,
    text: text.slice(0, 2000),
    ...(url === undefined ? {} : { url: url.slice(0, 1000) }),
    ...(wantsHelp === true ? { wantsHelp } : {}),
  };
}

/**
 * Two processes that both found no comment both create one: each reads again and deletes its own unless it is the oldest, whose text then
 * gets both commands.
 */
async function writeStatus(number: number, { status, forge }: { readonly status: CommandStatus; readonly forge: Forge }): Promise<void> {
  const [own] = await readOwn(number, forge);
  if (own !== undefined) {
    const body = renderCommands(withCommand(own.commands, status));
    if (body !== own.comment.body) await forge.updateComment(own.comment.id, body);
    return;
  }
  const created = await forge.createComment(number, renderCommands([status]));
  const [oldest] = await readOwn(number, forge);
  if (oldest === undefined || oldest.comment.id >= created.id) return;
  await forge.deleteComment(created.id);
  await forge.updateComment(oldest.comment.id, renderCommands(withCommand(oldest.commands, status)));
}

/** Adding a reaction that is there already gives its number (REST API, "Create reaction for an issue comment"), by which it is removed. */
async function react(commentId: number, { state, access }: { readonly state: CommandStatus["state"]; readonly access: Access }): Promise<void> {
  const forge = openBotForge(access);
  const eyes = await forge.react(commentId, "eyes");
  if (state === "waiting") return;
  await forge.react(commentId, REACTIONS[state]);
  await forge.removeReaction(commentId, eyes);
}

/** Tells it. The comment comes first, because whoever sees the reaction looks there. Throws the forge's errors. */
export async function tellAsker(asker: Asker, { told, access }: { readonly told: Told; readonly access: Access }): Promise<void> {
  await writeStatus(asker.number, { status: statusOf(asker, told), forge: createOctokitForge(access) });
  await react(asker.commentId, { state: told.state, access });
}
