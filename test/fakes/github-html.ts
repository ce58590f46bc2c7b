// A comment's Markdown -> HTML as GitHub would read it, and the parts of it that GitHub acts upon.
import { marked } from "marked";

/** A tag or a run of text, in order. `isCode` is true within code, where GitHub neither links nor pings. */
export type HtmlPiece = { readonly tag?: string; readonly text?: string; readonly isCode: boolean };

export function toHtml(markdown: string): string {
  return marked.parse(markdown, { async: false, gfm: true });
}

const ENTITIES: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"' };

export function decodeEntities(text: string): string {
  return text.replace(/&(?:#(\d+)|#x([0-9a-f]+)|(\w+));/gi, (whole: string, ...[decimal, hex, name]: (string | undefined)[]) => {
    if (decimal !== undefined) return String.fromCodePoint(Number(decimal));
    if (hex !== undefined) return String.fromCodePoint(Number.parseInt(hex, 16));
    return ENTITIES[name ?? ""] ?? whole;
  });
}

/** Splits HTML as a browser would for well-formed tags; comments are left out. */
export function piecesOf(html: string): readonly HtmlPiece[] {
  const pieces: HtmlPiece[] = [];
  let depth = 0;
  for (const [piece] of html.matchAll(/<!--[\s\S]*?-->|<\/?[a-z][^>]*>|[^<]+|</gi)) {
    if (piece.startsWith("<!--")) continue;
    const tag = /^<(\/?[a-z0-9]+)/i.exec(piece)?.[1]?.toLowerCase();
    if (tag === "code" || tag === "pre") depth += 1;
    if (tag === "/code" || tag === "/pre") depth -= 1;
    pieces.push(tag === undefined ? { text: decodeEntities(piece), isCode: depth > 0 } : { tag, isCode: depth > 0 });
  }
  return pieces;
}

/** The text in which GitHub looks for mentions and references. */
export function liveText(html: string): string {
  return piecesOf(html)
    .filter((piece) => !piece.isCode)
    .map((piece) => piece.text ?? "")
    .join("\u0001");
}

/** The tags that make the document's structure, without those within a line. */
export function skeletonOf(html: string): readonly string[] {
  const INLINE = /^\/?(?:code|strong|b|p|em|del|ins|mark|sub|br|span)$/;
  return piecesOf(html).flatMap(({ tag }) => (tag === undefined || INLINE.test(tag) ? [] : [tag]));
}
