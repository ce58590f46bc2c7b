// A record of ours <-> the hidden first line of a comment, a pull request or an issue.
import type * as z from "zod";
import { parseJson } from "../parse-json.ts";
import { commentRecord } from "./markdown/escape.ts";

/** What kind of record it is: a word that stands between `<!-- ` and the record. */
type RecordKind<Schema extends z.ZodType> = { readonly name: string; readonly schema: Schema };

/** One line, which nothing within the record can end. */
export function writeRecord(name: string, record: unknown): string {
  return `<!-- ${name} ${commentRecord(record)} -->`;
}

/**
 * The record of a text, or undefined. It counts only as the very first line: everything that comes from outside stands below it. Who wrote
 * the text must be checked as well, because anyone may copy a record.
 */
export function findRecord<Schema extends z.ZodType>(body: string, { name, schema }: RecordKind<Schema>): z.infer<Schema> | undefined {
  const [first = ""] = body.split(/\r?\n/, 1);
  const [opening, closing] = [`<!-- ${name} `, " -->"];
  if (!first.startsWith(opening) || !first.endsWith(closing)) return undefined;
  return schema.safeParse(parseJson(first.slice(opening.length, -closing.length))).data;
}
