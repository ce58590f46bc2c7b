// The releases between two versions of an image -> a folded section, which gives way before everything else that is told of images.
import type { ImageChange, ReleaseNote } from "../../images/index.ts";
import { type Block, count, type Line, link, type Section, shorten } from "../blocks.ts";
import { type NoteLine, tellNotes } from "./tell-notes.ts";

/** Lines of notes in the shorter form: the first of each release. */
const FEW_LINES = 6;

function titleOf({ tag, name, published, url }: ReleaseNote): Line {
  const day = /^\d{4}-\d\d-\d\d/.exec(published)?.[0];
  const isNamed = name !== "" && name !== tag && !tag.endsWith(name);
  return [link(shorten(tag, 120), url), ...(day === undefined ? [] : [` of ${day}`]), ...(isNamed ? [`: ${shorten(name, 160)}`] : [])];
}

/** Neighbouring entries of a list are one list. */
function blocksOf(lines: readonly NoteLine[]): readonly Block[] {
  const blocks: Block[] = [];
  for (const { kind, text } of lines) {
    const last = blocks.at(-1);
    if (kind === "item" && last?.kind === "list") blocks[blocks.length - 1] = { kind: "list", items: [...last.items, { line: [text] }] };
    else blocks.push(kind === "item" ? { kind: "list", items: [{ line: [text] }] } : { kind: "paragraph", line: [text] });
  }
  return blocks;
}

function releaseBlocks(note: ReleaseNote, most: number): readonly Block[] {
  const { lines, more } = tellNotes(note.notes);
  const rest = more + Math.max(0, lines.length - most);
  const tail: readonly Block[] = rest > 0 ? [{ kind: "note", line: [`and ${count(rest, "more line")}`] }] : [];
  return [{ kind: "paragraph", line: titleOf(note) }, ...blocksOf(lines.slice(0, most)), ...tail];
}

/** The notes of one image's releases; empty where there are none. */
export function releaseSections(change: ImageChange, { move, within }: { readonly move: Line; readonly within: string }): readonly Section[] {
  const { releases = [], moreReleases = 0 } = change;
  if (releases.length === 0) return [];
  const older: readonly Block[] = moreReleases > 0 ? [{ kind: "note", line: [`and ${count(moreReleases, "older release")}`] }] : [];
  const fold = (most: number): Block => ({
    kind: "fold",
    summary: [`${count(releases.length + moreReleases, "release")} of `, ...move],
    blocks: [...releases.flatMap((note) => releaseBlocks(note, most)), ...older],
  });
  return [{ rank: 12, loses: ["the release notes of an image", "release notes"], forms: [[fold(Number.POSITIVE_INFINITY)], [fold(FEW_LINES)], []], within }];
}
