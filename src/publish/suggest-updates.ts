// A plan's updates and the branch -> suggestions on the lines that the pull request writes. Pure; reading and writing is write-suggestions.ts.
import { parseImageReference } from "../image-reference.ts";
import type { LineComment, PullRequest, ReviewComment } from "../ports.ts";
import type { Plan } from "../report/index.ts";
import type { LineEdit, Update } from "../updates/index.ts";
import { addedLines } from "./shown-lines.ts";
import { mayShow, suggestionBody } from "./suggestion-body.ts";

/** The branch as it was read, before anything is decided. */
export type UpdateBranchState = {
  readonly pullRequest: PullRequest;
  /** Path of every file with a wanted line -> its text at the branch's head. */
  readonly texts: ReadonlyMap<string, string>;
  /** Path -> hunks of the pull request's diff. */
  readonly patches: ReadonlyMap<string, string>;
  /** Our own comments on lines. */
  readonly ours: readonly ReviewComment[];
};

type Wanted = { readonly update: Update; readonly edit: LineEdit };

/** More comments than this on one pull request help nobody; the report has the rest. */
const MOST_SUGGESTIONS = 20;

/**
 * The plan is a stranger's, and people take suggestions over with one click: nothing but tag and digest of the same image may change,
 * and only where the line holds that image.
 */
function isHarmless({ update: { reference, proposed }, edit }: Wanted): boolean {
  const [old, next] = [parseImageReference(reference), parseImageReference(proposed)];
  if (next === undefined || old?.registry !== next.registry || old.path !== next.path) return false;
  let start = 0;
  while (start < edit.old.length && edit.old[start] === edit.new[start]) start += 1;
  let tail = 0;
  while (tail < Math.min(edit.old.length, edit.new.length) - start && edit.old.at(-1 - tail) === edit.new.at(-1 - tail)) tail += 1;
  const [removed, added] = [edit.old.slice(start, edit.old.length - tail), edit.new.slice(start, edit.new.length - tail)];
  return reference.includes(removed) && proposed.includes(added) && /^[\w.:@-]*$/.test(added);
}

/** What a plan would suggest: it holds no lines where its configuration wants no suggestions. */
export function wantedEdits(plan: Plan): readonly Wanted[] {
  return plan.updates.flatMap((update) => (update.edits ?? []).map((edit) => ({ update, edit }))).filter(isHarmless);
}

/** The record by which a suggestion for a reference is known again, whatever it proposes: one is enough. */
function record(reference: string): string {
  return `<!-- stowplan-update ${reference} -->`;
}

function introduction({ kind, reference, proposed }: Update): string {
  const tags = [reference, proposed].map((text) => parseImageReference(text)?.tag ?? "latest");
  const words = kind === "pin" ? `\`${tags[1] ?? ""}\` has this digest now:` : kind === "digest" ? `\`${tags[1] ?? ""}\` has another digest by now:` : `\`${tags[1] ?? ""}\` is there (${kind}):`;
  return `${record(reference)}\n${words}`;
}

/** The line in the branch's text: base may have moved it, so it is found by its words where it stands elsewhere only once. */
function lineOf({ line, old }: LineEdit, { lines, added }: { lines: readonly string[]; added: ReadonlySet<number> }): number | undefined {
  if (lines[line - 1] === old && added.has(line)) return line;
  const same = [...added].filter((one) => lines[one - 1] === old);
  return same.length === 1 ? same[0] : undefined;
}

/** Suggests on lines that the pull request writes, each reference once in a file, and never again what is suggested there already. */
export function suggestUpdates(plan: Plan, { pullRequest, texts, patches, ours }: UpdateBranchState): readonly LineComment[] {
  if (!pullRequest.isOpen || plan.tip !== pullRequest.headCommit) return [];
  const taken = new Set<string>();
  const comments = wantedEdits(plan).flatMap(({ update, edit }): readonly LineComment[] => {
    const { file: path } = edit;
    if (ours.some((comment) => comment.path === path && comment.body.includes(record(update.reference)))) return [];
    const line = lineOf(edit, { lines: (texts.get(path) ?? "").split("\n"), added: addedLines(patches.get(path) ?? "") });
    if (line === undefined || taken.has(`${path}:${line}`) || !mayShow({ removed: [edit.old], lines: [edit.new] })) return [];
    taken.add(`${path}:${line}`);
    return [{ path, startLine: line, line, body: suggestionBody({ introduction: introduction(update), lines: [edit.new] }) }];
  });
  return comments.slice(0, MOST_SUGGESTIONS);
}
