// Tags that may be offered -> the offer of the one that is there for the hosts' platforms and old enough.
import { hasCode, insteadOf } from "../../errors.ts";
import { readImage } from "../../images/index.ts";
import type { TagChoice, TagChoices } from "./choose-tags.ts";
import { platformEntry } from "./image-index.ts";
import type { Offer, Offers, Question } from "./question.ts";
import { releaseDate } from "./release-date.ts";
import { writeReference } from "./write-reference.ts";

/** What the registry has under a tag; a digest only where it was needed or came along. */
type TagContent = { readonly kind: "there"; readonly digest?: string } | { readonly kind: "absent"; readonly reason: string };

/** Most images of a single platform are for this one, so that their configuration is read only for hosts of others. */
const USUAL_PLATFORM = "linux/amd64";

async function isFor(platform: string, { body, digest, question }: { body: unknown; digest: string; question: Question }): Promise<boolean> {
  const entry = platformEntry(body, platform);
  if (entry.kind !== "single" || platform === USUAL_PLATFORM) return entry.kind !== "absent";
  const { registry, repository } = question;
  const reading = await readImage({ reference: `${repository.registry}/${repository.path}@${digest}`, platform }, registry);
  return reading.kind === "image" || reading.failure.kind !== "no-platform";
}

/** One request where a host's platform is known, as the index has to be read, or where the reference carries a digest; otherwise none. */
async function lookAt(tag: string, question: Question): Promise<TagContent> {
  const { recent, repository, platforms, image } = question;
  if (platforms.length === 0) return image.digest === undefined ? { kind: "there" } : { kind: "there", digest: (await recent.resolve(repository, tag)).digest };
  const { descriptor, body } = await recent.manifest(repository, tag);
  const { digest } = descriptor;
  for (const platform of platforms) if (!(await isFor(platform, { body, digest, question }))) return { kind: "absent", reason: `there is no image for ${platform}` };
  return { kind: "there", digest };
}

/** A registry may list tags whose manifests are gone. */
function contentOf(tag: string, question: Question): Promise<TagContent> {
  const absent = { kind: "absent", reason: "the registry lists it, but has no image there" } as const;
  return lookAt(tag, question).catch(insteadOf((error) => hasCode(error, "registry-missing"), () => absent));
}

/** True where the version is old enough, or of unknown age; the date is told where it was asked for. */
async function isOldEnough({ tag, kind }: TagChoice, question: Question): Promise<{ readonly isOld: boolean; readonly released?: string }> {
  const { minimumAge } = question.policy.settings({ ...question, kind });
  if (minimumAge === 0) return { isOld: true };
  const released = await releaseDate(tag, question);
  if (released === undefined) return { isOld: true };
  return { isOld: question.now.getTime() - Date.parse(released) >= minimumAge, released };
}

/** Of several versions the newest that is old enough; where none is, the newest of all, which then waits. */
async function oldEnough(choices: readonly TagChoice[], question: Question): Promise<{ readonly choice: TagChoice; readonly released?: string } | undefined> {
  let newest: { choice: TagChoice; released?: string } | undefined;
  for (const choice of choices) {
    const { isOld, ...date } = await isOldEnough(choice, question);
    if (isOld) return { choice, ...date };
    newest ??= { choice, ...date };
  }
  return newest;
}

function offerOf({ tag, kind }: TagChoice, { question, digest }: { question: Question; digest: string | undefined }): Offer {
  // A reference with a digest gets the new tag's, so that it stays as strict as it is.
  const keepsDigest = question.image.digest !== undefined && digest !== undefined;
  return { kind, proposed: writeReference(question.reference, { tag, ...(keepsDigest ? { digest } : {}) }) };
}

/** At most one offer: only the chosen version is looked at. */
export async function offerTag({ choices, ignored }: TagChoices, question: Question): Promise<Offers> {
  const chosen = await oldEnough(choices, question);
  if (chosen === undefined) return { offers: [], ignored };
  const content = await contentOf(chosen.choice.tag, question);
  if (content.kind === "absent") {
    const proposed = writeReference(question.reference, { tag: chosen.choice.tag });
    return { offers: [], ignored: [...ignored, { reference: question.reference, proposed, reason: content.reason }] };
  }
  const offer = offerOf(chosen.choice, { question, digest: content.digest });
  return { offers: [{ ...offer, ...(chosen.released === undefined ? {} : { released: chosen.released }) }], ignored };
}
