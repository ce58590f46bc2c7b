// One reference -> the updates that its registry offers and the policy allows, and what it does not.
import { tagKind } from "../versions/parse-version.ts";
import { chooseNewer, choosePrecise } from "./choose-tags.ts";
import { missingDigest } from "./missing-digest.ts";
import { offerDigest } from "./offer-digest.ts";
import { offerReplacement } from "./offer-replacement.ts";
import { offerTag } from "./offer-tag.ts";
import { type OfferContext, type OfferRequest, type Offers, type Question, questionOf } from "./question.ts";

const NOTHING: Offers = { offers: [], ignored: [] };

function joined(parts: readonly Offers[]): Offers {
  const missing = parts.find((part) => part.missing !== undefined)?.missing;
  return { offers: parts.flatMap(({ offers }) => offers), ignored: parts.flatMap(({ ignored }) => ignored), ...(missing === undefined ? {} : { missing }) };
}

/**
 * With a digest for each of two newer versions the three requests of a first run are spent, and both lead away from the one that is
 * written. A later run finds most of its answers kept, and asks.
 */
async function lookForWritten(question: Question, { beyond, isFirst }: { readonly beyond: Offers; readonly isFirst: boolean }): Promise<Offers> {
  return isFirst && beyond.offers.length > 0 ? NOTHING : { ...NOTHING, ...(await missingDigest(question)) };
}

async function askRegistry(question: Question): Promise<Offers> {
  const replacement = await offerReplacement(question);
  if (replacement !== undefined) return replacement;
  const isFirst = (await question.registry.isKnown?.(question.repository)) !== true;
  const tags = tagKind(question.image.tag) === "version" ? await question.registry.tags(question.repository) : [];
  const choices = [choosePrecise(question, tags), ...chooseNewer(question, tags)];
  const [precise = NOTHING, within = NOTHING, beyond = NOTHING] = await Promise.all(choices.map((one) => offerTag(one, question)));
  // A step within the same major makes the old tag's digest pointless, so that only the written one is looked for.
  const isSuperseded = question.image.digest !== undefined && within.offers.length > 0;
  const own = isSuperseded ? await lookForWritten(question, { beyond, isFirst }) : await offerDigest(question, { tags, isLeft: within.offers.length > 0 });
  return joined([own, precise, within, beyond]);
}

/**
 * Asks what is newer: the list of tags and the tag's digest, so two requests for a reference; for one with a digest a third, for the digest
 * of another version or to see whether the one that is written is still there. Where the tag's digest moved, both are asked for. What is
 * offered for a host's platform is read once more, to see that it is there.
 */
export async function findOffers(request: OfferRequest, context: OfferContext): Promise<Offers> {
  const question = questionOf(request, context);
  if (question === undefined) return NOTHING;
  const { reference, policy } = question;
  if (policy.isIgnored(question)) return { offers: [], ignored: [{ reference, reason: "the configuration leaves it alone" }] };
  if (!policy.settings({ image: question.image, files: question.files }).enabled) return { offers: [], ignored: [{ reference, reason: "a rule turns its updates off" }] };
  return askRegistry(question);
}
