// A repository and a digest -> the manifest's layers and the configuration of the image that skopeo would copy.
import * as z from "zod";
import { StowplanError } from "../../errors.ts";
import type { Registry, Repository } from "../../ports.ts";
import { ImageIndex, ImageManifest } from "../oci-documents.ts";
import { chooseInstance, type WantedInstance } from "./choose-instance.ts";
import type { LayerDescriptor } from "./layer-guess.ts";

/** Where an image is; `subject` is what errors call it. */
export type ImageSource = { readonly repository: Repository; readonly registry: Registry; readonly subject: string };

/** An image's parts. `claimedDiffIds` are the configuration's account of its layers, in hexadecimal digits; empty where it does not fit. */
export type ImageContent = {
  readonly config: Buffer;
  readonly configDigest: string;
  readonly layers: readonly LayerDescriptor[];
  readonly claimedDiffIds: readonly string[];
};

const Layered = ImageManifest.extend({
  layers: z.array(z.looseObject({ digest: z.string(), size: z.number().min(0), mediaType: z.string().optional() })).max(1000),
});
const Rootfs = z.looseObject({ rootfs: z.looseObject({ diff_ids: z.array(z.string()) }).optional() });

/** The image is none that pullImage could load. */
export function unusable(subject: string, message: string): StowplanError {
  return new StowplanError({ code: "registry-invalid", subject, message, hint: "Look at the image with `skopeo inspect`; pullImage could not load it either." });
}

/** The configuration's own account of its layers, as hexadecimal digits. Throws where the configuration is no JSON object. */
function diffIdsOf(config: Buffer, subject: string): readonly string[] {
  let json: unknown;
  try {
    json = JSON.parse(config.toString("utf8"));
  } catch {
    json = undefined;
  }
  const { data } = Rootfs.safeParse(json);
  if (data === undefined) throw unusable(subject, "Its configuration is not what the OCI image specification says.");
  return (data.rootfs?.diff_ids ?? []).map((id) => id.replace(/^sha256:/, ""));
}

/** Reads an image in at most three requests. Throws `registry-invalid` for what is no image, and what the registry throws. */
export async function readImageContent({ repository, registry, subject }: ImageSource, { digest, wanted }: { digest: string; wanted: WantedInstance }): Promise<ImageContent> {
  const root = (await registry.manifest(repository, digest)).body;
  const index = ImageIndex.safeParse(root).data;
  const chosen = index === undefined ? digest : chooseInstance(index, wanted);
  if (chosen === undefined) throw unusable(subject, `The index has no image for ${wanted.os}/${wanted.architecture}.`);
  const manifest = Layered.safeParse(index === undefined ? root : (await registry.manifest(repository, chosen)).body).data;
  if (manifest === undefined) throw unusable(subject, "Its manifest is not that of a container image.");
  const configDigest = manifest.config.digest;
  const config = Buffer.from(await registry.blob(repository, configDigest));
  const claimed = diffIdsOf(config, subject);
  return { config, configDigest, layers: manifest.layers, claimedDiffIds: claimed.length === manifest.layers.length ? claimed : [] };
}
