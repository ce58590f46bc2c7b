// Built images -> uploads to a registry by the OCI distribution specification ("Pushing Blobs", "Pushing Manifests").
import type { HostedImage } from "./homelab-images.ts";
import type { Content } from "./oci-image.ts";

/** A repository's URL below `/v2/` and the headers of every request. */
type Target = { readonly repositoryUrl: string; readonly headers: Readonly<Record<string, string>> };

async function expectStatus(response: Response, status: number): Promise<void> {
  const text = await response.text();
  if (response.status !== status) throw new Error(`${response.url} answered ${response.status} instead of ${status}: ${text}`);
}

async function pushBlob({ repositoryUrl, headers }: Target, blob: Content): Promise<void> {
  const start = await fetch(`${repositoryUrl}/blobs/uploads/`, { method: "POST", headers });
  await expectStatus(start, 202);
  const location = new URL(start.headers.get("location") ?? "", repositoryUrl);
  location.searchParams.set("digest", blob.digest);
  const put = await fetch(location, {
    method: "PUT",
    body: new Uint8Array(blob.bytes),
    headers: { ...headers, "content-type": "application/octet-stream" },
  });
  await expectStatus(put, 201);
}

/** Pushes one image under `registry/path`, each platform by digest and the root under its tags. */
async function pushImage(target: Target, hosted: HostedImage): Promise<void> {
  const { repositoryUrl, headers } = target;
  const { root, manifests, blobs } = hosted.image;
  const byDigest = new Map(blobs.map((blob) => [blob.digest, blob]));
  await Promise.all(Array.from(byDigest.values(), (blob) => pushBlob(target, blob)));
  for (const manifest of manifests) {
    const names = manifest === root && hosted.tags.length > 0 ? hosted.tags : [manifest.digest];
    for (const name of names) {
      const put = await fetch(`${repositoryUrl}/manifests/${name}`, {
        method: "PUT",
        body: new Uint8Array(manifest.bytes),
        headers: { ...headers, "content-type": manifest.mediaType },
      });
      await expectStatus(put, 201);
    }
  }
}

/** Where to push; `headers` may carry credentials. */
export type PushTarget = { readonly url: string; readonly headers?: Readonly<Record<string, string>> };

/**
 * Pushes images to the registry at `url`; throws where the registry refuses one. Images of one repository go one after another:
 * docker-registry empties a blob's link before it writes it again, and a manifest that is checked at that moment is refused.
 */
export async function pushImages({ url, headers = {} }: PushTarget, images: readonly HostedImage[]): Promise<void> {
  const repositories = Map.groupBy(images, (image) => `${url}/v2/${image.registry}/${image.path}`);
  await Promise.all(
    Array.from(repositories, async ([repositoryUrl, ofRepository]) => {
      for (const image of ofRepository) await pushImage({ repositoryUrl, headers }, image);
    }),
  );
}
