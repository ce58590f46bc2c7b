// A Nix file's text -> the same text with blanks where nothing is read: comments, texts, arguments of functions, stamps. Offsets stay.
import { blank, lexicalParts } from "./lexical-parts.ts";

/** Arguments of a function: `{ self, nixpkgs, ... }@inputs:` names the flake without using it. */
const ARGUMENTS = /\{(?:[\w\s,'-]|\.\.\.|\?\s*(?:null|true|false|\d+)\b)*\}\s*(?:@\s*(?<behind>[\w'-]+)\s*)?:/g;
/** The name of them all may stand before: `inputs@{ self, ... }`. */
const NAME_BEFORE = /@\s*(?=\{)/g;
/** The argument of the outputs, or of the whole file, under one name. */
const WHOLE = /\boutputs\s*=\s*([\w'-]+)\s*:|^\s*([\w'-]+)\s*:/g;

/**
 * Options that hold which commit a system was made from. Files that nobody reads move the commit as well, but what follows from
 * it is a stamp, which no plan tells as a change.
 */
const STAMP = /\b(?:configurationRevision|nixos\.(?:label|versionSuffix|revision))\s*=\s*(?<value>(?:[^;{}]|\$\{[^{}]*\}){0,400});/g;
const STAMP_OF_SELF = /\bself\s*[.?]\s*(?:rev|shortRev|dirtyRev|dirtyShortRev|revCount|lastModified|lastModifiedDate)\b/g;

function quietStamp(statement: string, value: string): string {
  const rest = value.replaceAll(STAMP_OF_SELF, "");
  return /\bself\b|[/]/.test(rest) ? statement : blank(statement);
}

export type QuietText = {
  readonly text: string;
  /** The text without comments alone. */
  readonly code: string;
  /** Names that stand for all arguments of a function at once. */
  readonly aliases: ReadonlySet<string>;
  /** Whether a function takes `self` by its name. */
  readonly takesSelf: boolean;
};

export function quietText(source: string): QuietText {
  const aliases = new Set<string>();
  let takesSelf = false;
  const { code, text } = lexicalParts(source);
  for (const [, behindOutputs, first] of text.matchAll(WHOLE)) aliases.add(behindOutputs ?? first ?? "");
  for (const { 0: written, groups = {} } of text.matchAll(ARGUMENTS)) {
    aliases.add(groups["behind"] ?? "");
    takesSelf ||= /(?<![\w'-])self(?![\w'-])/.test(written);
  }
  for (const { index } of text.matchAll(NAME_BEFORE)) aliases.add(/([\w'-]{1,100})\s{0,10}$/.exec(text.slice(Math.max(0, index - 110), index))?.[1] ?? "");
  aliases.delete("");
  return { code, text: text.replaceAll(ARGUMENTS, blank).replaceAll(STAMP, quietStamp), aliases, takesSelf };
}
