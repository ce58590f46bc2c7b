// An image that another has taken the place of -> the same tag of the other, where it is there.
import { hasCode } from "../../errors.ts";
import { parseImageReference } from "../../image-reference.ts";
import { aliasedRepository, type Offers, type Question } from "./question.ts";
import { writeReference } from "./write-reference.ts";

/** `docker.io/` is kept where it is written: some engines know no default registry. */
function spelled(replacement: string, written: string): string {
  const hasHub = /^(?:docker|index\.docker)\.io\//.test(written) && parseImageReference(replacement)?.registry === "docker.io";
  return hasHub && !replacement.startsWith("docker.io/") ? `docker.io/${replacement}` : replacement;
}

/** Undefined where there is no replacement, or it does not have the tag: then the old image is asked about like the others. */
export async function offerReplacement(question: Question): Promise<Offers | undefined> {
  const { policy, image, files, recent, aliases, reference } = question;
  const { replacement, enabled } = policy.settings({ image, files, kind: "replacement" });
  const target = replacement === undefined ? undefined : parseImageReference(replacement);
  if (replacement === undefined || target === undefined || !enabled || !policy.kinds.has("replacement")) return undefined;
  const tag = target.tag ?? image.tag;
  try {
    const { digest } = await recent.resolve(aliasedRepository(target, aliases), tag);
    const proposed = writeReference(spelled(replacement, reference), { tag, ...(image.digest === undefined ? {} : { digest }) });
    return { offers: [{ kind: "replacement", proposed }], ignored: [] };
  } catch (error) {
    if (hasCode(error, "registry-missing")) return undefined;
    throw error;
  }
}
