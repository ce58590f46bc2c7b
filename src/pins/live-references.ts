// Evaluated hosts -> the references that they run, and on which platforms.
import type { ProjectPair } from "../compose/index.ts";
import { type HostPair, type LiveImage, liveImages } from "../evaluate/index.ts";
import { parseImageReference } from "../image-reference.ts";
import { composeImages, platformOfSystem } from "../images/index.ts";
import { normalReference } from "./edits/reference-spans.ts";

/** Where each running reference runs: reference as evaluated -> OCI platforms. */
export type LiveReferences = ReadonlyMap<string, readonly string[]>;

/** The image that Nix pulls for a container, as the pin of a pullImage call has it. */
function archiveReferences({ options }: LiveImage): readonly string[] {
  const { imageName, imageTag, imageDigest } = options.archive ?? {};
  if (typeof imageName !== "string" || typeof imageDigest !== "string") return [];
  return [`${imageName}@${imageDigest}`, ...(typeof imageTag === "string" ? [`${imageName}:${imageTag}@${imageDigest}`] : [])];
}

/** `--platform=linux/arm64` or the same in two arguments: the engine then pulls for that platform and not for the host's. */
function askedPlatform({ options: { extraOptions } }: LiveImage): string | undefined {
  const index = extraOptions.findLastIndex((option) => option === "--platform" || option.startsWith("--platform="));
  return extraOptions[index] === "--platform" ? extraOptions[index + 1] : extraOptions[index]?.slice("--platform=".length);
}

/** What the hosts run at head. */
export function liveReferences(hosts: readonly HostPair[]): LiveReferences {
  const live = new Map<string, readonly string[]>();
  for (const { head } of hosts) {
    if (head === undefined) continue;
    for (const image of liveImages(head)) {
      const platform = askedPlatform(image) ?? platformOfSystem(head.system);
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

/** What services ask for; undefined for one that leaves it to its host. */
function servicePlatforms(projects: readonly ProjectPair[]): ReadonlyMap<string, readonly (string | undefined)[]> {
  const images = projects.flatMap(({ head }) => (head === undefined ? [] : [...composeImages(head), ...composeImages({ ...head, services: head.inactive })]));
  const groups = Map.groupBy(images, ({ image }) => normalReference(image));
  return new Map([...groups].map(([key, group]) => [key, group.map(({ platform }) => platform)]));
}

/**
 * Platforms by normal reference: `postgres` and `docker.io/library/postgres` are one image. A Compose service that no host is known to
 * run, and that asks for none, may run anywhere: then nothing is known of its image.
 */
export function platformsByImage(live: LiveReferences, projects: readonly ProjectPair[]): ReadonlyMap<string, readonly string[]> {
  const platforms = new Map<string, readonly string[]>();
  const add = (key: string, list: readonly string[]): void => void platforms.set(key, [...new Set([...(platforms.get(key) ?? []), ...list])]);
  for (const [reference, list] of live) add(normalReference(reference), list);
  for (const [key, asked] of servicePlatforms(projects)) {
    const known = asked.filter((platform) => platform !== undefined);
    if (platforms.has(key) || known.length === asked.length) add(key, known);
  }
  return platforms;
}
