// A module on the branch and the module as it should be -> suggestions on those lines that the pull request's diff shows.
import { hideModuleSecrets } from "../convert/index.ts";
import { type LineChange, lineChanges } from "../diff.ts";
import type { LineComment } from "../ports.ts";

export type SuggestionRequest = {
  readonly path: string;
  readonly old: string;
  readonly new: string;
  /** The hunks of the pull request's diff of this file. */
  readonly patch: string;
};

/** `left` counts the changes that cannot be suggested: their lines are not in the diff, or hold what must not be shown. */
export type Suggestions = { readonly comments: readonly LineComment[]; readonly left: number };

type LineRange = { readonly first: number; readonly last: number };

/** A suggestion takes whole lines away, so a change that only adds is written on a line beside it, which it repeats. */
type Replacement = LineRange & { readonly removed: readonly string[]; readonly lines: readonly string[] };

const HUNK = /^@@ -\d+(?:,\d+)? \+(?<first>\d+)(?:,(?<count>\d+))? @@/gm;

/** The lines of the new side that hunks show; comments are allowed on context as well (REST API, "Create a review comment"). */
function shownLines(patch: string): readonly LineRange[] {
  return [...patch.matchAll(HUNK)].map(({ groups }) => {
    const first = Number(groups?.["first"]);
    return { first, last: first + Number(groups?.["count"] ?? 1) - 1 };
  });
}

function replacementOf(change: LineChange, lines: readonly string[]): Replacement {
  const { line, removed, added } = change;
  if (removed.length > 0) return { first: line, last: line + removed.length - 1, removed, lines: added };
  const anchor = Math.max(line - 1, 1);
  const kept = lines[anchor - 1] ?? "";
  return { first: anchor, last: anchor, removed: [kept], lines: line === 1 ? [...added, kept] : [kept, ...added] };
}

/** The hash of an input in the module's header, which looks random and is no secret. */
const INPUT_HASH = /^#\s+[0-9a-f]{64}(?=\s)/gm;

/** Our comments are read by more people than the repository's files: no secret, and nothing that would end a line early. */
function mayShow({ removed, lines }: Replacement): boolean {
  const sides = { old: removed.join("\n").replace(INPUT_HASH, "#"), new: lines.join("\n").replace(INPUT_HASH, "#") };
  const hidden = hideModuleSecrets(sides);
  return hidden.old === sides.old && hidden.new === sides.new && !/[\0\r\u2028\u2029]/.test(sides.new);
}

/** GitHub Docs, "Commenting on a pull request". The fence is longer than any in the text, so that the text cannot end it. */
function bodyOf({ lines }: Replacement): string {
  const text = lines.join("\n");
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = "`".repeat(longest + 1);
  return `The Compose file gives this here:\n\n${fence}suggestion\n${lines.map((line) => `${line}\n`).join("")}${fence}\n`;
}

/** Suggests change by change. Texts that are too far apart give no suggestion at all. */
export function suggestLines(request: SuggestionRequest): Suggestions {
  const changes = lineChanges(request);
  if (changes === undefined) return { comments: [], left: 1 };
  const shown = shownLines(request.patch);
  const lines = request.old.split("\n");
  const all = changes.map((change) => replacementOf(change, lines));
  const fitting = all.filter((replacement) => mayShow(replacement) && shown.some(({ first, last }) => first <= replacement.first && replacement.last <= last));
  const comments = fitting.map((replacement) => ({ path: request.path, startLine: replacement.first, line: replacement.last, body: bodyOf(replacement) }));
  return { comments, left: all.length - fitting.length };
}
