// A reference's text -> where its name, tag and digest stand in it.
import { formatImageReference, parseImageReference } from "../../image-reference.ts";

/** Offsets; a part that is absent is empty and stands where it would be put in, without its `:` or `@`. */
export type Span = { readonly start: number; readonly end: number };
export type ReferenceSpans = { readonly name: Span; readonly tag: Span; readonly digest: Span };

/** Splits a text that is a reference; a colon before the last slash belongs to a port. */
export function referenceSpans(reference: string): ReferenceSpans {
  const at = reference.indexOf("@");
  const end = at < 0 ? reference.length : at;
  const colon = reference.slice(0, end).indexOf(":", reference.lastIndexOf("/", end) + 1);
  const nameEnd = colon < 0 ? end : colon;
  return {
    name: { start: 0, end: nameEnd },
    tag: { start: colon < 0 ? end : colon + 1, end },
    digest: { start: at < 0 ? reference.length : at + 1, end: reference.length },
  };
}

/** One text for all spellings of a reference: `postgres:16` and `docker.io/library/postgres:16` are one image. */
export function normalReference(reference: string): string {
  const parsed = parseImageReference(reference);
  return parsed === undefined ? reference : formatImageReference(parsed);
}

/** The proposed reference with the name as it is written in another one, where both mean the same repository. */
export function respell(written: string, proposed: string): string {
  const [old, next] = [parseImageReference(written), parseImageReference(proposed)];
  if (old?.registry !== next?.registry || old?.path !== next?.path) return proposed;
  return written.slice(0, referenceSpans(written).name.end) + proposed.slice(referenceSpans(proposed).name.end);
}
