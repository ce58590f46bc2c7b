// A reference and a platform -> what the registry has behind it: index, platform manifest and configuration.
import { insteadOf, isRegistryError, type StowplanError } from "../errors.ts";
import { type ImageReference, parseImageReference } from "../image-reference.ts";
import { parseJson } from "../parse-json.ts";
import type { Registry, Repository } from "../ports.ts";
import { CONFIG_TYPES, ImageConfig, ImageIndex, ImageManifest } from "./oci-documents.ts";
import { choosePlatform, formatPlatform, isPlatformFor, parsePlatform } from "./platform.ts";

/** An image as one platform sees it. */
export type RemoteImage = {
  readonly repository: Repository;
  /** Digest of what the reference names: an index or a manifest. */
  readonly digest: string;
  /** Digest of the platform's own manifest; equal to `digest` where there is no index. */
  readonly platformDigest: string;
  /** Every platform that the image is offered for. */
  readonly platforms: readonly string[];
  readonly layers: ImageManifest["layers"];
  readonly config: ImageConfig;
  /** Annotations of the platform's manifest, over those of the index. */
  readonly annotations: Readonly<Record<string, string>>;
  /** Digests of the manifests in the index that hold BuildKit's attestations of the platform's manifest. */
  readonly attestations: readonly string[];
};

/** Why an image could not be read. */
export type ImageFailure =
  | { readonly kind: "invalid-reference" }
  | { readonly kind: "no-platform"; readonly platforms: readonly string[] }
  | { readonly kind: "no-image"; readonly message: string }
  | { readonly kind: "registry"; readonly error: StowplanError };

/** An image, or why there is none. */
export type ImageReading =
  | { readonly kind: "image"; readonly image: RemoteImage }
  | { readonly kind: "failure"; readonly failure: ImageFailure };

/** What to read: a reference as it is written, an OCI platform. */
export type ImageRequest = { readonly reference: string; readonly platform: string };

function failure(reason: ImageFailure): ImageReading {
  return { kind: "failure", failure: reason };
}

/** The name that an engine asks for: a digest wins over the tag beside it, and no tag means `latest`. */
function nameAtRegistry({ digest, tag }: ImageReference): string {
  return digest ?? tag ?? "latest";
}

async function readManifest(reference: ImageReference, { registry, name }: { registry: Registry; name: string }) {
  const { descriptor, body } = await registry.manifest(reference, name);
  return { digest: descriptor.digest, index: ImageIndex.safeParse(body).data, manifest: ImageManifest.safeParse(body).data };
}

/** BuildKit's "Image attestation storage": an entry for no platform names the manifest that it speaks of. */
function attestationsOf(index: ImageIndex | undefined, digest: string): readonly string[] {
  const own = (index?.manifests ?? []).filter(
    ({ annotations }) => annotations["vnd.docker.reference.type"] === "attestation-manifest" && annotations["vnd.docker.reference.digest"] === digest,
  );
  return own.map((entry) => entry.digest);
}

async function readFromRegistry(reference: ImageReference, { registry, platform }: { registry: Registry; platform: string }): Promise<ImageReading> {
  const wanted = parsePlatform(platform);
  const root = await readManifest(reference, { registry, name: nameAtRegistry(reference) });
  // Attestations stand in an index as `unknown/unknown`.
  const offered = root.index?.manifests.flatMap((entry) => (entry.platform === undefined || entry.platform.os === "unknown" ? [] : [entry.platform])) ?? [];
  const chosen = root.index === undefined ? undefined : choosePlatform(root.index.manifests, wanted);
  if (root.index !== undefined && chosen === undefined) return failure({ kind: "no-platform", platforms: offered.map(formatPlatform) });
  const { digest, manifest } = chosen === undefined ? root : await readManifest(reference, { registry, name: chosen.digest });
  if (manifest === undefined || !CONFIG_TYPES.has(manifest.config.mediaType)) {
    return failure({ kind: "no-image", message: "Its manifest is not that of a container image." });
  }
  const config = ImageConfig.safeParse(parseJson(Buffer.from(await registry.blob(reference, manifest.config.digest)).toString("utf8"))).data;
  if (config === undefined) return failure({ kind: "no-image", message: "Its configuration is not what the OCI image specification says." });
  const own = { os: config.os, architecture: config.architecture, ...(typeof config.variant === "string" ? { variant: config.variant } : {}) };
  if (root.index === undefined && own.architecture !== "" && !isPlatformFor(own, wanted)) {
    return failure({ kind: "no-platform", platforms: [formatPlatform(own)] });
  }
  const platforms = root.index === undefined ? [formatPlatform(own)] : offered.map(formatPlatform);
  const annotations = { ...root.index?.annotations, ...manifest.annotations };
  const { registry: name, path } = reference;
  const attestations = attestationsOf(root.index, digest);
  const contents = { layers: manifest.layers, config, annotations, attestations };
  return { kind: "image", image: { repository: { registry: name, path }, digest: root.digest, platformDigest: digest, platforms, ...contents } };
}

/** Reads an image in at most three requests. Registry errors are failures of this one image; only a fault of ours throws. */
export async function readImage({ reference, platform }: ImageRequest, registry: Registry): Promise<ImageReading> {
  const parsed = parseImageReference(reference);
  if (parsed === undefined) return failure({ kind: "invalid-reference" });
  return readFromRegistry(parsed, { registry, platform }).catch(insteadOf(isRegistryError, (error) => failure({ kind: "registry", error })));
}
