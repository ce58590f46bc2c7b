// A sentence with names, paths and references in it -> plain words and code, so that no word of it means anything to a forge.
import { visibleLine } from "./visible-text.ts";

/** Words that are safe in every language, and words to set as code: GitHub pings and links nobody from code. */
export type SentencePart = { readonly kind: "words" | "code"; readonly text: string };

/** Only these characters are left as words; everything that Markdown, HTML or GitHub's references give a meaning is not here. */
const HARMLESS = /^[\p{L}\p{M}\p{N}.,;:!?()'"’“”„%+\-–—−→←…×·=]*$/u;

/** Harmless characters that still form something that GitHub acts upon, or that readers know as code. */
const MEANT: readonly RegExp[] = [
  /gh-\d/i, // a reference to an issue
  /(?<!\w)(?=[a-f]*\d)[0-9a-f]{7,64}(?!\w)/i, // a commit id
  /www\./i,
  /\w:\w/, // name:tag, file:line
  /^--\w/,
  /^[^\d].*[\p{L}\p{N}]\.[\p{L}\p{N}]{2}/u, // a unit, a file, an option with dots
];

/** Versions read better as words although they have dots. */
const VERSION = /^v?\d+(?:\.\d+)*(?:-\w+)?$/i;

/** Text between backticks, and the sign for a hidden value, which has a blank. */
const MEANT_AS_CODE = /(`[^`]+`|\[hidden(?:, changed)?\])/;

const WORD = /^(?<before>[("'“„]*)(?<core>.*?)(?<after>[.,;:!?)"'”]*)$/u;

/** `:tada:` would become a picture, with whatever punctuation around it. */
const EMOJI_CODE = /:[^:]+:/;

function splitWord(word: string): readonly SentencePart[] {
  if (EMOJI_CODE.test(word)) return [asCode(word)];
  const groups = WORD.exec(word)?.groups ?? {};
  const { before = "", core = word, after = "" } = groups;
  const isPlain = HARMLESS.test(core) && (VERSION.test(core) || !MEANT.some((pattern) => pattern.test(core)));
  if (isPlain) return [{ kind: "words", text: word }];
  return [
    { kind: "words", text: before },
    { kind: "code", text: core },
    { kind: "words", text: after },
  ];
}

/** Neighbours of one kind become one part, or two code spans would touch; empty parts go. */
function join(parts: readonly SentencePart[]): readonly SentencePart[] {
  const joined: SentencePart[] = [];
  for (const part of parts) {
    const last = joined.at(-1);
    if (part.text === "") continue;
    if (last?.kind === part.kind) joined[joined.length - 1] = { kind: part.kind, text: last.text + part.text };
    else joined.push(part);
  }
  return joined;
}

/**
 * Splits a sentence at blanks. Text between backticks is code as its writer meant it; other words are code where they hold a
 * character outside the harmless ones. Whatever the sentence is, its `words` hold only letters, digits and plain punctuation.
 */
export function splitSentence(sentence: string): readonly SentencePart[] {
  const pieces = visibleLine(sentence).split(MEANT_AS_CODE);
  return join(pieces.flatMap((piece, index) => (index % 2 === 1 ? [asCode(piece)] : piece.split(/( +)/).flatMap(splitBlank))));
}

function asCode(text: string): SentencePart {
  return { kind: "code", text: text.startsWith("`") ? text.slice(1, -1) : text };
}

function splitBlank(word: string): readonly SentencePart[] {
  return word.trim() === "" ? [{ kind: "words", text: word === "" ? "" : " " }] : splitWord(word);
}
