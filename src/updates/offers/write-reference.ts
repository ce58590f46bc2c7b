// A reference as it is written, and another tag and digest -> the same spelling with them in place.

/** What shall stand behind the name; a part that is absent is left away. */
export type ReferenceEnd = { readonly tag?: string; readonly digest?: string };

/** Keeps the name as it is spelled (`postgres`, `docker.io/library/postgres`) and puts tag and digest behind it. */
export function writeReference(written: string, { tag, digest }: ReferenceEnd): string {
  const at = written.indexOf("@");
  const named = at < 0 ? written : written.slice(0, at);
  const colon = named.indexOf(":", named.lastIndexOf("/") + 1);
  const name = colon < 0 ? named : named.slice(0, colon);
  return name + (tag === undefined ? "" : `:${tag}`) + (digest === undefined ? "" : `@${digest}`);
}
