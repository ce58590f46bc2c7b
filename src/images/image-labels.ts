// An image's labels and annotations -> what it says about itself.
import type { RemoteImage } from "./read-image.ts";

/** Names that say the same, the newer first: OCI image specification, annotations.md; label-schema.org, 1.0, before it. */
const NAMES = {
  version: ["org.opencontainers.image.version", "org.label-schema.version"],
  revision: ["org.opencontainers.image.revision", "org.label-schema.vcs-ref"],
  source: ["org.opencontainers.image.source", "org.label-schema.vcs-url", "org.opencontainers.image.url"],
  created: ["org.opencontainers.image.created", "org.label-schema.build-date"],
  baseName: ["org.opencontainers.image.base.name"],
  baseDigest: ["org.opencontainers.image.base.digest"],
} as const;

/** What an image may say about itself. */
export type ImageFact = keyof typeof NAMES;

/** Labels win over annotations: they go with the image, annotations stay at the registry. Empty ones say nothing. */
export function readLabel({ config, annotations }: RemoteImage, fact: ImageFact): string | undefined {
  const labels = config.config.Labels;
  return [labels, annotations].flatMap((texts) => NAMES[fact].map((name) => texts[name])).find((value) => value !== undefined && value !== "");
}

/** Time of the build, RFC 3339. Reproducible builds write 1970 or 1980 into the configuration, which tells nothing; a label may still tell. */
export function createdOf(image: RemoteImage): string | undefined {
  return [image.config.created, readLabel(image, "created")].find((time) => typeof time === "string" && /^\d{4}-\d\d-\d\d/.test(time) && time > "1990") ?? undefined;
}
