// An image that a plan changes, as data.
import * as z from "zod";

/** What is attached to an image about its making. */
export const Attestation = z.enum(["cosign-signature", "notation-signature", "sigstore-signature", "provenance", "sbom"]);
export type Attestation = z.infer<typeof Attestation>;

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
  /** The image that it was built on, where its labels tell. */
  base: z.object({ name: z.string().max(4096).optional(), digest: z.string().max(256).optional() }).optional(),
  /** Who vouches for it, as far as the registry could be asked: signatures, provenance and SBOM attestations. */
  attested: z.array(Attestation).max(20).optional(),
  layers: z.array(z.object({ digest: z.string().max(256), size: z.number().min(0) })).max(1000),
});
export type ImageSummary = z.infer<typeof ImageSummary>;

/** One way in which the new image differs, for people: `runs as uid 999 instead of root`. */
export const ImageDifference = z.object({
  field: z.enum([
    "version", "environment", "entrypoint", "command", "user", "workdir", "ports", "volumes", "healthcheck",
    "stop-signal", "labels", "layers", "size", "platform", "created", "system", "packages", "base", "source", "attestation",
  ]),
  text: z.string().max(4096),
});
export type ImageDifference = z.infer<typeof ImageDifference>;

/** A package that only one side has, or both in other versions; `ecosystem` is the type of its package URL, such as `deb` or `npm`. */
export const PackageChange = z.object({
  ecosystem: z.string().max(64),
  name: z.string().max(256),
  /** Versions before and after; several are joined by commas. */
  from: z.string().max(1024).optional(),
  to: z.string().max(1024).optional(),
});
export type PackageChange = z.infer<typeof PackageChange>;

/** Packages that differ, and where that is known from. */
export const PackageComparison = z.object({
  from: z.enum(["sbom", "layers"]),
  changes: z.array(PackageChange).max(3000),
  /** Changes beyond those of the list. */
  more: z.int().min(0),
  /** True where packages of languages are not compared, because not all layers were read. */
  isSystemOnly: z.boolean(),
});
export type PackageComparison = z.infer<typeof PackageComparison>;

/** A release between the two versions; `notes` is its publisher's Markdown, untrusted and cut. */
export const ReleaseNote = z.object({
  tag: z.string().max(256),
  name: z.string().max(256),
  published: z.string().max(64),
  url: z.string().max(2048),
  notes: z.string().max(6000),
});
export type ReleaseNote = z.infer<typeof ReleaseNote>;

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
  /** Bytes of files in the layers to download, where all of them were read. */
  unpacked: z.number().min(0).optional(),
  packages: PackageComparison.optional(),
  /** The page that shows what changed in the source. */
  compare: z.string().max(2048).optional(),
  /** Releases after the old version up to the new one, newest first. */
  releases: z.array(ReleaseNote).max(30).optional(),
  /** Releases between them beyond those of the list. */
  moreReleases: z.int().min(0).optional(),
  /** What could not be looked at and why, one sentence each. */
  gaps: z.array(z.string().max(1024)).max(20).optional(),
  /** True where the reference moved but the platform's manifest did not. */
  isSameContent: z.boolean(),
});
export type ImageChange = z.infer<typeof ImageChange>;
