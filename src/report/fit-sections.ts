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

type State = { readonly sizes: readonly (readonly number[])[]; readonly chosen: number[]; readonly room: number };

function sizeOf(state: State, index: number): number {
  return state.sizes[index]?.[state.chosen[index] ?? 0] ?? 0;
}

function totalOf(state: State): number {
  return Array.from(state.sizes.keys()).reduce((sum, index) => sum + sizeOf(state, index), 0);
}

/** Takes the next shorter form along the order until everything fits; gives the steps that were taken. */
function giveUp(state: State, order: readonly number[]): readonly number[] {
  let size = totalOf(state);
  const taken = order.findIndex((index) => {
    if (size <= state.room) return true;
    size -= sizeOf(state, index);
    state.chosen[index] = (state.chosen[index] ?? 0) + 1;
    size += sizeOf(state, index);
    return false;
  });
  return taken === -1 ? order : order.slice(0, taken);
}

/** Undoes steps, the last one first, as far as there is room: one huge section must not cost all small ones that yield before it. */
function takeBack(state: State, steps: readonly number[]): void {
  let size = totalOf(state);
  const stuck = new Set<number>();
  for (const index of steps.toReversed()) {
    const form = state.chosen[index] ?? 0;
    const longer = size - sizeOf(state, index) + (state.sizes[index]?.[form - 1] ?? 0);
    if (longer > state.room) stuck.add(index);
    if (stuck.has(index)) continue;
    state.chosen[index] = form - 1;
    size = longer;
  }
}

/**
 * Shortens one section after the other, each to its next shorter form, until the texts (joined by blank lines) fit. Sections of one form
 * always stay, so the caller keeps those small.
 */
export function fitSections(sections: readonly Section[], options: FitOptions): Fitted {
  const printed = sections.map((section) => ({ section, texts: section.forms.map((_, form) => options.print(section, form)) }));
  const sizes = printed.map((entry) => entry.texts.map((text) => (text === "" ? 0 : options.measure(text) + 2)));
  const state: State = { sizes, chosen: printed.map(() => 0), room: options.room };
  takeBack(state, giveUp(state, yieldingOrder(printed)));
  return {
    chosen: printed
      .map(({ section, texts }, index) => ({ section, text: texts[state.chosen[index] ?? 0] ?? "" }))
      .filter(({ text }) => text !== ""),
    // A section without a text in this language loses nothing.
    cut: sections.filter((_, index) => sizeOf(state, index) < (sizes[index]?.[0] ?? 0)),
  };
}

/** Neighbours with the same `within` in one group; sections without one stay alone. */
export function groupNeighbours(chosen: readonly Chosen[]): readonly (readonly Chosen[])[] {
  const groups: Chosen[][] = [];
  for (const entry of chosen) {
    const last = groups.at(-1);
    const { within } = entry.section;
    if (within !== undefined && last?.[0]?.section.within === within) last.push(entry);
    else groups.push([entry]);
  }
  return groups;
}
