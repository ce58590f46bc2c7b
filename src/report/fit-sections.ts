// Sections and a limit -> one form of each section that together stay below the limit; whole sections give way in a fixed order.
import type { Section } from "./blocks.ts";

/** A section's printed forms, from everything to the shortest. */
type Printed = { readonly section: Section; readonly texts: readonly string[] };

/** A section with the text of the form that was chosen. */
export type Chosen = { readonly section: Section; readonly text: string };

export type Fitted = {
  /** In the order of the sections, empty ones left out. */
  readonly chosen: readonly Chosen[];
  /** The sections that were shortened or left out. */
  readonly cut: readonly Section[];
};

export type FitOptions = {
  /** The room for all texts, in the unit of `measure`. */
  readonly room: number;
  readonly print: (section: Section, form: number) => string;
  readonly measure: (text: string) => number;
};

/** The order in which forms are given up: lowest rank first, and within a rank the last section of the report first. */
function yieldingOrder(printed: readonly Printed[]): readonly number[] {
  const indexes = printed.flatMap((entry, index) => entry.texts.slice(1).map(() => index));
  return indexes.toSorted((left, right) => rankOf(printed, left) - rankOf(printed, right) || right - left);
}

function rankOf(printed: readonly Printed[], index: number): number {
  return printed[index]?.section.rank ?? 0;
}

/**
 * Shortens one section after the other, each to its next shorter form, until the texts (joined by blank lines) fit. Sections of one form
 * always stay, so the caller keeps those small.
 */
export function fitSections(sections: readonly Section[], options: FitOptions): Fitted {
  const printed = sections.map((section) => ({ section, texts: section.forms.map((_, form) => options.print(section, form)) }));
  const sizes = printed.map((entry) => entry.texts.map((text) => (text === "" ? 0 : options.measure(text) + 2)));
  const chosen = printed.map(() => 0);
  let size = sizes.reduce((sum, forms) => sum + (forms[0] ?? 0), 0);
  for (const index of yieldingOrder(printed)) {
    if (size <= options.room) break;
    const form = chosen[index] ?? 0;
    size += (sizes[index]?.[form + 1] ?? 0) - (sizes[index]?.[form] ?? 0);
    chosen[index] = form + 1;
  }
  return {
    chosen: printed
      .map(({ section, texts }, index) => ({ section, text: texts[chosen[index] ?? 0] ?? "" }))
      .filter(({ text }) => text !== ""),
    cut: sections.filter((_, index) => (chosen[index] ?? 0) > 0),
  };
}

/** Neighbours with the same `within` in one group; sections without one stay alone. */
export function groupNeighbours(chosen: readonly Chosen[]): readonly (readonly Chosen[])[] {
  const groups: (readonly Chosen[])[] = [];
  for (const entry of chosen) {
    const last = groups.at(-1);
    const isSame = entry.section.within !== undefined && last?.[0]?.section.within === entry.section.within;
    if (isSame) groups[groups.length - 1] = [...last, entry];
    else groups.push([entry]);
  }
  return groups;
}
