// The pages of a tag list (OCI distribution specification, "Listing Tags") -> one list, however many pages a registry pretends to have.
import * as z from "zod";
import { invalid, tooLarge } from "./failures.ts";
import { parseJson } from "./json-answer.ts";
import type { Answer } from "./transport.ts";

/** Tags asked for at once; registries give fewer if they like. */
const PAGE_SIZE = 1000;
const MAXIMUM_PAGES = 200;
const MAXIMUM_TAGS = 100_000;

const TagList = z.looseObject({ tags: z.array(z.string()).nullish() });

/** The query behind `rel="next"` of a Link header (RFC 8288); undefined on the last page. */
export function nextSearch(answer: Answer): string | undefined {
  const { link } = answer.headers;
  const header = Array.isArray(link) ? link.join(",") : link;
  const target = /<([^<>]*)>\s*;[^<]*\brel\s*=\s*"?next\b/i.exec(header ?? "")?.[1];
  // Only the query is taken: registries behind a proxy get their own host or path wrong, and a hostile one would send us elsewhere.
  const base = "https://registry.invalid";
  return target !== undefined && URL.canParse(target, base) ? new URL(target, base).search : undefined;
}

function readPage(answer: Answer, subject: string): readonly string[] {
  const { data } = TagList.safeParse(parseJson(answer.body, { subject, what: "tag list" }));
  if (data === undefined) throw invalid(subject, "The tag list has no tags.");
  return data.tags ?? [];
}

/** A whole list; `etag` only where it came on one page, because a page's says nothing of the others. */
export type TagPages = { readonly tags: readonly string[]; readonly etag?: string };

/**
 * Reads page after page with `ask`, until there is no next one, it was seen before, or it brings nothing new. Undefined where the
 * first answer is 304, which it is only where `ask` makes a condition.
 */
export async function readTagPages(ask: (search: string, isFirst: boolean) => Promise<Answer>, subject: string): Promise<TagPages | undefined> {
  const tags = new Set<string>();
  const seen = new Set<string>();
  let etag: string | undefined;
  let search: string | undefined = `?n=${PAGE_SIZE}`;
  while (search !== undefined && !seen.has(search)) {
    if (seen.size === MAXIMUM_PAGES || tags.size > MAXIMUM_TAGS) throw tooLarge(subject, `The list has more than ${tags.size} tags.`);
    const isFirst = seen.size === 0;
    seen.add(search);
    const answer: Answer = await ask(search, isFirst);
    if (answer.status === 304) return undefined;
    const before = tags.size;
    for (const tag of readPage(answer, subject)) tags.add(tag);
    search = tags.size === before ? undefined : nextSearch(answer);
    etag = isFirst && search === undefined ? answer.headers.etag?.slice(0, 512) : undefined;
  }
  return { tags: [...tags], ...(etag === undefined ? {} : { etag }) };
}
