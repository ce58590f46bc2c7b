// A reference with a digest -> whether its registry still has what the digest names.
import { StowplanError } from "../../errors.ts";
import type { Offers, Question } from "./question.ts";

/** The registry's error where a host could not pull the image any more; a registry that does not answer says nothing about it. */
export async function missingDigest({ registry, repository, image }: Question): Promise<Pick<Offers, "missing">> {
  if (image.digest === undefined) return {};
  try {
    await registry.resolve(repository, image.digest);
    return {};
  } catch (error) {
    if (!(error instanceof StowplanError)) throw error;
    return error.code === "registry-missing" ? { missing: error } : {};
  }
}
