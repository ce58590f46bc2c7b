// An update that could be made, as data.
import * as z from "zod";
import { UpdateKind } from "../config/index.ts";
import { Place } from "../errors.ts";

/** One line of a file, as it is and as it would be. Lines from 1, without the line break. */
export const LineEdit = z.object({
  file: z.string().max(4096),
  line: z.int().min(1),
  old: z.string().max(2000),
  new: z.string().max(2000),
});
export type LineEdit = z.infer<typeof LineEdit>;

/** A newer tag or digest for one reference, and every place that would be edited. */
export const Update = z.object({
  kind: UpdateKind,
  reference: z.string().max(4096),
  /** The reference as it would be written. */
  proposed: z.string().max(4096),
  places: z.array(Place).max(1000),
  /** When the proposed version was published, in ISO 8601, where a minimum age made that of interest and it could be told. */
  released: z.iso.datetime({ offset: true }).max(40).optional(),
  /** The lines to suggest where the pull request changes the file; absent where nothing is to be suggested. */
  edits: z.array(LineEdit).max(100).optional(),
});
export type Update = z.infer<typeof Update>;

/** A newer version that the configuration does not want, and why. */
export const IgnoredUpdate = z.object({
  reference: z.string().max(4096),
  /** Absent where the image is not asked about at all. */
  proposed: z.string().max(4096).optional(),
  reason: z.string().max(500),
});
export type IgnoredUpdate = z.infer<typeof IgnoredUpdate>;
