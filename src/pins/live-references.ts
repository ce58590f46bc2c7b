// Evaluated hosts -> the references that they run, and on which platforms.
import { type HostPair, type LiveImage, liveImages } from "../evaluate/index.ts";
import { parseImageReference } from "../image-reference.ts";
import { platformOfSystem } from "../images/index.ts";
import { normalReference } from "./edits/reference-spans.ts";

/** Where each running reference runs: reference as evaluated -> OCI platforms. */
export type LiveReferences = ReadonlyMap<string, readonly string[]>;

/** The image that Nix pulls for a container, as the pin of a pullImage call has it. */
function archiveReferences({ options }: LiveImage): readonly string[] {
  const { imageName, imageTag, imageDigest } = options.archive ?? {};
  if (typeof imageName !== "string" || typeof imageDigest !== "string") return [];
  return [`${imageName}@${imageDigest}`, ...(typeof imageTag === "string" ? [`${imageName}:${imageTag}@${imageDigest}`] : [])];
}

/** What the hosts run at head. */
export function liveReferences(hosts: readonly HostPair[]): LiveReferences {
  const live = new Map<string, readonly string[]>();
  for (const { head } of hosts) {
    if (head === undefined) continue;
    const platform = platformOfSystem(head.system);
    for (const image of liveImages(head)) {
      const references = image.isLocal ? archiveReferences(image) : [image.reference];
      for (const reference of references) live.set(reference, [...new Set([...(live.get(reference) ?? []), platform])]);
    }
  }
  return live;
}

/** The last part of a repository's name, which stands in the text even where the rest is put together. */
export function shortNames(live: LiveReferences): readonly string[] {
  return [...new Set([...live.keys()].flatMap((reference) => parseImageReference(reference)?.path.split("/").at(-1) ?? []))];
}

/** Platforms by normal reference: `postgres` and `docker.io/library/postgres` are one image. */
export function platformsByImage(live: LiveReferences): ReadonlyMap<string, readonly string[]> {
  const platforms = new Map<string, readonly string[]>();
  for (const [reference, list] of live) {
    const key = normalReference(reference);
    platforms.set(key, [...new Set([...(platforms.get(key) ?? []), ...list])]);
  }
  return platforms;
}
