// A manifest's digest -> what refers to it, from the referrers API or the tag that stands in for it.
import * as z from "zod";
import type { Referrer, Repository } from "../../registry-port.ts";
import { hasCode } from "../../errors.ts";
import type { Asker } from "./asker.ts";
import { invalid } from "./failures.ts";
import { parseJson } from "./json-answer.ts";
import { isDigest } from "./manifest-answer.ts";
import { nextSearch } from "./tag-pages.ts";
import type { Answer } from "./transport.ts";

const MAXIMUM_PAGES = 10;
const MAXIMUM_REFERRERS = 1000;

const Annotations = z.record(z.string().max(1024), z.string().max(65_536));
const Entry = z.looseObject({
  digest: z.string().refine(isDigest),
  mediaType: z.string().max(255),
  size: z.number().min(0),
  artifactType: z.string().max(255).optional(),
  annotations: Annotations.nullish(),
});
const ReferrersIndex = z.looseObject({ manifests: z.array(z.unknown()) });

/** Statuses by which registries say that they have no such API. */
const NO_API = [400, 404, 405, 501] as const;

function referrerOf(entry: unknown): readonly Referrer[] {
  const { data } = Entry.safeParse(entry);
  if (data === undefined) return [];
  const { digest, mediaType, size, artifactType, annotations } = data;
  return [{ digest, mediaType, size, ...(artifactType === undefined ? {} : { artifactType }), annotations: annotations ?? {} }];
}

/** Entries that are no descriptors are left out; an answer that is no index at all has none. */
export function readReferrers(body: unknown): readonly Referrer[] {
  const entries = ReferrersIndex.safeParse(body).data?.manifests ?? [];
  return entries.slice(0, MAXIMUM_REFERRERS).flatMap(referrerOf);
}

/** The tag under which clients keep referrers where there is no API ("Referrers Tag Schema"): parts are cut at 32 and 64 characters. */
function referrersTag(digest: string): string {
  const [algorithm = "", hex = ""] = digest.split(":");
  return `${algorithm.slice(0, 32)}-${hex.slice(0, 64)}`;
}

async function readPages(ask: Asker, { repository, digest, first }: { repository: Repository; digest: string; first: Answer }): Promise<readonly Referrer[]> {
  const subject = `${repository.registry}/${repository.path}@${digest}`;
  const found = [...readReferrers(parseJson(first.body, { subject, what: "list of referrers" }))];
  const seen = new Set<string>();
  let search = nextSearch(first);
  while (search !== undefined && !seen.has(search) && seen.size < MAXIMUM_PAGES && found.length < MAXIMUM_REFERRERS) {
    seen.add(search);
    const answer: Answer = await ask({ repository, kind: "referrers", name: digest, method: "GET", search });
    found.push(...readReferrers(parseJson(answer.body, { subject, what: "list of referrers" })));
    search = nextSearch(answer);
  }
  return found.slice(0, MAXIMUM_REFERRERS);
}

/**
 * Lists referrers (OCI distribution specification 1.1, "Listing Referrers"). `readTag` fetches a manifest's body by tag; it is asked
 * where the registry has no referrers API.
 */
export async function listReferrers(
  ask: Asker,
  request: { readonly repository: Repository; readonly digest: string; readonly readTag: (tag: string) => Promise<unknown> },
): Promise<readonly Referrer[]> {
  const { repository, digest, readTag } = request;
  if (!isDigest(digest)) throw invalid(`${repository.registry}/${repository.path}`, "Referrers can only be listed for a digest.");
  const first = await ask({ repository, kind: "referrers", name: digest, method: "GET", otherStatuses: NO_API });
  if (first.status === 200) return readPages(ask, { repository, digest, first });
  try {
    return readReferrers(await readTag(referrersTag(digest)));
  } catch (error) {
    if (hasCode(error, "registry-missing")) return [];
    throw error;
  }
}
