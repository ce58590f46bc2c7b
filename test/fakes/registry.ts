// Built images -> a Registry in memory, for tests that need images and no HTTP; the real client passes the same contract.
import { type ErrorCode, StowplanError } from "../../src/errors.ts";
import type { BlobPart, Referrer, Registry, RegistryManifest, Repository } from "../../src/ports.ts";
import { readReferrers } from "../../src/host/registry/referrers.ts";
import type { HostedImage } from "../../scripts/demo/homelab-images.ts";
import type { Content } from "../../scripts/demo/oci-image.ts";

/** A registry and what it was asked: `tags docker.io/library/postgres`, `resolve docker.io/library/postgres:16`. */
export type FakeRegistry = Registry & { readonly requests: readonly string[] };

/** Registries (`ghcr.io`) or repositories (`ghcr.io/x/y`) that fail with a code. */
export type Failures = Readonly<Record<string, ErrorCode>>;

type Shelf = { readonly tags: Map<string, string>; readonly contents: Map<string, Content> };

function stock(images: readonly HostedImage[]): ReadonlyMap<string, Shelf> {
  const shelves = new Map<string, Shelf>();
  for (const { registry, path, tags, image } of images) {
    const shelf = shelves.get(`${registry}/${path}`) ?? { tags: new Map<string, string>(), contents: new Map<string, Content>() };
    for (const tag of tags) shelf.tags.set(tag, image.root.digest);
    for (const content of [...image.manifests, ...image.blobs]) shelf.contents.set(content.digest, content);
    shelves.set(`${registry}/${path}`, shelf);
  }
  return shelves;
}

function failure(code: ErrorCode, subject: string): StowplanError {
  return new StowplanError({ code, subject, message: `The fake fails with ${code}.`, hint: "Mend the test." });
}

/** Opens a fake. Tags come in the order of the images; a later image takes a tag over. */
export function fakeRegistry(images: readonly HostedImage[], failures: Failures = {}): FakeRegistry {
  const shelves = stock(images);
  const requests: string[] = [];

  function shelfOf({ registry, path }: Repository, question: string): Shelf {
    const name = `${registry}/${path}`;
    requests.push(`${question.split(" ")[0] ?? ""} ${name}${question.slice(question.indexOf(" ") + 1)}`);
    const code = failures[name] ?? failures[registry] ?? (shelves.has(name) ? undefined : "registry-missing");
    const shelf = shelves.get(name);
    if (code !== undefined || shelf === undefined) throw failure(code ?? "registry-missing", name);
    return shelf;
  }

  function contentOf(repository: Repository, { kind, reference }: { kind: string; reference: string }): Content {
    const shelf = shelfOf(repository, `${kind} ${reference.includes(":") ? "@" : ":"}${reference}`);
    const content = shelf.contents.get(shelf.tags.get(reference) ?? reference);
    if (content === undefined) throw failure("registry-missing", `${repository.registry}/${repository.path}:${reference}`);
    return content;
  }

  function manifestOf(repository: Repository, { kind, reference }: { kind: string; reference: string }): RegistryManifest {
    const { digest, mediaType, bytes } = contentOf(repository, { kind, reference });
    const body: unknown = JSON.parse(bytes.toString("utf8"));
    return { descriptor: { digest, mediaType, size: bytes.length }, body };
  }

  async function* openBlob(repository: Repository, { digest, limit, from = 0 }: BlobPart): AsyncGenerator<Uint8Array> {
    const content = await Promise.resolve(contentOf(repository, { kind: "stream", reference: digest }));
    const bytes = content.bytes.subarray(from);
    // In pieces that end in the middle of everything, as a connection's do.
    for (let start = 0; start < bytes.length; start += 1000) {
      if (start + 1000 > limit && bytes.length > limit) throw failure("registry-limit", digest);
      yield bytes.subarray(start, start + 1000);
    }
  }

  /** Only the referrers tag: a fixture pushes it as any other tag. */
  function referrersOf(repository: Repository, digest: string): readonly Referrer[] {
    const shelf = shelfOf(repository, `referrers @${digest}`);
    const index = shelf.contents.get(shelf.tags.get(digest.replace(":", "-")) ?? "");
    return index === undefined ? [] : readReferrers(JSON.parse(index.bytes.toString("utf8")));
  }

  return {
    requests,
    tags: async (repository) => Promise.resolve([...shelfOf(repository, "tags ").tags.keys()]),
    resolve: async (repository, reference) => Promise.resolve(manifestOf(repository, { kind: "resolve", reference }).descriptor),
    manifest: async (repository, reference) => Promise.resolve(manifestOf(repository, { kind: "manifest", reference })),
    blob: async (repository, digest) => Promise.resolve(contentOf(repository, { kind: "blob", reference: digest }).bytes),
    openBlob,
    referrers: async (repository, digest) => Promise.resolve(referrersOf(repository, digest)),
  };
}
