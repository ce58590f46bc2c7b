// An image that a plan changes, as data.
import * as z from "zod";

/** A reference as it was written and what the registry has behind it on one platform. */
export const ImageSummary = z.object({
  reference: z.string().max(4096),
  /** Digest of the index or manifest that the reference names. */
  digest: z.string().max(256).optional(),
  /** Digest of the platform's own manifest. */
  platformDigest: z.string().max(256).optional(),
  created: z.string().max(64).optional(),
  version: z.string().max(256).optional(),
  revision: z.string().max(256).optional(),
  source: z.string().max(2048).optional(),
  /** Compressed size of all layers, bytes. */
  size: z.number().min(0).optional(),
  layers: z.array(z.object({ digest: z.string().max(256), size: z.number().min(0) })).max(1000),
});
export type ImageSummary = z.infer<typeof ImageSummary>;

/** One way in which the new image differs, for people: `runs as uid 999 instead of root`. */
export const ImageDifference = z.object({
  field: z.enum([
    "version", "environment", "entrypoint", "command", "user", "workdir", "ports", "volumes", "healthcheck",
    "stop-signal", "labels", "layers", "size", "platform", "created",
  ]),
  text: z.string().max(4096),
});
export type ImageDifference = z.infer<typeof ImageDifference>;

/** Who runs an image: a container of a host as evaluated, or a service of a Compose project as written. */
export const ImageUser = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("container"), host: z.string().max(1024), name: z.string().max(1024) }),
  z.object({ kind: z.literal("service"), project: z.string().max(1024), name: z.string().max(1024) }),
]);
export type ImageUser = z.infer<typeof ImageUser>;

/** One image that a host or project runs at head and not at base, or the other way round. */
export const ImageChange = z.object({
  /** An OCI platform such as `linux/amd64`. */
  platform: z.string().max(64),
  old: ImageSummary.optional(),
  new: ImageSummary.optional(),
  usedBy: z.array(ImageUser).max(5000),
  differences: z.array(ImageDifference).max(2000),
  /** Bytes to download: layers of the new image that the old one does not have. */
  download: z.number().min(0).optional(),
  /** True where the reference moved but the platform's manifest did not. */
  isSameContent: z.boolean(),
});
export type ImageChange = z.infer<typeof ImageChange>;
