// An index and an architecture -> the manifest that skopeo copies for `--override-os` and `--override-arch`.
import type { ImageIndex } from "../oci-documents.ts";

/** Variants that skopeo takes, after none at all, from the best to the least (containers/image, package platform). */
const VARIANTS: Readonly<Record<string, readonly string[]>> = { arm: ["v8", "v7", "v6", "v5"], arm64: ["v8"] };

/** What is wanted: Go's names, as in `linux` and `arm64`. */
export type WantedInstance = { readonly os: string; readonly architecture: string };

/** Gives the digest; undefined where the index has nothing for the architecture. An engine on the host would take a newer variant first. */
export function chooseInstance(index: ImageIndex, { os, architecture }: WantedInstance): string | undefined {
  const fitting = index.manifests.filter(({ platform }) => platform?.os === os && platform.architecture === architecture);
  for (const variant of ["", ...(VARIANTS[architecture] ?? [])]) {
    const chosen = fitting.find(({ platform }) => (platform?.variant ?? "") === variant);
    if (chosen !== undefined) return chosen.digest;
  }
  return index.manifests.find(({ platform }) => platform === undefined)?.digest;
}
