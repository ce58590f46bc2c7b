// The releases between two versions of an image -> a folded section, which gives way before everything else that is told of images.
import type { ImageChange, ReleaseNote } from "../../images/index.ts";
import { shorten } from "../../shorten.ts";
import { andMore, type Block, count, type Line, link, note, paragraph, type Section } from "../blocks.ts";
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
    else blocks.push(kind === "item" ? { kind: "list", items: [{ line: [text] }] } : paragraph([text]));
  }
  return blocks;
}

function releaseBlocks(release: ReleaseNote, most: number): readonly Block[] {
  const { lines, more } = tellNotes(release.notes);
  const tail = andMore(more + Math.max(0, lines.length - most), "more line").map(note);
  return [paragraph(titleOf(release)), ...blocksOf(lines.slice(0, most)), ...tail];
}

/** The notes of one image's releases; empty where there are none. */
export function releaseSections(change: ImageChange, { move, within }: { readonly move: Line; readonly within: string }): readonly Section[] {
  const { releases = [], moreReleases = 0 } = change;
  if (releases.length === 0) return [];
  const older = andMore(moreReleases, "older release").map(note);
  const fold = (most: number): Block => ({
    kind: "fold",
    summary: [`${count(releases.length + moreReleases, "release")} of `, ...move],
    blocks: [...releases.flatMap((release) => releaseBlocks(release, most)), ...older],
  });
  return [{ rank: 12, loses: ["the release notes of an image", "release notes"], forms: [[fold(Number.POSITIVE_INFINITY)], [fold(FEW_LINES)], []], within }];
}
