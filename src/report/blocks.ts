// What a report says, before it is written in a language: sections of blocks that the Markdown, HTML and terminal printers escape.

import type { Graph } from "./graph/graph.ts";

/** How much a few words should stand out; a printer without colour may still use weight or a sign. */
export type Tone = "danger" | "warning" | "calm";

/** A piece of a line. A plain string is a sentence: printers set names, paths and references in it as code. */
export type Inline =
  | string
  | { readonly kind: "code"; readonly text: string }
  | { readonly kind: "mark"; readonly tone: Tone; readonly text: string }
  /** An address that we made ourselves (compare-link.ts, a release's page); printers show any other than https as text. */
  | { readonly kind: "link"; readonly text: string; readonly url: string };

export type Line = readonly Inline[];

/** One entry of a list with its own, smaller lines below it. With `box` it has a box to tick on GitHub, known again by that hidden record. */
export type ListItem = { readonly line: Line; readonly details?: readonly Line[]; readonly box?: { readonly record: string; readonly isTicked: boolean } };

/** A layer of an image; the size is that of its compressed content, in bytes. */
export type Layer = { readonly digest: string; readonly size: number };

export type Block =
  | { readonly kind: "title"; readonly line: Line }
  | { readonly kind: "heading"; readonly line: Line }
  | { readonly kind: "paragraph"; readonly line: Line }
  | { readonly kind: "note"; readonly line: Line }
  | { readonly kind: "table"; readonly head: readonly string[]; readonly rows: readonly (readonly Line[])[] }
  | { readonly kind: "list"; readonly items: readonly ListItem[] }
  | { readonly kind: "diff"; readonly text: string }
  /** A comment shows what drags what along, a page all of it, a terminal nothing: words beside it say the same. */
  | { readonly kind: "graph"; readonly graph: Graph; readonly label: string }
  /** Only a page shows them; what they say in words stands among an image's differences. */
  | { readonly kind: "layers"; readonly old: readonly Layer[]; readonly new: readonly Layer[] }
  | { readonly kind: "fold"; readonly summary: Line; readonly blocks: readonly Block[] };

/**
 * A part of the report that gives way as a whole. `forms` go from everything to the shortest; the last one is empty where the
 * section may vanish. Sections with the lowest `rank` give way first; a section with a single form never does.
 */
export type Section = {
  readonly rank: number;
  /** What a reader misses when one such section is shortened, and the noun for several: ["the diff of …", "diffs"]. */
  readonly loses: readonly [string, string];
  readonly forms: readonly (readonly Block[])[];
  /** Neighbouring sections with the same text stand together in one fold of this summary. */
  readonly within?: string;
  /** True for drawings that say nothing in another form. */
  readonly isPageOnly?: true;
};

export function code(text: string): Inline {
  return { kind: "code", text };
}

export function link(text: string, url: string): Inline {
  return { kind: "link", text, url };
}

/** The address as it may stand in a document: https, no user info, every character that has a meaning elsewhere encoded; else undefined. */
export function safeUrl(url: string): string | undefined {
  const parsed = URL.parse(url);
  if (parsed?.protocol !== "https:" || parsed.username !== "" || parsed.password !== "" || url.length > 4096) return undefined;
  return parsed.href.replace(/[^\w\-./:?#%@!,;=+&~]/g, (mark) => encodeURIComponent(mark).replace(/[()'*]/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`));
}

export function mark(tone: Tone, text: string): Inline {
  return { kind: "mark", tone, text };
}

/** A number with its noun: `1 unit`, `3 units`; the plural may be given where it is not the noun with an s. */
export function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? "" : "s"}`;
}

export function paragraph(line: Line): Block {
  return { kind: "paragraph", line };
}

export function note(line: Line): Block {
  return { kind: "note", line };
}

/** What a list of which `rest` entries are left out ends with, `and 3 more` or with a noun `and 3 more lines`; nothing where none are. */
export function andMore(rest: number, noun?: string): readonly Line[] {
  return rest > 0 ? [[noun === undefined ? `and ${rest} more` : `and ${count(rest, noun)}`]] : [];
}

/** How many parts a line has room for, how many there are that nobody handed over, and what stands between them. */
type Room = { readonly most: number; readonly beyond?: number; readonly between?: ", " | "; " };

/** Parts in one line: `a, b and 3 more`. */
export function joinSome(parts: readonly Line[], { most, beyond = 0, between = ", " }: Room): Line {
  const rest = Math.max(0, parts.length - most) + beyond;
  const shown = parts.slice(0, most).flatMap((part, index): Line => (index === 0 ? part : [between, ...part]));
  return rest > 0 ? [...shown, `${between === ", " ? " " : between}and ${rest} more`] : shown;
}

/** Digests with their first 12 digits, which is what people compare; the plan itself keeps them whole. */
export function shortDigests(text: string): string {
  return text.replace(/\b(sha256|sha512):([0-9a-f]{12})[0-9a-f]{52,}/g, "$1:$2");
}
