// A reference -> the same tag with the digest that it has now, or the step away from a tag that is gone.
import { hasCode } from "../../errors.ts";
import { refusal } from "../policy/refusal.ts";
import { chooseOlder } from "./choose-tags.ts";
import { isSameOnPlatforms } from "./moved-digest.ts";
import { missingDigest } from "./missing-digest.ts";
import { offerTag } from "./offer-tag.ts";
import type { Offers, Question } from "./question.ts";
import { releaseDate } from "./release-date.ts";
import { writeReference } from "./write-reference.ts";

const NOTHING: Offers = { offers: [], ignored: [] };

async function moved(digest: string, question: Question): Promise<boolean> {
  const { repository, platforms, image, registry } = question;
  return image.digest === undefined || !(await isSameOnPlatforms({ repository, old: image.digest, new: digest, platforms }, registry));
}

async function digestOffer(digest: string, question: Question): Promise<Offers> {
  const { image, reference, policy } = question;
  const kind = image.digest === undefined ? "pin" : "digest";
  const proposed = writeReference(reference, { tag: image.tag, digest });
  const reason = refusal({ image, files: question.files, tag: image.tag, kind }, policy);
  if (reason !== undefined) return { offers: [], ignored: [{ reference, proposed, reason }] };
  // A pin fixes what runs already, whatever its age.
  const isAged = kind === "digest" && policy.settings({ ...question, kind }).minimumAge > 0;
  const released = isAged ? await releaseDate(image.tag, question) : undefined;
  return { offers: [{ kind, proposed, ...(released === undefined ? {} : { released }) }], ignored: [] };
}

/**
 * One request for the tag; where its digest moved, another for the old one, and its indexes. A digest that the tag still has is there.
 * A pin is not asked for where none is wanted.
 */
async function askDigest(question: Question): Promise<Offers> {
  const { policy, image, registry, repository, files } = question;
  const kind = image.digest === undefined ? "pin" : "digest";
  const isWanted = policy.kinds.has(kind) && policy.settings({ image, files, kind }).enabled;
  if (!isWanted) return { ...NOTHING, ...(await missingDigest(question)) };
  const { digest } = await registry.resolve(repository, image.tag);
  if (digest === image.digest) return NOTHING;
  const offered = (await moved(digest, question)) ? await digestOffer(digest, question) : NOTHING;
  return { ...offered, ...(await missingDigest(question)) };
}

/** The repository's tags; `isLeft` where a newer tag is offered, which mends one that is gone. */
export type TagSituation = { readonly tags: readonly string[]; readonly isLeft: boolean };

/**
 * A tag that the registry no longer has gives way to the one before it, if there is any; otherwise the error is the caller's, unless the
 * digest is gone as well, which says more.
 */
export async function offerDigest(question: Question, { tags, isLeft }: TagSituation): Promise<Offers> {
  try {
    return await askDigest(question);
  } catch (error) {
    if (!hasCode(error, "registry-missing")) throw error;
    const isGone = tags.length > 0 && !tags.includes(question.image.tag);
    if (isGone && isLeft) return NOTHING;
    const rollback = isGone ? await offerTag(chooseOlder(question, tags), question) : NOTHING;
    const gone = await missingDigest(question);
    if (rollback.offers.length === 0 && rollback.ignored.length === 0 && gone.missing === undefined) throw error;
    return { ...rollback, ...gone };
  }
}
