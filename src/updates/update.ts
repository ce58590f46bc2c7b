// An update that could be made, as data.
import * as z from "zod";
import { Place } from "../errors.ts";

/** What kind of step an update is; `pin` adds a digest, `digest` moves one under the same tag. */
export const UpdateKind = z.enum(["pin", "digest", "patch", "minor", "major"]);
export type UpdateKind = z.infer<typeof UpdateKind>;

/** A newer tag or digest for one reference, and every place that would be edited. */
export const Update = z.object({
  kind: UpdateKind,
  reference: z.string().max(4096),
  /** The reference as it would be written. */
  proposed: z.string().max(4096),
  places: z.array(Place).max(1000),
});
export type Update = z.infer<typeof Update>;
