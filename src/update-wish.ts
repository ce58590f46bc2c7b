// What somebody asked of the update runs of a repository: on its dashboard, or by a comment.
import * as z from "zod";

/** A name of an image as people write it, `mealie` no less than `ghcr.io/mealie-recipes/mealie`; never a pattern. */
export const ImageName = z.string().min(1).max(255).regex(/^[a-z0-9][a-z0-9._/:-]*$/);

/** A tag (OCI Distribution Specification, "Pulling manifests"). */
export const TagName = z.string().regex(/^[A-Za-z0-9_][A-Za-z0-9._-]{0,127}$/);

/** Holds until it is reached or taken back, so it is kept on the dashboard. One image has one of them: the newest. */
export const StandingWish = z.discriminatedUnion("kind", [
  /** Offer this version and no other, whatever the policy says of it. */
  z.strictObject({ kind: z.literal("version"), image: ImageName, version: TagName }),
  /** Offer nothing, until a day of UTC (`2026-12-24`), or for good. */
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
