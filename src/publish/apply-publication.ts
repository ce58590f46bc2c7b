// Publication -> what is on the pull request: one comment, also where several runs publish at once.
import { hasCode, insteadOf } from "../errors.ts";
import type { ForgeComment, PublishPorts } from "../ports.ts";
import { findMarker } from "../report/index.ts";
import { isOvertaken, keepOrder } from "./keep-order.ts";
import { ownComments } from "./own-comments.ts";
import type { Publication, Published, Target } from "./publication.ts";

type Of<Kind extends Publication["kind"]> = Extract<Publication, { kind: Kind }>;

/** A comment that another run has deleted meanwhile is what was wanted. */
async function remove(comments: readonly ForgeComment[], { forge }: PublishPorts): Promise<void> {
  for (const comment of comments) {
    await forge.deleteComment(comment.id).catch(insteadOf((error) => hasCode(error, "forge-missing"), () => undefined));
  }
}

/** Between reading and writing someone may have pushed; the run for that push will publish. */
async function outdated(target: Target, { forge }: PublishPorts): Promise<Published | undefined> {
  const { headCommit } = await forge.pullRequest(target.number);
  if (headCommit === target.head) return undefined;
  return { kind: "skipped", reason: "outdated", text: `Pull request ${target.number} has moved on to ${headCommit.slice(0, 10)}.` };
}

/**
 * Two runs that both found no comment both create one. Each reads again and deletes its own unless it is the oldest, so one stays; the oldest
 * is then brought to this plan if it shows another head. The author is taken from what was created, which the forge knows best.
 */
async function create(publication: Of<"create">, ports: PublishPorts): Promise<Published> {
  const { target, body } = publication;
  const created = await ports.forge.createComment(target.number, body);
  const ours = ownComments(await ports.forge.comments(target.number), { author: created.author, key: target.key });
  const [oldest] = ours;
  if (oldest === undefined || oldest.id >= created.id) return { kind: "created", text: "The comment was created.", url: created.url };
  await remove([created], ports);
  if (findMarker(oldest.body)?.head === target.head) {
    return { kind: "skipped", reason: "same", text: "Another run published at the same time.", url: oldest.url };
  }
  return update({ kind: "update", target, body, comment: oldest, duplicates: [] }, ports);
}

function movedOn({ number }: Target): Published {
  return { kind: "skipped", reason: "outdated", text: `Pull request ${number} has moved on; the newer commit's plan stays.` };
}

async function update(publication: Of<"update">, ports: PublishPorts): Promise<Published> {
  const { target, comment, body, duplicates } = publication;
  const late = await outdated(target, ports);
  if (late !== undefined) return late;
  const shown = await ports.forge.comment(comment.id);
  if (shown === undefined) return create({ kind: "create", target, body }, ports);
  if (await isOvertaken(target, { shown, ports })) return movedOn(target);
  try {
    const updated = await ports.forge.updateComment(comment.id, body);
    await remove(duplicates, ports);
    const isCurrent = await keepOrder({ target, body, shown, ports });
    return isCurrent ? { kind: "updated", text: "The comment was updated.", url: updated.url } : movedOn(target);
  } catch (error) {
    if (!hasCode(error, "forge-missing")) throw error;
    return create({ kind: "create", target, body }, ports);
  }
}

async function removeAll({ target, comments }: Of<"delete">, ports: PublishPorts): Promise<Published> {
  const late = await outdated(target, ports);
  if (late !== undefined) return late;
  await remove(comments, ports);
  return { kind: "deleted", text: "Nothing changes, so the comment was removed." };
}

/** Does what was decided. Throws the forge's errors; what is gone already is no error. */
export async function applyPublication(publication: Publication, ports: PublishPorts): Promise<Published> {
  switch (publication.kind) {
    case "create":
      return create(publication, ports);
    case "update":
      return update(publication, ports);
    case "delete":
      return removeAll(publication, ports);
    case "skip":
      return {
        kind: "skipped",
        reason: publication.reason,
        text: publication.text,
        ...(publication.url === undefined ? {} : { url: publication.url }),
      };
  }
}
