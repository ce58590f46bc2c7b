// One reference -> the updates that its registry offers, in at most two requests, three for one with a digest.
import type { UpdateKind } from "../config/index.ts";
import { type ImageReference, parseImageReference } from "../image-reference.ts";
import type { Registry } from "../ports.ts";
import { isSameOnPlatforms } from "./moved-digest.ts";
import { type NewerTag, newerTags, tagKind } from "./versioning.ts";
import { writeReference } from "./write-reference.ts";

/** An update before its places are known. */
export type Offer = { readonly kind: UpdateKind; readonly proposed: string };

/** A reference as it is written, and the OCI platforms that run it. */
export type OfferRequest = { readonly reference: string; readonly platforms: readonly string[] };

type Tagged = { readonly written: string; readonly parsed: ImageReference; readonly tag: string; readonly platforms: readonly string[] };

/** A newer tag; a reference with a digest gets the new tag's, so that it stays as strict as it is. */
async function offerTag({ tag, kind }: NewerTag, { tagged, registry }: { tagged: Tagged; registry: Registry }): Promise<Offer> {
  const digest = tagged.parsed.digest === undefined ? undefined : (await registry.resolve(tagged.parsed, tag)).digest;
  return { kind, proposed: writeReference(tagged.written, { tag, ...(digest === undefined ? {} : { digest }) }) };
}

/** The same tag with the digest that it has now. */
async function offerDigest({ written, parsed, tag, platforms }: Tagged, registry: Registry): Promise<readonly Offer[]> {
  const { digest } = await registry.resolve(parsed, tag);
  const proposed = writeReference(written, { tag, digest });
  if (parsed.digest === undefined) return [{ kind: "pin", proposed }];
  if (parsed.digest === digest) return [];
  const isSame = await isSameOnPlatforms({ repository: parsed, old: parsed.digest, new: digest, platforms }, registry);
  return isSame ? [] : [{ kind: "digest", proposed }];
}

/**
 * Asks what is newer. A digest alone says nothing of where it came from, so there is no newer one. Where a newer version
 * within the same major is offered, the old tag's digest is not asked for: the step makes it pointless.
 */
export async function findOffers({ reference, platforms }: OfferRequest, registry: Registry): Promise<readonly Offer[]> {
  const parsed = parseImageReference(reference);
  if (parsed === undefined || (parsed.tag === undefined && parsed.digest !== undefined)) return [];
  const tagged: Tagged = { written: reference, parsed, tag: parsed.tag ?? "latest", platforms };
  const newer = tagKind(tagged.tag) === "version" ? newerTags(tagged.tag, await registry.tags(parsed)) : [];
  const offers = await Promise.all(newer.map((one) => offerTag(one, { tagged, registry })));
  const isSuperseded = parsed.digest !== undefined && newer.some(({ kind }) => kind !== "major");
  return isSuperseded ? offers : [...(await offerDigest(tagged, registry)), ...offers];
}
