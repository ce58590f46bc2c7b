// An image with a signature that refers to it, kept under the referrers tag as clients do where a registry has no referrers API.
import { createHash } from "node:crypto";
import type { HostedImage } from "../../../scripts/demo/homelab-images.ts";
import { buildImage, type Content } from "../../../scripts/demo/oci-image.ts";

const INDEX = "application/vnd.oci.image.index.v1+json";

function content(mediaType: string, value: unknown): Content {
  const bytes = Buffer.from(JSON.stringify(value));
  return { mediaType, bytes, digest: `sha256:${createHash("sha256").update(bytes).digest("hex")}` };
}

const image = buildImage({ platforms: ["linux/amd64"], created: "2026-01-01T00:00:00Z", settings: {}, layers: [{ manifest: "cargo" }] });
const descriptor = { mediaType: image.root.mediaType, digest: image.root.digest, size: image.root.bytes.length };

/** The manifest that is referred to, and the descriptor that must be listed for it. */
export const SIGNATURE = { subject: image.root.digest, descriptor };

const entry = { ...descriptor, artifactType: "application/vnd.example.signature", annotations: { "org.example.signer": "harbour office" } };
// A registry checks that an index's manifests exist, so the image signs itself.
const index = content(INDEX, { schemaVersion: 2, mediaType: INDEX, manifests: [entry] });

/** The image and its referrers tag, ready to be served. */
export const SIGNED: HostedImage = {
  registry: "quay.io",
  path: "galley/signed",
  tags: [image.root.digest.replace(":", "-")],
  image: { root: index, manifests: [...image.manifests, index], blobs: image.blobs },
};
