// A reference as it is written, and another tag and digest -> the same spelling with them in place.
import { splitReference } from "../../image-reference.ts";

/** What shall stand behind the name; a part that is absent is left away. */
export type ReferenceEnd = { readonly tag?: string; readonly digest?: string };

/** Keeps the name as it is spelled (`postgres`, `docker.io/library/postgres`) and puts tag and digest behind it. */
export function writeReference(written: string, { tag, digest }: ReferenceEnd): string {
  return splitReference(written).name + (tag === undefined ? "" : `:${tag}`) + (digest === undefined ? "" : `@${digest}`);
}
