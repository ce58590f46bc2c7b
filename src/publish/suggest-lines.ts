// A module on the branch and the module as it should be -> suggestions on those lines that the pull request's diff shows.
import { type LineChange, lineChanges } from "../diff.ts";
import type { LineComment } from "../ports.ts";
import { type LineRange, shownLines } from "./shown-lines.ts";
import { mayShow, suggestionBody } from "./suggestion-body.ts";

export type SuggestionRequest = {
  readonly path: string;
  readonly old: string;
  readonly new: string;
  /** The hunks of the pull request's diff of this file. */
  readonly patch: string;
};

/** `left` counts the changes that cannot be suggested: their lines are not in the diff, or hold what must not be shown. */
export type Suggestions = { readonly comments: readonly LineComment[]; readonly left: number };

/** A suggestion takes whole lines away, so a change that only adds is written on a line beside it, which it repeats. */
type Replacement = LineRange & { readonly removed: readonly string[]; readonly lines: readonly string[] };

function replacementOf(change: LineChange, lines: readonly string[]): Replacement {
  const { line, removed, added } = change;
  if (removed.length > 0) return { first: line, last: line + removed.length - 1, removed, lines: added };
  const anchor = Math.max(line - 1, 1);
  const kept = lines[anchor - 1] ?? "";
  return { first: anchor, last: anchor, removed: [kept], lines: line === 1 ? [...added, kept] : [kept, ...added] };
}

const INTRODUCTION = "The Compose file gives this here:";

/** Suggests change by change. Texts that are too far apart give no suggestion at all. */
export function suggestLines(request: SuggestionRequest): Suggestions {
  const changes = lineChanges(request);
  if (changes === undefined) return { comments: [], left: 1 };
  const shown = shownLines(request.patch);
  const lines = request.old.split("\n");
  const all = changes.map((change) => replacementOf(change, lines));
  const fitting = all.filter((replacement) => mayShow(replacement) && shown.some(({ first, last }) => first <= replacement.first && replacement.last <= last));
  const comments = fitting.map((replacement) => ({ path: request.path, startLine: replacement.first, line: replacement.last, body: suggestionBody({ introduction: INTRODUCTION, lines: replacement.lines }) }));
  return { comments, left: all.length - fitting.length };
}
