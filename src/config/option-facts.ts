// What an option is beyond its type: who may set it, and by which input.
import * as z from "zod";

/** What an option is beyond its type. */
export type OptionFacts = {
  /** Only the base branch's file or the workflow's inputs may set it: a pull request must not loosen its own check. */
  readonly trusted?: boolean;
  /** The Action's input of the same meaning. */
  readonly input?: string;
};

/** What an option has that decides on trust. */
export const trusted = { trusted: true } as const;

/** The facts of options that have some. */
export const optionFacts = z.registry<OptionFacts>();
