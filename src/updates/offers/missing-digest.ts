// A reference with a digest -> whether its registry still has what the digest names.
import { insteadOf, isStowplanError } from "../../errors.ts";
import type { Offers, Question } from "./question.ts";

/** The registry's error where a host could not pull the image any more; a registry that does not answer says nothing about it. */
export async function missingDigest({ registry, repository, image }: Question): Promise<Pick<Offers, "missing">> {
  if (image.digest === undefined) return {};
  return registry.resolve(repository, image.digest).then(
    () => ({}),
    insteadOf(isStowplanError, (error) => (error.code === "registry-missing" ? { missing: error } : {})),
  );
}
