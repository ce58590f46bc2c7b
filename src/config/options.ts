// The options of the configuration as a flat list, read off the schema: for inputs, for trust and for the documents.
import * as z from "zod";
import { optionFacts } from "./option-facts.ts";
import { Config } from "./schema.ts";

/** One option: where it stands in the file, its schema, and what the schema says of it. */
export type Option = {
  readonly path: readonly [string, ...string[]];
  readonly schema: z.ZodType;
  readonly description: string;
  /** Only the base branch's file or the workflow's inputs may set it. */
  readonly isTrusted: boolean;
  /** The Action's input of the same meaning. */
  readonly input?: string;
};

function sectionOf(schema: unknown): z.ZodObject | undefined {
  const inner = schema instanceof z.ZodPrefault ? schema.unwrap() : schema;
  return inner instanceof z.ZodObject ? inner : undefined;
}

/** A text stands on the schema itself or below its default. */
export function descriptionOf(schema: unknown): string {
  if (!(schema instanceof z.ZodType)) return "";
  const inner: unknown = schema instanceof z.ZodDefault || schema instanceof z.ZodOptional ? schema.unwrap() : undefined;
  return schema.description ?? descriptionOf(inner);
}

function optionsIn(section: z.ZodObject, prefix: readonly string[]): Option[] {
  return Object.entries(section.shape).flatMap(([name, schema]) => {
    const path: readonly [string, ...string[]] = prefix.length > 0 ? [prefix[0] ?? name, ...prefix.slice(1), name] : [name];
    const inner = sectionOf(schema);
    if (inner !== undefined) return optionsIn(inner, path);
    if (!(schema instanceof z.ZodType)) return [];
    const facts = optionFacts.get(schema) ?? {};
    return [
      {
        path,
        schema,
        description: descriptionOf(schema),
        isTrusted: facts.trusted ?? false,
        ...(facts.input === undefined ? {} : { input: facts.input }),
      },
    ];
  });
}

/** Every option in the schema's order. */
export function listOptions(): readonly Option[] {
  return optionsIn(Config, []);
}
