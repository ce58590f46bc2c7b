// What somebody asked of the update runs of a repository, by a comment: kept on its dashboard, or for one run only.
import * as z from "zod";
import { formatFamiliarName, parseImageReference } from "./image-reference.ts";
import { baseName } from "./repository-paths.ts";

/** A name of an image as people write it, `mealie` no less than `ghcr.io/mealie-recipes/mealie`; never a pattern. */
export const ImageName = z.string().min(1).max(255).regex(/^[a-z0-9][a-z0-9._/:-]*$/);
export type ImageName = z.infer<typeof ImageName>;

/** A tag (OCI Distribution Specification, "Pulling manifests"). */
export const TagName = z.string().regex(/^[A-Za-z0-9_][A-Za-z0-9._-]{0,127}$/);
export type TagName = z.infer<typeof TagName>;

/** Holds until it is reached, over or taken back. */
export const StandingWish = z.discriminatedUnion("kind", [
  /** Offer this version and no other, whatever the policy says of it. */
  z.strictObject({ kind: z.literal("version"), image: ImageName, version: TagName }),
  /** Offer nothing before a day of UTC (`2026-12-24`) begins, or for good. */
  z.strictObject({ kind: z.literal("ignore"), image: ImageName, until: z.iso.date().optional() }),
]);
export type StandingWish = z.infer<typeof StandingWish>;

/** What one run is asked for. `now`: an image's updates wait for nothing. `rebase`: a branch is made anew on its base. */
export const UpdateWish = z.discriminatedUnion("kind", [
  ...StandingWish.options,
  z.strictObject({ kind: z.literal("now"), image: ImageName }),
  z.strictObject({ kind: z.literal("rebase"), branch: z.string().min(1).max(255) }),
]);
export type UpdateWish = z.infer<typeof UpdateWish>;

/** True where a wish's name is the reference's, in full, as it is familiar, or by its last part alone. */
export function isNamed(image: string, reference: string): boolean {
  const parsed = parseImageReference(reference);
  if (parsed === undefined) return false;
  const familiar = formatFamiliarName(parsed);
  return [familiar, `${parsed.registry}/${parsed.path}`, baseName(familiar)].includes(image);
}

function isStanding(wish: UpdateWish): wish is StandingWish {
  return wish.kind === "version" || wish.kind === "ignore";
}

/** More would be a configuration. */
const MOST_STANDING = 50;

/** The newest word about an image counts, so that `now` also ends what stood; the oldest of too many are forgotten. */
export function standingWishes(old: readonly StandingWish[], added: readonly UpdateWish[]): readonly StandingWish[] {
  const named = added.filter((wish) => wish.kind !== "rebase");
  const isNew = (image: string): boolean => named.some((wish) => wish.image === image);
  return [...old.filter(({ image }) => !isNew(image)), ...named.filter(isStanding)].slice(-MOST_STANDING);
}
