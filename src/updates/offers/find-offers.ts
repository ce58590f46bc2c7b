// One reference -> the updates that its registry offers and the policy allows, and what it does not.
import { tagKind } from "../versions/parse-version.ts";
import { chooseNewer, choosePrecise } from "./choose-tags.ts";
import { offerDigest } from "./offer-digest.ts";
import { offerReplacement } from "./offer-replacement.ts";
import { offerTag } from "./offer-tag.ts";
import { type OfferContext, type OfferRequest, type Offers, type Question, questionOf } from "./question.ts";

const NOTHING: Offers = { offers: [], ignored: [] };

function joined(parts: readonly Offers[]): Offers {
  return { offers: parts.flatMap(({ offers }) => offers), ignored: parts.flatMap(({ ignored }) => ignored) };
}

async function askRegistry(question: Question): Promise<Offers> {
  const replacement = await offerReplacement(question);
  if (replacement !== undefined) return replacement;
  const tags = tagKind(question.image.tag) === "version" ? await question.registry.tags(question.repository) : [];
  const choices = [choosePrecise(question, tags), ...chooseNewer(question, tags)];
  const [precise = NOTHING, within = NOTHING, beyond = NOTHING] = await Promise.all(choices.map((one) => offerTag(one, question)));
  // A step within the same major makes the old tag's digest pointless, so that it is not asked for.
  const isSuperseded = question.image.digest !== undefined && within.offers.length > 0;
  const own = isSuperseded ? NOTHING : await offerDigest(question, { tags, isLeft: within.offers.length > 0 });
  return joined([own, precise, within, beyond]);
}

/**
 * Asks what is newer: the list of tags and the tag's digest, so two requests for a reference; for one with a digest a third where it moved
 * or another version carries one. What is offered for a host's platform is read once more, to see that it is there.
 */
export async function findOffers(request: OfferRequest, context: OfferContext): Promise<Offers> {
  const question = questionOf(request, context);
  if (question === undefined) return NOTHING;
  const { reference, policy } = question;
  if (policy.isIgnored(question)) return { offers: [], ignored: [{ reference, reason: "the configuration leaves it alone" }] };
  if (!policy.settings({ image: question.image, files: question.files }).enabled) return { offers: [], ignored: [{ reference, reason: "a rule turns its updates off" }] };
  return askRegistry(question);
}
