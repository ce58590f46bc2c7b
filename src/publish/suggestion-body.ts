// Lines that should stand in a file -> the Markdown of a suggestion that people take over with one click.
import { hideModuleSecrets } from "../convert/index.ts";

/** What is said above the lines; our own words, and of others' only what holds no Markdown. */
export type SuggestedLines = { readonly introduction: string; readonly lines: readonly string[] };

/** The hash of an input in a module's header, which looks random and is no secret. */
const INPUT_HASH = /^#\s+[0-9a-f]{64}(?=\s)/gm;

/** Our comments are read by more people than the repository's files: no secret, and nothing that would end a line early. */
export function mayShow({ removed, lines }: { readonly removed: readonly string[]; readonly lines: readonly string[] }): boolean {
  const sides = { old: removed.join("\n").replace(INPUT_HASH, "#"), new: lines.join("\n").replace(INPUT_HASH, "#") };
  const hidden = hideModuleSecrets(sides);
  return hidden.old === sides.old && hidden.new === sides.new && !/[\0\r\u2028\u2029]/.test(sides.new);
}

/** GitHub Docs, "Commenting on a pull request". The fence is longer than any in the text, so that the text cannot end it. */
export function suggestionBody({ introduction, lines }: SuggestedLines): string {
  const text = lines.join("\n");
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = "`".repeat(longest + 1);
  return `${introduction}\n\n${fence}suggestion\n${lines.map((line) => `${line}\n`).join("")}${fence}\n`;
}
