// A plan's updates -> one review with suggestions on the pull request's lines, and a word in the log about it.
import type { Forge, PublishPorts } from "../ports.ts";
import type { Plan } from "../report/index.ts";
import { suggestUpdates, type UpdateBranchState, wantedEdits } from "./suggest-updates.ts";
import { warnOf } from "./warn-of.ts";

type Request = { readonly plan: Plan; readonly pullRequest: number };

async function readState({ plan, pullRequest: number }: Request, forge: Forge): Promise<UpdateBranchState> {
  const [pullRequest, author, files, comments] = await Promise.all([forge.pullRequest(number), forge.author(), forge.changedFiles(number), forge.reviewComments(number)]);
  const patches = new Map(files.map(({ path, patch }) => [path, patch]));
  const paths = [...new Set(wantedEdits(plan).map(({ edit }) => edit.file))].filter((path) => patches.has(path));
  const texts = await Promise.all(paths.map(async (path) => [path, await forge.file(path, pullRequest.headCommit)] as const));
  const ours = comments.filter((comment) => comment.author.toLowerCase() === author.toLowerCase());
  return { pullRequest, patches, ours, texts: new Map(texts.flatMap(([path, text]) => (text === undefined ? [] : [[path, text] as const]))) };
}

async function suggest(request: Request, { forge, log }: PublishPorts): Promise<void> {
  const state = await readState(request, forge);
  const comments = suggestUpdates(request.plan, state);
  if (comments.length === 0) return;
  await forge.review(request.pullRequest, { commit: state.pullRequest.headCommit, comments });
  log.info(`${comments.length === 1 ? "One update was" : `${comments.length} updates were`} suggested.`);
}

/** Suggests what the plan offers. The comment is published by then, so that a refusal here is a warning and costs nothing else. */
export async function writeSuggestions(request: Request, ports: PublishPorts): Promise<void> {
  if (wantedEdits(request.plan).length === 0) return;
  await suggest(request, ports).catch(warnOf(ports.log, "updates"));
}
